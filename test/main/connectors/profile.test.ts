import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { suggestAnchor } from '../../../main/connectors/anchor-suggestion'
import { previewRows } from '../../../main/connectors/preview'
import { inspectSource, profileEvents } from '../../../main/connectors/profile'
import { skipBecause } from '../../support/skip'
import type { ReadEvent } from '../../../shared/model/record'
import { folderWith } from './read'
import { packRows } from '../../../main/packed/packed-rows'

const PEOPLE = `employeeId,name,active,start,manager,groups
0001,Ada,True,2020-01-01,,a
0002,Alan,False,2020-01-02,0001,a
0003,Ada,True,2020-01-03,0001,b
`

test('each attribute is profiled over all rows', async () => {
  const folder = await folderWith({ 'people.csv': PEOPLE })
  const found = await inspectSource('people.csv', { folder })
  expect(found).toMatchObject({
    format: 'delimited', encoding: 'utf-8', dialect: { delimiter: ',', quote: '"', newline: '\n', header: true }, issues: [], complete: true,
    objectTypes: [{ name: 'row', count: 3, suggestedAnchor: 'employeeId' }],
  })
  const attributes = found.objectTypes[0]?.attributes ?? []
  expect(attributes).toMatchObject([
    { name: 'employeeId', type: 'string', multiValued: false, filled: 3, distinct: 3, maxLength: 4, samples: ['0001', '0002', '0003'], duplicates: 0 },
    { name: 'name', type: 'string', filled: 3, distinct: 2, top: [{ value: 'Ada', count: 2 }, { value: 'Alan', count: 1 }] },
    { name: 'active', type: 'boolean', filled: 3, distinct: 2 },
    { name: 'start', type: 'dateTime', filled: 3, distinct: 3 },
    { name: 'manager', filled: 2, distinct: 1 },
    { name: 'groups', filled: 3, distinct: 2 },
  ])
  expect(attributes[0]?.patterns).toEqual([{ value: '9999', count: 3 }])
})

test('a limit looks at the first rows only and says that it is not all', async () => {
  const folder = await folderWith({ 'people.csv': PEOPLE })
  const found = await inspectSource('people.csv', { folder, limit: 2 })
  expect(found).toMatchObject({ complete: false, objectTypes: [{ count: 2 }] })
})

test('issues are listed up to a bound and counted beyond it', async () => {
  const folder = await folderWith({ 'people.csv': `id,name\n${'1,a,surplus\n'.repeat(1500)}` })
  const found = await inspectSource('people.csv', { folder })
  expect(found.issues).toHaveLength(1000)
  expect(found.issueCounts).toEqual({ raggedRow: 1500 })
})

test('columns may be called as objects are born with', async () => {
  const folder = await folderWith({ 'people.csv': 'id,__proto__,constructor\n1,a,b\n2,c,d\n' })
  const found = await inspectSource('people.csv', { folder })
  expect(found.objectTypes[0]?.attributes.map((attribute) => [attribute.name, attribute.distinct])).toEqual([['id', 2], ['__proto__', 2], ['constructor', 2]])
})

test('more different values than are kept are a lower bound, and say so', async () => {
  async function* events(): AsyncGenerator<ReadEvent> {
    yield { kind: 'attributes', type: 'row', names: ['id'] }
    for (let batch = 0; batch < 25; batch++) {
      const bodies = Array.from({ length: 10_000 }, (_, i) => `id ${batch * 10_000 + i}`)
      yield { kind: 'records', type: 'row', anchors: bodies, bodies: packRows(bodies), hashes: bodies, lines: new Int32Array(bodies.length), file: 0 }
    }
    yield { kind: 'end', complete: true, finding: {} }
  }
  const profile = await profileEvents(events())
  expect(profile.objectTypes[0]).toMatchObject({ count: 250_000, suggestedAnchor: 'id', attributes: [{ filled: 250_000, distinct: 200_000, distinctIsLowerBound: true }] })
})

test('a preview shows the first rows with the issues in them', async () => {
  const folder = await folderWith({ 'people.csv': 'id,name\n1,Ada\n2\n3,Grace\n' })
  const preview = await previewRows({ kind: 'delimited', paths: ['people.csv'] }, folder, 2)
  expect(preview.columns).toEqual(['id', 'name'])
  expect(preview.rows.map((row) => [row.line, ...row.cells])).toEqual([[2, '1', 'Ada'], [3, '2', undefined]])
  expect(preview.issues.map((issue) => issue.code)).toEqual(['raggedRow'])
})

describe('the key that is suggested', () => {
  const attribute = (name: string, filled = 100, distinct = filled): Parameters<typeof suggestAnchor>[0][number] => ({ name, type: 'string', multiValued: false, filled, distinct, maxLength: 10 })
  test.each([
    { because: 'called like a key and without fault', attributes: [attribute('mail'), attribute('EmployeeID'), attribute('name')], suggested: 'EmployeeID' },
    { because: 'what a directory never changes', attributes: [attribute('dn'), attribute('employeeID'), attribute('objectGUID')], suggested: 'objectGUID' },
    { because: 'an employee number with few mistakes rather than a perfect address', attributes: [attribute('email'), attribute('emp_no', 100, 99)], suggested: 'emp_no' },
    { because: 'none where the number is not one', attributes: [attribute('WorkerID', 100, 62), attribute('phone'), attribute('ZipCode')], suggested: undefined },
    { because: 'never somebody else\'s key', attributes: [attribute('ManagerID'), attribute('login')], suggested: 'login' },
    { because: 'the leftmost column where none has a name', attributes: [attribute('column1'), attribute('column2')], suggested: 'column1' },
  ])('is $because', ({ attributes, suggested }) => {
    expect(suggestAnchor(attributes, 100).suggested).toBe(suggested)
  })
})

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const samples = skipBecause(existsSync(data) ? undefined : `the sample data is not at ${data}`)

samples.describe('the sample data', () => {
  test.each([
    ['entra-api-inbound/csv-with-1000-records.csv', 1000, 24, undefined],
    ['entra-api-inbound/employeeData.csv', 332, 24, undefined],
    ['entra-api-inbound/contractorData.csv', 331, 24, undefined],
    ['entra-api-inbound/internData.csv', 337, 24, undefined],
    ['entra-api-inbound/csv-with-2-records.csv', 2, 24, 'WorkerID'],
    ['entra-api-inbound/csv-with-5-records.txt', 5, 24, 'WorkerID'],
    ['adventureworks-hr/csv/HumanResources.Employee.csv', 290, 16, 'BusinessEntityID'],
    ['adventureworks-hr/csv/HumanResources.vEmployee.csv', 290, 18, 'BusinessEntityID'],
    ['adventureworks-hr/csv/HumanResources.vEmployeeDepartment.csv', 290, 10, 'BusinessEntityID'],
    ['adventureworks-hr/csv/HumanResources.EmployeeDepartmentHistory.csv', 296, 6, 'BusinessEntityID'],
    ['adventureworks-hr/csv/HumanResources.Department.csv', 16, 4, 'DepartmentID'],
    ['adventureworks-hr/csv/HumanResources.Shift.csv', 3, 5, 'ShiftID'],
    ['adventureworks-hr/csv/Person.EmailAddress.csv', 19972, 5, 'BusinessEntityID'],
    ['adventureworks-hr/csv/Person.CountryRegion.csv', 238, 3, 'CountryRegionCode'],
    ['adventureworks-hr/bcp-raw/Employee.csv', 290, 16, 'column1'],
    ['adventureworks-hr/bcp-raw/EmailAddress.csv', 19972, 5, 'column1'],
    ['adventureworks-hr/bcp-raw/PersonPhone.csv', 19972, 4, 'column1'],
    ['adventureworks-hr/bcp-raw/CountryRegion.csv', 238, 3, 'column1'],
    ['adventureworks-hr/bcp-raw/Department.csv', 16, 4, 'column1'],
    ['adventureworks-hr/bcp-raw/EmployeeDepartmentHistory.csv', 296, 6, undefined],
    ['adventureworks-hr/bcp-raw/Shift.csv', 3, 5, 'column1'],
    ['oracle-hr/employees.csv', 107, 11, 'EMPLOYEE_ID'],
    ['oracle-hr/departments.csv', 27, 4, 'DEPARTMENT_ID'],
    ['oracle-hr/job_history.csv', 10, 5, undefined],
    ['oracle-hr/jobs.csv', 19, 4, 'JOB_ID'],
    ['oracle-hr/locations.csv', 23, 6, 'LOCATION_ID'],
    ['oracle-hr/countries.csv', 25, 3, 'COUNTRY_ID'],
    ['oracle-hr/regions.csv', 5, 2, 'REGION_ID'],
    ['brownfield-hr-ldap/hr-initial.csv', 50, 8, 'empnum'],
    ['brownfield-hr-ldap/hr-export.csv', 50, 7, 'empnum'],
    ['ldap-samples/changes-companion-hr.csv', 250, 5, 'empNo'],
    ['ldap-samples/hogwarts-accounts.csv', 69, 7, 'login'],
    ['workday/derived-raas.csv', 290, 12, 'Employee_ID'],
  ])('%s has %i rows of %i columns', async (path, count, columns, anchor) => {
    const found = await inspectSource(data + path)
    expect(found.objectTypes).toHaveLength(1)
    expect(found.objectTypes[0]).toMatchObject({ name: 'row', count })
    expect(found.objectTypes[0]?.attributes).toHaveLength(columns)
    expect(found.objectTypes[0]?.suggestedAnchor).toBe(anchor)
    expect(found.issues).toEqual([])
    expect(found.complete).toBe(true)
  })

  test.each([
    ['brownfield-hr-ldap/directory.ldif', 77, { group: 26, organizationalUnit: 6, user: 45 }, {}],
    ['ldap-samples/pirates-random.ldif', 505, { entry: 1, organizationalUnit: 3, user: 501 }, { dnMissing: 3 }],
    ['ldap-samples/hogwarts-groups.ldif', 5, { group: 5 }, {}],
    ['ldap-samples/changes-add-modify.ldif', 4, { group: 1, user: 3 }, { changeRecord: 1 }],
    ['ldap-samples/changes-mail.ldif', 0, {}, { changeRecord: 66, fileEmpty: 1 }],
    ['ldap-samples/changes-phone-and-ou.ldif', 0, {}, { changeRecord: 8, fileEmpty: 1 }],
    ['ldap-samples/planetexpress/10_people_fry.ldif', 1, { user: 1 }, {}],
  ])('%s has %i entries', async (path, count, types, issues) => {
    const found = await inspectSource(data + path)
    expect(Object.fromEntries(found.objectTypes.map((type) => [type.name, type.count]))).toEqual(types)
    expect(found.objectTypes.reduce((sum, type) => sum + type.count, 0)).toBe(count)
    expect(found.issueCounts).toEqual(issues)
    for (const type of found.objectTypes) expect(type.suggestedAnchor).toBe('dn')
  })

  test('624 ids identify 1000 rows, and the profile says so', async () => {
    const found = await inspectSource(`${data}entra-api-inbound/csv-with-1000-records.csv`)
    const worker = found.objectTypes[0]?.attributes.find((attribute) => attribute.name === 'WorkerID')
    expect(worker).toMatchObject({ filled: 1000, distinct: 624, duplicates: 265 })
    expect(found.objectTypes[0]?.anchorCandidates[0]).toEqual({ name: 'WorkerID', missing: 0, repeated: 376 })
  })

  test('the three files of employees are pages of one read', async () => {
    const found = await inspectSource(['employeeData', 'contractorData', 'internData'].map((name) => `${data}entra-api-inbound/${name}.csv`))
    expect(found.objectTypes[0]).toMatchObject({ count: 1000 })
  })

  test('people and groups in ten files are one directory', async () => {
    const names = ['00_people', '10_people_amy', '10_people_bender', '10_people_fry', '10_people_hermes', '10_people_leela', '10_people_professor', '10_people_zoidberg', '30_groups_admin', '30_groups_crew']
    const found = await inspectSource(names.map((name) => `${data}ldap-samples/planetexpress/${name}.ldif`))
    expect(found.objectTypes.map((type) => [type.name, type.count])).toEqual([['group', 2], ['organizationalUnit', 1], ['user', 7]])
  })
})
