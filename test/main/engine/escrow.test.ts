import { describe, expect } from 'vitest'
import { isDropped, isRetried, nextRetry } from '../../../main/engine/escrow'
import { quarantineOf } from '../../../main/engine/quarantine'
import { rule } from '../../support/rule'

const FAILED = '2026-11-01T00:00:00Z'
const after = (hours: number): string => new Date(Date.parse(FAILED) + hours * 3_600_000).toISOString().replace('.000Z', 'Z')

describe('a failed object', () => {
  rule.each([
    { tried: 0, now: 5, retried: false },
    { tried: 0, now: 6, retried: true },
    { tried: 6, now: 11, retried: false },
    { tried: 6, now: 12, retried: true },
    { tried: 12, now: 23, retried: false },
    { tried: 12, now: 24, retried: true },
    { tried: 24, now: 47, retried: false },
    { tried: 24, now: 48, retried: true },
    { tried: 50, now: 71, retried: false },
    { tried: 50, now: 72, retried: true },
    { tried: 0, now: 400, retried: true },
  ], '11-1')('tried after $tried hours is tried again after $now: $retried', ({ tried, now, retried }) => {
    expect(isRetried({ failedAt: FAILED, triedAt: after(tried) }, after(now))).toBe(retried)
  })

  rule('11-2', 'is given up after 28 days', () => {
    const entry = { failedAt: FAILED, triedAt: FAILED }
    expect([isDropped(entry, after(28 * 24)), isDropped(entry, after(28 * 24 + 1))]).toEqual([false, true])
  })

  rule.each([[0, 6], [6, 12], [13, 24], [24, 48], [100, 120], [27 * 24, 28 * 24]].map(([hours = 0, next = 0]) => ({ hours, next })), '11-1')('after $hours hours is tried next after $next', ({ hours, next }) => {
    expect(nextRetry({ failedAt: FAILED, triedAt: after(hours) }, after(hours))).toBe(after(next))
  })

  rule('11-2', 'has no next time once it is given up', () => {
    expect(nextRetry({ failedAt: FAILED, triedAt: FAILED }, after(28 * 24))).toBeUndefined()
  })
})

rule.each([
  { failed: 4_000, references: 0, succeeded: 0, reason: undefined, rule: '11-3' },
  { failed: 45_000, references: 0, succeeded: 1_000_000, reason: 'EncounteredBaseEscrowThreshold', rule: ['11-3', '11-7'] },
  { failed: 30_000, references: 0, succeeded: 5_000, reason: 'EncounteredEscrowProportionThreshold', rule: ['11-3', '11-7'] },
  { failed: 20_000, references: 0, succeeded: 100_000, reason: undefined, rule: '11-3' },
  { failed: 40_000, references: 21_000, succeeded: 1_000_000, reason: 'EncounteredTotalEscrowThreshold', rule: ['11-4', '11-7', '8-7'] },
])('$failed failed, $references references, $succeeded well: $reason (the documented cases)', ({ reason, failed, references, succeeded }) => {
  expect(quarantineOf({ failed, references, succeeded })?.reason).toBe(reason)
})
