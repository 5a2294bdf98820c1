import type { AttributeBag, AttributeValue } from '../../shared/model/attribute'

/** Source: "API-driven inbound provisioning concepts": at most 50 operations in a request. */
const OPERATIONS_PER_REQUEST = 50

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** Where an attribute of the source stands in a SCIM user; `manager` names another person by anchor, `active` is true or false. */
export type ScimPath =
  | { readonly kind: 'core'; readonly name: 'userName' | 'displayName' | 'title' | 'userType' | 'preferredLanguage' | 'active' }
  | { readonly kind: 'name'; readonly part: 'givenName' | 'familyName' | 'middleName' | 'formatted' }
  | { readonly kind: 'typed'; readonly name: 'emails' | 'phoneNumbers'; readonly type: string }
  | { readonly kind: 'address'; readonly part: 'streetAddress' | 'locality' | 'region' | 'postalCode' | 'country' }
  | { readonly kind: 'enterprise'; readonly name: 'employeeNumber' | 'costCenter' | 'organization' | 'division' | 'department' | 'manager' }
  /** A column of the source's own, in a namespace of its own. */
  | { readonly kind: 'extension'; readonly schema: string; readonly name: string }

export interface ScimPerson {
  readonly anchor: string
  readonly attributes: AttributeBag
}

/**
 * People as the requests that API-driven inbound provisioning takes, one text for each: a POST to /Users for everybody, in the order
 * given, at most 50 to a request. `externalId` is the source's anchor, so `manager.value` names a manager as the service looks them up.
 * Absent values are left out. Sent by whoever reviews it, never by Rehearsal. Source: RFC 7644 §3.7; Graph, bulkUpload.
 */
export function* scimBulkRequests(people: Iterable<ScimPerson>, paths: ReadonlyMap<string, ScimPath>): Generator<string> {
  let operations: unknown[] = []
  for (const person of people) {
    operations.push({ method: 'POST', bulkId: person.anchor, path: '/Users', data: userOf(person, paths) })
    if (operations.length < OPERATIONS_PER_REQUEST) continue
    yield request(operations)
    operations = []
  }
  if (operations.length > 0) yield request(operations)
}

function request(operations: readonly unknown[]): string {
  return `${JSON.stringify({ schemas: [BULK_REQUEST], Operations: operations, failOnErrors: null }, undefined, 2)}\n`
}

type User = Record<string, unknown>

function userOf({ anchor, attributes }: ScimPerson, paths: ReadonlyMap<string, ScimPath>): User {
  const user: User = { schemas: [CORE], externalId: anchor }
  const schemas = new Set([CORE])
  for (const [attribute, path] of paths) {
    const value = attributes[attribute]
    if (value === undefined) continue
    const schema = put(user, path, value)
    if (schema !== undefined) schemas.add(schema)
  }
  user['schemas'] = [...schemas]
  return user
}

/** Puts a value where its path says; answers with the extension that the user then has. */
function put(user: User, path: ScimPath, value: AttributeValue): string | undefined {
  switch (path.kind) {
    case 'core':
      user[path.name] = path.name === 'active' ? isTrue(firstOf(value)) : firstOf(value)
      return undefined
    case 'name':
      partsOf(user, 'name')[path.part] = firstOf(value)
      return undefined
    case 'typed': {
      const list = (user[path.name] ??= []) as unknown[]
      list.push(...listOf(value).map((one, i) => ({ type: path.type, value: one, ...(path.name === 'emails' && i === 0 ? { primary: true } : {}) })))
      return undefined
    }
    case 'address': {
      const [address] = (user['addresses'] ??= [{ type: 'work' }]) as [User]
      address[path.part] = firstOf(value)
      return undefined
    }
    case 'enterprise':
      partsOf(user, ENTERPRISE)[path.name] = path.name === 'manager' ? { value: firstOf(value) } : firstOf(value)
      return ENTERPRISE
    case 'extension':
      partsOf(user, path.schema)[path.name] = typeof value === 'string' ? value : [...value]
      return path.schema
  }
}

/** Whether a status reads as being employed: `1`, `True`, `Active`. */
function isTrue(text: string): boolean {
  return /^(1|true|yes|y|active|a)$/i.test(text.trim())
}

function partsOf(user: User, name: string): User {
  return (user[name] ??= {}) as User
}

function firstOf(value: AttributeValue): string {
  return typeof value === 'string' ? value : value[0] ?? ''
}

function listOf(value: AttributeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
