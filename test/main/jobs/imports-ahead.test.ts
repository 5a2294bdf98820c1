import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../../shared/app-error'
import type { WorkProgress } from '../../../shared/model/cycle'
import type { ConnectedSystem, Job } from '../../../shared/model/project'
import { type ReadSystem, readInline } from '../../../main/jobs/read-systems'
import { type CycleOutcome, runCycle } from '../../../main/jobs/run-cycle'
import { savePlan } from '../../../main/jobs/save-plan'
import { Session } from '../../../main/jobs/session'
import { openMirror } from '../../../main/mirror/open-mirror'
import { runsTable } from '../../../main/mirror/runs-table'
import { readsTable } from '../../../main/mirror/reads-table'
import { temporaryFolder } from '../../support/folders'
import { NOW, csvOf, ldifOf, quietly } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

/*
 * Systems that only later jobs need are read while the first is planned. Nothing of the outcome may tell when they were there.
 */

const tenant: ConnectedSystem = { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
const toDirectory = job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' })], { container: 'DC=x' })], { id: 'hr-to-ad' })
const toEntra: Job = {
  ...job([objectMapping([direct('employeeID', 'employeeId', { matchingPriority: 1 }), expression('Join("@", [cn], "x.example")', 'userPrincipalName'), direct('cn', 'displayName')], { sourceType: 'user', targetType: 'user' })], { id: 'ad-to-entra', service: 'CloudSync', source: 'ad', target: 'entra' }),
}
const document = projectOf([tenant, targetSystem(), sourceSystem()], [toDirectory, toEntra])

/** A chain's files, read as `read` says: it is told which system's turn it is. */
function chain(read: (system: string, request: Parameters<ReadSystem>[0]) => ReturnType<ReadSystem>): Session {
  const folder = temporaryFolder()
  const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text)
  write('people.csv', csvOf([{ id: '1', name: 'ann' }, { id: '2', name: 'bea' }, { id: '3', name: 'cy' }]))
  write('directory.ldif', ldifOf([{ dn: 'CN=bea,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: '00000000-0000-4000-8000-000000000002', cn: 'bea', employeeID: '2' }]))
  write('users.json', JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: [{ id: 'b', userPrincipalName: 'bea@old.example', displayName: 'Bea', employeeId: '2' }] }))
  const session = new Session(folder, openMirror(path.join(folder, 'mirror.sqlite')), (request) => read({ delimited: 'hr', ldif: 'ad', 'graph-json': 'entra', 'scim-json': '', ldap: '' }[request.settings.kind], request))
  onTestFinished(() => { session.close() })
  return session
}

function cycle(session: Session, work = quietly): Promise<CycleOutcome> {
  return runCycle(session, { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW }, work)
}

/** As a slow disk would: nothing comes before so many milliseconds, and every piece takes some. */
async function slowly(request: Parameters<ReadSystem>[0], ms: number): ReturnType<ReadSystem> {
  await pause(ms)
  const { events } = await readInline(request)
  if (!events) return {}
  return { events: (async function* () { for await (const event of events) { await pause(ms); yield event } })() }
}

test('the plan is the same bytes whichever system is there first', async () => {
  const plans: string[] = []
  for (const [hr, ad, entra] of [[0, 0, 0], [0, 8, 4], [8, 0, 4], [4, 8, 0]] as const) {
    const session = chain((system, request) => slowly(request, { hr, ad, entra }[system] as number))
    const { runNumber, durationMs: _, ...outcome } = await cycle(session)
    const file = path.join(session.folder, 'plan.json')
    await savePlan(session, runNumber, 'json', file, { skipped: true })
    plans.push(`${JSON.stringify({ ...outcome, jobs: outcome.jobs.map((of) => ({ ...of, durationMs: 0 })) })}\n${readFileSync(file, 'utf8')}`)
  }
  expect(plans[0]).toContain('ann@x.example')
  expect(new Set(plans).size).toBe(1)
})

test('a job is planned as soon as its own systems are staged, and a later one is heard of when it is', async () => {
  const told: WorkProgress[] = []
  let planned: () => void = () => undefined
  const first = new Promise<void>((resolve) => { planned = resolve })
  const session = chain(async (system, request) => {
    if (system === 'entra') await first
    return readInline(request)
  })
  const outcome = await cycle(session, { ...quietly, onProgress: (progress) => {
    told.push(progress)
    if (progress.step === 'save' && progress.job === 'hr-to-ad') planned()
  } })
  expect(outcome.jobs.map(({ actions }) => [actions.create, actions.update])).toEqual([[2, 0], [2, 1]])
  const at = (found: (progress: WorkProgress) => boolean): number => told.findIndex(found)
  expect(at(({ label, step }) => label === 'Entra ID' && step === 'stage')).toBeGreaterThan(at(({ job: of }) => of === 'hr-to-ad'))
  expect(at(({ job: of }) => of === 'ad-to-entra')).toBeGreaterThan(at(({ label, step }) => label === 'Entra ID' && step === 'stage'))
})

test('a later system that cannot be read ends the cycle with what is wrong with it; the others are staged, and nothing is planned', async () => {
  let broken = true
  const session = chain(async (system, request) => {
    if (system === 'entra' && broken) {
      await pause(5)
      throw new AppError('fileMissing', 'The file users.json does not exist; check the path, or choose the file again.')
    }
    return slowly(request, 2)
  })
  await expect(cycle(session)).rejects.toMatchObject({ code: 'fileMissing' })
  expect(runsTable(session.mirror.db).latest()).toBeUndefined()
  expect(['hr', 'ad', 'entra'].map((system) => readsTable(session.mirror.db).current(system)?.read)).toEqual([3, 1, undefined])
  broken = false
  expect((await cycle(session)).summary).toMatchObject({ create: 4, update: 1 })
})

test('a cycle that ends so half-way leaves the plan before it, what was rehearsed, and the day that the next one goes on from', async () => {
  let planned = (): void => undefined
  const first = new Promise<void>((resolve) => { planned = resolve })
  let broken = false
  const session = chain(async (system, request) => {
    if (system !== 'entra' || !broken) return readInline(request)
    await first
    throw new AppError('fileMissing', 'The file users.json does not exist.')
  })
  const before = await cycle(session)
  const state = (): unknown => {
    const { db } = session.mirror
    return [...['hr-to-ad/users', 'ad-to-entra/users'].map((key) => [...session.links(key)]), runsTable(db).latest()?.run, runsTable(db).watermark('ad-to-entra')?.run, db.prepare('SELECT count(*) AS pages FROM action_page').get()]
  }
  const held = state()
  broken = true
  writeFileSync(path.join(session.folder, 'people.csv'), csvOf([{ id: '1', name: 'Ann', login: 'ann' }]))
  await expect(cycle(session, { ...quietly, onProgress: ({ step, job: of }) => { if (step === 'save' && of === 'hr-to-ad') planned() } })).rejects.toMatchObject({ code: 'fileMissing' })
  session.beginWork()()
  expect(state()).toEqual(held)
  expect(runsTable(session.mirror.db).list().map(({ run, status }) => `${run} ${status}`)).toEqual([`${before.runNumber + 1} failed`, `${before.runNumber} done`])
})

test('a cycle that is cancelled while it waits for a later system ends at once, and so does the reading', async () => {
  const controller = new AbortController()
  let ended = false
  const session = chain((system, request) => system !== 'entra' ? readInline(request) : new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => {
      ended = true
      reject(new AppError('cancelled', 'The reading was cancelled.'))
    })
  }))
  const working = cycle(session, { signal: controller.signal, onProgress: ({ step }) => { if (step === 'save') setTimeout(() => controller.abort(), 5) } })
  await expect(working).rejects.toMatchObject({ code: 'cancelled' })
  expect(ended).toBe(true)
  expect(runsTable(session.mirror.db).list().map(({ status }) => status)).toEqual(['cancelled'])
})
