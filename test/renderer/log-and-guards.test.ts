import { expect, test } from 'vitest'
import { headlineOf, shownSteps } from '../../renderer/features/log/log-words'
import { draftOf, reduceDraft } from '../../renderer/draft/mapping-draft'
import { parseLimit } from '../../renderer/features/mappings/guard-fields'
import { nextSteps } from '../../renderer/features/overview/next-steps'
import { PLAN } from '../../renderer/texts/plan'
import { heldBy } from '../../renderer/ui/held-by'
import type { ProvisioningStep } from '../../shared/model/provisioning-log'
import { fakeData } from '../support/fake-data'

const { project, runs } = fakeData()
const step = (provisioningStepType: ProvisioningStep['provisioningStepType']): ProvisioningStep => ({ name: 'x', provisioningStepType, status: 'success', description: '', details: {} })

test('an entry says in a few words what would become of it', () => {
  const entry = { kind: 'create', planStatus: 'planned', status: 'success', action: 'create' } as const
  expect(headlineOf(entry)).toBe('Create')
  expect(headlineOf({ ...entry, planStatus: 'failed', status: 'failure' })).toBe('Create would fail')
  expect(headlineOf({ ...entry, status: 'warning' })).toBe('Create, with a warning')
  expect(headlineOf({ kind: 'disable', planStatus: 'held', status: 'skipped', action: 'stageddelete' })).toBe('Disable is held')
  expect(headlineOf({ kind: 'skip', planStatus: 'planned', status: 'skipped', action: 'other' })).toBe('Skipped')
  expect(headlineOf({ kind: 'skip', planStatus: 'failed', status: 'failure', action: 'other' })).toBe('Would fail')
})

test('steps stand in the order of the service, those that were not reached included; references only where something refers', () => {
  expect(shownSteps([step('scoping'), step('import')]).map(({ type, step: reached }) => `${type}${reached === undefined ? ' -' : ''}`)).toEqual(['import', 'scoping', 'matching -', 'processing -', 'export -'])
  expect(shownSteps([step('referenceResolution')]).map(({ type }) => type)).toContain('referenceResolution')
})

test('limits are whole numbers from 1, shares above 0 and up to 100', () => {
  expect(['1', ' 250 ', '0', '-1', '1.5', 'many', '', '9999999999'].map((text) => parseLimit(text, 'count'))).toEqual([1, 250, undefined, undefined, undefined, undefined, undefined, undefined])
  expect(['0.5', '100', '0', '100.1', '5.', '%', ''].map((text) => parseLimit(text, 'percent'))).toEqual([0.5, 100, undefined, undefined, undefined, undefined, undefined])
})

test('an edit of guards is undone by name', () => {
  const before = draftOf(project.document)
  const place = { job: 'hr-to-ad', objectMapping: '' }
  const edited = reduceDraft(before, { kind: 'edit', place, edit: { kind: 'guards', guards: { slices: [{ attribute: 'Department', percent: 25 }] } } })
  expect(edited.document.jobs[0]?.guards).toEqual({ slices: [{ attribute: 'Department', percent: 25 }] })
  expect(edited.past.at(-1)?.name).toEqual({ kind: 'guards' })
  expect(reduceDraft(edited, { kind: 'undo' }).document).toEqual(project.document)
})

test('what waits first names the guard, and that others trip as well', () => {
  const [run] = runs
  const [job, ...others] = run?.jobs ?? []
  if (run === undefined || job === undefined) throw new Error('the data has a run')
  const slice = { guard: 'slice', count: 41, limit: 30, of: 118, actions: 41, percent: 25, slice: { attribute: 'Department', value: 'Nursing Pool' } } as const
  const held = { guard: 'creations', count: 412, limit: 400, actions: 453 } as const
  const [alone] = nextSteps(project, run, [])
  expect(alone).toMatchObject({ sentence: '137 removals are held by a guard', why: '137 disables and deletes reach the limit of 100 in one job. Is that many meant?' })
  const several = { ...run, jobs: [{ ...job, held, guards: [held, slice] }, ...others] }
  expect(nextSteps(project, several, [])[0]).toMatchObject({ sentence: '453 actions are held by a guard', why: '412 creates reach the limit of 400. 1 other guard trips as well. Is that many meant?' })
  expect(several.jobs.flatMap(heldBy).map(({ guard }) => guard)).toEqual(['creations', 'slice'])
})

test('failures that are given up say what becomes of the job', () => {
  expect(PLAN.givenUp('Workday → AD')).toBe('The service would disable Workday → AD.')
  expect([PLAN.givenUpWhy(1), PLAN.givenUpWhy(1200)]).toEqual(['1 object has failed for 28 days and is tried no more. Mend the cause and restart.', '1,200 objects have failed for 28 days and are tried no more. Mend the cause and restart.'])
})

test('quarantine is explained with its own figures', () => {
  const counts = { failed: 45_000, references: 20_000, limit: 40_000 }
  expect(PLAN.quarantineWhy({ reason: 'EncounteredBaseEscrowThreshold', ...counts })).toContain('45,000 objects fail, references left out')
  expect(PLAN.quarantineWhy({ reason: 'EncounteredTotalEscrowThreshold', ...counts, limit: 60_000 })).toContain('65,000 objects and references fail')
})
