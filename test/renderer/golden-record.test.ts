import { describe, expect, test } from 'vitest'
import { notInRecord, recordOf, resultOf, testsOf, withMissing, withNewValue, withoutExpectation } from '../../renderer/features/expression-editor/golden-record'
import type { PreviewPerson } from '../../shared/ipc/views'
import { goldenRecord, type AttributeMapping, type GoldenRecord } from '../../shared/model/project'

const place = { job: 'hr', objectMapping: 'workers' }
const now = '2026-11-21T06:00:00Z'
const setting = { seed: 1 }
const zofia: PreviewPerson = { anchor: '104 417', display: 'Zofia', attributes: { First: 'Zofia', Last: 'Wójcik', Salary: '7', Mails: ['a', 'b'] } }
const mapping = (expression: string, target = 'mail'): AttributeMapping => ({ type: 'Expression', target, expression })
const taken = (expression: string, tests: readonly GoldenRecord[] = []): GoldenRecord | undefined => recordOf({ mapping: mapping(expression), place, setting, now, tests }, zofia)

function record(expression: string, tests: readonly GoldenRecord[] = []): GoldenRecord {
  const made = taken(expression, tests)
  if (made === undefined) throw new Error('no record')
  return made
}

describe('a golden record taken from a person', () => {
  test('holds the attributes that the expression reads and no others', () => {
    expect(record('Join(" ", [First], [Last], [Middle])')).toEqual({
      id: 'mail-104-417', name: 'Zofia', job: 'hr', objectMapping: 'workers', anchor: '104 417', record: { First: 'Zofia', Last: 'Wójcik' }, now, expect: { mail: 'Zofia Wójcik' },
    })
  })

  test.each([
    { expression: '[Middle]', expected: null }, { expression: '[Mails]', expected: ['a', 'b'] }, { expression: 'IgnoreAttributeFlow', expected: { action: 'IgnoreAttributeFlow' } },
    { expression: 'Left([First], [Last])', expected: { error: 'TypeMismatch' } }, { expression: '""', expected: '' },
  ])('expects $expected of $expression, and is what the project file takes', ({ expression, expected }) => {
    expect(record(expression).expect).toEqual({ mail: expected })
    expect(goldenRecord.safeParse(record(expression)).success).toBe(true)
    expect(resultOf(record(expression), mapping(expression), setting).passed).toBe(true)
  })

  test.each([['Redact([First])', 'a redacted value is not written down'], ['Join(', 'half-typed text gives nothing']])('%s makes none, because %s', (expression) => {
    expect(taken(expression)).toBeUndefined()
  })

  test('is the one that the person has already, by the name it was given', () => {
    const before: GoldenRecord = { ...record('[First]'), name: 'Hyphen' }
    expect(record('[Last]', [before])).toMatchObject({ id: before.id, name: 'Hyphen', expect: { mail: 'Wójcik' } })
    expect(record('[Last]', [{ ...before, anchor: 'other' }])).toMatchObject({ id: 'mail-104-417-2', name: 'Zofia' })
    expect(record('[Last]', [{ ...before, expect: { mail: 'x', sn: 'y' } }]).id).toBe('mail-104-417-2')
  })
})

describe('a golden record of a mapping', () => {
  const test1 = record('[First]')

  test('is found whatever the case of its target attribute', () => {
    const tests = [test1, { ...test1, id: '2', job: 'other' }, { ...test1, id: '3', expect: { Mail: 'x' } }, { ...test1, id: '4', expect: { sn: 'x' } }]
    expect(testsOf(tests, place, 'mail').map((one) => one.id)).toEqual([test1.id, '3'])
  })

  test('fails when the mapping gives something else, and takes that when asked to', () => {
    const edited = mapping('ToUpper([First])')
    expect(resultOf(test1, edited, setting)).toMatchObject({ passed: false, expected: '“Zofia”', actual: '“ZOFIA”' })
    const after = withNewValue({ ...test1, expect: { Mail: 'x', sn: 'y' } }, edited, setting)
    expect(after.expect).toEqual({ sn: 'y', mail: 'ZOFIA' })
    expect(resultOf(after, edited, setting).passed).toBe(true)
    expect(withNewValue(test1, mapping('Join('), setting)).toBe(test1)
  })

  test('gets from its person what an edit reads anew, and keeps what it holds', () => {
    const edited = mapping('Join(" ", [First], [Last])')
    expect(notInRecord(test1, edited)).toEqual(['Last'])
    expect(withMissing(test1, edited, { ...zofia, attributes: { First: 'Sofia', Last: 'Wójcik' } }).record).toEqual({ First: 'Zofia', Last: 'Wójcik' })
  })

  test('keeps what it expects of others when it is taken from this mapping', () => {
    expect(withoutExpectation({ ...test1, expect: { MAIL: 'x', sn: 'y' } }, 'mail')?.expect).toEqual({ sn: 'y' })
    expect(withoutExpectation(test1, 'mail')).toBeUndefined()
  })
})
