import { describe, expect, test } from 'vitest'
import { asked, mappingsOf, problemsFound, runsFound, search } from '../../renderer/features/palette/found'
import { matching } from '../../renderer/features/palette/matching'
import { rowsAsText } from '../../renderer/ui/table-clipboard'
import { fakeData } from '../support/fake-data'

const { project, runs } = fakeData()

test('titles that start with the words come first, then a word that does, then words that hold them', () => {
  const commands = ['Show plan', 'Plan', 'Discard draft', 'Explain'].map((title) => ({ id: title, title }))
  expect(matching(commands, 'plan').map((command) => command.title)).toEqual(['Plan', 'Show plan', 'Explain'])
  expect(matching(commands, 'dcd').map((command) => command.title)).toEqual(['Discard draft'])
})

describe('what is typed', () => {
  test.each([
    { query: 'mail', part: undefined, text: 'mail' }, { query: '>read ', part: 'commands', text: 'read' }, { query: '@', part: 'people', text: '' },
    { query: '#mail', part: 'mappings', text: 'mail' }, { query: ': 14', part: 'runs', text: '14' }, { query: '!', part: 'problems', text: '' },
  ])('“$query” looks for “$text” in $part', ({ query, part, text }) => {
    expect(asked(query)).toEqual({ part, text })
  })
})

describe('the palette finds', () => {
  test('a mapping by its target before those that read an attribute of that name', () => {
    const found = search(mappingsOf(project.document), 'title', 10)
    expect(found[0]).toMatchObject({ title: 'title', detail: '[Title]', screen: 'mappings', params: { job: 'hr-to-ad', mapping: 'title' } })
    expect(found.map(({ title }) => title)).toContain('jobTitle')
    expect(search(mappingsOf(project.document), 'legalfirstname', 10).map(({ title }) => title)).toContain('givenName')
  })

  test('runs by their number, with which round of a repeated cycle they are', () => {
    const [first] = runs
    if (first === undefined) throw new Error('the data has a run')
    const found = runsFound([{ ...first, run: 16, round: { of: 15, number: 2 } }, { ...first, run: 15 }, { ...first, run: 12, status: 'cancelled' }])
    expect(found.map(({ run }) => run)).toEqual([16, 15])
    expect(found[0]?.title).toContain('round 2 of run 15')
    expect(search(found, '16', 5).map(({ run }) => run)).toEqual([16])
  })

  test('a problem by its sentence or its code, and no more than are asked for', () => {
    const problem = { section: 'failures', severity: 'error', place: 'Mapping company', fix: '', count: 12 } as const
    const found = problemsFound([{ ...problem, id: 'a', code: 'ValueTooLong', sentence: 'company is too long for 12 people' }, { ...problem, id: 'b', code: 'MandatoryFieldsMissing', sentence: 'cn is missing' }])
    expect(search(found, 'valuetoo', 5).map(({ id }) => id)).toEqual(['problem a'])
    expect(search(found, '', 1)).toHaveLength(1)
  })
})

test('rows are copied for a spreadsheet, for a program, or lined up for a message', () => {
  const rows = [['Ada', '=1+1'], ['Grace Hopper', '7']]
  expect(rowsAsText('tsv', ['Name', 'Value'], rows)).toBe("Name\tValue\nAda\t'=1+1\nGrace Hopper\t7")
  expect(JSON.parse(rowsAsText('json', ['Name', 'Value'], rows))).toEqual([{ Name: 'Ada', Value: '=1+1' }, { Name: 'Grace Hopper', Value: '7' }])
  expect(rowsAsText('text', ['Name', 'Value'], rows)).toBe('Name          Value\nAda           =1+1\nGrace Hopper  7')
})
