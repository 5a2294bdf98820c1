import { expect, test } from 'vitest'
import { byHandOf, jsonTokens, locatedDiagnostics, pathOf } from '../../renderer/features/export/export-facts'
import type { Job } from '../../shared/model/project'
import { fakeData } from '../support/fake-data'

const [job] = fakeData().project.document.jobs
if (job === undefined) throw new Error('the data has a job')

test('the list of what is done by hand says what was rehearsed', () => {
  const text = (one: Job, id: string): string | undefined => byHandOf(one, 'Active Directory').find((item) => item.id === id)?.text
  expect(text(job, 'threshold')).toContain('Rehearsed with 100')
  const { guards: _, ...unguarded } = job
  expect(text(unguarded, 'threshold')).toContain('Rehearsed with 500')
  expect(text({ ...job, guards: { deletions: { enabled: false, value: 100 } } }, 'threshold')).toContain('without one')
  expect(text({ ...job, skipOutOfScopeDeletions: true }, 'skipOutOfScope')).toContain('as on')
  expect(byHandOf(job, 'Active Directory').some(({ id }) => id === 'nullFlow')).toBe(false)
})

test('errors come first, each with the line that its path stands on', () => {
  const text = JSON.stringify({ rules: [{ name: 'a' }, { name: 'b' }] }, null, 2)
  const of = (severity: 'error' | 'warning', path: string) => ({ code: 'S01', severity, path, message: 'm' })
  const found = locatedDiagnostics({ job: 'j', format: 'graph-schema', valid: false, errors: 1, warnings: 2, text, diagnostics: [of('warning', 'rules[1].name'), of('warning', ''), of('error', 'rules[0]')] })
  expect(found.map(({ severity, line }) => [severity, line])).toEqual([['error', 3], ['warning', 7], ['warning', undefined]])
  expect(pathOf('synchronizationRules[0].objectMappings[12]')).toEqual(['synchronizationRules', 0, 'objectMappings', 12])
})

test('a line of JSON is told apart into keys, texts and words, and nothing is lost', () => {
  const line = '      "expression": "Join(\\"@\\", [a])", "n": -12.5, "on": true,'
  expect(jsonTokens(line).filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind} ${text}`)).toEqual(['key "expression"', 'text "Join(\\"@\\", [a])"', 'key "n"', 'word -12.5', 'key "on"', 'word true'])
  expect(jsonTokens(line).map(({ text }) => text).join('')).toBe(line)
})
