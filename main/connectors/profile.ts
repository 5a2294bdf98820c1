import type { InspectAttribute, InspectObjectType, InspectResult } from '../../shared/model/inspect'
import type { Issue } from '../../shared/model/issue'
import { unpackCells } from '../../shared/model/packed'
import type { EndEvent, ReadEvent, RecordsEvent } from '../../shared/model/record'
import type { LdapSettings } from '../../shared/model/project'
import { rowTexts } from '../packed/packed-rows'
import { suggestAnchor, type AnchorCandidate } from './anchor-suggestion'
import { readDelimited } from './delimited/connector'
import { findBaseDn } from './ldap/find-base'
import { detectSource, type Detected, type ProposedSettings } from './detect'
import { readJsonPages } from './json-pages/connector'
import { readLdif } from './ldif/connector'
import { readSystem } from './registry'
import { ValueTypes } from './value-types'

/** A value and how often it occurs. */
export interface ValueCount {
  readonly value: string
  readonly count: number
}

export interface ProfiledAttribute extends InspectAttribute {
  /** There were too many different values to keep: `distinct` is what was counted until then. */
  readonly distinctIsLowerBound?: true
  /** How many different values occur more than once, where the attribute is filled and most values are different: what a key must not have. */
  readonly duplicates?: number
  /** The most frequent values, of attributes in which values repeat. */
  readonly top?: readonly ValueCount[]
  /** What the values look like, most frequent first: `9` digits, `a` and `A` letters, other characters as they are. */
  readonly patterns?: readonly ValueCount[]
}

export interface ProfiledType extends InspectObjectType {
  readonly attributes: readonly ProfiledAttribute[]
  /** Attributes that look like a key, best first, with what speaks against each. */
  readonly anchorCandidates: readonly AnchorCandidate[]
}

export interface ReadProfile {
  readonly objectTypes: readonly ProfiledType[]
  /** At most 1,000 of each code; `issueCounts` has how many there were. */
  readonly issues: readonly Issue[]
  readonly issueCounts: Readonly<Record<string, number>>
  readonly complete: boolean
  readonly finding: EndEvent['finding']
}

/** Different values kept of each attribute. */
const MAX_DISTINCT = 200_000
const MAX_ISSUES = 1000
const MAX_SAMPLES = 5
const MAX_SAMPLE_LENGTH = 200
const MAX_KEPT_LENGTH = 512
const PATTERN_VALUES = 2000
const SLICE = 128

/** Profiles all objects of a read, types in the order of their names. Memory is bounded; what could not be counted exactly says so. */
export async function profileEvents(events: AsyncIterable<ReadEvent>): Promise<ReadProfile> {
  const types = new Map<string, TypeProfile>()
  const profileOf = (name: string): TypeProfile => {
    let profile = types.get(name)
    if (!profile) types.set(name, profile = new TypeProfile(name))
    return profile
  }
  const issues: Issue[] = []
  const issueCounts = new Map<string, number>()
  let end: EndEvent | undefined
  for await (const event of events) {
    switch (event.kind) {
      case 'attributes': profileOf(event.type).addAttributes(event.names, event.multiValued ?? []); break
      case 'records': profileOf(event.type).addRecords(event); break
      case 'issue': {
        const count = (issueCounts.get(event.issue.code) ?? 0) + 1
        issueCounts.set(event.issue.code, count)
        if (count <= MAX_ISSUES) issues.push(event.issue)
        break
      }
      case 'end': end = event; break
      case 'progress':
      case 'same': // a profile reads everything
      case 'prints': break
    }
  }
  return {
    objectTypes: [...types.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((type) => type.result()),
    issues,
    issueCounts: Object.fromEntries(issueCounts),
    complete: end?.complete ?? false,
    finding: end?.finding ?? {},
  }
}

export interface InspectOptions {
  /** Look at the first so many objects only. */
  readonly limit?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** What relative paths start from; the working directory where nobody says otherwise. */
  readonly folder?: string | undefined
  /** For a directory: how to sign in. */
  readonly ldap?: Partial<Omit<LdapSettings, 'kind' | 'url'>> | undefined
  readonly secret?: string | undefined
  readonly onProgress?: ((event: Extract<ReadEvent, { kind: 'progress' }>) => void) | undefined
}

/** The document of `rehearsal inspect --json`, with what else was found: the settings to go on with, and whether it was read to the end. */
export interface InspectedSource extends InspectResult {
  readonly objectTypes: readonly ProfiledType[]
  readonly settings: ProposedSettings
  readonly complete: boolean
  readonly finding: EndEvent['finding']
  readonly issueCounts: Readonly<Record<string, number>>
}

/** Detects, reads and profiles a file, several pages of one, or a directory. Needs no anchor. Throws what `detectSource` and the connector throw. */
export async function inspectSource(source: string | readonly string[], options: InspectOptions = {}): Promise<InspectedSource> {
  const folder = options.folder ?? process.cwd()
  const detected = await detectSource(source, folder)
  const settings: ProposedSettings = detected.settings.kind === 'ldap'
    ? await withBase({ ...detected.settings, ...withoutUndefined(options.ldap ?? {}) }, { ...options, folder })
    : detected.settings
  return inspectDetected({ ...detected, settings }, options)
}

/** Reads and profiles what was detected, with its settings as they stand. Throws what the connector throws. */
export async function inspectDetected({ format, settings, encoding: detectedEncoding, dialect }: Detected, options: Omit<InspectOptions, 'ldap'>): Promise<InspectedSource> {
  const events = readProposed(settings, { ...options, folder: options.folder ?? process.cwd() })
  const profile = await profileEvents(options.onProgress ? reporting(events, options.onProgress) : events)
  const encoding = typeof profile.finding.encoding === 'string' ? profile.finding.encoding : detectedEncoding
  return {
    format,
    ...(encoding === undefined ? {} : { encoding }),
    ...(dialect === undefined ? {} : { dialect }),
    ...profile,
    settings,
  }
}

async function withBase(settings: LdapSettings, { folder, secret, signal }: InspectOptions & { readonly folder: string }): Promise<LdapSettings> {
  return settings.baseDn === '' ? { ...settings, baseDn: await findBaseDn(settings, { folder, secret, signal: signal ?? new AbortController().signal }) } : settings
}

/** Reads with settings that may have no anchor yet: rows are then numbered. For looking at, not for staging: files come without hashes. */
export function readProposed(
  settings: ProposedSettings,
  options: { readonly folder: string; readonly limit?: number | undefined; readonly signal?: AbortSignal | undefined; readonly secret?: string | undefined },
): AsyncIterable<ReadEvent> {
  const request = {
    folder: options.folder, known: {}, signal: options.signal ?? new AbortController().signal,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    ...(options.secret === undefined ? {} : { secret: options.secret }),
  }
  switch (settings.kind) {
    case 'delimited': return readDelimited({ ...request, settings, hashes: false })
    case 'ldif': return readLdif({ ...request, settings, hashes: false })
    case 'graph-json': case 'scim-json': return readJsonPages({ ...request, settings, hashes: false })
    case 'ldap': return readSystem({ ...request, settings })
  }
}

async function* reporting(events: AsyncIterable<ReadEvent>, onProgress: NonNullable<InspectOptions['onProgress']>): AsyncGenerator<ReadEvent> {
  for await (const event of events) {
    if (event.kind === 'progress') onProgress(event)
    yield event
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T
}

class TypeProfile {
  readonly name: string
  readonly #attributes: AttributeProfile[] = []
  #count = 0

  constructor(name: string) {
    this.name = name
  }

  addAttributes(names: readonly string[], multiValued: readonly string[]): void {
    for (const name of names) this.#attributes.push(new AttributeProfile(name))
    for (const name of multiValued) {
      const attribute = this.#attributes.find((one) => one.name === name)
      if (attribute) attribute.multiValued = true
    }
  }

  addRecords(event: RecordsEvent): void {
    const count = event.anchors.length
    this.#count += count
    // Some hundred objects at a time, attribute after attribute: cells and counts then stay near while they are used.
    for (let start = 0; start < count; start += SLICE) {
      const rows = rowTexts(event.bodies, start, start + SLICE).map(unpackCells)
      for (let i = 0; i < this.#attributes.length; i++) {
        const attribute = this.#attributes[i] as AttributeProfile
        for (const cells of rows) {
          const cell = cells[i]
          if (cell === null || cell === undefined) continue
          attribute.filled++
          if (typeof cell === 'string') attribute.add(cell)
          else for (const value of cell) attribute.add(value)
        }
      }
    }
  }

  result(): ProfiledType {
    const attributes = this.#attributes.map((attribute) => attribute.result())
    const { suggested, candidates } = suggestAnchor(attributes, this.#count)
    return {
      name: this.name, count: this.#count, ...(suggested === undefined ? {} : { suggestedAnchor: suggested }),
      attributes, anchorCandidates: candidates,
    }
  }
}

class AttributeProfile {
  readonly name: string
  multiValued = false
  filled = 0
  /** Where each different value is counted. */
  readonly #places = new Map<string, number>()
  #counts = new Int32Array(16)
  readonly #types = new ValueTypes()
  readonly #patterns = new Map<string, number>()
  #more = false
  #maxLength = 0
  #values = 0

  constructor(name: string) {
    this.name = name
  }

  add(value: string): void {
    this.#values++
    // A long value is kept by its beginning and its length: that two such differ only later is not worth a megabyte each.
    const key = value.length <= MAX_KEPT_LENGTH ? value : `${value.slice(0, MAX_KEPT_LENGTH)}…${value.length}`
    const place = this.#places.get(key)
    if (place !== undefined) {
      this.#counts[place] = (this.#counts[place] as number) + 1
      return
    }
    if (value.length > this.#maxLength) this.#maxLength = value.length
    this.#types.add(value)
    const { size } = this.#places
    if (size >= MAX_DISTINCT) {
      this.#more = true
      return
    }
    if (size === this.#counts.length) {
      const wider = new Int32Array(size * 2)
      wider.set(this.#counts)
      this.#counts = wider
    }
    this.#counts[size] = 1
    this.#places.set(key, size)
    if (size < PATTERN_VALUES) {
      const pattern = patternOf(value)
      this.#patterns.set(pattern, (this.#patterns.get(pattern) ?? 0) + 1)
    }
  }

  result(): ProfiledAttribute {
    const distinct = this.#places.size
    let repeated = 0
    for (let i = 0; i < distinct; i++) if (this.#counts[i] as number > 1) repeated++
    const samples: string[] = []
    for (const value of this.#places.keys()) {
      if (samples.length === MAX_SAMPLES) break
      samples.push(value.length > MAX_SAMPLE_LENGTH ? `${value.slice(0, MAX_SAMPLE_LENGTH)}…` : value)
    }
    const likeKey = !this.multiValued && distinct > this.#values * 0.5
    return {
      name: this.name, type: this.#types.result(this.name), multiValued: this.multiValued, filled: this.filled, distinct, maxLength: this.#maxLength, samples,
      ...(this.#more ? { distinctIsLowerBound: true as const } : {}),
      ...(likeKey ? { duplicates: repeated } : {}),
      ...(repeated > 0 ? { top: mostFrequent(this.#tally(), 5) } : {}),
      ...(this.#patterns.size > 0 && this.#patterns.size <= 50 ? { patterns: mostFrequent(this.#patterns.entries(), 5) } : {}),
    }
  }

  *#tally(): Generator<readonly [string, number]> {
    for (const [value, place] of this.#places) yield [value, this.#counts[place] as number]
  }
}

/** The most frequent, most first; equally frequent ones in the order in which they came. */
function mostFrequent(counts: Iterable<readonly [string, number]>, howMany: number): ValueCount[] {
  const best: ValueCount[] = []
  for (const [value, count] of counts) {
    const least = best[best.length - 1]
    if (best.length === howMany && least !== undefined && count <= least.count) continue
    const at = best.findIndex((one) => one.count < count)
    best.splice(at < 0 ? best.length : at, 0, { value: value.slice(0, MAX_SAMPLE_LENGTH), count })
    if (best.length > howMany) best.pop()
  }
  return best
}

function patternOf(value: string): string {
  return value.slice(0, 40).replace(/\p{Lu}/gu, 'A').replace(/[\p{Ll}\p{Lo}\p{Lt}\p{Lm}]/gu, 'a').replace(/\p{Nd}/gu, '9').replace(/a{3,}/g, 'aa…').replace(/A{3,}/g, 'AA…')
}
