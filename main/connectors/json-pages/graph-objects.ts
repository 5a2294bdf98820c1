import { basename } from 'node:path'
import { forEachListed, isObject, originOf, type JsonObject, type JsonPage } from './json-file'
import type { PageReading } from './reading'
import { Attributes, scalarText } from './values'

/** Relationships: what they name is another object, by its id. */
const REFERENCES = new Set(['manager', 'members', 'owners', 'memberOf', 'directReports', 'transitiveMembers', 'registeredOwners', 'sponsors'])

/** Property bags whose parts go by their own names in a synchronizationSchema. */
const BAGS = new Set(['onPremisesExtensionAttributes'])

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/**
 * The objects of Microsoft Graph's answers: lists (`value`) and single objects, users, groups and what else the directory holds, with
 * `manager` and `members` where they were expanded. Answers of `/groups/{id}/members` say nothing of whose members they are: a
 * GUID in the file's name does. Delta pages are laid over each other in the order of the files; being deltas, they never make anybody missing.
 *
 * Source: Microsoft Graph, "List users", "user: delta", "Paging Microsoft Graph data in your app".
 */
export function readGraphPages(pages: readonly JsonPage[], reading: PageReading): void {
  const chains = new Map<string, { ended: boolean; path: string }>()
  const memberPages: JsonPage[] = []
  const groups = new Map<string, MembersKnown>()
  for (const page of pages) {
    const context = contextOf(page.body)
    const delta = isDelta(page.body)
    if (delta) reading.incomplete()
    const group = context.startsWith('directoryObjects') ? groupNamedBy(page) : undefined
    const listed = group === undefined ? context : `the members of ${group}`
    const chain = chains.get(listed) ?? { ended: false, path: page.path }
    chains.set(listed, { ended: chain.ended || typeof page.body['@odata.nextLink'] !== 'string', path: page.path })
    if (group !== undefined) memberPages.push(page)
    else forEachListed(itemsOf(page.body), (item, index) => { readItem(item, { page, index, context, delta, reading, groups }) })
  }
  // Last, when every group is there.
  for (const page of memberPages) readMembers(page, reading, groups)
  for (const [group, known] of groups) {
    if (known === 'inPart') reading.pageMissing(basename(pages[0]?.path ?? ''), `the members of ${group} go on in an answer that is not here (members@odata.nextLink), so they are left out`)
  }
  const unknown = [...groups.values()].filter((known) => known === 'no').length
  if (unknown > 0 && unknown < groups.size) reading.pageMissing(basename((memberPages[0] ?? pages[0])?.path ?? ''), `the members of ${unknown} ${unknown === 1 ? 'group' : 'groups'} are not here, while those of others are`)
  for (const [listed, { ended, path }] of chains) {
    if (ended) continue
    const [group] = GUID.exec(listed) ?? []
    if (group !== undefined) reading.held('group', group)?.forget('members')
    reading.pageMissing(basename(path), `every page of ${listed} says that another one follows (@odata.nextLink), so some are not here`)
  }
}

/** Whether the members of a group are told: all of them, the first few of an expanded list, or none because nobody asked. */
type MembersKnown = 'all' | 'inPart' | 'no'

interface ItemPlace {
  readonly page: JsonPage
  readonly index: number
  readonly context: string
  readonly delta: boolean
  readonly reading: PageReading
  /** By id. */
  readonly groups: Map<string, MembersKnown>
}

function readItem(item: unknown, { page, index, context, delta, reading, groups }: ItemPlace): void {
  const origin = originOf(page, index)
  if (!isObject(item)) return reading.issue('entryUnreadable', origin, `${origin} lists something that is no object; it was left out. Save the whole answer.`)
  const type = typeOf(item, context)
  const anchor = scalarText(item[reading.anchor ?? 'id'])
  if (anchor === undefined || anchor === '') {
    return reading.issue('anchorMissing', origin, `${origin} has no ${reading.anchor ?? 'id'}, so nobody can say which object it is; it was left out. Ask for the property with $select, or choose another anchor.`)
  }
  if (isObject(item['@removed'])) {
    reading.remove(type, anchor)
    reading.incomplete()
    return reading.issue('changeRecord', origin, `${origin} says that ${anchor} was removed; a delta shows no whole directory, so the object is left out and nobody counts as missing. Export the list instead of the delta.`)
  }
  const attributes = (delta ? reading.held(type, anchor) : undefined) ?? new Attributes()
  for (const [name, value] of Object.entries(item)) readProperty(name, value, attributes)
  const inPart = typeof item['members@odata.nextLink'] === 'string'
  if (inPart) attributes.forget('members') // what is taken for all of them would remove the others
  if (type === 'group' && groups.get(anchor) !== 'all') groups.set(anchor, inPart ? 'inPart' : delta || Array.isArray(item['members']) ? 'all' : 'no')
  reading.object({ type, anchor, attributes, page, index })
}

function readProperty(name: string, value: unknown, attributes: Attributes): void {
  const relation = name.endsWith('@delta') ? name.slice(0, -'@delta'.length) : name
  if (REFERENCES.has(relation)) return readReference(relation, value, attributes, relation !== name)
  if (name.includes('@')) return
  if (value === null) return attributes.delete(name)
  const text = scalarText(value)
  if (text !== undefined) return attributes.set(name, text)
  if (Array.isArray(value)) return attributes.setList(name, value)
  if (!isObject(value)) return
  for (const [part, inner] of Object.entries(value)) readProperty(BAGS.has(name) ? part : `${name}.${part}`, inner, attributes)
}

function readReference(name: string, value: unknown, attributes: Attributes, delta: boolean): void {
  if (!Array.isArray(value)) {
    const id = isObject(value) ? scalarText(value['id']) : undefined
    if (id !== undefined) attributes.set(name, id)
    return
  }
  const held = delta ? attributes.get(name) : undefined
  const ids = new Set(held === undefined ? [] : typeof held === 'string' ? [held] : held)
  for (const item of value) {
    const id = isObject(item) ? scalarText(item['id']) : undefined
    if (id === undefined) continue
    if (isObject(item) && isObject(item['@removed'])) ids.delete(id)
    else ids.add(id)
  }
  if (name === 'manager') {
    const [last] = [...ids].slice(-1)
    if (last !== undefined) attributes.set(name, last)
    else if (delta) attributes.delete(name)
  } else {
    attributes.setList(name, [...ids])
  }
}

/** The members of the group whose id stands in the file's name. */
function readMembers(page: JsonPage, reading: PageReading, groups: Map<string, MembersKnown>): void {
  const name = basename(page.path)
  const group = groupNamedBy(page) ?? ''
  const held = reading.held('group', group)
  if (!held) return reading.issue('ownerUnknown', name, `The file ${name} lists members of the group ${group}, which no other page has; add the page of groups, or name the file after its group's id.`)
  groups.set(group, 'all')
  held.tellNone('members')
  for (const item of itemsOf(page.body)) {
    const id = isObject(item) ? scalarText(item['id']) : undefined
    if (id !== undefined) held.add('members', id)
  }
}

function groupNamedBy(page: JsonPage): string | undefined {
  return GUID.exec(basename(page.path))?.[0].toLowerCase()
}

function itemsOf(body: JsonObject): readonly unknown[] {
  const { value } = body
  return Array.isArray(value) ? value : [body]
}

/** `users`, `groups`, `directoryObjects`: what stands behind `$metadata#`, without the properties that were selected. */
function contextOf(body: JsonObject): string {
  const context = body['@odata.context']
  return typeof context === 'string' ? /\$metadata#([A-Za-z]+)/.exec(context)?.[1] ?? NO_CONTEXT : NO_CONTEXT
}

const NO_CONTEXT = 'objects'

function isDelta(body: JsonObject): boolean {
  const links = [body['@odata.deltaLink'], body['@odata.nextLink'], body['@odata.context']].filter((link) => typeof link === 'string')
  return typeof body['@odata.deltaLink'] === 'string' || links.some((link) => /\/delta\b|\$delta$/.test(link))
}

/** `#microsoft.graph.user` is a user; where an object does not say, its list does, and in a list without `@odata.context` the properties that only one type has. */
function typeOf(item: JsonObject, context: string): string {
  const own = item['@odata.type']
  if (typeof own === 'string') return own.replace(/^#?microsoft\.graph\./, '')
  if (context === NO_CONTEXT && 'userPrincipalName' in item) return 'user'
  if (context === NO_CONTEXT && ('securityEnabled' in item || 'groupTypes' in item)) return 'group'
  return context.endsWith('s') ? context.slice(0, -1) : context
}
