import { basename } from 'node:path'
import { packCell } from '../../../shared/model/packed'
import type { ReadIssueCode } from '../../../shared/model/issue'
import type { LdifSettings } from '../../../shared/model/project'
import type { ReadEvent } from '../../../shared/model/record'
import type { Connector, ReadRequest } from '../connector'
import { objectTypeOf } from '../object-types'
import type { BagPlan } from '../packing-layouts'
import { RecordPacker } from '../record-packer'
import { originAt, resolvePath, TextFile } from '../text-file'
import { EntryScanner, type EntrySink } from './entries'
import type { Shape } from './entry-shapes'
import type { Entry } from './entry-values'

/** What identifies an entry where the settings name nothing, the first that it has: AD, RFC 4530, 389 DS. */
export const DEFAULT_ANCHORS = ['objectGUID', 'entryUUID', 'nsUniqueId'] as const

export interface LdifRequest extends ReadRequest<LdifSettings> {
  /** Bytes of one piece; a megabyte where nobody says otherwise. */
  readonly chunkBytes?: number
  /** False to leave hashes out, for a look at what is there. Default true. */
  readonly hashes?: boolean
}

/** The entries of LDIF files, one object each, by object class in several types. Several files are pages of one read. */
export const ldifConnector: Connector<LdifSettings> = {
  kind: 'ldif',
  read: readLdif,
}

/**
 * As `Connector.read`. Changes other than additions are `changeRecord`, values that stand in other files `valueByReference`: both are left out.
 * The read is incomplete when a file holds such changes, breaks off within an entry, says that its search was cut short, or has no entry at all.
 * Throws `fileMissing`, `fileUnreadable`, `encodingInvalid`, `cancelled`.
 */
export async function* readLdif(request: LdifRequest): AsyncGenerator<ReadEvent> {
  const { settings, folder, signal } = request
  const paths = settings.paths.map((path) => resolvePath(folder, path))
  const known = new Map(Object.entries(request.known))
  const typeOf = objectTypeOf(settings.objectTypes)
  const limit = request.limit ?? Infinity
  let totalBytes = 0
  let doneBytes = 0
  let objects = 0
  let complete = true
  const encodings = new Set<string>()
  const types = new Set<string>()
  const files: TextFile[] = []
  try {
    for (const path of paths) {
      const file = await TextFile.open(path, settings.encoding, request.onBytes)
      files.push(file)
      totalBytes += file.sizeBytes
    }
    for (let n = 0; n < files.length && objects < limit; n++) {
      const file = files[n] as TextFile
      const reading = new FileReading({ path: paths[n] as string, file: n, known, typeOf, anchor: settings.anchor, limit: limit - objects, hashes: request.hashes ?? true })
      const scanner = new EntryScanner([...known.values()].flat())
      for await (const chunk of file.chunks(signal, request.chunkBytes)) {
        const stopped = scanner.push(chunk.utf8, chunk.last, reading)
        yield* reading.takeEvents()
        yield { kind: 'progress', bytes: doneBytes + chunk.bytes, totalBytes }
        if (stopped) break
      }
      reading.finish({ file, trusted: scanner.complete })
      yield* reading.takeEvents()
      for (const [type, packer] of reading.packers) {
        known.set(type, packer.names)
        types.add(type)
      }
      doneBytes += file.sizeBytes
      objects += reading.objects
      encodings.add(file.encoding)
      complete &&= reading.complete
    }
  } finally {
    for (const file of files) await file.close()
  }
  yield { kind: 'end', complete, finding: { encoding: [...encodings].join(', '), entries: objects, types: [...types].sort().join(', '), files: paths.length } }
}

interface FileReadingOptions {
  readonly path: string
  readonly file: number
  readonly known: ReadonlyMap<string, readonly string[]>
  readonly typeOf: (objectClasses: readonly string[]) => string
  readonly anchor: string | undefined
  readonly limit: number
  readonly hashes: boolean
}

/** What depends on the shape of an entry and its type alone. */
interface EntryPlan {
  readonly packer: RecordPacker
  readonly plan: BagPlan
  /** Where the anchor stands among the values; -1 for none. */
  readonly anchorAt: number
  /** Attributes that are known to hold lists. */
  readonly lists: boolean[]
}

class FileReading implements EntrySink {
  readonly #options: FileReadingOptions
  readonly packers = new Map<string, RecordPacker>()
  #classAt = new WeakMap<Shape, number>()
  #events: ReadEvent[] = []
  #objects = 0
  #cut = false
  #complete = true
  #lastShape: Shape | undefined
  #lastClassAt = -1
  readonly #types = new Map<string, string>()

  constructor(options: FileReadingOptions) {
    this.#options = options
  }

  get objects(): number {
    return this.#objects
  }

  get complete(): boolean {
    return this.#complete
  }

  takeEvents(): ReadEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  issue(code: ReadIssueCode, line: number, what: string, dn?: string): void {
    if (code === 'changeRecord') this.#complete = false
    const origin = originAt(this.#options.path, line)
    this.#event(code, origin, `${origin} ${what}${dn === undefined ? '' : ` (${dn})`}`)
  }

  entry(entry: Entry): boolean {
    const { shape, values } = entry
    if (shape !== this.#lastShape) {
      this.#lastShape = shape
      let classAt = this.#classAt.get(shape)
      if (classAt === undefined) {
        classAt = shape.names.indexOf('objectClass')
        this.#classAt.set(shape, classAt)
      }
      this.#lastClassAt = classAt
    }
    const type = this.#typeOf(entry, this.#lastClassAt)
    shape.plans ??= new Map()
    let plan = shape.plans.get(type) as EntryPlan | undefined
    if (plan === undefined) {
      plan = this.#plan(shape, type)
      shape.plans.set(type, plan)
    }
    const anchor = this.#anchor(entry, plan)
    if (anchor === undefined) return false
    let full: boolean
    if (entry.special) {
      const cells = shape.names.map((_, i) => packCell(values.isList(i) ? values.values(i) : values.first(i)))
      full = plan.packer.addPlanned(plan.plan, cells, anchor, entry.line)
    } else full = plan.packer.addValues(plan.plan, values, anchor, entry.line)
    for (let i = 0; i < values.attributes; i++) if (values.isList(i) && plan.lists[i] !== true) {
      plan.lists[i] = true
      plan.packer.markList(shape.names[i] as string)
    }
    if (full) this.#events.push(...plan.packer.flush())
    this.#objects++
    if (this.#objects < this.#options.limit) return false
    this.#cut = true
    this.#complete = false
    return true
  }

  /** What can only be said once the file is read. */
  finish({ file, trusted }: { readonly file: TextFile; readonly trusted: boolean }): void {
    for (const packer of this.packers.values()) this.#events.push(...packer.flush())
    if (this.#cut) return
    const name = basename(this.#options.path)
    if (file.doubtful) this.#event('encodingDoubtful', name, `The file ${name} was read as ${file.encoding}, but not all of it fits; look at its letters with accents, and set the encoding if they are wrong.`)
    if (!trusted) this.#complete = false
    if (file.cutOff) {
      this.#complete = false
      this.#event('fileTruncated', name, `The file ${name} ends in the middle of a character or was cut while it was read; export it again. Nobody counts as missing because of it.`)
    }
    if (this.#objects === 0) {
      this.#complete = false
      this.#event('fileEmpty', name, `The file ${name} has no entries; export it again. Nobody counts as missing because of it.`)
    }
  }

  #anchor(entry: Entry, plan: EntryPlan): string | undefined {
    const { values } = entry
    if (plan.anchorAt >= 0) {
      if (values.isList(plan.anchorAt)) this.issue('attributeRepeated', entry.line, `has several values of ${entry.shape.names[plan.anchorAt] as string}, which identifies it; the first was taken.`, values.first(0))
      const anchor = values.first(plan.anchorAt).trim()
      if (anchor !== '') return anchor
    }
    this.issue('anchorMissing', entry.line, `has no ${this.#options.anchor ?? 'dn'}, so nobody can say which object it is; it was left out. Export the attribute, or choose another anchor.`, values.first(0))
    return undefined
  }

  /** Entries have few sequences of object classes, so the answer for each is kept. */
  #typeOf({ values }: Entry, classAt: number): string {
    if (classAt < 0) return this.#options.typeOf([])
    const key = values.joined(classAt)
    let type = this.#types.get(key)
    if (type === undefined) {
      type = this.#options.typeOf(values.values(classAt))
      if (this.#types.size > 1000) this.#types.clear()
      this.#types.set(key, type)
    }
    return type
  }

  #plan(shape: Shape, type: string): EntryPlan {
    let packer = this.packers.get(type)
    if (packer === undefined) {
      packer = new RecordPacker({ type, known: this.#options.known.get(type) ?? [], file: this.#options.file, hashes: this.#options.hashes })
      this.packers.set(type, packer)
    }
    const wanted = this.#options.anchor
    let anchorAt = 0
    if (wanted !== undefined) anchorAt = shape.names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase())
    else {
      const there = DEFAULT_ANCHORS.find((name) => shape.names.includes(name))
      if (there !== undefined) anchorAt = shape.names.indexOf(there)
    }
    return { packer, plan: packer.plan(shape.names), anchorAt, lists: [] }
  }

  #event(code: ReadIssueCode, origin: string, message: string): void {
    this.#events.push({ kind: 'issue', issue: { code, origin, message } })
  }
}
