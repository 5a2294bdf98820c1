import type { LensPart, LensRow, LensWrong } from '../../../shared/ipc/lens-views'
import type { AttributeValue, Cell } from '../../../shared/model/attribute'
import { foldCase } from '../../../shared/fold-case'
import { failures } from '../../../shared/model/explain'
import type { ActionIssue } from '../../../shared/model/plan'
import { listOf } from '../diff'
import { missingContainerOf, refusalOf } from '../predict-failures'
import { happensOf, histogramOptions, type LensComparison } from './measure'
import { STANDING } from './population'
import { type FlowRun, HAPPENS, isCharted, WRONG } from './run-flow'

/** Who is wanted of a lens; what is absent does not narrow. */
export interface LensSelection {
  readonly part?: LensPart | undefined
  /** The place of a bar of the histogram. */
  readonly bin?: number | undefined
  readonly anchors?: ReadonlySet<string> | undefined
  /** In name, anchor or value, without regard to case. */
  readonly search?: string
}

/** Those who are wanted, in the order of anchors. */
export function peopleOf(comparison: LensComparison, { part, bin, anchors, search = '' }: LensSelection, displayOf: (person: number) => string): Int32Array {
  const { edited } = comparison
  const happens = happensOf(comparison)
  const found: number[] = []
  const wanted = foldCase(search)
  const counted = part === undefined ? () => true : part in HAPPENS
    ? (person: number) => happens[person] === HAPPENS[part as keyof typeof HAPPENS]
    : (person: number) => ((edited.wrong[person] as number) & WRONG[part as keyof typeof WRONG]) !== 0
  const inBar = bin === undefined ? () => true : barHolding(edited, bin)
  const says = (text: string): boolean => foldCase(text).includes(wanted)
  for (let person = 0; person < edited.evaluated; person++) {
    if (!counted(person) || !inBar(person) || (anchors !== undefined && !anchors.has(anchorOf(comparison, person)))) continue
    if (wanted !== '') {
      const values = [beforeOf(comparison, person), shown(comparison, edited.values[person])].flatMap((cell) => (cell === null || cell === undefined ? [] : listOf(cell)))
      if (![anchorOf(comparison, person), displayOf(person), ...values].some(says)) continue
    }
    found.push(person)
  }
  return Int32Array.from(found)
}

/** Nobody for a place behind the last bar. */
function barHolding(run: FlowRun, bin: number): (person: number) => boolean {
  const bar = run.histogram.bars(histogramOptions(run)).bars[bin]
  return (person) => {
    const value = run.values[person]
    return bar !== undefined && isCharted(value) && bar.holds(value)
  }
}

/** What is shown of each of these people. */
export function rowsOf(comparison: LensComparison, people: Int32Array, displayOf: (person: number) => string): LensRow[] {
  const happens = happensOf(comparison)
  return [...people].map((person): LensRow => {
    const { edited } = comparison
    const before = beforeOf(comparison, person)
    const after = shown(comparison, edited.values[person])
    const note = noteOf(comparison, person, displayOf)
    return {
      anchor: anchorOf(comparison, person), display: displayOf(person),
      ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }),
      outcome: OUTCOMES[happens[person] as number] as LensRow['outcome'], wrong: wrongOf(edited, person), ...(note === undefined ? {} : { note }),
    }
  })
}

function wrongOf(run: FlowRun, person: number): LensWrong[] {
  const names = (Object.keys(WRONG) as (keyof typeof WRONG)[]).filter((name) => ((run.wrong[person] as number) & WRONG[name]) !== 0)
  return names.map((name) => (name === 'characters' && !refusalFor(run, person) ? 'notAscii' : name))
}

/** Why the target would not take the value. */
function refusalFor({ values, flow, population: { input: { target } } }: FlowRun, person: number): ActionIssue | undefined {
  const value = values[person] ?? null
  return value === null ? undefined : refusalOf(flow, value, target) ?? missingContainerOf(flow, value, target)
}

const OUTCOMES = Object.keys(HAPPENS) as LensRow['outcome'][]

function anchorOf({ edited: { population: { input, rows } } }: LensComparison, person: number): string {
  return input.source.anchors[rows[person] as number] as string
}

function beforeOf(comparison: LensComparison, person: number): Cell | undefined {
  const { edited: { population, flow }, saved } = comparison
  if (saved !== undefined) return saved === 'nothing' ? null : shown(comparison, saved.values[person])
  return (population.targets[person] as number) < 0 ? undefined : shown(comparison, population.currents(flow.field)[person])
}

/** Values of a mapping that asks for it never leave the engine in clear. */
function shown({ edited: { flow } }: LensComparison, value: Cell | undefined): Cell | undefined {
  return flow.redacted && value !== null && value !== undefined ? '[Redact]' : value
}

/** What is wrong, else what keeps the mapping from writing, in a sentence. */
function noteOf(comparison: LensComparison, person: number, displayOf: (person: number) => string): string | undefined {
  const { edited } = comparison
  const { flow, population } = edited
  const problem = edited.failures.get(person)
  if (problem) return problem.message
  const bits = edited.wrong[person] as number
  const value = edited.values[person] ?? null
  if (bits !== 0 && flow.redacted) return undefined
  const refusal = refusalFor(edited, person)
  if (bits !== 0 && refusal) return refusal.message
  const collision = edited.collisions.get(person)
  if (collision) return `“${collision.value}” is already taken by ${ownerOf(comparison, collision.owner, displayOf)}.`
  if (bits & WRONG.collides) return othersOf(comparison, person, value, displayOf)
  if (bits & WRONG.characters) return `${flow.target} has characters outside ASCII, which not every system that handles addresses accepts.`
  if (bits & WRONG.blank) return blankNote(comparison, person)
  switch (population.standing[person]) {
    case STANDING.notCreated: return population.creates ? 'IgnoreObjectFlow: no account is created.' : 'Create is switched off for this mapping.'
    case STANDING.unknown: return unknownNote(comparison, person)
    default: return undefined
  }
}

function blankNote({ edited: { population, flow } }: LensComparison, person: number): string {
  if (population.standing[person] === STANDING.new) {
    return flow.constraint?.requiredOnCreate === true
      ? failures.missing(flow.target, flow.sourceText).message
      : `The mapping gives no value, so the new account has no ${flow.target}.`
  }
  return flow.clears ? `The mapping gives no value, and ${flow.target} is cleared.` : 'The mapping gives no value, and what the account holds is left alone.'
}

function unknownNote({ edited: { population } }: LensComparison, person: number): string {
  const outcome = population.outcome(person)
  switch (outcome.kind) {
    case 'ambiguous': return `${outcome.candidates?.length ?? 0} objects in the target match; none is chosen.`
    case 'duplicate': return outcome.heir !== undefined
      ? 'Another profile of the same worker is active and stands for the account.'
      : `${outcome.candidates?.length ?? 0} people stand for the same target object; none is chosen.`
    default: return 'The linked object is no longer in the target.'
  }
}

function ownerOf({ edited: { population } }: LensComparison, owner: number, displayOf: (person: number) => string): string {
  const { target } = population.input
  const size = target.objects.anchors.length
  if (owner < size) return target.display(owner)
  const person = population.personOfRow(owner - size)
  return `${displayOf(person)}, who gets it in this plan`
}

/** For those who have the value first: who would not get it. */
function othersOf(comparison: LensComparison, person: number, value: AttributeValue | null, displayOf: (person: number) => string): string {
  const { edited } = comparison
  const { population } = edited
  const size = population.input.target.objects.anchors.length
  const others = [...edited.collisions].filter(([, { owner }]) => (owner < size ? population.personOfTarget[owner] : population.personOfRow(owner - size)) === person).map(([other]) => displayOf(other))
  const named = others.length > 2 ? `${others.slice(0, 2).join(', ')} and ${others.length - 2} more` : others.join(' and ')
  return `${named} would get ${value === null ? 'the value of this account' : `“${listOf(value).join(', ')}”`}, too.`
}
