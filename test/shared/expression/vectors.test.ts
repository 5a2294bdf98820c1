import { existsSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { check, runVectors } from '../../../shared/expression'
import { skipBecause } from '../../support/skip'

const CONFORMANCE = new URL('../../../../shared/reference/conformance/expressions.json', import.meta.url)

describe('the conformance vectors', () => {
  const missing = !existsSync(CONFORMANCE)
  const { test } = skipBecause(missing ? 'the conformance vectors are not beside this checkout' : undefined)
  test('pass, every one, with the error codes they name', () => {
    const report = runVectors(JSON.parse(readFileSync(CONFORMANCE, 'utf8')))
    expect(report.failed).toEqual([])
    expect(report.codeMismatches).toEqual([])
    expect(report.passed).toBe(report.total)
    expect(report.total).toBeGreaterThanOrEqual(255)
  })

  test('are checked without a false alarm: an error is reported only where one is expected', () => {
    const vectors = JSON.parse(readFileSync(CONFORMANCE, 'utf8')) as readonly { readonly id: string; readonly expression: string; readonly error?: string; readonly dialect?: 'cloudSync' }[]
    const alarms = vectors.filter((v) => v.error === undefined && check(v.expression, { dialect: v.dialect ?? 'app' }).some((d) => d.severity === 'error'))
    expect(alarms.map((v) => v.id)).toEqual([])
    // These fail on their values alone.
    const silent = vectors.filter((v) => v.error !== undefined && !check(v.expression, {}).some((d) => d.severity === 'error'))
    expect(silent.map((v) => v.error)).toEqual(['InvalidDateFormat', 'UniqueValueExhausted'])
  })
})
