import { expect, test } from 'vitest'
import { contextOf } from '../../renderer/features/mappings/mapping-context'
import { filterCounts, filterRows, healthByMapping, mappingRows, sourceText } from '../../renderer/features/mappings/mapping-rows'
import type { PlanGroupView, SystemView } from '../../shared/ipc/views'
import type { ProjectDocument } from '../../shared/model/project'

const document: ProjectDocument = {
  formatVersion: '1.0', name: 'Project',
  systems: [
    { id: 'workday', name: 'Workday', settings: { kind: 'delimited', paths: ['a.csv'], anchor: 'id' }, attributes: { HireDate: { type: 'DateTime' } } },
    { id: 'ad', name: 'Active Directory', product: 'activeDirectory', settings: { kind: 'ldif', paths: ['a.ldif'] } },
  ],
  jobs: [{
    id: 'hr', service: 'Workday', source: 'workday', target: 'ad',
    objectMappings: [{ id: 'workers', sourceType: 'worker', targetType: 'user', attributeMappings: [{ type: 'Direct', target: 'mail', source: 'Email' }, { type: 'Expression', target: 'sn', expression: 'Foo(\n  [Email]\n)' }, { type: 'Direct', target: 'manager', source: 'Boss' }] }],
  }],
}
const systems: readonly SystemView[] = [{ id: 'workday', name: 'Workday', kind: 'delimited', roles: ['source'], types: [{ name: 'worker', count: 1, attributes: ['Email', 'HireDate'] }] }]
const group = (status: PlanGroupView['status'], id: string, objects: number, job = 'hr', type: PlanGroupView['cause']['type'] = 'mapping'): PlanGroupView => ({ id: 0, job, kind: 'update', status, cause: { type, id }, shape: '', objects, values: objects, title: '', causeText: '' })

test('health sums a mapping’s groups: held ones change, failed ones fail, those of other jobs and causes do not count', () => {
  const health = healthByMapping([group('planned', 'mail', 3), group('held', 'mail', 2), group('failed', 'mail', 4), group('planned', 'mail', 9, 'other'), group('planned', 'mail', 9, 'hr', 'scope')], 'hr')
  expect([...health]).toEqual([['mail', { changes: 5, blanks: 0, fails: 4 }]])
})

test('values that are removed or emptied are blanks among the changes, and what fails blanks nothing', () => {
  const shaped = (shape: string, objects: number, status: PlanGroupView['status'] = 'planned') => ({ ...group(status, 'mail', objects), shape })
  const health = healthByMapping([shaped('value → absent', 3), shaped('value → ""', 2, 'held'), shaped('a → b', 4), shaped('absent → value', 5), shaped('value → absent', 7, 'failed')], 'hr')
  expect([...health]).toEqual([['mail', { changes: 14, blanks: 5, fails: 7 }]])
})

test('rows stand in evaluation order, each with what is wrong with it', () => {
  const context = contextOf(document, { job: 'hr', objectMapping: 'workers' }, systems)
  const rows = context === undefined ? [] : mappingRows({ context, edited: new Map([['sn', 'changed']]), unkept: () => false, groups: [group('planned', 'mail', 3)] })
  expect(rows.map((row) => [row.mapping.target, row.error !== undefined, row.warnings, row.health.changes, row.reference])).toEqual([['mail', false, 0, 3, false], ['sn', true, 0, 0, false], ['manager', false, 1, 0, true]])
  expect(rows[1]?.error).toContain('Foo')
  expect(filterCounts(rows)).toEqual({ edited: 1, changing: 1, blanking: 0, failing: 0, wrong: 2 })
  expect(filterRows(rows, new Set(['wrong']), 'FOO').map((row) => row.mapping.target)).toEqual(['sn'])
})

test('an expression over several lines is shown on one', () => {
  expect(sourceText({ type: 'Expression', target: 'a', expression: 'Join(\n  " ",\n  [a]\n)' })).toBe('Join(" ", [a])')
})

test('the attributes of a source that was not read are unknown, so that none is called missing', () => {
  const context = contextOf(document, { job: 'hr', objectMapping: 'workers' }, [])
  const rows = context === undefined ? [] : mappingRows({ context, edited: new Map(), unkept: () => false, groups: [] })
  expect(rows.map((row) => row.warnings)).toEqual([0, 0, 0])
})
