import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serve, type Question } from '../../../main/jobs/child-port'
import type { FromChild, ToChild } from '../../../main/jobs/messages'
import { processClient } from '../../../main/jobs/process-client'
import { importSystems, type Work } from '../../../main/jobs/run-import'
import { Session } from '../../../main/jobs/session'
import { openMirror } from '../../../main/mirror/open-mirror'
import { AppError } from '../../../shared/app-error'
import type { StoreEntry } from '../../../shared/model/password-place'
import { temporaryFolder } from '../../support/folders'
import { NOW, quietly } from '../../support/mirror'

const entry: StoreEntry = { name: 'directory', url: 'ldaps://dc.example', bindDn: 'cn=reader', startTls: false }

/** A client and a child in one process, and what they said to each other. */
function together(answer: (question: Question) => unknown, stored: (wanted: StoreEntry) => string | undefined) {
  const said: (ToChild | FromChild)[] = []
  const client = processClient({
    title: 'The engine', stored,
    spawn: () => {
      let toParent: (message: FromChild) => void = () => undefined
      let toChild: (message: ToChild) => void = () => undefined
      serve({ post: (message) => { said.push(message); queueMicrotask(() => toParent(message)) }, onMessage: (listener) => { toChild = listener } }, answer)
      return { post: (message) => { said.push(message); queueMicrotask(() => toChild(message)) }, onMessage: (listener) => { toParent = listener }, onExit: () => undefined, kill: () => undefined }
    },
  })
  return { client, said }
}

test('the job process asks for a password when a read needs it, and not before', async () => {
  const { client, said } = together(async ({ name, stored }) => (name === 'read' ? `bound with ${await stored(entry)}` : 'nothing read'), ({ name }) => (name === 'directory' ? 'hunter2' : undefined))
  expect(await client.ask('plan', null).answer).toBe('nothing read')
  expect(JSON.stringify(said)).not.toContain('hunter2')
  expect(await client.ask('read', null).answer).toBe('bound with hunter2')
  expect(said).toContainEqual({ kind: 'wantSecret', id: 2, want: 1, entry })
})

test('why there is no password arrives as the reason why the read failed', async () => {
  const { client } = together(({ stored }) => stored(entry), () => { throw new AppError('secretMissing', 'No key ring is open.') })
  await expect(client.ask('read', null).answer).rejects.toMatchObject({ code: 'secretMissing', message: 'No key ring is open.' })
})

async function secretOfRead(passwordFrom: string | undefined, work: Work): Promise<string | undefined> {
  const folder = temporaryFolder()
  const seen: (string | undefined)[] = []
  const session = new Session(folder, openMirror(path.join(folder, 'mirror.sqlite')), ({ secret }) => {
    seen.push(secret)
    return Promise.reject(new AppError('connectionFailed', 'No server in this test.'))
  })
  onTestFinished(() => session.close())
  const release = session.beginWork()
  const read = importSystems(session, [{ id: 'ad', name: 'AD', settings: { kind: 'ldap', url: 'ldaps://DC.example/', baseDn: 'dc=example', bindDn: 'cn=reader', ...(passwordFrom === undefined ? {} : { passwordFrom }) } }], { readAt: NOW }, work)
  await read.catch((error: unknown) => { if (!(error instanceof AppError) || error.code !== 'connectionFailed') throw error }).finally(release)
  return seen[0]
}

test('a read gets the entry of its own server and account', async () => {
  const asked: StoreEntry[] = []
  const stored = (wanted: StoreEntry) => { asked.push(wanted); return Promise.resolve('hunter2') }
  expect(await secretOfRead('store:directory', { ...quietly, stored })).toBe('hunter2')
  expect(asked).toEqual([entry])
  expect(await secretOfRead(undefined, { ...quietly, stored })).toBeUndefined()
  expect(asked).toHaveLength(1)
})

test('the command line says that the window alone can open the store', async () => {
  await expect(secretOfRead('store:directory', quietly)).rejects.toMatchObject({ code: 'secretMissing', message: expect.stringContaining('env:NAME') })
})
