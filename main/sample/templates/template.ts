import type { ActionIssueCode, ActionKind, ActionStatus } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'

/** A topology with data of its own, as it is before it is written to a folder. */
export interface Template {
  readonly seed: number
  /** The instants that the two days' cycles are meant for. */
  readonly clock: string
  readonly secondDayClock: string
  readonly document: ProjectDocument
  /** What the company is and what flows where, in Markdown. */
  readonly story: string
  /** Contents by path within the folder; what takes their place on the second day lies in `data/day-2/` under the same name. */
  readonly files: Readonly<Record<string, string | Buffer>>
  /** What each file is, by path or by a pattern of paths, for people. */
  readonly about: readonly (readonly [file: string, sentence: string])[]
  readonly planted: readonly PlantedProblem[]
}

/** A situation that was planted, and where it shows, so that a demonstration and a test can find it again. */
export interface PlantedProblem {
  readonly id: string
  readonly job: string
  readonly sentence: string
  /** Anchors in the job's source; for `untouched`, in its target. */
  readonly anchors: readonly string[]
  readonly shows: PlantedEffect
}

export interface PlantedEffect {
  /** In the plan of which day; `untouched`: in none, for no action names the object. */
  readonly where: 'plan' | 'secondDayPlan' | 'untouched'
  readonly kind?: ActionKind
  readonly status?: ActionStatus
  /** An attribute that the action changes. */
  readonly attribute?: string
  readonly issue?: ActionIssueCode
}
