import type { DirectoryConnection } from './connection'
import { decodeText, walkEntry } from './entry-bytes'
import { ResultCodeError } from './errors'
import { encodeFilter } from './filter'

/** What the directory says of one attribute (RFC 4512 §4.1.2). */
export interface AttributeType {
  /** In the directory's own spelling. */
  readonly name: string
  readonly binary: boolean
  readonly singleValued: boolean
}

export interface DirectorySchema {
  /** By name in lower case, every name of an attribute. Empty when the schema could not be read. */
  readonly attributes: ReadonlyMap<string, AttributeType>
  /** `Active Directory`, `OpenLDAP`, the vendor's own name, or empty. */
  readonly server: string
  /** What the directory says it holds. */
  readonly namingContexts: readonly string[]
  /** Which of them holds the people, where the directory says so, as Active Directory does. */
  readonly defaultNamingContext: string | undefined
}

/** Syntaxes whose values are bytes: RFC 4517 §3.3, RFC 4523 §2, and Active Directory's security descriptor. */
const BINARY_SYNTAXES = new Set([
  '1.3.6.1.4.1.1466.115.121.1.4', '1.3.6.1.4.1.1466.115.121.1.5', '1.3.6.1.4.1.1466.115.121.1.8', '1.3.6.1.4.1.1466.115.121.1.9',
  '1.3.6.1.4.1.1466.115.121.1.10', '1.3.6.1.4.1.1466.115.121.1.23', '1.3.6.1.4.1.1466.115.121.1.28', '1.3.6.1.4.1.1466.115.121.1.40',
  '1.3.6.1.4.1.1466.115.121.1.49', '1.2.840.113556.1.4.907',
])

const AD_CAPABILITY = '1.2.840.113556.1.4.800' // [MS-ADTS] 3.1.1.3.4.3.1, LDAP_CAP_ACTIVE_DIRECTORY_OID
const PRESENT = encodeFilter('(objectClass=*)')
const ROOT_ATTRIBUTES = ['subschemaSubentry', 'namingContexts', 'defaultNamingContext', 'vendorName', 'supportedCapabilities', 'objectClass', 'structuralObjectClass']

/**
 * Reads the root entry and the schema (RFC 4512 §4.2, §5.1). A directory that shows neither is read all the same: values are then
 * told apart by whether they are valid UTF-8. Throws what a lost, late or cancelled connection throws.
 */
export async function readSchema(connection: DirectoryConnection): Promise<DirectorySchema> {
  const root = await readOne(connection, '', PRESENT, ROOT_ATTRIBUTES)
  const subentry = root.get('subschemasubentry')?.[0]
  const schema = subentry === undefined ? new Map<string, string[]>() : await readOne(connection, subentry, encodeFilter('(objectClass=subschema)'), ['attributeTypes'])
  return {
    attributes: parseAttributeTypes(schema.get('attributetypes') ?? []),
    server: root.get('supportedcapabilities')?.includes(AD_CAPABILITY) ? 'Active Directory'
      : [...root.get('objectclass') ?? [], ...root.get('structuralobjectclass') ?? []].some((name) => name === 'OpenLDAProotDSE') ? 'OpenLDAP'
        : root.get('vendorname')?.[0] ?? '',
    namingContexts: root.get('namingcontexts') ?? [],
    defaultNamingContext: root.get('defaultnamingcontext')?.[0],
  }
}

/** Attribute descriptions as the directory writes them; an attribute without a syntax has that of the one it is derived from. */
function parseAttributeTypes(descriptions: readonly string[]): Map<string, AttributeType> {
  const parsed = descriptions.map(parseDescription).filter((type) => type !== undefined)
  const byName = new Map<string, Description>()
  for (const type of parsed) {
    byName.set(type.oid, type)
    for (const name of type.names) byName.set(name.toLowerCase(), type)
  }
  const attributes = new Map<string, AttributeType>()
  for (const type of parsed) {
    let holder: Description | undefined = type
    for (let depth = 0; holder && holder.syntax === undefined && depth < 20; depth++) holder = holder.superior === undefined ? undefined : byName.get(holder.superior)
    for (const name of type.names) {
      attributes.set(name.toLowerCase(), { name, binary: BINARY_SYNTAXES.has(holder?.syntax ?? ''), singleValued: type.singleValued })
    }
  }
  return attributes
}

interface Description {
  readonly oid: string
  readonly names: readonly string[]
  readonly superior: string | undefined
  readonly syntax: string | undefined
  readonly singleValued: boolean
}

function parseDescription(text: string): Description | undefined {
  const oid = /^\s*\(\s*(\S+)/.exec(text)?.[1]
  if (oid === undefined) return undefined
  // Quoted texts may hold any word; names and, in Active Directory, syntaxes are quoted themselves.
  const names = /\sNAME\s+(?:'([^']*)'|\(([^)]*)\))/.exec(text)
  const plain = text.replace(/\sDESC\s+'[^']*'/, ' ')
  return {
    oid,
    names: names?.[1] !== undefined ? [names[1]] : [...(names?.[2] ?? '').matchAll(/'([^']*)'/g)].map((match) => match[1] as string),
    superior: /\sSUP\s+'?([^\s')]+)/.exec(plain)?.[1]?.toLowerCase(),
    syntax: /\sSYNTAX\s+'?([0-9.]+)/.exec(plain)?.[1],
    singleValued: /\sSINGLE-VALUE\b/.test(plain),
  }
}

/** One entry's values by attribute name in lower case; empty where the directory does not show it. */
async function readOne(connection: DirectoryConnection, baseDn: string, filter: Buffer, attributes: readonly string[]): Promise<Map<string, string[]>> {
  const values = new Map<string, string[]>()
  try {
    const [entry] = (await connection.search({ baseDn, scope: 'base', filter, attributes })).entries
    let list: string[] = []
    if (entry) {
      walkEntry(entry, (start, end) => values.set(entry.toString('latin1', start, end).toLowerCase(), list = []), (start, end) => list.push(decodeText(entry, start, end) ?? ''))
    }
  } catch (error) {
    // A refusal is an answer: the directory does not show this. Anything else is a fault of the connection.
    if (!(error instanceof ResultCodeError)) throw error
  }
  return values
}
