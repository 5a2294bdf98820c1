import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exportSynchronizationSchema } from '../../../main/exporters/graph-schema'
import { AppError } from '../../../shared/app-error'
import type { AttributeMapping, ObjectMapping, ProjectDocument } from '../../../shared/model/project'
import { checkSynchronizationSchema } from '../../../shared/schema/check-schema'
import { fromSynchronizationSchema } from '../../../shared/schema/imported-schema'
import { parseSynchronizationSchema, type SynchronizationSchema } from '../../../shared/schema/synchronization-schema'
import { skipBecause } from '../../support/skip'

function project(mappings: readonly AttributeMapping[], rest: Partial<ObjectMapping> = {}): ProjectDocument {
  return {
    formatVersion: '1.0', name: 'Northwind',
    systems: [
      { id: 'hr', name: 'Workday', settings: { kind: 'delimited', paths: ['hr.csv'], anchor: 'id' }, product: 'workday' },
      { id: 'ad', name: 'Active Directory', settings: { kind: 'ldif', paths: ['ad.ldif'] }, product: 'activeDirectory' },
    ],
    jobs: [{ id: 'hr-to-ad', name: 'HR to AD', service: 'Workday', source: 'hr', target: 'ad', objectMappings: [{ id: 'people', sourceType: 'row', targetType: 'user', attributeMappings: [...mappings], ...rest }] }],
  }
}

const MATCH: AttributeMapping = { type: 'Direct', source: 'id', target: 'employeeID', matchingPriority: 1 }
const NAMES: readonly AttributeMapping[] = [
  { type: 'Expression', expression: 'Join(" ", [first], [last])', target: 'cn' },
  { type: 'Expression', expression: 'SelectUniqueValue([first], [last])', target: 'sAMAccountName', apply: 'ObjectAddOnly' },
  { type: 'Expression', expression: 'Switch([status], "True", "Active", "False")', target: 'accountDisabled' },
]

function exported(document: ProjectDocument): SynchronizationSchema {
  const { schema, diagnostics } = parseSynchronizationSchema(exportSynchronizationSchema(document, 'hr-to-ad').text)
  expect(diagnostics).toEqual([])
  if (schema === undefined) throw new Error('the export is no schema')
  return schema
}

describe('a job as a synchronization schema', () => {
  test('passes the checks and describes every attribute that it maps, with its type and limit', () => {
    const schema = exported(project([MATCH, ...NAMES, { type: 'Direct', source: 'boss', target: 'manager' }]))
    expect(checkSynchronizationSchema(schema).filter((d) => d.severity !== 'info')).toEqual([])
    const attributes = schema.directories?.[1]?.objects?.[0]?.attributes ?? []
    expect(attributes.filter((a) => a.anchor)).toMatchObject([{ name: 'objectGUID' }])
    expect(attributes.find((a) => a.name === 'employeeID')).toMatchObject({ type: 'String', metadata: [{ key: 'MaximumLength', value: '16' }] })
    expect(attributes.find((a) => a.name === 'manager')).toMatchObject({ type: 'Reference', multivalued: false, referencedObjects: [{ referencedObjectName: 'user', referencedProperty: null }] })
    expect(schema.directories?.[0]?.objects?.[0]?.attributes?.map((a) => a.name)).toEqual(['id', 'boss', 'first', 'last', 'status'])
  })

  test('is the same bytes each time', () => {
    const document = project([MATCH, ...NAMES])
    expect(exportSynchronizationSchema(document, 'hr-to-ad').text).toBe(exportSynchronizationSchema(structuredClone(document), 'hr-to-ad').text)
  })

  const sources: readonly [because: string, mapping: AttributeMapping, source: unknown, defaultValue: string | null][] = [
    ['an attribute', { type: 'Direct', source: 'mail', target: 'mail', default: 'x' }, { expression: '[mail]', name: 'mail', parameters: [], type: 'Attribute' }, 'x'],
    ['a constant, with its quotes escaped', { type: 'Constant', value: 'say "x"', target: 'info' }, { expression: '"say \\"x\\""', name: 'say "x"', parameters: [], type: 'Constant' }, null],
    ['nothing', { type: 'None', target: 'info' }, null, null],
    ['numbers in quotes in nodes of their own', { type: 'Expression', expression: 'Mid([upn], 1, 8)', target: 'info' }, {
      expression: 'Mid([upn], 1, 8)', name: 'Mid', type: 'Function', parameters: [
        { key: 'source', value: { expression: '[upn]', name: 'upn', parameters: [], type: 'Attribute' } },
        { key: 'start', value: { expression: '"1"', name: '1', parameters: [], type: 'Constant' } },
        { key: 'length', value: { expression: '"8"', name: '8', parameters: [], type: 'Constant' } },
      ],
    }, null],
    ['omitted arguments without an entry', { type: 'Expression', expression: 'Replace([lang], "-", , , "_", , )', target: 'info' }, {
      expression: 'Replace([lang], "-", , , "_", , )', name: 'Replace', type: 'Function', parameters: [
        { key: 'source', value: { expression: '[lang]', name: 'lang', parameters: [], type: 'Attribute' } },
        { key: 'Find', value: { expression: '"-"', name: '-', parameters: [], type: 'Constant' } },
        { key: 'Replacement', value: { expression: '"_"', name: '_', parameters: [], type: 'Constant' } },
      ],
    }, null],
    ['keys that come in turn', { type: 'Expression', expression: 'Switch([s], , "a", "1", "b", "2")', target: 'info' }, expect.objectContaining({
      parameters: ['source', 'switchValue', 'switchValue', 'switchValue', 'switchValue'].map((key) => expect.objectContaining({ key })),
    }), null],
  ]
  for (const [because, mapping, source, defaultValue] of sources) {
    test(`writes ${because} in its canonical form`, () => {
      const found = exported(project([MATCH, mapping])).synchronizationRules?.[0]?.objectMappings?.[0]?.attributeMappings?.[1]
      expect(found).toEqual({ defaultValue, exportMissingReferences: false, flowBehavior: 'FlowWhenChanged', flowType: 'Always', matchingPriority: 0, source, targetAttributeName: mapping.target })
    })
  }

  test('writes scope, flow types and priorities', () => {
    const mapping = exported(project([MATCH], {
      flowTypes: ['Update'], scope: { groups: [{ name: 'Staff', clauses: [{ attribute: 'status', operator: 'EQUALS', value: 'Active' }, { attribute: 'id', operator: 'IS NOT NULL' }] }] },
    })).synchronizationRules?.[0]?.objectMappings?.[0]
    expect(mapping).toMatchObject({ flowTypes: 'Update', enabled: true, attributeMappings: [{ matchingPriority: 1 }] })
    expect(mapping?.scope).toEqual({ categoryFilterGroups: [], inputFilterGroups: [], groups: [{ name: 'Staff', clauses: [
      { operatorName: 'EQUALS', sourceOperandName: 'status', targetOperand: { values: ['Active'] } }, { operatorName: 'IS NOT NULL', sourceOperandName: 'id', targetOperand: null },
    ] }] })
  })

  test('says what the schema cannot hold', () => {
    const { notes } = exportSynchronizationSchema(project([{ ...MATCH, flowNullValues: true }], { container: 'OU=New,DC=x' }), 'hr-to-ad')
    expect(notes).toEqual([expect.stringContaining('container OU=New,DC=x'), expect.stringContaining('employeeID'), expect.stringContaining('Import the schema')])
  })

  test('names the jobs there are when the one asked for is not', () => {
    expect(() => exportSynchronizationSchema(project([MATCH]), 'x')).toThrow(AppError)
    expect(() => exportSynchronizationSchema(project([MATCH]), 'x')).toThrow('it has hr-to-ad')
  })
})

const sample = join(import.meta.dirname, '../../../../shared/reference/conformance/schemas/salesforce-job-schema.json')
const published = skipBecause(existsSync(sample) ? undefined : 'the published job schema is not beside this checkout')

published.describe('an imported job schema', () => {
  const original = (): SynchronizationSchema => {
    const { schema } = parseSynchronizationSchema(readFileSync(sample, 'utf8'))
    if (schema === undefined) throw new Error('the sample was not read')
    return schema
  }

  test('gives jobs, systems and mappings that mean the same', () => {
    const { document, notes } = fromSynchronizationSchema(original(), { name: 'Salesforce' })
    expect(document.systems.map((s) => [s.id, s.product, s.settings.anchor])).toEqual([['Azure-Active-Directory', 'entraId', 'objectId'], ['salesforce.com', 'other', 'Id']])
    expect(document.jobs.map((j) => [j.id, j.service, j.objectMappings.length])).toEqual([['USER_OUTBOUND_USER', 'Application', 1], ['PROFILE_INBOUND_APPROLE', 'Application', 2]])
    const mappings = document.jobs[0]?.objectMappings[0]?.attributeMappings ?? []
    expect(mappings).toHaveLength(14)
    expect(mappings.find((m) => m.target === 'IsActive')).toEqual({ type: 'Expression', expression: 'Not([IsSoftDeleted])', target: 'IsActive', default: 'True' })
    expect(mappings.find((m) => m.target === 'EmailEncodingKey')).toEqual({ type: 'Constant', value: 'ISO-8859-1', target: 'EmailEncodingKey' })
    expect(mappings.find((m) => m.target === 'Username')).toEqual({ type: 'Direct', source: 'userPrincipalName', target: 'Username', matchingPriority: 1 })
    expect(notes).toEqual([expect.stringContaining('Name the files or servers')])
  })

  test('names the account state of a system whose object definition does', () => {
    const schema = original()
    const user = schema.directories?.find((directory) => directory.name === 'salesforce.com')?.objects?.find((object) => object.name === 'User')
    user?.metadata?.push({ key: 'PropertyNameAccountEnabled', value: 'IsActive' })
    expect(fromSynchronizationSchema(schema, { name: 'Salesforce' }).document.systems.map((system) => system.accountState)).toEqual([undefined, { attribute: 'IsActive' }])
  })

  test('comes out as it went in, down to metadata and helper mappings', () => {
    const { document, imported } = fromSynchronizationSchema(original(), { name: 'Salesforce' })
    const { text } = exportSynchronizationSchema(document, 'USER_OUTBOUND_USER', { imported })
    expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(original()))
  })

  test('changes in one mapping and nowhere else, and describes an attribute that it did not have', () => {
    const { document, imported } = fromSynchronizationSchema(original(), { name: 'Salesforce' })
    const changed = structuredClone(document)
    const mapping = changed.jobs[0]?.objectMappings[0]
    mapping?.attributeMappings.splice(0, 1, { type: 'Expression', expression: 'Switch([IsSoftDeleted], "True", "True", "False")', target: 'IsActive' })
    mapping?.attributeMappings.push({ type: 'Direct', source: 'department', target: 'CostCode__c' })
    const { text } = exportSynchronizationSchema(changed, 'USER_OUTBOUND_USER', { imported })
    const before = original()
    const after: SynchronizationSchema = parseSynchronizationSchema(text).schema ?? {}
    const pair = [before, after].map((s) => s.synchronizationRules?.[0]?.objectMappings?.[0])
    expect(pair[1]?.attributeMappings?.slice(1, 14)).toEqual(pair[0]?.attributeMappings?.slice(1))
    expect(pair[1]?.attributeMappings?.[0]).toMatchObject({ targetAttributeName: 'IsActive', source: { name: 'Switch' }, defaultValue: null })
    expect(pair[1]?.metadata).toEqual(pair[0]?.metadata)
    expect(after.synchronizationRules?.[1]).toEqual(before.synchronizationRules?.[1])
    expect(after.version).toBe(before.version)
    expect(checkSynchronizationSchema(after, before).filter((d) => d.severity === 'error')).toEqual([])
  })
})
