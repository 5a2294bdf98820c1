import type { InputOf } from '../../shared/ipc/contract'
import type { CycleType } from '../../shared/model/cycle'
import type { ConnectedSystem } from '../../shared/model/project'
import type { RestartScope } from '../../shared/model/restart'
import type { ProjectContext } from './project-context'

/*
 * What main asks of the job process. `import`, `rehearse` and `forecast` are work: they answer with a `WorkOutcome`, report progress and can be
 * cancelled; `propose` answers with a `Proposal`, `systems.test` with a `SystemTestView`, `systems.job` with a `ProposedJob`; these two can be cancelled, too. `replan.difference` and `replan.people` are answered between pieces of work, and `replan.cancel`
 * ends the first. `rest` answers whether the process may be ended while nobody asks for anything.
 */

export interface ImportQuestion {
  readonly project: ProjectContext
  /** One system; all where absent. */
  readonly system?: string
  /** Whether that system is believed to hold nobody any more. */
  readonly acceptEmpty?: true
}

export interface RehearseQuestion {
  readonly project: ProjectContext
  /** One job; all in their order where absent. */
  readonly job?: string
  readonly type?: CycleType
  /** ISO, UTC; the machine's clock where absent. */
  readonly now?: string
  readonly seed?: number
  /** What a restart before the cycle resets. */
  readonly restart?: readonly RestartScope[]
  /** Whether the rehearsed state is kept for the next cycle to build upon. */
  readonly keep: boolean
  /** Rehearses what the guards would hold. */
  readonly released?: boolean
  /** Takes the accepted near matches as filled in at the target. */
  readonly backfill?: boolean
}

export interface ForecastQuestion {
  readonly project: ProjectContext
  /** Days after the first. */
  readonly days: number
  /** Evaluate everybody each day. */
  readonly full: boolean
  /** ISO, UTC; the machine's clock where absent. */
  readonly now?: string
}

export interface ProposeQuestion {
  /** Where the project will be. */
  readonly folder: string
  readonly sources: readonly string[]
  readonly targets: readonly string[]
}

export interface PurgeQuestion {
  readonly project: ProjectContext
}

export interface TestQuestion {
  readonly project: ProjectContext
  readonly input: InputOf<'systems.test'>
}

export interface ProposeJobQuestion {
  readonly project: ProjectContext
  /** The new system, which the project does not have yet, and a password that was typed for it. */
  readonly system: ConnectedSystem
  readonly secret?: string | undefined
  /** What the new system is to the job, and the system of the project on its other side. */
  readonly role: 'source' | 'target'
  readonly other: ConnectedSystem
}

export interface OnDemandQuestion {
  readonly project: ProjectContext
  readonly input: InputOf<'person.onDemand'>
}

export interface ReplanQuestion {
  readonly project: ProjectContext
}

export interface ReplanPeopleQuestion {
  readonly project: ProjectContext
  readonly input: InputOf<'replan.people'>
}
