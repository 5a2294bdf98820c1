import { describe, expect, test } from 'vitest'
import { readJsonPages } from '../../../main/connectors/json-pages/connector'
import { inspectSource } from '../../../main/connectors/profile'
import { collect, folderWith, plain, type ReadAll } from './read'

type Files = Readonly<Record<string, unknown>>

async function read(kind: 'graph-json' | 'scim-json', files: Files, anchor?: string): Promise<ReadAll> {
  const folder = await folderWith(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, typeof body === 'string' ? body : JSON.stringify(body, undefined, 1)])))
  return collect(readJsonPages({ settings: { kind, paths: Object.keys(files), ...(anchor === undefined ? {} : { anchor }) }, folder, known: {}, signal: new AbortController().signal }))
}

const users = (value: readonly unknown[], more: Files = {}): Files => ({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', ...more, value })
const NEXT = { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=2' }
const GROUP = '0a2f6f0e-5f1d-4c0b-9a51-0d6d3a2f7c11'

describe('Graph pages', () => {
  test('values become text, lists stay lists, and what is null or an empty list is absent', async () => {
    const { objects, end, multiValued } = await read('graph-json', { 'users.json': users([{
      id: 'u1', accountEnabled: true, displayName: 'Ada', officeLocation: null, businessPhones: [], proxyAddresses: ['SMTP:a@x.example', 'smtp:b@x.example'],
      employeeOrgData: { division: 'North', costCenter: null }, onPremisesExtensionAttributes: { extensionAttribute1: 'x', extensionAttribute2: null }, 'displayName@odata.type': '#String',
    }]) })
    expect(objects.map((o) => ({ ...o, hash: '', values: plain(o) }))).toEqual([{
      type: 'user', anchor: 'u1', line: 4, file: 0, hash: '',
      values: { id: 'u1', accountEnabled: 'True', displayName: 'Ada', proxyAddresses: ['SMTP:a@x.example', 'smtp:b@x.example'], 'employeeOrgData.division': 'North', extensionAttribute1: 'x' },
    }])
    expect(multiValued).toEqual(new Set(['proxyAddresses']))
    expect(end).toMatchObject({ complete: true, finding: { entries: 1, types: 'user', files: 1 } })
  })

  test('expanded managers and members are the ids of what they name', async () => {
    const { objects } = await read('graph-json', {
      'users.json': users([{ id: 'u2', manager: { '@odata.type': '#microsoft.graph.user', id: 'u1' } }, { id: 'u1' }]),
      'groups.json': { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups(id,members())', value: [{ id: 'g1', members: [{ id: 'u1' }, { id: 'u2' }] }, { id: 'g2', members: [] }] },
    })
    expect(objects.map((o) => [o.type, o.anchor, plain(o)])).toEqual([
      ['user', 'u2', { id: 'u2', manager: 'u1' }], ['user', 'u1', { id: 'u1' }], ['group', 'g1', { id: 'g1', members: ['u1', 'u2'] }], ['group', 'g2', { id: 'g2' }],
    ])
  })

  test.each([
    { because: 'every group says that it has none', files: { 'groups.json': { value: [{ '@odata.type': '#microsoft.graph.group', id: 'g1', members: [] }, { '@odata.type': '#microsoft.graph.group', id: 'g2', members: [] }] } }, told: ['id', 'members'] },
    { because: 'the list of the only group is empty', files: { 'groups.json': { '@odata.context': '#$metadata#groups', value: [{ id: GROUP, mail: null }] }, [`members-${GROUP}.json`]: { '@odata.context': '#$metadata#directoryObjects', value: [] } }, told: ['id', 'mail', 'members'] },
    { because: 'one group says nothing of them', files: { 'groups.json': { value: [{ '@odata.type': '#microsoft.graph.group', id: 'g1', members: [] }, { '@odata.type': '#microsoft.graph.group', id: 'g2' }] } }, told: ['id'] },
    { because: 'a list goes on elsewhere', files: { 'groups.json': { value: [{ '@odata.type': '#microsoft.graph.group', id: 'g1', members: [{ id: 'u1' }], 'members@odata.nextLink': 'https://graph.microsoft.com/x' }] } }, told: ['id'] },
  ])('members are told when $because', async ({ files, told }) => {
    expect((await read('graph-json', files)).end.told).toEqual({ group: told })
  })

  test('members of a page belong to the group whose id stands in its name', async () => {
    const members = { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects', value: [{ '@odata.type': '#microsoft.graph.user', id: 'u1' }, { '@odata.type': '#microsoft.graph.user', id: 'u2' }] }
    const groups = { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups', value: [{ id: GROUP, displayName: 'Nurses' }] }
    const { objects, issues } = await read('graph-json', { [`members-${GROUP}.json`]: members, 'groups.json': groups, 'members-9a2f6f0e-5f1d-4c0b-9a51-0d6d3a2f7c11.json': members })
    expect(objects.map(plain)).toEqual([{ id: GROUP, displayName: 'Nurses', members: ['u1', 'u2'] }])
    expect(issues.map((i) => [i.code, i.origin])).toEqual([['ownerUnknown', 'members-9a2f6f0e-5f1d-4c0b-9a51-0d6d3a2f7c11.json']])
  })

  test.each([
    { because: 'the last page says nothing of another', files: { '1.json': users([{ id: 'a' }], NEXT), '2.json': users([{ id: 'b' }]) }, complete: true, issues: [] },
    { because: 'every page says that another follows', files: { '1.json': users([{ id: 'a' }], NEXT) }, complete: false, issues: ['pageMissing'] },
    { because: 'a delta is never the whole directory', files: { '1.json': users([{ id: 'a' }], { '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x' }) }, complete: false, issues: [] },
    { because: 'the members of one group were not asked for', files: { 'groups.json': { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups', value: [{ id: 'g1', members: [] }, { id: 'g2' }] } }, complete: false, issues: ['pageMissing'] },
    { because: 'no members were asked for', files: { 'groups.json': { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups', value: [{ id: 'g1' }, { id: 'g2' }] } }, complete: true, issues: [] },
    { because: 'an item was removed, which only a delta says', files: { '1.json': users([{ id: 'a' }, { id: 'b', '@removed': { reason: 'deleted' } }]) }, complete: false, issues: ['changeRecord'] },
    { because: 'the service refused', files: { '1.json': { error: { code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed.' } } }, complete: false, issues: ['entryUnreadable'] },
    { because: 'an empty list says that nobody is there', files: { '1.json': users([]) }, complete: true, issues: [] },
    { because: 'so does a bare one', files: { '1.json': [] }, complete: true, issues: [] },
    { because: 'an empty file says nothing', files: { '1.json': '' }, complete: false, issues: ['fileEmpty'] },
    { because: 'one of the pages is an empty file', files: { '1.json': users([{ id: 'a' }]), '2.json': ' \n' }, complete: false, issues: ['fileEmpty'] },
    { because: 'nobody in it can be told', files: { '1.json': users([{ displayName: 'Ada' }]) }, complete: false, issues: ['anchorMissing'] },
    { because: 'a delta without changes is one all the same', files: { '1.json': users([], { '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x' }) }, complete: false, issues: [] },
  ])('whether it is complete: $because', async ({ files, complete, issues }) => {
    const all = await read('graph-json', files)
    expect(all.end.complete).toBe(complete)
    expect(all.issues.map((i) => i.code)).toEqual(issues)
  })

  test('members that are there in part are none, for who is not among them would be taken out of the group', async () => {
    const more = { 'members@odata.nextLink': 'https://graph.microsoft.com/v1.0/groups/x/members?$skiptoken=2' }
    const groups = { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups', value: [{ id: 'g1', members: [{ id: 'u1' }], ...more }, { id: GROUP, members: [{ id: 'u1' }], ...more }, { id: 'g2', members: [{ id: 'u2' }] }] }
    const members = (id: string, next: object = {}) => ({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects', ...next, value: [{ id }] })
    const { objects, issues, end } = await read('graph-json', { 'groups.json': groups, [`${GROUP}-1.json`]: members('u1', NEXT), [`${GROUP}-2.json`]: members('u3') })
    expect(objects.map(plain)).toEqual([{ id: 'g1' }, { id: GROUP, members: ['u1', 'u3'] }, { id: 'g2', members: ['u2'] }])
    expect([end.complete, ...issues.map(({ message }) => /the members of g1 go on/.test(message))]).toEqual([false, true])
    const other = GROUP.replace('0', '9')
    const broken = await read('graph-json', { 'groups.json': { ...groups, value: [{ id: GROUP }, { id: other }] }, [`${GROUP}.json`]: members('u1'), [`${other}.json`]: members('u1', NEXT) })
    expect(broken.objects.map(plain)).toEqual([{ id: GROUP, members: 'u1' }, { id: other }])
    expect([broken.end.complete, ...broken.issues.map(({ code }) => code)]).toEqual([false, 'pageMissing'])
  })

  test('pages of a delta are laid over each other in their order', async () => {
    const delta = (value: readonly unknown[]): Files => ({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups/$delta', '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=x', value })
    const { objects, issues } = await read('graph-json', {
      '1.json': delta([{ id: 'g', displayName: 'Nurses', mail: 'n@x.example', 'members@delta': [{ id: 'u1' }, { id: 'u2' }] }, { id: 'h', displayName: 'Gone' }, { id: 'i', displayName: 'Doctors', mail: 'd@x.example' }]),
      '2.json': delta([{ id: 'g', displayName: 'All nurses', 'members@delta': [{ id: 'u3' }, { id: 'u1', '@removed': { reason: 'deleted' } }] }, { id: 'h', '@removed': { reason: 'deleted' } }, { id: 'i', mail: null }]),
    })
    expect(objects.map(plain)).toEqual([{ id: 'g', displayName: 'All nurses', mail: 'n@x.example', members: ['u2', 'u3'] }, { id: 'i', displayName: 'Doctors' }])
    expect(issues.map((i) => [i.code, i.origin])).toEqual([['changeRecord', '2.json line 20']])
  })

  test('a manager that a delta takes away is away', async () => {
    const delta = users([{ id: 'a', 'manager@delta': [{ id: 'b' }] }, { id: 'c', 'manager@delta': [{ id: 'b' }] }, { id: 'a', 'manager@delta': [{ id: 'b', '@removed': { reason: 'deleted' } }] }], { '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x' })
    expect((await read('graph-json', { 'users.json': delta })).objects.map(plain)).toEqual([{ id: 'a' }, { id: 'c', manager: 'b' }])
  })

  test('a list that was saved without its context says by its properties what its objects are', async () => {
    const { objects } = await read('graph-json', { 'all.json': [{ id: 'a', userPrincipalName: 'a@x.example' }, { id: 'g', securityEnabled: true }, { id: 'x' }] })
    expect(objects.map((o) => [o.type, o.anchor])).toEqual([['user', 'a'], ['group', 'g'], ['object', 'x']])
  })

  test('what cannot be read is an issue with its place, and the others go on', async () => {
    const { objects, issues, end } = await read('graph-json', { 'users.json': users([{ displayName: 'nobody' }, 'text', { id: 'a' }]) })
    expect(objects.map((o) => o.anchor)).toEqual(['a'])
    expect(issues.map((i) => i.code)).toEqual(['anchorMissing', 'entryUnreadable'])
    expect(end.complete).toBe(true)
  })

  test('a file that is cut off or no JSON is refused, so that it is no smaller directory', async () => {
    await expect(read('graph-json', { 'users.json': '{"value":[{"id":"a"}' })).rejects.toThrow(/users\.json .*save the answer again/)
    await expect(read('graph-json', { 'users.json': '{"value":[{"id":"a"}' + ',]}' })).rejects.toThrow(/is not JSON/)
    await expect(read('graph-json', { 'users.json': '<html><body>503</body></html>' })).rejects.toThrow(/is not JSON: it begins with “<html><body>503/)
    await expect(read('graph-json', { 'users.json': '{"id":"a"}\n{"id":"b"}' })).rejects.toThrow(/several answers one after another/)
    await expect(read('graph-json', { 'users.json': '12' })).rejects.toThrow(/single value/)
  })
})

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const list = (resources: readonly unknown[], total = resources.length): Files => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: total, startIndex: 1, itemsPerPage: resources.length, Resources: resources })

describe('SCIM pages', () => {
  test('attributes go by the paths of a synchronizationSchema', async () => {
    const { objects } = await read('scim-json', { 'users.json': list([{
      schemas: [USER, ENTERPRISE], id: 's1', externalId: '1', userName: 'ada@x.example', active: true, name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ value: 'ada@x.example', type: 'work', primary: true }, { value: 'ada@home.example', type: 'home' }], roles: [{ value: 'admin', primary: true }, { value: 'user' }],
      addresses: [{ type: 'work', locality: 'London', primary: true }], groups: [{ value: 'g1', display: 'All' }], meta: { resourceType: 'User', version: 'W/"1"' },
      [ENTERPRISE]: { department: 'Research', manager: { value: 's2', displayName: 'Bo' } },
    }]) })
    expect(objects.map((o) => [o.type, o.anchor, plain(o)])).toEqual([['User', 's1', {
      id: 's1', externalId: '1', userName: 'ada@x.example', active: 'True', 'name.givenName': 'Ada', 'name.familyName': 'Lovelace', 'emails[type eq "work"].value': 'ada@x.example',
      'emails[type eq "home"].value': 'ada@home.example', roles: ['admin', 'user'], 'roles.value': ['admin', 'user'], 'roles[primary eq "True"].value': 'admin', 'addresses[type eq "work"].locality': 'London', groups: ['g1'],
      [`${ENTERPRISE}:department`]: 'Research', [`${ENTERPRISE}:manager`]: 's2',
    }]])
  })

  test('a bulk request holds people by the client\'s id', async () => {
    const { objects, issues } = await read('scim-json', { 'bulk.json': { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [
      { method: 'POST', bulkId: '1', path: '/Users', data: { schemas: [USER], externalId: '701984', active: false } }, { method: 'POST', bulkId: '2', path: '/Users' },
    ] } })
    expect(objects.map((o) => [o.anchor, plain(o)])).toEqual([['701984', { externalId: '701984', active: 'False' }]])
    expect(issues.map((i) => i.code)).toEqual(['entryUnreadable'])
  })

  test('fewer resources than the application has: pages are missing, and nobody is', async () => {
    const { end, issues } = await read('scim-json', { 'users.json': list([{ id: 'a', schemas: [USER] }], 3) })
    expect(end.complete).toBe(false)
    expect(issues.map((i) => i.message)).toEqual(['Pages are missing: the application has 3 resources of type User (totalResults) and 1 are here. Save all pages and name them together. Nobody counts as missing because of it.'])
  })

  test('a resource on two pages that overlap counts once, so that one that is on none is missed', async () => {
    const page = (...ids: readonly string[]): Files => list(ids.map((id) => ({ id, schemas: [USER] })), 5)
    const { end, issues } = await read('scim-json', { '1.json': page('a', 'b', 'c'), '2.json': page('c', 'd') })
    expect([end.complete, ...issues.map((i) => i.code)]).toEqual([false, 'pageMissing'])
    expect((await read('scim-json', { '1.json': page('a', 'b', 'c'), '2.json': page('c', 'd', 'e') })).end.complete).toBe(true)
  })

  test('totalResults counts as text too, and a list without its envelope is read', async () => {
    expect((await read('scim-json', { '1.json': { ...list([{ id: 'a', schemas: [USER] }]), totalResults: '2' } })).end.complete).toBe(false)
    expect((await read('scim-json', { '1.json': [{ id: 'a', schemas: [USER] }, { id: 'b', schemas: [USER] }] })).objects.map((o) => o.anchor)).toEqual(['a', 'b'])
  })

  test.each([
    { because: 'an empty list says that nobody is there', body: list([]), complete: true, issues: [] },
    { because: 'without resources it need not list them', body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0 }, complete: true, issues: [] },
    { because: 'it counts more than it lists', body: list([], 2), complete: false, issues: ['pageMissing'] },
    { because: 'an empty file says nothing', body: '', complete: false, issues: ['fileEmpty'] },
  ])('of nobody are complete, or not: $because', async ({ body, complete, issues }) => {
    const all = await read('scim-json', { '1.json': body })
    expect([all.end.complete, ...all.issues.map(({ code }) => code)]).toEqual([complete, ...issues])
  })

  test('users and groups are pages of one read, and members are ids', async () => {
    const { objects, end } = await read('scim-json', {
      'users.json': list([{ id: 'a', schemas: [USER], userName: 'a' }], 2), 'users-2.json': list([{ id: 'b', schemas: [USER], userName: 'b' }], 2),
      'groups.json': list([{ id: 'g', schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'G', members: [{ value: 'a', type: 'User' }, { value: 'b' }] }]),
    })
    expect(end.complete).toBe(true)
    expect(objects.map((o) => [o.type, o.file, plain(o)])).toEqual([['User', 0, { id: 'a', userName: 'a' }], ['User', 1, { id: 'b', userName: 'b' }], ['Group', 2, { id: 'g', displayName: 'G', members: ['a', 'b'] }]])
  })
})

test('inspect says which format it is, and where the anchor stands', async () => {
  const folder = await folderWith({ 'users.json': JSON.stringify(users([{ id: 'a', userPrincipalName: 'a@x.example' }, { id: 'b', userPrincipalName: 'b@x.example' }])) })
  const found = await inspectSource('users.json', { folder })
  expect(found.format).toBe('graph-json')
  expect(found.objectTypes).toMatchObject([{ name: 'user', count: 2, suggestedAnchor: 'id' }])
})
