import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ToChild } from '../../../main/jobs/messages'
import { processClient } from '../../../main/jobs/process-client'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

/** A client whose children answer everything at once, and `rest` as they are told. */
function resting(mayRest: () => boolean, options: { readonly restMs?: number } = { restMs: 1000 }) {
  const life: string[] = []
  const client = processClient({
    title: 'The engine', ...options, onFailure: (text) => life.push(text),
    spawn: () => {
      life.push('started')
      let answer: (message: { kind: 'value'; id: number; value: unknown }) => void = () => undefined
      const exits: ((code: null) => void)[] = []
      const post = (message: ToChild): void => {
        if (message.kind !== 'ask') return
        life.push(message.name)
        queueMicrotask(() => answer({ kind: 'value', id: message.id, value: message.name === 'rest' ? mayRest() : 'done' }))
      }
      return { post, onMessage: (listener) => { answer = listener }, onExit: (listener) => exits.push(listener), kill: () => { life.push('ended'); queueMicrotask(() => exits.forEach((exit) => exit(null))) } }
    },
  })
  return { client, life }
}

test('a child that keeps nothing dear is ended when nobody has asked for a while, and started again for the next question', async () => {
  const { client, life } = resting(() => true)
  await client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(999)
  expect(life).toEqual(['started', 'import'])
  await vi.advanceTimersByTimeAsync(1)
  expect(life).toEqual(['started', 'import', 'rest', 'ended'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await client.ask('import', null).answer).toBe('done')
  expect(life.slice(4)).toEqual(['started', 'import'])
})

test('one that keeps something goes on, and is asked once', async () => {
  const { client, life } = resting(() => false)
  await client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(60_000)
  expect(life).toEqual(['started', 'import', 'rest'])
})

test('questions and somebody at the window put the rest off', async () => {
  const { client, life } = resting(() => true)
  await client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(900)
  client.keepAwake()
  await vi.advanceTimersByTimeAsync(900)
  await client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(900)
  expect(life).toEqual(['started', 'import', 'import'])
  await vi.advanceTimersByTimeAsync(100)
  expect(life.at(-1)).toBe('ended')
})

test('a question that comes while the child is asked keeps it', async () => {
  let later: Promise<unknown> | undefined
  const { client, life } = resting(() => {
    later ??= client.ask('import', null).answer
    return true
  })
  await client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(1000)
  expect(await later).toBe('done')
  expect(life).toEqual(['started', 'import', 'rest', 'import'])
})

test('a client that is stopped, or told nothing of rest, starts no child by itself', async () => {
  const { client, life } = resting(() => true)
  await client.ask('import', null).answer
  client.stop()
  const other = resting(() => true, {})
  await other.client.ask('import', null).answer
  await vi.advanceTimersByTimeAsync(60_000)
  expect(life).toEqual(['started', 'import', 'ended'])
  expect(other.life).toEqual(['started', 'import'])
})
