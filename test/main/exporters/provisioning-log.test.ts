import { describe, expect, test } from 'vitest'
import { rule } from '../../support/rule'
import { type LogMatch, toLogAnalytics, toLogEntries, toProvisioningLog } from '../../../main/exporters/provisioning-log'
import { failures, reason } from '../../../shared/model/explain'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { logCodeOf } from '../../../shared/model/provisioning-log'
import { LOG_CSV_HEADS, toLogCsv } from '../../../main/exporters/provisioning-log-csv'
import type { ConnectedSystem } from '../../../shared/model/project'
import { direct, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 })])])])
const run = { now: '2026-11-21T00:00:00Z', configHash: 'sha256:x', initial: true, document }
const action = (more: Partial<ProvisioningAction>): ProvisioningAction => ({
  job: 'hr-to-ad', objectMapping: 'users', objectType: 'user', kind: 'update', status: 'planned', source: { system: 'hr', anchor: '1', display: 'Ann' }, target: { system: 'ad', anchor: 'g1', display: 'CN=Ann,DC=x' },
  changes: [], reason: reason('valuesDiffer'), marks: [], issues: [], ...more,
})

rule.each([
  { kind: 'create', status: 'planned', says: 'create success' },
  { kind: 'update', status: 'planned', says: 'update success' },
  { kind: 'enable', status: 'planned', says: 'update success', rule: '10.1-9' },
  { kind: 'disable', status: 'planned', says: 'disable success' },
  { kind: 'delete', status: 'planned', says: 'delete success' },
  { kind: 'disable', status: 'held', says: 'stageddelete skipped', rule: '10.1-9' },
  { kind: 'delete', status: 'held', says: 'stageddelete skipped' },
  { kind: 'create', status: 'held', says: 'other skipped', rule: '10.1-9' },
  { kind: 'create', status: 'failed', says: 'create failure' },
  { kind: 'skip', status: 'failed', says: 'other failure' },
  { kind: 'skip', status: 'planned', says: 'other skipped' },
] as const, '10.1-2')('a $status $kind is logged as $says', ({ kind, status, says }) => {
  const entry = toProvisioningLog(action({ kind, status, issues: status === 'failed' ? [failures.missing('cn', 'name')] : [] }), 'linked', run)
  expect(`${entry.provisioningAction} ${entry.provisioningStatusInfo.status}`).toBe(says)
})

interface Scoping {
  readonly assigned?: boolean
  readonly groups?: number
  readonly product?: NonNullable<ConnectedSystem['product']>
}

describe('the steps', () => {
  const steps = (match: LogMatch, more: Partial<ProvisioningAction>): readonly string[] => toProvisioningLog(action(more), match, run).provisioningSteps.map((step) => `${step.provisioningStepType} ${step.status}`)
  rule.each([
    { because: 'nothing stops an update', match: 'linked', more: {}, steps: ['import success', 'scoping success', 'matching success', 'processing success', 'export success'] },
    { because: 'an object without matching values is not looked at', match: 'skipped', more: { kind: 'skip', reason: reason('importSkipped') }, steps: ['import success', 'matching skipped'] },
    { because: 'it is out of scope', match: 'outOfScope', more: { kind: 'skip', reason: reason('outOfScope') }, steps: ['import success', 'scoping skipped', 'processing skipped'] },
    { because: 'several match', match: 'ambiguous', more: { kind: 'skip', status: 'failed', issues: [failures.duplicateTargets('mail', 'a', ['x', 'y'])] }, steps: ['import success', 'scoping success', 'matching failure'] },
    { because: 'a value is refused', match: 'unmatched', more: { kind: 'create', status: 'failed', issues: [failures.missing('cn', 'name')] }, steps: ['import success', 'scoping success', 'matching success', 'processing failure'] },
    { because: 'nothing changes', rule: '10.1-6', match: 'linked', more: { kind: 'skip', reason: reason('unchanged') }, steps: ['import success', 'scoping success', 'matching success', 'processing skipped'] },
    { because: 'a guard holds it', match: 'linked', more: { kind: 'disable', status: 'held' }, steps: ['import success', 'scoping success', 'matching success', 'processing success', 'export skipped'] },
    { because: 'a manager does not resolve', match: 'linked', more: { issues: [failures.referenceOutOfScope('manager', '9')] }, steps: ['import success', 'scoping success', 'matching success', 'processing success', 'referenceResolution warning', 'export success'] },
    { because: 'the source no longer has it', match: 'gone', more: { kind: 'delete', reason: reason('goneFromSource') }, steps: ['import success', 'processing success', 'export success'] },
  ] as const, '10.1-3')('$because', ({ match, more, steps: expected }) => {
    expect(steps(match, more as Partial<ProvisioningAction>)).toEqual(expected)
  })

  rule('10.1-4', 'name the import by the cycle, and by whether the object is there', () => {
    const imported = (match: LogMatch, initial: boolean): string | undefined => toProvisioningLog(action({}), match, { ...run, initial }).provisioningSteps[0]?.name
    expect([imported('linked', true), imported('linked', false), imported('gone', false)]).toEqual(['EntryImportAdd', 'EntryImport', 'EntryImportObjectNotFound'])
  })

  const scoped = (match: LogMatch, more: Partial<ProvisioningAction>, { assigned = false, groups = 1, product = 'workday' }: Scoping = {}): unknown => {
    const filter = scope(...Array.from({ length: groups }, (_, i) => [['country', 'EQUALS', i === 0 ? 'NO' : 'SE']] as const))
    const [hr, ad] = [{ ...sourceSystem(), product }, targetSystem()]
    const scopedJob = job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 })], groups === 0 ? {} : { scope: filter })], assigned ? { service: 'Application', assignment: { sync: 'assigned' } } : {})
    return toProvisioningLog(action(more), match, { ...run, document: projectOf([hr, ad], [scopedJob]) }).provisioningSteps.find((step) => step.provisioningStepType === 'scoping')?.details
  }
  const IN = { IsActive: 'True', IsEffectivelyEntitledForProvisioning: 'True', IsInProvisioningScopeDisplayName: 'True' }

  rule('10.1-5', 'say what scoping came to, by which clause, and whether the filter or the assignment decided', () => {
    expect(scoped('linked', {}, { groups: 0 })).toEqual({ ...IN, ScopeEvaluationResult: '{}' })
    expect(scoped('linked', {})).toEqual({ ...IN, ScopeEvaluationResult: '{"country EQUALS NO":true}' })
    expect(scoped('outOfScope', { kind: 'skip', reason: reason('outOfScope', 'country EQUALS NO') }, { assigned: true })).toEqual({
      IsActive: 'True', Assigned: 'True', IsEffectivelyEntitledForProvisioning: 'False', IsInProvisioningScopeDisplayName: 'False', ScopeEvaluationResult: '{"country EQUALS NO":false}',
    })
    expect(scoped('outOfScope', { kind: 'skip', reason: reason('outOfScope', 'not assigned') }, { assigned: true })).toEqual({ IsActive: 'True', Assigned: 'False', IsEffectivelyEntitledForProvisioning: 'False', ScopeEvaluationResult: '{}' })
  })

  rule('3.1-6', 'give not being effectively entitled as the reason why somebody is skipped who is not assigned', () => {
    const { provisioningSteps } = toProvisioningLog(action({ kind: 'skip', reason: reason('outOfScope', 'not assigned') }), 'outOfScope', run)
    expect(provisioningSteps.at(-1)).toMatchObject({ name: 'EntrySynchronizationSkip', details: { SkipReason: 'NotEffectivelyEntitled' } })
    expect(provisioningSteps[1]).toMatchObject({ provisioningStepType: 'scoping', status: 'skipped', details: { IsEffectivelyEntitledForProvisioning: 'False' } })
  })

  rule('10.1-5', 'leave out what an outcome does not tell', () => {
    // Which of several groups admitted somebody; of a linked user of a tenant, whether they are active.
    expect(scoped('linked', {}, { groups: 2 })).toEqual(IN)
    const { IsActive: _, ...unknown } = IN
    expect(scoped('linked', {}, { groups: 2, product: 'entraId' })).toEqual(unknown)
    expect(scoped('unmatched', { kind: 'create' }, { groups: 2, product: 'entraId' })).toEqual(IN)
    expect(scoped('unmatched', { kind: 'skip', reason: reason('disabledInSource') }, { groups: 2, product: 'entraId' })).toEqual({ ...IN, IsActive: 'False' })
  })

  rule('10.1-6', 'give a reason for a skip', () => {
    const last = toProvisioningLog(action({ kind: 'skip', reason: reason('unchanged') }), 'linked', run).provisioningSteps.at(-1)
    expect(last).toMatchObject({ name: 'EntrySynchronizationSkip', details: { SkipReason: 'RedundantExport' } })
  })
})

rule(['10.1-1', '10.1-8'], 'an entry has the names of both systems, both identities, what changed, and what went wrong and what to do', () => {
  const entry = toProvisioningLog(action({
    kind: 'update', status: 'failed', changes: [{ attribute: 'title', before: 'Nurse', after: 'Clerk' }, { attribute: 'member', added: ['a'], removed: ['b'] }, { attribute: 'fax', before: '1' }],
    issues: [failures.tooLong('title', 'x'.repeat(70), 64, 'Active Directory')],
  }), 'linked', run)
  expect(entry).toMatchObject({
    activityDateTime: '2026-11-21T00:00:00Z', jobId: 'hr-to-ad', servicePrincipal: { id: 'hr-to-ad', displayName: 'hr-to-ad' }, sourceSystem: { id: 'hr', displayName: 'HR' }, targetSystem: { id: 'ad', displayName: 'Directory' },
    sourceIdentity: { id: '1', displayName: 'Ann', identityType: 'worker' }, targetIdentity: { id: 'g1', displayName: 'CN=Ann,DC=x', identityType: 'user' },
    modifiedProperties: [{ displayName: 'title', oldValue: 'Nurse', newValue: 'Clerk' }, { displayName: 'member', oldValue: '["b"]', newValue: '["a"]' }, { displayName: 'fax', oldValue: '1', newValue: null }],
    provisioningStatusInfo: { status: 'failure', errorInformation: { errorCode: 'ValueTooLong', reason: 'title would be 70 characters long; Active Directory allows 64.', recommendedAction: 'Shorten it at the source or cut it with Mid().' } },
  })
})

describe('what the follow-up pass writes', () => {
  const manager = { attribute: 'manager', after: 'CN=Bea,DC=x', deferred: true as const }
  const entries = (more: Partial<ProvisioningAction>): unknown => toLogEntries(action(more), 'unmatched', run)
    .map((entry) => [entry.provisioningAction, entry.provisioningStatusInfo.status, entry.modifiedProperties.map((one) => one.displayName), entry.provisioningSteps.some((step) => step.provisioningStepType === 'referenceResolution')])

  rule('10.1-12', 'has an entry of its own, with what did not resolve', () => {
    const created: Partial<ProvisioningAction> = { kind: 'create', changes: [{ attribute: 'cn', after: 'Ann' }, manager] }
    expect(entries(created)).toEqual([['create', 'success', ['cn'], false], ['update', 'success', ['manager'], true]])
    expect(entries({ ...created, issues: [failures.referenceOutOfScope('secretary', '9')] })).toEqual([['create', 'success', ['cn'], false], ['update', 'warning', ['manager'], true]])
    const [first, second] = toLogEntries(action(created), 'unmatched', run)
    expect(second?.id).not.toBe(first?.id)
    expect(second?.changeId).not.toBe(first?.changeId)
    expect(second?.cycleId).toBe(first?.cycleId)
  })

  rule('10.1-12', 'has none besides where nothing else is written, or where nothing is', () => {
    expect(entries({ changes: [manager] })).toEqual([['update', 'success', ['manager'], true]])
    expect(entries({ kind: 'create', status: 'held', changes: [{ attribute: 'cn', after: 'Ann' }, manager] })).toHaveLength(1)
    expect(entries({ kind: 'create', status: 'failed', changes: [{ attribute: 'cn', after: 'Ann' }, manager], issues: [failures.missing('sn', 'name')] })).toHaveLength(1)
  })
})

test('ids are made from what they stand for: the same again, another object another', () => {
  const [one, again, other] = [toProvisioningLog(action({}), 'linked', run), toProvisioningLog(action({}), 'linked', run), toProvisioningLog(action({ source: { system: 'hr', anchor: '2', display: 'Bea' } }), 'linked', run)]
  expect(one).toEqual(again)
  expect(one.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(other.changeId).not.toBe(one.changeId)
  expect(other.cycleId).toBe(one.cycleId)
})

test('Log Analytics gets a time, a result and the same parts under its own names, as text where its columns are text', () => {
  const entry = toProvisioningLog(action({ status: 'failed', issues: [failures.missing('cn', 'name')] }), 'unmatched', run)
  const line = toLogAnalytics(entry)
  expect(line).toMatchObject({ TimeGenerated: run.now, ResultType: 'failure', ResultSignature: 'MandatoryFieldsMissing', DurationMs: 0 })
  expect(JSON.parse(String(line.ProvisioningSteps))).toEqual(entry.provisioningSteps)
  expect(Object.entries(line).filter(([, value]) => typeof value !== 'string').map(([name]) => name)).toEqual(['DurationMs'])
})

rule('10.1-10', 'comma-separated, an entry, its steps and its changes are lines of three files that share its changeId', () => {
  const entry = toProvisioningLog(action({ changes: [{ attribute: 'title', before: 'Nurse', after: 'Head, "A"' }, { attribute: 'fax', before: '=1' }] }), 'linked', run)
  const { entries, steps, properties } = toLogCsv(entry)
  expect(entries.split(',').slice(0, 7)).toEqual([entry.id, run.now, 'hr-to-ad', entry.cycleId, entry.changeId, 'update', 'success'])
  expect(LOG_CSV_HEADS.entries.split(',')).toHaveLength(entries.replace('CN=Ann,DC=x', 'Ann').split(',').length)
  expect(steps.split('\r\n').map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([...entry.provisioningSteps.map((step) => `${entry.changeId} ${step.name} ${step.provisioningStepType} ${step.status}`), ''])
  expect(properties).toBe(`${entry.changeId},title,Nurse,"Head, ""A"""\r\n${entry.changeId},fax,'=1,\r\n`)
  expect(toLogCsv(toProvisioningLog(action({ kind: 'skip' }), 'linked', run)).properties).toBe('')
})

rule('10.1-9', 'what is held is found by the threshold where it removes, and as a staged action where a guard of ours holds it', () => {
  const held = (kind: ProvisioningAction['kind']): unknown => logCodeOf(action({ kind, status: 'held' }))
  expect((['disable', 'delete', 'create', 'update', 'enable'] as const).map(held)).toEqual(['TooManyDeletes', 'TooManyDeletes', 'StagedAction', 'StagedAction', 'StagedAction'])
})

rule('10.1-7', 'a redacted value is no other in the log', () => {
  const entry = toProvisioningLog(action({ changes: [{ attribute: 'initialPassword', after: '[Redact]' }] }), 'linked', run)
  expect(entry.modifiedProperties).toEqual([{ displayName: 'initialPassword', oldValue: null, newValue: '[Redact]' }])
})
