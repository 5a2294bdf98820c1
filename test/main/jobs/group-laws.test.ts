import { fc } from '../../support/laws'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { temporaryFolder } from '../../support/folders'
import { type Plan, type RehearsedProject, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'

/** Generated organizations for each law; more in a night. */
const RUNS = Number(process.env.REHEARSAL_LAW_RUNS ?? '8')
const LIMIT = 60_000 + RUNS * 1000

interface Person { readonly id: string; readonly ward: string; readonly boss: string; readonly kind: string }
interface Group { readonly name: string; readonly members: readonly string[] }
interface Organization { readonly people: readonly Person[]; readonly groups: readonly Group[] }
interface Directory { readonly accounts: readonly { readonly id: string; readonly ward: string }[]; readonly groups: readonly Group[] }

const IDS = ['1', '2', '3', '4', '5']
const NAMES = ['staff', 'leads', 'all']
const one = (...values: readonly string[]) => fc.constantFrom(...values)
const groups = fc.uniqueArray(fc.record<Group>({ name: one(...NAMES), members: fc.uniqueArray(one(...IDS, ...NAMES), { maxLength: 5 }) }), { maxLength: 3, selector: (group) => group.name })
const organization: fc.Arbitrary<Organization> = fc.record({
  people: fc.uniqueArray(fc.record<Person>({ id: one(...IDS), ward: one('Ward', 'Lab'), boss: one('', ...IDS), kind: one('staff', 'staff', 'visitor', 'guest') }), { maxLength: 5, selector: (person) => person.id }), groups,
})
const directory: fc.Arbitrary<Directory> = fc.record({ accounts: fc.uniqueArray(fc.record({ id: one(...IDS), ward: one('Ward', 'Lab') }), { maxLength: 4, selector: (account) => account.id }), groups })

const corpName = (id: string): string => `CN=${id},OU=Corp,DC=c`
function corpFile({ people, groups: all }: Organization): string {
  return ldifOf([
    ...people.map((p) => ({ dn: corpName(p.id), objectClass: 'user', objectGUID: `u${p.id}`, cn: p.id, employeeID: p.id, ward: p.ward, kind: p.kind, manager: p.boss === '' ? undefined : corpName(p.boss) })),
    ...all.map((g) => ({ dn: corpName(g.name), objectClass: 'group', objectGUID: `g${g.name}`, cn: g.name, member: g.members.length === 0 ? undefined : g.members.map(corpName) })),
  ])
}
function adFile({ accounts, groups: all }: Directory): string {
  const nameOf = (id: string): string | undefined => {
    const account = accounts.find((a) => a.id === id)
    return account ? `CN=${id},OU=${account.ward},DC=x` : all.some((g) => g.name === id) ? `CN=${id},OU=Groups,DC=x` : undefined
  }
  return ldifOf([
    ...['Ward', 'Lab', 'Groups'].map((ou) => ({ dn: `OU=${ou},DC=x`, objectClass: 'organizationalUnit', ou })),
    ...accounts.map((a) => ({ dn: nameOf(a.id) ?? '', objectClass: 'user', objectGUID: `a${a.id}`, cn: a.id, employeeID: a.id, sAMAccountName: a.id, userAccountControl: '512' })),
    ...all.map((g) => {
      const members = g.members.flatMap((id) => nameOf(id) ?? [])
      return { dn: `CN=${g.name},OU=Groups,DC=x`, objectClass: 'group', objectGUID: `ag${g.name}`, cn: g.name, sAMAccountName: g.name, member: members.length === 0 ? undefined : members }
    }),
  ])
}

const people = (id: string, kind: string) => objectMapping([
  direct('employeeID', 'employeeID', { matchingPriority: 1 }), direct('cn', 'cn'), direct('employeeID', 'sAMAccountName'), direct('manager', 'manager'),
  expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName'),
], { id, sourceType: 'user', targetType: 'user', scope: scope([['kind', 'EQUALS', kind]]) })
/** Staff and visitors are two mappings whose people lead each other; groups hold both. */
const document = projectOf(
  [{ id: 'corp', name: 'Corp', product: 'ldap', settings: { kind: 'ldif', paths: ['corp.ldif'], anchor: 'objectGUID' } }, targetSystem()],
  [job([people('staff', 'staff'), people('visitors', 'visitor'), objectMapping([
    direct('cn', 'cn', { matchingPriority: 1 }), direct('cn', 'sAMAccountName'), direct('member', 'member'),
  ], { id: 'groups', sourceType: 'group', targetType: 'group', container: 'OU=Groups,DC=x' })], { id: 'corp-to-ad', service: 'CloudSync', source: 'corp' })],
)

let folders = 0
async function law<T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (project: RehearsedProject, value: T) => Promise<void>): Promise<void> {
  const folder = temporaryFolder()
  let cases = 0
  await fc.assert(fc.asyncProperty(arbitrary, async (value) => {
    const project = rehearsedProject(path.join(folder, String(folders++)))
    try {
      await holds(project, value)
      cases++
    } finally {
      project.close()
    }
  }), { numRuns: RUNS })
  console.log(`${name}: ${cases} organizations`)
}
function write(project: RehearsedProject, source: Organization, target: Directory): void {
  project.write('corp.ldif', corpFile(source))
  project.write('directory.ldif', adFile(target))
}
const doing = (plan: Plan): readonly ProvisioningAction[] => plan.actions.filter((action) => action.kind !== 'skip' && action.status === 'planned')

describe('a cycle over people of two mappings and their groups', () => {
  test('that was carried out leaves nothing to do', async () => {
    await law('nothing left to do', fc.tuple(organization, directory), async (project, [source, target]) => {
      write(project, source, target)
      const first = await project.plan(await project.cycle(document))
      project.reopen()
      const failed = new Set(first.actions.filter((action) => action.status !== 'planned').map((action) => action.source?.anchor))
      const second = await project.plan(await project.cycle(document, { type: 'initial' }))
      expect(doing(second).filter((action) => !failed.has(action.source?.anchor)).map((action) => JSON.stringify(action))).toEqual([])
    })
  }, LIMIT)

  test('plans the same bytes from shuffled entries, and in a session that was opened again', async () => {
    await law('same bytes', fc.tuple(organization, directory), async (project, [source, target]) => {
      write(project, source, target)
      const plan = await project.plan(await project.cycle(document, { keep: false }))
      write(project, { people: [...source.people].reverse(), groups: [...source.groups].reverse() }, { accounts: [...target.accounts].reverse(), groups: [...target.groups].reverse() })
      project.reopen()
      expect((await project.plan(await project.cycle(document, { keep: false }))).text).toBe(plan.text)
    })
  }, LIMIT)

  test('gives everybody one outcome for each mapping, each with a reason, and counts what the rows say', async () => {
    await law('one outcome each', fc.tuple(organization, directory), async (project, [source, target]) => {
      write(project, source, target)
      const outcome = await project.cycle(document)
      const { actions, header } = await project.plan(outcome)
      const keys = actions.map((action) => `${action.objectMapping ?? ''} ${action.source?.anchor ?? ''}`)
      expect([...keys].sort()).toEqual([...source.people.flatMap((p) => [`staff u${p.id}`, `visitors u${p.id}`]), ...source.groups.map((g) => `groups g${g.name}`)].sort())
      expect(actions.filter((action) => action.reason.text === '')).toEqual([])
      const count = (kind: string): number => actions.filter((action) => action.kind === kind && action.status === 'planned').length
      expect(header.summary).toMatchObject({ create: count('create'), update: count('update'), disable: count('disable'), enable: count('enable'), delete: count('delete') })
    })
  }, LIMIT)

  test('that is incremental leaves what a restart does, and says how much references leave', async () => {
    await law('incremental and restart', fc.tuple(organization, organization, directory), async (project, [before, after, target]) => {
      write(project, before, target)
      const first = await project.plan(await project.cycle(document))
      fc.pre(first.actions.every((action) => action.status === 'planned')) // what fails is tried again, changed or not
      project.write('corp.ldif', corpFile(after))
      const incremental = await project.cycle(document, { type: 'incremental' })
      const plan = await project.plan(incremental)
      fc.pre(plan.actions.every((action) => action.status === 'planned'))
      project.reopen()
      const left = doing(await project.plan(await project.cycle(document, { restart: [] })))
      // What is left is what waits for a restart by the documents: references to newcomers, on objects that did not change.
      expect(left.filter((action) => action.changes.some((change) => change.deferred !== true)).map((action) => JSON.stringify(action))).toEqual([])
      expect(left).toHaveLength(incremental.jobs[0]?.unevaluated?.references ?? -1)
    })
  }, LIMIT)
})
