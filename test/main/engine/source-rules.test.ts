import { describe, expect } from 'vitest'
import type { AttributeBag } from '../../../shared/model/attribute'
import { constant, direct, expression, scope } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, actionOf, issueCodes, planMapping, written } from './plan-mapping'

const match = direct('id', 'externalId', { matchingPriority: 1 })
const active = expression('Not([IsSoftDeleted])', 'active')
/** From Entra ID to an application. */
const outbound: Pick<Situation, 'job' | 'sourceSystem' | 'targetSystem'> = { job: { service: 'Application' }, sourceSystem: { product: 'entraId' }, targetSystem: { product: 'scim' } }
const from = (person: AttributeBag, more: Partial<Situation> = {}): Situation => ({ source: { 1: { id: '1', userName: 'ann', ...person } }, mappings: [match, direct('userName', 'userName'), active], ...outbound, ...more })
const linked = { target: { a: { externalId: '1', userName: 'ann', active: 'True' } }, links: { 1: 'a' } }

rule.each([
  { control: '512', product: 'activeDirectory' as const, enabled: 'True', because: 'the bit is not set' },
  { control: '514', product: 'activeDirectory' as const, enabled: 'False', because: 'the bit is set' },
  { control: '66050', product: 'activeDirectory' as const, enabled: 'False', because: 'whatever other bits are' },
  { control: '514', product: 'other' as const, enabled: 'True', because: 'another system has no such attribute, and Not of nothing is True' },
], '2.4-12')('accountDisabled of a user of $product with userAccountControl $control makes accountEnabled $enabled, because $because', async ({ control, product, enabled }) => {
  const action = await actionOf({
    source: { 1: { id: '1', userAccountControl: control } }, mappings: [direct('id', 'employeeId', { matchingPriority: 1 }), expression('Not([accountDisabled])', 'accountEnabled')],
    job: { service: 'CloudSync' }, sourceSystem: { product }, targetSystem: { product: 'entraId' },
  })
  expect(written(action)['accountEnabled']).toBe(enabled)
})

describe('a user of Entra ID', () => {
  rule.each([
    { person: { accountEnabled: 'True' }, kind: 'create', reason: 'noMatch', because: 'the user is enabled' },
    { person: { accountEnabled: 'False' }, kind: 'skip', reason: 'disabledInSource', because: 'a disabled user is never created', rule: '3.1-8' },
    { person: { accountEnabled: 'True', deletedDateTime: '2026-11-01T00:00:00Z' }, kind: 'skip', reason: 'disabledInSource', because: 'nor is one who was soft-deleted', rule: '3.1-8' },
    { person: {}, kind: 'create', reason: 'noMatch', because: 'nothing is said of the state' },
  ])('who matches nothing is a $kind ($reason), because $because', async ({ person, kind, reason }) => {
    expect(await actionOf(from(person))).toMatchObject({ kind, reason: { code: reason }, status: 'planned' })
  })

  rule.each([
    { person: { accountEnabled: 'True' }, kind: 'skip', because: 'nothing changed' },
    { person: { accountEnabled: 'False' }, kind: 'disable', because: 'the user is disabled', rule: ['2.2-3', '7.1-1', '7.1-3'] },
    { person: { accountEnabled: 'True', deletedDateTime: '2026-11-01T00:00:00Z' }, kind: 'disable', because: 'the user is soft-deleted', rule: ['2.2-3', '7.1-1', '7.1-3'] },
  ])('who is linked is a $kind when $because', async ({ person, kind }) => {
    expect((await actionOf(from(person, linked))).kind).toBe(kind)
  })

  rule.each([
    { people: { 1: 'False', 2: 'True' }, target: {}, outcomes: ['skip disabledInSource', 'create noMatch'], because: 'who is disabled is never created' },
    { people: { 1: 'True', 2: 'True' }, target: {}, outcomes: ['skip duplicateSources', 'skip duplicateSources'], because: 'both are enabled' },
    { people: { 1: 'False', 2: 'True' }, target: linked.target, outcomes: ['skip disabledInSource', 'update firstMatch'], because: 'who is disabled is not looked for beside somebody who is not' },
    { people: { 1: 'False', 2: 'False' }, target: linked.target, outcomes: ['skip duplicateSources', 'skip duplicateSources'], because: 'neither is enabled' },
    { people: { 1: 'True', 2: 'False' }, target: linked.target, links: { 1: 'a' }, outcomes: ['update valuesDiffer', 'skip disabledInSource'], because: 'somebody has it by a link' },
  ], ['3.1-8', '4-8'])('who has a matching value in common with another ends as $outcomes, because $because', async ({ people, outcomes, ...more }) => {
    const source = Object.fromEntries(Object.entries(people).map(([anchor, accountEnabled]) => [anchor, { id: '1', userName: 'bea', accountEnabled }]))
    const { actions } = await planMapping({ ...from({}), source, ...more })
    expect([...actions.values()].map(({ kind, reason }) => `${kind} ${reason.code}`)).toEqual(outcomes)
  })

  rule('2.2-3', 'is disabled only through a mapping of IsSoftDeleted', async () => {
    expect((await actionOf(from({ accountEnabled: 'False' }, { ...linked, mappings: [match, direct('userName', 'userName')] }))).kind).toBe('skip')
  })

  rule('3.1-9', 'who is a guest loses what Entra ID has put behind the name, and keeps it in originalUserPrincipalName', async () => {
    const guest = { userPrincipalName: 'bob_fabrikam.example#EXT#@contoso.example' }
    const mappings = [direct('userPrincipalName', 'externalId', { matchingPriority: 1 }), direct('userPrincipalName', 'userName'), direct('originalUserPrincipalName', 'nickName'), expression('ToUpper([userPrincipalName])', 'displayName')]
    expect(written(await actionOf(from(guest, { mappings })))).toMatchObject({ externalId: 'bob_fabrikam.example', userName: 'bob_fabrikam.example', nickName: guest.userPrincipalName, displayName: 'BOB_FABRIKAM.EXAMPLE' })
    expect(written(await actionOf(from({ userPrincipalName: 'ann@contoso.example' }, { mappings })))).toMatchObject({ userName: 'ann@contoso.example', nickName: 'ann@contoso.example' })
    expect(written(await actionOf(from(guest, { mappings, sourceSystem: { product: 'other' } })))).toMatchObject({ userName: guest.userPrincipalName })
  })

  rule('3.1-9', 'who is a guest is found by the shortened name', async () => {
    const { planned } = await planMapping(from({ userPrincipalName: 'bob#EXT#@contoso.example' }, { mappings: [direct('userPrincipalName', 'userName', { matchingPriority: 1 })], target: { a: { userName: 'bob' } } }))
    expect(planned[0]?.match).toBe('matched')
  })
})

describe('assignment', () => {
  rule.each([
    { assigned: ['1'], kind: 'create', because: 'the user is assigned', rule: '3.1-1' },
    { assigned: [], kind: 'skip', because: 'the user is not', rule: '3.1-1' },
    { assigned: undefined, kind: 'create', because: 'everybody is synchronized', rule: '3.1-1' },
  ])('makes it a $kind when $because', async ({ assigned, kind }) => {
    expect((await actionOf(from({}, assigned === undefined ? {} : { assigned }))).kind).toBe(kind)
  })

  rule(['3.1-5', '7.1-1', '2.2-2'], 'that is lost is a deprovisioning event, with its reason', async () => {
    const action = await actionOf(from({}, { ...linked, assigned: [] }))
    expect(action).toMatchObject({ kind: 'disable', reason: { code: 'leftScope', clause: 'not assigned' } })
  })
})

describe('an input filter', () => {
  const filter = { scope: { groups: [], inputFilterGroups: scope([['kind', 'EQUALS', 'staff']]).groups } }

  rule(['3.2-21', '14-2'], 'drops the object when it is read, and leaves its account alone', async () => {
    const { actions, planned } = await planMapping(from({ kind: 'guest' }, { ...linked, mapping: filter, job: { service: 'Workday' } }))
    expect(actions.get('1')).toMatchObject({ kind: 'skip', status: 'planned', reason: { code: 'filteredAtRead', clause: 'kind EQUALS staff' } })
    expect(planned[0]?.effect).toEqual({})
  })

  rule('3.2-20', 'is another thing than the groups of the filter, whose loss deprovisions', async () => {
    const groups = { scope: scope([['kind', 'EQUALS', 'staff']]) }
    expect((await actionOf(from({ kind: 'guest' }, { ...linked, mapping: groups }))).kind).toBe('disable')
  })

  rule('3.2-21', 'lets through whom it admits', async () => {
    expect((await actionOf(from({ kind: 'staff' }, { mapping: filter }))).kind).toBe('create')
  })
})

describe('a pattern that can be meant in two ways', () => {
  rule('3.2-17', 'is told for each whose value decides otherwise', async () => {
    const { actions } = await planMapping({
      source: { 1: { id: '1', cn: 'a', grade: '142' }, 2: { id: '2', cn: 'b', grade: '42' } },
      mappings: [direct('id', 'employeeID', { matchingPriority: 1 }), direct('cn', 'cn'), constant('x', 'sAMAccountName')], mapping: { scope: scope([['grade', 'REGEX MATCH', '[1-9][0-9]']]) },
    })
    expect(actions.get('1')).toMatchObject({ kind: 'skip', status: 'planned', reason: { code: 'outOfScope' }, issues: [{ code: 'PatternDoubtful', severity: 'warning', value: '142' }] })
    expect(issueCodes(actions.get('2'))).toEqual([])
  })
})
