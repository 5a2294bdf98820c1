import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { importSystems } from '../../../main/jobs/run-import'
import { runCycle } from '../../../main/jobs/run-cycle'
import type { ReadSystem } from '../../../main/jobs/read-systems'
import { Session } from '../../../main/jobs/session'
import { openMirror } from '../../../main/mirror/open-mirror'
import { readsTable } from '../../../main/mirror/reads-table'
import { type RunWriter, runWrites } from '../../../main/mirror/run-writes'
import { AppError } from '../../../shared/app-error'
import type { ReadEvent } from '../../../shared/model/record'
import { packCells } from '../../../shared/model/packed'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'
import { packRows } from '../../../main/packed/packed-rows'

const hr = sourceSystem()
const document = projectOf([hr, targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName')])])])
const sourceOnly = projectOf([hr], [])

function project(): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => made.close())
  made.write('directory.ldif', ldifOf([{ dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' }]))
  return made
}

const rows = (...names: readonly (readonly [id: string, name: string])[]): string => csvOf(names.map(([id, name]) => ({ id, name })), ['id', 'name'])

/** Names by anchor, as the mirror holds them. */
function people({ session }: RehearsedProject): Readonly<Record<string, string>> {
  const table = session.tables('hr').get('worker')
  const at = table?.attributes.indexOf('name') ?? -1
  return Object.fromEntries((table?.anchors ?? []).map((anchor, i) => [anchor, table?.bodies.at(i)?.split('\u001f')[at] ?? '']))
}

async function read(made: RehearsedProject, text: string): Promise<{ readonly counts: string; readonly issues: readonly string[] }> {
  made.write('people.csv', text)
  const [result] = await made.import(sourceOnly)
  if (!result) throw new Error('There is one system.')
  return { counts: `${result.read} read: ${result.new} new, ${result.changed} changed, ${result.unchanged} unchanged, ${result.missing} missing`, issues: result.issues.map((issue) => `${issue.code} ${issue.origin}`) }
}

describe('a read', () => {
  test('tells what is new, changed, unchanged and missing', async () => {
    const made = project()
    expect((await read(made, rows(['1', 'Ann'], ['2', 'Bea'], ['3', 'Cy']))).counts).toBe('3 read: 3 new, 0 changed, 0 unchanged, 0 missing')
    expect((await read(made, rows(['2', 'Beate'], ['1', 'Ann'], ['4', 'Di']))).counts).toBe('3 read: 1 new, 1 changed, 1 unchanged, 1 missing')
    expect(people(made)).toEqual({ 1: 'Ann', 2: 'Beate', 4: 'Di' })
    made.reopen()
    expect(people(made)).toEqual({ 1: 'Ann', 2: 'Beate', 4: 'Di' })
  })

  test('takes a column that moved or came without a value for no change', async () => {
    const made = project()
    await read(made, rows(['1', 'Ann'], ['2', 'Bea']))
    expect((await read(made, csvOf([{ name: 'Ann', more: '', id: '1' }, { name: 'Bea', more: 'x', id: '2' }], ['name', 'more', 'id']))).counts).toBe('2 read: 0 new, 1 changed, 1 unchanged, 0 missing')
  })

  rule('2.4-9', 'counts a row that comes twice once, with a note', async () => {
    const made = project()
    expect(await read(made, rows(['1', 'Ann'], ['2', 'Bea'], ['1', 'Ann']))).toEqual({ counts: '3 read: 2 new, 0 changed, 0 unchanged, 0 missing', issues: ['rowRepeated people.csv line 4'] })
  })

  rule.each([
    { order: [['1', 'Ann'], ['2', 'Bea'], ['1', 'Anna']], because: 'the one known stands first' },
    { order: [['1', 'Anna'], ['2', 'Bea'], ['1', 'Ann']], because: 'the one known stands last' },
    { order: [['1', 'Ann'], ['1', 'Anna'], ['1', 'Anne'], ['2', 'Bea']], because: 'there are three' },
    { order: [['2', 'Bea'], ['1', 'Anna'], ['1', 'Anne']], because: 'the one known is not among them' },
  ] as const, '2.4-9')('uses none of several different rows with one anchor; the person stays as last known, when $because', async ({ order }) => {
    const made = project()
    await read(made, rows(['1', 'Ann'], ['2', 'Bea']))
    const { counts, issues } = await read(made, rows(...order))
    expect(counts).toBe(`${order.length} read: 0 new, 0 changed, 2 unchanged, 0 missing`)
    expect(issues).toEqual(order.flatMap(([id], i) => (id === '1' ? [`anchorDuplicate people.csv line ${i + 2}`] : [])))
    expect(people(made)).toEqual({ 1: 'Ann', 2: 'Bea' })
    made.reopen()
    expect(people(made)).toEqual({ 1: 'Ann', 2: 'Bea' })
  })

  test('knows nobody by rows that contradict each other from the first day', async () => {
    const made = project()
    expect((await read(made, rows(['1', 'Ann'], ['1', 'Anna'], ['2', 'Bea']))).counts).toBe('3 read: 1 new, 0 changed, 0 unchanged, 0 missing')
    expect(people(made)).toEqual({ 2: 'Bea' })
  })

  test('that breaks off makes nobody missing, and is read again', async () => {
    const made = project()
    await read(made, rows(['1', 'Ann'], ['2', 'Bea'], ['3', 'Cy']))
    const { counts, issues } = await read(made, 'id,name\r\n1,Anna\r\n2,"Be')
    expect(counts).toContain('0 missing')
    expect(issues.length).toBeGreaterThan(0)
    expect(people(made)).toMatchObject({ 1: 'Anna', 3: 'Cy' })
    expect((await read(made, rows(['1', 'Anna']))).counts).toBe('1 read: 0 new, 0 changed, 1 unchanged, 2 missing')
  })

  test('of nothing at all is not believed', async () => {
    const made = project()
    await read(made, rows(['1', 'Ann']))
    const { counts, issues } = await read(made, rows())
    expect(counts).toContain('0 missing')
    expect(new Set(issues)).toEqual(new Set(['fileEmpty people.csv']))
    expect(people(made)).toEqual({ 1: 'Ann' })
    expect(readsTable(made.session.mirror.db).current('hr')?.finding).toMatchObject({ doubted: 1 })
    const release = made.session.beginWork()
    onTestFinished(release)
    expect(await importSystems(made.session, [hr], { readAt: NOW, acceptEmpty: true }, quietly)).toMatchObject([{ complete: true, missing: 1 }])
    expect(readsTable(made.session.mirror.db).current('hr')?.finding).not.toHaveProperty('doubted')
    expect(people(made)).toEqual({})
  })

  test('of nobody of a type is not believed of that type, while others count as missing', async () => {
    const made = project()
    const bea = { dn: 'CN=Bea,DC=x', objectClass: 'user', objectGUID: 'b' }
    const group = { dn: 'CN=All,DC=x', objectClass: 'group', objectGUID: 'g' }
    const ad = targetSystem()
    const readAs = async (entries: Parameters<typeof ldifOf>[0], acceptEmpty: boolean) => {
      made.write('directory.ldif', ldifOf(entries))
      const release = made.session.beginWork()
      try {
        const [read] = await importSystems(made.session, [ad], { readAt: NOW, acceptEmpty }, quietly)
        return { complete: read?.complete, missing: read?.missing, issues: read?.issues.map(({ code }) => code).join(), doubted: read?.finding['doubtedTypes'], groups: made.session.tables('ad').get('group')?.anchors.length }
      } finally {
        release()
      }
    }
    await readAs([{ ...bea, dn: 'CN=Ann,DC=x', objectGUID: 'a' }, bea, group], false)
    const doubt = { complete: true, issues: 'typeMissing', doubted: 'group', groups: 1 }
    expect(await readAs([bea], false)).toEqual({ ...doubt, missing: 1 })
    expect(await readAs([bea], false)).toEqual({ ...doubt, missing: 0 })
    made.reopen()
    expect(await readAs([bea], true)).toEqual({ complete: true, missing: 1, issues: '', doubted: undefined, groups: 0 })
    expect(await readAs([bea, group], false)).toMatchObject({ missing: 0, issues: '', groups: 1 })
  })

  test('of a target that is empty can be rehearsed upon, twice in one session', async () => {
    const made = project()
    made.write('people.csv', rows(['1', 'Ann']))
    made.write('directory.ldif', '# nobody\n')
    expect((await made.cycle(document)).summary).toMatchObject({ create: 1 })
    expect((await made.cycle(document, { type: 'initial' })).summary).toMatchObject({ create: 0, update: 0 })
  })

  test('announces attributes while nobody else writes', async () => {
    const made = project()
    const file = path.join(made.folder, '.rehearsal', 'mirror.sqlite')
    const other = openMirror(file)
    onTestFinished(() => other.close())
    const write = runWrites(other.db)
    const end = (): void => { if (other.db.inTransaction) other.db.exec('COMMIT') }
    // Has the mirror to itself from the first batch until it is waited for, as a thread that always has more to write.
    const busy: RunWriter = {
      post: (writes) => {
        if (!other.db.inTransaction) other.db.exec('BEGIN IMMEDIATE')
        write(writes)
      },
      turn: () => undefined, drain: () => Promise.resolve(end()), close: () => Promise.resolve(end()),
    }
    async function* events(): AsyncGenerator<ReadEvent> {
      for (const [line, name] of ['name', 'more'].entries()) {
        yield { kind: 'attributes', type: 'worker', names: [name] }
        yield { kind: 'records', type: 'worker', anchors: [name], bodies: packRows([name]), hashes: [name], lines: Int32Array.of(line + 2), file: 0 }
        await Promise.resolve()
      }
      yield { kind: 'end', complete: true, finding: {} }
    }
    const session = new Session(made.folder, openMirror(file), () => Promise.resolve({ events: events() }), () => busy)
    onTestFinished(() => session.close())
    const release = session.beginWork()
    onTestFinished(release)
    const [result] = await importSystems(session, [hr], { readAt: NOW }, quietly)
    expect(result?.new).toBe(2)
    expect(session.tables('hr').get('worker')?.attributes).toEqual(['name', 'more'])
  })

  test('finds an anchor by index', async () => {
    const made = project()
    await read(made, rows(['1', 'Ann']))
    const steps = made.session.mirror.db.prepare('EXPLAIN QUERY PLAN SELECT object_id FROM object WHERE type_id = ? AND anchor = ?').all(1, '1') as { detail: string }[]
    expect(steps.map((step) => step.detail)).toEqual([expect.stringMatching(/USING (COVERING )?INDEX object_by_anchor/)])
  })
})

describe('work that is cancelled', () => {
  /** A source that never ends by itself; `underWay` once much of it was taken. */
  let underWay: () => void = () => undefined
  const endless: ReadSystem = ({ signal }) => Promise.resolve({ events: events(signal) })
  async function* events(signal: AbortSignal): AsyncGenerator<ReadEvent> {
    yield { kind: 'attributes', type: 'worker', names: ['id', 'name'] }
    for (let from = 0; ; from += 5000) {
      if (from === 25_000) underWay()
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was changed.')
      const anchors = Array.from({ length: 5000 }, (_, i) => `n${from + i}`)
      yield { kind: 'records', type: 'worker', anchors, bodies: packRows(anchors.map((anchor) => packCells([anchor, 'New']))), hashes: anchors, lines: new Int32Array(5000), file: 0 }
      await new Promise((resolve) => { setImmediate(resolve) })
    }
  }

  test('in the middle of a read leaves everything as before, and answers at once', async () => {
    const made = project()
    await read(made, rows(['1', 'Ann'], ['2', 'Bea']))
    const session = new Session(made.folder, openMirror(path.join(made.folder, '.rehearsal', 'mirror.sqlite')), endless)
    const controller = new AbortController()
    const release = session.beginWork()
    const begun = new Promise<void>((resolve) => { underWay = resolve })
    const working = importSystems(session, [hr], { readAt: NOW }, { ...quietly, signal: controller.signal })
    await begun
    const at = performance.now()
    controller.abort()
    await expect(working).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - at).toBeLessThan(5_000)
    release()
    session.close()
    made.reopen()
    expect(people(made)).toEqual({ 1: 'Ann', 2: 'Bea' })
    made.session.beginWork()()
    expect(made.session.mirror.db.prepare('SELECT count(*) AS n FROM object').get()).toEqual({ n: 2 })
  })

  test('in the middle of a plan leaves everything as before, and answers at once', async () => {
    const made = project()
    const many = Array.from({ length: 20_000 }, (_, i) => [String(i), `Person ${i}`] as const)
    made.write('people.csv', rows(['1', 'Ann']))
    await made.cycle(document)
    made.write('people.csv', rows(...many))
    const controller = new AbortController()
    let cancelledAt = 0
    const working = runCycle(made.session, { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW }, {
      signal: controller.signal,
      onProgress: ({ step, done }) => {
        if (step !== 'plan' || done < 10_000 || cancelledAt > 0) return
        cancelledAt = performance.now()
        controller.abort()
      },
    })
    await expect(working).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - cancelledAt).toBeLessThan(5_000)
    made.reopen()
    made.session.beginWork()()
    expect(made.session.links('hr-to-ad/users').size).toBe(1)
    expect(made.session.mirror.db.prepare(`SELECT status FROM run ORDER BY run_id`).all()).toEqual([{ status: 'done' }, { status: 'cancelled' }])
    expect((await made.cycle(document)).summary.create).toBe(19_999)
  }, 60_000)
})
