import { fc } from '../../../support/laws'
import { BerWriter, FilterParser } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { encodeFilter } from '../../../../main/connectors/ldap/filter'

/** The library's encoding, which is right for filters of plain characters. */
function libraryEncoding(text: string): string {
  const writer = new BerWriter()
  FilterParser.parseString(text).write(writer)
  return writer.buffer.toString('hex')
}

test.each([
  '(objectClass=*)', '(cn=Babs Jensen)', '(!(cn=Tim Howes))', '(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))', '(o=univ*of*mich*)',
  '(cn=*x)', '(uidNumber>=10)', '(uidNumber<=10)', '(cn~=jon)', '(userAccountControl:1.2.840.113556.1.4.803:=2)',
])('%s is encoded as RFC 4511 says', (text) => expect(encodeFilter(text).toString('hex')).toBe(libraryEncoding(text)))

test.each([
  { escaped: '(sn=M\\c3\\bcller)', plain: '(sn=Müller)' },
  { escaped: '(cn=\\4a\\6f)', plain: '(cn=Jo)' },
  { escaped: 'cn=Jo', plain: '(cn=Jo)' },
  { escaped: ' ( & (a=1) (b=2) ) ', plain: '(&(a=1)(b=2))' },
])('$escaped is the same as $plain', ({ escaped, plain }) => expect(encodeFilter(escaped)).toEqual(encodeFilter(plain)))

test('an attribute may carry options', () => {
  expect(encodeFilter('(cn;lang-fr=jean)').toString('latin1')).toBe('\xa3\x12\x04\x0acn;lang-fr\x04\x04jean')
})

test('an escape is a byte: a binary GUID can be looked for', () => {
  const value = Buffer.from('00ff8040', 'hex')
  expect(encodeFilter('(objectGUID=\\00\\ff\\80\\40)').subarray(-4)).toEqual(value)
  expect(encodeFilter('(cn=a\\2ab)').subarray(-3).toString()).toBe('a*b')
})

test('extensible matches hold the rule, the attribute and whether the DN counts (RFC 4515 §4)', () => {
  expect(encodeFilter('(sn:dn:2.4.6.8.10:=Barney)').toString('hex'))
    .toBe('a91b810a322e342e362e382e31308202736e83064261726e65798401ff')
  expect(encodeFilter('(:caseExactMatch:=x)').toString('hex')).toBe(`a913810e${Buffer.from('caseExactMatch').toString('hex')}830178`)
})

describe('what is no filter is refused with its place', () => {
  test.each(['', '(', '()', '(cn)', '(cn=a', '(cn=a))', '(cn=a)(sn=b)', '(=a)', '(c n=a)', '(cn=\\zz)', '(cn=\\2)', '(&(cn=a)', '(!)', '(:=x)'])('%s', (text) => {
    expect(() => encodeFilter(text)).toThrow(expect.objectContaining({ code: 'projectInvalid' }))
  })
})

test('parentheses within each other have an end', () => {
  const nested = (depth: number): string => `${'(!'.repeat(depth)}(a=b)${')'.repeat(depth)}`
  expect(encodeFilter(nested(90)).length).toBeGreaterThan(90)
  expect(() => encodeFilter(nested(100_000))).toThrow(expect.objectContaining({ code: 'projectInvalid' }))
})

test('any text whatsoever is encoded or refused, in a moment', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'()&|!=*<>~:\\ab0 ü') }), (text) => {
    try {
      expect(encodeFilter(text).length).toBeGreaterThan(0)
    } catch (error) {
      expect(error).toMatchObject({ code: 'projectInvalid' })
    }
  }), { numRuns: 500 })
})

test('any value comes through its escapes', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
    const escaped = [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
    expect(encodeFilter(`(a=${escaped})`).subarray(-bytes.length)).toEqual(Buffer.from(bytes))
  }))
})
