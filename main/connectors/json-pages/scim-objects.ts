import { basename } from 'node:path'
import { forEachListed, isObject, originOf, type JsonObject, type JsonPage } from './json-file'
import type { PageReading } from './reading'
import { Attributes, scalarText } from './values'

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** Parts of a multi-valued attribute that describe the value rather than being one (RFC 7643 §2.4). */
const DESCRIBING = new Set(['type', 'primary', 'display', '$ref', 'operation'])

/** Multi-valued attributes whose values name other resources (RFC 7643 §4.1.2, §4.2). */
const REFERENCES = new Set(['members', 'groups'])

/**
 * The resources of saved SCIM answers: ListResponses in pages, single resources, and bulk requests as API-driven provisioning
 * takes them. Attributes go by the paths that a synchronizationSchema uses: `name.givenName`, `emails[type eq "work"].value`,
 * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department`.
 *
 * An upload's operations are POST alone.
 *
 * Source: RFC 7643 §2.4, §3, §4; RFC 7644 §3.4.2, §3.7; "API-driven inbound provisioning concepts" for the bulk request.
 */
export function readScimPages(pages: readonly JsonPage[], reading: PageReading): void {
  const counts = new Map<string, ResourceCount>()
  for (const page of pages) {
    const { body } = page
    if (hasSchema(body, BULK_REQUEST)) {
      forEachListed(operationsOf(body), (operation, index) => { readOperation(operation, { page, index, reading }) })
      continue
    }
    const resources = resourcesOf(body)
    forEachListed(resources, (resource, index) => { readResource(resource, 'id', { page, index, reading }) })
    const total = Number(scalarText(body['totalResults']))
    const type = isObject(resources[0]) ? typeOf(resources[0]) : 'User'
    if (Number.isNaN(total)) continue
    const count = counts.get(type) ?? { ids: new Set<string>(), nameless: 0, total: 0, path: page.path }
    for (const resource of resources) {
      const id = isObject(resource) ? scalarText(resource['id']) : undefined
      if (id === undefined) count.nameless++
      else count.ids.add(id)
    }
    counts.set(type, { ...count, total: Math.max(count.total, total), path: page.path })
  }
  for (const [type, { ids, nameless, total, path }] of counts) {
    const read = ids.size + nameless
    if (read < total) reading.pageMissing(basename(path), `the application has ${total} resources of type ${type} (totalResults) and ${read} are here`)
  }
}

/** What pages hold of one type. Pages may overlap, so that a resource that comes twice counts once. */
interface ResourceCount {
  readonly ids: Set<string>
  nameless: number
  readonly total: number
  readonly path: string
}

interface ResourcePlace {
  readonly page: JsonPage
  readonly index: number
  readonly reading: PageReading
}

/** An upload's operation carries the resource in `data`; the client's id identifies it, for the server has none yet. */
function readOperation(operation: unknown, place: ResourcePlace): void {
  const origin = originOf(place.page, place.index)
  if (!isObject(operation) || !isObject(operation['data'])) {
    return place.reading.issue('entryUnreadable', origin, `${origin} is an operation without data; it was left out. Put the resource into "data".`)
  }
  const { method } = operation
  if (typeof method === 'string' && method.toUpperCase() !== 'POST') {
    return place.reading.issue('entryUnreadable', origin, `${origin} is a ${method} operation; an upload takes POST alone, and the service works out what to do. It was left out.`)
  }
  readResource(operation['data'], 'externalId', place)
}

function readResource(resource: unknown, anchorName: string, { page, index, reading }: ResourcePlace): void {
  const origin = originOf(page, index)
  if (!isObject(resource)) return reading.issue('entryUnreadable', origin, `${origin} lists something that is no object; it was left out. Save the whole answer.`)
  const attributes = new Attributes()
  for (const [name, value] of Object.entries(resource)) readAttribute(name, value, attributes)
  const name = reading.anchor ?? anchorName
  const anchor = attributes.get(name)
  if (typeof anchor !== 'string' || anchor === '') {
    return reading.issue('anchorMissing', origin, `${origin} has no ${name}, so nobody can say which resource it is; it was left out. Choose another anchor.`)
  }
  reading.object({ type: typeOf(resource), anchor, attributes, page, index })
}

function readAttribute(name: string, value: unknown, attributes: Attributes): void {
  if (name === 'schemas' || name === 'meta') return
  const text = scalarText(value)
  if (text !== undefined) return attributes.set(name, text)
  if (value === null) return attributes.delete(name)
  if (Array.isArray(value)) return readValues(name, value, attributes)
  if (!isObject(value)) return
  const extension = name.startsWith('urn:')
  for (const [part, inner] of Object.entries(value)) {
    // The manager of the enterprise extension is an object whose `value` names the other user.
    if (extension && isObject(inner) && typeof inner['value'] === 'string') attributes.set(`${name}:${part}`, inner['value'])
    else readAttribute(`${name}${extension ? ':' : '.'}${part}`, inner, attributes)
  }
}

function readValues(name: string, values: readonly unknown[], attributes: Attributes): void {
  if (REFERENCES.has(name)) {
    return attributes.setList(name, values.map((value) => (isObject(value) ? value['value'] : value)))
  }
  if (!values.some(isObject)) return attributes.setList(name, values)
  // The role functions give the whole list, whatever types its roles have.
  if (name === 'roles') attributes.setList(name, values.map((value) => (isObject(value) ? value['value'] : value)))
  for (const value of values) {
    if (!isObject(value)) continue
    const type = scalarText(value['type'])
    const path = type === undefined ? name : `${name}[type eq "${type}"]`
    for (const [part, inner] of Object.entries(value)) {
      const text = scalarText(inner)
      if (text === undefined || DESCRIBING.has(part)) continue
      attributes.add(`${path}.${part}`, text)
      if (type === undefined && value['primary'] === true) attributes.set(`${name}[primary eq "True"].${part}`, text)
    }
  }
}

/** Those of a ListResponse, of a list that was saved without its envelope, or the single one that the answer is. */
function resourcesOf(body: JsonObject): readonly unknown[] {
  const { Resources: resources, schemas, value } = body
  if (Array.isArray(resources)) return resources
  if (hasSchema(body, LIST_RESPONSE)) return []
  return schemas === undefined && Array.isArray(value) ? value : [body]
}

function operationsOf(body: JsonObject): readonly unknown[] {
  const { Operations: operations } = body
  return Array.isArray(operations) ? operations : []
}

function hasSchema(body: JsonObject, schema: string): boolean {
  const { schemas } = body
  return Array.isArray(schemas) && schemas.includes(schema)
}

/** `User`, `Group`: by `meta.resourceType`, else by the core schema. */
function typeOf(resource: JsonObject): string {
  const { meta, schemas } = resource
  if (isObject(meta) && typeof meta['resourceType'] === 'string') return meta['resourceType']
  const core = Array.isArray(schemas) ? schemas.find((schema): schema is string => typeof schema === 'string' && schema.includes(':core:')) : undefined
  return core === undefined ? 'User' : core.slice(core.lastIndexOf(':') + 1)
}
