import { compile, EvaluationError, parse, type EvaluationContext, type FlowAction, type Outcome } from '../expression/index'
import type { GoldenResult } from '../ipc/lens-views'
import { ownEntry } from '../own-entry'
import type { AttributeValue } from './attribute'
import { expressionOf, type AttributeMapping, type GoldenExpectation, type GoldenRecord, type ProjectDocument } from './project'

/** Which golden records are meant: all where nothing is named. Target attributes are found whatever their case. */
export interface GoldenFilter {
  readonly job?: string | undefined
  readonly mapping?: string | undefined
  readonly attribute?: string | undefined
}

/**
 * Every expectation of a project's golden records, run: in the order of the records, then of their target attributes by code unit.
 * A mapping gives for a record what a cycle would compute for that person at the record's clock: a value, no value, an action of the
 * language or an error. What depends on the account is not looked at: defaults, when a value flows, whether the target takes it. Nothing
 * is taken for `SelectUniqueValue`, which gives its first candidate [ours: a golden record holds without a directory]. A second record of
 * one id is not run, and says so.
 */
export function runGolden(document: ProjectDocument, filter: GoldenFilter = {}): readonly GoldenResult[] {
  const tests = document.tests ?? []
  const ids = new Set<string>()
  const second = new Set(tests.filter(({ id }) => ids.size === ids.add(id).size))
  return tests
    .filter((test) => (filter.job === undefined || test.job === filter.job) && (filter.mapping === undefined || test.objectMapping === filter.mapping))
    .flatMap((test) => Object.entries(test.expect)
      .filter(([attribute]) => filter.attribute === undefined || sameName(attribute, filter.attribute))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([attribute, expected]) => runOne(document, test, attribute, expected, second.has(test))))
}

/** The attribute mapping that an expectation is about; undefined where the project has none. */
export function mappingUnderTest(document: ProjectDocument, test: GoldenRecord, attribute: string): AttributeMapping | undefined {
  return document.jobs.find(({ id }) => id === test.job)
    ?.objectMappings.find(({ id }) => id === test.objectMapping)
    ?.attributeMappings.find(({ target }) => sameName(target, attribute))
}

/** One result as a sentence: who, which attribute, what was expected and what came. */
export function goldenSentence({ name, attribute, expected, actual, problem }: GoldenResult): string {
  return problem === undefined ? `${attribute} of ${name} should be ${expected} and is ${actual}.` : `${attribute} of ${name} cannot be tested: ${problem}`
}

/** What the values of a test hang on besides the test: the project's seed and default domain. */
export type GoldenSetting = Pick<EvaluationContext, 'seed' | 'defaultDomain'>

/** What a mapping gives for a record, as a test expects it. Nothing for the type None, a text that does not compile, and a value that is redacted. */
export function expectationOf(mapping: AttributeMapping, test: GoldenInput, setting: GoldenSetting): GoldenExpectation | undefined {
  if (mapping.type === 'None') return undefined
  const evaluated = evaluate(mapping, test, setting)
  if ('problem' in evaluated || evaluated.redacted) return undefined
  const { given } = evaluated
  if (isObject(given)) return 'error' in given ? { error: given.error } : { action: given.action }
  return given === null || typeof given === 'string' ? given : [...given]
}

type GoldenInput = Pick<GoldenRecord, 'anchor' | 'record' | 'now'>

type Given = AttributeValue | null | { readonly error: string; readonly message?: string } | { readonly action: FlowAction }

function runOne(document: ProjectDocument, test: GoldenRecord, attribute: string, expectation: GoldenExpectation, isSecond: boolean): GoldenResult {
  if (isSecond) return {
    ...aboutOf(test, attribute, expectation), passed: false, actual: 'nothing',
    problem: `another golden record has the id ${test.id}; give this one its own.`,
  }
  const setting = { seed: document.seed ?? 1, ...(document.defaultDomain === undefined ? {} : { defaultDomain: document.defaultDomain }) }
  return runExpectation(mappingUnderTest(document, test, attribute), { test, attribute, expectation }, setting)
}

/** One expectation of a golden record over a mapping, which need not be the project's: over the one that is being edited. */
export function runExpectation(
  mapping: AttributeMapping | undefined, { test, attribute, expectation }: { readonly test: GoldenRecord; readonly attribute: string; readonly expectation: GoldenExpectation }, setting: GoldenSetting,
): GoldenResult {
  const about = aboutOf(test, attribute, expectation)
  if (!mapping) return {
    ...about, passed: false, actual: 'nothing',
    problem: `the project has no mapping of ${attribute} in ${test.job}, ${test.objectMapping}; correct the golden record ${test.id}, or remove it.`,
  }
  const evaluated = evaluate(mapping, test, setting)
  if ('problem' in evaluated) return { ...about, passed: false, actual: 'nothing', problem: evaluated.problem }
  const passed = same(expectation, evaluated.given)
  if (evaluated.redacted) return { ...about, passed, expected: REDACTED, actual: passed ? REDACTED : `another value than ${REDACTED}` }
  return { ...about, passed, actual: textOf(evaluated.given) }
}

function aboutOf(test: GoldenRecord, attribute: string, expectation: GoldenExpectation): Omit<GoldenResult, 'passed' | 'actual' | 'problem'> {
  return {
    test: test.id, name: test.name ?? test.anchor, job: test.job, objectMapping: test.objectMapping, anchor: test.anchor, attribute,
    expected: textOf(expectation),
  }
}

/** Values of mappings that ask for it are not for logs, exports or the screen. */
const REDACTED = '[Redact]'

function evaluate(
  mapping: AttributeMapping, test: GoldenInput, setting: GoldenSetting,
): { readonly given: Given; readonly redacted: boolean } | { readonly problem: string } {
  if (mapping.type === 'Constant') return { given: mapping.value, redacted: false }
  const text = expressionOf(mapping)
  if (text === undefined) return { given: null, redacted: false }
  const { tree, diagnostics } = parse(text)
  const broken = diagnostics.find(({ severity }) => severity === 'error')
  if (!tree || broken) return { problem: `its expression does not compile: ${broken?.message ?? 'there is none.'}` }
  const names: string[] = []
  const { evaluate: run, redacted } = compile(tree, (name) => names.push(name) - 1)
  const values = names.map((name) => ownEntry(test.record, name) ?? null)
  try {
    const outcome = run((slot) => values[slot] ?? null, { ...setting, now: test.now, drawKey: `${mapping.target} ${test.anchor}`, isTaken: () => false })
    return { given: toGiven(outcome), redacted }
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return { given: { error: error.code, message: error.message }, redacted }
  }
}

function toGiven(outcome: Outcome): Given {
  return outcome !== null && typeof outcome === 'object' && 'action' in outcome ? { action: outcome.action } : outcome
}

/** Lists in their order, text to the letter; a list of one value is that value, one of none is no value. */
function same(expected: GoldenExpectation, given: Given): boolean {
  if (isObject(expected) || isObject(given)) {
    if (!isObject(expected) || !isObject(given)) return false
    return 'error' in expected ? 'error' in given && expected.error === given.error : 'action' in given && expected.action === given.action
  }
  const [wanted, got] = [listOf(expected), listOf(given)]
  return wanted.length === got.length && wanted.every((value, i) => value === got[i])
}

function listOf(value: AttributeValue | null): readonly string[] {
  return value === null ? [] : typeof value === 'string' ? [value] : value
}

function textOf(value: GoldenExpectation | Given): string {
  if (isObject(value)) {
    if ('action' in value) return value.action
    return 'message' in value && value.message !== undefined ? `the error ${value.error} (${value.message.replace(/\.$/, '')})` : `the error ${value.error}`
  }
  const values = listOf(value)
  if (values.length === 0) return 'no value'
  return values.length === 1 ? `“${values[0] as string}”` : `[${values.map((one) => `“${one}”`).join(', ')}]`
}

function isObject<Value extends GoldenExpectation | Given>(value: Value): value is Exclude<Value, AttributeValue | null> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
