import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CycleResult } from '../../../shared/model/cycle'
import type { PlanHeader, ProvisioningAction } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { type Bundle, bundle } from '../../support/bundle'
import { missingOnShelf, removableFolder, repository, shelf, temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf } from '../../support/mirror'
import { constant, direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { skipBecause } from '../../support/skip'

interface Answer {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

let programs: Bundle
beforeAll(async () => {
  programs = await bundle({ cli: path.join(repository, 'main/cli/cli.ts'), 'read-worker': path.join(repository, 'main/jobs/read-worker.ts') })
}, 60_000)
afterAll(() => programs.remove())

/** The command line in a process of its own. */
async function cli(args: readonly string[], options: { readonly env?: Readonly<Record<string, string>>; readonly interruptAt?: RegExp } = {}): Promise<Answer> {
  const child = spawn(process.execPath, [path.join(programs.folder, 'cli.cjs'), ...args], { env: { ...process.env, ...options.env } })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    if (options.interruptAt?.test(err)) child.kill('SIGINT')
  })
  const [status] = await once(child, 'close') as [number | null]
  return { status, out, err }
}

/** The one document on standard output; nothing else may stand there. */
async function json<T>(args: readonly string[], status = 0): Promise<T> {
  const answer = await cli([...args, '--json'])
  expect({ status: answer.status, err: answer.err.slice(0, 500) }).toMatchObject({ status })
  return JSON.parse(answer.out) as T
}

const NOW = '2026-11-21T00:00:00Z'
const document: ProjectDocument = projectOf(
  [sourceSystem(), targetSystem()],
  [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('boss', 'manager'), direct('title', 'title'),
    expression('Switch([status], "False", "left", "True")', 'accountDisabled'), constant('OU=Ward,DC=x', 'parentDistinguishedName'),
  ])], { guards: { deletions: { enabled: true, value: 2 } } })],
)
const people = [
  { id: '1', name: 'Ann', title: 'Nurse', boss: '3' }, { id: '2', name: 'Bea', title: 'x'.repeat(200) }, { id: '3', name: 'Cy' },
  { id: '4', name: '=HYPERLINK("x")', status: 'left' }, { id: '5', name: 'Eve' }, { id: '5b', name: 'Fay', title: 'Clerk' },
]
const accounts = [
  { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' },
  { dn: 'CN=Ann,OU=Ward,DC=x', objectClass: 'user', objectGUID: 'g1', cn: 'Ann', employeeID: '1', sAMAccountName: '1', title: 'Clerk', userAccountControl: '512' },
  { dn: 'CN=Dan,OU=Ward,DC=x', objectClass: 'user', objectGUID: 'g4', cn: 'Dan', employeeID: '4', sAMAccountName: '4', userAccountControl: '512' },
  { dn: 'CN=Eve,OU=Ward,DC=x', objectClass: 'user', objectGUID: 'g5', cn: 'Eve', employeeID: '5', sAMAccountName: '5', userAccountControl: '512' },
  { dn: 'CN=Eve admin,OU=Ward,DC=x', objectClass: 'user', objectGUID: 'g6', cn: 'Eve admin', employeeID: '5', sAMAccountName: 'a5', userAccountControl: '512' },
  { dn: 'CN=Svc,OU=Ward,DC=x', objectClass: 'user', objectGUID: 'g7', cn: 'Svc', sAMAccountName: 'svc', userAccountControl: '512' },
]

/** A project folder with the people and accounts above. */
function project(folder: string = temporaryFolder(), own: ProjectDocument = document): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'rehearsal.json'), JSON.stringify(own, undefined, 2))
  writeFileSync(path.join(folder, 'people.csv'), csvOf(people, ['id', 'name', 'title', 'boss', 'status']))
  writeFileSync(path.join(folder, 'directory.ldif'), ldifOf(accounts))
  return folder
}

const bare: ProjectDocument = { ...document, jobs: [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn')])])] }
const held: ProjectDocument = { ...document, jobs: document.jobs.map((j) => ({ ...j, guards: { deletions: { enabled: true, value: 1 } } })) }

describe('an exit status', () => {
  test.each<{ args: (folder: string) => string[]; status: number; says: RegExp; because: string; own?: ProjectDocument }>([
    { args: () => [], status: 64, says: /cycle/, because: 'nothing was asked for' },
    { args: () => ['--help'], status: 0, says: /cycle/, because: 'help was asked for' },
    { args: () => ['cycle', '--help'], status: 0, says: /--discard/, because: 'help of a command was asked for' },
    { args: () => ['cycl'], status: 64, says: /no command cycl; did you mean cycle\?/, because: 'a command was mistyped' },
    { args: (folder) => ['cycle', folder, '--discrad'], status: 64, says: /cycle has no option --discrad; did you mean --discard\?/, because: 'an option was mistyped' },
    { args: (folder) => ['cycle', folder, '--job'], status: 64, says: /--job needs a value: --job ID\./, because: 'an option lacks its value' },
    { args: (folder) => ['forecast', folder, '--days', '-1'], status: 64, says: /^--days needs a value: --days N\. One that begins with a dash is written --days=-1\./, because: 'a value looks like an option' },
    { args: () => ['cycle', '--json'], status: 64, says: /^\{"error":\{"code":"usage","message":"rehearsal cycle needs FOLDER\."/, because: 'a script is told in JSON' },
    { args: (folder) => ['cycle', folder, '--plan', path.join(folder, 'nowhere', 'plan.json')], status: 1, says: /plan could not be written/, because: 'the plan has no place' },
    { args: (folder) => ['check', folder], status: 0, says: /Nothing was read yet/, because: 'there is nothing to compare names with' },
    { args: (folder) => ['inspect', path.join(folder, 'people.csv')], status: 0, says: /delimiter ",", quote "\\"", newline "(\\r)?\\n", header true.+6 objects/s, because: 'a file is described on lines of its own' },
    { args: () => ['diff', 'x'], status: 64, says: /diff needs FOLDER, RUN-A, RUN-B\./, because: 'arguments are missing' },
    { args: () => ['nonsense'], status: 64, says: /no command nonsense/, because: 'there is no such command' },
    { args: (folder) => ['cycle', folder, '--nonsense'], status: 64, says: /nonsense/, because: 'there is no such option' },
    { args: () => ['cycle'], status: 64, says: /cycle needs FOLDER/, because: 'the folder is missing' },
    { args: (folder) => ['cycle', folder, 'x'], status: 64, says: /x/, because: 'there is one folder too many' },
    { args: (folder) => ['cycle', folder, '--type', 'sometimes'], status: 64, says: /initial or incremental/, because: 'there is no such type' },
    { args: (folder) => ['cycle', folder, '--now', 'tomorrow'], status: 64, says: /instant/, because: 'that is no instant' },
    { args: (folder) => ['cycle', folder, '--now', '2026-02-30T00:00:00Z'], status: 64, says: /instant/, because: 'February has no such day' },
    { args: (folder) => ['on-demand', folder, '--anchor', '1', '--now', 'tomorrow'], status: 64, says: /instant/, because: 'that is no instant, for one person either' },
    { args: (folder) => ['follow', folder, '--anchor', '1'], status: 1, says: /was never read/, because: 'nobody can be followed out of a system that was not read' },
    { args: (folder) => ['cycle', folder], status: 1, says: /no jobs, so there is nothing to rehearse/, because: 'there is nothing to rehearse', own: projectOf(document.systems, []) },
    { args: (folder) => ['cycle', folder, '--seed=-1'], status: 64, says: /whole number/, because: 'that is no seed' },
    { args: (folder) => ['init', path.join(folder, 'new'), '--seed', 'abc'], status: 64, says: /whole number/, because: 'that is no seed' },
    { args: (folder) => ['init', path.join(folder, 'new'), '--template', 'on-paper'], status: 64, says: /cloud-only, hybrid-basic or hybrid-advanced/, because: 'there is no such template' },
    { args: (folder) => ['init', folder, '--template', 'cloud-only'], status: 1, says: /is not empty: it holds directory\.ldif, people\.csv, rehearsal\.json/, because: 'a template writes over nothing' },
    { args: (folder) => ['init', path.join(folder, 'people.csv'), '--template', 'cloud-only'], status: 1, says: /is a file/, because: 'a project is a folder' },
    { args: (folder) => ['init', path.join(folder, 'new'), '--template', 'cloud-only'], status: 0, says: /Tallowmere Press.+4 jobs.+planted/s, because: 'the template was made' },
    { args: (folder) => ['cycle', path.join(folder, 'nowhere')], status: 1, says: /no rehearsal\.json/, because: 'there is no project' },
    { args: (folder) => ['cycle', folder, '--job', 'nowhere'], status: 1, says: /no job nowhere; it has hr-to-ad/, because: 'there is no such job' },
    { args: (folder) => ['cycle', folder], status: 0, says: /1 create|2 create/, because: 'bad rows and failed actions are results' },
    { args: (folder) => ['cycle', folder], status: 0, says: /Those who are created: jobs\[0\]\S+: The target requires sAMAccountName, and no mapping gives it a value/, because: 'creates may fail for want of a mapping', own: bare },
    { args: (folder) => ['cycle', folder, '--detailed-exitcode'], status: 2, says: /create/, because: 'there is a difference' },
    { args: (folder) => ['cycle', folder, '--detailed-exitcode'], status: 3, says: /reach the limit/, because: 'held goes first', own: held },
    { args: (folder) => ['plan', folder], status: 1, says: /run a cycle first/, because: 'nothing was rehearsed' },
    { args: (folder) => ['plan', folder, '--format', 'xml'], status: 64, says: /json, ndjson, csv or html/, because: 'there is no such format' },
    { args: (folder) => ['on-demand', folder], status: 64, says: /--anchor/, because: 'nobody was named' },
    { args: (folder) => ['on-demand', folder, '--anchor', '99'], status: 1, says: /no object/, because: 'there is no such person' },
    { args: (folder) => ['import', folder, '--system', 'x'], status: 1, says: /no system x; it has hr, ad/, because: 'there is no such system' },
    { args: () => ['eval', '--expression', 'Mid("a", 1, 1)'], status: 0, says: /a/, because: 'the expression has a value' },
    { args: (folder) => ['export', folder, '--format', 'ldif'], status: 1, says: /not been rehearsed yet/, because: 'there is no plan to export' },
    { args: (folder) => ['export', folder, '--format', 'xml'], status: 64, says: /scim-bulk, ldif, csv or report/, because: 'there is no such format' },
    { args: (folder) => ['log', folder, '--format', 'csv'], status: 64, says: /three files; name the first with --out/, because: 'standard output has room for one file' },
    { args: (folder) => ['log', folder, '--status', 'failure', '--out', path.join(folder, 'log.json')], status: 64, says: /leave --status out/, because: 'a written log is whole' },
  ])('is $status when $because', async ({ args, status, says, own }) => {
    const answer = await cli(args(project(undefined, own)))
    expect({ status: answer.status, said: `${answer.out}${answer.err}` }).toEqual({ status, said: expect.stringMatching(says) as unknown })
    if (status !== 0 && status !== 2 && status !== 3) expect(answer.out === '' || status === 64).toBe(true)
  }, 30_000)

  test('is 0 where a second cycle finds nothing more to do, and 130 when somebody interrupts', async () => {
    const quiet: ProjectDocument = { ...document, jobs: [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 })], { flowTypes: ['Update'] })])] }
    const folder = project(undefined, quiet)
    writeFileSync(path.join(folder, 'people.csv'), csvOf([{ id: '1', name: 'Ann' }]))
    expect((await cli(['cycle', folder, '--detailed-exitcode'])).status).toBe(0)

    writeFileSync(path.join(folder, 'people.csv'), csvOf(Array.from({ length: 400_000 }, (_, i) => ({ id: String(i), name: `Person ${i}` }))))
    const before = readFileSync(path.join(folder, 'rehearsal.json'))
    const child = spawn(process.execPath, [path.join(programs.folder, 'cli.cjs'), 'cycle', folder, '--json'])
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
    const closed = once(child, 'close')
    const log = path.join(folder, '.rehearsal', 'mirror.sqlite-wal')
    await vi.waitFor(() => { expect(statSync(log).size).toBeGreaterThan(1_000_000) }, { timeout: 30_000, interval: 20 }) // what was read is being staged
    child.kill('SIGINT')
    const [status] = await closed as [number | null]
    expect({ status, out }).toEqual({ status: 130, out: '' })
    expect(readFileSync(path.join(folder, 'rehearsal.json'))).toEqual(before)
    expect((await json<{ summary: unknown }>(['plan', folder])).summary).toMatchObject({ create: 0, failed: 0 })
  }, 60_000)
})

describe('the JSON of', () => {
  const shared = removableFolder()
  let folder: string
  let cycle: CycleResult
  beforeAll(async () => {
    folder = project(path.join(shared.path, 'project'))
    cycle = await json<CycleResult>(['cycle', folder, '--now', NOW, '--seed', '7', '--plan', path.join(shared.path, 'plan.json')])
  }, 60_000)
  afterAll(() => shared.remove())

  test('cycle counts everybody once', () => {
    expect(cycle).toMatchObject({ type: 'initial', now: NOW, seed: 7, durationMs: expect.any(Number) as unknown })
    const [counts] = cycle.jobs
    expect(counts).toEqual({
      id: 'hr-to-ad', sourceObjects: 6, outOfScope: 0, importSkipped: 0, inScope: 6, matched: 2, ambiguous: 1, unmatched: 3,
      actions: { create: 2, update: 1, disable: 1, enable: 0, delete: 0 }, unchanged: 0, noAction: 0, goneFromSource: 0, failed: 2, held: null,
      issues: { DuplicateTargetEntries: 1, ValueTooLong: 1 },
    })
  })

  test('the plan file is the header and every action, and NDJSON and CSV say the same', async () => {
    const text = readFileSync(path.join(shared.path, 'plan.json'), 'utf8')
    const { actions, ...header } = JSON.parse(text) as PlanHeader & { actions: ProvisioningAction[] }
    expect(header).toEqual({
      formatVersion: '1.0', product: 'Rehearsal', project: 'Test', configHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown, dataHash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
      now: NOW, seed: 7, summary: { create: 2, update: 1, disable: 1, enable: 0, delete: 0, failed: 2, held: 0 },
    })
    expect(actions.map((a) => `${a.source?.anchor} ${a.kind} ${a.status}`)).toEqual(['1 update planned', '2 create failed', '3 create planned', '4 disable planned', '5 skip failed', '5b create planned'])
    expect(actions[0]?.changes).toEqual([
      { attribute: 'accountDisabled', mapping: 'accountDisabled', before: 'False', after: 'True' },
    ].slice(1).concat([{ attribute: 'manager', after: 'CN=Cy,OU=Ward,DC=x', mapping: 'manager', deferred: true } as never, { attribute: 'title', before: 'Clerk', after: 'Nurse', mapping: 'title' }]))
    expect(actions[2]?.target).toEqual({ system: 'ad', display: 'CN=Cy,OU=Ward,DC=x' })
    expect(text).not.toContain('null')
    expect(text).not.toContain(shared.path)

    const ndjson = (await cli(['plan', folder, '--format', 'ndjson'])).out.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
    expect(ndjson).toEqual([header, ...actions])
    const printed = JSON.parse((await cli(['plan', folder, '--format', 'json'])).out) as unknown
    expect(printed).toEqual({ ...header, actions })
    const csv = (await cli(['plan', folder, '--format', 'csv'])).out
    expect(csv.split('\r\n')[0]).toBe('job,kind,status,source anchor,source,target,attribute,before,after,reason,issues')
    expect(csv).not.toMatch(/(^|,)"?=/m)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + actions.reduce((sum, a) => sum + Math.max(1, a.changes.length), 0))
  })

  test('plan has the same groups as its actions', async () => {
    const plan = await json<PlanHeader & { run: string; groups: { job: string; kind: string; status: string; cause: { type: string; id: string }; shape: string; objects: number; values: number }[] }>(['plan', folder])
    expect(plan.run).toBe(cycle.run)
    expect(plan.groups).toContainEqual({ job: 'hr-to-ad', kind: 'create', status: 'planned', cause: { type: 'match', id: 'noMatch' }, shape: 'new account', objects: 2, values: 2 })
    expect(plan.groups.filter((g) => g.kind === 'disable').every((g) => g.objects === 1)).toBe(true)
  })

  test('on-demand is the trace in its order, with the action as in the plan', async () => {
    const own = project(path.join(shared.path, 'on-demand'))
    const ann = await json<{ source: { attributes: unknown }; steps: { type: string; status: string }[]; action: ProvisioningAction | null }>(['on-demand', own, '--job', 'hr-to-ad', '--anchor', '1', '--now', NOW])
    expect(ann.source.attributes).toEqual({ id: '1', name: 'Ann', title: 'Nurse', boss: '3' })
    expect(ann.steps.map((s) => `${s.type} ${s.status}`)).toEqual(['import success', 'scoping success', 'matching success', 'processing success', 'referenceResolution warning', 'export success'])
    // As in production: whoever was not processed before cannot be referred to (provisioning-cycle.md §8).
    expect(ann.action).toMatchObject({ kind: 'update', status: 'planned', issues: [{ code: 'ReferenceNotFound', value: '3' }] })
    const eve = await json<{ steps: { type: string; status: string }[]; action: unknown }>(['on-demand', own, '--anchor', '5'])
    expect(eve.steps.map((s) => `${s.type} ${s.status}`)).toEqual(['import success', 'scoping success', 'matching failure'])
    expect(eve.action).toMatchObject({ kind: 'skip', status: 'failed' })
  })

  test('import, match, inspect, check and eval has the fields that scripts read', async () => {
    const own = project(path.join(shared.path, 'other'))
    const imported = await json<{ systems: unknown[] }>(['import', own])
    expect(imported.systems[0]).toMatchObject({ id: 'hr', read: 6, new: 6, changed: 0, unchanged: 0, missing: 0, complete: true, issues: [] })
    expect((await json<{ systems: unknown[] }>(['import', own])).systems[0]).toMatchObject({ read: 6, new: 0, unchanged: 6 })
    const match = await json<Record<string, unknown[]>>(['match', own, '--job', 'hr-to-ad'])
    expect(match.matched).toEqual([{ source: '1', target: 'CN=Ann,OU=Ward,DC=x', on: 'employeeID' }, { source: '4', target: 'CN=Dan,OU=Ward,DC=x', on: 'employeeID' }])
    expect(match.ambiguous).toMatchObject([{ source: '5', candidates: ['CN=Eve admin,OU=Ward,DC=x', 'CN=Eve,OU=Ward,DC=x'] }])
    expect(match).toMatchObject({ duplicateSources: [], unmatchedSources: ['2', '3', '5b'], unmatchedTargets: ['CN=Svc,OU=Ward,DC=x'] })
    const inspected = await json<{ format: string; objectTypes: { count: number }[] }>(['inspect', path.join(own, 'people.csv')])
    expect(inspected).toMatchObject({ format: 'delimited', encoding: 'utf-8', dialect: { delimiter: ',', header: true }, issues: [] })
    expect(inspected.objectTypes).toMatchObject([{ count: 6, suggestedAnchor: 'id' }])
    expect(await json(['eval', '--expression', 'Join(".", "Ada", "Lovelace")'])).toEqual({ value: 'Ada.Lovelace', action: null, error: null, diagnostics: [] })
    const checked = await json<{ errors: number; warnings: number; diagnostics: unknown[] }>(['check', own])
    expect(checked.diagnostics).toHaveLength(checked.errors + checked.warnings)
  }, 30_000)

  test('a failure is one document, too', async () => {
    expect(await json(['plan', folder, '--run', '99'], 1)).toEqual({ error: { code: 'runUnknown', message: expect.stringContaining('99') as unknown, context: { run: 99 } } })
  })
})

describe('a plan', () => {
  test('is the same bytes in another time zone and locale, from another folder', async () => {
    const texts: string[] = []
    for (const env of [{ TZ: 'UTC', LC_ALL: 'C' }, { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }]) {
      const folder = project()
      expect((await cli(['cycle', folder, '--now', NOW, '--seed', '7', '--plan', path.join(folder, 'plan.json')], { env })).status).toBe(0)
      texts.push(readFileSync(path.join(folder, 'plan.json'), 'utf8'))
    }
    expect(texts[1]).toBe(texts[0])
  }, 30_000)
})

test('a later round names in one line the jobs that nothing came to, and how the rounds ended', async () => {
  const folder = path.join(temporaryFolder(), 'cloud')
  await cli(['init', folder, '--template', 'cloud-only'])
  const { status, out } = await cli(['cycle', folder, '--now', NOW])
  expect(status).toBe(0)
  const later = out.slice(out.indexOf('Round 2, on what round 1 left behind'))
  expect(later).toContain('  nothing to look at for departments-to-entra, entra-to-servicenow, entra-to-hr\n')
  expect(later).not.toContain('  entra-to-servicenow: ')
  expect(later).toMatch(/\nSettled after round 1: [\d,]+ values in round 1\.\n/)
}, 30_000)

test('without a job a person is followed from the first that has an account for them', async () => {
  const [only] = document.jobs as [ProjectDocument['jobs'][number]]
  const nobody = { ...only, id: 'nobody', objectMappings: only.objectMappings.map((mapping) => ({ ...mapping, scope: { groups: [{ clauses: [{ attribute: 'id', operator: 'IS NULL' as const }] }] } })) }
  const folder = project(undefined, { ...document, jobs: [nobody, only] })
  await cli(['cycle', folder, '--now', NOW])
  expect(await json(['follow', folder, '--anchor', '1'])).toMatchObject({ job: only.id, hops: [{ job: only.id, target: { display: 'CN=Ann,OU=Ward,DC=x' } }] })
  expect(await json(['follow', folder, '--anchor', '1', '--job', 'nobody'])).toMatchObject({ job: 'nobody', hops: [{ missing: 'noLink' }] })
}, 30_000)

test('output that nobody reads to its end is no error', async () => {
  const folder = temporaryFolder()
  const columns = Array.from({ length: 1500 }, (_, i) => `column${i}`)
  writeFileSync(path.join(folder, 'wide.csv'), `${columns.join(',')}\n${columns.join(',')}\n`)
  const child = spawn(process.execPath, [path.join(programs.folder, 'cli.cjs'), 'inspect', path.join(folder, 'wide.csv'), '--json'])
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  child.stdout.destroy()
  expect([await once(child, 'close'), err]).toEqual([[0, null], ''])
}, 30_000)

describe('an export', () => {
  test('is refused while check has errors, and names them', async () => {
    const broken: ProjectDocument = { ...document, jobs: [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), expression('Mid([name]', 'cn')])])] }
    const folder = project(undefined, broken)
    const out = path.join(folder, 'schema.json')
    const answer = await cli(['export', folder, '--format', 'graph-schema', '--out', out])
    expect(answer).toMatchObject({ status: 1, out: '' })
    expect(answer.err).toMatch(/Nothing is exported while check has errors.*S\d\d/)
    expect(existsSync(out)).toBe(false)
    expect((await cli(['check', folder])).status).toBe(1)
  }, 30_000)
})

describe('a file that is not as it should be', () => {
  const text = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`)
  test.each<{ name: string; content: Buffer | undefined; status: number; issues: string[]; read?: number }>([
    { name: 'missing', content: undefined, status: 1, issues: [] },
    { name: 'empty', content: Buffer.alloc(0), status: 0, issues: ['fileEmpty'], read: 0 },
    { name: 'truncated', content: Buffer.from('id,name\n1,Ann\n2,"Be'), status: 0, issues: ['quoteUnclosed'] },
    { name: 'in another encoding', content: Buffer.from('id,name\n1,\xc5se\n2,Bj\xf8rn\n', 'latin1'), status: 0, issues: [], read: 2 },
    { name: 'ragged', content: text(['id,name', '1,Ann,x', '2', '3,Cy']), status: 0, issues: ['raggedRow', 'raggedRow'], read: 3 },
    { name: 'with a header twice', content: text(['id,name,name', '1,Ann,Anna']), status: 0, issues: ['headerDuplicate'], read: 1 },
    { name: 'with an anchor twice', content: text(['id,name', '1,Ann', '1,Anna', '2,Bea']), status: 0, issues: ['anchorDuplicate', 'anchorDuplicate'], read: 3 },
    { name: 'with a cell of 10 MB', content: text(['id,name', `1,${'x'.repeat(10_000_000)}`, '2,Bea']), status: 0, issues: ['cellTooLong'] },
    { name: 'with a NUL', content: text(['id,name', '1,A\u0000nn', '2,Bea']), status: 0, issues: ['nulByte'], read: 2 },
    { name: 'with a column of a dangerous name', content: text(['id,__proto__,constructor', '1,x,y']), status: 0, issues: [], read: 1 },
  ])('$name does not stop an import, and is not silent', async ({ content, status, issues, read }) => {
    const folder = project(undefined, projectOf([sourceSystem()], []))
    if (content) writeFileSync(path.join(folder, 'people.csv'), content)
    else writeFileSync(path.join(folder, 'rehearsal.json'), JSON.stringify(projectOf([sourceSystem({ settings: { kind: 'delimited', paths: ['nowhere.csv'], anchor: 'id' } })], [])))
    const result = await json<{ systems?: { read: number; issues: { code: string; origin: string; message: string }[] }[]; error?: { code: string } }>(['import', folder], status)
    if (status !== 0) {
      expect(result.error?.code).toBe('fileMissing')
      return
    }
    const [system] = result.systems ?? []
    expect(system?.issues.map((issue) => issue.code)).toEqual(issues)
    for (const issue of system?.issues ?? []) expect(issue).toMatchObject({ origin: expect.stringMatching(/^people\.csv/) as unknown, message: expect.stringMatching(/\w/) as unknown })
    if (read !== undefined) expect(system?.read).toBe(read)
  }, 30_000)

  test('is told of by a cycle, too, with what the configuration names and the file does not have', async () => {
    const folder = project()
    writeFileSync(path.join(folder, 'people.csv'), 'id,name,boss,status\n1,Ann,,\n,Bea,,\n2,"Cy,,\n')
    const { reads, diagnostics } = await json<CycleResult & { diagnostics: { code: string; path: string }[] }>(['cycle', folder, '--now', NOW])
    expect(reads).toEqual([{ system: 'hr', complete: false, issues: { anchorMissing: 1, quoteUnclosed: 1 } }])
    expect(diagnostics).toMatchObject([{ code: 'S13', path: 'jobs[0].objectMappings[0].attributeMappings[4].source' }])
    const { out } = await cli(['cycle', folder, '--now', NOW])
    expect(out).toContain('reading hr: not complete, so that nobody counts as missing; anchorMissing 1; quoteUnclosed 1')
    expect(out).toContain('The configuration has an error: jobs[0].objectMappings[0].attributeMappings[4].source: The source object has no attribute title.')
  }, 30_000)

  test.each([
    { what: 'two systems', document: { ...document, systems: [...document.systems, ...document.systems] }, of: 'Two systems of the project have the id hr' },
    { what: 'two jobs', document: { ...document, jobs: [...document.jobs, ...document.jobs] }, of: 'Two jobs of the project have the id ' },
  ])('as a project with $what of one id is refused with a sentence', async ({ document: own, of }) => {
    expect(await json(['cycle', project(undefined, own)], 1)).toMatchObject({ error: { code: 'projectInvalid', message: expect.stringContaining(of) as unknown } })
  })

  test.each([
    { name: 'no JSON', content: '{ "formatVersion": ', code: 'projectInvalid' },
    { name: 'JSON of something else', content: '{ "formatVersion": "1.0", "name": 7 }', code: 'projectInvalid' },
    { name: 'of a newer version', content: JSON.stringify({ ...document, formatVersion: '2.0' }), code: 'projectNewer' },
  ])('as a project that is $name says so', async ({ content, code }) => {
    const folder = project()
    writeFileSync(path.join(folder, 'rehearsal.json'), content)
    expect(await json(['cycle', folder], 1)).toMatchObject({ error: { code } })
    expect(readFileSync(path.join(folder, 'rehearsal.json'), 'utf8')).toBe(content)
  })
})

describe('files after one option', () => {
  const halves = (): string => {
    const files = temporaryFolder()
    writeFileSync(path.join(files, 'page-1.csv'), csvOf(people.slice(0, 3), ['id', 'name']))
    writeFileSync(path.join(files, 'page-2.csv'), csvOf(people.slice(3), ['id', 'name']))
    writeFileSync(path.join(files, 'directory.ldif'), ldifOf(accounts))
    return files
  }

  test('are pages of one read, as a shell hands them over', async () => {
    const files = halves()
    const folder = path.join(files, 'project')
    await json(['init', folder, '--source', path.join(files, 'page-1.csv'), path.join(files, 'page-2.csv'), '--target', path.join(files, 'directory.ldif'), '--match', 'id=employeeID'])
    const { systems } = JSON.parse(readFileSync(path.join(folder, 'rehearsal.json'), 'utf8')) as ProjectDocument
    expect(systems.map(({ settings }) => ('paths' in settings ? settings.paths.map((one) => path.basename(one)) : []))).toEqual([['page-1.csv', 'page-2.csv'], ['directory.ldif']])
  }, 30_000)

  test('are refused where one of them might be the folder, and after an option that takes one', async () => {
    const files = halves()
    expect(await cli(['init', '--source', path.join(files, 'page-1.csv'), path.join(files, 'page-2.csv'), 'project'])).toMatchObject({ status: 64 })
    expect(await cli(['init', 'project', '--schema', 'a.json', 'b.json'])).toMatchObject({ status: 64, err: expect.stringContaining('does not know what to do with b.json') as unknown })
  }, 30_000)
})

const brownfield = skipBecause(missingOnShelf('data', 'brownfield-hr-ldap'))
brownfield.describe('the brownfield pair', () => {
  brownfield.test('has 36 matched people, two whose number is on two accounts, and twelve to be created', async () => {
    const folder = path.join(temporaryFolder(), 'brownfield')
    const files = temporaryFolder()
    cpSync(shelf('data', 'brownfield-hr-ldap'), files, { recursive: true })
    await json(['init', folder, '--source', path.join(files, 'hr-export.csv'), '--target', path.join(files, 'directory.ldif'), '--match', 'empnum=employeeNumber'])
    const match = await json<Record<string, unknown[]>>(['match', folder])
    expect(match.matched).toHaveLength(36)
    expect(match.ambiguous?.map((a) => (a as { source: string }).source)).toEqual(['1001', '1013'])
    expect(match.unmatchedSources).toEqual(['1003', '1005', ...Array.from({ length: 10 }, (_, i) => String(8000 + i))])
    const { jobs: [counts] } = await json<CycleResult>(['cycle', folder, '--now', NOW])
    expect(counts).toMatchObject({ sourceObjects: 50, matched: 36, ambiguous: 2, unmatched: 12, issues: { DuplicateTargetEntries: 2 } })
    expect((counts?.actions.create ?? 0) + (counts?.failed ?? 0)).toBe(14)
  }, 60_000)
})
