import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { InspectDialect, InspectFormat } from '../../shared/model/inspect'
import type { GraphJsonSettings, LdapSettings, LdifSettings, ScimJsonSettings } from '../../shared/model/project'
import type { UnanchoredDelimitedSettings } from './delimited/file-reading'
import { detectDialect, sampleRows, type Dialect } from './delimited/dialect'
import { guessEncoding, TextDecoderStream, type TextEncoding } from './text-encoding'
import { fileError, resolvePath } from './text-file'

/** Settings as they can be proposed before anybody has chosen an anchor. */
export type ProposedSettings = UnanchoredDelimitedSettings | LdifSettings | LdapSettings | GraphJsonSettings | ScimJsonSettings

export interface Detected {
  readonly format: Extract<InspectFormat, 'delimited' | 'ldif' | 'ldap' | 'graph-json' | 'scim-json' | 'scim-bulk'>
  readonly settings: ProposedSettings
  /** Of the first file; absent while all of what was looked at is ASCII, and for servers. */
  readonly encoding?: TextEncoding
  readonly dialect?: InspectDialect
}

const HEAD_BYTES = 256 * 1024

/** Formats that are recognised and not read, as people call them, and the way round. */
const NOT_YET: Readonly<Record<Exclude<InspectFormat, Detected['format']>, string>> = {
  'xlsx': 'an Excel workbook (xlsx), which is not read yet; save the sheet as CSV and use that',
  'workday-xml': 'Workday XML (workday-xml), which is not read yet; export the report as CSV and use that',
  'successfactors-json': 'a SuccessFactors OData answer (successfactors-json), which is not read yet; export CSV and use that',
  'json': 'JSON (json), which is not read yet; export CSV and use that',
  'xml': 'XML (xml), which is not read yet; export CSV and use that',
  'sqlite': 'an SQLite database (sqlite), which is not read yet; export its table as CSV and use that',
  'scim': 'a web address (scim), which is not read yet; export CSV and use that',
  'postgresql': 'a PostgreSQL database (postgresql), which is not read yet; export its table with COPY … TO as CSV and use that',
  'synchronization-schema': 'a synchronization schema (synchronization-schema), which holds mappings and no people; import it with init --schema, or check it with check',
}

/**
 * What a file, several pages of one, or a URL is, and the settings to read it with. Looks at the beginning of the first file only; the others must be of the same
 * format. Throws `notThereYet` for a format that is recognised and not read, `formatUnknown` for one that is not, and what opening a file throws.
 */
export async function detectSource(source: string | readonly string[], folder = process.cwd()): Promise<Detected> {
  const places = typeof source === 'string' ? [source] : source
  const [first, ...others] = places
  if (first === undefined) throw new AppError('usage', 'No file or address was named; name at least one.')
  const url = urlFormat(first)
  if (url !== undefined) {
    if (others.length > 0) throw new AppError('usage', `Besides the address ${first} there is ${others[0] as string}; an address is read alone.`)
    if (url !== 'ldap') throw notThereYet(first, url)
    return { format: 'ldap', settings: ldapSettings(first) }
  }
  const head = await readHead(resolvePath(folder, first))
  const format = headFormat(first, head)
  const written = format === 'delimited' ? detectDialect(head.text, head.whole) : undefined
  for (const other of others) {
    const otherHead = await readHead(resolvePath(folder, other))
    const otherFormat = headFormat(other, otherHead)
    if (otherFormat !== format) throw new AppError('usage', `The file ${other} is ${otherFormat} and ${first} is ${format}; pages of one read have one format, so make them two systems.`, { path: other })
    if (written && !isWrittenAs(otherHead, written)) {
      throw new AppError('usage', `The file ${other} separates its cells by other characters than ${first}; pages of one read are written alike, so save them alike or make them two systems.`, { path: other })
    }
  }
  const encoding = head.encoding === undefined ? {} : { encoding: head.encoding }
  if (format === 'graph-json') return { format, settings: { kind: 'graph-json', paths: [...places] }, ...encoding }
  if (format === 'scim-json' || format === 'scim-bulk') return { format, settings: { kind: 'scim-json', paths: [...places] }, ...encoding }
  if (format === 'ldif') return { format, settings: { kind: 'ldif', paths: [...places] }, ...encoding }
  if (format !== 'delimited') throw notThereYet(first, format)
  const dialect = written as Dialect
  return {
    format,
    settings: {
      kind: 'delimited', paths: [...places], ...encoding, delimiter: dialect.delimiter, quote: dialect.quote, header: dialect.header,
      ...(dialect.rowEnd === undefined ? {} : { rowEnd: dialect.rowEnd }), ...(dialect.skipRows === 0 ? {} : { skipRows: dialect.skipRows }),
    },
    ...encoding,
    dialect: {
      delimiter: dialect.delimiter, quote: dialect.quote, newline: dialect.rowEnd === undefined ? dialect.newline : dialect.rowEnd + dialect.newline,
      header: dialect.header,
    },
  }
}

/** Whether a page comes apart by the dialect of the first one, or has nothing to take apart. */
function isWrittenAs({ text, whole }: Head, dialect: Dialect): boolean {
  const own = detectDialect(text, whole)
  if (own.delimiter === dialect.delimiter) return true
  const [ours = []] = sampleRows(text, own, { whole, skipRows: own.skipRows })
  const [theirs = []] = sampleRows(text, dialect, { whole, skipRows: dialect.skipRows })
  return ours.length < 2 || theirs.length > 1
}

interface Head {
  readonly bytes: Buffer
  readonly text: string
  readonly encoding: TextEncoding | undefined
  /** Whether this is all of the file. */
  readonly whole: boolean
}

async function readHead(path: string): Promise<Head> {
  try {
    const file = await open(path, 'r')
    try {
      const stat = await file.stat()
      if (stat.isDirectory()) throw new AppError('fileUnreadable', `The file ${path} is a folder; name the files in it.`, { path })
      if (!stat.isFile()) throw new AppError('fileUnreadable', `The file ${path} is a device or a pipe; save its content as a file and read that.`, { path })
      const buffer = Buffer.alloc(Math.min(HEAD_BYTES, stat.size))
      let length = 0
      while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      const bytes = buffer.subarray(0, length)
      const whole = length >= stat.size
      const guess = guessEncoding(bytes)
      if (guess.unsupported) throw new AppError('encodingInvalid', `The file ${path} is UTF-32, which is not read; save it as UTF-8 and read it again.`, { path })
      const decoder = new TextDecoderStream(guess.encoding)
      const text = decoder.decode(bytes.subarray(guess.markBytes), whole)
      return { bytes, text, encoding: decoder.encoding, whole }
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : fileError(path, cause)
  }
}

function urlFormat(place: string): 'ldap' | 'scim' | 'postgresql' | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(place)?.[1]?.toLowerCase()
  switch (scheme) {
    case undefined: return undefined
    case 'ldap': case 'ldaps': return 'ldap'
    case 'http': case 'https': return 'scim'
    case 'postgres': case 'postgresql': return 'postgresql'
    default: throw new AppError('formatUnknown', `The address ${place} starts with ${scheme}://, which is not known; use ldap:// or ldaps://, or name a file.`, { scheme })
  }
}

/** `ldap://host:389/dc=example,dc=com` (RFC 4516): the base DN stands behind the slash, a filter behind the third question mark. */
function ldapSettings(address: string): LdapSettings {
  const match = /^(ldaps?:\/\/[^/?#\s]+)(?:\/([^?#]*))?(?:\?[^?]*)?(?:\?[^?]*)?(?:\?([^?]*))?/i.exec(address)
  if (!match) throw new AppError('usage', `The address ${address} is none of a directory; write it as ldap://host:389/dc=example,dc=com.`)
  const [, url, base, filter] = match
  return { kind: 'ldap', url: url as string, baseDn: decodePart(base ?? '', address), ...(filter ? { filter: decodePart(filter, address) } : {}) }
}

function decodePart(text: string, address: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new AppError('usage', `The address ${address} has a percent sign that encodes nothing; write %25 for it.`, {}, { cause })
  }
}

function headFormat(path: string, head: Head): Exclude<InspectFormat, 'ldap'> {
  const { bytes } = head
  const name = basename(path)
  if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'sqlite'
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    if (bytes.includes('xl/') || bytes.includes('[Content_Types].xml') || /\.xls[xm]$/i.test(name)) return 'xlsx'
    throw new AppError('formatUnknown', `The file ${path} is a ZIP archive; unpack it and name the file in it.`, { path })
  }
  for (const { magic, what } of FOREIGN) {
    if (bytes.subarray(0, magic.length).equals(magic)) throw new AppError('formatUnknown', `The file ${path} is ${what}`, { path })
  }
  const text = head.text.trimStart()
  if (isLdif(text) || (/\.ldi?f$/i.test(name) && (text === '' || text.startsWith('#')))) return 'ldif'
  if (text.startsWith('<')) {
    if (/^<!doctype html|^<html/i.test(text)) throw new AppError('formatUnknown', `The file ${path} is a web page, perhaps a sign-in page that was saved instead of the export; download the export again.`, { path })
    if (/^<[?!a-z_]/i.test(text)) return text.slice(0, 4000).includes('urn:com.workday') ? 'workday-xml' : 'xml'
  }
  if (/^\{\s*("|\})|^\[\s*(\{|\]|"|\[|-?\d)/.test(text) && !/^\[[^\]\n]*\][,;\t]/.test(text)) return jsonFormat(text)
  // Zero bytes in a text that is not UTF-16, or one control character in ten, are no table.
  const start = text.slice(0, 4096)
  // eslint-disable-next-line no-control-regex
  const odd = start.match(/[\x00\x03-\x08\x0e-\x1a\x1c\x1d\x7f\ufffd]/g)?.length ?? 0
  if (odd > start.length * 0.1) throw new AppError('formatUnknown', `The file ${path} is not text, and none of the formats that are known; export it as CSV, LDIF or another known format.`, { path })
  return 'delimited'
}

const FOREIGN = [
  { magic: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), what: 'an old Excel workbook (xls) or another Office file; save it as CSV.' },
  { magic: Buffer.from([0x1f, 0x8b]), what: 'compressed (gzip); unpack it first.' },
  { magic: Buffer.from('%PDF-'), what: 'a PDF document, in which no table can be read reliably; export CSV.' },
  { magic: Buffer.from('PAR1'), what: 'a Parquet file, which is not known; export CSV.' },
]

function isLdif(text: string): boolean {
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const line = text.slice(at, end).trimEnd()
    // Comments, and the lines that they go on with.
    if (line !== '' && !line.startsWith('#') && !line.startsWith(' ')) return /^(version:\s*1\s*$|dn::?\s*\S)/i.test(line)
    at = end + 1
  }
  return false
}

function jsonFormat(text: string): Exclude<InspectFormat, 'ldap'> {
  const start = text.slice(0, 20_000)
  if (/"synchronizationRules"\s*:|"@odata\.context"\s*:\s*"[^"]*synchronization\/[^"]*schema/i.test(start)) return 'synchronization-schema'
  if (start.includes('urn:ietf:params:scim:api:messages:2.0:BulkRequest')) return 'scim-bulk'
  if (start.includes('urn:ietf:params:scim:')) return 'scim-json'
  if (isGraph(start)) return 'graph-json'
  if (/"d"\s*:\s*\{/.test(start) && (start.includes('"__metadata"') || start.includes('"results"'))) return 'successfactors-json'
  return 'json'
}

/**
 * Answers of Microsoft Graph, those of national clouds too; lists that a script saved without `@odata.context`, or with it behind the list,
 * by what their objects are; and what Graph says in place of an answer.
 */
function isGraph(start: string): boolean {
  if (/"@odata\.context"\s*:\s*"https:\/\/[^"/]*graph[^"/]*\/[^"]*\$metadata#/i.test(start) || start.includes('"#microsoft.graph.')) return true
  if (/^\s*\{\s*"error"\s*:\s*\{\s*"code"\s*:\s*"[^"]*",\s*"message"\s*:\s*"/.test(start)) return true
  return /"id"\s*:\s*"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/i.test(start) && /"(userPrincipalName|securityEnabled)"\s*:/.test(start)
}

function notThereYet(place: string, format: Exclude<InspectFormat, Detected['format']>): AppError {
  return new AppError('notThereYet', `${/^[a-z]+:\/\//i.test(place) ? 'The address' : 'The file'} ${place} is ${NOT_YET[format]}.`, { format })
}
