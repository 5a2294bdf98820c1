import { describe, expect, test } from 'vitest'
import { ChangeGroups } from '../../../main/engine/group-changes'
import type { AttributeBag } from '../../../shared/model/attribute'
import type { AttributeMapping, Job } from '../../../shared/model/project'
import { constant, direct, expression } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, actionOf, issueCodes, planMapping, written } from './plan-mapping'

const match = direct('id', 'employeeId', { matchingPriority: 1 })
const entra: Pick<Situation, 'targetSystem'> = { targetSystem: { product: 'entraId' } }
const person = (more: AttributeBag = {}) => ({ 1: { id: '1', ...more } })

describe('mail of Entra ID', () => {
  const mapped = (source: string, target: AttributeBag, more: readonly AttributeMapping[] = []): Situation =>
    ({ source: person({ mail: source, title: 'Nurse' }), target: { a: { employeeId: '1', ...target } }, links: { 1: 'a' }, mappings: [match, direct('mail', 'mail'), ...more], ...entra })

  rule(['5.5-1', '16-9'], 'that would be updated is no change, and says so', async () => {
    expect(await actionOf(mapped('b@x.example', { mail: 'a@x.example' }))).toMatchObject({
      kind: 'skip', status: 'planned', reason: { code: 'withoutEffect' }, changes: [], marks: ['noEffect'], issues: [{ code: 'UpdateWithoutEffect', severity: 'warning', attribute: 'mail', value: 'b@x.example' }],
    })
  })

  test('that null flow would clear is no change either', async () => {
    const situation = mapped('', { mail: 'a@x.example' })
    expect(await actionOf({ ...situation, mappings: [match, direct('mail', 'mail', { flowNullValues: true })], sourceSystem: { attributes: { mail: { flowNullValues: true } } }, job: { service: 'Workday' } })).toMatchObject({
      kind: 'skip', status: 'planned', reason: { code: 'withoutEffect' }, changes: [], marks: ['noEffect'], issues: [{ code: 'UpdateWithoutEffect', attribute: 'mail', message: expect.stringContaining('mail would be cleared') as unknown }],
    })
  })

  rule('5.5-1', 'goes without the other changes, which are made', async () => {
    const action = await actionOf(mapped('b@x.example', { mail: 'a@x.example', jobTitle: 'Clerk' }, [direct('title', 'jobTitle')]))
    expect(action).toMatchObject({ kind: 'update', marks: ['noEffect'] })
    expect(written(action)).toEqual({ jobTitle: 'Nurse' })
  })

  rule('5.5-1', 'that the target holds is no matter, and a create sets it', async () => {
    expect(await actionOf(mapped('a@x.example', { mail: 'A@x.example' }))).toMatchObject({ reason: { code: 'unchanged' }, issues: [] })
    expect(written(await actionOf({ ...mapped('a@x.example', {}), target: {}, links: {} }))).toMatchObject({ mail: 'a@x.example' })
  })

  rule('5.5-1', 'of a directory is an attribute like others', async () => {
    const action = await actionOf({ ...mapped('b@x.example', { mail: 'a@x.example' }), targetSystem: { product: 'activeDirectory' } })
    expect(written(action)).toEqual({ mail: 'b@x.example' })
  })
})

describe('what a target accepts', () => {
  const create = (mappings: readonly AttributeMapping[], product: 'activeDirectory' | 'entraId' | 'scim') => actionOf({ source: person(), mappings: [match, ...mappings], targetSystem: { product } })

  rule.each([
    { attribute: 'id', product: 'entraId' as const, value: 'x', code: 'ReadOnlyAttribute', because: 'the primary key is the target\'s own', rule: '5.5-5' },
    { attribute: 'id', product: 'scim' as const, value: 'x', code: 'ReadOnlyAttribute', because: 'so it is in SCIM', rule: '5.5-5' },
    { attribute: 'thumbnailPhoto', product: 'activeDirectory' as const, value: 'x', code: 'ReadOnlyAttribute', because: 'photos cannot be provisioned', rule: '5.5-6' },
    { attribute: 'unicodePwd', product: 'activeDirectory' as const, value: 'x', code: 'ReadOnlyAttribute', because: 'nor can passwords', rule: '5.5-6' },
    { attribute: 'photo', product: 'entraId' as const, value: 'x', code: 'ReadOnlyAttribute', because: 'nor photos in Entra ID', rule: '5.5-6' },
    { attribute: 'userPrincipalName', product: 'entraId' as const, value: 'åse@x.example', code: 'AzureActiveDirectoryInvalidUserPrincipalName', because: 'the name takes a few characters only, and the service has a code for it', rule: ['5.5-4', '10.2-1'] },
    { attribute: 'userPrincipalName', product: 'activeDirectory' as const, value: 'åse@x.example', code: 'InvalidCharacters', because: 'in AD, too', rule: '5.5-4' },
    { attribute: 'userPrincipalName', product: 'entraId' as const, value: "a.b'c-d_e!f#g^h~1@x.example", code: '', because: 'these are all that it takes', rule: '5.5-4' },
    { attribute: 'msExchHideFromAddressLists', product: 'activeDirectory' as const, value: 'yes', code: 'InvalidCharacters', because: 'the Boolean takes TRUE or FALSE', rule: '5.5-3' },
    { attribute: 'msExchHideFromAddressLists', product: 'activeDirectory' as const, value: 'TRUE', code: '', because: 'TRUE is one of them', rule: '5.5-3' },
    { attribute: 'countryCode', product: 'activeDirectory' as const, value: 'DE', code: 'InvalidCharacters', because: 'it takes a whole number' },
    { attribute: 'countryCode', product: 'activeDirectory' as const, value: '276', code: '', because: 'this is one' },
    { attribute: 'active', product: 'scim' as const, value: 'yes', code: 'InvalidCharacters', because: 'it takes True or False' },
    { attribute: 'memberOf', product: 'activeDirectory' as const, value: 'CN=x,DC=x', code: 'ReadOnlyAttribute', because: 'the directory makes it of the members' },
  ])('$attribute of $product with $value is refused as “$code”, because $because', async ({ attribute, product, value, code }) => {
    const action = await create([constant(value, attribute)], product)
    expect(action.issues.filter((issue) => issue.attribute === attribute).map((issue) => issue.code).join()).toBe(code)
  })

  rule('5.5-6', 'for a password is an initial one with Redact, whose value nobody sees', async () => {
    const action = await create([expression('Redact("P@ss-1")', 'password', { apply: 'ObjectAddOnly' })], 'scim')
    expect(issueCodes(action).filter((code) => code === 'ReadOnlyAttribute')).toEqual([])
    expect(action.changes).toContainEqual({ attribute: 'password', after: '[Redact]', mapping: 'password' })
  })

  rule('5.3-4', 'without a required value is the attribute\'s own default, else a failure', async () => {
    const situation = (given: string | undefined, mappings: readonly AttributeMapping[]): Situation =>
      ({ source: person(), mappings: [direct('id', 'number', { matchingPriority: 1 }), ...mappings], targetSystem: { product: 'other', attributes: { site: { required: true, ...(given === undefined ? {} : { default: given }) } } } })
    expect(issueCodes(await actionOf(situation(undefined, [direct('site', 'site')])))).toEqual(['MandatoryFieldsMissing'])
    expect(written(await actionOf(situation('Main', [direct('site', 'site')])))).toEqual({ number: '1', site: 'Main' })
    expect(written(await actionOf(situation('Main', [direct('site', 'site', { default: 'Own' })])))).toEqual({ number: '1', site: 'Own' })
    expect(written(await actionOf(situation('Main', [])))).toEqual({ number: '1', site: 'Main' })
  })

  rule('5.3-4', 'of a required attribute is never nothing, not by null flow either', async () => {
    const action = await actionOf({
      source: person(), target: { a: { employeeID: '1', cn: 'Ann' } }, links: { 1: 'a' }, sourceSystem: { attributes: { name: { flowNullValues: true } } },
      mappings: [direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { flowNullValues: true })],
    })
    expect(action).toMatchObject({ status: 'failed', issues: [{ code: 'MandatoryFieldsMissing', attribute: 'cn' }] })
  })
})

describe('who is created', () => {
  test.each([
    { mappings: [direct('name', 'displayName')], called: 'Ann', because: 'that is what the target will call them' },
    { mappings: [direct('name', 'display_name'), constant('x', 'cn')], called: 'Ann', because: 'so it is however it is spelt, and before other names' },
    { mappings: [direct('name', 'title'), constant('Ann B', 'name.formatted')], called: 'Ann B', because: 'SCIM has it there' },
    { mappings: [direct('name', 'displayName'), constant('Nurse', 'title')], display: ['userName', 'title'], called: 'Nurse', because: 'the system\'s own display attributes go first' },
    { mappings: [direct('none', 'displayName'), direct('name', 'cn')], called: 'Ann', because: 'a name that nobody writes is none' },
    { mappings: [expression('Redact([name])', 'displayName')], called: 'source', because: 'what is redacted is shown nowhere' },
    { mappings: [direct('name', 'title')], called: 'source', because: 'nothing that is written is a name' },
  ])('is called $called, because $because', async ({ mappings, display, called }) => {
    const action = await actionOf({
      source: { 1: { id: '1', name: 'Ann', as: 'source' } }, mappings: [direct('id', 'number', { matchingPriority: 1 }), ...mappings],
      sourceSystem: { display: ['as'] }, targetSystem: { product: 'scim', ...(display ? { display } : {}) },
    })
    expect(action).toMatchObject({ kind: 'create', target: { display: called } })
  })
})

describe('the place of an object', () => {
  const placed = (ou: string, target: Situation['target'] = {}, containers = ['OU=Ward,DC=x', 'DC=x']) => actionOf({
    source: { 1: { id: '1', name: 'Ann', ou } }, target, containers, mappings: [match, direct('name', 'cn'), direct('ou', 'parentDistinguishedName')],
  })
  const ann = { a: { dn: 'CN=Ann,OU=Old,DC=x', employeeID: '1', cn: 'Ann', sAMAccountName: 'ann' } }

  test.each([
    { ou: 'ou=ward, dc=X', name: 'CN=Ann,OU=Ward,DC=x', because: 'the directory spells its container so' },
    { ou: 'ou=OLD,dc=x', name: 'CN=Ann,OU=Old,DC=x', target: { b: { dn: 'CN=Bea,OU=Old,DC=x', employeeID: '2' } }, because: 'what somebody stands under is a container too' },
    { ou: 'ou=ward, dc=X', name: 'CN=Ann,ou=ward, dc=X', target: { b: { dn: 'CN=Bea,OU=Ward,DC=x', employeeID: '2' } }, containers: [], because: 'an export without containers says nothing of their names' },
  ])('who is created in $ou is called $name, because $because', async ({ ou, name, target, containers }) => {
    expect(await placed(ou, target, containers)).toMatchObject({ kind: 'create', status: 'planned', target: { display: name } })
  })

  test('of an organizational unit is made of its own name, and of a directory that is empty yet of what the mapping says', async () => {
    const units: Situation = { source: { 1: { id: '1', ou: 'Ward' } }, mapping: { targetType: 'organizationalUnit' }, mappings: [direct('ou', 'ou', { matchingPriority: 1 }), constant('DC=x', 'parentDistinguishedName')] }
    expect(await actionOf(units)).toMatchObject({ kind: 'create', status: 'planned', target: { display: 'OU=Ward,DC=x' } })
    expect(await actionOf({ ...units, mapping: {} })).toMatchObject({ kind: 'create', status: 'failed', issues: [{ code: 'MandatoryFieldsMissing', attribute: 'cn' }] })
  })

  test('that is another one gets the name by which the directory knows it', async () => {
    const situation: Situation = { source: { 1: { id: '1', name: 'Ann', ou: 'ou=ward,dc=x' } }, target: ann, containers: ['OU=Ward,DC=x'], mappings: [match, direct('ou', 'parentDistinguishedName')] }
    const { planned } = await planMapping(situation)
    expect(planned[0]).toMatchObject({ action: { kind: 'update', marks: ['moved', 'overwrites'] }, effect: { name: 'CN=Ann,OU=Ward,DC=x' } })
  })
})

describe('null flow', () => {
  const cleared = async (service: Job['service'], product: 'activeDirectory' | 'entraId' | 'scim' | 'openLdap', target: string, held: AttributeBag[string]) => {
    const action = await actionOf({
      source: { 1: { id: '1' } }, target: { a: { number: '1', [target]: held } }, links: { 1: 'a' }, job: { service }, targetSystem: { product },
      sourceSystem: { attributes: { x: { flowNullValues: true } } }, mappings: [direct('id', 'number', { matchingPriority: 1 }), direct('x', target, { flowNullValues: true })],
    })
    return action.changes.length === 1 && action.changes[0]?.after === undefined
  }

  rule.each([
    { service: 'Workday' as const, product: 'activeDirectory' as const, clears: true },
    { service: 'SuccessFactors' as const, product: 'entraId' as const, clears: true },
    { service: 'ApiDriven' as const, product: 'activeDirectory' as const, clears: true, rule: '5.4-5' },
    { service: 'ApiDriven' as const, product: 'entraId' as const, clears: true, rule: '5.4-5' },
    { service: 'Application' as const, product: 'scim' as const, clears: false },
    { service: 'CloudSync' as const, product: 'entraId' as const, clears: false },
    { service: 'Workday' as const, product: 'openLdap' as const, clears: false },
  ], '5.4-6')('of $service to $product clears: $clears', async ({ service, product, clears }) => {
    expect(await cleared(service, product, product === 'entraId' ? 'jobTitle' : 'title', 'Nurse')).toBe(clears)
  })

  rule('5.4-6', 'is for attributes with one value', async () => {
    expect(await cleared('Workday', 'entraId', 'businessPhones', ['1', '2'])).toBe(false)
  })
})

describe('what is always sent', () => {
  rule(['5.2-8', '9.4-3'], 'is no cause of a group of changes', async () => {
    const { planned } = await planMapping({
      source: person({ title: 'Nurse', user: 'ANN' }), target: { a: { employeeId: '1', jobTitle: 'Clerk', userId: 'ann' } }, links: { 1: 'a' }, ...entra,
      mappings: [match, direct('title', 'jobTitle'), direct('user', 'userId', { flowBehavior: 'FlowAlways' })],
    })
    const groups = new ChangeGroups()
    for (const { seq, action, cause } of planned) groups.add(seq, action, cause)
    expect(planned[0]?.action.changes.map((change) => change.attribute)).toEqual(['jobTitle', 'userId'])
    expect(groups.finish().map((group) => group.cause.id)).toEqual(['jobTitle'])
  })
})

describe('a value', () => {
  rule('5.1-3', 'is what its expression makes of the source', async () => {
    expect(written(await actionOf({ source: person({ a: 'Ann', b: 'Berg' }), mappings: [match, expression('Join(" ", [a], [b])', 'displayName')], ...entra }))).toMatchObject({ displayName: 'Ann Berg' })
  })
})

describe('target actions', () => {
  rule('7.1-9', 'that delete write nothing, whatever the mappings would', async () => {
    const { planned } = await planMapping({ source: {}, target: { a: { employeeId: '1', displayName: 'Ann' } }, links: { 1: 'a' }, mappings: [match, constant('gone', 'displayName'), constant('False', 'accountEnabled')], ...entra })
    expect(planned[0]?.action).toMatchObject({ kind: 'delete', status: 'planned', changes: [] })
  })

  rule('6-4', 'are all on unless the mapping says otherwise', async () => {
    const situation: Situation = { source: { 1: { id: '1' }, 2: { id: '2', t: 'x' } }, target: { b: { number: '2', t: 'y' }, c: { number: '3' } }, links: { 2: 'b', 3: 'c' }, mappings: [direct('id', 'number', { matchingPriority: 1 }), direct('t', 't')], targetSystem: { product: 'other' } }
    const { planned } = await planMapping(situation)
    expect(planned.map(({ action }) => action.kind)).toEqual(['create', 'update', 'delete'])
  })
})
