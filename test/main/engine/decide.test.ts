import { describe, expect, test } from 'vitest'
import { GuardWatch } from '../../../main/engine/guards'
import { reason } from '../../../shared/model/explain'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { AttributeMapping } from '../../../shared/model/project'
import { constant, direct, expression, scope } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, actionOf, issueCodes, planMapping, written } from './plan-mapping'

const match = direct('id', 'employeeID', { matchingPriority: 1 })
const name = direct('name', 'cn')
const disabled = expression('Switch([status], "False", "left", "True")', 'accountDisabled')
const inScope = { scope: scope([['scope', 'EQUALS', 'in']]) }
const ON = '512'
const OFF = '514'

/** Somebody linked to an account, with what the account holds. */
function linked(person: Readonly<Record<string, string>>, account: Readonly<Record<string, string>>, mappings: readonly AttributeMapping[], more: Partial<Situation> = {}): Situation {
  return { source: { 1: { id: '1', ...person } }, target: { a: { dn: 'CN=Ann,DC=x', employeeID: '1', cn: 'Ann', sAMAccountName: 'ann', ...account } }, links: { 1: 'a' }, mappings: [match, ...mappings], ...more }
}

const outside = (mappings: readonly AttributeMapping[], account: Readonly<Record<string, string>> = { userAccountControl: ON }, more: Partial<Situation> = {}): Situation =>
  linked({ name: 'Ann', scope: 'out' }, account, mappings, { mapping: inScope, ...more })

describe('an action is', () => {
  rule.each<{ kind: string; reason: string; situation: Situation; because: string; rule?: string | readonly string[] }>([
    { kind: 'update', reason: 'valuesDiffer', situation: linked({ name: 'Anna' }, {}, [name]), rule: '5.2-7', because: 'a value differs' },
    { kind: 'skip', reason: 'unchanged', situation: linked({ name: 'Ann' }, {}, [name]), rule: '5.3-6', because: 'nothing differs' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Anna', status: 'left' }, { userAccountControl: ON }, [name, disabled]), rule: ['2.4-13', '9.1-3'], because: 'the write turns the account off, whatever else it changes' },
    { kind: 'enable', reason: 'mappedToEnabled', situation: linked({ name: 'Ann' }, { userAccountControl: OFF }, [name, disabled]), rule: '2.4-13', because: 'the write turns the account on' },
    { kind: 'update', reason: 'valuesDiffer', situation: linked({ name: 'Anna', status: 'left' }, { userAccountControl: OFF }, [name, disabled]), because: 'the account is off already' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { userAccountControl: ON }, [constant('514', 'userAccountControl')]), rule: '2.4-12', because: 'bit 2 of userAccountControl is the account state' },
    { kind: 'update', reason: 'valuesDiffer', situation: linked({ name: 'Ann' }, { userAccountControl: ON }, [constant('66048', 'userAccountControl')]), because: 'another bit of userAccountControl is not' },
    { kind: 'update', reason: 'valuesDiffer', situation: linked({ name: 'Ann' }, {}, [constant('True', 'active')], { targetSystem: { product: 'scim' } }), because: 'an account whose state nobody knows is not known to be off' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, {}, [constant('False', 'active')], { targetSystem: { product: 'scim' } }), because: 'nor to be off already' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { accountEnabled: 'True' }, [constant('False', 'accountEnabled')], { targetSystem: { product: 'entraId' } }), rule: '2.4-12', because: 'Entra ID has accountEnabled' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { active: 'true' }, [constant('False', 'active')], { targetSystem: { product: 'scim' } }), rule: ['2.4-12', '7.1-6'], because: 'SCIM has active' },
    { kind: 'skip', reason: 'unchanged', situation: linked({ name: 'Ann' }, { active: 'true' }, [constant('True', 'active')], { targetSystem: { product: 'scim' } }), rule: '13-2', because: 'a Boolean is the same however it is spelt' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { nsAccountLock: 'false' }, [constant('True', 'nsAccountLock')], { targetSystem: { product: 'ldap' } }), rule: '2.4-12', because: '389 DS has nsAccountLock' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { IsActive: 'True' }, [constant('False', 'IsActive')], { targetSystem: { product: 'other' } }), rule: '2.4-12', because: 'Salesforce has IsActive' },
    { kind: 'disable', reason: 'mappedToDisabled', situation: linked({ name: 'Ann' }, { IsActive: '1' }, [constant('0', 'IsActive')], { targetSystem: { product: 'sql', accountState: { attribute: 'IsActive', on: '1', off: '0' } } }), rule: '2.4-12', because: 'the project names the account state of another system' },
    { kind: 'skip', reason: 'updateOff', situation: linked({ name: 'Anna', status: 'left' }, { userAccountControl: ON }, [name, disabled], { mapping: { flowTypes: ['Add', 'Delete'] } }), rule: '6-2', because: 'Update is off, and a disable is an update' },
    { kind: 'skip', reason: 'createOff', situation: { source: { 1: { id: '1', name: 'Ann' } }, mappings: [match, name], mapping: { flowTypes: ['Update', 'Delete'] } }, rule: '6-1', because: 'Create is off' },
    { kind: 'update', reason: 'firstMatch', situation: { source: { 1: { id: '1', name: 'Ann' } }, target: { a: { employeeID: '1', cn: 'Anna' } }, mappings: [match, name], mapping: { flowTypes: ['Update'] } }, rule: '6-1', because: 'existing matches still update with Create off' },
    // Leaving scope, by service.
    { kind: 'disable', reason: 'leftScope', situation: outside([name]), rule: ['2.4-14', '2.2-2', '7.1-1'], because: 'an HR job writes the account state off by itself' },
    { kind: 'disable', reason: 'leftScope', situation: outside([name], undefined, { job: { service: 'ApiDriven' } }), rule: '2.4-14', because: 'so does an API-driven one' },
    { kind: 'skip', reason: 'alreadyDisabled', situation: outside([name], { userAccountControl: OFF }), because: 'the account is off already' },
    { kind: 'skip', reason: 'skipOutOfScope', situation: outside([name], undefined, { job: { skipOutOfScopeDeletions: true } }), rule: ['7.2-1', '3.2-23'], because: 'SkipOutOfScopeDeletions is on' },
    { kind: 'skip', reason: 'updateOff', situation: outside([name], undefined, { mapping: { ...inScope, flowTypes: ['Add', 'Delete'] } }), rule: '6-2', because: 'Update is off, and a disable is an update' },
    { kind: 'skip', reason: 'outOfScope', situation: outside([name], undefined, { links: {} }), rule: '2.4-4', because: 'somebody who was never linked is left alone' },
    { kind: 'skip', reason: 'outOfScope', situation: outside([name], undefined, { links: { 1: { target: 'a', state: 'outOfScope' } } }), rule: '7.1-7', because: 'after a disable for leaving scope the object is no longer managed' },
    { kind: 'delete', reason: 'leftScope', situation: outside([name], {}, { targetSystem: { product: 'openLdap' } }), rule: '7.1-5', because: 'the target has no account state to turn off' },
    { kind: 'skip', reason: 'noDisableInTarget', situation: outside([name], {}, { targetSystem: { product: 'openLdap' }, mapping: { ...inScope, flowTypes: ['Add', 'Update'] } }), because: 'the target has none and Delete is off' },
    { kind: 'skip', reason: 'outOfScope', situation: outside([name], { active: 'True' }, { job: { service: 'Application' }, targetSystem: { product: 'scim' } }), rule: '7.1-4', because: 'an outbound job without a mapping of IsSoftDeleted does nothing' },
    { kind: 'disable', reason: 'leftScope', situation: outside([expression('Not([IsSoftDeleted])', 'active')], { active: 'True' }, { job: { service: 'Application' }, targetSystem: { product: 'scim' } }), rule: ['7.1-3', '2.4-14'], because: 'an outbound job does what its mapping of IsSoftDeleted says' },
    { kind: 'skip', reason: 'unchanged', situation: linked({ name: 'Ann', scope: 'in' }, { active: 'True' }, [expression('Not([IsSoftDeleted])', 'active')], { job: { service: 'Application' }, targetSystem: { product: 'scim' }, mapping: inScope }), rule: '7.1-3', because: 'in scope IsSoftDeleted is false' },
    { kind: 'skip', reason: 'alreadyDisabled', situation: outside([expression('Not([IsSoftDeleted])', 'active')], { active: 'False' }, { job: { service: 'Application' }, targetSystem: { product: 'scim' } }), because: 'an outbound job has nothing left to write' },
    { kind: 'update', reason: 'leftScope', situation: outside([expression('Switch([IsSoftDeleted], "here", "True", "gone")', 'info')], { info: 'here' }, { job: { service: 'Application' }, targetSystem: { product: 'openLdap' } }), because: 'the mapping of IsSoftDeleted may write any attribute' },
    { kind: 'delete', reason: 'leftScope', situation: outside([name], {}, { job: { service: 'Application' }, targetSystem: { product: 'openLdap' } }), rule: '7.1-5', because: 'to a target without a state the soft events are deletes' },
    // Back in scope.
    { kind: 'enable', reason: 'backInScope', situation: linked({ name: 'Ann', scope: 'in' }, { userAccountControl: OFF }, [name], { mapping: inScope, links: { 1: { target: 'a', state: 'outOfScope' } } }), rule: '7.1-8', because: 'the account that was turned off is turned on again' },
    { kind: 'skip', reason: 'unchanged', situation: linked({ name: 'Ann', scope: 'in', status: 'left' }, { userAccountControl: OFF }, [name, disabled], { mapping: inScope, links: { 1: { target: 'a', state: 'outOfScope' } } }), because: 'a mapping of the account state has its say' },
    { kind: 'skip', reason: 'unchanged', situation: linked({ name: 'Ann' }, { userAccountControl: OFF }, [name]), because: 'an account that somebody else turned off is not turned on' },
  ])('$kind ($reason) when $because', async ({ kind, reason, situation }) => {
    const action = await actionOf(situation)
    expect({ kind: action.kind, reason: action.reason.code, status: action.status }).toEqual({ kind, reason, status: 'planned' })
  })

  rule('3.2-24', 'named with the clause that turned somebody out', async () => {
    expect((await actionOf(outside([name]))).reason).toMatchObject({ code: 'leftScope', clause: 'scope EQUALS in' })
  })

  rule('2.4-13', 'a create when an account starts disabled, and marked so', async () => {
    const action = await actionOf({ source: { 1: { id: '1', name: 'Ann', status: 'left' } }, mappings: [match, name, disabled, constant('ann', 'sAMAccountName')] })
    expect(action).toMatchObject({ kind: 'create', marks: ['bornDisabled'] })
  })

  test('reported when what IsSoftDeleted says would fail', async () => {
    const action = await actionOf(outside([expression('Switch([IsSoftDeleted], "ok", "True", "")', 'info')], { info: 'ok' }, { job: { service: 'Application' } }))
    expect(action).toMatchObject({ status: 'failed', issues: [{ code: 'InvalidAttributeSyntax' }] })
  })
})

describe('somebody gone from the source', () => {
  const gone = (more: Partial<Situation> = {}): Situation => ({ source: { 2: { id: '2' } }, target: { a: { dn: 'CN=Ann,DC=x', employeeID: '1' } }, links: { 1: 'a' }, mappings: [match], mapping: { flowTypes: ['Update', 'Delete'] }, ...more })

  rule.each<{ kind: string; reason: string; situation: Situation; because: string; rule?: string | readonly string[] }>([
    { kind: 'delete', reason: 'goneFromSource', situation: gone(), rule: ['2.4-2', '2.2-4', '7.1-2'], because: 'Workday deletes whom it no longer has' },
    { kind: 'delete', reason: 'goneFromSource', situation: gone({ job: { service: 'SuccessFactors' } }), because: 'so does SuccessFactors' },
    { kind: 'delete', reason: 'goneFromSource', situation: gone({ job: { service: 'CloudSync' } }), because: 'so does a directory' },
    { kind: 'skip', reason: 'notADeletion', situation: gone({ job: { service: 'ApiDriven' } }), rule: ['2.4-1', '2.4-2', '12-4'], because: 'an upload does not delete whom it leaves out' },
    { kind: 'delete', reason: 'goneFromSource', situation: gone({ job: { service: 'ApiDriven' }, sourceSystem: { missingMeansDeleted: true } }), rule: '2.4-2', because: 'the system says that missing means deleted' },
    { kind: 'skip', reason: 'notADeletion', situation: gone({ sourceSystem: { missingMeansDeleted: false } }), because: 'the system says that missing does not mean deleted' },
    { kind: 'skip', reason: 'deleteOff', situation: gone({ mapping: { flowTypes: ['Add', 'Update'] } }), rule: '6-3', because: 'Delete is off' },
    { kind: 'delete', reason: 'goneFromSource', situation: gone({ job: { skipOutOfScopeDeletions: true } }), rule: '7.2-3', because: 'SkipOutOfScopeDeletions does not stop deletes at the source' },
    { kind: 'skip', reason: 'alreadyDisabled', situation: gone({ links: { 1: { target: 'a', state: 'outOfScope' } } }), rule: '7.1-7', because: 'the service stopped managing the account when its person left scope' },
    { kind: 'skip', reason: 'targetGone', situation: gone({ target: {} }), because: 'the account is gone as well' },
  ])('is $kind ($reason) when $because', async ({ kind, reason, situation }) => {
    const { actions } = await planMapping(situation)
    expect({ kind: actions.get('1')?.kind, reason: actions.get('1')?.reason.code }).toEqual({ kind, reason })
  })

  rule('2.4-3', 'is nobody when the read was not complete', async () => {
    expect((await planMapping(gone({ sourceComplete: false }))).actions.has('1')).toBe(false)
  })

  rule('7.1-11', 'is marked final where a delete cannot be taken back', async () => {
    expect((await planMapping(gone())).actions.get('1')?.marks).toEqual(['final'])
    expect((await planMapping(gone({ targetSystem: { product: 'entraId' } }))).actions.get('1')?.marks).toEqual([])
  })

  rule('2.4-11', 'stands at the place of the anchor', async () => {
    const { planned } = await planMapping(gone({ source: { 0: { id: '0' }, 2: { id: '2' } } }))
    expect(planned.map(({ action }) => action.source?.anchor)).toEqual(['0', '1', '2'])
  })
})

describe('a guard', () => {
  const removal: ProvisioningAction = { job: 'j', objectType: 'user', kind: 'disable', status: 'planned', changes: [], reason: reason('leftScope'), marks: [], issues: [] }
  rule.each([
    { guards: undefined, removals: 499, held: false, rule: '7.3-5', because: 'at most 499 go through by default' },
    { guards: undefined, removals: 500, held: true, rule: ['7.3-6', '7.3-5'], because: 'the threshold is reached when the count equals it' },
    { guards: { deletions: { enabled: true, value: 3 } }, removals: 2, held: false, because: 'the count is below' },
    { guards: { deletions: { enabled: true, value: 3 } }, removals: 3, held: true, rule: '7.3-6', because: 'the count equals the limit' },
    { guards: { deletions: { enabled: false, value: 3 } }, removals: 100, held: false, because: 'it is off' },
  ])('holds $removals removals: $held, because $because', ({ guards, removals, held }) => {
    const watch = new GuardWatch(guards)
    for (let i = 0; i < removals; i++) watch.count(removal, true, () => '')
    expect(watch.trippedByRemovals().length > 0).toBe(held)
  })

  test.each(['a', 'ann', 'cn=ann, dc=X', 'CN=Ann,DC=x'])('holds the disable of an account protected as %s, and says so', async (protectedName) => {
    const { actions, planned } = await planMapping(outside([name], undefined, { job: { guards: { protected: [protectedName] } } }))
    expect(actions.get('1')).toMatchObject({ kind: 'disable', status: 'held', issues: [{ code: 'ProtectedAccount' }] })
    expect(planned[0]?.effect).toEqual({})
  })
})

describe('a failure that can be foreseen', () => {
  const create = (mappings: readonly AttributeMapping[], more: Partial<Situation> = {}) => actionOf({ source: { 1: { id: '1', name: 'Ann' } }, mappings: [match, name, constant('ann', 'sAMAccountName'), ...mappings].filter((m, i, all) => all.findLastIndex((other) => other.target === m.target) === i), ...more })

  rule.each<{ code: string; mappings: AttributeMapping[]; more?: Partial<Situation>; because: string; rule?: string | readonly string[] }>([
    { code: 'ValueTooLong', mappings: [constant('x'.repeat(65), 'company')], rule: ['5.5-2', '16-6'], because: 'company takes 64 characters' },
    { code: '', mappings: [constant('x'.repeat(64), 'company')], because: '64 characters fit' },
    { code: 'ValueTooLong', mappings: [constant('12345', 'mine')], more: { targetSystem: { attributes: { mine: { maxLength: 4 } } } }, because: 'the project says how long it may be' },
    { code: 'InvalidCharacters', mappings: [constant('a@b', 'sAMAccountName')], because: 'an account name takes no at sign' },
    { code: 'InvalidCharacters', mappings: [constant('not an address', 'mail')], because: 'an address has a form' },
    { code: 'InvalidAttributeSyntax', mappings: [constant('', 'title')], rule: ['5.4-2', '16-6'], because: 'a directory rejects an empty text' },
    { code: '', mappings: [constant('', 'title')], more: { targetSystem: { product: 'scim' } }, because: 'another target takes it' },
    { code: 'SchemaPropertyCanOnlyAcceptValue', mappings: [expression('Split("a,b", ",")', 'title')], because: 'title takes one value', rule: '10.2-1' },
    { code: 'ReadOnlyAttribute', mappings: [constant('x', 'whenCreated')], because: 'it cannot be written' },
    { code: 'EntryConflict', mappings: [constant('taken', 'sAMAccountName')], more: { target: { b: { sAMAccountName: 'TAKEN' } } }, because: 'somebody else has the account name', rule: '10.2-1' },
    { code: 'ExpressionFailed', mappings: [expression('FormatDateTime("yesterday", , "yyyy-MM-dd", "dd")', 'info')], because: 'the expression fails for this person' },
    { code: 'UniqueValueExhausted', mappings: [expression('SelectUniqueValue("taken", "taken2")', 'sAMAccountName')], more: { target: { b: { sAMAccountName: 'taken' }, c: { sAMAccountName: 'taken2' } } }, because: 'every candidate is taken' },
    { code: 'CandidateMissing', mappings: [expression('SelectUniqueValue([nick], Trim(""))', 'sAMAccountName')], more: { target: { b: { sAMAccountName: 'taken' } } }, because: 'no candidate has a value' },
    { code: '', mappings: [expression('SelectUniqueValue("taken", "free")', 'sAMAccountName')], more: { target: { b: { sAMAccountName: 'taken' } } }, because: 'the second candidate is free' },
  ])('is $code when $because', async ({ code, mappings, more }) => {
    const action = await create(mappings, more)
    expect(issueCodes(action).join()).toBe(code)
    expect(action).toMatchObject({ kind: 'create', status: code === '' ? 'planned' : 'failed' })
  })

  rule('2.4-17', 'leaves no effect behind', async () => {
    const { planned } = await planMapping(linked({ name: 'Anna', title: 'x'.repeat(200) }, { title: 'y' }, [name, direct('title', 'title')]))
    expect(planned[0]).toMatchObject({ action: { kind: 'update', status: 'failed', issues: [{ code: 'ValueTooLong', limit: 128 }] }, effect: {} })
  })

  test('cannot be where Update is off and nothing would be written', async () => {
    const action = await actionOf(linked({ name: 'x'.repeat(65) }, {}, [name], { mapping: { flowTypes: ['Add'] } }))
    expect(action).toMatchObject({ kind: 'skip', status: 'planned', reason: { code: 'updateOff' }, issues: [] })
  })

  rule('2.4-11', 'hands unique names out in the order of anchors, and frees the one that somebody gives up', async () => {
    const { actions } = await planMapping({
      source: { 1: { id: '1', name: 'A', login: 'new' }, 2: { id: '2', name: 'B', login: 'old' }, 3: { id: '3', name: 'C', login: 'old' } },
      target: { a: { employeeID: '1', cn: 'A', sAMAccountName: 'old' } }, links: { 1: 'a' }, mappings: [match, name, direct('login', 'sAMAccountName')],
    })
    expect(written(actions.get('1') as never)).toEqual({ sAMAccountName: 'new' })
    expect(actions.get('2')).toMatchObject({ kind: 'create', status: 'planned' })
    expect(issueCodes(actions.get('3'))).toEqual(['EntryConflict'])
  })

  rule.each([{ gone: '1', fresh: '2' }, { gone: '2', fresh: '1' }], '2.4-21')('gives the name of whom the same cycle deletes to nobody: $gone goes and $fresh comes', async ({ gone, fresh }) => {
    const { actions } = await planMapping({
      source: { [fresh]: { id: fresh, name: 'B', login: 'one' } }, target: { a: { employeeID: gone, cn: 'A', sAMAccountName: 'one' } }, links: { [gone]: 'a' },
      mappings: [match, name, direct('login', 'sAMAccountName')],
    })
    expect([actions.get(gone)?.kind, ...issueCodes(actions.get(fresh))]).toEqual(['delete', 'EntryConflict'])
    expect(actions.get(fresh)?.issues[0]?.message).toContain('whom this cycle deletes after all else')
  })

  test('gives nobody a name that somebody before takes by an update that waits for its manager', async () => {
    const { actions } = await planMapping({
      source: { 1: { id: '1', name: 'A', boss: '9', login: 'new' }, 2: { id: '2', name: 'B', login: 'new' }, 9: { id: '9', name: 'I', login: 'ii' } },
      target: { a: { dn: 'CN=A,DC=x', employeeID: '1', cn: 'A', sAMAccountName: 'old' } }, links: { 1: 'a' },
      mappings: [match, name, expression('SelectUniqueValue([login], Join("", [login], "2"))', 'sAMAccountName'), direct('boss', 'manager')], mapping: { container: 'DC=x' },
    })
    expect(written(actions.get('1') as never)).toMatchObject({ sAMAccountName: 'new' })
    expect(written(actions.get('2') as never)).toMatchObject({ sAMAccountName: 'new2' })
  })

  rule('10.1-7', 'keeps a redacted value out of its sentence', async () => {
    const action = await create([expression('Redact("secret@@secret")', 'mail')])
    expect(JSON.stringify(action)).not.toContain('secret')
    expect(action).toMatchObject({ status: 'failed', changes: expect.arrayContaining([{ attribute: 'mail', after: '[Redact]', mapping: 'mail' }]) as unknown })
  })
})
