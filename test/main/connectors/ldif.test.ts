import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { readLdif } from '../../../main/connectors/ldif/connector'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { LdifSettings } from '../../../shared/model/project'
import { collect, folderWith, plain, readEntries, readText, type ReadAll } from './read'

const ADA = 'dn: cn=Ada,dc=example,dc=com\nobjectClass: person\ncn: Ada\n'

interface Vector {
  readonly because: string
  readonly text: string
  readonly settings?: Partial<LdifSettings>
  readonly entries: readonly Record<string, AttributeValue>[]
  readonly types?: readonly string[]
  readonly anchors?: readonly string[]
  readonly issues?: readonly string[]
  readonly complete?: boolean
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const vectors: readonly Vector[] = [
  { because: 'version, comments and entries', text: `version: 1\n\n# a comment\n#  and more\n${ADA}\n`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], types: ['user'], anchors: ['cn=Ada,dc=example,dc=com'] },
  { because: 'the version may stand right above the first entry', text: `version: 1\n${ADA}`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }] },
  { because: 'lines are folded, comments too', text: 'dn: cn=A\n da,dc=exa\n mple\n# folded\n  comment: x\ndescription: one\n  two\n', entries: [{ dn: 'cn=Ada,dc=example', description: 'one two' }] },
  { because: 'a folded line may go on as often as it likes, the blank value too', text: 'dn: cn=a\ndescription:\n  o\n n\n e\n', entries: [{ dn: 'cn=a', description: 'one' }] },
  { because: 'base64, of the dn as well', text: `dn:: ${base64('cn=Müller,dc=example')}\ncn:: ${base64('Müller')}\n`, entries: [{ dn: 'cn=Müller,dc=example', cn: 'Müller' }] },
  { because: 'UTF-8 as it is, which RFC 2849 forbids and files have', text: 'dn: cn=Müller,dc=example\ncn: Müller\n', entries: [{ dn: 'cn=Müller,dc=example', cn: 'Müller' }] },
  { because: 'no blank behind the colon, or several', text: 'dn:cn=a\ncn:Ada\nsn:   Lovelace\n', entries: [{ dn: 'cn=a', cn: 'Ada', sn: 'Lovelace' }] },
  { because: 'several values are a list in their order', text: 'dn: cn=a\nmail: b\ncn: x\nmail: a\nmail: c\n', entries: [{ dn: 'cn=a', mail: ['b', 'a', 'c'], cn: 'x' }] },
  { because: 'names ignore case and get the spelling of their schema', text: 'dn: cn=a\nSAMACCOUNTNAME: a\nEMPLOYEEid: 1\nFooBar: x\n\ndn: cn=b\nsamaccountname: b\nfoobar: y\n', entries: [{ dn: 'cn=a', sAMAccountName: 'a', employeeID: '1', FooBar: 'x' }, { dn: 'cn=b', sAMAccountName: 'b', FooBar: 'y' }] },
  { because: 'options make an attribute of their own, ;binary does not', text: `dn: cn=a\ncn: x\ncn;lang-fr: y\nuserCertificate;binary:: ${base64('cert')}\n`, entries: [{ dn: 'cn=a', cn: 'x', 'cn;lang-fr': 'y', userCertificate: base64('cert') }] },
  { because: 'an empty value is a value', text: 'dn: cn=a\ndescription:\nsn: x\n', entries: [{ dn: 'cn=a', description: '', sn: 'x' }] },
  { because: 'binary values are the text that people know', text: `dn: cn=a\nobjectClass: user\nobjectGUID:: ${Buffer.from('33221100554477668899aabbccddeeff', 'hex').toString('base64')}\nobjectSid:: ${Buffer.from('010500000000000515000000010000000200000003000000f4010000', 'hex').toString('base64')}\n`, entries: [{ dn: 'cn=a', objectClass: 'user', objectGUID: '00112233-4455-6677-8899-aabbccddeeff', objectSid: 'S-1-5-21-1-2-3-500' }], anchors: ['00112233-4455-6677-8899-aabbccddeeff'] },
  { because: 'bytes that are no text stay base64', text: 'dn: cn=a\nblob:: /////w==\njpegPhoto:: YWJj\n', entries: [{ dn: 'cn=a', blob: '/////w==', jpegPhoto: 'YWJj' }] },
  { because: 'entryUUID identifies where there is one, the dn otherwise', text: 'dn: cn=a\nentryUUID: u-1\n\ndn: cn=b\ncn: b\n', entries: [{ dn: 'cn=a', entryUUID: 'u-1' }, { dn: 'cn=b', cn: 'b' }], anchors: ['u-1', 'cn=b'] },
  { because: 'the settings name the anchor, and an entry without it is left out', text: 'dn: cn=a\nuid: a\n\ndn: cn=b\ncn: b\n', settings: { anchor: 'UID' }, entries: [{ dn: 'cn=a', uid: 'a' }], anchors: ['a'], issues: ['anchorMissing'] },
  { because: 'the object classes make the type', text: 'dn: cn=a\nobjectClass: top\nobjectClass: USER\nobjectClass: computer\n\ndn: cn=b\nobjectClass: inetOrgPerson\n\ndn: cn=c\nobjectClass: groupOfNames\n\ndn: ou=d\nobjectClass: organizationalUnit\n\ndn: cn=e\nobjectClass: person\nobjectClass: contact\n\ndn: dc=f\nobjectClass: domain\n', entries: [
    { dn: 'cn=a', objectClass: ['top', 'USER', 'computer'] }, { dn: 'cn=b', objectClass: 'inetOrgPerson' }, { dn: 'cn=c', objectClass: 'groupOfNames' }, { dn: 'ou=d', objectClass: 'organizationalUnit' }, { dn: 'cn=e', objectClass: ['person', 'contact'] }, { dn: 'dc=f', objectClass: 'domain' },
  ], types: ['computer', 'user', 'group', 'organizationalUnit', 'contact', 'entry'] },
  { because: 'or the settings say which class makes which type', text: 'dn: cn=a\nobjectClass: pirate\n', settings: { objectTypes: [{ name: 'sailor', objectClasses: ['Pirate'] }] }, entries: [{ dn: 'cn=a', objectClass: 'pirate' }], types: ['sailor'] },
  { because: 'additions are entries, other changes are not', text: `dn: cn=a\nchangetype: add\ncn: a\n\ndn: cn=b\nchangetype: modify\nreplace: mail\nmail: x\n-\nadd: cn\ncn: y\n-\n\ndn: cn=c\nchangetype: delete\n\ndn: cn=d\ncn: d\n`, entries: [{ dn: 'cn=a', cn: 'a' }, { dn: 'cn=d', cn: 'd' }], issues: ['changeRecord', 'changeRecord'], complete: false },
  { because: 'values in other files are not fetched', text: 'dn: cn=a\njpegPhoto:< file:///etc/passwd\ncn: a\n', entries: [{ dn: 'cn=a', cn: 'a' }], issues: ['valueByReference'] },
  { because: 'an entry without a dn is left out', text: 'cn: lost\nsn: x\n\ndn: cn=a\ncn: a\n', entries: [{ dn: 'cn=a', cn: 'a' }], issues: ['dnMissing'] },
  { because: 'a line that is none of LDIF costs itself', text: 'dn: cn=a\nnonsense\ncn: a\n', entries: [{ dn: 'cn=a', cn: 'a' }], issues: ['valueUnreadable'] },
  { because: 'base64 that is none costs the value', text: 'dn: cn=a\nsn:: !!!\ncn: a\n', entries: [{ dn: 'cn=a', cn: 'a' }], issues: ['valueUnreadable'] },
  { because: 'a server that sends a list in parts', text: 'dn: cn=a\nmember;range=0-1: x\nmember;range=0-1: y\n\ndn: cn=b\nmember;range=0-*: z\n', entries: [{ dn: 'cn=a', member: ['x', 'y'] }, { dn: 'cn=b', member: 'z' }], issues: ['rangeIncomplete'] },
  { because: 'what ldapsearch says at the end', text: `${ADA}\n# search result\nsearch: 2\nresult: 0 Success\n`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }] },
  { because: 'ldapsearch was stopped by a limit', text: `${ADA}\nsearch: 2\nresult: 4 Size limit exceeded\n`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], issues: ['resultLimited'], complete: false },
  { because: 'the file breaks off within base64', text: `${ADA}\ndn: cn=b\njpegPhoto:: YWJ`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], issues: ['fileTruncated'], complete: false },
  { because: 'the file breaks off within folded base64', text: `${ADA}\ndn: cn=b\njpegPhoto:: YWJj\n YWJjY`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], issues: ['fileTruncated'], complete: false },
  { because: 'the file breaks off within a name', text: `${ADA}\ndn: cn=b\ngivenNa`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], issues: ['fileTruncated'], complete: false },
  { because: 'the file breaks off within a dn', text: `${ADA}\ndn: cn=b,dc=exam`, entries: [{ dn: 'cn=Ada,dc=example,dc=com', objectClass: 'person', cn: 'Ada' }], issues: ['fileTruncated'], complete: false },
  { because: 'an empty file is no directory', text: '', entries: [], issues: ['fileEmpty'], complete: false },
  { because: 'names that objects have by birth', text: 'dn: cn=a\nconstructor: x\ntoString: y\n', entries: [{ dn: 'cn=a', constructor: 'x', toString: 'y' }] },
  { because: 'characters that packing needs are data', text: `dn: cn=a\ncn:: ${base64('a\u001fb\u0010c')}\nsn: x\u001ey\n`, entries: [{ dn: 'cn=a', cn: 'a\u001fb\u0010c', sn: 'x\u001ey' }] },
]

const writings: readonly (readonly [string, (text: string) => string | Uint8Array])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a byte-order mark', (text) => `\ufeff${text}`],
  ['UTF-16 LE, as ldifde -u writes it', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
]

describe.each(writings)('an LDIF file with %s', (_, write) => {
  test.each(vectors)('$because', async (vector) => check(await readEntries(write(vector.text), vector.settings), vector))
})

describe.each([1, 2, 3, 5, 8, 13])('an LDIF file in pieces of %i bytes', (chunkBytes) => {
  test.each(vectors)('$because', async (vector) => check(await readEntries(vector.text, { ...vector.settings, chunkBytes }), vector))
})

function check(read: ReadAll, vector: Vector): void {
  const inFileOrder = [...read.objects].sort((a, b) => a.line - b.line)
  expect(inFileOrder.map(plain)).toEqual(vector.entries)
  expect(read.issues.map((issue) => issue.code)).toEqual(vector.issues ?? [])
  expect(read.end.complete).toBe(vector.complete ?? true)
  if (vector.types) expect(inFileOrder.map((object) => object.type)).toEqual(vector.types)
  if (vector.anchors) expect(inFileOrder.map((object) => object.anchor)).toEqual(vector.anchors)
}

test('ANSI files of ldifde are Windows-1252', async () => {
  const read = await readEntries(Buffer.from('dn: cn=M\xfcller\ncn: M\xfcller\n', 'latin1'))
  expect(plain(read.objects[0])).toEqual({ dn: 'cn=Müller', cn: 'Müller' })
})

test('issues name the line, and the entry where it is known', async () => {
  const read = await readEntries('version: 1\n\ndn: cn=a\ncn: a\nsn:: ?\n\nxx: y\n')
  expect(read.issues.map((issue) => issue.origin)).toEqual(['people.ldif line 5', 'people.ldif line 7'])
  expect(read.issues[0]?.message).toContain('(cn=a)')
  expect(read.objects[0]?.line).toBe(3)
})

test('several files are pages of one read, with the same spelling of names', async () => {
  const folder = await folderWith({ 'a.ldif': 'dn: cn=a\nobjectClass: person\nfooBar: 1\n', 'b.ldif': 'dn: cn=b\nobjectClass: person\nFOOBAR: 2\nsn: x\n' })
  const read = await collect(readLdif({ settings: { kind: 'ldif', paths: ['a.ldif', 'b.ldif'] }, folder, known: {}, signal: new AbortController().signal }))
  expect(read.objects.map((object) => ({ ...plain(object), file: object.file }))).toEqual([
    { dn: 'cn=a', objectClass: 'person', fooBar: '1', file: 0 }, { dn: 'cn=b', objectClass: 'person', fooBar: '2', sn: 'x', file: 1 },
  ])
})

test('the order of attributes changes no hash', async () => {
  const one = await readEntries('dn: cn=a\nsn: x\ncn: a\n\ndn: cn=b\ncn: b\nmail: 1\nsn: y\nmail: 2\n')
  const other = await readEntries('dn: cn=a\ncn: a\nsn: x\n\ndn: cn=b\nmail: 1\nmail: 2\nsn: y\ncn: b\n')
  expect(other.objects.map((object) => object.hash)).toEqual(one.objects.map((object) => object.hash))
})

test('what is written, folded anywhere and in base64 or not, is read back', async () => {
  const name = fc.constantFrom('cn', 'sn', 'mail', 'description', 'title', 'l')
  const value = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ':', 'é', '😀', '#', '<', '\n'), minLength: 1, maxLength: 20 })
  const entries = fc.array(fc.array(fc.tuple(name, value, fc.boolean()), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
  await fc.assert(fc.asyncProperty(entries, fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 64 }), async (written, width, chunkBytes) => {
    const fold = (line: string): string => [...line].reduce((parts, c) => {
      const last = parts.at(-1) as string
      if ([...last].length >= width) parts.push(` ${c}`)
      else parts[parts.length - 1] = last + c
      return parts
    }, ['']).join('\n')
    const text = written.map((attributes, i) => [`dn: cn=${i}`, ...attributes.map(([attribute, content, coded]) =>
      (coded || /^[ :<]|\n|^$| $/.test(content) ? `${attribute}:: ${base64(content)}` : `${attribute}: ${content}`))].map(fold).join('\n')).join('\n\n') + '\n'
    const read = await readEntries(text, { chunkBytes, encoding: 'utf-8' })
    expect(read.issues).toEqual([])
    const expected = written.map((attributes, i) => {
      const values = new Map<string, string[]>([['dn', [`cn=${i}`]]])
      for (const [attribute, content] of attributes) values.set(attribute, [...values.get(attribute) ?? [], content])
      return Object.fromEntries([...values].map(([attribute, list]) => [attribute, list.length === 1 ? list[0] : list]))
    })
    expect(read.objects.map(plain)).toEqual(expected)
  }), { numRuns: 200 })
})

test('an entry reads the same after another with the same attributes, whose lines are then expected', async () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ min: 0x20, max: 0x7f, maxLength: 30 }), fc.constant(Buffer.from('010500000000000515000000010000000200000003000000f4010000', 'hex')))
  const coded = fc.oneof(bytes.map((of) => Buffer.from(of).toString('base64')), fc.string({ unit: fc.constantFrom('A', 'b', '=', '+', '/', '-', '!', ' '), maxLength: 12 }))
  const line = fc.oneof(fc.tuple(fc.constantFrom('cn::', 'blob::', 'objectGUID::', 'objectSid::', 'jpegPhoto::'), coded), fc.tuple(fc.constantFrom('sn:', 'title:'), fc.string({ unit: fc.constantFrom('a', 'é', ' ', ':'), maxLength: 20 })))
  const newline = fc.constantFrom('\n', '\r\n')
  await fc.assert(fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), fc.integer({ min: 8, max: 40 }), newline, fc.integer({ min: 1, max: 90 }), async (lines, width, end, chunkBytes) => {
    const fold = (text: string): string => (text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []).join(`${end} `)
    const entry = (dn: string): string => [`dn: ${dn}`, ...lines.map(([name, value]) => fold(`${name} ${value}`))].join(end) + end + end
    const { objects: [first, second, third], issues } = await readEntries(entry('cn=a') + entry('cn=a') + entry('cn=a'), { chunkBytes, encoding: 'utf-8' })
    const values = (of: typeof first): unknown => of && [plain(of), of.hash]
    expect(values(second)).toEqual(values(first))
    expect(values(third)).toEqual(values(first))
    expect(issues.filter(({ code }) => code !== 'fileEmpty').length % 3).toBe(0)
  }), { numRuns: 300 })
})

test('the same object has the same hash from whichever format, and whether or not its values need escaping', async () => {
  const entries = await readEntries(`dn: cn=a\nsn: Müller\ncn: a\n\ndn: cn=b\ncn:: ${base64('x\u001fy')}\nsn: z\n`)
  const rows = await readText('cn,dn,sn\na,cn=a,Müller\nx\u001fy,cn=b,z\n', { anchor: 'dn' })
  const quoted = await readText('"cn","dn","sn"\r\n"a","cn=a","Müller"\r\n"x\u001fy","cn=b","z"\r\n', { anchor: 'dn' })
  expect(rows.objects.map((object) => object.hash)).toEqual(entries.objects.map((object) => object.hash))
  expect(quoted.objects.map((object) => object.hash)).toEqual(entries.objects.map((object) => object.hash))
})
