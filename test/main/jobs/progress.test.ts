import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { progressRelay } from '../../../main/jobs/progress'
import type { WorkProgressView } from '../../../shared/ipc/views'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const at = (done: number, total?: number) => ({ step: 'plan' as const, done, unit: 'people', label: 'job', ...(total === undefined ? {} : { total }) })

function relayed() {
  const emitted: WorkProgressView[] = []
  const relay = progressRelay({ emit: (progress) => emitted.push(progress), now: () => Date.now() })
  return { relay, emitted }
}

test('a thousand reports a second become ten, and the last one is among them', () => {
  const { relay, emitted } = relayed()
  for (let ms = 1; ms <= 1000; ms++) {
    vi.advanceTimersByTime(1)
    relay.report(at(ms, 1000))
  }
  vi.advanceTimersByTime(100)
  expect(emitted.length).toBeLessThanOrEqual(11)
  expect(emitted.at(-1)).toMatchObject({ done: 1000 })
})

test('how a step ended is told although the next one comes at once', () => {
  const { relay, emitted } = relayed()
  for (const [step, done] of [['plan', 1], ['plan', 2], ['save', 2]] as const) relay.report({ ...at(done, 2), step })
  vi.advanceTimersByTime(100)
  expect(emitted.map(({ step, done }) => `${step} ${done}`)).toEqual(['plan 1', 'plan 2', 'save 2'])
})

test('days of a forecast are gathered, however fast they come', () => {
  const { relay, emitted } = relayed()
  const day = (number: number) => ({ day: number, date: `2026-11-2${number}`, create: number, enable: 0, disable: 0, delete: 0, heldUp: 0, heldDown: 0, trips: false })
  for (const number of [1, 2, 3]) relay.report({ ...at(number, 3), day: day(number) })
  vi.advanceTimersByTime(100)
  expect(emitted.map(({ days }) => days?.map((one) => one.day))).toEqual([[1], [1, 2, 3]])
})

test('the time left is told from one second of measuring on, in whole seconds', () => {
  const { relay, emitted } = relayed()
  relay.report(at(0, 10_000))
  vi.advanceTimersByTime(500)
  relay.report(at(1000, 10_000))
  expect(emitted.at(-1)).not.toHaveProperty('secondsLeft')
  vi.advanceTimersByTime(600)
  relay.report(at(2200, 10_000))
  expect(emitted.at(-1)).toMatchObject({ secondsLeft: 4 })
})

test('a new step is measured anew', () => {
  const { relay } = relayed()
  relay.report(at(0, 100))
  vi.advanceTimersByTime(2000)
  relay.report(at(50, 100))
  expect(relay.last()).toMatchObject({ secondsLeft: 2 })
  relay.report({ ...at(0, 100), step: 'save' })
  expect(relay.last()).not.toHaveProperty('secondsLeft')
})

test('without a total there is no time left', () => {
  const { relay } = relayed()
  relay.report(at(0))
  vi.advanceTimersByTime(3000)
  relay.report(at(500))
  expect(relay.last()).not.toHaveProperty('secondsLeft')
})

test('nothing comes after the end', () => {
  const { relay, emitted } = relayed()
  relay.report(at(1, 10))
  relay.report(at(2, 10))
  relay.end()
  vi.advanceTimersByTime(1000)
  expect(emitted).toHaveLength(1)
})
