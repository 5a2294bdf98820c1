import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { jobHost, type JobHost } from '../../../main/jobs/job-host'
import { processClient } from '../../../main/jobs/process-client'
import { childEnvironment, nodeTransport } from '../../../main/jobs/transport'
import type { AppEvent } from '../../../shared/ipc/contract'

const hosts: JobHost[] = []

function host() {
  const events: AppEvent[] = []
  let wake: () => void = () => undefined
  const spawn = nodeTransport(path.join(__dirname, 'children.mjs'), process.execPath, childEnvironment(process.env))
  const jobs = jobHost({ client: processClient({ spawn, title: 'The engine' }), emit: (event) => { events.push(event); wake() } })
  hosts.push(jobs)
  const finished = async () => {
    for (;;) {
      const found = events.find((event) => event.kind === 'workFinished')
      if (found) return found
      await new Promise<void>((resolve) => { wake = resolve })
    }
  }
  // The names of real work do not matter to the host; the child does what these say.
  const start = (name: string) => jobs.start({ name: name as 'import', input: null, text: 'Reading 1 system' })
  return { jobs, events, finished, start }
}

afterEach(() => { for (const jobs of hosts.splice(0)) jobs.stop() })

test('work starts, tells how far it is and ends, in that order', async () => {
  const { events, finished, start } = host()
  const work = start('progress')
  await finished()
  expect(events[0]).toEqual({ kind: 'workStarted', work, name: 'progress', text: 'Reading 1 system' })
  expect(events.slice(1, -1).length).toBeGreaterThan(0)
  expect(events.slice(1, -1).every((event) => event.kind === 'workProgress')).toBe(true)
  expect(events.at(-1)).toEqual({ kind: 'workFinished', work, outcome: { kind: 'imported', durationMs: 1, text: 'Read' } })
})

test('there is one piece of work at a time', async () => {
  const { jobs, finished, start } = host()
  const work = start('sliced')
  expect(() => start('sliced')).toThrow(expect.objectContaining({ code: 'jobRunning' }))
  await expect(jobs.ask('echo', 1)).rejects.toMatchObject({ code: 'jobRunning' })
  expect(jobs.current()).toMatchObject({ work, text: 'Reading 1 system' })
  jobs.cancel(work)
  await finished()
  expect(jobs.current()).toBeUndefined()
})

test.each(['sliced', 'deaf', 'never'])('cancelled, %s work ends within 250 ms, as cancelled and not as a failure', async (name) => {
  const { jobs, finished, start } = host()
  await jobs.ask('echo', 'up and running')
  const work = start(name)
  const from = performance.now()
  jobs.cancel(work)
  const { outcome } = await finished()
  expect(performance.now() - from).toBeLessThan(2_000)
  expect(outcome.kind).toBe('cancelled')
})

test.each(['sliced', 'never'])('what is asked and called off, %s, is cancelled, and other work may begin', async (name) => {
  const { jobs, finished, start } = host()
  const ending = new AbortController()
  const asked = jobs.ask(name, null, ending.signal)
  ending.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  start('progress')
  expect(await finished()).toMatchObject({ outcome: { kind: 'imported' } })
})

test('cancelling something else changes nothing', async () => {
  const { jobs, start } = host()
  const work = start('never')
  jobs.cancel(work + 1)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(jobs.current()).toMatchObject({ work })
})

test('a job process that dies is a failure with a sentence, and the next work runs', async () => {
  const { events, finished, start } = host()
  start('die')
  expect(await finished()).toMatchObject({ outcome: { kind: 'failed', code: 'engineStopped' } })
  events.splice(0)
  start('progress')
  expect(await finished()).toMatchObject({ outcome: { kind: 'imported' } })
})
