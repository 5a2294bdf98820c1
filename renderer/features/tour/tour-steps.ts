import type { ProjectState, RunView } from '../../../shared/ipc/views'
import { TOUR } from '../../texts/tour'
import { totalsOf } from '../../ui/job-totals'
import type { Screen } from '../../ui/navigation'
import { newestRun } from '../../ui/rounds'

export interface TourStep {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly screen: Screen
  readonly done: boolean
}

interface State {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  /** Screens that were opened. */
  readonly seen: ReadonlySet<Screen>
}

/** Six steps; each ticks itself when its state is reached, and does nothing by itself. */
export function tourSteps({ project, runs, seen }: State): readonly TourStep[] {
  const done = runs.filter((run) => run.status === 'done')
  const totals = totalsOf(newestRun(runs)?.jobs ?? [])
  const rehearsed = done.length > 0
  return [
    { id: 'first', ...TOUR.first, screen: 'rehearse', done: rehearsed },
    { id: 'impact', title: TOUR.impact.title(totals.disable + totals.delete + totals.held), text: TOUR.impact.text, screen: 'impact', done: rehearsed && seen.has('impact') },
    { id: 'problems', title: TOUR.problems.title(totals.failed), text: TOUR.problems.text, screen: 'problems', done: rehearsed && seen.has('problems') },
    { id: 'mapping', ...TOUR.mapping, screen: 'mappings', done: isEdited(project) },
    { id: 'matching', ...TOUR.matching, screen: 'matching', done: rehearsed && seen.has('matching') },
    { id: 'clock', ...TOUR.clock, screen: 'rehearse', done: new Set(done.map((run) => run.now)).size > 1 },
  ]
}

/** The sample comes with a draft of its own, as old as its last version; an edit of somebody's makes a newer one. */
function isEdited({ draft, versions }: ProjectState): boolean {
  return draft !== undefined && versions.every((version) => version.savedAt < draft.savedAt)
}
