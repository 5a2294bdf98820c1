import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { TOUR } from '../../texts/tour'
import { daysFromToday } from '../../ui/clock'
import { totalsOf } from '../../ui/job-totals'
import type { Screen, ScreenParams } from '../../ui/navigation'
import { newestRun } from '../../ui/rounds'

export interface TourStep {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly screen: Screen
  readonly params?: ScreenParams
  readonly done: boolean
}

interface State {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly problems: readonly ProblemView[]
  /** Screens that were opened. */
  readonly seen: ReadonlySet<Screen>
  /** Near matches that were accepted or rejected. */
  readonly decided: number
}

/** Six steps; each ticks itself when its state is reached, and does nothing by itself. */
export function tourSteps({ project, runs, problems, seen, decided }: State): readonly TourStep[] {
  const newest = newestRun(runs)
  const totals = totalsOf(newest?.jobs ?? [])
  const rehearsed = newest !== undefined
  const shared = sharedAddress(problems)
  return [
    { id: 'first', ...TOUR.first, screen: 'rehearse', done: rehearsed },
    {
      id: 'impact', title: TOUR.impact.title(totals.disable + totals.delete + totals.held), text: TOUR.impact.text, screen: 'impact',
      done: rehearsed && seen.has('impact'),
    },
    {
      id: 'problems', screen: 'problems', done: rehearsed && seen.has('problems'),
      ...(shared === undefined
        ? { title: TOUR.problems.title(totals.failed), text: TOUR.problems.text }
        : { title: TOUR.address.title(shared.count), text: TOUR.address.text, params: { problem: shared.id } }),
    },
    { id: 'mapping', ...TOUR.mapping, screen: 'mappings', done: isEdited(project) },
    { id: 'near', ...TOUR.near, screen: 'matching', params: { tab: 'near' }, done: decided > 0 },
    { id: 'clock', ...TOUR.clock, screen: 'rehearse', params: { asOf: 1 }, done: runs.some((run) => run.status === 'done' && isMoved(run)) },
  ]
}

/** The sample comes with a draft of its own, as old as its last version; an edit of somebody's makes a newer one. */
function isEdited({ draft, versions }: ProjectState): boolean {
  return draft !== undefined && versions.every((version) => version.savedAt < draft.savedAt)
}

/** Rehearsed as of another day than that on which it was rehearsed. */
function isMoved({ now, startedAt }: RunView): boolean {
  return daysFromToday(now, new Date(startedAt)) !== 0
}

const ADDRESSES = /^(mail|userPrincipalName|proxyAddresses)$/iu
const SHARED: ReadonlySet<string> = new Set(['DuplicateSourceEntries', 'EntryConflict'])

/** The problem that people of one address have, where there is one. */
function sharedAddress(problems: readonly ProblemView[]): ProblemView | undefined {
  return problems.find(({ code, mapping, count }) => SHARED.has(code) && count > 1 && ADDRESSES.test(mapping ?? ''))
}
