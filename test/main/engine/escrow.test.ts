import { describe, expect, test } from 'vitest'
import { isDropped, isRetried, nextRetry } from '../../../main/engine/escrow'
import { quarantineOf } from '../../../main/engine/quarantine'

const FAILED = '2026-11-01T00:00:00Z'
const after = (hours: number): string => new Date(Date.parse(FAILED) + hours * 3_600_000).toISOString().replace('.000Z', 'Z')

describe('a failed object', () => {
  test.each([
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
  ])('tried after $tried hours is tried again after $now: $retried', ({ tried, now, retried }) => {
    expect(isRetried({ failedAt: FAILED, triedAt: after(tried) }, after(now))).toBe(retried)
  })

  test('is given up after 28 days', () => {
    const entry = { failedAt: FAILED, triedAt: FAILED }
    expect([isDropped(entry, after(28 * 24)), isDropped(entry, after(28 * 24 + 1))]).toEqual([false, true])
  })

  test.each([[0, 6], [6, 12], [13, 24], [24, 48], [100, 120], [27 * 24, 28 * 24]])('after %i hours is tried next after %i', (hours, next) => {
    expect(nextRetry({ failedAt: FAILED, triedAt: after(hours) }, after(hours))).toBe(after(next))
  })

  test('has no next time once it is given up', () => {
    expect(nextRetry({ failedAt: FAILED, triedAt: FAILED }, after(28 * 24))).toBeUndefined()
  })
})

test.each([
  { failed: 4_000, references: 0, succeeded: 0, reason: undefined },
  { failed: 45_000, references: 0, succeeded: 1_000_000, reason: 'EncounteredBaseEscrowThreshold' },
  { failed: 30_000, references: 0, succeeded: 5_000, reason: 'EncounteredEscrowProportionThreshold' },
  { failed: 20_000, references: 0, succeeded: 100_000, reason: undefined },
  { failed: 40_000, references: 21_000, succeeded: 1_000_000, reason: 'EncounteredTotalEscrowThreshold' },
])('$failed failed, $references references, $succeeded well: $reason (the documented cases)', ({ reason, ...counts }) => {
  expect(quarantineOf(counts)?.reason).toBe(reason)
})
