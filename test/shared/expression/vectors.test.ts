import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runVectors } from '../../../shared/expression'

const CONFORMANCE = new URL('../../../../shared/reference/conformance/expressions.json', import.meta.url)

describe('the conformance vectors', () => {
  const missing = !existsSync(CONFORMANCE)
  if (missing) console.info('skipped: the conformance vectors are not beside this checkout')
  test.skipIf(missing)('pass, every one, with the error codes they name', () => {
    const report = runVectors(JSON.parse(readFileSync(CONFORMANCE, 'utf8')))
    expect(report.failed).toEqual([])
    expect(report.codeMismatches).toEqual([])
    expect(report.passed).toBe(report.total)
    expect(report.total).toBeGreaterThanOrEqual(255)
  })
})
