import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { childName, leafValue, normalName, parentOf, splitName } from '../../../shared/directory-name'

describe('two spellings of one name', () => {
  test.each([
    ['CN=Ann,OU=Ward,DC=x', 'cn=ann, ou=ward ,DC=X', 'case and blanks around separators do not count'],
    ['CN=Berg\\, Ann,DC=x', 'CN=Berg\\2C Ann,DC=x', 'directories answer them re-escaped'],
    ['CN="Berg, Ann",DC=x', 'CN=Berg\\, Ann,DC=x', 'a value may be quoted'],
    ['CN=a\\=b,DC=x', 'CN=a=b,DC=x', 'an equals sign need not be escaped'],
    ['CN=a\\<b\\>,DC=x', 'CN=a<b>,DC=x', 'nor need brackets'],
    ['CN=Ann;DC=x', 'CN=Ann,DC=x', 'a semicolon separated once'],
    ['CN=Ann+UID=7,DC=x', 'uid=7+cn=ann,DC=x', 'a component of several pairs has no order'],
    ['CN=a\\\\+UID=7,DC=x', 'UID=7+CN=a\\5C,DC=x', 'a plus after an escaped backslash separates'],
    ['CN=a\\ ,DC=x', 'CN=a\\20,DC=x', 'an escaped blank at the end belongs to the value'],
    ['CN=L\\C3\\A5s,DC=x', 'cn=lås,DC=x', 'escaped bytes are UTF-8'],
  ])('%s and %s are equal, because %s', (a, b) => {
    expect(normalName(a)).toBe(normalName(b))
  })

  test.each([
    ['CN=Ann,OU=Ward,DC=x', 'CN=Ann,OU=Other,DC=x', 'they stand elsewhere'],
    ['CN=Berg\\, Ann,DC=x', 'CN=Berg,CN=Ann,DC=x', 'an escaped comma separates nothing'],
    ['CN=a\\+b,DC=x', 'CN=a+CN=b,DC=x', 'an escaped plus separates nothing'],
    ['CN=a\\ ,DC=x', 'CN=a,DC=x', 'an escaped blank is part of the value'],
  ])('%s and %s differ, because %s', (a, b) => {
    expect(normalName(a)).not.toBe(normalName(b))
  })
})

describe('a child name', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: fc.constantFrom(' ', ',', '\\', '+', '"', '#', '=', ';', '<', 'a', 'ø', '2', 'C'), minLength: 1 }))
    .filter((text) => text.trim() === text.replace(/^[ ]+|[ ]+$/g, '')) // other white space around a value is no name that a directory takes

  test('gives its value and its place back, whatever the value holds', () => {
    fc.assert(fc.property(value, (text) => {
      const name = childName('CN', text, 'OU=Ward,DC=x')
      expect(leafValue(name)).toBe(text)
      expect(parentOf(name)).toBe('OU=Ward,DC=x')
    }), { numRuns: 2000 })
  })

  test('has one normal form, which is its own', () => {
    fc.assert(fc.property(value, (text) => {
      const normal = normalName(childName('CN', text, 'OU=Ward,DC=x'))
      expect(normalName(normal)).toBe(normal)
    }), { numRuns: 2000 })
  })

  test('without a place stands alone', () => {
    expect(splitName(childName('DC', 'x', ''))).toEqual({ rdn: 'DC=x', parent: '' })
  })
})
