import { describe, expect, test } from 'vitest'
import type { AttributeMapping, ObjectMapping, ProjectDocument } from '../../../shared/model/project'
import { checkProject } from '../../../shared/schema/check-project'
import type { KnownAttributes } from '../../../shared/schema/project-to-schema'

const KNOWN: KnownAttributes = { hr: { row: ['id', 'first', 'last', 'status', 'boss'] }, ad: { user: ['objectGUID', 'sAMAccountName', 'employeeID'] } }
const GOOD: readonly AttributeMapping[] = [
  { type: 'Direct', source: 'id', target: 'employeeID', matchingPriority: 1 },
  { type: 'Expression', expression: 'Join(" ", [first], [last])', target: 'cn' },
  { type: 'Direct', source: 'id', target: 'sAMAccountName' },
  { type: 'Expression', expression: 'Switch([status], "True", "Active", "False")', target: 'accountDisabled' },
]

function project(extra: readonly AttributeMapping[] = [], rest: Partial<ObjectMapping> = {}, document: Partial<ProjectDocument> = {}): ProjectDocument {
  return {
    formatVersion: '1.0', name: 'Northwind',
    systems: [
      { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' } },
      { id: 'ad', name: 'AD', settings: { kind: 'ldif', paths: ['ad.ldif'] }, product: 'activeDirectory' },
    ],
    jobs: [{ id: 'j', service: 'ApiDriven', source: 'hr', target: 'ad', objectMappings: [{ id: 'people', sourceType: 'row', targetType: 'user', attributeMappings: [...GOOD, ...extra], ...rest }] }],
    ...document,
  }
}

const M = 'jobs[0].objectMappings[0]'

test('a project in order gives nothing, read or not', () => {
  expect(checkProject(project(), KNOWN)).toEqual([])
  expect(checkProject(project())).toEqual([])
})

describe('a finding stands where it is in rehearsal.json', () => {
  const cases: readonly [because: string, document: ProjectDocument, expected: readonly string[]][] = [
    ['a job of an unknown system', project([], {}, { jobs: [{ id: 'j', service: 'ApiDriven', source: 'nobody', target: 'ad', objectMappings: [{ id: 'm', sourceType: 'row', targetType: 'user', attributeMappings: [...GOOD] }] }] }), ['S04 error jobs[0].source']],
    ['two systems of one id', project([], {}, { systems: [...project().systems, ...project().systems.slice(0, 1)] }), ['S03 error systems[2].id']],
    ['an object type that the file does not have', project([], { sourceType: 'person' }), [`S09 error ${M}.sourceType`]],
    ['an unknown column', project([{ type: 'Direct', source: 'nick', target: 'info' }]), [`S13 error ${M}.attributeMappings[4].source`]],
    ['an unknown column in an expression', project([{ type: 'Expression', expression: 'ToLower([First], )', target: 'info' }]), [`S13 error ${M}.attributeMappings[4].expression`]],
    ['an attribute that the directory may have after all', project([{ type: 'Direct', source: 'first', target: 'northwindBadge' }]), [`S10 warning ${M}.attributeMappings[4].target`]],
    ['a target that only reads', project([{ type: 'Direct', source: 'first', target: 'whenCreated' }]), [`S12 error ${M}.attributeMappings[4].target`]],
    ['a broken expression', project([{ type: 'Expression', expression: 'ToLower(', target: 'info' }]), [`S14 error ${M}.attributeMappings[4].expression`]],
    ['a target twice, in another case', project([{ type: 'Direct', source: 'first', target: 'CN' }]), [`S11 error ${M}.attributeMappings[4].target`]],
    ['a default', project([{ type: 'Direct', source: 'first', target: 'info', default: 'x' }]), [`S29 info ${M}.attributeMappings[4].default`]],
    ['a constant for a reference', project([{ type: 'Constant', value: 'x', target: 'manager' }]), [`S25 warning ${M}.attributeMappings[4].value`]],
    ['a clause', project([], { scope: { groups: [{ clauses: [{ attribute: 'Status', operator: 'REGEX MATCH', value: '(' }] }] } }), [`S22 error ${M}.scope.groups[0].clauses[0].attribute`, `S22 error ${M}.scope.groups[0].clauses[0].value`]],
    ['nothing to match on', project([], { attributeMappings: GOOD.slice(1) }), [`S17 warning ${M}.attributeMappings`]],
  ]
  for (const [because, document, expected] of cases) {
    test(because, () => {
      expect(checkProject(document, KNOWN).map((d) => `${d.code} ${d.severity} ${d.path}`)).toEqual(expected)
    })
  }

  test('of the values that were read', () => {
    const values = { hr: { row: [{ name: 'boss', multiValued: false, maxLength: 81 }, { name: 'last', multiValued: true, maxLength: 8 }] } }
    const document = project([{ type: 'Direct', source: 'boss', target: 'company' }, { type: 'Expression', expression: 'ToLower([last])', target: 'info' }])
    expect(checkProject(document, KNOWN)).toEqual([])
    expect(checkProject(document, KNOWN, values).map((d) => `${d.code} ${d.severity} ${d.path}`)).toEqual([
      `ResultTooLong warning ${M}.attributeMappings[4].source`, `S26 warning ${M}.attributeMappings[5].expression`,
    ])
  })

  test('of what the target refuses', () => {
    const document = project([
      { type: 'Constant', value: 'uk', target: 'c' }, { type: 'Expression', expression: 'Join(" ", [first], [last])', target: 'mailNickname' },
      { type: 'Expression', expression: 'SelectUniqueValue(NormalizeDiacritics([first]), RandomString(30, 0, 0, 0, 0))', target: 'pager' },
    ])
    expect(checkProject(document, KNOWN).filter((d) => d.severity !== 'info').map((d) => `${d.code} ${d.severity} ${d.path}`)).toEqual([
      `RefusedCharacters error ${M}.attributeMappings[4].value`, `RefusedCharacters error ${M}.attributeMappings[5].expression`, `S20 warning ${M}.attributeMappings[6].expression`,
    ])
  })

  test('with the span inside the expression', () => {
    expect(checkProject(project([{ type: 'Expression', expression: 'ToLower([First], )', target: 'info' }]), KNOWN)).toMatchObject([{ span: [8, 15] }])
  })

  test('an anchor that the file does not have', () => {
    expect(checkProject(project(), { hr: { row: ['first', 'last', 'status'] } })).toMatchObject([{ code: 'S08', path: 'systems[0].settings.anchor' }])
  })

  test('nothing is said of attributes while nothing was read', () => {
    expect(checkProject(project([{ type: 'Direct', source: 'nick', target: 'info' }]))).toEqual([])
  })
})
