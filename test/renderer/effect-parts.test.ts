import { describe, expect, test } from 'vitest'
import { effectParts, guardEffect, scopeChange } from '../../renderer/features/effect/effect-parts'
import type { OutcomeDifference, TrippedBy } from '../../shared/ipc/replan-views'
import type { GuardHold, JobCounts } from '../../shared/model/cycle'

const count = (kind: OutcomeDifference['kind'], before: number, after: number, status: OutcomeDifference['status'] = 'planned'): OutcomeDifference => ({ job: 'j', kind, status, before, after })
const hold = (more: Partial<GuardHold> = {}): GuardHold => ({ guard: 'deletions', count: 120, limit: 100, actions: 120, ...more })
const jobWith = (...holds: readonly GuardHold[]): JobCounts => ({ id: 'j', held: holds[0] ?? null, guards: holds }) as unknown as JobCounts
const trips = (...holds: readonly GuardHold[]): TrippedBy[] => holds.map((one) => ({ ...one, job: 'j' }))

describe('what of an edit stands in the line', () => {
  test.each([
    ['people who leave scope', [count('update', 96, 0), count('disable', 0, 96)], [['disable', 96], ['create', 0], ['update', -96]]],
    ['nothing but values', [count('update', 40, 40)], [['disable', 0], ['create', 0]]],
    ['what would fail counts as failing, whatever it would have been', [count('create', 3, 0), count('create', 0, 3, 'failed')], [['disable', 0], ['failed', 3], ['create', -3]]],
    ['several causes of one kind are one number', [count('disable', 0, 2), count('disable', 5, 1), count('skip', 1, 3)], [['disable', -2], ['create', 0]]],
  ] as const)('%s', (_, counts, parts) => {
    expect(effectParts(counts).map(({ kind, change }) => [kind, change])).toEqual(parts)
  })
})

test('who leaves scope is counted in the first job whose scope changes, as the Scope screen counts them', () => {
  const jobs = (...out: readonly number[]): JobCounts[] => out.map((outOfScope, i) => ({ id: `j${String(i)}`, outOfScope }) as unknown as JobCounts)
  expect(scopeChange({ before: jobs(10, 20), after: jobs(106, 90) })).toBe(96)
  expect(scopeChange({ before: jobs(10, 20), after: jobs(10, 15) })).toBe(-5)
  expect(scopeChange({ before: jobs(10), after: jobs(10, 7) })).toBe(0)
})

describe('what it does to the guards', () => {
  test.each([
    ['none tripped and none does', [], [], undefined],
    ['one trips that did not', [], [hold()], 'trips'],
    ['one trips that did', [hold({ count: 101 })], [hold()], 'stillTrips'],
    ['another slice trips', [hold({ guard: 'slice', slice: { attribute: 'Ward', value: 'A' } })], [hold({ guard: 'slice', slice: { attribute: 'Ward', value: 'B' } })], 'trips'],
    ['one tripped and does no longer', [hold()], [], 'noLongerTrips'],
  ] as const)('%s', (_, before, after, effect) => {
    expect(guardEffect({ before: [jobWith(...before)], trips: trips(...after) })?.effect).toBe(effect)
  })
})
