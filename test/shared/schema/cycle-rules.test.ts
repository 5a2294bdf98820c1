import { describe, expect } from 'vitest'
import type { AttributeMapping, ConnectedSystem, Job, ObjectMapping, ScopingFilter } from '../../../shared/model/project'
import { checkProject } from '../../../shared/schema/check-project'
import { checkSynchronizationSchema } from '../../../shared/schema/check-schema'
import { fromSynchronizationSchema } from '../../../shared/schema/imported-schema'
import { schemaOfJob } from '../../../shared/schema/project-to-schema'
import type { AttributeDefinition } from '../../../shared/schema/synchronization-schema'
import { constant, direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

const match = direct('id', 'employeeID', { matchingPriority: 1 })
const state = expression('Not([active])', 'accountDisabled')
const entra: Partial<ConnectedSystem> = { product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }

interface Case {
  readonly because: string
  readonly found: string
  readonly mappings: readonly AttributeMapping[]
  readonly mapping?: Partial<ObjectMapping>
  readonly job?: Partial<Job>
  readonly source?: Partial<ConnectedSystem>
  readonly target?: Partial<ConnectedSystem>
  /** Whether no mapping says anything of the account state. */
  readonly stateless?: boolean
  readonly rule?: string | readonly string[]
}

function findings({ mappings, mapping, job: more, source, target, stateless }: Case): readonly string[] {
  const document = projectOf([sourceSystem(source), targetSystem(target)], [job([objectMapping([match, ...mappings, ...(stateless ? [] : [state])], mapping)], more)])
  return checkProject(document).map((d) => `${d.code} ${d.severity} ${d.path.replace('jobs[0].objectMappings[0].', '')}`)
}

describe('check says of a project', () => {
  rule.each<Case>([
    { because: 'extensionAttribute1 of Entra ID cannot be searched by', found: 'S21 warning attributeMappings[1].matchingPriority', rule: ['4-5', '16-1'], mappings: [direct('id', 'extensionAttribute1', { matchingPriority: 2 })], target: entra },
    { because: 'nor can the last of them', found: 'S21 warning attributeMappings[1].matchingPriority', rule: '4-5', mappings: [direct('id', 'extensionAttribute15', { matchingPriority: 2 })], target: entra },
    { because: 'a photo is never provisioned', found: 'S12 error attributeMappings[1].target', rule: '5.5-6', mappings: [direct('id', 'thumbnailPhoto')] },
    { because: 'the primary key is no target', found: 'S12 error attributeMappings[1].target', rule: '5.5-5', mappings: [direct('id', 'id')], target: entra },
    { because: 'an on-premises connector takes no references', found: 'S25 warning attributeMappings[1].target', rule: '8-11', mappings: [direct('id', 'manager')], job: { service: 'Application' }, source: entra, target: { product: 'openLdap' } },
    { because: 'nor groups', found: 'S09 warning targetType', rule: '8-11', mappings: [], mapping: { targetType: 'group' }, job: { service: 'Application' }, source: entra, target: { product: 'ldap' } },
    { because: 'users cannot be switched off in the service', found: 'S09 info enabled', rule: '6-6', mappings: [], mapping: { enabled: false } },
    { because: 'Switch does not work with references', found: 'S25 warning attributeMappings[1].expression', rule: '8-10', mappings: [expression('Switch([id], , "1", "2")', 'manager')] },
    { because: 'assignment does not apply to HR sources', found: 'S22 warning jobs[0].assignment', rule: '3.1-2', mappings: [], job: { assignment: { sync: 'assigned' } } },
    { because: 'nobody knows what categoryFilterGroups do', found: 'S22 warning scope.categoryFilterGroups', mappings: [], mapping: { scope: { groups: [], categoryFilterGroups: scope([['id', 'IS NULL']]).groups } } },
    { because: 'no mapping turns accounts off', found: 'S27 warning attributeMappings', rule: '16-4', mappings: [], stateless: true },
    { because: 'a disable is an update, and Update is off', found: 'S27 warning flowTypes', rule: ['16-4', '6-2'], mappings: [], mapping: { flowTypes: ['Add', 'Delete'] } },
    { because: 'accountEnabled does not react to unassignment', found: 'S27 warning attributeMappings', rule: ['16-4', '7.1-4'], mappings: [direct('accountEnabled', 'active')], source: entra, target: { product: 'scim' }, job: { service: 'Application' }, stateless: true },
    { because: 'a value that nobody has yet cannot be matched on', found: 'S19 error attributeMappings[1].expression', rule: '16-7', mappings: [expression('SelectUniqueValue([id], Join("", [id], "2"))', 'mail', { matchingPriority: 2, apply: 'ObjectAddOnly' })] },
    { because: 'a unique value would change in every cycle', found: 'S20 warning attributeMappings[1].expression', rule: '16-7', mappings: [expression('SelectUniqueValue([id], Join("", [id], "2"))', 'mail')] },
    { because: 'it stands at the outermost place alone', found: 'S19 error attributeMappings[1].expression', rule: '16-7', mappings: [expression('Append(SelectUniqueValue([id], Join("", [id], "2")), "x")', 'mail', { apply: 'ObjectAddOnly' })] },
    { because: 'Entra ID checks no candidate', found: 'UniqueValueTarget error attributeMappings[1].expression', rule: '16-7', mappings: [expression('SelectUniqueValue([id], Join("", [id], "2"))', 'mailNickname', { apply: 'ObjectAddOnly' })], target: entra },
    { because: 'two mappings write one attribute', found: 'S11 error attributeMappings[2].target', rule: '16-8', mappings: [direct('id', 'title'), constant('x', 'title')] },
  ])('$found, because $because', (one) => {
    expect(findings(one)).toContain(one.found)
  })
})

describe('check says of a clause', () => {
  const attributes: readonly AttributeDefinition[] = [
    { name: 'id', anchor: true }, { name: 'count', type: 'Integer' }, { name: 'on', type: 'Boolean' }, { name: 'blob', type: 'Binary' }, { name: 'mails', multivalued: true }, { name: 'userType' },
    { name: 'members', multivalued: true }, { name: 'isMemberOf' }, { name: 'appRoleAssignments' }, { name: 'manager', type: 'Reference' }, { name: 'accountExpires' }, { name: 'StatusHireDate' }, { name: 'hired', type: 'DateTime' },
  ]
  const of = (attribute: string, operator: string, value?: string) => checkSynchronizationSchema({
    directories: [{ name: 'A', objects: [{ name: 'user', attributes: [...attributes] }] }, { name: 'B', objects: [] }],
    synchronizationRules: [{ id: 'r', name: 'r', sourceDirectoryName: 'A', targetDirectoryName: 'B', objectMappings: [{
      enabled: true, sourceObjectName: 'user', targetObjectName: 'user', attributeMappings: [],
      scope: { groups: [{ clauses: [{ sourceOperandName: attribute, operatorName: operator, targetOperand: value === undefined ? null : { values: [value] } }] }] },
    }] }],
  }).filter((d) => d.path.includes('clauses')).map((d) => d.code).join()

  rule.each([
    { attribute: 'count', operator: 'EQUALS', value: '1', found: '' }, { attribute: 'id', operator: 'EQUALS', value: '1', found: '' },
    { attribute: 'on', operator: 'EQUALS', value: 'x', found: 'S22' }, { attribute: 'blob', operator: 'EQUALS', value: 'x', found: 'S22' },
    { attribute: 'on', operator: 'IS TRUE', value: undefined, found: '' }, { attribute: 'count', operator: 'IS TRUE', value: undefined, found: 'S22' },
    { attribute: 'blob', operator: 'IS NULL', value: undefined, found: '' }, { attribute: 'on', operator: 'IS NOT NULL', value: undefined, found: '' },
  ], '3.2-18')('$attribute $operator: “$found”', ({ attribute, operator, value, found }) => {
    expect(of(attribute, operator, value)).toBe(found)
  })

  rule.each(['mails', 'members', 'isMemberOf', 'appRoleAssignments', 'userType', 'manager', 'accountExpires', 'StatusHireDate', 'hired'].map((attribute) => ({ attribute })), '3.2-19')('that $attribute may not stand in a filter', ({ attribute }) => {
    expect(of(attribute, 'IS NOT NULL')).toBe('S23')
  })
})

describe('a schema', () => {
  rule(['3.2-21', '3.2-20'], 'keeps each of the three collections of filter groups, out and in again', () => {
    const filter: ScopingFilter = { groups: scope([['a', 'EQUALS', '1']]).groups, inputFilterGroups: scope([['b', 'IS NULL']]).groups, categoryFilterGroups: scope([['c', 'IS TRUE']]).groups }
    const only = job([objectMapping([match], { scope: filter })])
    const exported = schemaOfJob(projectOf([sourceSystem(), targetSystem()], [only]), only, { describeMapped: true })
    const back = fromSynchronizationSchema(exported, { name: 'Back' }).document.jobs[0]?.objectMappings[0]?.scope
    const clauses = (groups: ScopingFilter['groups'] | undefined) => groups?.map((group) => group.clauses)
    expect(clauses(back?.groups)).toEqual(clauses(filter.groups))
    expect(clauses(back?.inputFilterGroups)).toEqual(clauses(filter.inputFilterGroups))
    expect(clauses(back?.categoryFilterGroups)).toEqual(clauses(filter.categoryFilterGroups))
  })

  rule('5.1-2', 'of older making holds a constant as a default without a source', () => {
    const { document } = fromSynchronizationSchema({ synchronizationRules: [{ id: 'r', name: 'r', sourceDirectoryName: 'A', targetDirectoryName: 'B', objectMappings: [{ enabled: true, sourceObjectName: 'user', targetObjectName: 'user', attributeMappings: [{ targetAttributeName: 'company', source: null, defaultValue: 'Contoso' }] }] }] }, { name: 'Old' })
    expect(document.jobs[0]?.objectMappings[0]?.attributeMappings).toEqual([{ type: 'Constant', value: 'Contoso', target: 'company' }])
  })
})

describe('check says of two jobs', () => {
  const inbound = job([objectMapping([match, direct('mail', 'mail'), state])])
  const found = (other: Job): readonly string[] => checkProject(projectOf([sourceSystem(), targetSystem(), { ...sourceSystem(), id: 'other' }], [inbound, other])).filter((d) => d.path.startsWith('jobs[1]')).map((d) => `${d.code} ${d.severity} ${d.path.replace('jobs[1].objectMappings[0].', '')}`)

  rule('9.4-4', 'that what the one writes back is a source of the other', () => {
    const back = job([objectMapping([direct('employeeID', 'id', { matchingPriority: 1 }), direct('mail', 'mail')], { sourceType: 'user', targetType: 'worker', flowTypes: ['Update'] })], { id: 'back', service: 'Application', source: 'ad', target: 'hr' })
    expect(found(back)).toContain('S04 warning jobs[1].target')
  })

  rule('16-8', 'that both write the same attribute of the same objects', () => {
    expect(found(job([objectMapping([match, direct('mail', 'mail'), state])], { id: 'second', source: 'other' }))).toContain('S11 warning attributeMappings[0].target')
  })
})
