import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { AppError } from '../../shared/app-error'
import type { PlanHeader, ProvisioningAction } from '../../shared/model/plan'
import { csvLine } from './csv-cell'

export type PlanFormat = 'json' | 'ndjson' | 'csv'

/** The bodies of a plan's actions in plan order: at most `limit`, leaving out the first `from`; empty at the end. */
export type ActionBodies = (from: number, limit: number) => readonly string[]

/**
 * The plan as its file has it (cli-and-plan.md, "The plan file"), written beside its place and moved there when it is whole, so that a
 * kill leaves the old file or the new one. Throws `diskFull`, `fileWriteFailed`.
 */
export async function writePlanFile(file: string, format: PlanFormat, header: PlanHeader, bodies: ActionBodies): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  try {
    const out = createWriteStream(temporary, { highWaterMark: 1 << 20 })
    await writePlan(out, format, header, bodies)
    await new Promise<void>((resolve, reject) => {
      out.once('error', reject)
      out.end(resolve)
    })
    await rename(temporary, file)
  } catch (cause) {
    await rm(temporary, { force: true })
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') throw new AppError('diskFull', `The disk is full and the plan could not be written to ${file}; free some space and write it again.`, { file }, { cause })
    throw new AppError('fileWriteFailed', `The plan could not be written to ${file} (${code ?? String(cause)}); check that the folder exists and that you may write there.`, { file }, { cause })
  }
}

/** The plan onto a stream that the caller ends. */
export async function writePlan(out: Writable, format: PlanFormat, header: PlanHeader, bodies: ActionBodies): Promise<void> {
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) {
      await new Promise<void>((resolve, reject) => {
        const done = (): void => { out.off('error', failed); resolve() }
        const failed = (error: Error): void => { out.off('drain', done); reject(error) }
        out.once('drain', done)
        out.once('error', failed)
      })
    }
  }
  switch (format) {
    case 'json': {
      await write(`${JSON.stringify(header).slice(0, -1)},"actions":[`)
      let first = true
      for (const page of pages(bodies)) {
        await write(`${first ? '\n' : ',\n'}${page.join(',\n')}`)
        first = false
      }
      return write('\n]}\n')
    }
    case 'ndjson': {
      await write(`${JSON.stringify(header)}\n`)
      for (const page of pages(bodies)) await write(`${page.join('\n')}\n`)
      return
    }
    case 'csv': {
      await write(csvLine(['job', 'kind', 'status', 'source anchor', 'source', 'target', 'attribute', 'before', 'after', 'reason', 'issues']))
      for (const page of pages(bodies)) await write(page.map((body) => csvLines(JSON.parse(body) as ProvisioningAction)).join(''))
    }
  }
}

const PAGE = 2000

function* pages(bodies: ActionBodies): Generator<readonly string[]> {
  for (let from = 0; ; from += PAGE) {
    const page = bodies(from, PAGE)
    if (page.length === 0) return
    yield page
  }
}

/** One line for each attribute change; one for an action without any. */
function csvLines(action: ProvisioningAction): string {
  const about = [action.job, action.kind, action.status, action.source?.anchor ?? '', action.source?.display ?? '', action.target?.display ?? '']
  const end = [action.reason.text, action.issues.map((issue) => issue.message).join(' ')]
  if (action.changes.length === 0) return csvLine([...about, '', '', '', ...end])
  return action.changes.map((change) => csvLine([...about, change.attribute, textOf(change.before), textOf(change.after), ...end])).join('')
}

function textOf(value: string | readonly string[] | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : value.join('; ')
}
