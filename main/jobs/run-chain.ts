import type { AttributeValue } from '../../shared/model/attribute'
import { type ChainResult, type ChainValue, type Oscillation, feedback } from '../../shared/model/chain'
import type { ProvisioningAction } from '../../shared/model/plan'
import { actionPages } from '../mirror/action-pages'
import { runsTable } from '../mirror/runs-table'
import { type CycleOutcome, type CycleRequest, jobsOf, runCycle } from './run-cycle'
import type { Work } from './run-import'
import type { Session } from './session'

/** After so many rounds a chain that still changes is said not to settle. */
const MOST_ROUNDS = 10
const EXAMPLES = 20
/** Of a value that is new in every round, so many of the last are told. */
const GROWING_ROUNDS = 3

/** The rounds of a chain, first to last, each a run of its own. */
export interface ChainOutcome {
  readonly runs: readonly CycleOutcome[]
  /** Absent where no job writes into the source of one before it: one round is all there is. */
  readonly chain?: ChainResult
}

/**
 * One provisioning cycle, repeated where a job writes into the source of one before it (mail and user name that go back to HR) until
 * nothing changes, or until values only go back and forth; after ten rounds it is said which still change. A rehearsal that is thrown away has one round: the next would not see it. Throws as
 * `runCycle`.
 */
export async function runChain(session: Session, request: CycleRequest, work: Work): Promise<ChainOutcome> {
  if (!request.keep || feedback(jobsOf(request)).length === 0) return { runs: [await runCycle(session, request, work)] }
  const first = await runCycle(session, request, inRound(1, work))
  const { later, chain } = await laterRounds(session, request, first, work)
  runsTable(session.mirror.db).endRounds(first.runNumber, chain)
  return { runs: [first, ...later], chain }
}

/**
 * The runs of the same without what the rounds came to, and without a round after one that planned nothing: for a forecast, on most of whose
 * days nothing happens.
 */
export async function runRounds(session: Session, request: CycleRequest, work: Work): Promise<readonly CycleOutcome[]> {
  const first = await runCycle(session, request, work)
  if (!request.keep || !plansAnything(first) || feedback(jobsOf(request)).length === 0) return [first]
  return [first, ...(await laterRounds(session, request, first, work)).later]
}

async function laterRounds(
  session: Session, { restart: _, ...request }: CycleRequest, first: CycleOutcome, work: Work,
): Promise<{ readonly later: readonly CycleOutcome[]; readonly chain: ChainResult }> {
  const later: CycleOutcome[] = []
  const values = new ChainValues()
  values.add(1, plannedActions(session, first))
  let moving: ReturnType<ChainValues['moving']> = {}
  for (let round = 2; round <= MOST_ROUNDS; round++) {
    const outcome = await runCycle(session, { ...request, type: 'incremental', reread: false, firstRound: first.runNumber }, inRound(round, work))
    later.push(outcome)
    const actions = plannedActions(session, outcome)
    if (actions.length === 0) return { later, chain: { rounds: round, settledAfter: round - 1, settled: values.settled(round - 1) } }
    values.add(round, actions)
    moving = values.moving(round)
    if (moving.oscillation && !moving.growing) return { later, chain: { rounds: round, settled: values.settled(round), ...moving } }
  }
  return { later, chain: { rounds: MOST_ROUNDS, settled: values.settled(MOST_ROUNDS), ...moving } }
}

/** Says with the progress which round it is of. */
function inRound(round: number, work: Work): Work {
  return { ...work, onProgress: (progress) => work.onProgress({ ...progress, round }) }
}

function plannedActions(session: Session, outcome: CycleOutcome): ProvisioningAction[] {
  if (!plansAnything(outcome)) return []
  const actions = actionPages(session.mirror.db).open(outcome.runNumber)
  const wanted = actions.combinations.map(({ kind, status }) => kind !== 'skip' && status === 'planned')
  const planned: ProvisioningAction[] = []
  for (let i = 0; i < actions.seqs.length; i++) {
    if (wanted[actions.combinationOf[i] as number]) planned.push(JSON.parse(actions.body(actions.seqs[i] as number) as string) as ProvisioningAction)
  }
  return planned
}

function plansAnything({ summary }: CycleOutcome): boolean {
  return summary.create + summary.update + summary.disable + summary.enable + summary.delete > 0
}

/** What the rounds made of each object: most are the work of one action, whose values need not be looked at one by one. */
class ChainValues {
  /** By object, in the order of rounds and of their actions. */
  readonly #made = new Map<string, { readonly round: number; readonly action: ProvisioningAction }[]>()

  add(round: number, actions: readonly ProvisioningAction[]): void {
    for (const action of actions) {
      if (action.changes.length === 0) continue
      const key = `${action.target?.system ?? ''}\u0000${action.objectType}\u0000${anchorOf(action)}`
      const made = this.#made.get(key)
      if (made) made.push({ round, action })
      else this.#made.set(key, [{ round, action }])
    }
  }

  /** How many values changed last in each round. */
  settled(rounds: number): number[] {
    const counts = new Array<number>(rounds).fill(0)
    const count = (round: number, values: number): void => { counts[round - 1] = (counts[round - 1] ?? 0) + values }
    for (const made of this.#made.values()) {
      const [only, ...others] = made
      if (only && others.length === 0) count(only.round, only.action.changes.length)
      else for (const { changes } of valuesOf(made)) count((changes[changes.length - 1] as { round: number }).round, 1)
    }
    return counts
  }

  /** What a round set: values that are what they were in an earlier one, two rounds ago or more, and were changed in between; and those that are not. */
  moving(round: number): Pick<ChainResult, 'oscillation' | 'growing'> {
    const moved = [...this.#made.values()].filter((made) => made[made.length - 1]?.round === round)
    const moving = moved.flatMap(valuesOf).filter(({ changes }) => changes[changes.length - 1]?.round === round)
    const returning: ChainValue[] = []
    const growing: ChainValue[] = []
    let from = round
    for (const value of moving) {
      const back = returnOf(value)
      if (back === undefined) growing.push(value)
      else returning.push(value)
      from = Math.min(from, back ?? from)
    }
    return {
      ...(returning.length === 0 ? {} : { oscillation: oscillationOf(returning, from, round) }),
      ...(growing.length === 0 ? {} : { growing: oscillationOf(growing, Math.max(1, round - GROWING_ROUNDS + 1), round) }),
    }
  }
}

/** The round in which a value was what it is now, before it was changed. */
function returnOf({ changes }: ChainValue): number | undefined {
  const now = JSON.stringify(changes[changes.length - 1]?.value)
  return changes.slice(0, -1).findLast((change) => JSON.stringify(change.value) === now)?.round
}

function oscillationOf(values: ChainValue[], from: number, to: number): Oscillation {
  const examples = values.sort((a, b) => compare(sortKey(a), sortKey(b)))
  return { from, to, values: values.length, examples: examples.slice(0, EXAMPLES) }
}

/** Every value that the actions on one object set, with the rounds in which they did. */
function valuesOf(made: readonly { readonly round: number; readonly action: ProvisioningAction }[]): readonly ChainValue[] {
  const values = new Map<string, { readonly value: Omit<ChainValue, 'changes'>; readonly changes: { round: number; job: string; value: AttributeValue | null }[] }>()
  for (const { round, action } of made) {
    const { job, objectType, target, changes } = action
    for (const { attribute, after } of changes) {
      let held = values.get(attribute)
      if (!held) values.set(attribute, held = {
        value: { system: target?.system ?? '', objectType, anchor: anchorOf(action), display: target?.display ?? '', attribute }, changes: [],
      })
      held.changes.push({ round, job, value: after ?? null })
    }
  }
  return [...values.values()].map(({ value, changes }) => ({ ...value, changes }))
}

/** Whom a round creates has no anchor yet; the name will do, and later rounds find the object by the anchor it got. */
function anchorOf({ target }: ProvisioningAction): string {
  return target?.anchor ?? target?.display ?? ''
}

function sortKey({ system, objectType, anchor, attribute }: ChainValue): string {
  return JSON.stringify([system, objectType, anchor, attribute])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
