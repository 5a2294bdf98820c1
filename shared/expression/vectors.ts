import { ownEntry } from '../own-entry'
import { compile } from './compiler'
import { EvaluationError } from './diagnostics'
import type { EvaluationContext } from './functions/define'
import { SPECIAL } from './functions/generate'
import { parse } from './parser'
import { structureErrors } from './structure'
import type { Outcome, Value } from './value'

export interface VectorFailure {
  readonly id: string
  readonly expected: unknown
  readonly actual: unknown
  /** The code of the error that was raised, or what is wrong with the vector itself. */
  readonly error: string | null
}
export interface VectorReport {
  readonly total: number
  readonly passed: number
  readonly failed: readonly VectorFailure[]
  /** Passed, for an error was expected and raised, but with another code than the vector names (§11). */
  readonly codeMismatches: readonly { readonly id: string; readonly expected: string; readonly actual: string }[]
}

type Fields = Readonly<Record<string, unknown>>

/** Without a clock in its context a vector runs at this instant, so that a run can be repeated. */
const DEFAULT_NOW = '2025-07-30T00:00:00Z'

/** Runs a vector file's content (expression-language.md §11). What is no list of vectors gives one failure that says so. */
export function runVectors(vectors: unknown): VectorReport {
  if (!Array.isArray(vectors)) return { total: 0, passed: 0, failed: [{ id: '', expected: null, actual: null, error: 'A vector file is a JSON list.' }], codeMismatches: [] }
  const failed: VectorFailure[] = []
  const codeMismatches: { id: string; expected: string; actual: string }[] = []
  vectors.forEach((vector: unknown, i) => {
    if (!isFields(vector) || typeof vector['expression'] !== 'string') {
      failed.push({ id: `#${i}`, expected: null, actual: null, error: 'A vector is an object with an expression.' })
      return
    }
    const id = typeof vector['id'] === 'string' ? vector['id'] : `#${i}`
    const result = run(vector, vector['expression'])
    const wanted = vector['error']
    if (typeof wanted === 'string') {
      if (result.code === undefined) failed.push({ id, expected: { error: wanted }, actual: result.outcome, error: null })
      else if (result.code !== wanted) codeMismatches.push({ id, expected: wanted, actual: result.code })
    } else if (result.code !== undefined || !accepts(vector, result.outcome)) {
      failed.push({ id, expected: vector['expected'] ?? vector['assert'] ?? null, actual: result.code === undefined ? result.outcome : null, error: result.code ?? null })
    }
  })
  return { total: vectors.length, passed: vectors.length - failed.length, failed, codeMismatches }
}

interface Ran { readonly outcome: Outcome; readonly code: string | undefined }

function run(vector: Fields, expression: string): Ran {
  const { tree, diagnostics } = parse(expression)
  const syntax = diagnostics.find((d) => d.severity === 'error')
  if (!tree) return { outcome: null, code: syntax?.code ?? 'SyntaxError' }
  const [structure] = structureErrors(tree)
  if (structure) return { outcome: null, code: structure.code }
  const attributes = isFields(vector['attributes']) ? vector['attributes'] : {}
  const names: string[] = []
  const compiled = compile(tree, (name) => names.push(name) - 1)
  try {
    return { outcome: compiled.evaluate((slot) => valueOf(ownEntry(attributes, names[slot] ?? '')), contextOf(vector)), code: undefined }
  } catch (reason) {
    if (reason instanceof EvaluationError) return { outcome: null, code: reason.code }
    throw reason
  }
}

function contextOf(vector: Fields): EvaluationContext {
  const context = isFields(vector['context']) ? vector['context'] : {}
  const { now, taken, defaultDomain } = context
  const takenKeys = new Set(Array.isArray(taken) ? taken.filter((t) => typeof t === 'string').map((t) => t.toLowerCase()) : [])
  return {
    now: typeof now === 'string' ? now : DEFAULT_NOW, seed: 1, drawKey: typeof vector['id'] === 'string' ? vector['id'] : '',
    dialect: vector['dialect'] === 'cloudSync' ? 'cloudSync' : 'app',
    isTaken: (value) => takenKeys.has(value.toLowerCase()),
    ...(typeof defaultDomain === 'string' && { defaultDomain }),
  }
}

function valueOf(json: unknown): Value {
  if (json === null || json === undefined) return null
  if (Array.isArray(json)) return json.map(String)
  return typeof json === 'boolean' ? (json ? 'True' : 'False') : String(json)
}

function accepts(vector: Fields, outcome: Outcome): boolean {
  const asserted = vector['assert']
  if (isFields(asserted)) return holdsFor(asserted, outcome)
  const acceptable: readonly unknown[] = Array.isArray(vector['acceptable']) ? vector['acceptable'] : []
  return [vector['expected'], ...acceptable].some((expected) => same(expected ?? null, outcome))
}

/** Results are compared as text; a list as a list, where one value alone is that value. */
function same(expected: unknown, outcome: Outcome): boolean {
  if (isFields(expected)) return isAction(outcome) && outcome.action === expected['$action']
  if (isAction(outcome)) return false
  if (expected === null || outcome === null) return expected === outcome
  const wanted = Array.isArray(expected) ? expected.map(String) : [String(expected)]
  const actual = typeof outcome === 'string' ? [outcome] : outcome
  return wanted.length === actual.length && wanted.every((text, i) => text === actual[i])
}

function isAction(outcome: Outcome): outcome is { readonly action: 'IgnoreAttributeFlow' | 'IgnoreObjectFlow' } {
  return outcome !== null && typeof outcome === 'object' && 'action' in outcome
}

function holdsFor(asserted: Fields, outcome: Outcome): boolean {
  switch (asserted['type']) {
    case 'regex': return typeof outcome === 'string' && typeof asserted['value'] === 'string' && matches(asserted['value'], outcome)
    case 'randomString': return typeof outcome === 'string' && isRandomString(asserted, outcome)
    case 'roles': {
      if (typeof outcome === 'string' || !Array.isArray(outcome)) return false
      const roles: unknown[] = outcome.map((role: string) => parsed(role))
      return sameJson(roles, asserted['value'])
    }
    default: return false
  }
}

/** A pattern that is none matches nothing, so that the vector fails. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text)
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function isRandomString(asserted: Fields, text: string): boolean {
  const least = (name: string): number => (typeof asserted[name] === 'number' ? asserted[name] : 0)
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const special = [...text].filter((c) => SPECIAL.includes(c)).length
  const avoid = ['avoid', 'excluded', 'charactersToAvoid', 'mustNotContain'].map((key) => asserted[key]).find((v) => v !== undefined) ?? ''
  const avoided = Array.isArray(avoid) ? avoid.map(String) : [...String(avoid)]
  return (asserted['length'] === undefined || text.length === asserted['length'])
    && count(/[0-9]/g) >= least('minDigits') && count(/[a-z]/g) >= least('minLower')
    && count(/[A-Z]/g) >= Math.max(least('minUpper'), least('minCapital')) && special >= least('minSpecial')
    && avoided.every((c) => !text.includes(c))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch { // not JSON: compared as the text it is
    return text
  }
}

/** Equality of JSON values, whatever the order of keys. */
function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, i) => sameJson(value, b[i]))
  if (isFields(a) && isFields(b)) {
    const [left, right] = [Object.keys(a), Object.keys(b)]
    return left.length === right.length && left.every((key) => sameJson(a[key], b[key]))
  }
  return a === b
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
