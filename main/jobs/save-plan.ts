import { AppError } from '../../shared/app-error'
import { type ActionBodies, type PlanFormat, writePlan, writePlanFile } from '../exporters/plan-file'
import type { PlanHeader } from '../../shared/model/plan'
import { runsTable } from '../mirror/runs-table'
import type { Mirror } from '../mirror/open-mirror'

/** A run's plan with its header. Throws `runUnknown` for a run that is not there or has no plan. */
export function planOf(mirror: Mirror, run: number | undefined, options: { readonly skipped: boolean }): { readonly header: PlanHeader; readonly bodies: ActionBodies; readonly run: number } {
  const runs = runsTable(mirror.db)
  const row = run === undefined ? runs.latest() : runs.get(run)
  if (!row?.header) throw new AppError('runUnknown', run === undefined ? 'Nothing has been rehearsed yet; run a cycle first.' : `There is no plan of run ${run}.`, run === undefined ? {} : { run })
  return { run: row.run, header: row.header, bodies: (after, limit) => runs.bodies(row.run, { after, limit, skipped: options.skipped }) }
}

/** Writes a run's plan as a file. Throws as `planOf` and `writePlanFile`. */
export async function savePlan(session: { readonly mirror: Mirror }, run: number | undefined, format: PlanFormat, file: string, options: { readonly skipped: boolean }): Promise<void> {
  const plan = planOf(session.mirror, run, options)
  await writePlanFile(file, format, plan.header, plan.bodies)
}

/** The same onto standard output. */
export async function printPlan(session: { readonly mirror: Mirror }, run: number | undefined, format: PlanFormat, options: { readonly skipped: boolean }): Promise<void> {
  const plan = planOf(session.mirror, run, options)
  await writePlan(process.stdout, format, plan.header, plan.bodies)
}
