import type { PreviewPerson } from '../../../shared/ipc/views'
import type { GoldenResult } from '../../../shared/ipc/lens-views'
import type { AttributeMapping, GoldenRecord } from '../../../shared/model/project'
import { expectationOf, runExpectation, type GoldenSetting } from '../../../shared/model/run-golden'
import { attributesRead } from '../../ui/mapping-attributes'

const LONGEST_ID = 56
const LONGEST_NAME = 200

export interface RecordGiven {
  readonly mapping: AttributeMapping
  readonly place: { readonly job: string; readonly objectMapping: string }
  readonly setting: GoldenSetting
  /** The clock of a new test. */
  readonly now: string
  /** All tests of the project. */
  readonly tests: readonly GoldenRecord[]
}

/**
 * What a person gets now as a golden record, with the source attributes that the mapping reads and no others. Where the project has
 * one of this person and mapping, it has that record's identity and name. Nothing where the mapping gives no value to expect.
 */
export function recordOf({ mapping, place, setting, now, tests }: RecordGiven, person: PreviewPerson): GoldenRecord | undefined {
  const record = recordSeen(mapping, person)
  const expectation = expectationOf(mapping, { anchor: person.anchor, record, now }, setting)
  if (expectation === undefined) return undefined
  const before = testsOf(tests, place, mapping.target).find((test) => test.anchor === person.anchor && Object.keys(test.expect).length === 1)
  return {
    id: before?.id ?? freeId(`${mapping.target}-${person.anchor}`, tests),
    name: before?.name ?? (person.display === '' ? person.anchor : person.display).slice(0, LONGEST_NAME),
    job: place.job, objectMapping: place.objectMapping, anchor: person.anchor,
    record, now, expect: { [mapping.target]: expectation },
  }
}

/** Attributes that the mapping reads and the record says nothing of: an edit that reads others finds them absent. */
export function notInRecord(test: GoldenRecord, mapping: AttributeMapping): readonly string[] {
  return attributesRead(mapping).filter((name) => !(name in test.record))
}

/** The test with what its person has of the attributes that the mapping reads and its record says nothing of. */
export function withMissing(test: GoldenRecord, mapping: AttributeMapping, person: PreviewPerson): GoldenRecord {
  return { ...test, record: { ...recordSeen(mapping, person), ...test.record } }
}

/** The test with what the mapping gives for its own record; the test itself where the mapping gives no value to expect. */
export function withNewValue(test: GoldenRecord, mapping: AttributeMapping, setting: GoldenSetting): GoldenRecord {
  const expectation = expectationOf(mapping, test, setting)
  if (expectation === undefined) return test
  const { [keyOf(test, mapping.target) ?? mapping.target]: _, ...others } = test.expect
  return { ...test, expect: { ...others, [mapping.target]: expectation } }
}

function recordSeen(mapping: AttributeMapping, person: PreviewPerson): GoldenRecord['record'] {
  return Object.fromEntries(attributesRead(mapping).flatMap((name) => {
    const value = person.attributes[name]
    return value === undefined ? [] : [[name, typeof value === 'string' ? value : [...value]]]
  }))
}

/** The golden records that expect something of a mapping, in the order of the project. */
export function testsOf(tests: readonly GoldenRecord[], place: RecordGiven['place'], target: string): readonly GoldenRecord[] {
  return tests.filter((test) => test.job === place.job && test.objectMapping === place.objectMapping && keyOf(test, target) !== undefined)
}

/** What came of a test that expects something of this mapping. */
export function resultOf(test: GoldenRecord, mapping: AttributeMapping, setting: GoldenSetting): GoldenResult {
  const attribute = keyOf(test, mapping.target) ?? mapping.target
  return runExpectation(mapping, { test, attribute, expectation: test.expect[attribute] ?? null }, setting)
}

/** The test without what it expects of one attribute; nothing where it expects nothing else. */
export function withoutExpectation(test: GoldenRecord, target: string): GoldenRecord | undefined {
  const rest = Object.fromEntries(Object.entries(test.expect).filter(([name]) => name.toLowerCase() !== target.toLowerCase()))
  return Object.keys(rest).length === 0 ? undefined : { ...test, expect: rest }
}

function keyOf(test: GoldenRecord, target: string): string | undefined {
  return Object.keys(test.expect).find((name) => name.toLowerCase() === target.toLowerCase())
}

function freeId(wanted: string, tests: readonly GoldenRecord[]): string {
  const taken = new Set(tests.map((test) => test.id))
  const base = wanted.replace(/[^A-Za-z0-9._-]+/gu, '-').replace(/^[^A-Za-z0-9]+/u, '').slice(0, LONGEST_ID) || 'test'
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${String(number)}`
    if (!taken.has(id)) return id
  }
}
