import { describe, expect, test } from 'vitest'
import { ldifChanges } from '../../../main/exporters/ldif-changes'
import type { AttributeChange, PlanHeader, ProvisioningAction } from '../../../shared/model/plan'
import { parseLdifChanges } from '../../support/ldif-changes'

const header: PlanHeader = {
  formatVersion: '1.0', product: 'Rehearsal', project: 'Ward', configHash: 'sha256:0', dataHash: 'sha256:0', now: '2026-11-21T00:00:00Z', seed: 1,
  summary: { create: 0, update: 0, disable: 0, enable: 0, delete: 0, failed: 0, held: 0 },
}
const directory = { product: 'activeDirectory', accountState: undefined, accountControl: () => undefined }

const action = (mapping: string, name: string, changes: readonly AttributeChange[]): ProvisioningAction => ({
  job: 'hr-to-ad', objectMapping: mapping, objectType: 'user', kind: 'update', status: 'planned', changes, marks: [], issues: [],
  source: { system: 'hr', anchor: name, display: name }, target: { system: 'ad', anchor: name, display: `CN=${name},DC=x` }, reason: { code: 'valuesDiffer', text: 'They differ.' },
})
const renamed = (name: string, to: string): ProvisioningAction => action('users', name, [{ attribute: 'cn', before: name, after: to, mapping: 'cn' }])
const refers = (mapping: string, change: Omit<AttributeChange, 'mapping' | 'deferred'>): ProvisioningAction => action(mapping, 'Zoe', [{ ...change, mapping: change.attribute, deferred: true }])

/** What the last record does to its reference. */
const lastOf = (actions: readonly ProvisioningAction[]): unknown => {
  const last = parseLdifChanges([...ldifChanges(header, actions, directory)].join('')).at(-1)
  return last?.changetype === 'modify' ? last.changes : last?.changetype
}

describe('a reference among change records', () => {
  test.each<{ change: Omit<AttributeChange, 'mapping' | 'deferred'>; mapping: string; written: unknown; because: string }>([
    { mapping: 'users', change: { attribute: 'manager', before: 'CN=Old,DC=x', after: 'cn=ann, dc=x' }, written: [['replace', 'manager', ['CN=Bea,DC=x']]], because: 'the manager was renamed by a record before' },
    { mapping: 'users', change: { attribute: 'manager', after: 'CN=Cy,DC=x' }, written: [['replace', 'manager', ['CN=Cy,DC=x']]], because: 'the manager keeps the name' },
    { mapping: 'groups', change: { attribute: 'member', added: ['CN=Bea,DC=x'], removed: ['CN=Ann,DC=x'] }, written: [['delete', 'member', ['CN=Bea,DC=x']], ['add', 'member', ['CN=Bea,DC=x']]], because: 'objects of another mapping are called as they will be, and those who leave as they are' },
  ])('is $written when $because', ({ change, mapping, written }) => {
    expect(lastOf([renamed('Ann', 'Bea'), refers(mapping, change)])).toEqual(written)
  })

  test('is to whom the plan means, where somebody else gets the name', () => {
    expect(lastOf([renamed('Bea', 'Cy'), renamed('Ann', 'Bea'), refers('users', { attribute: 'manager', after: 'CN=Ann,DC=x' })])).toEqual([['replace', 'manager', ['CN=Bea,DC=x']]])
  })
})
