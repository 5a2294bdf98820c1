import { describe, expect, test } from 'vitest'
import type { LensRow } from '../../../../shared/ipc/lens-views'
import { Histogram } from '../../../../main/engine/lens/histogram'
import { Oddities } from '../../../../main/engine/lens/oddest'
import { ValueTable } from '../../../../main/engine/lens/value-table'
import { constant, direct, expression } from '../../../support/project'
import { lensOf } from './lens-of'

const MATCHING = [direct('id', 'employeeID', { matchingPriority: 1 })]

describe('values that several people have', () => {
  const source = {
    1: { id: '1', name: 'Ann Berg', mail: 'ann@x.org' }, 2: { id: '2', name: 'Ann Bergh', mail: 'ANN@x.org' }, 3: { id: '3', name: 'Cai', mail: 'cai@x.org' }, 4: { id: '4', name: 'Dee', mail: 'dee@x.org' },
  }
  const target = { a: { employeeID: '9', mail: 'cai@x.org', displayName: 'Guest' }, b: { employeeID: '4', mail: 'dee@x.org' } }

  test('both who share a value collide, the one who keeps their own does not', async () => {
    const lens = await lensOf({ source, target, mappings: MATCHING, targetSystem: { display: ['displayName'] } }, direct('mail', 'mail'))
    expect(lens.view.wrong).toMatchObject({ collides: 3, collidingValues: 2 })
    expect(lens.people('collides').map(({ anchor, note }) => [anchor, note])).toEqual([
      ['1', 'Ann Bergh would get “ann@x.org”, too.'],
      ['2', '“ANN@x.org” is already taken by Ann Berg, who gets it in this plan.'],
      ['3', '“cai@x.org” is already taken by Guest.'],
    ])
  })

  test('SelectUniqueValue hands values out in the order of anchors', async () => {
    const lens = await lensOf({ source, target, mappings: MATCHING }, expression('SelectUniqueValue([mail], Append("2", [mail]))', 'mail'))
    expect(lens.view.wrong).toMatchObject({ collides: 0, fails: 0 })
    expect(lens.run.values).toEqual(['ann@x.org', '2ANN@x.org', '2cai@x.org', 'dee@x.org'])
  })
})

test('what is wrong with a value is told in a sentence, and who cannot be written is not wrong', async () => {
  const source = {
    1: { id: '1', login: 'x'.repeat(21) }, 2: { id: '2', login: 'a|b' }, 3: { id: '3' }, 4: { id: '4', login: 'Åse' }, 5: { id: '5', login: 'bea' }, 6: { id: '6', login: 'a|b' },
  }
  const target = { a: { employeeID: '6', sAMAccountName: 'six' }, b: { employeeID: '6', sAMAccountName: 'six2' } }
  const lens = await lensOf({ source, target, mappings: MATCHING }, direct('login', 'sAMAccountName'))
  const noteOf = (part: 'tooLong' | 'characters' | 'blank' | 'unknown'): (string | undefined)[] => lens.people(part).map(({ note }: LensRow) => note)
  expect(lens.view).toMatchObject({ happens: { changes: 0, same: 0, newAccount: 5, unknown: 1 }, wrong: { tooLong: 1, characters: 2, blank: 1, fails: 0 }, charactersText: 'characters outside ASCII' })
  expect(noteOf('tooLong')).toEqual(['sAMAccountName would be 21 characters long; Directory allows 20. Shorten it at the source or cut it with Mid().'])
  expect(noteOf('characters')).toEqual([expect.stringContaining('does not accept sAMAccountName “a|b”'), expect.stringContaining('outside ASCII')])
  expect(noteOf('blank')).toEqual([expect.stringContaining('sAMAccountName is required and [login] gives no value')])
  expect(noteOf('unknown')).toEqual(['2 objects in the target match; none is chosen.'])
})

test('what fails is counted by its code, with the first sentence', async () => {
  const source = { 1: { id: '1', day: 'soon' }, 2: { id: '2', day: '2026-01-02' }, 3: { id: '3', day: 'later' } }
  const lens = await lensOf({ source, mappings: MATCHING }, expression('FormatDateTime([day], , "yyyy-MM-dd", "yyyy")', 'title'))
  expect(lens.view.failures).toEqual([{ code: 'InvalidDateFormat', message: '“soon” is not a date in the format yyyy-MM-dd.', people: 2 }])
  expect(lens.people('fails').map(({ anchor, after, outcome }) => [anchor, after, outcome])).toEqual([['1', undefined, 'newAccount'], ['3', undefined, 'newAccount']])
})

test('what the service computes of a user of Entra ID is read as the cycle reads it', async () => {
  const source = {
    1: { id: '1', userPrincipalName: 'ann@x.org', accountEnabled: 'True' }, 2: { id: '2', userPrincipalName: 'bob_y.org#EXT#@x.org', accountEnabled: 'True' }, 3: { id: '3', userPrincipalName: 'cai@x.org', accountEnabled: 'False' },
  }
  const situation = { source, target: { a: { employeeID: '3', active: 'True' } }, mappings: MATCHING, job: { service: 'Application' as const }, sourceSystem: { product: 'entraId' as const }, targetSystem: { product: 'scim' as const } }
  expect((await lensOf(situation, direct('userPrincipalName', 'nickName'))).run.values).toEqual(['ann@x.org', 'bob_y.org', 'cai@x.org'])
  expect((await lensOf(situation, direct('originalUserPrincipalName', 'nickName'))).run.values[1]).toBe('bob_y.org#EXT#@x.org')
  expect((await lensOf(situation, expression('Not([IsSoftDeleted])', 'active'))).run.values).toEqual(['True', 'True', 'False'])
})

test('values that must not be shown are not', async () => {
  const lens = await lensOf({ source: { 1: { id: '1', pin: '1234' }, 2: { id: '2', pin: '1234' } }, mappings: MATCHING }, expression('Redact([pin])', 'info'))
  expect(JSON.stringify([lens.view, lens.people('newAccount')])).not.toContain('1234')
  expect(lens.people('newAccount')[0]).toMatchObject({ after: '[Redact]' })
})

test('references are compared by whom they stand for, those who are created included', async () => {
  const source = { 1: { id: '1', name: 'Ann', boss: '2' }, 2: { id: '2', name: 'Bea', boss: '3' }, 3: { id: '3', name: 'Cai', boss: 'nobody' } }
  const target = { a: { dn: 'CN=Ann,OU=U,DC=x', employeeID: '1', manager: 'cn=bea,ou=u,dc=x' }, b: { dn: 'CN=Bea,OU=U,DC=x', employeeID: '2' } }
  const mappings = [...MATCHING, direct('name', 'cn'), constant('OU=U,DC=x', 'parentDistinguishedName')]
  const lens = await lensOf({ source, target, mappings }, direct('boss', 'manager'))
  expect(lens.view.happens).toEqual({ changes: 1, same: 1, newAccount: 1, unknown: 0 })
  expect(lens.run.values).toEqual(['CN=Bea,OU=U,DC=x', 'CN=Cai,OU=U,DC=x', null])
})

describe('the spread of values', () => {
  const bins = (values: readonly string[], limit?: number) => {
    const histogram = new Histogram()
    for (const value of values) histogram.add(value)
    return histogram.bins({ limit, redacted: false })
  }
  const many = Array.from({ length: 500 }, (_, i) => `name ${'x'.repeat(i % 60)} ${i}`)

  test.each([
    { because: 'a few values are bars, the most frequent first', values: ['b', 'a', 'b'], expected: { of: 'value', bins: [{ label: 'b', count: 2 }, { label: 'a', count: 1 }] } },
    { because: 'nobody has a value', values: [], expected: { of: 'value', bins: [] } },
  ])('$because', ({ values, expected }) => expect(bins(values)).toEqual(expected))

  test('many values are lengths, in 16 to 24 bins that hold everybody, with the limit beside them', () => {
    for (const values of [many, many.map((value) => value.slice(-3)), many.map((value) => value.repeat(9))]) {
      const found = bins(values, 20)
      expect(found).toMatchObject({ of: 'length', limit: 20 })
      expect(found.bins.length).toBeGreaterThanOrEqual(16)
      expect(found.bins.length).toBeLessThanOrEqual(24)
      expect(found.bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    }
  })

  test('frequent values stand before n others', () => {
    const found = bins([...Array.from({ length: 990 }, (_, i) => `v${i % 9}`), ...Array.from({ length: 20 }, (_, i) => `rare ${i}`)])
    expect(found.of).toBe('value')
    expect(found.bins.at(-1)).toEqual({ label: '18 others', count: 18 })
  })
})

test('the oddest are told with why they are odd, each person once', () => {
  const odd = new Oddities()
  const names = Array.from({ length: 400 }, (_, i) => `${'abcdefghij'[i % 10]}nn.b${'o'.repeat(1 + (i % 2))}rg${'abcdefghij'[(i * 7) % 10]}@x.org`)
  const planted = new Map([[17, 'олена.коваль@x.org'], [30, 'test.user@x.org'], [44, '.kowalska@x.org'], [51, 'lee.lee@x.org'], [60, 'ann..berg@x.org'], [71, 'a@x.org'], [80, `maria.${'fernandez.'.repeat(3)}ruiz@x.org`]])
  names.forEach((name, person) => odd.add(planted.get(person) ?? name, person))
  const why = new Map(odd.oddest().map((one) => [one.person, one.why]))
  expect(Object.fromEntries([...planted.keys()].map((person) => [person, why.get(person)]))).toEqual({
    17: 'only one in Cyrillic', 30: 'looks like a placeholder', 44: 'starts with a dot', 51: 'repeats', 60: 'has a dot twice in a row', 71: 'shortest', 80: expect.stringMatching(/repeats|longest/) as string,
  })
  expect(odd.oddest().length).toBeLessThanOrEqual(10)
})

test.each([
  ['ann', 'ANN', true], ['straße', 'STRASSE', true], ['Åse', 'åse', true], ['K1', 'k1', true], ['ann', 'anne', false], ['', '', true],
])('a table of values holds %s for %s: %s', (held, asked, expected) => {
  const table = new ValueTable(2)
  for (let i = 0; i < 100; i++) table.add(`other ${i}`, i)
  table.add(held, 7)
  expect(table.find(asked, () => true)).toBe(expected ? 7 : undefined)
  expect(table.find(asked, (row) => row !== 7)).toBe(undefined)
})
