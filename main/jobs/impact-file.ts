import type { ImpactRow, ImpactView, Page, RunView } from '../../shared/ipc/views'
import { type ImpactReport, impactCsv, impactReport } from '../exporters/impact-report'
import type { ProcessClient } from './process-client'
import type { ProjectContext } from './project-context'

interface Wanted {
  readonly run: number
  /** The attribute that people are told apart by. */
  readonly by: string | undefined
  readonly format: 'html' | 'csv'
}

/** What a run would take away, as the text of a file. Throws what the views throw. */
export async function impactFile(views: Pick<ProcessClient, 'ask'>, project: ProjectContext, { run, by, format }: Wanted): Promise<string> {
  const report = await impactOf(views, project, { run, ...(by === undefined ? {} : { by }) })
  return [...(format === 'html' ? impactReport(report) : impactCsv(report))].join('')
}

const PAGE = 500

async function impactOf(views: Pick<ProcessClient, 'ask'>, project: ProjectContext, of: { readonly run: number; readonly by?: string }): Promise<ImpactReport> {
  const { name, jobs, systems } = project.document
  const names = new Map(systems.map((system) => [system.id, system.name]))
  const impact = await views.ask('impact.summary', { project, input: of }).answer as ImpactView
  const runs = await views.ask('runs.list', { project, input: {} }).answer as readonly RunView[]
  const rows: ImpactRow[] = []
  for (let total = 1; rows.length < total;) {
    const page = await views.ask('impact.rows', { project, input: { ...of, offset: rows.length, limit: PAGE } }).answer as Page<ImpactRow>
    if (page.rows.length === 0) break
    rows.push(...page.rows)
    total = page.total
  }
  return {
    project: name, run: of.run, now: runs.find(({ run }) => run === of.run)?.now ?? '', impact, rows, systems: names,
    jobs: new Map(jobs.map((job) => [job.id, job.name ?? `${names.get(job.source) ?? job.source} → ${names.get(job.target) ?? job.target}`])),
  }
}
