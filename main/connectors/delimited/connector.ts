import type { DelimitedSettings } from '../../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../../shared/model/record'
import type { Connector, ReadRequest } from '../connector'
import { knownAttributes, RecordPacker } from '../record-packer'
import { resolvePath, TextFile } from '../text-file'
import type { Dialect } from './dialect'
import { FileReading, type UnanchoredDelimitedSettings } from './file-reading'

export interface DelimitedRequest extends Omit<ReadRequest<DelimitedSettings>, 'settings'> {
  readonly settings: UnanchoredDelimitedSettings
  /** Bytes of one piece; a megabyte where nobody says otherwise. */
  readonly chunkBytes?: number
  /** False to leave hashes out, for a look at what is there. Default true. */
  readonly hashes?: boolean
  /** Told how each file is written, before its first row. */
  readonly onDialect?: (path: string, found: { readonly dialect: Dialect; readonly encoding: string }) => void
}

/** Rows of delimited text files, one object each. Several files are pages of one read; columns are told by name. */
export const delimitedConnector: Connector<DelimitedSettings> = {
  kind: 'delimited',
  read: readDelimited,
}

/**
 * As `Connector.read`. A row without an anchor is an `anchorMissing`; short and long rows are kept with what they have
 * (`raggedRow`). The read is incomplete when a quote stays open, when the file ends in the middle of a row or a character,
 * or when it is empty to the last byte. Throws `fileMissing`, `fileUnreadable`, `encodingInvalid`, `anchorUnknown`, `cancelled`.
 */
export async function* readDelimited(request: DelimitedRequest): AsyncGenerator<ReadEvent> {
  const { settings, folder, signal } = request
  const type = settings.objectType ?? 'row'
  const paths = settings.paths.map((path) => resolvePath(folder, path))
  let totalBytes = 0
  let doneBytes = 0
  let objects = 0
  let complete = true
  let prints: RowPrints | undefined
  let known = knownAttributes(request.known, type)
  let told: readonly string[] | undefined
  let finding: Record<string, string | number | boolean> = {}
  // All are opened first: a page that is missing is found out before the others are read.
  const files: TextFile[] = []
  try {
    for (const path of paths) {
      const file = await TextFile.open(path, settings.encoding, request.onBytes)
      files.push(file)
      totalBytes += file.sizeBytes
    }
    for (let n = 0; n < files.length && objects < (request.limit ?? Infinity); n++) {
      const file = files[n] as TextFile
      const path = paths[n] as string
      const packer = new RecordPacker({ type, known, file: n, hashes: request.hashes ?? true })
      const reading = new FileReading({
        path, settings, packer, first: objects, limit: request.limit ?? Infinity,
        printed: request.printed === true && files.length === 1 && request.limit === undefined, prints: request.prints, encoding: () => file.encoding,
        type, fileBytes: file.sizeBytes,
      })
      for await (const chunk of file.chunks(signal, request.chunkBytes)) {
        const started = reading.dialect !== undefined
        const stopped = reading.push(chunk.utf8, chunk.last)
        if (!started && reading.dialect !== undefined) request.onDialect?.(path, { dialect: reading.dialect, encoding: file.encoding })
        yield* reading.takeEvents()
        yield { kind: 'progress', bytes: doneBytes + chunk.bytes, totalBytes }
        if (stopped) break
      }
      reading.finish(file)
      yield* reading.takeEvents()
      known = packer.names
      told = told?.filter((name) => reading.columns.includes(name)) ?? reading.columns
      doneBytes += file.sizeBytes
      objects += reading.objects
      complete &&= reading.complete
      prints = reading.prints(file.sizeBytes)
      if (n === 0) {
        finding = {
          encoding: file.encoding, ...(reading.dialect ? {
            delimiter: reading.dialect.delimiter, quote: reading.dialect.quote, newline: reading.dialect.newline, header: reading.dialect.header,
            ...(reading.dialect.rowEnd !== undefined ? { rowEnd: reading.dialect.rowEnd } : {}), ...(reading.dialect.skipRows > 0 ? { skipRows: reading.dialect.skipRows } : {}),
          } : {}), columns: reading.columns.length,
        }
      }
    }
  } finally {
    for (const file of files) await file.close()
  }
  if (complete && prints) yield { kind: 'prints', type, prints }
  yield { kind: 'end', complete, finding: { ...finding, rows: objects, files: paths.length }, told: { [type]: told ?? [] } }
}
