import { describe, expect, onTestFinished } from 'vitest'
import { parseRestart, restartOf } from '../../../shared/model/restart'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

const unit = { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' }
const user = (id: string, more: Readonly<Record<string, string>> = {}) => ({ dn: `CN=${id},OU=Ward,DC=x`, objectClass: 'user', objectGUID: `g${id}`, cn: id, employeeID: id, sAMAccountName: id, userAccountControl: '512', ...more })
const people = (...rows: readonly Readonly<Record<string, string>>[]) => csvOf(rows.map((row) => ({ name: row.id ?? '', mail: '', scope: 'in', ...row })))

const document: ProjectDocument = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('mail', 'mail'),
], { scope: scope([['scope', 'EQUALS', 'in']]) })], { guards: { deletions: { enabled: true, value: 2 } } })])

function project(file: string, entries: Parameters<typeof ldifOf>[0] = []): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => made.close())
  made.write('people.csv', file)
  made.write('directory.ldif', ldifOf([unit, ...entries]))
  return made
}
const counted = (made: Awaited<ReturnType<RehearsedProject['cycle']>>) => made.jobs[0]?.sourceObjects

describe('a restart', () => {
  rule.each([
    { scopes: '', means: 'watermark escrows', rule: '2.3-1', because: 'nothing is named, as in the admin centre' },
    { scopes: 'Watermark', means: 'watermark', rule: '2.3-2', because: 'everything is evaluated anew' },
    { scopes: 'escrows', means: 'escrows', rule: '2.3-3', because: 'failures are forgotten' },
    { scopes: 'QuarantineState', means: '', because: 'no cycle is held back by quarantine' },
    { scopes: 'ConnectorDataStore', means: 'links', rule: '2.3-5', because: 'links are dropped' },
    { scopes: 'Full', means: 'watermark escrows links', rule: '2.3-6', because: 'it is everything' },
    { scopes: 'ForceDeletes, Watermark', means: 'watermark forceDeletes', rule: '2.3-7', because: 'several are named' },
  ])('“$scopes” resets $means, because $because', ({ scopes, means }) => {
    const restart = restartOf(parseRestart(scopes))
    expect(Object.entries(restart ?? {}).filter(([, on]) => on).map(([name]) => name).join(' ')).toBe(means)
  })

  rule('2.3-8', 'is not None, nor anything else', () => {
    expect(() => parseRestart('None')).toThrow('None is no scope of a restart')
    expect(() => parseRestart('Watermark,Everything')).toThrow('Everything is no scope')
    expect(restartOf(undefined)).toBeUndefined()
  })

  rule(['2.3-1', '2.3-2', '2.2-1', '2.4-6'], 'evaluates everybody anew with links as they are, where an incremental cycle looks at nobody who did not change', async () => {
    const made = project(people({ id: '1' }, { id: '2' }), [user('1', { cn: 'Other' }), user('2')])
    await made.cycle(document)
    made.write('directory.ldif', ldifOf([unit, user('1', { mail: 'else@x.org' }), user('2', { employeeID: '9' })])) // a change at the target
    expect(counted(await made.cycle(document, { keep: false }))).toBe(0)
    for (const restart of [[], ['Watermark'] as const]) {
      const outcome = await made.cycle(document, { keep: false, restart })
      expect(outcome).toMatchObject({ type: 'initial', typeReason: 'it was restarted, which evaluates everything anew' })
      expect(outcome.jobs[0]).toMatchObject({ sourceObjects: 2, matched: 2, unmatched: 0 })
    }
  })

  rule(['2.3-6', '4-11'], 'in full drops links and matches everybody anew', async () => {
    const made = project(people({ id: '1' }, { id: '2' }), [user('1'), user('2')])
    await made.cycle(document)
    made.write('directory.ldif', ldifOf([unit, { ...user('1'), objectGUID: 'another' }, user('2')]))
    expect((await made.cycle(document, { type: 'initial', keep: false })).jobs[0]?.issues).toEqual({ InvalidAnchor: 1 })
    const outcome = await made.cycle(document, { restart: ['Full'] })
    expect(outcome.jobs[0]).toMatchObject({ matched: 2, failed: 0, issues: {} })
    made.reopen()
    expect((await made.plan(await made.cycle(document, { type: 'initial' }))).actions.map((action) => action.reason.code)).toEqual(['unchanged', 'unchanged'])
  })

  rule('2.3-5', 'of the connector data store drops links and nothing else', async () => {
    const made = project(people({ id: '1' }, { id: '2' }), [user('1'), user('2')])
    await made.cycle(document)
    made.write('people.csv', people({ id: '1' })) // the other's link would make it a delete
    const outcome = await made.cycle(document, { restart: ['ConnectorDataStore'] })
    expect(outcome).toMatchObject({ type: 'incremental', summary: { delete: 0 } })
    expect(outcome.jobs[0]?.goneFromSource).toBe(0)
  })

  rule('2.3-3', 'of escrows forgets failures, which are tried again otherwise', async () => {
    const made = project(people({ id: '1', mail: 'no address' }, { id: '2' }), [user('1'), user('2')])
    expect((await made.cycle(document)).summary.failed).toBe(1)
    const later = '2026-11-21T07:00:00Z'
    expect(counted(await made.cycle(document, { now: later, keep: false }))).toBe(1)
    expect(counted(await made.cycle(document, { now: later, restart: ['Escrows'] }))).toBe(0)
    expect(counted(await made.cycle(document, { now: '2026-11-22T07:00:00Z' }))).toBe(0)
  })

  rule(['2.3-7', '7.3-4'], 'with ForceDeletes carries out exactly what the threshold held', async () => {
    const made = project(people({ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }), ['1', '2', '3', '4'].map((id) => user(id)))
    await made.cycle(document)
    made.write('people.csv', people({ id: '1', scope: 'out' }, { id: '2', scope: 'out' }, { id: '3' }, { id: '4' }))
    expect((await made.cycle(document)).summary).toMatchObject({ disable: 0, held: 2 })
    made.write('people.csv', people({ id: '1', scope: 'out' }, { id: '2', scope: 'out' }, { id: '3', scope: 'out' }, { id: '4', scope: 'out' }))
    const outcome = await made.cycle(document, { restart: ['ForceDeletes'] })
    expect(outcome.summary).toMatchObject({ disable: 2, held: 2 })
    const { actions } = await made.plan(outcome)
    expect(actions.filter((action) => action.status === 'planned').map((action) => action.source?.anchor)).toEqual(['1', '2'])
  })
})

describe('a changed configuration', () => {
  rule('2.2-6', 'is a changed default domain, too', async () => {
    const named = (defaultDomain: string): ProjectDocument => ({ ...document, defaultDomain, jobs: [{ ...document.jobs[0]!, objectMappings: [objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), expression('Join("@", [id], DefaultDomain())', 'mail')])] }] })
    const made = project(people({ id: '1' }), [user('1')])
    await made.cycle(named('a.example'))
    expect((await made.cycle(named('a.example'))).type).toBe('incremental')
    expect(await made.cycle(named('b.example'))).toMatchObject({ type: 'initial', summary: { update: 1 } })
  })
})

describe('a link', () => {
  rule(['2.1-1', '2.1-3', '2.1-4', '4-10'], 'is kept for who is created and for who is matched, and used from then on', async () => {
    const made = project(people({ id: '1' }, { id: '2' }), [user('1')])
    expect((await made.cycle(document)).jobs[0]).toMatchObject({ sourceObjects: 2, matched: 1, unmatched: 1 })
    made.write('directory.ldif', ldifOf([unit, user('1', { employeeID: '77' })]))
    made.reopen()
    const { actions } = await made.plan(await made.cycle(document, { type: 'initial' }))
    expect(actions.map((action) => [action.kind, action.target?.anchor?.slice(0, 2), action.changes.map((change) => `${change.attribute} ${String(change.after)}`)])).toEqual([['update', 'g1', ['employeeID 1']], ['skip', expect.any(String), []]])
  })
})

describe('somebody whom an incremental cycle does not look at', () => {
  const timed = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'),
    expression('IIF(DateDiff("d", Now(), CDate([start])) > 0, "later", "now")', 'info'),
    expression('IIF(DateDiff("d", Now(), CDate([start])) > 30, IgnoreObjectFlow, IgnoreAttributeFlow)', 'objectFilter'),
  ])], { service: 'ApiDriven' })])
  const at = { keep: false, type: 'incremental' as const }

  rule(['2.4-8', '2.4-20'], 'and who would come out differently by now is counted', async () => {
    const made = project(people({ id: '1', start: '2026-11-25' }, { id: '2', start: '2026-12-15' }, { id: '3', start: '2027-01-05' }), [user('1', { info: 'later' }), user('2', { info: 'later' })])
    await made.cycle(timed)
    expect((await made.cycle(timed, at)).jobs[0]).toMatchObject({ sourceObjects: 0, unevaluated: { clock: 0, references: 0 } })
    expect((await made.cycle(timed, { ...at, now: '2026-11-30T00:00:00Z' })).jobs[0]?.unevaluated).toEqual({ clock: 1, references: 0 })
    // By mid December the second has started, and the third would be created.
    expect((await made.cycle(timed, { ...at, now: '2026-12-16T00:00:00Z' })).jobs[0]?.unevaluated).toEqual({ clock: 3, references: 0 })
    expect((await made.cycle(timed, { keep: false, type: 'initial', now: '2026-12-16T00:00:00Z' })).summary).toMatchObject({ update: 2, create: 1 })
  })

  rule('2.4-8', 'is counted in every cycle until somebody is looked at', async () => {
    const made = project(people({ id: '1', start: '2026-11-25' }), [user('1', { info: 'later' })])
    await made.cycle(timed)
    for (const day of ['2026-11-30', '2026-12-01']) expect((await made.cycle(timed, { type: 'incremental', now: `${day}T00:00:00Z` })).jobs[0]?.unevaluated).toEqual({ clock: 1, references: 0 })
    await made.cycle(timed, { restart: ['Watermark'], now: '2026-12-02T00:00:00Z' })
    expect((await made.cycle(timed, { type: 'incremental', now: '2026-12-03T00:00:00Z' })).jobs[0]?.unevaluated).toEqual({ clock: 0, references: 0 })
  })

  rule('2.4-8', 'is not counted where the target holds the new value already', async () => {
    const made = project(people({ id: '1', start: '2026-11-25' }), [user('1', { info: 'later' })])
    await made.cycle(timed)
    made.write('directory.ldif', ldifOf([unit, user('1', { info: 'now' })]))
    expect((await made.cycle(timed, { ...at, now: '2026-11-30T00:00:00Z' })).jobs[0]?.unevaluated).toEqual({ clock: 0, references: 0 })
  })

  rule(['8-5', '2.4-20'], 'and whose manager comes into scope is not repaired before a restart, but counted', async () => {
    const led = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
      direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('boss', 'manager'),
    ], { scope: scope([['scope', 'EQUALS', 'in']]) })])])
    const made = project(people({ id: '1', boss: '2' }, { id: '2', boss: '', scope: 'out' }), [user('1'), user('2')])
    await made.cycle(led)
    made.write('people.csv', people({ id: '1', boss: '2' }, { id: '2', boss: '' }))
    const outcome = await made.cycle(led)
    expect(outcome.jobs[0]).toMatchObject({ sourceObjects: 1, actions: { update: 0 }, unevaluated: { clock: 0, references: 1 } })
    // The next ones look at nobody, and still tell of it; after a restart there is nothing left to tell.
    expect((await made.cycle(led)).jobs[0]).toMatchObject({ sourceObjects: 0, unevaluated: { clock: 0, references: 1 } })
    made.reopen()
    expect((await made.cycle(led)).jobs[0]).toMatchObject({ unevaluated: { clock: 0, references: 1 } })
    expect((await made.cycle(led, { restart: [] })).summary).toMatchObject({ update: 1 })
    expect((await made.cycle(led)).jobs[0]).toMatchObject({ unevaluated: { clock: 0, references: 0 } })
  })
})
