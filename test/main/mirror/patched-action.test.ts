import { fc } from '../../support/laws'
import { expect, test } from 'vitest'
import { patchedAction } from '../../../main/mirror/patched-action'
import { reason } from '../../../shared/model/explain'
import type { AttributeChange, ProvisioningAction } from '../../../shared/model/plan'

const text = fc.oneof(fc.constantFrom('', 'Nurse', '},{"attribute":"title"', '],"reason":{', '"', '\\', '\n', 'Ø\u001f'), fc.string())
const value = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }))
const name = fc.constantFrom('cn', 'title', 'titles', 'a"b', 'a","b', 'Ørn', 'co\\m', '\u001f')
const changeOf = (attribute: string): fc.Arbitrary<AttributeChange> => fc.record({ before: fc.option(value, { nil: undefined }), after: value }).map(({ before, after }) => ({ attribute, ...(before === undefined ? {} : { before }), after, mapping: attribute }))
const byName = (a: AttributeChange, b: AttributeChange): number => (a.attribute < b.attribute ? -1 : 1)
const changes = fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain((names) => fc.tuple(...names.map(changeOf))).map((all) => [...all].sort(byName))

const action = (of: readonly AttributeChange[], display: string): ProvisioningAction => ({
  job: 'hr-to-ad', objectMapping: 'users', objectType: 'user', kind: 'update', status: 'planned', source: { system: 'hr', anchor: '1', display }, target: { system: 'ad', anchor: 'x', display },
  changes: of, reason: reason('valuesDiffer'), marks: [], issues: [],
})

test('an action with another change of one attribute is the one that would have been written', () => {
  fc.assert(fc.property(changes, name.chain(changeOf), text, (all, change, display) => {
    const others = all.filter(({ attribute }) => attribute !== change.attribute)
    const body = JSON.stringify(action(all, display))
    expect(patchedAction(body, change.attribute, JSON.stringify(change), 'linked')).toBe(JSON.stringify(action([...others, change].sort(byName), display)))
    if (others.length < all.length) expect(patchedAction(body, change.attribute, '', 'linked')).toBe(JSON.stringify(action(others, display)))
  }))
})

test.each([
  { match: 'linked', reasonCode: 'valuesDiffer', marks: [] }, { match: 'matched', reasonCode: 'firstMatch', marks: ['overwrites'] },
] as const)('an action of somebody $match who was as they should be becomes an update', ({ match, reasonCode, marks }) => {
  const change = { attribute: 'title', before: 'Nurse', after: 'Doctor', mapping: 'title' }
  const unchanged = { ...action([], 'Ann'), kind: 'skip' as const, reason: reason('unchanged') }
  expect(JSON.parse(patchedAction(JSON.stringify(unchanged), 'title', JSON.stringify(change), match))).toEqual({ ...action([change], 'Ann'), reason: reason(reasonCode), marks })
})
