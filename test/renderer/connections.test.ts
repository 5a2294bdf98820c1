import { expect, test } from 'vitest'
import { countRules, isReadAlike, readingRules, splitTexts, withRule } from '../../renderer/features/connections/reading-rules'
import { distinctText, distributionOf, noteOf, shownProfiles } from '../../renderer/features/connections/profile-rows'
import type { AttributeProfileView, SystemView } from '../../shared/ipc/views'
import type { ConnectedSystem, Job } from '../../shared/model/project'
import type { FoundSystem } from '../../shared/ipc/system-views'
import { foundRules, withAnchor, withFileRule } from '../../renderer/features/connections/found-rules'
import { directoryProblems, NO_DIRECTORY, placeOfDirectory } from '../../renderer/features/connections/place-draft'

const system: ConnectedSystem = { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'ID' } }
const view: SystemView = {
  id: 'hr', name: 'HR', kind: 'delimited', roles: ['source'], types: [{ name: 'row', count: 100, attributes: ['ID', 'Name'] }],
  lastRead: { readAt: '2026-11-21T06:00:00Z', read: 100, new: 0, changed: 0, unchanged: 100, missing: 0, complete: true, issues: 0, finding: { encoding: 'utf-8', delimiter: ';', quote: '"', header: true, columns: 2, rows: 100, files: 1 } },
}
const profile = (name: string, rest: Partial<AttributeProfileView> = {}): AttributeProfileView => ({
  name, type: 'string', multiValued: false, anchor: false, filled: 100, distinct: 100, distinctIsLowerBound: false, maxLength: 8, samples: [], top: [], ...rest,
})

test('a rule that is not set shows what was detected, and is not yours', () => {
  const rules = readingRules(system, view, [], [])
  expect(rules.find(({ id }) => id === 'delimiter')).toMatchObject({ value: '', yours: false, evidence: '2 columns' })
  expect(rules.find(({ id }) => id === 'delimiter')?.options?.[0]).toEqual({ value: '', label: 'Detected (Semicolon)' })
  expect(countRules(rules).yours).toBe(0)
})

test('a rule is set into the settings and left to detection again by the empty choice', () => {
  const set = withRule(system, 'delimiter', '\t')
  expect(set.settings).toMatchObject({ delimiter: '\t' })
  expect(countRules(readingRules(set, view, [], [])).yours).toBe(1)
  expect(withRule(set, 'delimiter', '').settings).not.toHaveProperty('delimiter')
  expect(isReadAlike(withRule(set, 'delimiter', ''), system)).toBe(true)
})

test('which of several rows of one person counts is a rule: columns of dates are offered first, and the evidence says how long the chosen rows hold', () => {
  const rule = (of: ConnectedSystem, until?: string) => readingRules(of, { ...view, ...(view.lastRead && { lastRead: { ...view.lastRead, finding: { ...view.lastRead.finding, ...(until !== undefined && { holdsUntil: until }) } } }), types: [{ name: 'row', count: 100, attributes: ['ID', 'Name', 'From'] }] }, [profile('Name'), profile('From', { type: 'dateTime' })], []).find(({ id }) => id === 'effectiveDate')
  expect(rule(system)).toMatchObject({ value: '', yours: false, options: [{ value: '' }, { value: 'From', label: 'Row in force by From' }, { value: 'Name' }] })
  const dated = withRule(system, 'effectiveDate', 'From')
  expect(rule(dated, '2026-12-01')).toMatchObject({ value: 'From', yours: true, evidence: 'Other rows hold from Tue 1 Dec 2026' })
  expect(rule(dated, '')?.evidence).toBe('No other row holds later')
  expect(withRule(dated, 'effectiveDate', '')).toEqual(system)
})

test('a system that a job reads has a clock, Workday a lookahead, and another clock is read anew only where rows hold from a day on', () => {
  const reader = (service: Job['service']): Job => ({ id: 'a', service, source: 'hr', target: 'ad', objectMappings: [] })
  const ids = (jobs: readonly Job[]): string[] => readingRules(system, view, [], jobs).map(({ id }) => id).filter((id) => id === 'timeZone' || id === 'lookAhead')
  expect([ids([]), ids([reader('ApiDriven')]), ids([reader('Workday')])]).toEqual([[], ['timeZone'], ['timeZone', 'lookAhead']])
  const oslo = withRule(withRule(system, 'timeZone', 'Europe/Oslo'), 'lookAhead', 'true')
  expect(oslo).toEqual({ ...system, timeZone: 'Europe/Oslo', lookAhead: true })
  expect(withRule(withRule(oslo, 'timeZone', ''), 'lookAhead', 'false')).toEqual(system)
  expect(isReadAlike(system, oslo)).toBe(true)
  const dated = withRule(system, 'effectiveDate', 'From')
  expect(isReadAlike(dated, withRule(dated, 'timeZone', 'Europe/Oslo'))).toBe(false)
})

test('rules become values of their own types', () => {
  expect(withRule(system, 'header', 'false').settings).toMatchObject({ header: false })
  expect(withRule(system, 'skipRows', '3').settings).toMatchObject({ skipRows: 3 })
  expect(withRule(system, 'nullTexts', 'NULL, N/A, NULL').settings).toMatchObject({ nullTexts: ['NULL', 'N/A'] })
  expect(withRule(system, 'quote', 'none').settings).toMatchObject({ quote: '' })
  expect(splitTexts(' , ')).toEqual([])
})

test('the anchor says whether it is filled and different everywhere', () => {
  const evidence = (one: AttributeProfileView): string | undefined => readingRules(system, view, [one], []).find(({ id }) => id === 'anchor')?.evidence
  expect(evidence(profile('ID'))).toBe('Filled and different in all 100 rows')
  expect(evidence(profile('ID', { distinct: 94 }))).toBe('94 values in 100 rows')
})

test('the shares of a distribution sum to all objects', () => {
  const { first, others, blank } = distributionOf(profile('Site', { filled: 80, distinct: 3, top: [{ value: 'Leeds', count: 50 }] }), 100)
  expect([first, others, blank]).toEqual([50, 30, 20])
  expect(distributionOf(profile('Site', { filled: 0, distinct: 0 }), 0)).toEqual({ first: 0, others: 0, blank: 100 })
})

test('few values are spelled out, blanks are counted, and what differs everywhere says so', () => {
  expect(noteOf(profile('Type', { distinct: 2, filled: 100, top: [{ value: 'Employee', count: 90 }, { value: 'Agency', count: 10 }] }), 100)).toBe('Employee 90 · Agency 10')
  expect(noteOf(profile('ID'), 100)).toBe('all different')
  expect(noteOf(profile('Mail', { filled: 97, distinct: 97 }), 100)).toBe('all different · 3 blank')
  expect(noteOf(profile('Old', { filled: 0, distinct: 0 }), 100)).toBe('blank everywhere')
  expect(distinctText(profile('Big', { distinct: 300_000, distinctIsLowerBound: true }))).toBe('300,000 or more')
})

test('attributes are found by name, by blanks, and sorted either way', () => {
  const all = [profile('Beta', { filled: 10 }), profile('alpha', { filled: 100 }), profile('Gamma', { filled: 50 })]
  const names = (options: Partial<Parameters<typeof shownProfiles>[1]>): string[] => shownProfiles(all, { search: '', blanksOnly: false, objects: 100, sort: undefined, ...options }).map(({ name }) => name)
  expect(names({ search: 'ALPH' })).toEqual(['alpha'])
  expect(names({ blanksOnly: true })).toEqual(['Beta', 'Gamma'])
  expect(names({ sort: { column: 'filled', direction: 'descending' } })).toEqual(['alpha', 'Gamma', 'Beta'])
})

const directory = { ...NO_DIRECTORY, url: ' ldaps://dc.example ', bindDn: 'cn=reader', password: 'hunter2' }

test('a directory is described by its fields, and its password is no part of it', () => {
  expect(directoryProblems(directory)).toEqual({})
  expect(placeOfDirectory(directory)).toEqual({ place: { kind: 'ldap', url: 'ldaps://dc.example', baseDn: '', bindDn: 'cn=reader' }, secret: 'hunter2' })
  expect(placeOfDirectory({ ...directory, signIn: 'environment', variable: 'DC_PASSWORD', filter: '(objectClass=user)' })).toEqual({ place: { kind: 'ldap', url: 'ldaps://dc.example', baseDn: '', filter: '(objectClass=user)', bindDn: 'cn=reader', passwordFrom: 'env:DC_PASSWORD' } })
  expect(placeOfDirectory({ ...directory, signIn: 'anonymous' })).toEqual({ place: { kind: 'ldap', url: 'ldaps://dc.example', baseDn: '' } })
})

test.each([
  [{ url: 'dc.example' }, ['url']], [{ url: 'ldap://user:secret@dc.example' }, ['url']], [{ startTls: true }, ['startTls']], [{ filter: 'objectClass=user' }, ['filter']],
  [{ bindDn: '', password: '' }, ['bindDn', 'password']], [{ signIn: 'environment' as const, variable: '2nd' }, ['variable']], [{ signIn: 'anonymous' as const, bindDn: '', password: '' }, []],
])('what is wrong with %j is said at its field', (change, fields) => {
  expect(Object.keys(directoryProblems({ ...directory, ...change }))).toEqual(fields)
})

const found: FoundSystem = {
  system: { ...system, settings: { kind: 'delimited', paths: ['/people.csv'], anchor: 'ID', delimiter: ';', encoding: 'utf-8', quote: '"', header: true } },
  types: [{ name: 'row', count: 100, attributes: ['ID', 'Name'], profile: [profile('ID'), profile('Name', { distinct: 90 })] }], finding: { encoding: 'utf-8', delimiter: ';', quote: '"', header: true, columns: 2 }, complete: true,
}

test('what was found reads as detected until somebody says otherwise, and another anchor has its own evidence', () => {
  const rules = foundRules(found, {}, undefined)
  expect(rules.map(({ id }) => id)).toEqual(['encoding', 'delimiter', 'quote', 'header', 'skipRows', 'anchor'])
  expect(countRules(rules).yours).toBe(0)
  const said = withFileRule({}, 'delimiter', '\t')
  expect(said).toEqual({ delimiter: '\t' })
  expect(foundRules(found, said, 'Name').filter(({ yours }) => yours).map(({ id }) => id)).toEqual(['delimiter'])
  expect(foundRules(found, said, 'Name').at(-1)).toMatchObject({ value: 'Name', evidence: '90 values in 100 rows' })
  expect(withFileRule(said, 'delimiter', '')).toEqual({})
})

test('a directory keeps its own anchor until another is chosen', () => {
  const settings = placeOfDirectory(directory).place
  expect(withAnchor(settings, undefined)).toBe(settings)
  expect(withAnchor(withAnchor(settings, 'employeeID'), '')).toEqual(settings)
})
