import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlanCompareView } from '../../../shared/ipc/compare-views'
import type { GoldenRecord, ProjectDocument } from '../../../shared/model/project'
import { readJsonPages } from '../../../main/connectors/json-pages/connector'
import { type Bundle, bundle } from '../../support/bundle'
import { removableFolder, repository, temporaryFolder } from '../../support/folders'
import { parseLdifChanges } from '../../support/ldif-changes'
import { csvOf, ldifOf } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { parseXml } from '../../support/xml'
import { collect } from '../connectors/read'

let programs: Bundle
beforeAll(async () => {
  programs = await bundle({ cli: path.join(repository, 'main/cli/cli.ts') })
}, 60_000)
afterAll(() => programs.remove())

interface Answer { readonly status: number | null; readonly out: string; readonly err: string }

async function cli(...args: readonly string[]): Promise<Answer> {
  const child = spawn(process.execPath, [path.join(programs.folder, 'cli.cjs'), ...args])
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  const [status] = await once(child, 'close') as [number | null]
  return { status, out, err }
}

const NOW = '2026-11-21T00:00:00Z'
const golden: GoldenRecord = { id: 'ann', job: 'hr-to-ad', objectMapping: 'users', anchor: '1', record: { title: 'Nurse' }, now: NOW, expect: { title: 'Nurse' } }
const document: ProjectDocument = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('boss', 'manager'), direct('title', 'title'),
  expression('Switch([status], "False", "left", "True")', 'accountDisabled'), expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName'),
], { scope: scope([['kind', 'NOT EQUALS', 'guest']]) })])], { name: 'Ward <1> & "co"', tests: [golden] })
const people = [
  { id: '1', name: 'Ann Åberg', title: 'Nurse', boss: '3', ward: 'North', kind: 'staff' },
  { id: '2', name: 'Bea', title: 'x'.repeat(200), ward: 'South', kind: 'staff' },
  { id: '3', name: 'Cy, "Jr" <script>alert(1)</script>', title: ' led by a blank', ward: 'South', kind: 'staff' },
  { id: '4', name: 'Dan', status: 'left', ward: 'South', kind: 'staff' }, { id: '5', name: 'Guest', ward: 'South', kind: 'guest' },
]
const accounts = [
  { dn: 'OU=North,DC=x', objectClass: 'organizationalUnit', ou: 'North' }, { dn: 'OU=South,DC=x', objectClass: 'organizationalUnit', ou: 'South' },
  { dn: 'CN=Ann Åberg,OU=South,DC=x', objectClass: 'user', objectGUID: 'g1', cn: 'Ann Åberg', employeeID: '1', sAMAccountName: '1', title: 'Clerk', userAccountControl: '66048' },
  { dn: 'CN=Dan,OU=South,DC=x', objectClass: 'user', objectGUID: 'g4', cn: 'Dan', employeeID: '4', sAMAccountName: '4', userAccountControl: '66048' },
]

function project(folder: string = temporaryFolder(), own: ProjectDocument = document): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'rehearsal.json'), JSON.stringify(own, undefined, 2))
  writeFileSync(path.join(folder, 'people.csv'), csvOf(people, ['id', 'name', 'title', 'boss', 'status', 'ward', 'kind']))
  writeFileSync(path.join(folder, 'directory.ldif'), ldifOf(accounts))
  return folder
}

describe('test', () => {
  test('is 0 and says how many hold, 1 with a sentence for each that does not, and writes JUnit either way', async () => {
    const folder = project()
    const file = path.join(folder, 'tests.xml')
    expect(await cli('test', folder, '--junit', file)).toMatchObject({ status: 0, out: '1 of 1 expectations of 1 golden records hold.\n' })
    expect(parseXml(readFileSync(file, 'utf8')).attributes).toEqual({ name: 'Ward <1> & "co"', tests: '1', failures: '0', errors: '0' })

    const wrong = project(undefined, { ...document, tests: [{ ...golden, name: 'Ann', expect: { title: 'Doctor', mail: 'x' } }] })
    const answer = await cli('test', wrong, '--junit', file)
    expect(answer).toMatchObject({ status: 1, err: '' })
    expect(answer.out.split('\n')).toEqual(['mail of Ann cannot be tested: the project has no mapping of mail in hr-to-ad, users; correct the golden record ann, or remove it.', 'title of Ann should be “Doctor” and is “Nurse”.', '0 of 2 expectations of 1 golden records hold.', ''])
    expect(parseXml(readFileSync(file, 'utf8')).attributes).toMatchObject({ failures: '1', errors: '1' })
    const json = await cli('test', wrong, '--json')
    expect(json.status).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject({ total: 2, passed: 0, failed: [{ attribute: 'mail' }, { test: 'ann', anchor: '1', attribute: 'title', expected: '“Doctor”', actual: '“Nurse”' }] })
    expect(await cli('check', wrong)).toMatchObject({ status: 1, out: expect.stringContaining('tests[0].expect.mail') as unknown })
  }, 60_000)
})

describe('of a rehearsed project', () => {
  const shared = removableFolder()
  let folder: string
  const rehearse = (...more: readonly string[]) => cli('cycle', folder, '--type', 'initial', '--now', NOW, '--discard', ...more)
  beforeAll(async () => {
    folder = project(path.join(shared.path, 'project'))
    await rehearse()
    writeFileSync(path.join(folder, 'people.csv'), csvOf([...people.map((one) => (one.id === '1' ? { ...one, title: 'Matron' } : one)), { id: '6', name: 'Flo', ward: 'North', kind: 'staff' }], ['id', 'name', 'title', 'boss', 'status', 'ward', 'kind']))
    await rehearse()
  }, 60_000)
  afterAll(() => shared.remove())

  test('diff says in its first line what differs, then by cause, then who, and 2 with --detailed-exitcode', async () => {
    const answer = await cli('diff', folder, '1', '2', '--detailed-exitcode')
    expect({ status: answer.status, err: answer.err }).toEqual({ status: 2, err: '' })
    const lines = answer.out.split('\n')
    expect(lines[0]).toBe('Run 1 and run 2: 0 only in 1, 1 only in 2, 1 with another outcome, 3 the same')
    expect(lines[1]).toContain('1 → 2 create')
    expect(answer.out).toContain('  Ann Åberg (1): ')
    expect(answer.out).toMatch(/ {2}Flo \(6\): create .*, only in 2/)
    expect((await cli('diff', folder, '1', '1', '--detailed-exitcode')).status).toBe(0)
    expect((await cli('diff', folder, '1', '2')).status).toBe(0)
  }, 30_000)

  test('diff --json has groups with three counts, and the people by pages', async () => {
    const document = JSON.parse((await cli('diff', folder, '1', '2', '--json', '--offset', '1', '--limit', '1')).out) as PlanCompareView & { differences: { total: number; rows: { anchor: string; outcome: string }[] } }
    expect(document.people).toEqual({ onlyA: 0, onlyB: 1, same: 3, differs: 1 })
    expect(document).toMatchObject({ sameConfiguration: true, sameData: false, a: { run: 1, now: NOW } })
    expect(document.groups.find(({ kind, status }) => kind === 'create' && status === 'planned')).toMatchObject({ onlyA: 0, both: 1, onlyB: 1 })
    expect(document.differences).toMatchObject({ total: 2, rows: [{ anchor: '6', outcome: 'onlyB', b: { kind: 'create' } }] })
  }, 30_000)

  test.each([['diff', '1', '9'], ['diff', '1', 'x']])('%s %s %s is an error that says that there is no such run', async (command, a, b) => {
    expect(await cli(command, folder, a, b)).toMatchObject({ status: 1, err: expect.stringContaining(`no run ${b}`) as unknown })
  }, 30_000)

  test('plan --format html is one page with nothing from elsewhere, every value escaped, and everybody by name', async () => {
    const file = path.join(shared.path, 'plan.html')
    expect((await cli('plan', folder, '--run', '1', '--format', 'html', '--out', file)).status).toBe(0)
    const page = readFileSync(file, 'utf8')
    expect(page).not.toMatch(/<script|https?:\/\/|\bsrc=|\bhref=|url\(/i)
    const body = parseXml(page.slice(page.indexOf('<body>')).replaceAll('<br>', '<br/>').replace('</html>', '').trim())
    const texts = (element: typeof body): string => `${element.text} ${element.children.map(texts).join(' ')}`
    const section = (id: string) => texts(body.children.find(({ attributes }) => attributes['id'] === id) ?? body)
    expect(texts(body.children[0] as typeof body)).toContain('Ward <1> & "co"')
    expect(section('removals')).toContain('Dan')
    expect(section('failures')).toContain('Bea')
    expect(section('summary')).toContain('hr-to-ad')
    expect(section('groups')).toContain('New account')
    expect(await cli('plan', folder, '--run', '1', '--format', 'html')).toMatchObject({ status: 0, out: page })
  }, 30_000)

  test('export --format report adds the configuration', async () => {
    const { status, out } = await cli('export', folder, '--format', 'report')
    expect(status).toBe(0)
    expect(out).toContain('Configuration of hr-to-ad')
    expect(out).toContain('kind NOT EQUALS guest')
    expect(out).toContain('Switch([status], &quot;False&quot;')
    expect(out).not.toContain('Not rehearsed as it stands')
  }, 30_000)

  test('export --format ldif is change records that a strict reader takes, with a comment that nobody writes them', async () => {
    const { status, out } = await cli('export', folder, '--format', 'ldif')
    expect(status).toBe(0)
    expect(out).toMatch(/^# .*\n# Rehearsal never writes this/)
    expect(parseLdifChanges(out)).toEqual([
      { dn: 'CN=Ann Åberg,OU=South,DC=x', changetype: 'moddn', lines: [['newrdn', 'CN=Ann Åberg'], ['deleteoldrdn', '1'], ['newsuperior', 'OU=North,DC=x']] },
      { dn: 'CN=Ann Åberg,OU=North,DC=x', changetype: 'modify', changes: [['replace', 'title', ['Matron']]] },
      {
        dn: 'CN=Cy\\, \\"Jr\\" \\<script\\>alert(1)\\</script\\>,OU=South,DC=x', changetype: 'add', lines: [
          ...['top', 'person', 'organizationalPerson', 'user'].map((name) => ['objectClass', name]), ['userAccountControl', '512'], ['cn', 'Cy, "Jr" <script>alert(1)</script>'], ['employeeID', '3'], ['sAMAccountName', '3'], ['title', ' led by a blank'],
        ],
      },
      { dn: 'CN=Dan,OU=South,DC=x', changetype: 'modify', changes: [['replace', 'userAccountControl', ['66050']]] },
      {
        dn: 'CN=Flo,OU=North,DC=x', changetype: 'add', lines: [...['top', 'person', 'organizationalPerson', 'user'].map((name) => ['objectClass', name]), ['userAccountControl', '512'], ['cn', 'Flo'], ['employeeID', '6'], ['sAMAccountName', '6']],
      },
      { dn: 'CN=Ann Åberg,OU=North,DC=x', changetype: 'modify', changes: [['replace', 'manager', ['CN=Cy\\, \\"Jr\\" \\<script\\>alert(1)\\</script\\>,OU=South,DC=x']]] },
    ])
    for (const line of out.split('\n')) expect(/^[\x20-\x7e]*$/.test(line) || line.startsWith('#')).toBe(true)
  }, 30_000)

  test('export --format csv has the plan of the job', async () => {
    const { status, out } = await cli('export', folder, '--format', 'csv')
    expect(status).toBe(0)
    expect(out.split('\r\n')[0]).toBe('job,kind,status,source anchor,source,target,attribute,before,after,reason,issues')
    expect(out).toContain('hr-to-ad,update,planned,1,Ann Åberg')
  }, 30_000)

  test('export --format scim-bulk is what our own reader takes back: everybody in scope, 50 to a request', async () => {
    const many = project(path.join(shared.path, 'many'))
    writeFileSync(path.join(many, 'people.csv'), csvOf([...people, ...Array.from({ length: 110 }, (_, i) => ({ id: `p${i}`, name: `Person ${i}`, title: 'Nurse', boss: '3', ward: 'North', kind: 'staff', status: 'Active' }))], ['id', 'name', 'title', 'boss', 'status', 'ward', 'kind']))
    expect((await cli('import', many)).status).toBe(0)
    const uploads = path.join(shared.path, 'uploads')
    mkdirSync(uploads)
    const answer = await cli('export', many, '--format', 'scim-bulk', '--out', path.join(uploads, 'upload.json'), '--json')
    expect(answer.status).toBe(0)
    const files = readdirSync(uploads).sort()
    expect(files).toEqual(['upload-0001.json', 'upload-0002.json', 'upload-0003.json'])
    const requests = files.map((name) => JSON.parse(readFileSync(path.join(uploads, name), 'utf8')) as { Operations: { bulkId: string }[] })
    expect(requests.map(({ Operations }) => Operations.length)).toEqual([50, 50, 14])
    expect(requests[0]).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], failOnErrors: null })
    for (const { Operations } of requests) expect(new Set(Operations.map(({ bulkId }) => bulkId)).size).toBe(Operations.length)
    const { objects, issues } = await collect(readJsonPages({ settings: { kind: 'scim-json', paths: files }, folder: uploads, known: {}, signal: new AbortController().signal }))
    expect(issues).toEqual([])
    expect(objects).toHaveLength(114)
    expect(objects.some(({ anchor }) => anchor === '5')).toBe(false)
    expect(objects.find(({ anchor }) => anchor === 'p7')?.values).toEqual(new Map([
      ['externalId', 'p7'], ['urn:ietf:params:scim:schemas:extension:hr:1.0:User:id', 'p7'], ['urn:ietf:params:scim:schemas:extension:hr:1.0:User:name', 'Person 7'], ['title', 'Nurse'],
      ['urn:ietf:params:scim:schemas:extension:hr:1.0:User:boss', '3'], ['active', 'True'], ['urn:ietf:params:scim:schemas:extension:hr:1.0:User:ward', 'North'], ['urn:ietf:params:scim:schemas:extension:hr:1.0:User:kind', 'staff'],
    ]))
  }, 60_000)

  test('an export is refused while check has errors, and nothing is written', async () => {
    const broken = project(undefined, { ...document, tests: [{ ...golden, job: 'gone' }] })
    for (const format of ['ldif', 'csv', 'report', 'scim-bulk', 'graph-schema']) {
      const file = path.join(broken, 'out')
      expect(await cli('export', broken, '--format', format, '--out', file)).toMatchObject({ status: 1, err: expect.stringContaining('S05 at tests[0].job') as unknown })
      expect(existsSync(file)).toBe(false)
    }
  }, 60_000)
})
