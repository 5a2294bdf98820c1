import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { ExportCheck, SavedExport } from '../../shared/ipc/views'
import type { NearView } from '../../shared/ipc/near-views'
import type { Dialogs } from '../dialogs'
import { backfillList } from '../jobs/backfill-list'
import { impactFile } from '../jobs/impact-file'
import type { ProcessClient } from '../jobs/process-client'
import type { ExportFileQuestion, LogFileQuestion, PlanFileQuestion, ViewQuestion } from '../jobs/view-questions'
import type { ProjectSession } from '../project-session'
import type { Handlers } from './answer'

const PLAN_FORMATS = {
  json: { name: 'Plan (JSON)', extensions: ['json'] },
  ndjson: { name: 'Plan (one action a line)', extensions: ['ndjson'] },
  csv: { name: 'Plan (CSV)', extensions: ['csv'] },
  html: { name: 'Plan (page)', extensions: ['html'] },
}

const IMPACT_FORMATS = {
  html: { name: 'Impact (page)', extensions: ['html'] },
  csv: { name: 'Impact (CSV)', extensions: ['csv'] },
}

const EXPORT_FORMATS = {
  'report': { title: 'Save the report', extension: 'html', name: 'Report (page)' },
  'ldif': { title: 'Save the changes', extension: 'ldif', name: 'Changes (LDIF)' },
  'scim-bulk': { title: 'Save the bulk requests', extension: 'json', name: 'Bulk requests (SCIM)' },
}

const LOG_FORMATS = {
  'json': { name: 'Provisioning log (JSON, as Graph answers)', extensions: ['json'] },
  'log-analytics': { name: 'Provisioning log (lines for Log Analytics)', extensions: ['ndjson'] },
  'csv': { name: 'Provisioning log (three CSV files)', extensions: ['csv'] },
}

/** What leaves the application: a file, at a place that the person chose. */
export function saveRequests(
  views: ProcessClient, session: ProjectSession, dialogs: Dialogs,
): Handlers<'export.save' | 'plan.save' | 'impact.save' | 'log.save' | 'matching.saveBackfill'> {
  async function saveOther(job: string, format: keyof typeof EXPORT_FORMATS): Promise<SavedExport | null> {
    const project = session.context('draft')
    const { title, extension, name } = EXPORT_FORMATS[format]
    const file = await dialogs.choosePlace(title, `${job}-${format}.${extension}`, [{ name, extensions: [extension] }])
    if (file === undefined) return null
    const question: ExportFileQuestion = { project, input: { job, format, file } }
    return savedFiles(file, await views.ask('export.write', question).answer as readonly string[])
  }

  return {
    'export.save': async (input) => {
      if (input.format !== 'graph-schema') return saveOther(input.job, input.format)
      const question: ViewQuestion = { project: session.context('draft'), input }
      const check = await views.ask('export.check', question).answer as ExportCheck
      if (!check.valid) {
        const errors = check.errors === 1 ? '1 error' : `${check.errors} errors`
        throw new AppError('schemaInvalid', `The export of ${input.job} has ${errors} and was not written. Mend them first; they are listed beside it.`, { errors: check.errors })
      }
      const file = await dialogs.choosePlace('Save the schema', `${input.job}.json`, [{ name: 'Synchronization schema', extensions: ['json'] }])
      if (file === undefined) return null
      await write(file, check.text)
      return { file: basename(file) }
    },
    'plan.save': async ({ run, format }) => {
      const project = session.context('draft')
      const file = await dialogs.choosePlace('Save the plan', `plan-${run}.${format}`, [PLAN_FORMATS[format]])
      if (file === undefined) return null
      const question: PlanFileQuestion = { project, input: { run, format, file } }
      await views.ask('plan.write', question).answer
      return { file: basename(file) }
    },
    'impact.save': async ({ run, by, format }) => {
      const project = session.context('draft')
      const file = await dialogs.choosePlace('Save the impact', `impact-${run}.${format}`, [IMPACT_FORMATS[format]])
      if (file === undefined) return null
      await write(file, await impactFile(views, project, { run, by, format }))
      return { file: basename(file) }
    },
    'matching.saveBackfill': async ({ run, job }) => {
      const question: ViewQuestion = { project: session.context('draft'), input: { run, job } }
      const file = await dialogs.choosePlace('Export the back-fill list', `${job}-backfill.csv`, [{ name: 'Comma-separated', extensions: ['csv'] }])
      if (file === undefined) return null
      const { pairs } = await views.ask('matching.near', question).answer as NearView
      await write(file, backfillList(pairs))
      return { file: basename(file) }
    },
    'log.save': async ({ run, format }) => {
      const project = session.context('draft')
      const file = await dialogs.choosePlace('Save the log', `provisioning-log-${run}.${LOG_FORMATS[format].extensions[0] ?? ''}`, [LOG_FORMATS[format]])
      if (file === undefined) return null
      const question: LogFileQuestion = { project, input: { run, format, file } }
      return savedFiles(file, await views.ask('log.write', question).answer as readonly string[])
    },
  }
}

/** What is said of files that were written: the first by name, where none is named the one that was chosen. */
function savedFiles(chosen: string, [first = chosen, ...more]: readonly string[]): SavedExport {
  return { file: basename(first), ...(more.length > 0 ? { more: more.length } : {}) }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new AppError('fileWriteFailed', `${file} could not be written. Check that you may write there and that the disk has room.`, { file }, { cause })
  }
}
