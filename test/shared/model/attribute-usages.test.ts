import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { attributeAt, attributeReferences, isAttributeName, renameReferences } from '../../../shared/expression/references'
import { feedersOf, renameAttribute, renameInMapping, usagesOf } from '../../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../../shared/model/project'

const project: ProjectDocument = {
  formatVersion: '1.0', name: 'Test',
  systems: [
    { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['a.csv'], anchor: 'id' } },
    { id: 'ad', name: 'AD', settings: { kind: 'ldif', paths: ['a.ldif'] } },
    { id: 'cloud', name: 'Cloud', settings: { kind: 'graph-json', paths: ['a.json'] } },
  ],
  jobs: [
    {
      id: 'hr-ad', service: 'Workday', source: 'hr', target: 'ad',
      objectMappings: [
        {
          id: 'people', sourceType: 'worker', targetType: 'user', scope: { groups: [{ clauses: [{ attribute: 'Active', operator: 'IS TRUE' }] }, { clauses: [{ attribute: 'Name', operator: 'NOT EQUALS', value: 'Name' }] }] },
          attributeMappings: [
            { type: 'Direct', target: 'cn', source: 'Name' }, { type: 'Expression', target: 'Mail', expression: 'Join("[Name]", [Name],  [name], Trim([Name]))', matchingPriority: 2 },
            { type: 'Constant', target: 'c', value: '[Name]' }, { type: 'None', target: 'title' },
          ],
        },
        { id: 'sites', sourceType: 'site', targetType: 'group', attributeMappings: [{ type: 'Direct', target: 'cn', source: 'Name' }] },
      ],
    },
    { id: 'hr-cloud', service: 'ApiDriven', source: 'hr', target: 'cloud', objectMappings: [{ id: 'people', sourceType: 'worker', targetType: 'user', attributeMappings: [{ type: 'Direct', target: 'displayName', source: 'Name' }] }] },
    { id: 'ad-cloud', service: 'CloudSync', source: 'ad', target: 'cloud', objectMappings: [{ id: 'users', sourceType: 'user', targetType: 'user', attributeMappings: [{ type: 'Direct', target: 'mail', source: 'mail' }, { type: 'Direct', target: 'jobTitle', source: 'title' }] }] },
  ],
  tests: [
    { id: 't1', name: 'Ada', job: 'hr-ad', objectMapping: 'people', anchor: '1', record: { Active: '1', Name: 'Ada' }, now: '2026-01-01T00:00:00Z', expect: { cn: 'Ada' } },
    { id: 't2', job: 'hr-ad', objectMapping: 'sites', anchor: '2', record: { Name: 'Leeds' }, now: '2026-01-01T00:00:00Z', expect: {} },
    { id: 't3', job: 'hr-cloud', objectMapping: 'people', anchor: '3', record: { Name: 'Bo', FullName: 'Bo B' }, now: '2026-01-01T00:00:00Z', expect: {} },
  ],
}
const name = { system: 'hr', type: 'worker', name: 'Name' }

describe('usages', () => {
  test('are the mappings, matching rules, scope clauses and golden records of every job with this source and type', () => {
    expect(usagesOf(project, name).map(({ job, objectMapping, kind, text }) => [job, objectMapping, kind, text])).toEqual([
      ['hr-ad', 'people', 'mapping', '[Name]'], ['hr-ad', 'people', 'mapping', 'Join("[Name]", [Name],  [name], Trim([Name]))'], ['hr-ad', 'people', 'scope', 'Name NOT EQUALS Name'],
      ['hr-cloud', 'people', 'mapping', '[Name]'], ['hr-ad', 'people', 'test', 'Ada'], ['hr-cloud', 'people', 'test', '3'],
    ])
    expect(usagesOf(project, name).flatMap((usage) => (usage.kind === 'mapping' && usage.matching !== undefined ? [usage.target] : []))).toEqual(['Mail'])
  })
  test('begin with what feeds the attribute in an earlier job', () => {
    expect(usagesOf(project, { system: 'ad', type: 'user', name: 'mail' }).map(({ kind, job }) => [kind, job])).toEqual([['feeds', 'hr-ad'], ['mapping', 'ad-cloud']])
  })
})

describe('the mapping that feeds an attribute', () => {
  test('is found whatever the case of its target', () => {
    expect(feedersOf(project, { system: 'ad', type: 'user', name: 'mail' })).toMatchObject([{ job: 'hr-ad', objectMapping: 'people', target: 'Mail' }])
  })
  test('is none of another type, none of type None, and none for a system that is read only', () => {
    expect(feedersOf(project, { system: 'ad', type: 'group', name: 'mail' })).toEqual([])
    expect(feedersOf(project, { system: 'ad', type: 'user', name: 'title' })).toEqual([])
    expect(feedersOf(project, name)).toEqual([])
  })
})

describe('a rename', () => {
  const { document, changes } = renameAttribute(project, name, 'FullName')
  test('changes every use and nothing that only looks like one', () => {
    const [people, sites] = document.jobs[0]?.objectMappings ?? []
    expect(people?.attributeMappings).toEqual([
      { type: 'Direct', target: 'cn', source: 'FullName' }, { type: 'Expression', target: 'Mail', expression: 'Join("[Name]", [FullName],  [name], Trim([FullName]))', matchingPriority: 2 },
      { type: 'Constant', target: 'c', value: '[Name]' }, { type: 'None', target: 'title' },
    ])
    expect(people?.scope?.groups[1]?.clauses).toEqual([{ attribute: 'FullName', operator: 'NOT EQUALS', value: 'Name' }])
    expect(sites).toEqual(project.jobs[0]?.objectMappings[1])
    expect(document.jobs[2]).toEqual(project.jobs[2])
  })
  test('takes golden records along in their order, but not over a value that is there', () => {
    expect(Object.entries(document.tests?.[0]?.record ?? {})).toEqual([['Active', '1'], ['FullName', 'Ada']])
    expect(document.tests?.slice(1)).toEqual(project.tests?.slice(1))
  })
  test('says beforehand what it changes', () => {
    expect(changes.map(({ usage, before, after }) => [usage.kind, before, after])).toEqual([
      ['mapping', '[Name]', '[FullName]'], ['mapping', 'Join("[Name]", [Name],  [name], Trim([Name]))', 'Join("[Name]", [FullName],  [name], Trim([FullName]))'],
      ['scope', 'Name NOT EQUALS Name', 'FullName NOT EQUALS Name'], ['mapping', '[Name]', '[FullName]'], ['test', 'Name', 'FullName'],
    ])
  })
  test('leaves no use behind but golden records with both names, and leaves what it was made from as it was', () => {
    expect(usagesOf(document, name).map(({ kind, job }) => [kind, job])).toEqual([['test', 'hr-cloud']])
    expect(project.jobs[0]?.objectMappings[0]?.attributeMappings[0]).toMatchObject({ source: 'Name' })
  })
  test('reaches an edit that was not kept', () => {
    expect(renameInMapping({ type: 'Expression', target: 'cn', expression: 'Trim([Name], ' }, 'Name', 'X')).toMatchObject({ expression: 'Trim([X], ' })
  })
})

describe('references of a text', () => {
  test('are attributes outside of texts, whole or half typed', () => {
    expect(attributeReferences('Join("[a]", [a], [b').map(({ name: one, span }) => [one, ...span])).toEqual([['a', 12, 15]])
    expect(attributeAt('Trim([mail])', 5)?.name).toBe('mail')
    expect(attributeAt('Trim([mail])', 11)?.name).toBe('mail')
    expect(attributeAt('Trim([mail])', 2)).toBeUndefined()
  })
  test.each([['mail', true], ['emails[type eq "work"].value', true], ['', false], [' ', false], ['a]', false], ['a[b', false], [' a', false], ['a\nb', false]])('%j as a name: %s', (text, expected) => {
    expect(isAttributeName(text)).toBe(expected)
  })
  test('renamed and named back are what they were, for any text that does not have the new name', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('[a]', '[b]', '"', ' ', '(', ',', 'x', '\\', '['), { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(renameReferences(renameReferences(text, 'a', 'other'), 'other', 'a')).toBe(text)
    }))
  })
})
