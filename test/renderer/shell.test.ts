import { expect, test } from 'vitest'
import { cycleHint, firstChoices, problemsOf, toInput } from '../../renderer/features/rehearse/choices'
import { withStep } from '../../renderer/session'
import { draftEdits, editedClauses } from '../../renderer/shell/draft-edits'
import { nextSteps } from '../../renderer/features/overview/next-steps'
import { tourSteps } from '../../renderer/features/tour/tour-steps'
import { themeFor } from '../../renderer/theme'
import { fakeData } from '../support/fake-data'

const { project, runs } = fakeData()

test('edits are counted one for each mapping and scope, whatever the order of keys', () => {
  expect(draftEdits(project.saved, project.document).map((edit) => edit.what)).toEqual(['Scope', 'mail', 'department'])
  expect(draftEdits(project.saved, JSON.parse(JSON.stringify(project.saved)) as typeof project.saved)).toEqual([])
})

test('a clause of the scope is edited when the saved scope has no such clause', () => {
  const [job] = project.document.jobs
  const [mapping] = job?.objectMappings ?? []
  if (job === undefined || mapping === undefined) throw new Error('the data has a job')
  const withScope = (...values: readonly string[]) => ({
    ...project.document, jobs: [{ ...job, objectMappings: [{ ...mapping, scope: { groups: [{ clauses: values.map((value) => ({ attribute: 'type', operator: 'NOT EQUALS' as const, value })) }] } }] }],
  })
  expect(editedClauses(withScope('a', 'b'), withScope('b', 'a', 'c'))).toEqual([`${job.id} clause 3`])
  expect(editedClauses(withScope('a'), withScope('a'))).toEqual([])
})

test('what waits for a decision is ordered by danger', () => {
  const [run] = runs
  if (run === undefined) throw new Error('the data has a run')
  expect(nextSteps(project, run, []).map((step) => step.id)).toEqual(['held', 'failed', 'ambiguous'])
  expect(nextSteps({ ...project, hash: 'other' }, run, []).at(-1)?.id).toBe('stale')
})

test('what waits for a decision is called by what the jobs provision', () => {
  const [run] = runs
  if (run === undefined) throw new Error('the data has a run')
  const said = (type: string): readonly string[] => {
    const jobs = project.document.jobs.map((job) => ({ ...job, objectMappings: job.objectMappings.map((mapping) => ({ ...mapping, sourceType: type })) }))
    const warning = { id: 'w', section: 'failures', severity: 'warning', code: 'x', sentence: 'x', place: '', fix: '', count: 2, job: jobs[0]?.id ?? '' } as const
    const steps = nextSteps({ ...project, document: { ...project.document, jobs } }, run, [warning, { ...warning, section: 'data', count: 1 }])
    return [...steps.flatMap(({ id, sentence }) => (id === 'failed' || id === 'ambiguous' ? [sentence.replace(/^\d+ /u, '')] : [])), ...steps.slice(-2).map(({ button }) => button)]
  }
  expect(said('worker')).toEqual(['people would fail', 'people have several accounts', 'Show people', 'Show rows'])
  expect(said('Role')).toEqual(['roles would fail', 'roles have several accounts', 'Show roles', 'Show rows'])
})

test('the very first run rehearses the saved configuration, later ones the draft', () => {
  expect(firstChoices({ draft: true, runs: 0, seed: 1 }).configuration).toBe('saved')
  expect(firstChoices({ draft: true, runs: 3, seed: 1 }).configuration).toBe('draft')
  expect(firstChoices({ draft: false, runs: 3, seed: 1 }).configuration).toBe('saved')
})

test('choices become a request only when nothing is wrong with them; the clock is in UTC', () => {
  const form = firstChoices({ draft: false, runs: 1, seed: 1 })
  expect(toInput(form)).toEqual({ configuration: 'saved', keep: true, seed: 1 })
  expect(toInput({ ...form, asOf: '2027-01-01T00:00', cycle: 'initial' })).toEqual({ configuration: 'saved', keep: true, seed: 1, type: 'initial', now: '2027-01-01T00:00:00.000Z' })
  expect(toInput({ ...form, cycle: 'restart', scopes: ['Full'], job: 'hr-to-ad' })).toMatchObject({ restart: [], job: 'hr-to-ad' })
  expect(toInput({ ...form, cycle: 'resetScope', scopes: ['ForceDeletes', 'Watermark'] })).toMatchObject({ restart: ['Watermark', 'ForceDeletes'] })
  expect(toInput({ ...form, cycle: 'resetScope' })).toBeUndefined()
  expect(problemsOf({ ...form, seed: '1.5' })).toEqual({ scopes: false, asOf: false, seed: true })
  expect(toInput({ ...form, seed: '' })).toBeUndefined()
})

test.each([
  { cycle: 'restart', scopes: [], hint: 'Everybody is evaluated anew. Failures are forgotten. Links stay.' },
  { cycle: 'resetScope', scopes: ['Full', 'ForceDeletes'], hint: 'Everybody is evaluated anew. Failures are forgotten. Links are dropped, and whoever is evaluated is matched anew. Disables and deletes that a guard held in the last cycle go ahead.' },
  { cycle: 'resetScope', scopes: ['ConnectorDataStore'], hint: 'Who changed is evaluated. Links are dropped, and whoever is evaluated is matched anew.' },
  { cycle: 'resetScope', scopes: ['QuarantineState'], hint: 'No rehearsal is held back by quarantine, so lifting it changes nothing by itself.' },
  { cycle: 'resetScope', scopes: [], hint: 'Choose what the restart resets.' },
] as const)('a restart says what its scopes do together: $scopes', ({ cycle, scopes, hint }) => {
  expect(cycleHint({ cycle, scopes })).toBe(hint)
})

test('progress of the same step replaces what was there', () => {
  const step = { step: 'plan', done: 1, unit: 'people', label: 'a' } as const
  expect(withStep([step], { ...step, done: 2 })).toEqual([{ ...step, done: 2 }])
  expect(withStep([step], { ...step, label: 'b' })).toHaveLength(2)
})

test('steps of the tour tick themselves when their state is reached', () => {
  const done = (state: Parameters<typeof tourSteps>[0]): string[] => tourSteps(state).filter((step) => step.done).map((step) => step.id)
  const { draft: _, ...fresh } = project
  const here = runs.map((run) => ({ ...run, startedAt: run.now }))
  expect(done({ project: fresh, runs: [], problems: [], seen: new Set(['impact']), decided: 0 })).toEqual([])
  expect(done({ project, runs: here, problems: [], seen: new Set(['impact']), decided: 0 })).toEqual(['first', 'impact', 'mapping'])
  expect(done({ project: fresh, runs: here.map((run) => ({ ...run, now: '2027-03-01T06:00:00Z' })), problems: [], seen: new Set(['problems']), decided: 1 })).toEqual(['first', 'problems', 'near', 'clock'])
})

test('the tour shows who shares an address where somebody does, else what would fail', () => {
  const third = (problems: Parameters<typeof tourSteps>[0]['problems']) => tourSteps({ project, runs, problems, seen: new Set(), decided: 0 })[2]
  const problem = { section: 'matching', severity: 'error', sentence: '', place: '', fix: '', job: 'hr-to-ad' } as const
  expect(third([{ ...problem, id: 'a', code: 'DuplicateSourceEntries', mapping: 'employeeID', count: 6 }, { ...problem, id: 'b', code: 'DuplicateSourceEntries', mapping: 'mail', count: 2 }])).toMatchObject({ title: 'See which 2 people share an address', params: { problem: 'b' } })
  expect(third([])?.title).toMatch(/^Find out why .+ would fail$/u)
})

test('the system decides the theme only where the setting leaves it to it', () => {
  expect(themeFor('system', { dark: true, forcedColors: false })).toBe('dark')
  expect(themeFor('system', { dark: true, forcedColors: true })).toBe('highContrast')
  expect(themeFor('light', { dark: true, forcedColors: true })).toBe('light')
})
