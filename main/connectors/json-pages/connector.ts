import { basename } from 'node:path'
import type { GraphJsonSettings, ScimJsonSettings } from '../../../shared/model/project'
import type { ReadEvent } from '../../../shared/model/record'
import type { Connector, ReadRequest } from '../connector'
import { resolvePath } from '../text-file'
import { readGraphPages } from './graph-objects'
import { isObject, readJsonPage, type JsonPage } from './json-file'
import { PageReading } from './reading'
import { readScimPages } from './scim-objects'

export type JsonPagesSettings = GraphJsonSettings | ScimJsonSettings

export interface JsonPagesRequest extends ReadRequest<JsonPagesSettings> {
  /** False to leave hashes out, for a look at what is there. Default true. */
  readonly hashes?: boolean
}

/** Saved answers of Microsoft Graph: users, groups, their members and managers. Several files are pages of one read. */
export const graphJsonConnector: Connector<GraphJsonSettings> = { kind: 'graph-json', read: readJsonPages }

/** Saved answers of a SCIM application, and bulk requests. Several files are pages of one read. */
export const scimJsonConnector: Connector<ScimJsonSettings> = { kind: 'scim-json', read: readJsonPages }

/**
 * As `Connector.read`. All pages are held until the last is read, for a later one may speak of an object of an earlier one. The read is
 * incomplete when pages are missing, when it is a delta, or when nothing in it can be used; an empty list is a complete read of nobody. Throws what `readJsonPage` throws.
 */
export async function* readJsonPages(request: JsonPagesRequest): AsyncGenerator<ReadEvent> {
  const { settings, folder } = request
  const pages: JsonPage[] = []
  const refused: { readonly name: string; readonly refusal: string }[] = []
  const empty: string[] = []
  let bytes = 0
  for (const [file, path] of settings.paths.entries()) {
    const read = await readJsonPage(resolvePath(folder, path), file, request)
    const refusal = read.page && refusalOf(read.page)
    if (!read.page) empty.push(basename(path))
    else if (refusal === undefined) pages.push(read.page)
    else refused.push({ name: basename(path), refusal })
    bytes += read.bytes
    yield { kind: 'progress', bytes }
  }
  const reading = new PageReading(settings.anchor)
  if (settings.kind === 'graph-json') readGraphPages(pages, reading)
  else readScimPages(pages, reading)
  for (const { name, refusal } of refused) {
    reading.incomplete()
    reading.issue('entryUnreadable', name, `The file ${name} is a refusal and no answer (${refusal}); ask again and save what comes then. Nobody counts as missing because of it.`)
  }
  for (const name of empty) {
    reading.incomplete()
    reading.issue('fileEmpty', name, `The file ${name} is empty; save the answer again. Nobody counts as missing because of it.`)
  }
  const objects = reading.count()
  if (objects === 0 && reading.hasIssues) reading.incomplete()
  yield* reading.events({ known: request.known, limit: request.limit ?? Infinity, hashes: request.hashes ?? true })
  yield {
    kind: 'end', complete: reading.complete, finding: { encoding: 'utf-8', entries: objects, types: reading.types().join(', '), files: pages.length },
    told: reading.told(settings.kind === 'graph-json' ? LEFT_OUT_BY_GRAPH : NOTHING),
  }
}

/** Where an object has none, Graph leaves out a relationship to one other that was expanded. */
const LEFT_OUT_BY_GRAPH: ReadonlySet<string> = new Set(['manager'])
const NOTHING: ReadonlySet<string> = new Set()

/** What a service says in place of an answer: Graph's `error`, or SCIM's Error message. */
function refusalOf({ body }: JsonPage): string | undefined {
  const { error, schemas, status, detail } = body
  if (isObject(error) && 'code' in error && !('value' in body)) return [error['code'], error['message']].filter((part) => typeof part === 'string').join(': ')
  if (!Array.isArray(schemas) || !schemas.includes('urn:ietf:params:scim:api:messages:2.0:Error')) return undefined
  return [status, detail].filter((part) => typeof part === 'string' || typeof part === 'number').join(': ')
}
