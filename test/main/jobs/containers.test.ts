import { describe, expect, onTestFinished } from 'vitest'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { Job, ObjectMapping, ProjectDocument } from '../../../shared/model/project'
import { cellIn } from '../../../shared/model/texts'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { fc } from '../../support/laws'
import { rule } from '../../support/rule'

/*
 * Departments are organizational units, and people stand in them: what becomes of people, units and references when a unit is renamed or moved
 * (provisioning-cycle.md §8, §9.2; a directory moves whole subtrees, RFC 4511 §4.9).
 */

const departments = sourceSystem({ id: 'departments', name: 'Departments', settings: { kind: 'delimited', paths: ['departments.csv'], anchor: 'code', objectType: 'department' } })
const app = sourceSystem({ id: 'app', name: 'App', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'user', objectType: 'row' }, display: ['user'] })
const units = objectMapping([
  direct('code', 'description', { matchingPriority: 1 }), direct('name', 'ou'),
  expression('IIF(IsNullOrEmpty([parent]), "DC=x", Join("", "OU=", [parent], ",DC=x"))', 'parentDistinguishedName'),
], { id: 'units', sourceType: 'department', targetType: 'organizationalUnit' })
const unitsJob = job([units], { id: 'units-to-ad', service: 'ApiDriven', source: 'departments' })
const peopleJob = job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'cn'), direct('id', 'sAMAccountName'), direct('boss', 'manager'),
  expression('Join("", "OU=", [unit], ",DC=x")', 'parentDistinguishedName'),
])], { id: 'people-to-ad' })
const appJob = job([objectMapping([
  direct('employeeID', 'user', { matchingPriority: 1 }), direct('dn', 'place'),
], { id: 'accounts', sourceType: 'user', targetType: 'row' })], { id: 'ad-to-app', service: 'Application', source: 'ad', target: 'app' })

function document(...jobs: readonly Job[]): ProjectDocument {
  return projectOf([departments, sourceSystem(), targetSystem(), app], jobs)
}

const unit = (code: string, dn: string) => ({ dn, objectClass: 'organizationalUnit', objectGUID: `u${code}`, ou: dn.slice(3, dn.indexOf(',')), description: code })
const account = (id: string, place: string, more: Readonly<Record<string, string>> = {}) => ({ dn: `CN=${id},${place}`, objectClass: 'user', objectGUID: `a${id}`, cn: id, employeeID: id, sAMAccountName: id, userAccountControl: '512', ...more })
const staff = (...members: readonly string[]) => ({ dn: 'CN=Staff,DC=x', objectClass: 'group', objectGUID: 'staff', cn: 'Staff', member: members })

function project(files: Readonly<Record<string, string>>): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => { made.close() })
  for (const [file, text] of Object.entries({ 'people.csv': csvOf([], ['id', 'unit', 'boss']), 'app.csv': csvOf([], ['user', 'place']), ...files })) made.write(file, text)
  return made
}

const row = (code: string, name: string, parent = '') => ({ code, name, parent })

async function doing(made: RehearsedProject, of: ProjectDocument, options: Parameters<RehearsedProject['cycle']>[1] = {}): Promise<readonly ProvisioningAction[]> {
  const { actions } = await made.plan(await made.cycle(of, options))
  return actions.filter((action) => action.kind !== 'skip')
}
const told = (actions: readonly ProvisioningAction[]) => actions.map(({ kind, status, target, changes }) => `${kind} ${status} ${target?.display ?? ''}: ${changes.map(({ attribute, after }) => `${attribute} ${String(after)}`).join(', ')}`)

/** A type's names as the last rehearsal left them, in the order of anchors. */
function names({ session }: RehearsedProject, type: string, attribute = 'dn'): readonly string[] {
  const table = session.tables('ad').get(type)
  const left = table && session.effective(table).table
  return left === undefined ? [] : left.anchors.map((_, at) => String(cellIn(left.bodies, at, left.attributes.indexOf(attribute)) ?? ''))
}

describe('an organizational unit that is renamed', () => {
  const before = [unit('1', 'OU=Ward,DC=x'), unit('2', 'OU=Beds,OU=Ward,DC=x'), unit('3', 'OU=Lab,DC=x')]
  const people = [account('1', 'OU=Ward,DC=x'), account('2', 'OU=Beds,OU=Ward,DC=x', { manager: 'CN=1,OU=Ward,DC=x' }), account('3', 'OU=Lab,DC=x', { manager: 'CN=2,OU=Beds,OU=Ward,DC=x' })]
  const files = {
    'departments.csv': csvOf([row('1', 'Care'), row('2', 'Beds', 'Care'), row('3', 'Lab')]),
    'directory.ldif': ldifOf([...before, ...people, staff('CN=1,OU=Ward,DC=x', 'CN=2,OU=Beds,OU=Ward,DC=x', 'CN=3,OU=Lab,DC=x')]),
  }

  rule('8-18', 'takes along its units, its people and those who name them, which are no changes of their own', async () => {
    const made = project(files)
    const of = document(unitsJob)
    expect(told(await doing(made, of))).toEqual(['update planned OU=Ward,DC=x: ou Care'])
    expect(names(made, 'organizationalUnit')).toEqual(['OU=Care,DC=x', 'OU=Beds,OU=Care,DC=x', 'OU=Lab,DC=x'])
    expect(names(made, 'user')).toEqual(['CN=1,OU=Care,DC=x', 'CN=2,OU=Beds,OU=Care,DC=x', 'CN=3,OU=Lab,DC=x'])
    expect(names(made, 'user', 'manager')).toEqual(['', 'CN=1,OU=Care,DC=x', 'CN=2,OU=Beds,OU=Care,DC=x'])
    expect(names(made, 'group', 'member')[0]).toContain('CN=2,OU=Beds,OU=Care,DC=x')
    made.reopen()
    expect(told(await doing(made, of, { type: 'initial' }))).toEqual([])
  })

  rule('8-18', 'is where the next jobs find its people, in the same run and in the next cycle', async () => {
    const made = project({ ...files, 'people.csv': csvOf([{ id: '1', unit: 'Care', boss: '' }, { id: '3', unit: 'Lab', boss: '' }]) })
    const of = document(unitsJob, peopleJob, appJob)
    expect(told(await doing(made, of))).toEqual([
      'update planned OU=Ward,DC=x: ou Care',
      'create planned 1: place CN=1,OU=Care,DC=x, user 1', 'create planned 2: place CN=2,OU=Beds,OU=Care,DC=x, user 2', 'create planned 3: place CN=3,OU=Lab,DC=x, user 3',
    ])
    made.reopen()
    expect(told(await doing(made, of, { type: 'initial' }))).toEqual([])
  })

  rule('8-18', 'changes its people for an incremental cycle of a later job', async () => {
    const made = project({ ...files, 'departments.csv': csvOf([row('1', 'Ward'), row('2', 'Beds', 'Ward'), row('3', 'Lab')]) })
    const of = document(unitsJob, appJob)
    await made.cycle(of)
    made.write('departments.csv', files['departments.csv'])
    expect(told(await doing(made, of, { type: 'incremental' }))).toEqual([
      'update planned OU=Ward,DC=x: ou Care', 'update planned 1: place CN=1,OU=Care,DC=x', 'update planned 2: place CN=2,OU=Beds,OU=Care,DC=x',
    ])
    expect(told(await doing(made, of, { type: 'incremental' }))).toEqual([])
  })

  rule('8-18', 'keeps its people where only its move is held', async () => {
    const made = project(files)
    const held = document({ ...unitsJob, guards: { renames: { value: 1 } } })
    expect((await made.cycle(held)).summary).toMatchObject({ held: 1 })
    expect(names(made, 'user')[0]).toBe('CN=1,OU=Ward,DC=x')
  })
})

describe('an organizational unit that is moved', () => {
  rule('8-19', 'beneath one that the same plan creates or renames finds it there, and its people go along', async () => {
    const made = project({
      'departments.csv': csvOf([row('1', 'Care'), row('2', 'New'), row('3', 'Beds', 'New'), row('4', 'Lab', 'Care')]),
      'directory.ldif': ldifOf([unit('1', 'OU=Ward,DC=x'), unit('3', 'OU=Beds,OU=Ward,DC=x'), unit('4', 'OU=Lab,DC=x'), account('1', 'OU=Beds,OU=Ward,DC=x'), account('2', 'OU=Lab,DC=x')]),
    })
    const of = document(unitsJob)
    expect(told(await doing(made, of))).toEqual([
      'update planned OU=Ward,DC=x: ou Care', 'create planned OU=New,DC=x: description 2, ou New, parentDistinguishedName DC=x',
      'update planned OU=Beds,OU=Ward,DC=x: parentDistinguishedName OU=New,DC=x', 'update planned OU=Lab,DC=x: parentDistinguishedName OU=Care,DC=x',
    ])
    expect(names(made, 'user')).toEqual(['CN=1,OU=Beds,OU=New,DC=x', 'CN=2,OU=Lab,OU=Care,DC=x'])
    made.reopen()
    expect(told(await doing(made, of, { type: 'initial' }))).toEqual([])
  })

  rule('8-19', 'beneath itself, or where no unit is, fails and stays', async () => {
    const made = project({
      'departments.csv': csvOf([row('1', 'Ward', 'Beds,OU=Ward'), row('2', 'Lab', 'Attic')]),
      'directory.ldif': ldifOf([unit('1', 'OU=Ward,DC=x'), unit('9', 'OU=Beds,OU=Ward,DC=x'), unit('2', 'OU=Lab,DC=x')]),
    })
    const actions = await doing(made, document(unitsJob))
    expect(actions.map(({ status, issues }) => [status, ...issues.map(({ code, value }) => `${code} ${String(value)}`)])).toEqual([
      ['failed', 'ContainerMissing OU=Beds,OU=Ward,DC=x'], ['failed', 'ContainerMissing OU=Attic,DC=x'],
    ])
    expect(names(made, 'organizationalUnit')).toEqual(['OU=Ward,DC=x', 'OU=Lab,DC=x', 'OU=Beds,OU=Ward,DC=x'])
  })
})

describe('an organizational unit that is deleted', () => {
  const deleting: Job = { ...unitsJob, service: 'Workday' }
  const held = [unit('1', 'OU=Ward,DC=x'), unit('2', 'OU=Beds,OU=Ward,DC=x'), unit('3', 'OU=Lab,DC=x')]
  const rows = [row('1', 'Ward'), row('2', 'Beds', 'Ward'), row('3', 'Lab')]

  /** The second cycle, after every unit of `held` was linked. */
  async function closing({ then, people = [], of = document(deleting), extra = [] }: {
    readonly then: readonly ReturnType<typeof row>[]; readonly people?: readonly ReturnType<typeof account>[]; readonly of?: ProjectDocument; readonly extra?: readonly ReturnType<typeof unit>[]
  }) {
    const made = project({ 'departments.csv': csvOf(rows), 'directory.ldif': ldifOf([...held, ...extra, ...people]) })
    await made.cycle(of)
    made.write('departments.csv', csvOf([...then]))
    const actions = await doing(made, of, { type: 'initial', keep: false })
    return { made, units: actions.filter(({ objectType }) => objectType === 'organizationalUnit').map(({ kind, status, target, issues }) => [kind, status, target?.display, ...issues.map(({ code }) => code)].join(' ')) }
  }

  rule.each<{ because: string; then: readonly ReturnType<typeof row>[]; people?: readonly ReturnType<typeof account>[]; extra?: readonly ReturnType<typeof unit>[]; says: readonly string[] }>([
    { because: 'nothing stands in it', then: rows.slice(0, 2), says: ['delete planned OU=Lab,DC=x'] },
    { because: 'somebody stands in it', then: rows.slice(0, 2), people: [account('1', 'ou=lab, dc=X')], says: ['delete failed OU=Lab,DC=x ContainerNotEmpty'] },
    { because: 'a unit stands in it that stays', then: [row('2', 'Beds', 'Ward'), row('3', 'Lab')], says: ['delete failed OU=Ward,DC=x ContainerNotEmpty'] },
    { because: 'the unit in it is deleted, too, which goes first', then: [row('3', 'Lab')], says: ['delete planned OU=Ward,DC=x', 'delete planned OU=Beds,OU=Ward,DC=x'] },
    { because: 'the unit in it would be deleted, too, and is not empty either', then: [row('3', 'Lab')], people: [account('1', 'OU=Beds,OU=Ward,DC=x')], says: ['delete failed OU=Ward,DC=x ContainerNotEmpty', 'delete failed OU=Beds,OU=Ward,DC=x ContainerNotEmpty'] },
    { because: 'the unit in it moves out, although its turn comes later', then: [row('2', 'Beds', 'Lab'), row('3', 'Lab')], says: ['delete planned OU=Ward,DC=x', 'update planned OU=Beds,OU=Ward,DC=x'] },
    { because: 'a unit moves in, whose turn comes before', then: [row('1', 'Ward', 'Lab'), row('2', 'Beds', 'Ward,OU=Lab')], says: ['update planned OU=Ward,DC=x', 'delete failed OU=Lab,DC=x ContainerNotEmpty'] },
    { because: 'somebody stands beneath it in a place that was not exported', then: rows.slice(0, 2), people: [account('1', 'OU=Old,OU=Lab,DC=x')], says: ['delete failed OU=Lab,DC=x ContainerNotEmpty'] },
    { because: 'a unit that nobody provisions stands in it', then: rows.slice(0, 2), extra: [unit('9', 'OU=Old,OU=Lab,DC=x')], says: ['delete failed OU=Lab,DC=x ContainerNotEmpty'] },
  ], '8-21')('is $says where $because', async ({ says, ...given }) => {
    expect((await closing(given)).units).toEqual(says)
  })

  rule('8-21', 'goes in the next cycle, once the people who stood in it have moved out', async () => {
    const of = document(deleting, peopleJob)
    const made = project({ 'departments.csv': csvOf(rows), 'directory.ldif': ldifOf([...held, account('1', 'OU=Lab,DC=x')]), 'people.csv': csvOf([{ id: '1', unit: 'Lab', boss: '' }]) })
    await made.cycle(of)
    made.write('departments.csv', csvOf(rows.slice(0, 2)))
    made.write('people.csv', csvOf([{ id: '1', unit: 'Ward', boss: '' }]))
    expect(told(await doing(made, of))).toEqual(['delete failed OU=Lab,DC=x: ', 'update planned CN=1,OU=Lab,DC=x: parentDistinguishedName OU=Ward,DC=x'])
    expect(told(await doing(made, of))).toEqual(['delete planned OU=Lab,DC=x: '])
    expect(names(made, 'organizationalUnit')).toEqual(['OU=Ward,DC=x', 'OU=Beds,OU=Ward,DC=x'])
  })

  rule.each([
    { order: 'before', mappings: (people: ObjectMapping) => [units, people] },
    { order: 'after', mappings: (people: ObjectMapping) => [people, units] },
  ], '8-21')('goes with the people whom the same job deletes, where units are planned $order them', async ({ mappings }) => {
    const people = objectMapping([direct('code', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn')], { id: 'people', sourceType: 'person', targetType: 'user', container: 'OU=Ward,DC=x' })
    const types = ['person', 'department'].map((name) => ({ name, objectClasses: [name] }))
    const source = sourceSystem({ id: 'departments', name: 'Directory', product: 'ldap', settings: { kind: 'ldif', paths: ['source.ldif'], anchor: 'code', objectTypes: types } })
    const of = projectOf([source, targetSystem()], [{ ...deleting, objectMappings: mappings(people) }])
    const made = project({ 'directory.ldif': ldifOf([...held, account('7', 'OU=Lab,DC=x')]) })
    const write = (codes: readonly string[], persons: readonly string[]): void => {
      const departments = rows.filter(({ code }) => codes.includes(code)).map(({ parent, ...rest }) => ({ dn: `ou=${rest.code}`, objectClass: 'department', ...rest, parent: parent === '' ? undefined : parent }))
      made.write('source.ldif', ldifOf([...departments, ...persons.map((code) => ({ dn: `uid=${code}`, objectClass: 'person', code, name: code }))]))
    }
    const deletes = async (): Promise<readonly string[]> =>
      (await doing(made, of, { type: 'initial', keep: false })).filter(({ kind }) => kind === 'delete').map(({ status, target }) => `${status} ${target?.display ?? ''}`).sort()
    write(['1', '2', '3'], ['7', '8'])
    await made.cycle(of)
    write(['1', '2'], ['7', '8'])
    expect(await deletes()).toEqual(['failed OU=Lab,DC=x'])
    write(['1', '2'], ['8'])
    expect(await deletes()).toEqual(['planned CN=7,OU=Lab,DC=x', 'planned OU=Lab,DC=x'])
  })
})

describe('an organizational unit whose place comes later in the same plan', () => {
  rule('8-22', 'fails, says so, and finds it when it is tried again', async () => {
    const made = project({
      'departments.csv': csvOf([row('1', 'Beds', 'Care'), row('2', 'Care'), row('3', 'Desk', 'New'), row('4', 'New'), row('5', 'Hall', 'Attic')]),
      'directory.ldif': ldifOf([unit('1', 'OU=Beds,OU=Ward,DC=x'), unit('2', 'OU=Ward,DC=x'), unit('5', 'OU=Hall,DC=x')]),
    })
    const of = document(unitsJob)
    const actions = await doing(made, of)
    expect(actions.map(({ kind, status, issues }) => [kind, status, ...issues.map(({ code, message }) => `${code}${message.includes('later in this cycle') ? ' later' : ''}`)].join(' '))).toEqual([
      'update failed ContainerMissing later', 'update planned', 'create failed ContainerMissing later', 'create planned', 'update failed ContainerMissing',
    ])
    // What was renamed took its unit along, which has nothing left to do.
    expect(told(await doing(made, of, { type: 'initial' }))).toEqual(['create planned OU=Desk,OU=New,DC=x: description 3, ou Desk, parentDistinguishedName OU=New,DC=x', 'update failed OU=Hall,DC=x: parentDistinguishedName OU=Attic,DC=x'])
  })
})

interface Unit { readonly was: { readonly under: number; readonly name: string }; readonly is: { readonly under: number; readonly name: string } }

/** Units under earlier ones, each of which may be renamed, moved, or both. */
const organization = fc.record({
  units: fc.array(fc.record<Unit>({ was: fc.record({ under: fc.nat(4), name: fc.constant('Old') }), is: fc.record({ under: fc.nat(4), name: fc.constantFrom('Old', 'New') }) }), { minLength: 2, maxLength: 5 }),
  people: fc.array(fc.record({ was: fc.nat(4), is: fc.nat(4) }), { maxLength: 4 }),
})

function placeOf(all: readonly Unit[], at: number, when: 'was' | 'is'): string {
  const { under, name } = (all[at] as Unit)[when]
  return `OU=${name}${at},${under < at ? placeOf(all, under, when) : 'DC=x'}`
}

describe('a plan of units and people', () => {
  rule('8-18', 'that was carried out leaves nothing to do, whatever is renamed and moved', async () => {
    const placed = (targetType: string, key: string, name: string) => objectMapping([direct('code', key, { matchingPriority: 1 }), direct('name', name), direct('place', 'parentDistinguishedName')], { sourceType: 'department', targetType })
    const people = sourceSystem({ settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'code', objectType: 'department' } })
    const of = projectOf([departments, people, targetSystem()], [
      job([placed('organizationalUnit', 'description', 'ou')], { id: 'units', service: 'ApiDriven', source: 'departments' }), job([placed('user', 'employeeID', 'cn')], { id: 'people' }),
    ])
    let cases = 0
    await fc.assert(fc.asyncProperty(organization, async ({ units: all, people: persons }) => {
      const at = (place: number): number => place % all.length
      const made = rehearsedProject(temporaryFolder())
      const parent = (dn: string): string => dn.slice(dn.indexOf(',') + 1)
      made.write('departments.csv', csvOf(all.map(({ is }, i) => ({ code: String(i), name: `${is.name}${i}`, place: parent(placeOf(all, i, 'is')) }))))
      made.write('people.csv', csvOf(persons.map(({ is }, i) => ({ code: `p${i}`, name: `p${i}`, place: placeOf(all, at(is), 'is') })), ['code', 'name', 'place']))
      made.write('directory.ldif', ldifOf([...all.map((_, i) => unit(String(i), placeOf(all, i, 'was'))), ...persons.map(({ was }, i) => account(`p${i}`, placeOf(all, at(was), 'was')))]))
      const first = await made.plan(await made.cycle(of))
      expect(first.actions.filter(({ status }) => status !== 'planned')).toEqual([])
      made.reopen()
      expect(told(await doing(made, of, { type: 'initial' }))).toEqual([])
      expect(names(made, 'organizationalUnit')).toEqual(all.map((_, i) => placeOf(all, i, 'is')))
      expect(names(made, 'user')).toEqual(persons.map(({ is }, i) => `CN=p${i},${placeOf(all, at(is), 'is')}`))
      made.close()
      cases++
    }), { numRuns: Number(process.env.REHEARSAL_LAW_RUNS ?? '6') })
    console.log(`units and people: ${cases} organizations`)
  }, 120_000)
})
