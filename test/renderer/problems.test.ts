import { expect, test } from 'vitest'
import { neighbour, shownProblems, targetOf, toProblemRows } from '../../renderer/features/problems/problem-rows'
import type { ProblemView } from '../../shared/ipc/views'
import { fakeData } from '../support/fake-data'

const { document } = fakeData().project
const problem = (id: string, rest: Partial<ProblemView> = {}): ProblemView => ({ id, section: 'failures', severity: 'error', code: 'ValueTooLong', sentence: 'company is too long', place: 'hr-to-ad', fix: 'Cut it.', count: 3, ...rest })
const all = [
  problem('a', { job: 'hr-to-ad', mapping: 'company' }), problem('b', { job: 'hr-to-ad', mapping: 'cn', code: 'MandatoryFieldsMissing', sentence: 'cn is missing', count: 2 }),
  problem('c', { section: 'matching', code: 'DuplicateTargetEntries', job: 'hr-to-ad', mapping: 'employeeID', system: 'ad' }), problem('workday/raggedRow', { section: 'data', severity: 'warning', code: 'raggedRow', place: 'Workday', count: 20, system: 'workday' }),
]

test('problems stand in their sections with what they affect; a closed section keeps its row', () => {
  const rows = toProblemRows(all, new Set(['matching']))
  expect(rows.map((row) => (row.kind === 'section' ? `${row.section} ${String(row.causes)} ${String(row.affected)}` : row.problem.id))).toEqual(['failures 2 5', 'a', 'b', 'matching 1 3', 'data 1 20', 'workday/raggedRow'])
})

test('problems are narrowed by severity, job, system and text together', () => {
  const ids = (filter: Partial<Parameters<typeof shownProblems>[1]>): string[] => shownProblems(all, { severities: new Set(), search: '', ...filter }).map(({ id }) => id)
  expect(ids({})).toHaveLength(4)
  expect(ids({ severities: new Set(['warning']) })).toEqual(['workday/raggedRow'])
  expect(ids({ job: 'hr-to-ad', search: 'mandatory' })).toEqual(['b'])
  expect(ids({ system: 'ad' })).toEqual(['c'])
})

test('a problem opens where it is cured: mapping, matches, the system read, else the plan', () => {
  expect(all.map((one) => targetOf(one, document))).toEqual([
    { kind: 'mapping', screen: 'mappings', params: { job: 'hr-to-ad', mapping: 'company' } },
    { kind: 'plan', screen: 'plan', params: { job: 'hr-to-ad' } },
    { kind: 'matching', screen: 'matching', params: { job: 'hr-to-ad', tab: 'ambiguous' } },
    { kind: 'connection', screen: 'connections', params: { system: 'workday', tab: 'findings' } },
  ])
  expect(targetOf(problem('x', { section: 'configuration' }), document)).toBeUndefined()
})

test('walking goes on at the other end', () => {
  expect(neighbour(all, undefined, 1)?.id).toBe('a')
  expect(neighbour(all, undefined, -1)?.id).toBe('workday/raggedRow')
  expect(neighbour(all, 'workday/raggedRow', 1)?.id).toBe('a')
  expect(neighbour([], 'a', 1)).toBeUndefined()
})
