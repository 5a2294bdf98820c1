import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { secretRequests } from '../../../main/ipc/secret-requests'
import { createProject } from '../../../main/project/project-file'
import { projectSession } from '../../../main/project-session'
import type { SecretStore } from '../../../main/secret-store'
import { storeEntry, type StoreEntry } from '../../../shared/model/password-place'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'

const keyOf = (entry: StoreEntry) => `${entry.name} at ${entry.url} as ${entry.bindDn}`

async function opened(passwordFrom: string | undefined) {
  const document: ProjectDocument = {
    formatVersion: '1.0', name: 'Hospital', jobs: [],
    systems: [
      { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' } },
      { id: 'ad', name: 'Active Directory', settings: { kind: 'ldap', url: 'ldaps://dc.example', baseDn: 'dc=example', bindDn: 'cn=reader', ...(passwordFrom === undefined ? {} : { passwordFrom }) } },
    ],
  }
  const folder = path.join(temporaryFolder(), 'project')
  await createProject(folder, document, { note: 'First', savedAt: '2026-11-01T00:00:00Z' })
  const session = projectSession({ onChange: () => undefined })
  onTestFinished(() => session.close())
  await session.open(folder)
  const held = new Map<string, string>()
  const kept = [storeEntry('elsewhere', { url: 'ldaps://other.example' })]
  const store: SecretStore = {
    refusal: () => undefined, has: (entry) => held.has(keyOf(entry)), keep: (entry, secret) => void held.set(keyOf(entry), secret),
    entries: () => kept, forget: (entry) => void held.delete(keyOf(entry)), secret: (entry) => held.get(keyOf(entry)),
  }
  return { session, held, requests: secretRequests(session, store) }
}

test('a password is kept under the name that the project gives, shown as kept, and forgotten', async () => {
  const { requests, held, session } = await opened('store:directory')
  expect(requests['secrets.state']({ system: 'ad' })).toEqual({ place: { kind: 'store', name: 'directory' }, kept: false })
  expect(await requests['secrets.keep']({ system: 'ad', secret: 'hunter2' })).toBeNull()
  expect([...held]).toEqual([['directory at ldaps://dc.example as cn=reader', 'hunter2']])
  expect(requests['secrets.state']({ system: 'ad' })).toEqual({ place: { kind: 'store', name: 'directory' }, kept: true })
  expect(session.state()).not.toHaveProperty('draft')
  await requests['secrets.forget']({ system: 'ad' })
  expect(held.size).toBe(0)
  await requests['secrets.keep']({ system: 'ad', secret: 'hunter2' })
  expect(requests['secrets.list']({})).toMatchObject([{ name: 'elsewhere', url: 'ldaps://other.example', bindDn: '' }])
  await requests['secrets.forgetEntry'](storeEntry('directory', { url: 'ldaps://dc.example', bindDn: 'cn=reader' }))
  expect(held.size).toBe(0)
})

test.each([undefined, 'env:AD_PASSWORD'])('where the project says %s, keeping one has its draft name the store', async (passwordFrom) => {
  const { requests, held, session } = await opened(passwordFrom)
  const project = await requests['secrets.keep']({ system: 'ad', secret: 'hunter2' })
  expect(project?.document.systems[1]?.settings).toMatchObject({ kind: 'ldap', passwordFrom: 'store:ad' })
  expect(JSON.stringify(session.state())).not.toContain('hunter2')
  expect([...held.values()]).toEqual(['hunter2'])
})

test('whether one can be kept is known before there is a system', async () => {
  const { requests } = await opened(undefined)
  expect(requests['secrets.state']({})).toEqual({ kept: false })
})

test.each(['hr', 'nobody'])('%s has no password to keep', async (system) => {
  const { requests, held } = await opened(undefined)
  await expect((async () => requests['secrets.keep']({ system, secret: 'x' }))()).rejects.toMatchObject({ code: 'refused' })
  expect(held.size).toBe(0)
})
