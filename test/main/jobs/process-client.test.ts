import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { processClient, type ProcessClient } from '../../../main/jobs/process-client'
import { childEnvironment, nodeTransport } from '../../../main/jobs/transport'

const script = path.join(__dirname, 'children.mjs')
const clients: ProcessClient[] = []
const failures: string[] = []

function client(env: NodeJS.ProcessEnv = process.env): ProcessClient {
  const made = processClient({ spawn: nodeTransport(script, process.execPath, childEnvironment(env)), title: 'The engine', onFailure: (text) => failures.push(text) })
  clients.push(made)
  return made
}

afterEach(() => {
  for (const made of clients.splice(0)) made.stop()
  failures.splice(0)
})

test('an answer comes back as it was sent, bytes and all', async () => {
  const answer = await client().ask('echo', { rows: [1, 'å'], blob: new Uint8Array([1, 2]) }).answer
  expect(answer).toEqual({ rows: [1, 'å'], blob: new Uint8Array([1, 2]) })
})

test('questions asked together are answered each with its own', async () => {
  const asked = client()
  const answers = await Promise.all([1, 2, 3].map((n) => asked.ask('echo', n).answer))
  expect(answers).toEqual([1, 2, 3])
})

test('a failure arrives with its code, sentence and values', async () => {
  await expect(client().ask('refuse', null).answer).rejects.toMatchObject({ name: 'AppError', code: 'fileMissing', message: 'The file is gone.', context: { file: 'a.csv' } })
})

test('a bug arrives as a bug, and its stack goes to the log', async () => {
  await expect(client().ask('bug', null).answer).rejects.toMatchObject({ name: 'BugError' })
  expect(failures).toContain('at somewhere')
})

test('when the child ends, everything that is pending is rejected at once', async () => {
  const asked = client()
  const waiting = asked.ask('never', null).answer
  const from = performance.now()
  const dying = asked.ask('die', null).answer
  await expect(dying).rejects.toMatchObject({ code: 'engineStopped' })
  await expect(waiting).rejects.toMatchObject({ code: 'engineStopped', context: { exitCode: 7 } })
  expect(performance.now() - from).toBeLessThan(2000)
})

test('a child that ended is started again with the next question', async () => {
  const asked = client()
  const first = await asked.ask('pid', null).answer
  await expect(asked.ask('die', null).answer).rejects.toMatchObject({ code: 'engineStopped' })
  const second = await asked.ask('pid', null).answer
  expect(second).not.toBe(first)
})

test('work in slices ends by itself when it is cancelled, and its child lives on', async () => {
  const asked = client()
  const pid = await asked.ask('pid', null).answer
  const work = asked.ask('sliced', null)
  await asked.ask('echo', 1).answer
  work.cancel()
  await expect(work.answer).rejects.toMatchObject({ code: 'cancelled' })
  expect(await asked.ask('pid', null).answer).toBe(pid)
})

test('work that does not hear the cancel is over soon all the same, and the next question is answered', async () => {
  const asked = client()
  const pid = await asked.ask('pid', null).answer
  const work = asked.ask('deaf', null)
  const other = asked.ask('echo', 1).answer.catch((error: unknown) => error)
  const from = performance.now()
  work.cancel()
  await expect(work.answer).rejects.toMatchObject({ code: 'cancelled' })
  expect(performance.now() - from).toBeLessThan(2_000)
  expect(await other).toMatchObject({ code: 'engineStopped' })
  expect(await asked.ask('pid', null).answer).not.toBe(pid)
})

test('a script that is not there is an engine that stopped, not a hang', async () => {
  const missing = processClient({ spawn: nodeTransport(path.join(__dirname, 'nothing.mjs'), process.execPath, { ...process.env, NODE_OPTIONS: '' }), title: 'The engine' })
  await expect(missing.ask('echo', 1).answer).rejects.toMatchObject({ code: 'engineStopped' })
})

test('a Node that is not there is an engine that stopped, not a hang', async () => {
  const missing = processClient({ spawn: nodeTransport(script, '/nowhere/node', process.env), title: 'The engine' })
  await expect(missing.ask('echo', 1).answer).rejects.toMatchObject({ code: 'engineStopped' })
})

test('a child starts without what would change how Electron or Node starts', async () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--no-warnings', KEPT: 'yes' }
  expect(await client(env).ask('environment', null).answer).toEqual({ kept: 'yes' })
})
