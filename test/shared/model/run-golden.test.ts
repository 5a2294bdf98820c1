import { describe, expect, test } from 'vitest'
import type { AttributeMapping, GoldenExpectation, GoldenRecord } from '../../../shared/model/project'
import { goldenSentence, runGolden } from '../../../shared/model/run-golden'
import { checkProject } from '../../../shared/schema/check-project'
import { constant, direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const record = { id: '7', name: 'Zoë', role: 'Nurse', start: '2026-12-30', mails: ['a@x', 'b@x'], one: ['only'] }

function golden(expect: GoldenRecord['expect'], more: Partial<GoldenRecord> = {}): GoldenRecord {
  return { id: 'zoe', job: 'hr-to-ad', objectMapping: 'users', anchor: '7', record, now: '2026-11-21T06:00:00Z', expect, ...more }
}

function project(mapping: AttributeMapping, tests: readonly GoldenRecord[]) {
  return projectOf([sourceSystem(), targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), mapping])])], { tests: [...tests], seed: 4, defaultDomain: 'x.example' })
}

/** What the mapping's value is called, and whether the expectation holds. */
function outcome(mapping: AttributeMapping, expected: GoldenExpectation): readonly [boolean, string] {
  const [result, ...others] = runGolden(project(mapping, [golden({ title: expected })]))
  expect(others).toEqual([])
  return [result?.passed === true, result?.actual ?? '']
}

describe('a golden record', () => {
  test.each<readonly [what: string, mapping: AttributeMapping, expected: GoldenExpectation, holds: boolean, actual: string]>([
    ['a direct value', direct('role', 'title'), 'Nurse', true, '“Nurse”'],
    ['case', direct('role', 'title'), 'nurse', false, '“Nurse”'],
    ['an absent attribute', direct('nobody', 'title'), null, true, 'no value'],
    ['an empty text that is not no value', constant('', 'title'), null, false, '“”'],
    ['a default, which is for creation alone', direct('nobody', 'title', { default: 'Staff' }), null, true, 'no value'],
    ['a constant', constant('Staff', 'title'), 'Staff', true, '“Staff”'],
    ['no source', { type: 'None', target: 'title' }, null, true, 'no value'],
    ['a list in its order', direct('mails', 'title'), ['a@x', 'b@x'], true, '[“a@x”, “b@x”]'],
    ['a list in another order', direct('mails', 'title'), ['b@x', 'a@x'], false, '[“a@x”, “b@x”]'],
    ['a list of one', direct('one', 'title'), 'only', true, '“only”'],
    ['an error', expression('CDate([name])', 'title'), { error: 'InvalidDate' }, true, 'the error InvalidDate (“Zoë” is not a date)'],
    ['another error', expression('CDate([name])', 'title'), { error: 'TypeMismatch' }, false, 'the error InvalidDate (“Zoë” is not a date)'],
    ['an error where a value is expected', expression('CDate([name])', 'title'), '2026', false, 'the error InvalidDate (“Zoë” is not a date)'],
    ['an action', expression('IIF(DateDiff("d", Now(), CDate([start])) > 30, IgnoreObjectFlow, [role])', 'title'), { action: 'IgnoreObjectFlow' }, true, 'IgnoreObjectFlow'],
    ['the other action', expression('IgnoreAttributeFlow', 'title'), { action: 'IgnoreObjectFlow' }, false, 'IgnoreAttributeFlow'],
    ['a unique value, of which the first is free', expression('SelectUniqueValue([name], [id])', 'title'), 'Zoë', true, '“Zoë”'],
    ['the default domain', expression('Join("@", [id], DefaultDomain())', 'title'), '7@x.example', true, '“7@x.example”'],
  ])('is held to %s', (_, mapping, expected, holds, actual) => {
    expect(outcome(mapping, expected)).toEqual([holds, actual])
  })

  test('draws what a cycle draws for the person: by seed, attribute and anchor', () => {
    const drawn = (anchor: string) => runGolden(project(expression('RandomString(12, 1, 1, 0, 1)', 'title'), [golden({ title: '' }, { anchor })]))[0]?.actual
    expect(drawn('7')).toBe(drawn('7'))
    expect(drawn('7')).not.toBe(drawn('8'))
  })

  test('keeps a value that is not for the screen to itself, right or wrong', () => {
    const results = runGolden(project(expression('Redact([role])', 'title'), [golden({ title: 'Nurse' }), golden({ title: 'Doctor' }, { id: 'other' })]))
    expect(JSON.stringify(results)).not.toMatch(/Nurse|Doctor/)
    expect(results.map(({ passed }) => passed)).toEqual([true, false])
  })

  test('finds its mapping whatever the case of the attribute, and is asked for by job, mapping and attribute', () => {
    const document = project(direct('role', 'title'), [golden({ TITLE: 'Nurse', employeeID: '7' }), golden({ title: 'Clerk' }, { id: 'b' })])
    expect(runGolden(document).map(({ test: id, attribute, passed }) => [id, attribute, passed])).toEqual([['zoe', 'TITLE', true], ['zoe', 'employeeID', true], ['b', 'title', false]])
    expect(runGolden(document, { attribute: 'Title' }).map(({ test: id }) => id)).toEqual(['zoe', 'b'])
    expect(runGolden(document, { job: 'another' })).toEqual([])
    expect(runGolden(document, { mapping: 'users', attribute: 'employeeid' })).toHaveLength(1)
  })

  test('that cannot be run says why in a sentence', () => {
    const document = project(expression('Mid([role], ', 'title'), [golden({ title: 'x', nobody: 'x' })])
    const sentences = runGolden(document).map(goldenSentence)
    expect(sentences[0]).toBe('nobody of 7 cannot be tested: the project has no mapping of nobody in hr-to-ad, users; correct the golden record zoe, or remove it.')
    expect(sentences[1]).toMatch(/^title of 7 cannot be tested: its expression does not compile: \S/)
    const twice = runGolden(project(direct('role', 'title'), [golden({ title: 'Nurse' }), golden({ title: 'Nurse' })]))
    expect(twice.map(({ passed }) => passed)).toEqual([true, false])
    expect(twice[1] && goldenSentence(twice[1])).toBe('title of 7 cannot be tested: another golden record has the id zoe; give this one its own.')
    const [wrong] = runGolden(project(direct('role', 'title'), [golden({ title: 'Clerk' }, { name: 'The nurse' })]))
    expect(wrong && goldenSentence(wrong)).toBe('title of The nurse should be “Clerk” and is “Nurse”.')
  })
})

test('check says with its path which golden record cannot be run', () => {
  const document = project(direct('role', 'title'), [
    golden({ title: 'x', nobody: 'x' }), golden({ title: 'x' }, { job: 'gone' }), golden({ title: 'x' }, { id: 'b', objectMapping: 'gone' }),
    golden({}, { id: 'c' }), golden({ title: { error: 'InvalidDates' } }, { id: 'd', record: { id: '7', rol: 'Nurse' } }),
  ])
  const known = { [sourceSystem().id]: { worker: Object.keys(record) } }
  expect(checkProject(document, known).filter(({ path }) => path.startsWith('tests')).map(({ severity, code, path }) => [severity, code, path])).toEqual([
    ['error', 'S10', 'tests[0].expect.nobody'], ['error', 'S11', 'tests[1].id'], ['error', 'S05', 'tests[1].job'], ['error', 'S09', 'tests[2].objectMapping'],
    ['warning', 'S10', 'tests[3].expect'], ['warning', 'S13', 'tests[4].record.rol'], ['error', 'S14', 'tests[4].expect.title.error'],
  ])
})
