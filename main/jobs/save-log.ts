import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { AppError } from '../../shared/app-error'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ProvisioningObjectSummary } from '../../shared/model/provisioning-log'
import { type LogMatch, type LogRun, toLogAnalytics, toLogEntries } from '../exporters/provisioning-log'
import { LOG_CSV_HEADS, LOG_CSV_PARTS, LOG_CSV_SUFFIXES, type LogCsvPart, toLogCsv } from '../exporters/provisioning-log-csv'
import type { PlanRows } from '../mirror/views/plan-rows'

/** `json`: a list as Graph answers it (`value`); `log-analytics`: a line for each entry with the columns of AADProvisioningLogs; `csv`: three files. */
export type LogFormat = OneFileFormat | 'csv'
type OneFileFormat = 'json' | 'log-analytics'

/** One entry in Graph's shape; with `followUp` that of the follow-up pass. Throws `runUnknown`, `objectUnknown`. */
export function logEntry(plans: PlanRows, { run, seq, followUp }: { readonly run: number; readonly seq: number; readonly followUp?: true | undefined }): ProvisioningObjectSummary {
  const { seqs, combinationOf, combinations } = plans.outcomes(run)
  const at = seqs[seq] === seq ? seq : seqs.indexOf(seq)
  const action = at < 0 ? undefined : plans.action(run, seq)
  const facts = combinations[combinationOf[at] ?? -1]
  const entry = action && facts && toLogEntries(action, facts.match, logRun(plans, run))[followUp === true ? 1 : 0]
  if (entry === undefined) throw new AppError('objectUnknown', `Run ${run} has no entry ${seq}${followUp === true ? ' of the follow-up pass' : ''}.`, { run, seq })
  return entry
}

/**
 * Writes a run's log beside its place and moves it there when it is whole; as `csv` two more files beside it. The files, in the order of what
 * they hold. Throws `runUnknown`, `fileWriteFailed`.
 */
export async function saveLog(plans: PlanRows, run: number, format: LogFormat, file: string): Promise<readonly string[]> {
  const context = logRun(plans, run)
  if (format === 'csv') return saveParts(entries(plans, run, context), file)
  await inPlace([file], ([out]) => writeLog(out as Writable, entries(plans, run, context), format))
  return [file]
}

/** `log.csv`, `log_ProvisioningSteps.csv`, `log_ModifiedProperties.csv`. */
async function saveParts(all: Iterable<ProvisioningObjectSummary>, file: string): Promise<readonly string[]> {
  const { dir, name, ext } = path.parse(file)
  const files = LOG_CSV_PARTS.map((part) => path.join(dir, `${name}${LOG_CSV_SUFFIXES[part]}${ext}`))
  await inPlace(files, async (outs) => {
    const write = async (texts: Readonly<Record<LogCsvPart, string>>): Promise<void> => {
      for (const [i, part] of LOG_CSV_PARTS.entries()) await send(outs[i] as Writable, texts[part])
    }
    await write(LOG_CSV_HEADS)
    for (const entry of all) await write(toLogCsv(entry))
  })
  return files
}

/** Files that appear together, when they are whole. */
async function inPlace(files: readonly string[], write: (outs: readonly Writable[]) => Promise<void>): Promise<void> {
  const temporary = files.map((file) => `${file}.${process.pid}.part`)
  const outs = temporary.map((file) => createWriteStream(file, { highWaterMark: 1 << 20 }))
  try {
    const ended = Promise.all(outs.map((out) => finished(out)))
    await Promise.race([ended, write(outs)]) // one that fails is never drained
    for (const out of outs) out.end()
    await ended
    for (const [i, file] of files.entries()) await rename(temporary[i] as string, file)
  } catch (cause) {
    for (const out of outs) out.destroy()
    for (const file of temporary) await rm(file, { force: true })
    if (cause instanceof AppError) throw cause
    throw new AppError('fileWriteFailed', `The log could not be written to ${files[0] ?? ''}; check that the folder exists, that you may write there and that the disk has room.`, { file: files[0] ?? '' }, { cause })
  }
}

/** The same onto standard output, where one file has room. */
export async function printLog(plans: PlanRows, run: number, format: OneFileFormat, out: Writable): Promise<void> {
  await writeLog(out, entries(plans, run, logRun(plans, run)), format)
}

function logRun(plans: PlanRows, run: number): LogRun {
  const row = plans.run(run)
  return { now: row.now, configHash: row.configHash, initial: row.type === 'initial', document: plans.document(run) }
}

function* entries(plans: PlanRows, run: number, context: LogRun): Generator<ProvisioningObjectSummary> {
  const { seqs, combinationOf, combinations } = plans.outcomes(run)
  for (let i = 0; i < seqs.length; i++) {
    const action = plans.action(run, seqs[i] as number) as ProvisioningAction
    yield* toLogEntries(action, (combinations[combinationOf[i] as number] as { match: LogMatch }).match, context)
  }
}

async function writeLog(out: Writable, all: Iterable<ProvisioningObjectSummary>, format: OneFileFormat): Promise<void> {
  if (format === 'log-analytics') {
    for (const entry of all) await send(out, `${JSON.stringify(toLogAnalytics(entry))}\n`)
    return
  }
  await send(out, '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning","value":[')
  let first = true
  for (const entry of all) {
    await send(out, `${first ? '\n' : ',\n'}${JSON.stringify(entry)}`)
    first = false
  }
  await send(out, '\n]}\n')
}

async function send(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}
