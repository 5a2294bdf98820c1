import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AttributeConstraint } from '../../../shared/constraints/constraint'
import { accountStateAttribute, targetConstraints } from '../../../shared/constraints/target-constraints'
import { skipBecause } from '../../support/skip'

const ALL: readonly [product: string, objectType: string][] = [
  ['activeDirectory', 'user'], ['activeDirectory', 'group'], ['entraId', 'user'], ['entraId', 'group'],
  ['scim', 'User'], ['scim', 'urn:ietf:params:scim:schemas:core:2.0:Group'], ['openLdap', 'inetOrgPerson'], ['ldap', 'group'],
]

function constraint(product: string, objectType: string, name: string): AttributeConstraint {
  const found = targetConstraints(product, objectType).get(name.toLowerCase())
  if (found === undefined) throw new Error(`${product} ${objectType} has no ${name}`)
  return found
}

describe('the limits that break real exports', () => {
  const lengths: readonly [product: string, type: string, attribute: string, maxLength: number][] = [
    ['activeDirectory', 'user', 'sAMAccountName', 20], ['activeDirectory', 'group', 'sAMAccountName', 256], ['activeDirectory', 'user', 'department', 64],
    ['activeDirectory', 'user', 'company', 64], ['activeDirectory', 'user', 'initials', 6], ['activeDirectory', 'user', 'employeeID', 16],
    ['activeDirectory', 'user', 'title', 128], ['activeDirectory', 'user', 'cn', 64], ['activeDirectory', 'user', 'c', 2], ['activeDirectory', 'user', 'co', 128],
    ['activeDirectory', 'user', 'l', 128], ['activeDirectory', 'user', 'telephoneNumber', 64], ['activeDirectory', 'user', 'mail', 256],
    ['activeDirectory', 'user', 'info', 1024], ['activeDirectory', 'user', 'extensionAttribute15', 1024], ['entraId', 'user', 'userPrincipalName', 113],
    ['entraId', 'user', 'employeeId', 16], ['entraId', 'user', 'usageLocation', 2], ['entraId', 'group', 'displayName', 256], ['openLdap', 'person', 'c', 2],
  ]
  for (const [product, type, attribute, maxLength] of lengths) {
    test(`${product} ${type} ${attribute} takes ${maxLength} characters`, () => {
      expect(constraint(product, type, attribute).maxLength).toBe(maxLength)
    })
  }

  const values: readonly [product: string, attribute: string, value: string, accepted: boolean][] = [
    ['activeDirectory', 'sAMAccountName', 'ada.lovelace', true], ['activeDirectory', 'sAMAccountName', "o'neil", true], ['activeDirectory', 'sAMAccountName', 'ada@lovelace', false],
    ['activeDirectory', 'sAMAccountName', 'ada.', false], ['activeDirectory', 'sAMAccountName', 'a/b', false], ['activeDirectory', 'sAMAccountName', '  ', false],
    ['activeDirectory', 'userPrincipalName', "o'neil@x.example", true], ['activeDirectory', 'userPrincipalName', 'ada.@x.example', false],
    ['activeDirectory', 'userPrincipalName', 'zoë@x.example', false], ['activeDirectory', 'userPrincipalName', 'ada', false], ['activeDirectory', 'userPrincipalName', 'a b@x.example', false],
    ['activeDirectory', 'c', 'GB', true], ['activeDirectory', 'c', 'gb', false], ['activeDirectory', 'cn', 'Lovelace, Ada', true], ['activeDirectory', 'cn', 'two\nlines', false],
    ['activeDirectory', 'proxyAddresses', 'SMTP:ada@x.example', true], ['activeDirectory', 'proxyAddresses', 'ada@x.example', false],
    ['entraId', 'mailNickname', '.ada', false], ['entraId', 'mailNickname', 'ada', true], ['entraId', 'userType', 'Guest', true], ['entraId', 'userType', 'Visitor', false],
  ]
  for (const [product, attribute, value, accepted] of values) {
    test(`${product} ${attribute} ${accepted ? 'accepts' : 'refuses'} ${JSON.stringify(value)}`, () => {
      const { forbidden, allowed } = constraint(product, 'user', attribute)
      const fits = (forbidden === undefined || !new RegExp(forbidden, 'u').test(value)) && (allowed === undefined || new RegExp(allowed, 'u').test(value))
      expect(fits).toBe(accepted)
    })
  }
})

describe('a table', () => {
  for (const [product, objectType] of ALL) {
    test(`of ${product} ${objectType} has patterns that compile, a source for each, and nothing both required and read-only`, () => {
      const table = targetConstraints(product, objectType)
      expect(table.size).toBeGreaterThan(5)
      for (const [key, c] of table) {
        expect(key).toBe(c.name.toLowerCase())
        expect(c.source).not.toBe('')
        expect(c.requiredOnCreate === true && c.readOnly === true).toBe(false)
        for (const pattern of [c.forbidden, c.allowed]) if (pattern !== undefined) expect(() => new RegExp(pattern, 'u')).not.toThrow()
      }
    })
  }

  test('knows references, the pseudo attributes and the paths of SCIM', () => {
    expect(constraint('activeDirectory', 'user', 'manager')).toMatchObject({ type: 'Reference', multiValued: false })
    expect(constraint('activeDirectory', 'group', 'member')).toMatchObject({ type: 'Reference', multiValued: true })
    expect(constraint('activeDirectory', 'user', 'accountDisabled').type).toBe('Boolean')
    expect(constraint('activeDirectory', 'user', 'parentDistinguishedName').type).toBe('Reference')
    expect(constraint('scim', 'user', 'emails[type eq "work"].value').type).toBe('String')
    expect(constraint('scim', 'user', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department').type).toBe('String')
    expect(constraint('scim', 'user', 'userName').requiredOnCreate).toBe(true)
  })

  test('is empty where nothing is known', () => {
    expect(targetConstraints(undefined, 'user').size).toBe(0)
    expect(targetConstraints('other', 'user').size).toBe(0)
    expect(targetConstraints('activeDirectory', 'organizationalUnit').size).toBe(0)
  })

  test('the account state is the product\'s own, and some have none', () => {
    expect(accountStateAttribute('activeDirectory')).toMatchObject({ attribute: 'accountDisabled', off: 'True' })
    expect(accountStateAttribute('entraId')).toEqual({ attribute: 'accountEnabled', on: 'True', off: 'False' })
    expect(accountStateAttribute('scim')).toMatchObject({ attribute: 'active', off: 'False' })
    expect(accountStateAttribute('openLdap')).toBeUndefined()
    expect(accountStateAttribute(undefined)).toBeUndefined()
  })
})

interface ReferenceAttribute {
  readonly name: string
  readonly multiValued?: boolean
  readonly requiredOnCreate?: boolean
  readonly readOnly?: boolean
  readonly mutability?: string
  readonly maxLength?: number
  readonly effectiveMaxLength?: number
  readonly forbiddenRegex?: string
  readonly allowedRegex?: string
}
interface Reference { readonly targets: Readonly<Record<string, { readonly objectTypes: Readonly<Record<string, { readonly attributes: readonly ReferenceAttribute[] }>> }>> }

const reference = join(import.meta.dirname, '../../../../shared/reference/directory-constraints.json')
const compared = skipBecause(existsSync(reference) ? undefined : 'the reference shelf with directory-constraints.json is not beside this checkout')

/** Where the tables say something else on purpose. */
const DIFFERENT: ReadonlyMap<string, string> = new Map([
  ['ad-ds user groupType', 'belongs to groups'],
  ['ad-ds user objectClass', 'is written with the object itself, so nobody has to map it'],
  ['ad-ds user description', 'SAM keeps one value'],
  ['entra-id user passwordProfile', 'is made by the service where it is not mapped'],
  ['entra-id user extension_{appId}_{name}', 'is a pattern, not a name'],
])

compared.describe('compared with the reference', () => {
  const TARGETS: readonly [target: string, referenceType: string, product: string, type: string, prefix: string][] = [
    ['ad-ds', 'user', 'activeDirectory', 'user', ''], ['entra-id', 'user', 'entraId', 'user', ''], ['entra-id', 'group', 'entraId', 'group', ''],
    ['scim2', 'User', 'scim', 'user', ''], ['scim2', 'EnterpriseUser', 'scim', 'user', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:'], ['scim2', 'Group', 'scim', 'group', ''],
    ['ldap-inetorgperson', 'inetOrgPerson', 'openLdap', 'inetOrgPerson', ''],
  ]
  for (const [target, referenceType, product, type, prefix] of TARGETS) {
    test(`${target} ${referenceType} has the same limits`, () => {
      const { targets } = JSON.parse(readFileSync(reference, 'utf8')) as Reference // The file is the reference itself; a wrong shape fails below.
      const attributes = targets[target]?.objectTypes[referenceType]?.attributes ?? []
      expect(attributes.length).toBeGreaterThan(5)
      for (const expected of attributes) {
        if (DIFFERENT.has(`${target} ${referenceType} ${expected.name}`)) continue
        if (['member', 'uniqueMember', 'owner'].includes(expected.name) && product === 'openLdap') continue // On groups, in our tables.
        const actual = constraint(product, type, prefix + expected.name)
        const name = expected.name
        expect({ name, multiValued: actual.multiValued, readOnly: actual.readOnly === true, maxLength: actual.maxLength, allowed: actual.allowed, forbidden: actual.forbidden }).toEqual({
          name,
          multiValued: expected.multiValued ?? false,
          readOnly: expected.readOnly === true || expected.mutability === 'readOnly',
          maxLength: expected.effectiveMaxLength ?? expected.maxLength,
          allowed: expected.allowedRegex ?? actual.allowed,
          forbidden: expected.forbiddenRegex,
        })
        // A part of an optional complex value is only required within it.
        if (prefix === '') expect({ name, required: actual.requiredOnCreate === true }).toEqual({ name, required: expected.requiredOnCreate === true })
      }
    })
  }
})
