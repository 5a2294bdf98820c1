import type { JobCounts } from '../../shared/model/cycle'
import type { ForecastDay, ForecastPerson } from '../../shared/model/forecast'
import type { ProvisioningAction } from '../../shared/model/plan'
import { actionPages } from '../mirror/action-pages'
import type { CycleOutcome } from './run-cycle'
import type { Session } from './session'

const SHOWN = ['create', 'enable', 'disable', 'delete'] as const

/** What the rounds of one day's cycle came to. */
export interface DayOutcome {
  readonly counts: Pick<ForecastDay, 'create' | 'update' | 'enable' | 'disable' | 'delete' | 'held' | 'failed'>
  readonly guards: ForecastDay['guards']
  /** Of all rounds. */
  readonly jobs: readonly JobCounts[]
  /** Everybody who is created, enabled, disabled or deleted, or would be, in the order of rounds and of their plans. */
  readonly people: readonly ForecastPerson[]
}

/**
 * The rounds of one day together: what is planned adds up. Who is held or would fail is counted once, as the last round that looked
 * says: a later round tries held ones again.
 */
export function dayOutcome(session: Session, rounds: readonly CycleOutcome[]): DayOutcome {
  const [first, ...later] = rounds as readonly [CycleOutcome, ...CycleOutcome[]]
  const guards = new Map(rounds.flatMap(({ jobs }) => jobs.flatMap(({ id, held }) => (held ? [[`${id} ${held.guard}`, { job: id, ...held }] as const] : []))))
  const found = rounds.map(({ runNumber }) => peopleOf(session, runNumber, later.length > 0))
  const planned = (kind: 'create' | 'update' | 'enable' | 'disable' | 'delete'): number => rounds.reduce((sum, { summary }) => sum + summary[kind], 0)
  const stopped = later.length === 0 ? undefined : [...lastWords(found).values()]
  return {
    counts: {
      create: planned('create'), update: planned('update'), enable: planned('enable'), disable: planned('disable'), delete: planned('delete'),
      held: stopped?.filter(({ status }) => status === 'held').length ?? first.summary.held,
      failed: stopped?.filter(({ status }) => status === 'failed').length ?? first.summary.failed,
    },
    guards: [...guards.values()],
    jobs: rounds.flatMap(({ jobs }) => jobs),
    people: stopped === undefined
      ? found.flatMap(({ people }) => people)
      : [...found.flatMap(({ people }) => people.filter(({ status }) => status === 'planned')), ...stopped.flatMap(({ person }) => person ?? [])],
  }
}

interface Stopped {
  readonly status: 'held' | 'failed' | 'planned'
  readonly person: ForecastPerson | undefined
}

interface RoundPeople {
  readonly people: readonly ForecastPerson[]
  /** By job and object: what became of whoever had an action. Empty unless asked for. */
  readonly words: ReadonlyMap<string, Stopped>
}

/** Of each object the last word of those rounds that had one; only who is held or would fail. */
function lastWords(rounds: readonly RoundPeople[]): ReadonlyMap<string, Stopped> {
  const last = new Map<string, Stopped>()
  for (const { words } of rounds) {
    for (const [key, word] of words) {
      if (word.status === 'planned') last.delete(key)
      else last.set(key, word)
    }
  }
  return last
}

function peopleOf(session: Session, run: number, withWords: boolean): RoundPeople {
  const actions = actionPages(session.mirror.db).open(run)
  const kinds = new Set<string>(SHOWN)
  const wanted = actions.combinations.map(({ kind, status }) => kinds.has(kind) || (withWords && (kind !== 'skip' || status !== 'planned')))
  const people: ForecastPerson[] = []
  const words = new Map<string, Stopped>()
  for (let i = 0; i < actions.seqs.length; i++) {
    if (!wanted[actions.combinationOf[i] as number]) continue
    const action = JSON.parse(actions.body(actions.seqs[i] as number) as string) as ProvisioningAction
    const person = kinds.has(action.kind) ? toPerson(action) : undefined
    if (person) people.push(person)
    if (withWords) words.set(JSON.stringify([
      action.job, action.objectType, action.source?.anchor, action.source ? undefined : action.target?.anchor,
    ]), { status: action.status, person })
  }
  return { people, words }
}

function toPerson(action: ProvisioningAction): ForecastPerson {
  return {
    job: action.job, kind: action.kind as ForecastPerson['kind'], status: action.status, anchor: action.source?.anchor ?? action.target?.anchor ?? '',
    display: action.source?.display ?? action.target?.display ?? '', reason: action.status === 'failed' ? action.issues[0]?.message ?? action.reason.text : action.reason.text,
    ...(action.target?.anchor === undefined ? {} : { account: action.target.anchor }),
  }
}
