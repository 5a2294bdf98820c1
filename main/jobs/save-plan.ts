import { AppError } from '../../shared/app-error'
import { type ActionBodies, type PlanFormat, writePlan, writePlanFile } from '../exporters/plan-file'
import type { PlanHeader } from '../../shared/model/plan'
import { actionPages } from '../mirror/action-pages'
import { runsTable } from '../mirror/runs-table'
import type { Mirror } from '../mirror/open-mirror'

/** A run's plan with its header. Throws `runUnknown` for a run that is not there or has no plan. */
export function planOf(mirror: Mirror, run: number | undefined, options: { readonly skipped: boolean }): { readonly header: PlanHeader; readonly bodies: ActionBodies; readonly run: number } {
  const runs = runsTable(mirror.db)
  const row = run === undefined ? runs.latest() : runs.get(run)
  if (!row?.header) throw new AppError('runUnknown', run === undefined ? 'Nothing has been rehearsed yet; run a cycle first.' : `There is no plan of run ${run}.`, run === undefined ? {} : { run })
  return { run: row.run, header: row.header, bodies: bodiesOf(mirror, row.run, options.skipped) }
}

/** A run's bodies in plan order; those that only say that nothing is done are left out unless asked for. */
function bodiesOf(mirror: Mirror, run: number, skipped: boolean): ActionBodies {
  const actions = actionPages(mirror.db).open(run)
  const seqs = actions.facts.filter(({ kind, status }) => skipped || kind !== 'skip' || status !== 'planned').map(({ seq }) => seq)
  return (from, limit) => seqs.slice(from, from + limit).map((seq) => actions.body(seq) as string)
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
