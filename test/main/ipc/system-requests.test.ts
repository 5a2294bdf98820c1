import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemRequests } from '../../../main/ipc/system-requests'
import type { JobHost } from '../../../main/jobs/job-host'
import { createProject } from '../../../main/project/project-file'
import { projectSession } from '../../../main/project-session'
import type { SecretStore } from '../../../main/secret-store'
import { contract } from '../../../shared/ipc/contract'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'

async function opened({ refusal }: { readonly refusal?: string } = {}) {
  const folder = path.join(temporaryFolder(), 'project')
  await createProject(folder, { formatVersion: '1.0', name: 'Hospital', jobs: [], systems: [{ id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' } }] }, { note: 'First', savedAt: '2026-11-01T00:00:00Z' })
  const session = projectSession({ onChange: () => undefined })
  onTestFinished(() => session.close())
  await session.open(folder)
  const kept: string[] = []
  const store: SecretStore = {
    refusal: () => refusal, has: () => false, entries: () => [], secret: () => undefined,
    forget: ({ name, url, bindDn }) => { kept.push(`forgot ${name} ${url} ${bindDn}`) },
    keep: ({ name, url, bindDn }, secret) => {
      if (refusal !== undefined) throw new Error(refusal)
      kept.push(`${name} ${url} ${bindDn} ${secret}`)
    },
  }
  const asked: { readonly name: string; readonly input: unknown; readonly signal: AbortSignal | undefined }[] = []
  const jobs = {
    ask: (name: string, input: unknown, signal?: AbortSignal) => {
      asked.push({ name, input, signal })
      return new Promise((_, reject) => {
        const end = () => { reject(new Error('cancelled')) }
        signal?.addEventListener('abort', end)
        if (signal?.aborted === true) end()
      })
    },
  } as unknown as JobHost
  const chosen = new Set([path.join(folder, 'contractors.csv'), '/elsewhere/payroll.csv', '/elsewhere/ca.pem'])
  return { folder, session, kept, asked, requests: systemRequests({ session, jobs, store, chosenFiles: chosen }) }
}

const csv = (file: string) => ({ kind: 'delimited' as const, paths: [file], anchor: 'id' })
const ldap = { kind: 'ldap' as const, url: 'ldaps://dc.example', baseDn: 'dc=example', bindDn: 'cn=reader' }

test('a system is added to the draft under an id of its own, its files by their way from the project', async () => {
  const { folder, requests, session } = await opened()
  expect((await requests['systems.add']({ system: { name: 'HR', settings: csv(path.join(folder, 'contractors.csv')) } })).system).toBe('hr-2')
  await requests['systems.add']({ system: { name: 'Løn & Payroll', settings: csv('/elsewhere/payroll.csv') } })
  expect(session.state()?.document.systems.slice(1)).toEqual([
    { id: 'hr-2', name: 'HR', settings: csv('contractors.csv') }, { id: 'l-n-payroll', name: 'Løn & Payroll', settings: csv('/elsewhere/payroll.csv') },
  ])
  expect(session.state()?.saved.systems).toHaveLength(1)
})

test('a typed password goes to the store, and the draft names the place alone', async () => {
  const { requests, session, kept } = await opened()
  await requests['systems.add']({ system: { name: 'AD', settings: ldap }, secret: 'hunter2' })
  expect(kept).toEqual(['ad ldaps://dc.example cn=reader hunter2'])
  expect(session.state()?.document.systems[1]?.settings).toEqual({ ...ldap, passwordFrom: 'store:ad' })
  expect(JSON.stringify(session.state())).not.toContain('hunter2')
})

test('taken back is the system with its password, and no later edit', async () => {
  const { requests, session, kept } = await opened()
  const { project } = await requests['systems.add']({ system: { name: 'AD', settings: ldap }, secret: 'hunter2' })
  await session.saveDraft({ ...project.document, name: 'Renamed since' })
  const after = await requests['systems.undoAdd']({ system: 'ad' })
  expect([after.document.name, after.document.systems.map(({ id }) => id)]).toEqual(['Renamed since', ['hr']])
  expect(kept).toEqual(['ad ldaps://dc.example cn=reader hunter2', 'forgot ad ldaps://dc.example cn=reader'])
  await expect(requests['systems.undoAdd']({ system: 'ad' })).rejects.toMatchObject({ code: 'refused' })
  await expect(requests['systems.undoAdd']({ system: 'hr' })).rejects.toMatchObject({ code: 'refused' })
})

test('a system is not taken back from under a job that was given to it since', async () => {
  const { requests, session, kept } = await opened()
  const { project } = await requests['systems.add']({ system: { name: 'AD', settings: ldap }, secret: 'hunter2' })
  const objectMapping = { id: 'people', sourceType: 'row', targetType: 'user', attributeMappings: [] }
  const later: ProjectDocument = { ...project.document, jobs: [{ id: 'late', name: 'Late', service: 'Application', source: 'hr', target: 'ad', objectMappings: [objectMapping] }] }
  await session.saveDraft(later)
  await expect(requests['systems.undoAdd']({ system: 'ad' })).rejects.toThrow('AD cannot be taken back, because the job Late uses it by now.')
  expect([session.state()?.document, kept.length]).toEqual([later, 1])
})

test.each([
  ['a file that no dialog gave', { system: { name: 'X', settings: csv('/etc/passwd') } }],
  ['an authority that no dialog gave', { system: { name: 'X', settings: { ...ldap, caFile: '/etc/passwd' } } }],
  ['a password in the settings', { system: { name: 'X', settings: { ...ldap, passwordFrom: 'hunter2' } } }],
  ['a password for files', { system: { name: 'X', settings: csv('/elsewhere/payroll.csv') }, secret: 'hunter2' }],
] as const)('%s is refused and nothing is added', async (_what, input) => {
  const { requests, session } = await opened()
  await expect((async () => requests['systems.add'](contract['systems.add'].input.parse(input)))()).rejects.toMatchObject({ code: 'refused' })
  expect(session.state()?.draft).toBeUndefined()
})

test('where no password can be kept nothing is added', async () => {
  const { requests, session } = await opened({ refusal: 'No key ring is open.' })
  await expect(requests['systems.add']({ system: { name: 'AD', settings: ldap }, secret: 'hunter2' })).rejects.toThrow('No key ring')
  expect(session.state()?.draft).toBeUndefined()
})

test('with a role a job is proposed in the job process and added with the system; nothing is where that fails', async () => {
  const { requests, session, asked } = await opened()
  const input = { system: { name: 'Payroll', settings: csv('/elsewhere/payroll.csv') }, job: { role: 'target' as const, other: 'hr' } }
  await expect((async () => requests['systems.add']({ ...input, job: { role: 'source', other: 'nobody' } }))()).rejects.toMatchObject({ code: 'systemUnknown' })
  const adding = Promise.resolve(requests['systems.add'](input)).catch((error: unknown) => error)
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]).toMatchObject({ name: 'systems.job', input: { system: { id: 'payroll' }, role: 'target', other: { id: 'hr' } } })
  await requests['systems.endTest']({})
  expect(await adding).toBeInstanceOf(Error)
  expect(session.state()?.draft).toBeUndefined()
})

test('a newer test ends the one before, and a test can be ended', async () => {
  const { requests, asked } = await opened()
  const test = async (input: Parameters<typeof requests['systems.test']>[0]) => requests['systems.test'](input)
  const first = test({ system: 'hr' }).catch(() => 'ended')
  const second = test({ place: { kind: 'files', paths: ['/elsewhere/payroll.csv'] } }).catch(() => 'ended')
  expect(await first).toBe('ended')
  await requests['systems.endTest']({})
  expect(await second).toBe('ended')
  expect(asked.map(({ name, signal }) => [name, signal?.aborted])).toEqual([['systems.test', true], ['systems.test', true]])
})

test('only files out of a dialog are tested', async () => {
  const { requests, asked } = await opened()
  await expect((async () => requests['systems.test']({ place: { kind: 'files', paths: ['/etc/passwd'] } }))()).rejects.toMatchObject({ code: 'refused' })
  expect(asked).toEqual([])
})

test.each([
  { place: { kind: 'ldap', url: 'http://dc.example', baseDn: '' } }, { place: { kind: 'ldap', url: 'ldap://dc', baseDn: '', passwordFrom: 'hunter2' } },
  { place: { kind: 'files', paths: [] } }, { place: { kind: 'files', paths: ['a'], rules: { anchor: 'id' } } }, { system: 'hr', secret: 'x' }, {},
])('the input %j is not understood', (input) => {
  expect(contract['systems.test'].input.safeParse(input).success).toBe(false)
})
