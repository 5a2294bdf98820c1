import { AppError } from '../../../shared/app-error'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { Issue } from '../../../shared/model/issue'
import { packCell, packsPlain } from '../../../shared/model/packed'
import type { LdapSettings } from '../../../shared/model/project'
import type { ReadEvent } from '../../../shared/model/record'
import type { Connector, ReadRequest } from '../connector'
import { DEFAULT_ANCHORS } from '../ldif/connector'
import { objectTypeOf } from '../object-types'
import type { BagPlan } from '../packing-layouts'
import { RecordPacker } from '../record-packer'
import { type DirectoryConnection, openConnection } from './connection'
import { appendValues, type DirectoryEntry, type EntryReader, entryReader, valueOf, valuesOf } from './entry'
import { malformedFailure } from './errors'
import { encodeFilter } from './filter'
import { MalformedError } from './messages'
import { readSchema } from './schema'
import { type Page, readPages, readRange } from './search'
import { type DirectoryTarget, targetOf } from './target'
import { cancelled } from './transport'

const DEFAULT_FILTER = '(objectClass=*)'
const DEFAULT_PAGE_SIZE = 500
/** Operational attributes that `*` does not bring and that a rehearsal needs: groups, and whether the account is on. */
const OPERATIONAL = ['memberOf', 'pwdAccountLockedTime', 'nsAccountLock', 'ds-pwp-account-disabled']

/**
 * Reads a directory over LDAP: one connection, one paged search, nothing that changes an entry (connection.ts). The end is
 * `complete` only when the directory said that there is nothing further and every entry could be identified. Referrals are not
 * followed; each is an issue.
 */
export const ldapConnector: Connector<LdapSettings> = {
  kind: 'ldap',
  async *read(request) {
    const { settings, folder, signal } = request
    const target = targetOf(settings, folder)
    const filter = encodeFilter(settings.filter ?? DEFAULT_FILTER)
    if (signal.aborted) throw cancelled()
    const connection = await openConnection(target, signal)
    try {
      yield* readEverything(connection, target, filter, request)
    } catch (error) {
      if (error instanceof MalformedError) throw malformedFailure(target, error.message)
      throw error
    } finally {
      connection.close()
    }
  },
}

/** Signs in as the settings say. Anonymous only where they name no account. Throws `secretMissing`, `bindRefused`, `tlsRequired`. */
export async function signIn(connection: DirectoryConnection, settings: LdapSettings, secret: string | undefined): Promise<void> {
  if (isAnonymous(settings)) return
  await connection.bind(settings.bindDn as string, secret ?? '')
}

function isAnonymous({ bindDn }: LdapSettings): boolean {
  return bindDn === undefined || bindDn === ''
}

async function* readEverything(connection: DirectoryConnection, target: DirectoryTarget, filter: Buffer, request: ReadRequest<LdapSettings>): AsyncGenerator<ReadEvent> {
  const { settings, known, limit, signal } = request
  await signIn(connection, settings, request.secret)
  const schema = await readSchema(connection)
  const reader = entryReader(schema, [...new Set(Object.values(known).flat())])
  const collector = new Collector(request)
  let pages = 0
  let pageSize = 0
  let referrals = 0

  const search = { baseDn: settings.baseDn, scope: 'sub', filter, attributes: requestedAttributes(settings) } as const
  const size = Math.min(settings.pageSize ?? DEFAULT_PAGE_SIZE, limit ?? Infinity)
  for await (const page of readPages(connection, { target, search, pageSize: Math.max(size, 1), anonymous: isAnonymous(settings), ahead: limit === undefined })) {
    pages++
    pageSize = page.size
    for (const url of page.references) {
      referrals++
      yield { kind: 'issue', issue: referralIssue(settings.baseDn, url) }
    }
    yield* collector.add(await entriesOf(page, { connection, target, reader }))
    if (collector.full) break
    if (signal.aborted) throw cancelled()
    if (pages % 10 === 0) yield { kind: 'progress', bytes: connection.bytes }
  }
  yield* collector.rest()
  // A directory answers an account that may see nothing with success and nothing.
  if (collector.entries === 0) yield { kind: 'issue', issue: nothingIssue(settings) }
  yield { kind: 'progress', bytes: connection.bytes }
  yield {
    kind: 'end',
    complete: !collector.full && collector.unidentified === 0 && collector.entries > 0,
    finding: {
      server: schema.server, entries: collector.entries, pages, pageSize, anchor: collector.anchor ?? 'dn', encrypted: connection.isEncrypted,
      anonymous: isAnonymous(settings), referrals, secretsLeftOut: reader.secretsLeftOut, schemaRead: schema.attributes.size > 0,
    },
  }
}

/** A page's entries, with the values that the directory gives in blocks asked for to the last. */
async function entriesOf(
  page: Page,
  { connection, target, reader }: { readonly connection: DirectoryConnection; readonly target: DirectoryTarget; readonly reader: EntryReader },
): Promise<DirectoryEntry[]> {
  const entries = page.entries.map((bytes) => reader.read(bytes))
  for (const entry of entries) {
    for (const { attribute, next } of entry.ranges) {
      await readRange(connection, target, {
        dn: entry.dn, attribute, next,
        use: (bytes) => {
          const block = reader.read(bytes)
          const values = valuesOf(block, attribute)
          appendValues(entry, attribute, values)
          return { count: values.length, next: block.ranges.find((range) => range.attribute === attribute)?.next }
        },
      })
    }
  }
  return entries
}

/** Files entries under their object type and gives each its anchor. */
class Collector {
  entries = 0
  unidentified = 0
  anchor: string | undefined
  readonly #request: ReadRequest<LdapSettings>
  readonly #packers = new Map<string, RecordPacker>()
  readonly #typeOf: (objectClasses: readonly string[]) => string
  readonly #plans = new Map<RecordPacker, WeakMap<readonly string[], BagPlan>>()
  readonly #seen = new Set<string>()

  constructor(request: ReadRequest<LdapSettings>) {
    this.#request = request
    this.anchor = request.settings.anchor
    this.#typeOf = objectTypeOf(request.settings.objectTypes)
  }

  /** Whether as many objects as were asked for are there. */
  get full(): boolean {
    return this.#request.limit !== undefined && this.entries >= this.#request.limit
  }

  *add(entries: readonly DirectoryEntry[]): Generator<ReadEvent> {
    if (this.anchor === undefined && entries.length > 0) this.anchor = chooseAnchor(entries, this.#request.known)
    let repeated = 0
    for (const entry of entries) {
      if (this.full) return
      for (const attribute of new Set(entry.unreadable)) yield { kind: 'issue', issue: unreadableIssue(entry.dn, attribute) }
      const anchor = this.anchor === 'dn' ? entry.dn : valueOf(entry, this.anchor as string)
      if (typeof anchor !== 'string' || anchor === '') {
        this.unidentified++
        yield { kind: 'issue', issue: anchorIssue(entry.dn, this.anchor as string, anchor !== undefined && anchor !== '') }
        continue
      }
      if (this.#seen.has(anchor)) {
        repeated++
        yield { kind: 'issue', issue: duplicateIssue(entry.dn, this.anchor as string, anchor) }
        continue
      }
      this.#seen.add(anchor)
      this.entries++
      const type = this.#typeOf(valuesOf(entry, 'objectClass'))
      const packer = this.#packerFor(type)
      if (packer.addPlanned(this.#planFor(packer, entry.names), packed(entry, packer), anchor, 0)) yield* packer.flush()
    }
    if (entries.length > 1 && repeated === entries.length) {
      throw new AppError('readIncomplete', `The directory sent a page of ${repeated} entries that it had sent before; nothing of this read is used, try another page size.`, { baseDn: this.#request.settings.baseDn })
    }
  }

  /** What is left in the batches. */
  *rest(): Generator<ReadEvent> {
    for (const packer of this.#packers.values()) yield* packer.flush()
  }

  #packerFor(type: string): RecordPacker {
    let packer = this.#packers.get(type)
    if (!packer) {
      packer = new RecordPacker({ type, known: this.#request.known[type] ?? [], file: 0 })
      this.#packers.set(type, packer)
      this.#plans.set(packer, new WeakMap())
    }
    return packer
  }

  /** How entries with these names are packed, worked out once for each sequence of names. */
  #planFor(packer: RecordPacker, names: readonly string[]): BagPlan {
    const plans = this.#plans.get(packer)
    const held = plans?.get(names)
    if (held) return held
    const plan = packer.plan(names)
    plans?.set(names, plan)
    return plan
  }
}

/** The entry's values as they stand in a packed row. */
function packed({ names, values }: DirectoryEntry, packer: RecordPacker): string[] {
  const cells = new Array<string>(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as AttributeValue
    if (typeof value === 'string') cells[i] = packsPlain(value) ? value : packCell(value)
    else {
      packer.markList(names[i] as string)
      cells[i] = packCell(value)
    }
  }
  return cells
}

/** What to ask for: everything a person would see and what identifies it, or what the settings name and what is needed besides. */
function requestedAttributes({ attributes = [], anchor }: LdapSettings): string[] {
  const named = attributes.filter((name) => name.toLowerCase() !== 'dn')
  const wanted = named.length === 0 ? ['*', ...OPERATIONAL] : [...named, 'objectClass']
  const anchors = anchor === undefined ? DEFAULT_ANCHORS : anchor.toLowerCase() === 'dn' ? [] : [anchor]
  const seen = new Set<string>()
  return [...wanted, ...anchors].filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()))
}

/**
 * The attribute that identifies objects of this directory: the one the mirror knows them by, else the first that all of these
 * have, else the first that any has, else the DN. Chosen once: an anchor that changes in the middle would make everybody new.
 */
function chooseAnchor(entries: readonly DirectoryEntry[], known: ReadRequest<LdapSettings>['known']): string {
  const held = new Set(Object.values(known).flat().map((name) => name.toLowerCase()))
  return DEFAULT_ANCHORS.find((name) => held.has(name.toLowerCase()))
    ?? DEFAULT_ANCHORS.find((name) => entries.every((entry) => valueOf(entry, name) !== undefined))
    ?? DEFAULT_ANCHORS.find((name) => entries.some((entry) => valueOf(entry, name) !== undefined))
    ?? 'dn'
}

function referralIssue(baseDn: string, url: string): Issue {
  return {
    code: 'referralIgnored', origin: baseDn,
    message: `The directory says that ${url} holds more; referrals are not followed, so add that server as a system of its own if its objects are needed.`,
  }
}

function nothingIssue({ baseDn, filter = DEFAULT_FILTER }: LdapSettings): Issue {
  return {
    code: 'resultLimited', origin: baseDn,
    message: `The directory shows this account nothing below "${baseDn}" that fits the filter ${filter}; check the filter and the account's rights. Nobody counts as missing because of it.`,
  }
}

function unreadableIssue(dn: string, attribute: string): Issue {
  return { code: 'valueUnreadable', origin: dn, message: `A value of ${attribute} is not valid UTF-8 and is kept as base64; correct it in the directory.` }
}

function anchorIssue(dn: string, anchor: string, several: boolean): Issue {
  return {
    code: 'anchorMissing', origin: dn,
    message: `This entry has ${several ? 'several values of' : 'no'} ${anchor}, which should identify it, and is left out; check the account's rights or choose another anchor.`,
  }
}

function duplicateIssue(dn: string, anchor: string, value: string): Issue {
  return { code: 'anchorDuplicate', origin: dn, message: `Another entry has the same ${anchor} "${value}" already; this one is left out.` }
}
