import { describe, expect, test } from 'vitest'
import { quarantineOf } from '../../../main/engine/quarantine'
import { runMapping } from '../../../main/engine/run-mapping'
import type { AttributeBag } from '../../../shared/model/attribute'
import { constant, direct, expression, scope } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, issueCodes, mappingInput, planMapping, written } from './plan-mapping'

const mappings = [direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'cn'), direct('id', 'sAMAccountName'), direct('boss', 'manager')]
const account = (id: string, more: AttributeBag = {}): AttributeBag => ({ dn: `CN=${id},OU=Ward,DC=x`, employeeID: id, cn: id, sAMAccountName: id, ...more })

/** What becomes of `1`'s manager. */
async function manager(situation: Omit<Situation, 'mappings'> & Partial<Situation>): Promise<string> {
  const { actions } = await planMapping({ mappings, mapping: { container: 'OU=Ward,DC=x', ...situation.mapping }, ...situation })
  const action = actions.get('1')
  const change = action?.changes.find(({ attribute }) => attribute === 'manager')
  return [action?.kind, action?.status, change === undefined ? 'left out' : `${change.after as string}${change.deferred ? ' deferred' : ''}`, ...issueCodes(action)].join(', ')
}

describe('a manager', () => {
  rule.each<{ outcome: string; situation: Omit<Situation, 'mappings'> & Partial<Situation>; because: string; rule?: string | readonly string[] }>([
    { outcome: 'update, planned, CN=2,OU=Ward,DC=x deferred', rule: '8-2', because: 'the manager is linked', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' } } },
    { outcome: 'update, planned, CN=2,OU=Ward,DC=x deferred', rule: '8-3', because: 'the manager is matched in this cycle', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { a: account('1'), b: account('2') } } },
    { outcome: 'skip, planned, left out', because: 'the target holds it, spelt otherwise', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { a: account('1', { manager: 'cn=2, ou=ward, dc=X' }), b: account('2') } } },
    { outcome: 'create, planned, CN=2,OU=Ward,DC=x deferred', rule: ['8-1', '8-14', '2.1-5', '9.1-1', '2.4-15'], because: 'the manager is created later in the cycle', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { z: account('z') } } },
    { outcome: 'create, planned, CN=2,OU=Ward,DC=x deferred', rule: '8-14', because: 'two new people lead each other', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2', boss: '1' } }, target: { z: account('z') } } },
    { outcome: 'create, planned, CN=1,OU=Ward,DC=x deferred', because: 'somebody new leads themselves', situation: { source: { 1: { id: '1', boss: '1' } }, target: { z: account('z') } } },
    { outcome: 'create, planned, new-2 deferred', because: 'a target without names is referred to by anchors', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, targetSystem: { settings: { kind: 'delimited', paths: ['ad.csv'], anchor: 'objectGUID' } } } },
    { outcome: 'create, planned, CN=2,OU=Ward,DC=x deferred', because: 'a directory has names before it has anybody', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } } } },
    { outcome: 'create, planned, left out, ReferenceOutOfScope', rule: ['8-4', '16-5'], because: 'the manager is out of scope', situation: { source: { 1: { id: '1', boss: '2', scope: 'in' }, 2: { id: '2' } }, mapping: { scope: scope([['scope', 'EQUALS', 'in']]) } } },
    { outcome: 'create, planned, left out, ReferenceNotFound', because: 'the source has no such person', situation: { source: { 1: { id: '1', boss: '7' } } } },
    { outcome: 'create, planned, left out, ReferenceNotFound', rule: ['2.4-17', '8-3'], because: 'creating the manager fails', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2@' } } } },
    { outcome: 'create, planned, left out, ReferenceNotFound', because: 'the manager is ambiguous', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { b: { employeeID: '2' }, c: { employeeID: '2' } } } },
    { outcome: 'update, planned, CN=2,OU=Ward,DC=x deferred', because: 'an incremental cycle does not look at the manager, who is linked', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' }, changed: ['1'] } },
    { outcome: 'skip, planned, left out, ReferenceOutOfScope', rule: '8-4', because: 'an incremental cycle does not look at the manager, who left scope before', situation: { source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: { target: 'b', state: 'outOfScope' } }, changed: ['1'] } },
    { outcome: 'update, planned, CN=2,OU=Ward,DC=x deferred', because: 'an upload left the manager out, who still has the account', situation: { source: { 1: { id: '1', boss: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' }, job: { service: 'ApiDriven' } } },
    { outcome: 'skip, planned, left out, ReferenceOutOfScope', because: 'an upload left the manager out, who left scope before', situation: { source: { 1: { id: '1', boss: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: { target: 'b', state: 'outOfScope' } }, job: { service: 'ApiDriven' } } },
    { outcome: 'update, planned, CN=2,OU=Ward,DC=x deferred', because: 'the read was cut short before the manager, who still has the account', situation: { source: { 1: { id: '1', boss: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' }, sourceComplete: false } },
    { outcome: 'skip, planned, left out, ReferenceNotFound', because: 'the manager is deleted in this cycle', situation: { source: { 1: { id: '1', boss: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' }, job: { service: 'Workday' } } },
    { outcome: 'skip, planned, left out, ReferenceNotFound', because: 'the account of the manager, whom an upload left out, is somebody else’s from now on', situation: { source: { 1: { id: '1', boss: '2' }, 3: { id: '2' } }, target: { a: account('1'), b: account('2') }, links: { 1: 'a', 2: 'b' }, job: { service: 'ApiDriven' } } },
    { outcome: 'create, planned, left out', because: 'SuccessFactors says so of who has no manager', situation: { source: { 1: { id: '1', boss: 'NO_MANAGER' } }, job: { service: 'SuccessFactors' } } },
    { outcome: 'create, planned, left out, ReferenceNotFound', because: 'of another service the same word is the name of somebody', situation: { source: { 1: { id: '1', boss: 'NO_MANAGER' } } } },
    { outcome: 'skip, planned, left out', because: 'the source names nobody, and null is not flowed', situation: { source: { 1: { id: '1' } }, target: { a: account('1', { manager: 'CN=2,OU=Ward,DC=x' }) }, links: { 1: 'a' } } },
  ])('is $outcome when $because', async ({ outcome, situation }) => {
    expect(await manager(situation)).toBe(outcome)
  })

  test('who does not resolve does not fail the person, and is told as a warning', async () => {
    const { actions } = await planMapping({ source: { 1: { id: '1', boss: '7' } }, mappings })
    expect(actions.get('1')).toMatchObject({ status: 'planned', issues: [{ severity: 'warning', value: '7' }] })
  })

  rule('8-7', 'who does not resolve counts toward the absolute limit of quarantine alone', () => {
    expect(quarantineOf({ failed: 0, references: 50_000, succeeded: 1000 })).toBeNull()
    expect(quarantineOf({ failed: 40_000, references: 21_000, succeeded: 1_000_000 })?.reason).toBe('EncounteredTotalEscrowThreshold')
  })

  test.each([
    { heldCreationsFrom: 2, outcome: ['1 left out', '2 left out', '3 left out'], because: 'a guard holds all creates' },
    { heldCreationsFrom: 3, outcome: ['1 CN=2,OU=Ward,DC=x', '2 left out', '3 CN=2,OU=Ward,DC=x'], because: 'a guard lets so few through' },
  ])('is named by $outcome when $because', async ({ heldCreationsFrom, outcome }) => {
    const people = { 1: { id: '1', boss: '2' }, 2: { id: '2' }, 3: { id: '3', boss: '2' } }
    const input = mappingInput({ source: people, target: { a: account('1') }, mappings, mapping: { container: 'OU=Ward,DC=x' } })
    const named: string[] = []
    await runMapping({ ...input, heldCreationsFrom }, ({ action }) => named.push(`${action.source?.anchor ?? ''} ${(action.changes.find(({ attribute }) => attribute === 'manager')?.after as string | undefined) ?? 'left out'}`))
    expect(named.sort()).toEqual(outcome)
  })

  test('who waits leaves the order of the plan as it is', async () => {
    const { planned } = await planMapping({ source: { 1: { id: '1', boss: '3' }, 2: { id: '2' }, 3: { id: '3' } }, mappings })
    expect(planned.map(({ seq, action }) => `${seq} ${action.source?.anchor ?? ''}`)).toEqual(['0 1', '1 2', '2 3'])
  })
})

describe('placement', () => {
  const place = [direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName')]
  const containers = ['OU=Ward,DC=x', 'OU=Lab,DC=x']
  const person = (more: AttributeBag = {}) => ({ 1: { id: '1', name: 'Ann', ward: 'Ward', ...more } })
  const ann = { dn: 'CN=Ann,OU=Ward,DC=x', employeeID: '1', cn: 'Ann', sAMAccountName: '1' }
  const bea = { dn: 'CN=Bea,OU=Lab,DC=x', employeeID: '2', cn: 'Bea', sAMAccountName: '2' }

  rule.each<{ situation: Omit<Situation, 'mappings'> & Partial<Situation>; name: string | undefined; marks: string[]; issues: string[]; because: string; rule?: string | readonly string[] }>([
    { situation: { source: person(), target: { b: bea } }, name: 'CN=Ann,OU=Ward,DC=x', marks: [], issues: [], rule: '9.2-1', because: 'a new account goes where the mapping says' },
    { situation: { source: person({ name: 'Berg, Ann' }), target: { b: bea } }, name: 'CN=Berg\\, Ann,OU=Ward,DC=x', marks: [], issues: [], because: 'the name is escaped' },
    { situation: { source: person({ ward: 'Attic' }), target: { b: bea } }, name: 'CN=Ann,OU=Attic,DC=x', marks: [], issues: ['ContainerMissing'], rule: ['9.2-3', '16-6'], because: 'the service makes no containers' },
    { situation: { source: person(), target: { z: { ...ann, employeeID: '9', sAMAccountName: '9' } } }, name: 'CN=Ann,OU=Ward,DC=x', marks: [], issues: ['EntryConflict'], because: 'the name is taken in its container' },
    { situation: { source: person({ ward: 'Lab' }), target: { a: ann } }, name: 'CN=Ann,OU=Lab,DC=x', marks: ['moved'], issues: [], rule: ['9.2-1', '9.1-2'], because: 'the account moves' },
    { situation: { source: person({ name: 'Anna' }), target: { a: ann } }, name: 'CN=Anna,OU=Ward,DC=x', marks: ['renamed'], issues: [], rule: '9.2-4', because: 'the account is renamed' },
    { situation: { source: person({ name: 'Anna', ward: 'Lab' }), target: { a: ann } }, name: 'CN=Anna,OU=Lab,DC=x', marks: ['moved', 'renamed'], issues: [], because: 'it is both' },
    { situation: { source: person({ name: 'Bea', ward: 'Lab' }), target: { a: ann, b: bea } }, name: 'CN=Bea,OU=Lab,DC=x', marks: ['moved', 'renamed'], issues: ['EntryConflict'], rule: '9.2-4', because: 'the place that it would move to is taken' },
    { situation: { source: person({ name: 'ANN' }), target: { a: ann } }, name: undefined, marks: [], issues: [], because: 'case alone is no other name' },
    { situation: { source: person({ ward: 'Attic' }), target: { a: ann } }, name: 'CN=Ann,OU=Attic,DC=x', marks: ['moved'], issues: ['ContainerMissing'], rule: '9.2-3', because: 'it cannot move where nothing is' },
  ])('is $name when $because', async ({ situation, name, marks, issues }) => {
    const { actions, planned } = await planMapping({ mappings: place, containers, links: situation.target && 'a' in situation.target ? { 1: 'a' } : {}, ...situation })
    const action = actions.get('1')
    expect(action?.kind === 'create' ? action.target?.display : issues.length > 0 ? name : planned[0]?.effect.name).toBe(name)
    expect(action?.marks.filter((mark) => mark !== 'overwrites')).toEqual(marks)
    expect(issueCodes(action)).toEqual(issues)
  })

  rule('9.2-2', 'of a new account without a mapping of the place is the container of the settings, which must be there', async () => {
    const without = place.slice(0, 3)
    const here = await planMapping({ source: person(), target: { b: bea }, containers, mappings: without, mapping: { container: 'OU=Lab,DC=x' } })
    expect(here.actions.get('1')?.target?.display).toBe('CN=Ann,OU=Lab,DC=x')
    const nowhere = await planMapping({ source: person(), target: { b: bea }, containers, mappings: without, mapping: { container: 'OU=Attic,DC=x' } })
    expect(issueCodes(nowhere.actions.get('1'))).toEqual(['ContainerMissing'])
  })

  test('is free again once somebody has moved away, for those after them', async () => {
    const { actions } = await planMapping({
      source: { 1: { id: '1', name: 'Ann', ward: 'Lab' }, 2: { id: '2', name: 'Ann', ward: 'Ward' } }, target: { a: ann }, links: { 1: 'a' }, containers, mappings: place,
    })
    expect(actions.get('2')).toMatchObject({ kind: 'create', status: 'planned', target: { display: 'CN=Ann,OU=Ward,DC=x' } })
  })

  test('of an entry named by uid does not change with its common name', async () => {
    const { planned, actions } = await planMapping({
      source: { 1: { id: '1', name: 'Anna' } }, target: { a: { dn: 'uid=1,ou=people,dc=x', uid: '1', cn: 'Ann' } }, links: { 1: 'a' }, targetSystem: { product: 'openLdap' },
      mappings: [direct('id', 'uid', { matchingPriority: 1 }), direct('name', 'cn'), constant('x', 'description')],
    })
    expect(written(actions.get('1') as never)).toEqual({ cn: 'Anna', description: 'x' })
    expect(planned[0]?.effect.name).toBeUndefined()
    expect(actions.get('1')?.marks).toEqual([])
  })
})

describe('a group whose source has no members', () => {
  const members = [direct('id', 'cn', { matchingPriority: 1 }), direct('members', 'member')]
  const staff = { dn: 'CN=1,OU=Groups,DC=x', cn: '1', member: 'CN=Ann,OU=Ward,DC=x' }

  rule.each<{ outcome: 'emptied' | 'left alone'; because: string; product?: string; told?: readonly string[]; complete?: boolean; more?: AttributeBag }>([
    { outcome: 'emptied', because: 'the read told the members of every group, and nobody has any', told: ['id', 'members'] },
    { outcome: 'left alone', because: 'nobody asked for members', told: ['id'] },
    { outcome: 'left alone', because: 'the source leaves out what is empty, and no group has members' },
    { outcome: 'emptied', because: 'the source leaves out what is empty, and another group has members', more: { members: 'x' } },
    { outcome: 'left alone', because: 'the read was cut short', told: ['id', 'members'], complete: false },
    { outcome: 'emptied', because: 'an application of SCIM tells members, too', product: 'scim', told: ['id', 'members'] },
    { outcome: 'left alone', because: 'the column of a file that is no directory is a value that is null', product: 'other', told: ['id', 'members'] },
  ], '8-17')('is $outcome when $because', async ({ outcome, product = 'entraId', told, complete = true, more = {} }) => {
    const { actions } = await planMapping({
      source: { 1: { id: '1' }, 2: { id: '2', ...more } }, target: { a: staff }, mappings: members, mapping: { targetType: 'group' }, sourceSystem: { product: product as 'entraId' },
      job: { service: 'CloudSync' }, links: { 1: 'a' }, sourceComplete: complete, ...(told ? { told } : {}),
    })
    expect(actions.get('1')?.changes.map(({ attribute, before, after }) => ({ attribute, before, after }))).toEqual(outcome === 'emptied' ? [{ attribute: 'member', before: 'CN=Ann,OU=Ward,DC=x', after: undefined }] : [])
  })
})
