import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSample, type SampleManifest } from '../../../main/sample/write-sample'
import { compile, EvaluationError, parse, type Compiled, type Outcome } from '../../../shared/expression/index'
import { expressionOf, projectDocument, type AttributeMapping } from '../../../shared/model/project'
import { goldenSentence, runGolden } from '../../../shared/model/run-golden'
import { parseCsv } from './parse-csv'
import { parseLdif } from './parse-ldif'

let folder: string
let manifest: SampleManifest
let rows: Record<string, string>[]
let secondDay: Record<string, string>[]
let entries: Record<string, string[]>[]
const rowOf = new Map<string, Record<string, string>>()
const accountOf = new Map<string, Record<string, string[]>>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'northwind-files-'))
  manifest = await writeSample(folder)
  rows = parseCsv(await readFile(path.join(folder, 'data/workers.csv'), 'utf8'))
  secondDay = parseCsv(await readFile(path.join(folder, 'data/day-2/workers.csv'), 'utf8'))
  entries = parseLdif(await readFile(path.join(folder, 'data/directory.ldif'), 'utf8'))
  for (const row of [...rows].reverse()) rowOf.set(row['Worker_ID']!, row)
  for (const entry of entries) {
    const name = entry['sAMAccountName']?.[0]
    if (name !== undefined) accountOf.set(name, entry)
  }
})
afterAll(() => rm(folder, { recursive: true }))

const planted = (id: string) => {
  const item = manifest.planted.find(other => other.id === id)
  if (item === undefined) throw new Error(`Nothing is planted as ${id}.`)
  return item
}
const peopleOf = (id: string) => planted(id).people.map(person => rowOf.get(person.anchor)!)
const accountsOf = (id: string) => planted(id).accounts.map(name => accountOf.get(name)!)
const mappings = (): AttributeMapping[] => manifest.document.jobs[0]!.objectMappings[0]!.attributeMappings
const one = (account: Record<string, string[]>, attribute: string) => account[attribute]?.[0]

const compiled = new Map<string, Compiled>()
const columns: string[] = []

/** The value of the mapping of a target for a row of the export, a blank cell being absent. */
function wanted(target: string, row: Record<string, string>, document = manifest.document): Outcome {
  const mapping = document.jobs[0]!.objectMappings[0]!.attributeMappings.find(other => other.target === target)!
  const expression = expressionOf(mapping)!
  if (columns.length === 0) columns.push(...Object.keys(row))
  const program = compiled.get(expression) ?? compile(parse(expression).tree!, name => columns.indexOf(name))
  compiled.set(expression, program)
  return program.evaluate(slot => row[columns[slot]!] || null, { now: manifest.clock, seed: 1, drawKey: `${target} ${row['Worker_ID']!}`, isTaken: name => accountOf.has(name) })
}

describe('the sample company', () => {
  test('has the same bytes for the same seed, and others for another', async () => {
    const again = await writeSample(path.join(folder, 'again'))
    const other = await writeSample(path.join(folder, 'other'), { seed: 2 })
    for (const file of manifest.files) expect(await readFile(path.join(folder, 'again', file)), file).toEqual(await readFile(path.join(folder, file)))
    expect(again).toEqual(manifest)
    expect(other.planted.map(item => item.id)).toEqual(manifest.planted.map(item => item.id))
    expect(await readFile(path.join(folder, 'other/data/workers.csv'))).not.toEqual(await readFile(path.join(folder, 'data/workers.csv')))
  })

  test.each([1000, 2500, 12_000])('can have %d people', async people => {
    const { counts } = await writeSample(path.join(folder, `of-${people}`), { people })
    expect(counts.workers).toBe(people)
  })

  test('cannot have fewer people than its situations need', async () => {
    await expect(writeSample(folder, { people: 999 })).rejects.toThrow(RangeError)
  })

  test('states what its files hold', () => {
    expect(rows).toHaveLength(manifest.counts.rows)
    expect(new Set(rows.map(row => row['Worker_ID']).filter(id => id !== '')).size).toBe(manifest.counts.workers)
    expect(entries.filter(entry => entry['objectClass']?.includes('user'))).toHaveLength(manifest.counts.accounts)
    expect(entries.filter(entry => entry['objectClass']?.includes('group'))).toHaveLength(212)
    expect(Object.keys(rows[0]!).length).toBeGreaterThanOrEqual(30)
  })

  test('has names of many scripts, with diacritics, apostrophes and hyphens', () => {
    const names = rows.map(row => row['Preferred_Name']!)
    for (const script of ['Cyrillic', 'Greek', 'Arabic', 'Han', 'Hiragana']) expect(names.some(name => new RegExp(`\\p{Script=${script}}`, 'u').test(name)), script).toBe(true)
    for (const letters of ['ł', 'ø', 'ğ', 'ů', 'ã', 'ễ', "O'", '-']) expect(names.some(name => name.includes(letters)), letters).toBe(true)
  })

  test('uses no mail domain but its own', () => {
    expect(rows.every(row => /^$|@northwind\.example$/.test(row['Email_Work']!))).toBe(true)
    expect(entries.every(entry => (entry['mail'] ?? []).every(mail => mail.endsWith('@northwind.example')))).toBe(true)
  })
})

describe('the directory', () => {
  test('keeps unique what a directory keeps unique', () => {
    const lower = (values: (string | undefined)[]) => values.flatMap(value => (value === undefined ? [] : [value.toLowerCase()]))
    for (const attribute of ['sAMAccountName', 'userPrincipalName', 'distinguishedName', 'objectGUID', 'objectSid']) {
      const values = attribute.startsWith('object') ? entries.flatMap(entry => entry[attribute] ?? []) : lower(entries.map(entry => one(entry, attribute)))
      expect(new Set(values).size, attribute).toBe(values.length)
    }
  })

  test('points at entries that exist, and memberships agree from both sides', () => {
    const dns = new Map(entries.map(entry => [one(entry, 'dn')!, entry]))
    for (const entry of entries) {
      for (const attribute of ['manager', 'managedBy', 'member', 'memberOf']) for (const dn of entry[attribute] ?? []) expect(dns.has(dn), dn).toBe(true)
      for (const dn of entry['member'] ?? []) expect(dns.get(dn)!['memberOf']).toContain(one(entry, 'dn'))
      for (const dn of entry['memberOf'] ?? []) expect(dns.get(dn)!['member']).toContain(one(entry, 'dn'))
    }
  })

  test('has account names that fit', () => {
    const names = entries.filter(entry => entry['objectClass']?.includes('user')).map(entry => one(entry, 'sAMAccountName')!)
    expect(names.filter(name => name.length > 20 || !/^[a-z0-9-]+$/.test(name))).toEqual([])
  })
})

describe('the project', () => {
  test('is a valid document in every version and in the draft', () => {
    for (const document of [...manifest.versions.map(version => version.document), manifest.draft]) expect(projectDocument.parse(structuredClone(document))).toEqual(document)
    expect(manifest.versions.map(version => version.version)).toEqual([1, 2])
    expect(manifest.versions.at(-1)!.document).toEqual(manifest.document)
  })

  test('has mappings without an error, in every version and in the draft', () => {
    const attributes = Object.keys(rows[0]!)
    for (const document of [...manifest.versions.map(version => version.document), manifest.draft]) {
      for (const mapping of document.jobs[0]!.objectMappings[0]!.attributeMappings) {
        const expression = expressionOf(mapping)
        if (expression === undefined) continue
        const { tree, diagnostics } = parse(expression)
        expect(diagnostics, expression).toEqual([])
        expect(tree, expression).toBeDefined()
        expect(compile(tree!, name => attributes.indexOf(name)).attributes.filter(name => !attributes.includes(name)), expression).toEqual([])
      }
    }
  })

  test('computes every value but those of the planted dates', () => {
    const failing = new Set<string>()
    for (const row of rows) {
      for (const { target } of mappings()) {
        try {
          wanted(target, row)
        } catch (error) {
          expect(error).toBeInstanceOf(EvaluationError)
          if (target !== 'sAMAccountName') failing.add(row['Worker_ID']!)
        }
      }
    }
    expect([...failing].sort()).toEqual(planted('date-in-another-form').people.map(person => person.anchor))
  })

  test('is changed by the draft in the mail domain and the scope alone', () => {
    const undone = structuredClone(manifest.draft)
    const mapping = undone.jobs[0]!.objectMappings[0]!
    const saved = manifest.document.jobs[0]!.objectMappings[0]!
    expect(mapping.scope!.groups[0]!.clauses.length).toBe(saved.scope!.groups[0]!.clauses.length + 1)
    expect(mapping.scope!.groups[0]!.clauses.at(-1)).toEqual({ attribute: 'Worker_Type', operator: 'NOT EQUALS', value: 'Agency' })
    mapping.scope = saved.scope!
    mapping.attributeMappings = mapping.attributeMappings.map((attribute, index) => (attribute.target === 'mail' ? saved.attributeMappings[index]! : attribute))
    expect(undone).toEqual(manifest.document)
    const person = rows.find(row => row['Email_Work'] !== '')!
    expect(wanted('mail', person, manifest.draft)).toBe(person['Email_Work']!.replace('@northwind.example', '@nwhg.example'))
    expect(wanted('mail', { ...person, Email_Work: '' }, manifest.draft)).toBeNull()
  })
})

describe('what is planted', () => {
  test('names people of the export and accounts of the directory', () => {
    const hires = new Set(secondDay.map(row => row['Worker_ID']))
    for (const item of manifest.planted) {
      for (const person of item.people) {
        if (item.id === 'second-day-hires') expect(hires.has(person.anchor)).toBe(true)
        else expect(rowOf.get(person.anchor)?.['Preferred_Name'], `${item.id} ${person.anchor}`).toBe(person.name)
      }
      for (const account of item.accounts) expect(accountOf.has(account), `${item.id} ${account}`).toBe(true)
      expect(item.shows.length).toBeGreaterThan(0)
      expect(item.people.length + item.accounts.length > 0 || /group|row-without/.test(item.id), item.id).toBe(true)
    }
    expect(new Set(manifest.planted.map(item => item.id)).size).toBe(manifest.planted.length)
  })

  test('makes each account of an update differ in its attribute, and no account of those who are unchanged', () => {
    for (const item of manifest.planted) {
      if (item.accounts.length !== item.people.length) continue
      for (const showing of item.shows) {
        item.people.forEach((person, index) => {
          const row = rowOf.get(person.anchor)
          const account = accountOf.get(item.accounts[index]!)!
          const differs = (target: string) => {
            if (row === undefined || target === 'manager' || target === 'parentDistinguishedName' || target === 'accountDisabled') return false
            const value = wanted(target, row)
            return typeof value === 'string' && value !== (one(account, target) ?? null)
          }
          if (showing.where === 'plan' && showing.kind === 'update' && showing.attribute !== undefined && !['manager', 'parentDistinguishedName'].includes(showing.attribute)) {
            expect(differs(showing.attribute), `${item.id} ${person.anchor}`).toBe(true)
          }
          if (showing.where === 'noAction' && showing.reason === 'unchanged') {
            expect(mappings().filter(mapping => mapping.apply !== 'ObjectAddOnly' && mapping.target !== 'objectFilter' && differs(mapping.target)).map(mapping => mapping.target), `${item.id} ${person.anchor}`).toEqual([])
          }
        })
      }
    }
  })

  test('number-on-two-accounts: two accounts hold the number', () => {
    for (const row of peopleOf('number-on-two-accounts')) expect(entries.filter(entry => one(entry, 'employeeID') === row['Employee_ID'])).toHaveLength(2)
  })

  test('number-given-twice and address-of-a-namesake: two people claim one account', () => {
    for (const row of peopleOf('number-given-twice')) expect(rows.filter(other => other['Employee_ID'] === row['Employee_ID'])).toHaveLength(2)
    for (const row of peopleOf('address-of-a-namesake')) expect(rows.filter(other => other['Email_Work'] === row['Email_Work'])).toHaveLength(2)
  })

  test('two-different-rows, same-row-twice and row-without-number are in the export', () => {
    const withId = (id: string) => rows.filter(row => row['Worker_ID'] === id)
    for (const { anchor } of planted('two-different-rows').people) expect(new Set(withId(anchor).map(row => JSON.stringify(row))).size).toBe(2)
    for (const { anchor } of planted('same-row-twice').people) {
      expect(withId(anchor)).toHaveLength(2)
      expect(new Set(withId(anchor).map(row => JSON.stringify(row))).size).toBe(1)
    }
    expect(withId('')).toHaveLength(1)
  })

  test('nobody else shares an employee number, a mail address or a login', () => {
    const expected: Record<string, number> = { Employee_ID: 2 + 5, Email_Work: 2 + 5, User_ID: 5 }
    for (const [column, doubles] of Object.entries(expected)) {
      const values = rows.map(row => row[column]).filter(value => value !== '')
      // Besides the planted ones, the rows that are there twice.
      expect(values.length - new Set(values).size, column).toBeLessThanOrEqual(doubles)
    }
  })

  test('managers: missing, in a circle, of oneself, out of scope', () => {
    for (const id of ['manager-missing', 'manager-missing-of-newcomers']) for (const row of peopleOf(id)) expect(rowOf.has(row['Manager_ID']!)).toBe(false)
    const [first, second, third] = peopleOf('manager-cycle')
    expect([first!['Manager_ID'], second!['Manager_ID'], third!['Manager_ID']]).toEqual([second!['Worker_ID'], third!['Worker_ID'], first!['Worker_ID']])
    for (const row of peopleOf('own-manager')) expect(row['Manager_ID']).toBe(row['Worker_ID'])
    for (const row of peopleOf('manager-out-of-scope')) expect(rowOf.get(row['Manager_ID']!)!['Company']).toBe('Northwind Research Institute')
    for (const row of peopleOf('manager-leaves-scope-by-draft')) expect(rowOf.get(row['Manager_ID']!)!['Worker_Type']).toBe('Agency')
  })

  test('values: too long, missing, taken, refused', () => {
    for (const row of peopleOf('company-too-long')) expect(row['Company']!.length).toBeGreaterThan(64)
    for (const row of peopleOf('without-name')) expect(wanted('cn', row)).toBeNull()
    for (const row of peopleOf('every-account-name-taken')) expect(() => wanted('sAMAccountName', row)).toThrow(EvaluationError)
    for (const row of peopleOf('name-taken-at-the-site')) {
      const dn = `CN=${row['Preferred_Name']!},OU=${row['Location']!},OU=Staff,DC=northwind,DC=example`
      expect(entries.some(entry => one(entry, 'dn') === dn), dn).toBe(true)
    }
    for (const id of ['empty-text', 'empty-text-of-a-newcomer']) for (const row of peopleOf(id)) expect(wanted('extensionAttribute1', row)).toBe('')
    for (const row of peopleOf('container-missing')) expect(entries.some(entry => one(entry, 'dn') === wanted('parentDistinguishedName', row))).toBe(false)
    for (const row of peopleOf('blank-in-login')) expect(row['User_ID']).toContain(' ')
  })

  test('states: who is off, on, early or late', () => {
    const off = (account: Record<string, string[]>) => (Number(one(account, 'userAccountControl')) & 2) === 2
    expect(peopleOf('left-account-on').every(row => wanted('accountDisabled', row) === 'True')).toBe(true)
    expect(accountsOf('left-account-on').some(off)).toBe(false)
    expect(accountsOf('left-account-off').every(off)).toBe(true)
    for (const id of ['rehired', 'back-from-leave']) {
      expect(peopleOf(id).every(row => wanted('accountDisabled', row) === 'False')).toBe(true)
      expect(accountsOf(id).every(off)).toBe(true)
    }
    expect(peopleOf('on-leave').every(row => row['On_Leave'] === '1' && wanted('accountDisabled', row) === 'False')).toBe(true)
    expect(peopleOf('starts-soon').every(row => wanted('accountDisabled', row) === 'True' && row['Active'] === '1')).toBe(true)
    expect(peopleOf('starts-soon').map(row => wanted('objectFilter', row))).not.toContainEqual({ action: 'IgnoreObjectFlow' })
    expect(peopleOf('starts-later').every(row => JSON.stringify(wanted('objectFilter', row)) === '{"action":"IgnoreObjectFlow"}')).toBe(true)
    expect(peopleOf('leaves-later').every(row => row['Termination_Date']! > '2026-11-21' && row['Active'] === '1')).toBe(true)
    expect(accountsOf('agency-leaves-scope-by-draft').length).toBeGreaterThanOrEqual(130)
  })

  test('groups: empty, nested, with a last member or owner who leaves', () => {
    const group = (name: string) => entries.find(entry => one(entry, 'cn') === name && entry['objectClass']?.includes('group'))!
    expect(group('APP Old Rota Viewer')['member']).toBeUndefined()
    expect(group('GG All Staff')['member']).toHaveLength(8)
    expect(group('GG Controlled Drugs Key Holders')['member']).toEqual([one(accountsOf('last-member')[0]!, 'dn')])
    expect(one(group('APP Blood Bank Terminal'), 'managedBy')).toBe(one(accountsOf('owner-of-a-group')[0]!, 'dn'))
    expect(group('GG Crisis Team')['member']).toEqual(group('GG Crisis Team')['managedBy'])
  })

  test('the second day changes those that it names and nobody else', () => {
    const before = new Map(rows.map(row => [row['Worker_ID']!, JSON.stringify({ ...row, Last_Modified: '' })]))
    const after = new Map(secondDay.map(row => [row['Worker_ID']!, JSON.stringify({ ...row, Last_Modified: '' })]))
    const ids = (suffixes: string[]) => suffixes.flatMap(suffix => planted(`second-day-${suffix}`).people.map(person => person.anchor)).sort()
    const edited = [...after].filter(([id, row]) => before.has(id) && before.get(id) !== row).map(([id]) => id).sort()
    expect(edited).toEqual(ids(['leavers', 'titles', 'departments', 'managers', 'rehire', 'name']))
    expect([...after.keys()].filter(id => !before.has(id)).sort()).toEqual(ids(['hires']))
    expect([...before.keys()].filter(id => !after.has(id))).toEqual(ids(['gone']))
  })
})

test('the golden records are of people in the export, and all of them hold in the saved version and in the draft', () => {
  const { document, draft } = manifest
  expect(document.tests?.length).toBeGreaterThanOrEqual(6)
  for (const record of document.tests ?? []) {
    const row = rowOf.get(record.anchor)
    for (const [column, value] of Object.entries(record.record)) expect([record.id, column, row?.[column]]).toEqual([record.id, column, value])
  }
  expect([...runGolden(document), ...runGolden(draft)].filter(({ passed }) => !passed).map(goldenSentence)).toEqual([])
})
