import { basename } from 'node:path'
import { AppError } from '../../../shared/app-error'
import type { ConnectorSettings } from '../../../shared/model/project'
import type { ReadRequest } from '../connector'
import { TextFile } from '../text-file'

export type JsonObject = Readonly<Record<string, unknown>>

/** One answer of a web interface that was saved as a file. */
export interface JsonPage {
  readonly path: string
  /** Which of the system's files, from 0. */
  readonly file: number
  readonly body: JsonObject
  /** The line (from 1) on which each object of the answer's lists begins, in the order of the file. */
  readonly lines: readonly number[]
}

/**
 * A whole file of JSON: an object, or a list of objects, which is taken as `{ value: […] }`; no page where the file is empty. Throws `fileMissing`, `fileUnreadable`,
 * `encodingInvalid`, `cancelled`, and `fileUnreadable` with the place where the text stops being JSON.
 */
export async function readJsonPage(
  path: string, file: number, { signal, onBytes }: Pick<ReadRequest<ConnectorSettings>, 'signal' | 'onBytes'>,
): Promise<{ readonly page: JsonPage | undefined; readonly bytes: number }> {
  const text = await TextFile.open(path, undefined, onBytes)
  const parts: Buffer[] = []
  try {
    for await (const chunk of text.chunks(signal)) parts.push(Buffer.from(chunk.utf8))
  } finally {
    await text.close()
  }
  const whole = Buffer.concat(parts).toString('utf8')
  if (whole.trim() === '') return { page: undefined, bytes: text.sizeBytes }
  return { page: { path, file, body: bodyOf(parse(whole, path), path), lines: listedObjectLines(whole) }, bytes: text.sizeBytes }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const begins = text.trimStart().slice(0, 20)
    if (!/^[{[]/.test(begins)) throw new AppError('fileUnreadable', `The file ${path} is not JSON: it begins with “${begins.replace(/\s+/g, ' ')}”; save the answer of the service, and not a page about it.`, { path }, { cause })
    if (/after JSON/.test(String(cause))) throw new AppError('fileUnreadable', `The file ${path} holds several answers one after another; save each as a file of its own, and name them together.`, { path }, { cause })
    const cut = text.trimEnd()
    const how = /[}\]]$/.test(cut) ? `is not JSON (${cause instanceof Error ? cause.message : String(cause)})` : 'ends in the middle'
    throw new AppError('fileUnreadable', `The file ${path} ${how}; save the answer again.`, { path }, { cause })
  }
}

function bodyOf(parsed: unknown, path: string): JsonObject {
  if (Array.isArray(parsed)) return { value: parsed }
  if (isObject(parsed)) return parsed
  throw new AppError('fileUnreadable', `The file ${path} holds a single value where the object of an answer is expected; save the whole answer.`, { path })
}

/** Whether a value is an object of JSON: no list, no null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every item of a page's list with its place among the objects there, -1 for what is none. */
export function forEachListed(items: readonly unknown[], visit: (item: unknown, index: number) => void): void {
  let objects = 0
  for (const item of items) visit(item, isObject(item) ? objects++ : -1)
}

/** Where an object of a page stands: `users-page-1.json line 34`. */
export function originOf(page: JsonPage, index: number): string {
  const line = page.lines[index]
  return line === undefined ? basename(page.path) : `${basename(page.path)} line ${line}`
}

/** Lines of the objects that stand in a list of the outermost object, or in the outermost list. */
function listedObjectLines(text: string): number[] {
  const lines: number[] = []
  const open: number[] = []
  let line = 1
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x0a: line++; break
      case 0x22: i = endOfText(text, i); break
      case 0x7b: // {
        if (open[open.length - 1] === 0x5b && open.length <= 2) lines.push(line)
        open.push(0x7b)
        break
      case 0x5b: open.push(0x5b); break
      case 0x7d: case 0x5d: open.pop(); break
    }
  }
  return lines
}

/** The closing quote of the text that opens here. */
function endOfText(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x22) return i
  }
  return text.length
}
