import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { gatherColumns } from '../../../../main/mirror/gather-columns'
import { planBreakdown } from '../../../../main/mirror/views/plan-breakdown'
import { planFacets, sortedActions } from '../../../../main/mirror/views/plan-facets'
import { mirrorViews, type MirrorViews } from '../../../../main/mirror/views/mirror-views'
import { slices, sortInSlices } from '../../../../main/mirror/views/slices'
import { replan } from '../../../../main/jobs/replan'
import type { ActionSort, FacetAttribute, FacetChoice, FacetKey } from '../../../../shared/ipc/facet-views'
import type { ActionRow } from '../../../../shared/ipc/views'
import { removableFolder } from '../../../support/folders'
import { NOW, csvOf, ldifOf, quietly, rehearsedProject, type RehearsedProject } from '../../../support/mirror'
import { direct, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../../support/project'

const PEOPLE = 400
const WARDS = ['Åsane', 'Bergen', '', 'Voss']
const number = (i: number): string => String(i).padStart(4, '0')
const wardOf = (i: number): string => WARDS[i % WARDS.length] as string
const nameOf = (i: number): string => (i === 7 ? 'Åse Berg' : i === 8 ? 'ase berg' : `Person ${number((i * 37) % PEOPLE)}`)

const WARD: FacetAttribute = { of: 'source', name: 'ward' }
const KIND: FacetAttribute = { of: 'action', name: 'kind' }
const CHANGE: FacetAttribute = { of: 'action', name: 'change' }
const TITLE: FacetAttribute = { of: 'target', name: 'title' }

function document(titleFrom = 'title') {
  return projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct(titleFrom, 'title'), direct('ward', 'department'),
  ], { container: 'OU=Ward,DC=x' })])])
}

/** Four hundred people, a fourth without a ward, the last forty without an account, five whose title is too long. */
async function hospital(folder: string, options: { readonly mostHeld?: number } = {}): Promise<RehearsedProject> {
  const project = rehearsedProject(folder, options)
  project.session.gatherColumns = (asked) => Promise.resolve(gatherColumns(asked))
  const rows = Array.from({ length: PEOPLE }, (_, i) => ({ id: number(i), name: nameOf(i), title: i < 5 ? 'x'.repeat(200) : i % 2 === 0 ? 'Nurse' : 'Clerk', ward: wardOf(i) }))
  project.write('people.csv', csvOf([...rows].reverse()))
  project.write('directory.ldif', ldifOf([
    { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' },
    ...rows.slice(0, -40).map(({ id, name, ward }, i) => ({ dn: `CN=${name} ${id},OU=Ward,DC=x`, objectClass: 'user', objectGUID: `g${id}`, cn: name, employeeID: id, sAMAccountName: id, title: 'Clerk', department: i % 3 === 0 ? 'Old' : ward === '' ? undefined : ward, proxyAddresses: [`a${i % 2}`, 'both'], userAccountControl: '512' })),
  ]))
  await project.cycle(document(), { type: 'initial' })
  return project
}

let views: MirrorViews
const folder = removableFolder()
beforeAll(async () => {
  const project = await hospital(folder.path)
  views = mirrorViews(project.session.mirror)
  return () => { project.close() }
})
afterAll(folder.remove)

const facet = async (attribute: FacetAttribute, more: { readonly where?: readonly FacetChoice[]; readonly search?: string; readonly run?: number } = {}) => {
  const [view] = await planFacets(views, { run: 1, attributes: [attribute], limit: 1000, ...more })
  if (!view) throw new Error('No facet was answered.')
  return view
}
const counts = async (...asked: Parameters<typeof facet>): Promise<Record<string, number>> => Object.fromEntries((await facet(...asked)).values.map(({ key, count }) => [key, count]))
const sum = (values: Readonly<Record<string, number>>): number => Object.values(values).reduce((all, count) => all + count, 0)

/** Every action, by pages. */
async function everybody(more: { readonly where?: readonly FacetChoice[]; readonly sort?: { readonly by: ActionSort; readonly descending: boolean } } = {}): Promise<ActionRow[]> {
  const rows: ActionRow[] = []
  for (let offset = 0; ; offset += 90) {
    const page = await sortedActions(views, { run: 1, offset, limit: 90, ...more })
    rows.push(...page.rows)
    if (rows.length >= page.total) return rows
  }
}

describe('facets of a plan', () => {
  test('count the values of a source attribute, most frequent first, nobody\'s value among them', async () => {
    expect(await facet(WARD)).toEqual({ ...WARD, total: PEOPLE, different: 4, values: [{ key: '=Bergen', count: 100 }, { key: '=Voss', count: 100 }, { key: '=Åsane', count: 100 }, { key: 'blank', count: 100 }] })
  })

  test('count the values of a target attribute as it was read, and a value that would fail as an error', async () => {
    expect(await counts(TITLE)).toEqual({ '=Clerk': PEOPLE - 40 - 5, 'blank': 40, 'error': 5 })
  })

  test('count somebody with several values under each of them', async () => {
    const proxies = await facet({ of: 'target', name: 'proxyAddresses' })
    expect(proxies.values).toEqual([{ key: '=both', count: 360 }, { key: '=a0', count: 180 }, { key: '=a1', count: 180 }, { key: 'blank', count: 40 }])
    expect(proxies.total).toBe(PEOPLE)
  })

  test('say what actions do and what they change', async () => {
    const rows = await everybody()
    const kinds: Record<string, number> = {}
    for (const { kind } of rows) kinds[`=${kind}`] = (kinds[`=${kind}`] ?? 0) + 1
    expect(await counts(KIND)).toEqual(kinds)
    expect((await counts(CHANGE))['=department']).toBe(rows.filter(({ kind, status, changes }) => kind === 'update' && status === 'planned' && changes.some(({ attribute }) => attribute === 'department')).length)
    expect((await counts({ of: 'action', name: 'status' }))['=failed']).toBe(5)
    await expect(facet({ of: 'action', name: 'weather' })).rejects.toMatchObject({ code: 'refused' })
  })

  test('sum to the actions that are admitted, whatever is chosen elsewhere', async () => {
    const choices: readonly (readonly FacetChoice[])[] = [[], [{ ...KIND, values: ['=update'] }], [{ ...KIND, values: ['=update', '=create'] }, { ...TITLE, values: ['=Clerk'] }], [{ ...TITLE, values: ['blank'] }], [{ ...KIND, values: [] }]]
    for (const where of choices) {
      const { total } = await sortedActions(views, { run: 1, where, offset: 0, limit: 1 })
      const view = await facet(WARD, { where })
      expect(view.total).toBe(total)
      expect(sum(await counts(WARD, { where }))).toBe(total)
    }
  })

  test('do not narrow their own counts, and narrow those of the others', async () => {
    const where: readonly FacetChoice[] = [{ ...WARD, values: ['=Voss'] }]
    expect(await counts(WARD, { where })).toEqual(await counts(WARD))
    expect(sum(await counts(KIND, { where }))).toBe(100)
  })

  test('list exactly the people that they count', async () => {
    for (const { key, count } of (await facet(WARD)).values) {
      const rows = await everybody({ where: [{ ...WARD, values: [key] }] })
      expect(rows.map(({ source }) => source?.anchor)).toEqual(Array.from({ length: PEOPLE }, (_, i) => i).filter((i) => (key === 'blank' ? '' : key.slice(1)) === wardOf(i)).map(number))
      expect(rows).toHaveLength(count)
    }
  })

  test('keep what is chosen in sight, beyond the limit and without anybody', async () => {
    const chosen: readonly FacetKey[] = ['blank', '=Oslo']
    const [view] = await planFacets(views, { run: 1, attributes: [WARD], limit: 1, where: [{ ...WARD, values: chosen }] })
    expect(view?.values).toEqual([{ key: '=Bergen', count: 100 }, { key: 'blank', count: 100 }, { key: '=Oslo', count: 0 }])
    expect(view?.different).toBe(4)
  })

  test('go along with a search and a group', async () => {
    expect(sum(await counts(WARD, { search: 'berg' }))).toBe(2)
    const group = views.plans.groups(1).find(({ group: { cause } }) => cause.id === 'department')?.group
    const [view] = await planFacets(views, { run: 1, group: group?.id, attributes: [WARD], limit: 9 })
    expect(view?.total).toBe(group?.objects)
  })

  test('of a plan made again after an edit are those of the whole plan', async () => {
    const other = removableFolder()
    const own = await hospital(other.path)
    onTestFinished(() => {
      own.close()
      other.remove()
    })
    const { runNumber } = await replan(own.session, { document: document('ward'), configHash: 'sha256:edited', draft: true, startedAt: NOW }, quietly)
    const after = mirrorViews(own.session.mirror)
    const [ward, title] = await planFacets(after, { run: runNumber, attributes: [WARD, TITLE], limit: 9 })
    expect(ward?.values.map(({ count }) => count)).toEqual([100, 100, 100, 100])
    expect(title?.values).toEqual([{ key: '=Clerk', count: 360 }, { key: 'blank', count: 40 }])
  })
})

describe('people of a plan sorted', () => {
  test.each(['person', 'target', 'kind', 'changes'] as const)('by %s are everybody once, equal ones in plan order in both directions', async (by) => {
    const order = new Map((await everybody()).map(({ seq }, i) => [seq, i]))
    const up = await everybody({ sort: { by, descending: false } })
    const down = await everybody({ sort: { by, descending: true } })
    expect(new Set(up.map(({ seq }) => seq)).size).toBe(PEOPLE)
    const keyOf = ({ kind, status, changes, source, target }: ActionRow) => (by === 'changes' ? changes.length : by === 'kind' ? `${status} ${kind}` : by === 'person' ? source?.display : target?.display)
    for (const rows of [up, down]) {
      for (let i = 1; i < rows.length; i++) {
        const [a, b] = [rows[i - 1] as ActionRow, rows[i] as ActionRow]
        if (keyOf(a) === keyOf(b)) expect(order.get(a.seq)).toBeLessThan(order.get(b.seq) as number)
      }
    }
    const keys = (rows: readonly ActionRow[]) => [...new Set(rows.map(keyOf))]
    expect(keys(down)).toEqual(keys(up).reverse())
  })

  test('put names together that differ by case and accents alone', async () => {
    const names = (await everybody({ sort: { by: 'person', descending: false } })).map(({ source }) => source?.display)
    expect(names.slice(0, 2)).toEqual(['ase berg', 'Åse Berg'])
    expect(names.slice(2, 5)).toEqual(['Person 0000', 'Person 0001', 'Person 0002'])
  })

  test('by changes begin with those who change least', async () => {
    const lengths = (await everybody({ sort: { by: 'changes', descending: false } })).map(({ changes }) => changes.length)
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
  })
})

test('texts sorted by slices are as sorted at once', async () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => String((i * 7919) % 15_013))
  expect(await sortInSlices(texts, slices())).toEqual([...texts].sort())
  expect(await sortInSlices([], slices())).toEqual([])
})

describe('a plan by an attribute', () => {
  test('counts who is in each section, which are the people that the same question lists', async () => {
    const { rows, people, different } = await planBreakdown(views, { run: 1, by: WARD, limit: 1000 })
    const listed = (await everybody()).filter(({ kind, status }) => kind !== 'skip' || status !== 'planned')
    expect(people).toBe(listed.length)
    expect(rows.reduce((sum, row) => sum + row.people, 0)).toBe(people)
    expect(different).toBe(rows.length)
    for (const row of rows) {
      const page = await sortedActions(views, { run: 1, sections: ['create', 'failed'], where: [{ ...WARD, values: [row.key] }], offset: 0, limit: 1 })
      expect(page.total).toBe(row.counts.create + row.counts.failed)
    }
  })

  test('says by which guards it is held: a slice by the value of the person, a protected account by name', async () => {
    const folder = removableFolder()
    const project = rehearsedProject(folder.path)
    onTestFinished(() => { project.close(); folder.remove() })
    const people = (state: string) => csvOf(['A', 'A', 'B', 'B'].map((ward, i) => ({ id: String(i + 1), name: `P${i + 1}`, ward, state })))
    const guarded = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName')], { scope: scope([['state', 'EQUALS', 'in']]) })], {
      guards: { slices: [{ attribute: 'ward', value: 2 }], protected: ['4'] },
    })])
    project.write('people.csv', people('in'))
    project.write('directory.ldif', ldifOf(['1', '2', '3', '4'].map((id) => ({ dn: `CN=P${id},DC=x`, objectClass: 'user', objectGUID: `g${id}`, cn: `P${id}`, employeeID: id, sAMAccountName: id, userAccountControl: '512' }))))
    await project.cycle(guarded)
    project.write('people.csv', people('out'))
    const { runNumber } = await project.cycle(guarded)
    const { rows } = await planBreakdown(mirrorViews(project.session.mirror), { run: runNumber, by: { of: 'action', name: 'guard' }, limit: 10 })
    expect(rows.map(({ key, counts }) => [key, counts.held, counts.disable])).toEqual([['=slice', 2, 0], ['=protected', 1, 0], ['blank', 0, 1]])
  })
})

describe('facets of a plan over more people than are held', () => {
  const large = removableFolder()
  let project: RehearsedProject
  let many: MirrorViews
  beforeAll(async () => {
    project = await hospital(large.path, { mostHeld: 20 })
    many = mirrorViews(project.session.mirror)
    return () => { project.close() }
  })
  afterAll(large.remove)

  const attributesOf = (of: MirrorViews): readonly FacetAttribute[] => [...of.columns.attributes(1), KIND, CHANGE]
  const every = (of: MirrorViews) => planFacets(of, { run: 1, attributes: attributesOf(of), limit: 1000, where: [{ ...WARD, values: ['=Bergen', 'blank'] }] })

  test('are those of fewer, and no object is looked at', async () => {
    const looked = vi.spyOn(many.objects, 'records')
    onTestFinished(() => { looked.mockRestore() })
    expect(await every(many)).toEqual(await every(views))
    expect(looked).not.toHaveBeenCalled()
  })

  test('are counted by looking at the objects where those were read again since', async () => {
    project.write('people.csv', csvOf(Array.from({ length: PEOPLE }, (_, i) => ({ id: number(i), name: nameOf(i), title: 'Nurse', ward: 'Voss' }))))
    await project.import(document())
    const later = mirrorViews(project.session.mirror)
    const looked = vi.spyOn(later.objects, 'records')
    onTestFinished(() => { looked.mockRestore() })
    const [ward] = await planFacets(later, { run: 1, attributes: [WARD], limit: 10 })
    expect(ward?.values).toEqual([{ key: '=Voss', count: PEOPLE }])
    expect(looked).toHaveBeenCalled()
  })

  test('come from rows that are found by their keys', () => {
    const plan = (sql: string) => (project.session.mirror.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail)
    expect(plan('SELECT cells, numbers FROM object_column WHERE type_id = 1 AND position = 2 AND read_no = 3')).toEqual([expect.stringContaining('SEARCH object_column USING PRIMARY KEY (type_id=? AND position=?)')])
    expect(plan(`SELECT first_seq, type_id, read_no, ids FROM run_object WHERE run_id = 1 AND side = 'source'`)).toEqual([expect.stringContaining('SEARCH run_object USING PRIMARY KEY (run_id=?)')])
  })
})
