import { expect, test } from 'vitest'
import { protectedNames } from '../../../shared/model/protected-names'

const protectedName = protectedNames(['CY', 'cn=Dag, dc=X', 'ann+bob'])

test.each([
  { own: ['cy'], found: 'CY', because: 'case does not count' },
  { own: ['7', undefined, ' cy '], found: 'CY', because: 'each of an account’s names is looked for, without blanks around it' },
  { own: ['CN=Dag,DC=x'], found: 'cn=Dag, dc=X', because: 'two spellings of a distinguished name are one' },
  { own: ['bob+ann'], found: undefined, because: 'a plus sign separates nothing where there is no distinguished name' },
  { own: ['cyr', undefined], found: undefined, because: 'a part of a name is none' },
])('of $own the protected name is $found: $because', ({ own, found }) => {
  expect(protectedName(own)).toBe(found)
})

test('protects nobody where no name is given', () => {
  expect(protectedNames([])(['', undefined])).toBeUndefined()
})
