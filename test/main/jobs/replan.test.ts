import { fc } from '../../support/laws'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { replan, replanDifference } from '../../../main/jobs/replan'
import type { CycleOutcome } from '../../../main/jobs/run-cycle'
import { actionPages } from '../../../main/mirror/action-pages'
import type { AttributeMapping, ConnectedSystem, Guards, ObjectMapping, ProjectDocument, ScopingFilter } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem } from '../../support/project'
import { DIRECTORY, PEOPLE, companyAndNextDay, directoryFile, document, peopleFile } from './company'

/** Generated companies with edits; more in a night. */
const RUNS = Number(process.env.REHEARSAL_LAW_RUNS ?? '8') * 5
const LIMIT = 120_000 + RUNS * 1000

type Edit = (mapping: ObjectMapping) => ObjectMapping

const mappingsBy = (edit: (mappings: readonly AttributeMapping[]) => readonly AttributeMapping[]): Edit => (mapping) => ({ ...mapping, attributeMappings: [...edit(mapping.attributeMappings)] })
const one = (target: string, edit: (mapping: AttributeMapping) => AttributeMapping): Edit => mappingsBy((all) => all.map((m) => (m.target === target ? edit(m) : m)))
const withPriority = (m: AttributeMapping, matchingPriority: number | undefined): AttributeMapping => {
  const { matchingPriority: _, ...rest } = m
  return matchingPriority === undefined ? rest : { ...rest, matchingPriority }
}
const sources = ['id', 'name', 'login', 'title', 'mail', 'ward', 'boss', 'status', 'scope']
const targets = ['employeeID', 'sAMAccountName', 'cn', 'mail', 'title', 'manager', 'accountDisabled', 'parentDistinguishedName']
const filters: readonly ScopingFilter[] = [
  { groups: [] }, scope([['scope', 'EQUALS', 'out']]), scope([['scope', 'EQUALS', 'in'], ['ward', 'EQUALS', 'Ward']]), scope([['title', 'IS NOT NULL']], [['scope', 'EQUALS', 'in']]),
]

const target = fc.constantFrom(...targets)
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(target, fc.constantFrom(...sources)).map(([to, source]) => one(to, ({ type: _, ...m }) => ({ ...Object.fromEntries(Object.entries(m).filter(([key]) => key !== 'expression' && key !== 'value')), type: 'Direct', source, target: to }))),
  fc.tuple(target, fc.constantFrom('ToLower([name])', 'Append([login], "x")', 'IIF([title] = "Nurse", "N", IgnoreAttributeFlow)', 'Mid([name], 9, 1)', 'ToInteger([title])', 'IIF([status] = "left", IgnoreObjectFlow, [name])', 'Redact([title])',
    'IIF([ward] = "Lab", "True", "False")', 'SelectUniqueValue([login], Append([login], "1"), Append([login], "2"))')).map(([to, text]) => one(to, (m) => ({ ...withPriority(m, m.matchingPriority), ...expression(text, to) }))),
  fc.tuple(target, fc.constantFrom('Always', 'ObjectAddOnly', 'AttributeAddOnly', 'ValueAddOnly', 'MultiValueAddOnly')).map(([to, apply]) => one(to, (m) => ({ ...m, apply: apply as 'Always' }))),
  fc.tuple(target, fc.constantFrom('', 'ann', 'Default')).map(([to, text]) => one(to, (m) => ({ ...m, default: text }))),
  fc.tuple(target, fc.boolean()).map(([to, flowNullValues]) => one(to, (m) => ({ ...m, flowNullValues }))),
  target.map((to) => one(to, (m) => ({ ...m, flowBehavior: 'FlowAlways' }))),
  fc.tuple(target, fc.constantFrom(undefined, 1, 2, 3)).map(([to, priority]) => one(to, (m) => withPriority(m, priority))),
  target.map((to) => mappingsBy((all) => all.filter((m) => m.target !== to))),
  fc.constantFrom('description', 'userPrincipalName', 'displayName').map((to) => mappingsBy((all) => [...all, direct('login', to)])),
  fc.constant<Edit>(mappingsBy((all) => [...all].reverse())),
  fc.constantFrom(...filters).map((filter): Edit => (mapping) => ({ ...mapping, scope: filter })),
  fc.constantFrom<Edit>((mapping) => ({ ...mapping, flowTypes: ['Add', 'Update'] }), (mapping) => ({ ...mapping, flowTypes: ['Update', 'Delete'] }), (mapping) => mapping),
)
/** Fails the nurses alone: the pattern runs away on what is appended, whoever the person is. */
const RUNAWAY = `IIF([title] = "Nurse", Replace(Append([name], "${'a'.repeat(40)}!"), , "(?=(a+)+$)a", , "x", , ), [title])`
const edits = fc.array(edit, { minLength: 1, maxLength: 3 })
const deletions = fc.constantFrom(undefined, 1, 2, 50)
/** A guard of a job's own, before the edit and after it. */
const own: fc.Arbitrary<Guards | undefined> = fc.constantFrom<(Guards | undefined)[]>(
  undefined, undefined, { share: { percent: 40 } }, { slices: [{ attribute: 'ward', value: 1 }] }, { slices: [{ attribute: 'ward', percent: 50 }] }, { creations: { value: 2 } }, { renames: { value: 1 } }, { blanks: { value: 1 } }, { blanks: { value: 9 }, creations: { value: 9 } },
)
const guard = fc.record({ before: own, after: own, deletions })
/** What the saved mappings hold beside those of the company. */
const more = fc.constantFrom<Edit>((mapping) => mapping, mappingsBy((all) => [...all, expression(RUNAWAY, 'description')]))

/** The document with guards beside those that its jobs have. */
function guarded(document: ProjectDocument, guards: Guards | undefined): ProjectDocument {
  return guards === undefined ? document : { ...document, jobs: document.jobs.map((job) => ({ ...job, guards: { ...job.guards, ...guards } })) }
}

function edited(before: ProjectDocument, changes: readonly Edit[], deletions: number | undefined): ProjectDocument {
  return {
    ...before,
    jobs: before.jobs.map((job) => ({
      ...job, ...(deletions === undefined ? {} : { guards: { ...job.guards, deletions: { enabled: true, value: deletions } } }),
      objectMappings: job.objectMappings.map((mapping) => changes.reduce((so, change) => change(so), mapping)),
    })),
  }
}

const request = (changed: ProjectDocument) => ({ document: changed, configHash: 'sha256:test', draft: true, startedAt: NOW })

/** Everything that a run left behind: the plan's bytes, its groups with their members, what matching found. */
async function leftBy(project: RehearsedProject, outcome: CycleOutcome): Promise<unknown> {
  const { db } = project.session.mirror
  const rows = (sql: string): unknown[] => db.prepare(sql).all(outcome.runNumber).map((row) => Object.fromEntries(Object.entries(row as object).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('hex') : value as unknown])))
  return {
    plan: (await project.plan(outcome)).text, written: (await project.plan(outcome, { skipped: false })).text, jobs: outcome.jobs, summary: outcome.summary,
    groups: rows('SELECT group_id, job_no, kind, status, cause_type, cause_id, shape, objects, value_count, members FROM plan_group WHERE run_id = ? ORDER BY group_id'),
    matching: rows('SELECT counts, matching, source_read, target_read, mapping_hash FROM run_job WHERE run_id = ? ORDER BY job_no'),
    onlyTarget: onlyTargetOf(project, outcome), read: readOf(project, outcome),
  }
}

/** What views read of a run, in the order of its actions. */
function readOf({ session: { mirror: { db } } }: RehearsedProject, outcome: CycleOutcome): unknown {
  const actions = actionPages(db).open(outcome.runNumber)
  const inOrder = <T extends { readonly row: number }>(all: Iterable<T>): T[] => [...all].sort((a, b) => a.row - b.row)
  return {
    facts: actions.facts, scanned: actions.scan(() => true).sort((a, b) => a.seq - b.seq), found: [...actions.find((name) => name.includes('n'))].sort((a, b) => a - b),
    names: inOrder([...actions.names()].flatMap((page) => [...page.lines()])), bodies: inOrder([...actions.bodies()].flat()),
  }
}

/** Anchors of the accounts that nobody stands for; their numbers depend on which system was read faster. */
function onlyTargetOf({ session: { mirror: { db } } }: RehearsedProject, outcome: CycleOutcome): unknown {
  const blobs = db.prepare<[number], Buffer>('SELECT only_target FROM run_job WHERE run_id = ?').pluck().all(outcome.runNumber)
  const anchor = db.prepare<[number], string>('SELECT anchor FROM object WHERE object_id = ?').pluck()
  return blobs.map((blob) => [...new Int32Array(new Uint8Array(blob).buffer)].map((id) => (id > 0 ? anchor.get(id) : id)).sort())
}

/** What rehearsals made of links and accounts. */
const rehearsedBy = ({ session }: RehearsedProject): unknown => ['link', 'rehearsed_object'].map((table) => session.mirror.db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())

describe('a plan that is made again after an edit', () => {
  test('folds a rare shape into the pattern of the first who has it now', async () => {
    const folder = temporaryFolder()
    const staff = [
      { id: '1', name: 'Ann', title: 'Ward 1 Doctor', scope: 'in' }, { id: '2', name: 'Bea', title: 'Doctor', scope: 'in' }, { id: '3', name: 'Cy', title: 'Clerk', scope: 'in' },
    ].map((one) => ({ login: one.name, mail: '', ward: 'Ward', boss: '', status: '', ...one }))
    const accounts = staff.map(({ id, name, title }) => ({ guid: `00000000-0000-4000-8000-00000000000${id}`, number: id, name, login: name, title: title.replace('Doctor', 'Nurse').replace('Clerk', 'Porter'), ward: 'Ward', off: false, boss: '' }))
    const changed = edited(document, [(mapping) => ({ ...mapping, scope: scope([['scope', 'EQUALS', 'in'], ['name', 'NOT EQUALS', 'Ann']]) })], undefined)
    const [again, whole] = [rehearsedProject(path.join(folder, 'a')), rehearsedProject(path.join(folder, 'b'))]
    try {
      for (const project of [again, whole]) {
        project.write(PEOPLE, peopleFile(staff))
        project.write(DIRECTORY, directoryFile(accounts))
      }
      await again.cycle(document, { keep: false })
      const replanned = await replan(again.session, request(changed), quietly)
      expect(replanned.replanned).toBe(1)
      expect(await leftBy(again, replanned)).toEqual(await leftBy(whole, await whole.cycle(changed, { keep: false, draft: true })))
    } finally {
      again.close()
      whole.close()
    }
  })

  test.each([
    { edits: 'displayName', to: 'ToUpper([name])' }, { edits: 'title', to: 'ToUpper([title])' },
  ])('calls whom it creates by what is written now, where nobody has a distinguished name: $edits', async ({ edits, to }) => {
    const folder = temporaryFolder()
    const app: ConnectedSystem = { id: 'app', name: 'App', product: 'scim', settings: { kind: 'scim-json', paths: ['app.json'] } }
    const mappings = [direct('id', 'externalId', { matchingPriority: 1 }), direct('name', 'displayName'), direct('title', 'title')]
    const before = projectOf([sourceSystem(), app], [job([objectMapping(mappings, { targetType: 'User' })], { id: 'app', target: 'app' })])
    const changed = edited(before, [one(edits, () => expression(to, edits))], undefined)
    const [again, whole] = [rehearsedProject(path.join(folder, 'a')), rehearsedProject(path.join(folder, 'b'))]
    try {
      for (const project of [again, whole]) {
        project.write('people.csv', 'id,name,title\n1,Ann,Nurse\n2,Bea,\n3,,Clerk\n')
        project.write('app.json', JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 1, Resources: [{ id: 'x', userName: 'x', externalId: '9' }] }))
      }
      await again.cycle(before, { keep: false })
      const replanned = await replan(again.session, request(changed), quietly)
      expect(await leftBy(again, replanned)).toEqual(await leftBy(whole, await whole.cycle(changed, { keep: false, draft: true })))
      expect((await again.plan(replanned)).actions.map(({ target }) => target?.display)).toEqual(edits === 'title' ? ['Ann', 'Bea', '3'] : ['ANN', 'BEA', '3'])
    } finally {
      again.close()
      whole.close()
    }
  })

  test('holds removals beside actions of which an edit changes one value alone', async () => {
    const folder = temporaryFolder()
    const staff = ['Ann', 'Bea', 'Cy'].map((name, i) => ({ id: String(i + 1), name, login: name, title: 'Nurse', mail: '', ward: 'Ward', boss: '', status: '', scope: 'in' }))
    const accounts = staff.map(({ id, name }) => ({ guid: `00000000-0000-4000-8000-00000000000${id}`, number: id, name, login: name, title: 'Nurse', ward: 'Ward', off: false, boss: '' }))
    const before = edited(document, [], 1)
    const changed = edited(before, [one('title', (m) => ({ ...m, ...expression('Append([title], " x")', 'title') }))], undefined)
    const [again, whole] = [rehearsedProject(path.join(folder, 'a')), rehearsedProject(path.join(folder, 'b'))]
    try {
      for (const project of [again, whole]) {
        project.write(PEOPLE, peopleFile(staff))
        project.write(DIRECTORY, directoryFile(accounts))
        await project.cycle(before)
        project.write(PEOPLE, peopleFile(staff.slice(1)))
      }
      await again.cycle(before, { type: 'initial', keep: false })
      const replanned = await replan(again.session, request(changed), quietly)
      expect(replanned).toMatchObject({ replanned: 2, jobs: [{ held: { guard: 'deletions', actions: 1 } }] })
      expect(await leftBy(again, replanned)).toEqual(await leftBy(whole, await whole.cycle(changed, { type: 'initial', keep: false, draft: true })))
    } finally {
      again.close()
      whole.close()
    }
  })

  test('is, to the byte, the plan of a whole cycle over the same objects and links', async () => {
    const folder = temporaryFolder()
    let n = 0
    let carried = 0
    await fc.assert(fc.asyncProperty(companyAndNextDay, edits, guard, fc.boolean(), more, async ({ before, people }, changes, guards, keep, extend) => {
      const company = edited(document, [extend], undefined)
      const saved = guarded(company, guards.before)
      const changed = edited(guarded(company, guards.after), changes, guards.deletions)
      const [again, whole] = [rehearsedProject(path.join(folder, `${n}a`)), rehearsedProject(path.join(folder, `${n++}b`))]
      try {
        for (const project of [again, whole]) {
          project.write(PEOPLE, peopleFile(before.people))
          project.write(DIRECTORY, directoryFile(before.accounts))
          await project.cycle(saved)
          project.write(PEOPLE, peopleFile(people))
        }
        await again.cycle(saved, { type: 'initial', keep })
        const state = JSON.stringify(rehearsedBy(again))
        const replanned = await replan(again.session, request(changed), quietly)
        const expected = await whole.cycle(changed, { type: 'initial', keep: false, draft: true })
        expect(await leftBy(again, replanned)).toEqual(await leftBy(whole, expected))
        expect(JSON.stringify(rehearsedBy(again))).toBe(state)
        if (replanned.replanned !== undefined) carried++
        const twice = await replan(again.session, request(saved), quietly)
        const unedited = await whole.cycle(saved, { type: 'initial', keep: false })
        expect((await again.plan(twice)).text).toBe((await whole.plan(unedited)).text)
        if (twice.replanned !== undefined) expect(twice.replanned).toBeLessThanOrEqual(twice.jobs[0]?.failed ?? 0)
        else expect(saved.jobs[0]?.guards).not.toEqual(document.jobs[0]?.guards) // what a guard of its own holds is planned anew
      } finally {
        again.close()
        whole.close()
      }
    }), { numRuns: RUNS })
    expect(carried).toBeGreaterThan(RUNS / 3)
  }, LIMIT)

  test('names those whose outcome an edit changes, and writes nothing', async () => {
    const folder = temporaryFolder()
    let n = 0
    await fc.assert(fc.asyncProperty(companyAndNextDay, edits, fc.boolean(), async ({ before }, changes, reopened) => {
      const changed = edited(document, changes, undefined)
      const project = rehearsedProject(path.join(folder, String(n++)))
      try {
        project.write(PEOPLE, peopleFile(before.people))
        project.write(DIRECTORY, directoryFile(before.accounts))
        const first = await project.plan(await project.cycle(document, { keep: false }))
        if (reopened) project.reopen()
        const runs = project.session.mirror.db.prepare('SELECT count(*) FROM run').pluck().get()
        const difference = await replanDifference(project.session, changed, quietly)
        expect(project.session.mirror.db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(runs)
        if (!difference) return
        const second = await project.plan(await project.cycle(changed, { type: 'initial', keep: false }))
        const [old, now] = [first.actions, second.actions]
        const held = (action: object): object => ({ ...action, status: 'held' })
        const differing = now.flatMap((action, seq) => (JSON.stringify(held(action)) === JSON.stringify(held(old[seq] as object)) ? [] : [action.source?.anchor]))
        expect(difference.changed.map(({ after }) => after.source?.anchor)).toEqual(differing)
        expect(difference.counts.reduce((sum, count) => sum + count.after, 0)).toBe(differing.length)
        expect(difference.counts.reduce((sum, count) => sum + count.before, 0)).toBe(differing.length)
      } finally {
        project.close()
      }
    }), { numRuns: RUNS })
  }, LIMIT)
})
