import type { Contract, InputOf, OutputOf, RequestName } from '../../shared/ipc/contract'
import type { ProjectContext } from './project-context'
import type { LogFormat } from './save-log'

/** The requests of the contract that the view process answers. */
export type ViewRequestName = { [N in RequestName]: Contract[N]['to'] extends 'view' ? N : never }[RequestName]

/** What main asks of the view process: a request as the window made it, and the project it is about. */
export interface ViewQuestion<Input = unknown> {
  readonly project: ProjectContext
  readonly input: Input
}

/** An answer for every such request. */
export type ViewAnswers = { readonly [N in ViewRequestName]: (question: ViewQuestion<InputOf<N>>) => OutputOf<N> | Promise<OutputOf<N>> }

/** Beyond the contract: writes a run's plan to a file that a dialog asked for. */
export type PlanFileQuestion = ViewQuestion<{ readonly run: number; readonly format: 'json' | 'ndjson' | 'csv' | 'html'; readonly file: string }>

/** Beyond the contract: writes a run's provisioning log to such a file. */
export type LogFileQuestion = ViewQuestion<{ readonly run: number; readonly format: LogFormat; readonly file: string }>

/** Beyond the contract: writes a job's export to such a file; answers with the files. */
export type ExportFileQuestion = ViewQuestion<{ readonly job: string; readonly format: 'report' | 'ldif' | 'scim-bulk'; readonly file: string }>
