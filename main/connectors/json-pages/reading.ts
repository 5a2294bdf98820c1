import type { ReadIssueCode } from '../../../shared/model/issue'
import type { ReadEvent } from '../../../shared/model/record'
import { RecordPacker } from '../record-packer'
import type { JsonPage } from './json-file'
import type { Attributes } from './values'

export interface ReadObject {
  readonly type: string
  readonly anchor: string
  readonly attributes: Attributes
  readonly page: JsonPage
  /** Which object of the page, from 0. */
  readonly index: number
}

/**
 * What pages of answers give, gathered until all are read: a later page may speak of an object of an earlier one. Objects keep the
 * order in which they first came.
 */
export class PageReading {
  readonly anchor: string | undefined
  readonly #objects = new Map<string, Map<string, ReadObject>>()
  readonly #repeated: ReadObject[] = []
  readonly #issues: ReadEvent[] = []
  #complete = true

  constructor(anchor: string | undefined) {
    this.anchor = anchor
  }

  get complete(): boolean {
    return this.#complete
  }

  /** Whether anything was left out, or is missing. */
  get hasIssues(): boolean {
    return this.#issues.length > 0
  }

  /** Adds an object. One that is there already is handed on beside it: whether they agree is for the mirror to say. */
  object(object: ReadObject): void {
    const ofType = this.#objects.get(object.type) ?? new Map<string, ReadObject>()
    this.#objects.set(object.type, ofType)
    const held = ofType.get(object.anchor)
    if (held && held.attributes !== object.attributes) this.#repeated.push(object)
    else ofType.set(object.anchor, object)
  }

  /** The attributes of an object that came before. */
  held(type: string, anchor: string): Attributes | undefined {
    return this.#objects.get(type)?.get(anchor)?.attributes
  }

  remove(type: string, anchor: string): void {
    this.#objects.get(type)?.delete(anchor)
  }

  issue(code: ReadIssueCode, origin: string, message: string): void {
    this.#issues.push({ kind: 'issue', issue: { code, origin, message } })
  }

  /** Not everything is here: nobody counts as missing. */
  incomplete(): void {
    this.#complete = false
  }

  pageMissing(file: string, why: string): void {
    this.incomplete()
    this.issue('pageMissing', file, `Pages are missing: ${why}. Save all pages and name them together. Nobody counts as missing because of it.`)
  }

  /** Everything gathered, as events; at most `limit` objects. */
  *events({ known, limit, hashes }: { readonly known: Readonly<Record<string, readonly string[]>>; readonly limit: number; readonly hashes: boolean }): Generator<ReadEvent> {
    yield* this.#issues
    let left = limit
    for (const [type, objects] of this.#objects) {
      const all = [...objects.values(), ...this.#repeated.filter((object) => object.type === type)]
      let packer: RecordPacker | undefined
      let file = -1
      for (const { anchor, attributes, page, index } of all) {
        if (left-- <= 0) {
          this.incomplete()
          break
        }
        // A packer is of one file; the next one knows the names of those before.
        if (!packer || page.file !== file) {
          if (packer) yield* packer.flush()
          packer = new RecordPacker({ type, known: packer?.names ?? known[type] ?? [], file: page.file, hashes })
          file = page.file
        }
        if (packer.addBag(attributes.names(), attributes.values(), anchor, page.lines[index] ?? 0)) yield* packer.flush()
      }
      if (packer) yield* packer.flush()
    }
  }

  /** By type, what the answers said of every object (`EndEvent.told`), be it that what holds it is null; of `leftOut` it is enough that they said it of one. */
  told(leftOut: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#objects].map(([type, objects]) => {
      const all = [...objects.values(), ...this.#repeated.filter((object) => object.type === type)].map(({ attributes }) => attributes.told)
      const names = new Set<string>()
      for (const told of all) for (const name of told) names.add(name)
      return [type, [...names].filter((name) => leftOut.has(name) || all.every((told) => told.has(name) || told.has(name.slice(0, Math.max(0, name.indexOf('.'))))))]
    }))
  }

  count(): number {
    return [...this.#objects.values()].reduce((total, objects) => total + objects.size, this.#repeated.length)
  }

  types(): readonly string[] {
    return [...this.#objects.keys()].sort()
  }
}

