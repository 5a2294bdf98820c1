import { createServer, type AddressInfo, type Socket } from 'node:net'
import { Ber, BerReader, BerWriter } from 'ldapts'

/*
 * A small LDAP server for what no server at hand shows. It answers binds and searches as the test says, pages over its entries,
 * and keeps a list of every operation it was asked for.
 */

export interface FakeEntry {
  readonly dn: string
  readonly attributes: Readonly<Record<string, readonly (string | Buffer)[]>>
}

export interface AskedSearch {
  readonly baseDn: string
  readonly scope: number
  readonly sizeLimit: number
  readonly attributes: readonly string[]
  /** Undefined when the search was not paged. */
  readonly page: { readonly size: number; readonly cookie: string; readonly critical: boolean } | undefined
  /** How many paged searches came before, on all connections. */
  readonly pageNumber: number
}

export interface Answer {
  readonly entries?: readonly FakeEntry[]
  readonly references?: readonly string[]
  /** Default 0. */
  readonly code?: number
  readonly diagnostic?: string
  readonly referrals?: readonly string[]
  /** Sent in a paging control; undefined sends none. */
  readonly cookie?: string | undefined
  /** Instead of the final result: cut the connection, say nothing more, send these bytes, or announce the disconnection. */
  readonly instead?: 'drop' | 'silence' | 'noticeOfDisconnection' | Buffer
}

export interface FakeOptions {
  /** What the naming context holds; searched with scope sub, whatever the filter. */
  readonly entries?: readonly FakeEntry[]
  /** The server's own largest page; larger requests get this many, as Active Directory does. Default 1000. */
  readonly maxPageSize?: number
  /** Values of `member` given at once; the rest must be asked for by range, as Active Directory does. Default all. */
  readonly maxValues?: number
  /** Answers a search in the test's own way; undefined leaves it to the server. */
  readonly search?: (search: AskedSearch) => Answer | undefined
  /** Answers a bind. Default success. */
  readonly bind?: (dn: string) => Answer
  /** Answers StartTLS. Default a refusal. Once it is anything else, what arrives is noted and never answered. */
  readonly startTls?: Answer
  /** Descriptions for the schema. */
  readonly attributeTypes?: readonly string[]
}

export interface FakeDirectory {
  readonly url: string
  readonly port: number
  /** The tag of each operation that arrived, such as 0x60 for a bind, in order. */
  readonly operations: number[]
  readonly searches: AskedSearch[]
  readonly binds: { readonly dn: string; readonly password: string }[]
  readonly connections: number
  /** Everything that arrived behind a StartTLS that was granted. */
  readonly afterStartTls: Buffer[]
  stop(): Promise<void>
}

const PAGED = '1.2.840.113556.1.4.319'

export async function startFakeDirectory(options: FakeOptions = {}): Promise<FakeDirectory> {
  const operations: number[] = []
  const searches: AskedSearch[] = []
  const binds: { dn: string; password: string }[] = []
  const afterStartTls: Buffer[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  let pages = 0

  function answerSearch(search: AskedSearch): Answer {
    const own = options.search?.(search)
    if (own) return own
    if (search.baseDn === '' && search.scope === 0) return { entries: [{ dn: '', attributes: { subschemaSubentry: ['cn=schema'] } }] }
    if (search.baseDn === 'cn=schema') return { entries: [{ dn: 'cn=schema', attributes: { attributeTypes: options.attributeTypes ?? [] } }] }
    const all = options.entries ?? []
    if (search.scope === 0) {
      const entry = all.find((other) => other.dn === search.baseDn)
      return entry ? { entries: [withRanges(entry, search.attributes)] } : { code: 32 }
    }
    if (!search.page) return { entries: all.map((entry) => withRanges(entry, search.attributes)) }
    const from = Number(search.page.cookie || 0)
    const to = from + Math.min(search.page.size, options.maxPageSize ?? 1000)
    return { entries: all.slice(from, to).map((entry) => withRanges(entry, search.attributes)), cookie: to < all.length ? String(to) : '' }
  }

  /** `member` in blocks as Active Directory gives it: empty under its own name, the values under `member;range=0-1499`. */
  function withRanges(entry: FakeEntry, asked: readonly string[]): FakeEntry {
    const { maxValues } = options
    const member = entry.attributes['member']
    if (maxValues === undefined || member === undefined || member.length <= maxValues) return entry
    const range = asked.map((name) => /^member;range=(\d+)-/.exec(name)).find((match) => match !== null)
    const from = range ? Number(range[1]) : 0
    const to = Math.min(from + maxValues, member.length)
    const block = { [`member;range=${from}-${to === member.length ? '*' : to - 1}`]: member.slice(from, to) }
    return range ? { dn: entry.dn, attributes: block } : { dn: entry.dn, attributes: { ...entry.attributes, member: [], ...block } }
  }

  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    let held: Buffer = Buffer.alloc(0)
    let granted = false
    socket.on('data', (bytes: Buffer) => {
      if (granted) return void afterStartTls.push(bytes)
      held = Buffer.concat([held, bytes])
      for (let size = messageSize(held); size !== undefined && held.length >= size; size = messageSize(held)) {
        handle(held.subarray(0, size))
        held = held.subarray(size)
      }
    })

    function handle(message: Buffer): void {
      const reader = new BerReader(message)
      reader.readSequence()
      const id = reader.readInt() ?? 0
      const tag = reader.readSequence() ?? 0
      operations.push(tag)
      if (tag === 0x42) return void socket.end()
      if (tag === 0x60) {
        reader.readInt()
        const dn = reader.readString() ?? ''
        binds.push({ dn, password: reader.readString(Ber.Context) ?? '' })
        const answer = options.bind?.(dn) ?? {}
        return finish(id, 0x61, answer)
      }
      if (tag === 0x77) granted = options.startTls !== undefined
      if (tag === 0x77) return finish(id, 0x78, options.startTls ?? { code: 2, diagnostic: 'no StartTLS here' })
      if (tag !== 0x63) throw new Error(`the fake directory was asked for operation ${tag}`)
      const search = readSearch(reader, pages)
      if (search.page) pages++
      searches.push(search)
      const answer = answerSearch(search)
      for (const entry of answer.entries ?? []) socket.write(entryMessage(id, entry))
      for (const url of answer.references ?? []) socket.write(referenceMessage(id, url))
      finish(id, 0x65, answer)
    }

    function finish(id: number, tag: number, answer: Answer): void {
      if (answer.instead === 'drop') return void socket.end(() => socket.destroy())
      if (answer.instead === 'silence') return
      if (answer.instead === 'noticeOfDisconnection') return void socket.end(resultMessage(0, 0x78, { code: 52, diagnostic: 'shutting down' }))
      socket.write(Buffer.isBuffer(answer.instead) ? answer.instead : resultMessage(id, tag, answer))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `ldap://127.0.0.1:${port}`, port, operations, searches, binds, afterStartTls,
    get connections() { return connections },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The content of one search result entry as it is on the wire, for tests of the decoder. */
export function entryContent(entry: FakeEntry): Buffer {
  const writer = new BerWriter()
  writeEntry(writer, entry)
  return writer.buffer
}

function writeEntry(writer: BerWriter, { dn, attributes }: FakeEntry): void {
  writer.writeString(dn)
  writer.startSequence()
  for (const [name, values] of Object.entries(attributes)) {
    writer.startSequence()
    writer.writeString(name)
    writer.startSequence(0x31)
    for (const value of values) writer.writeBuffer(Buffer.from(value as string), Ber.OctetString)
    writer.endSequence()
    writer.endSequence()
  }
  writer.endSequence()
}

function entryMessage(id: number, entry: FakeEntry): Buffer {
  return message(id, 0x64, (writer) => writeEntry(writer, entry))
}

function referenceMessage(id: number, url: string): Buffer {
  return message(id, 0x73, (writer) => writer.writeString(url))
}

function resultMessage(id: number, tag: number, answer: Answer): Buffer {
  return message(id, tag, (writer) => {
    writer.writeEnumeration(answer.code ?? 0)
    writer.writeString('')
    writer.writeString(answer.diagnostic ?? '')
    if (answer.referrals) {
      writer.startSequence(0xa3)
      for (const url of answer.referrals) writer.writeString(url)
      writer.endSequence()
    }
  }, answer.cookie)
}

function message(id: number, tag: number, content: (writer: BerWriter) => void, cookie?: string): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  writer.startSequence(tag)
  content(writer)
  writer.endSequence()
  if (cookie !== undefined) {
    const value = new BerWriter()
    value.startSequence()
    value.writeInt(0)
    value.writeString(cookie)
    value.endSequence()
    writer.startSequence(0xa0)
    writer.startSequence()
    writer.writeString(PAGED)
    writer.writeBuffer(value.buffer, Ber.OctetString)
    writer.endSequence()
    writer.endSequence()
  }
  writer.endSequence()
  return writer.buffer
}

function readSearch(reader: BerReader, pageNumber: number): AskedSearch {
  const baseDn = reader.readString() ?? ''
  const scope = reader.readEnumeration() ?? 0
  reader.readEnumeration()
  const sizeLimit = reader.readInt() ?? 0
  reader.readInt()
  reader.readBoolean()
  // The filter, whatever it is.
  reader.readSequence()
  reader.offset += reader.length
  const attributes: string[] = []
  reader.readSequence()
  const end = reader.offset + reader.length
  while (reader.offset < end) attributes.push(reader.readString() ?? '')
  let page: AskedSearch['page']
  if (reader.peek() === 0xa0) {
    reader.readSequence()
    reader.readSequence()
    const type = reader.readString()
    const critical = reader.peek() === Ber.Boolean ? reader.readBoolean() ?? false : false
    const value = new BerReader(reader.readString(Ber.OctetString, true) ?? Buffer.alloc(0))
    value.readSequence()
    if (type === PAGED) page = { size: value.readInt() ?? 0, cookie: value.readString() ?? '', critical }
  }
  return { baseDn, scope, sizeLimit, attributes, page, pageNumber }
}

function messageSize(bytes: Buffer): number | undefined {
  const reader = new BerReader(bytes)
  if (bytes.length < 2 || reader.readSequence() === null) return undefined
  return reader.offset + reader.length
}
