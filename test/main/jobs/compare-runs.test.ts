import { describe, expect, onTestFinished, test } from 'vitest'
import { type Comparison, compareRuns } from '../../../main/jobs/compare-runs'
import { pacer } from '../../../main/jobs/pacer'
import { planRows } from '../../../main/mirror/views/plan-rows'
import type { AttributeMapping, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

const PEOPLE = 300
const number = (i: number): string => String(i).padStart(4, '0')

/** Three hundred people of whom the last thirty have no account; everybody's mail has the old domain. */
function hospital() {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => project.close())
  project.write('people.csv', csvOf(Array.from({ length: PEOPLE }, (_, i) => ({ id: number(i), name: `Person ${number(i)}`, mail: `p${i}@old.example`, title: i < 5 ? 'x'.repeat(200) : i % 2 === 0 ? 'Nurse' : 'Clerk', status: i % 40 === 8 ? 'agency' : 'staff' }))))
  project.write('directory.ldif', ldifOf([
    { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' },
    ...Array.from({ length: PEOPLE - 30 }, (_, i) => ({ dn: `CN=Person ${number(i)},OU=Ward,DC=x`, objectClass: 'user', objectGUID: `g${number(i)}`, cn: `Person ${number(i)}`, employeeID: number(i), sAMAccountName: number(i), mail: `p${i}@old.example`, title: 'Clerk', userAccountControl: '512' })),
  ]))
  const plain = (mappings: readonly AttributeMapping[] = [], more: Partial<Job> = {}, scoped = false): ProjectDocument => projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('title', 'title'), ...mappings,
  ], { container: 'OU=Ward,DC=x', ...(scoped ? { scope: scope([['status', 'NOT EQUALS', 'agency']]) } : {}) })], more)])
  let documents = 0
  return {
    plain,
    run: (document: ProjectDocument) => project.cycle(document, { type: 'initial', keep: false, configHash: `sha256:${documents++}` }).then((outcome) => outcome.runNumber),
    compare: (a: number, b: number) => compareRuns(planRows(project.session.mirror.db), a, b, pacer(new AbortController().signal)),
  }
}

/** Everybody of a part, by pages. */
function everybody(comparison: Comparison, question: Parameters<Comparison['people']>[0]) {
  const rows = []
  for (let offset = 0; ; offset += 7) {
    const page = comparison.people({ ...question, offset, limit: 7 })
    rows.push(...page.rows)
    if (page.rows.length === 0) {
      expect(rows.length).toBe(page.total)
      return rows
    }
  }
}

const start = { offset: 0, limit: 500 }

describe('two runs', () => {
  test('of the same configuration over the same data have nothing but the same', async () => {
    const { run, plain, compare } = hospital()
    const { view, people } = await compare(await run(plain()), await run(plain()))
    expect(view).toMatchObject({ sameData: true, people: { onlyA: 0, onlyB: 0, differs: 0 } })
    expect(view.people.same).toBe(30 + 132 + 5) // created, other titles, titles that are too long
    expect(view.groups.every(({ onlyA, onlyB, both }) => onlyA === 0 && onlyB === 0 && both > 0)).toBe(true)
    expect(people(start)).toEqual({ total: 0, offset: 0, rows: [] })
  })

  test('of which one changes everybody\'s mail share what else they do, and say so group by group', async () => {
    const { run, plain, compare } = hospital()
    const comparison = await compare(await run(plain()), await run(plain([expression('Replace([mail], "@old.example", , , "@new.example", , )', 'mail')])))
    const { view } = comparison
    // The failed ones would change mail, too; the clerks would do nothing else.
    expect(view.people).toEqual({ onlyA: 0, onlyB: 133, same: 0, differs: 167 })
    const rows = view.groups.map(({ kind, status, cause, onlyA, both, onlyB }) => [kind, status, cause.id, onlyA, both, onlyB])
    expect(rows[0]).toEqual(['update', 'planned', 'mail', 0, 0, 265])
    expect(rows.slice(1)).toContainEqual(['update', 'planned', 'title', 0, 132, 0])
    expect(rows.slice(1)).toContainEqual(['create', 'planned', 'noMatch', 0, 30, 0])
    expect(rows.slice(1)).toContainEqual(['update', 'failed', 'title', 0, 5, 0])
  })

  test('of which one leaves people out name them, with the action of either run', async () => {
    const { run, plain, compare } = hospital()
    const comparison = await compare(await run(plain()), await run(plain([], {}, true)))
    const gone = everybody(comparison, { part: 'onlyA', ...start })
    expect(gone.map((row) => [row.anchor, row.display, row.outcome, row.a?.kind, row.b?.kind])).toEqual([
      ...['0008', '0048', '0088', '0128', '0168', '0208', '0248'].map((anchor) => [anchor, `Person ${anchor}`, 'onlyA', 'update', undefined]), ['0288', 'Person 0288', 'onlyA', 'create', undefined],
    ])
    expect(comparison.view.people.onlyA).toBe(gone.length)
    expect(comparison.people({ part: 'onlyA', search: 'person 00', ...start }).total).toBe(3)
    expect(comparison.people({ part: 'onlyA', search: 'nobody', ...start }).total).toBe(0)
  })

  test('count in every group as many people as can be listed', async () => {
    const { run, plain, compare } = hospital()
    const comparison = await compare(await run(plain([], {}, true)), await run(plain([expression('Replace([mail], "@old.example", , , "@new.example", , )', 'mail', { apply: 'ObjectAddOnly' })])))
    for (const group of comparison.view.groups) {
      const listed = (['onlyA', 'both', 'onlyB'] as const).map((part) => everybody(comparison, { group: group.id, part, ...start }).length)
      expect([group.title, ...listed]).toEqual([group.title, group.onlyA, group.both, group.onlyB])
      expect(everybody(comparison, { group: group.id, ...start })).toHaveLength(group.onlyA + group.both + group.onlyB)
    }
    const { onlyA, onlyB, differs } = comparison.view.people
    expect(everybody(comparison, start)).toHaveLength(onlyA + onlyB + differs)
    expect(everybody(comparison, { part: 'both', ...start })).toHaveLength(differs + comparison.view.people.same)
  })

  test('whose jobs and mappings stand in another order are the same nevertheless', async () => {
    const { run, plain, compare } = hospital()
    const [whole] = plain().jobs as [Job]
    const mapping = (id: string, ...clauses: readonly (readonly [string, 'EQUALS' | 'NOT EQUALS', string])[]) => ({ ...whole.objectMappings[0] as Job['objectMappings'][number], id, scope: scope(clauses) })
    const agency = mapping('agency', ['status', 'EQUALS', 'agency'])
    const nurses = mapping('nurses', ['status', 'EQUALS', 'staff'], ['title', 'EQUALS', 'Nurse'])
    const others = { ...whole, id: 'others', objectMappings: [mapping('agency', ['status', 'EQUALS', 'staff'], ['title', 'NOT EQUALS', 'Nurse'])] }
    const { view } = await compare(
      await run({ ...plain(), jobs: [{ ...whole, objectMappings: [agency, nurses] }, others] }),
      await run({ ...plain(), jobs: [others, { ...whole, objectMappings: [nurses, agency] }] }),
    )
    expect(view.people).toEqual({ onlyA: 0, onlyB: 0, differs: 0, same: 30 + 132 + 5 })
  })

  test('that are not there are an error', async () => {
    const { run, plain, compare } = hospital()
    await run(plain())
    await expect(compare(1, 7)).rejects.toMatchObject({ code: 'runUnknown' })
  })
})

test('the clock of either run is in the comparison', async () => {
  const { run, plain, compare } = hospital()
  const { view } = await compare(await run(plain()), await run(plain()))
  expect([view.a, view.b].map(({ run: number, now }) => [number, now])).toEqual([[1, NOW], [2, NOW]])
})
