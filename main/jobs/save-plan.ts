import { AppError } from '../../shared/app-error'
import type { PlanHeader } from '../../shared/model/plan'
import { type PlanFormat, planCsv, planLines } from '../exporters/plan-file'
import { planReport } from '../exporters/plan-report'
import { type TextChunks, writeChunks, writeWholeFile } from '../exporters/text-chunks'
import type { Mirror } from '../mirror/open-mirror'
import { runsTable } from '../mirror/runs-table'
import { bodiesOf, encodedBodiesOf } from './plan-bodies'
import { reportOf } from './plan-report-input'

/** A plan as data, or as a page for people. */
export type SavedPlanFormat = PlanFormat | 'html'

export interface PlanChoice {
  /** Whether outcomes that only say that nothing is done are among the actions. */
  readonly skipped: boolean
}

/** The header of a run's plan, the last one's where none is named. Throws `runUnknown` for a run that is not there or has no plan. */
export function headerOf(mirror: Mirror, run?: number): { readonly header: PlanHeader; readonly run: number } {
  const runs = runsTable(mirror.db)
  const row = run === undefined ? runs.latest() : runs.get(run)
  if (!row?.header) throw new AppError('runUnknown', run === undefined
    ? 'Nothing has been rehearsed yet; run a cycle first.'
    : `There is no run ${run} with a plan in this project; log and plan without --run show the newest.`, run === undefined ? {} : { run })
  return { run: row.run, header: row.header }
}

/** Writes a run's plan as a file. Throws as `planOf` and `writeWholeFile`. */
export async function savePlan(session: { readonly mirror: Mirror }, run: number | undefined, format: SavedPlanFormat, file: string, choice: PlanChoice): Promise<void> {
  await writeWholeFile(file, 'the plan', textOf(session.mirror, run, format, choice))
}

/** The same onto standard output. */
export async function printPlan(session: { readonly mirror: Mirror }, run: number | undefined, format: SavedPlanFormat, choice: PlanChoice): Promise<void> {
  await writeChunks(process.stdout, textOf(session.mirror, run, format, choice))
}

function textOf(mirror: Mirror, run: number | undefined, format: SavedPlanFormat, choice: PlanChoice): TextChunks {
  const plan = headerOf(mirror, run)
  if (format === 'html') return planReport(reportOf(mirror, plan.run))
  const admits = ({ kind, status }: { readonly kind: string; readonly status: string }): boolean => choice.skipped || kind !== 'skip' || status !== 'planned'
  return format === 'csv' ? planCsv(bodiesOf(mirror, plan.run, admits)) : planLines(format, plan.header, encodedBodiesOf(mirror, plan.run, admits))
}
