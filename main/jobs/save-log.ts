import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { AppError } from '../../shared/app-error'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ProvisioningObjectSummary } from '../../shared/model/provisioning-log'
import { type LogMatch, type LogRun, toLogAnalytics, toLogEntries } from '../exporters/provisioning-log'
import type { PlanRows } from '../mirror/views/plan-rows'

/** `json`: a list as Graph answers it (`value`); `log-analytics`: a line for each entry with the columns of AADProvisioningLogs. */
export type LogFormat = 'json' | 'log-analytics'

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

/** Writes a run's log beside its place and moves it there when it is whole. Throws `runUnknown`, `fileWriteFailed`. */
export async function saveLog(plans: PlanRows, run: number, format: LogFormat, file: string): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  const context = logRun(plans, run)
  try {
    const out = createWriteStream(temporary, { highWaterMark: 1 << 20 })
    await writeLog(out, entries(plans, run, context), format)
    out.end()
    await once(out, 'finish')
    await rename(temporary, file)
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof AppError) throw cause
    throw new AppError('fileWriteFailed', `The log could not be written to ${file}; check that the folder exists, that you may write there and that the disk has room.`, { file }, { cause })
  }
}

/** The same onto standard output. */
export async function printLog(plans: PlanRows, run: number, format: LogFormat, out: Writable): Promise<void> {
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

async function writeLog(out: Writable, all: Iterable<ProvisioningObjectSummary>, format: LogFormat): Promise<void> {
  const write = async (text: string): Promise<void> => { if (!out.write(text)) await once(out, 'drain') }
  if (format === 'log-analytics') {
    for (const entry of all) await write(`${JSON.stringify(toLogAnalytics(entry))}\n`)
    return
  }
  await write('{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning","value":[')
  let first = true
  for (const entry of all) {
    await write(`${first ? '\n' : ',\n'}${JSON.stringify(entry)}`)
    first = false
  }
  await write('\n]}\n')
}
