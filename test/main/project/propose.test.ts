import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectSource, readProposed } from '../../../main/connectors/profile'
import { proposeProject, type Proposal, type ProposeRequest } from '../../../main/project/propose'
import type { Inspected } from '../../../main/project/propose-systems'
import { foldCase } from '../../../shared/fold-case'
import type { InspectAttribute } from '../../../shared/model/inspect'
import { projectDocument, type AttributeMapping } from '../../../shared/model/project'
import { unpackCells } from '../../../shared/model/packed'
import { checkProject } from '../../../shared/schema/check-project'
import { skipBecause } from '../../support/skip'
import { rowTexts } from '../../../main/packed/packed-rows'

function attribute(name: string, samples: readonly string[], rest: Partial<InspectAttribute> = {}): InspectAttribute {
  return { name, type: 'string', multiValued: false, filled: 100, distinct: 100, maxLength: Math.max(0, ...samples.map((s) => s.length)), samples, ...rest }
}

function hr(...attributes: readonly InspectAttribute[]): Inspected {
  return { format: 'delimited', settings: { kind: 'delimited', paths: ['hr.csv'], delimiter: ',' }, issues: [], objectTypes: [{ name: 'row', count: 100, suggestedAnchor: 'Emp_No', attributes: [
    attribute('Emp_No', ['1001', '1002']), attribute('First Name', ['Ada', 'Zoë'], { distinct: 60 }), attribute('Last Name', ['Lovelace', 'King'], { distinct: 80 }), ...attributes,
  ] }] }
}

function ad(...attributes: readonly InspectAttribute[]): Inspected {
  return { format: 'ldif', settings: { kind: 'ldif', paths: ['ad.ldif'] }, issues: [], objectTypes: [
    { name: 'group', count: 400, attributes: [attribute('cn', ['Staff']), attribute('member', ['CN=x,DC=y'], { multiValued: true, type: 'reference' })] },
    { name: 'user', count: 90, attributes: [
      attribute('dn', ['CN=Ada,OU=People,DC=x', 'CN=King\\, Bo,OU=People,DC=x', 'CN=Svc,OU=Service,DC=x']), attribute('objectGUID', ['g1'], { type: 'binary' }), attribute('sAMAccountName', ['ada']),
      attribute('userPrincipalName', ['ada@x.example', 'bo@x.example']), attribute('employeeid', ['1001'], { filled: 80, distinct: 79 }), attribute('givenName', ['Ada']), attribute('sn', ['Lovelace']),
      attribute('manager', ['CN=Bo,DC=x'], { type: 'reference' }), attribute('whenCreated', ['20200101000000.0Z']), ...attributes,
    ] },
  ] }
}

const targets = (proposal: Proposal): Record<string, AttributeMapping> => Object.fromEntries((proposal.document.jobs[0]?.objectMappings[0]?.attributeMappings ?? []).map((m) => [m.target, m]))

async function propose(source: Inspected, target: Inspected, rest: Partial<ProposeRequest> = {}): Promise<Proposal> {
  const proposal = await proposeProject({ name: 'Mine', source, target, ...rest })
  expect(projectDocument.safeParse(proposal.document).success).toBe(true)
  expect(checkProject(proposal.document, {
    [proposal.document.systems[0]?.id ?? '']: known(source), [proposal.document.systems[1]?.id ?? '']: known(target),
  }).filter((d) => d.severity === 'error')).toEqual([])
  return proposal
}

const known = (inspected: Inspected): Record<string, string[]> => Object.fromEntries(inspected.objectTypes.map((t) => [t.name, t.attributes.map((a) => a.name)]))

describe('a proposed project from a file into Active Directory', () => {
  test('finds the people, the anchor, the pair and the plain mappings, and makes what a new account needs', async () => {
    const proposal = await propose(hr(attribute('Business Title', ['Nurse'], { distinct: 9 }), attribute('Manager ID', ['1002'], { distinct: 9 }), attribute('Status', ['Active', 'Former'], { distinct: 3 })), ad(attribute('title', ['Nurse'])))
    const { document, decisions } = proposal
    expect(document.systems).toMatchObject([
      { id: 'hr', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'Emp_No', delimiter: ',' }, display: ['First Name', 'Last Name'] },
      { id: 'ad', product: 'activeDirectory', settings: { kind: 'ldif', paths: ['ad.ldif'] } },
    ])
    expect(document.jobs[0]).toMatchObject({ id: 'hr-to-ad', service: 'ApiDriven', source: 'hr', target: 'ad', objectMappings: [{ sourceType: 'row', targetType: 'user', container: 'OU=People,DC=x' }] })
    expect(targets(proposal)).toMatchObject({
      employeeID: { type: 'Direct', source: 'Emp_No', matchingPriority: 1 },
      givenName: { source: 'First Name' }, sn: { source: 'Last Name' }, title: { source: 'Business Title' }, manager: { source: 'Manager ID' },
      cn: { expression: 'Join(" ", [First Name], [Last Name])', apply: 'ObjectAddOnly' },
      sAMAccountName: { apply: 'ObjectAddOnly', expression: expect.stringMatching(/^SelectUniqueValue\(Left\(.*, 20\), Left\(Append/) },
      userPrincipalName: { apply: 'ObjectAddOnly', expression: expect.stringContaining('"@x.example"') },
      accountDisabled: { expression: 'Switch([Status], , "Active", "False", "Former", "True")' },
    })
    expect(Object.keys(targets(proposal))).not.toEqual(expect.arrayContaining(['whenCreated']))
    expect(decisions).toContain('Maps Business Title to title.')
    expect(decisions.every((d) => d.endsWith('.'))).toBe(true)
  })

  test('maps nothing to what the target does not have, and nothing that it would refuse', async () => {
    const proposal = await propose(hr(attribute('Email', ['SKING', 'NYANG']), attribute('Department', ['Care'])), ad(attribute('mail', ['ada@x.example'])))
    expect(targets(proposal)).not.toHaveProperty('mail')
    expect(targets(proposal)).not.toHaveProperty('department')
    expect(proposal.decisions).toContainEqual(expect.stringContaining('Leaves mail alone: Email holds "SKING"'))
  })

  test('takes the pair and the anchor that are asked for, whatever their case, and names those there are otherwise', async () => {
    const asked = await propose(hr(attribute('Badge', ['b1'])), ad(attribute('employeeNumber', ['b1'])), { match: { source: 'badge', target: 'EMPLOYEENUMBER' }, anchor: 'Badge' })
    expect(asked.document.systems[0]?.settings.anchor).toBe('Badge')
    expect(targets(asked).employeeNumber).toMatchObject({ source: 'Badge', matchingPriority: 1 })
    await expect(proposeProject({ name: 'x', source: hr(), target: ad(), match: { source: 'nope', target: 'sn' } })).rejects.toThrow(/source has no attribute nope; its row objects have Emp_No, First Name/)
  })

  test('says what keeps an anchor that is asked for from being one', async () => {
    expect((await propose(hr(), ad(), { anchor: 'First Name' })).decisions).toContain('Identifies people of HR by First Name: as asked for, although 40 of 100 values repeat, and those rows become issues.')
  })

  test('prefers the pair with values in common to the pair with names in common, and never matches on first names', async () => {
    const proposal = await propose(hr(attribute('Legacy Key', ['L-1', 'L-2'])), ad(attribute('info', ['L-1', 'L-2'])), {
      valueSets: (side, _type, attributes) => Promise.resolve(new Map(attributes.map((name) => [name, new Set(
        name === 'Legacy Key' || name === 'info' ? ['l-1', 'l-2', 'l-3'] : name === 'First Name' || name === 'givenName' ? ['ada'] : [`${side} ${name}`])] as const))),
    })
    expect(targets(proposal).info).toMatchObject({ source: 'Legacy Key', matchingPriority: 1 })
  })

  test('says so when nothing is in common, and still gives a pair', async () => {
    const target = ad()
    const without: Inspected = { ...target, objectTypes: target.objectTypes.map((t) => ({ ...t, attributes: t.attributes.filter((a) => a.name !== 'employeeid') })) }
    const proposal = await propose(hr(), without, { valueSets: (_s, _t, names) => Promise.resolve(new Map(names.map((n) => [n, new Set<string>()] as const))) })
    expect(targets(proposal).employeeID).toMatchObject({ source: 'Emp_No', matchingPriority: 1 })
    expect(proposal.decisions).toContainEqual(expect.stringContaining('--match'))
  })

  test('matches an upload by externalId with employeeId, as the service does, when nothing is in common', async () => {
    const upload: Inspected = { format: 'scim-bulk', settings: { kind: 'scim-json', paths: ['bulk.json'] }, issues: [], objectTypes: [{ name: 'User', count: 3, suggestedAnchor: 'externalId', attributes: [
      attribute('id', ['2819c223'], { filled: 1 }), attribute('externalId', ['701984', '701985', '701986']), attribute('name.givenName', ['Babs']), attribute('name.familyName', ['Jensen']),
    ] }] }
    const entra: Inspected = { format: 'graph-json', settings: { kind: 'graph-json', paths: ['users.json'] }, issues: [], objectTypes: [{ name: 'user', count: 9, suggestedAnchor: 'id', attributes: [
      attribute('id', ['x']), attribute('userPrincipalName', ['a@x.example']), attribute('displayName', ['Ada']), attribute('employeeId', ['1']), attribute('accountEnabled', ['True'], { distinct: 2, type: 'boolean' }),
    ] }] }
    const proposal = await propose(upload, entra, { valueSets: (side, _type, names) => Promise.resolve(new Map(names.map((name) => [name, new Set([`${side} ${name}`])] as const))) })
    expect(targets(proposal).employeeId).toMatchObject({ source: 'externalId', matchingPriority: 1 })
  })

  test('does not map what nobody holds on both sides, and says how many agree in the rest', async () => {
    const sides = [hr(attribute('Business Title', ['124#CEO'])), ad(attribute('title', ['CEO']))] as const
    const agreement = (same: number): ProposeRequest['agreement'] => (types, match, pairs) => {
      expect([types, match]).toEqual([{ source: 'row', target: 'user' }, { source: 'Emp_No', target: 'employeeid' }])
      return Promise.resolve(pairs.map(({ target }) => ({ compared: 80, same: target === 'title' ? 0 : same, example: { source: '124#CEO', target: 'CEO' } })))
    }
    const proposal = await propose(...sides, { agreement: agreement(79) })
    expect(targets(proposal)).not.toHaveProperty('title')
    expect(proposal.decisions).toContain('Leaves title alone: of 80 people found on both sides nobody has the same value in Business Title and title ("124#CEO" and "CEO"). Map it if HR is right.')
    expect(proposal.decisions).toContain('Maps Last Name to sn; 79 of 80 agree.')
    const strangers = await propose(...sides, { agreement: agreement(0) })
    expect(targets(strangers)).toHaveProperty('title')
    expect(strangers.decisions).toContainEqual(expect.stringMatching(/^Doubts the match: of 80 people found on both sides by Emp_No and employeeid .*--match\.$/))
  })

  test('knows the employee numbers of PeopleSoft, Oracle HCM and German exports by their names', async () => {
    for (const name of ['EMPLID', 'PersonNumber', 'PersNr', 'Personalnummer']) {
      const source = hr()
      const [first, ...others] = source.objectTypes[0]?.attributes ?? []
      const renamed = { ...source, objectTypes: [{ ...source.objectTypes[0] as Inspected['objectTypes'][number], suggestedAnchor: name, attributes: [{ ...first as InspectAttribute, name }, ...others, attribute('E-Mail', ['ada@x.example'])] }] }
      expect(targets(await propose(renamed, ad(attribute('mail', ['ada@x.example']))))['employeeID']).toMatchObject({ source: name, matchingPriority: 1 })
    }
  })

  test('says which rows stand above the header, and that a key is one by its name alone where there are no rows', async () => {
    const source = hr()
    const empty = { ...source, settings: { ...source.settings, skipRows: 2 }, objectTypes: source.objectTypes.map((type) => ({ ...type, count: 0, attributes: type.attributes.map((a) => ({ ...a, filled: 0, distinct: 0, samples: [] })) })) } as Inspected
    const { decisions } = await propose(empty, ad())
    expect(decisions).toContain('Leaves out the first 2 rows of HR, above its header.')
    expect(decisions).toContain('Identifies people of HR by Emp_No: by its name alone, for there are no rows.')
  })

  test('refuses a side on which nothing was read', async () => {
    await expect(proposeProject({ name: 'x', source: { ...hr(), objectTypes: [] }, target: ad() })).rejects.toMatchObject({ code: 'nothingRead' })
  })
})

test('a Workday report is run by the Workday service, and Entra ID gets what it requires', async () => {
  const workday: Inspected = { ...hr(), objectTypes: [{ name: 'row', count: 100, suggestedAnchor: 'Employee_ID', attributes: [
    attribute('Employee_ID', ['1']), attribute('Worker', ['Ada Lovelace']), attribute('First_Name', ['Ada']), attribute('Last_Name', ['Lovelace']), attribute('Supervisory_Organization', ['Care']), attribute('Hire_Date', ['2026-11-01']),
  ] }] }
  const entra: Inspected = { format: 'delimited', settings: { kind: 'delimited', paths: ['users.csv'] }, issues: [], objectTypes: [{ name: 'row', count: 9, suggestedAnchor: 'id', attributes: [
    attribute('id', ['x']), attribute('userPrincipalName', ['a@x.example']), attribute('displayName', ['Ada']), attribute('employeeId', ['1']), attribute('department', ['Care']), attribute('accountEnabled', ['True'], { distinct: 2, type: 'boolean' }), attribute('employeeHireDate', ['2026-11-01T00:00:00Z']),
  ] }] }
  const proposal = await propose(workday, entra)
  expect(proposal.document.jobs[0]).toMatchObject({ id: 'workday-to-entra', service: 'Workday' })
  expect(proposal.document.systems[1]).toMatchObject({ product: 'entraId', settings: { anchor: 'id' } })
  expect(targets(proposal)).toMatchObject({ employeeId: { source: 'Employee_ID', matchingPriority: 1 }, department: { source: 'Supervisory_Organization' }, displayName: { source: 'Worker' } })
  // A day is no time: sent as it is it would differ for everybody.
  expect(targets(proposal)['employeeHireDate']).toMatchObject({ expression: 'FormatDateTime([Hire_Date], , "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ")' })
})

const data = join(import.meta.dirname, '../../../../shared/data')
const real = skipBecause(existsSync(data) ? undefined : 'the shelf with sample exports is not beside this checkout')

real.describe('on real exports', () => {
  const cases: readonly [source: string, target: string, match: string, anchor: string, targetsMapped: readonly string[]][] = [
    ['brownfield-hr-ldap/hr-export.csv', 'brownfield-hr-ldap/directory.ldif', 'empnum=employeeNumber', 'empnum', ['givenName', 'sn', 'title', 'l', 'cn', 'displayName', 'uid']],
    ['oracle-hr/employees.csv', 'brownfield-hr-ldap/directory.ldif', 'EMPLOYEE_ID=employeeNumber', 'EMPLOYEE_ID', ['givenName', 'sn', 'cn', 'uid']],
    ['workday/derived-raas.csv', 'adventureworks-hr/csv/HumanResources.vEmployee.csv', 'Employee_ID=BusinessEntityID', 'Employee_ID', ['FirstName', 'LastName', 'JobTitle', 'EmailAddress']],
    ['adventureworks-hr/csv/HumanResources.vEmployee.csv', 'workday/derived-raas.csv', 'BusinessEntityID=Employee_ID', 'BusinessEntityID', ['First_Name', 'Last_Name', 'Business_Title', 'Work_Email']],
    ['entra-api-inbound/csv-with-1000-records.csv', 'entra-api-inbound/employeeData.csv', 'WorkerID=WorkerID', 'WorkerID', ['FirstName', 'LastName', 'Department', 'Custom01']],
  ]
  for (const [from, to, match, anchor, mapped] of cases) {
    test(`${from} into ${to}`, async () => {
      const source = await inspectSource(join(data, from))
      const target = await inspectSource(join(data, to))
      const proposal = await propose(source, target, { valueSets: (side, type, attributes) => readValues(side === 'source' ? source : target, type, attributes) })
      const all = targets(proposal)
      expect(proposal.document.systems[0]?.settings.anchor).toBe(anchor)
      expect(Object.values(all).filter((m) => m.matchingPriority === 1).map((m) => `${m.type === 'Direct' ? m.source : ''}=${m.target}`)).toEqual([match])
      expect(Object.keys(all)).toEqual(expect.arrayContaining([...mapped]))
      expect(await proposeProject({ name: 'Mine', source, target, valueSets: (side, type, attributes) => readValues(side === 'source' ? source : target, type, attributes) })).toEqual(proposal)
    })
  }
})

async function readValues(inspected: Awaited<ReturnType<typeof inspectSource>>, type: string, attributes: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sets = new Map(attributes.map((name) => [name, new Set<string>()] as const))
  const names: string[] = []
  for await (const event of readProposed(inspected.settings, { folder: '/' })) {
    if (event.kind === 'attributes' && event.type === type) names.push(...event.names.filter((n) => !names.includes(n)))
    if (event.kind !== 'records' || event.type !== type) continue
    for (const body of rowTexts(event.bodies)) {
      unpackCells(body).forEach((cell, i) => {
        for (const value of typeof cell === 'string' ? [cell] : cell ?? []) sets.get(names[i] ?? '')?.add(foldCase(value))
      })
    }
  }
  return sets
}
