import { AppError } from '../../shared/app-error'
import { accountStateAttribute } from '../../shared/constraints/target-constraints'
import { cellAt } from '../../shared/model/packed'
import type { ProvisioningAction } from '../../shared/model/plan'
import { type ConnectedSystem, isDirectory, type Job, type ProjectDocument } from '../../shared/model/project'
import { ldifChanges } from '../exporters/ldif-changes'
import { actionsOf, planCsv } from '../exporters/plan-file'
import { planReport } from '../exporters/plan-report'
import { scimBulkRequests } from '../exporters/scim-bulk'
import { type TextChunks, writeChunks, writeWholeFile } from '../exporters/text-chunks'
import { objectsTable } from '../mirror/objects-table'
import type { Mirror } from '../mirror/open-mirror'
import { liveObjects } from '../mirror/views/live-objects'
import { checkDocument } from './check-document'
import { bodiesOf } from './plan-bodies'
import { reportOf } from './plan-report-input'
import { headerOf } from './save-plan'
import { refusal } from './save-export'
import { peopleInScope, scimPaths } from './scim-upload'
import { runsTable } from '../mirror/runs-table'

/** What a job can be exported as besides its synchronizationSchema. */
export const JOB_EXPORTS = ['report', 'csv', 'ldif', 'scim-bulk'] as const
export type JobExportFormat = (typeof JOB_EXPORTS)[number]

export interface JobExport {
  readonly mirror: Mirror
  readonly document: ProjectDocument
  readonly configHash: string
  readonly job: Job
  readonly format: JobExportFormat
}

/**
 * Writes a job's export as a file: of the newest plan that has the job, or for `scim-bulk` of the people as they were read. Several bulk
 * requests go into files numbered after the name. Answers with the files. Throws `refused` while `check` has errors, `runUnknown`,
 * `nothingRead`, and as `writeWholeFile`.
 */
export async function saveJobExport(given: JobExport, file: string): Promise<readonly string[]> {
  const texts = textsOf(given)
  const files = texts.length === 1 ? [file] : texts.map((_, i) => numbered(file, i + 1))
  for (const [i, chunks] of texts.entries()) await writeWholeFile(files[i] as string, 'the export', chunks)
  return files
}

/** The same onto standard output; several bulk requests one after the other, a line each. */
export async function printJobExport(given: JobExport): Promise<void> {
  const texts = textsOf(given)
  if (texts.length === 1) return writeChunks(process.stdout, texts[0] as TextChunks)
  for (const [request] of texts as readonly [string][]) await writeChunks(process.stdout, [`${JSON.stringify(JSON.parse(request))}\n`])
}

/** One text, or one for each bulk request. */
function textsOf(given: JobExport): readonly TextChunks[] {
  const { mirror, document, job, configHash, format } = given
  const refused = refusal(checkDocument(mirror, document).filter(({ path }) => !path.startsWith('jobs[') || path.startsWith(`jobs[${document.jobs.indexOf(job)}]`)))
  if (refused) throw refused
  if (format === 'scim-bulk') return bulkRequests(given)
  const run = newestRunOf(mirror, job)
  const { header } = headerOf(mirror, run)
  if (format === 'report') return [planReport(reportOf(mirror, run, { document, job, configHash }))]
  const jobNo = runsTable(mirror.db).get(run)?.jobs.findIndex(({ id }) => id === job.id)
  const bodies = bodiesOf(mirror, run, (facts) => facts.job === jobNo && (facts.kind !== 'skip' || facts.status !== 'planned'))
  return [format === 'csv' ? planCsv(bodies) : ldifChanges(header, actionsOf(bodies), directoryOf(given))]
}

function newestRunOf(mirror: Mirror, job: Job): number {
  const found = runsTable(mirror.db).list().find((run) => run.status === 'done' && run.firstRound === undefined && run.jobs.some(({ id }) => id === job.id))
  if (!found) throw new AppError('runUnknown', `${job.id} has not been rehearsed yet; run a cycle first.`, { job: job.id })
  return found.run
}

function directoryOf({ mirror, document, job }: JobExport): Parameters<typeof ldifChanges>[2] {
  const system = systemOf(document, job.target)
  if (!isDirectory(system)) {
    throw new AppError('usage', `LDIF is for directories, and ${system.name} is none; csv has the same plan.`, { job: job.id })
  }
  const accountState = accountStateAttribute(system.product)
  const objects = liveObjects(mirror.db)
  const places = objects
    .types(system.id)
    .map((type) => ({ type, position: type.attributes.findIndex((name) => name.toLowerCase() === accountState?.flag?.attribute.toLowerCase()) }))
  return {
    product: system.product, accountState,
    accountControl: ({ target, objectType }: ProvisioningAction) => {
      const place = places.find(({ type }) => type.name === objectType)
      const object = place && target?.anchor !== undefined && place.position >= 0 ? objects.byAnchor(place.type, target.anchor) : undefined
      const value = object && place ? cellAt(object.body, place.position) : null
      return typeof value === 'string' ? value : undefined
    },
  }
}

function bulkRequests({ mirror, document, job }: JobExport): readonly TextChunks[] {
  const system = systemOf(document, job.source)
  const objects = objectsTable(mirror.db)
  const types = objects.types(system.id).filter(({ name }) => job.objectMappings.some(({ sourceType }) => sourceType === name))
  if (types.length === 0) throw new AppError('nothingRead', `${system.name} has not been read yet; import it, or run a cycle.`, { system: system.id })
  const requests = types.flatMap((type) => {
    const table = objects.load(type)
    return [...scimBulkRequests(peopleInScope(job, table), scimPaths(system, table.attributes))].map((text) => [text])
  })
  if (requests.length === 0) throw new AppError('objectUnknown', `Nobody in ${system.name} is in scope of ${job.id}, so there is nothing to upload.`, { job: job.id })
  return requests
}

function systemOf(document: ProjectDocument, id: string): ConnectedSystem {
  const system = document.systems.find((one) => one.id === id)
  if (!system) throw new AppError('systemUnknown', `The project has no system ${id}.`, { system: id })
  return system
}

/** `upload.json` as `upload-0002.json`. */
function numbered(file: string, number: number): string {
  const dot = file.lastIndexOf('.')
  const at = dot > Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) ? dot : file.length
  return `${file.slice(0, at)}-${String(number).padStart(4, '0')}${file.slice(at)}`
}
