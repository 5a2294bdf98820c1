import { basename } from 'node:path'
import type { GraphJsonSettings, ScimJsonSettings } from '../../../shared/model/project'
import type { ReadEvent } from '../../../shared/model/record'
import type { Connector, ReadRequest } from '../connector'
import { resolvePath } from '../text-file'
import { readGraphPages } from './graph-objects'
import { readJsonPage, type JsonPage } from './json-file'
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
 * incomplete when pages are missing, when it is a delta, or when there is no object at all. Throws what `readJsonPage` throws.
 */
export async function* readJsonPages(request: JsonPagesRequest): AsyncGenerator<ReadEvent> {
  const { settings, folder } = request
  const pages: JsonPage[] = []
  let bytes = 0
  for (const [file, path] of settings.paths.entries()) {
    const read = await readJsonPage(resolvePath(folder, path), file, request)
    pages.push(read.page)
    bytes += read.bytes
    yield { kind: 'progress', bytes }
  }
  const reading = new PageReading(settings.anchor)
  if (settings.kind === 'graph-json') readGraphPages(pages, reading)
  else readScimPages(pages, reading)
  const objects = reading.count()
  if (objects === 0) {
    reading.incomplete()
    const name = basename(pages[0]?.path ?? '')
    reading.issue('fileEmpty', name, `The file ${name} has no objects; export it again. Nobody counts as missing because of it.`)
  }
  yield* reading.events({ known: request.known, limit: request.limit ?? Infinity, hashes: request.hashes ?? true })
  yield { kind: 'end', complete: reading.complete, finding: { encoding: 'utf-8', entries: objects, types: reading.types().join(', '), files: pages.length } }
}
