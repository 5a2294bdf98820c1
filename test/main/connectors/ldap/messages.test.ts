import { fc } from '../../../support/laws'
import { expect, test } from 'vitest'
import { entryReader } from '../../../../main/connectors/ldap/entry'
import { FrameReader, MalformedError } from '../../../../main/connectors/ldap/messages'
import { entryContent } from '../../../support/fake-directory'

const NO_SCHEMA = { attributes: new Map<string, never>(), server: '', namingContexts: [], defaultNamingContext: undefined }

/** A message with number `id` and content of this size. */
function message(id: number, size: number): Buffer {
  const body = Buffer.concat([Buffer.from([0x02, 0x01, id]), element(0x64, Buffer.alloc(size, id))])
  return element(0x30, body)
}

function element(tag: number, content: Buffer): Buffer {
  const header = Buffer.from([tag, 0x84, 0, 0, 0, 0])
  header.writeUInt32BE(content.length, 2)
  return Buffer.concat([content.length < 128 ? Buffer.from([tag, content.length]) : header, content])
}

test('messages come out whole however the network cuts them', () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (sizes, cuts) => {
    const bytes = Buffer.concat(sizes.map((size, i) => message(i + 1, size)))
    const reader = new FrameReader()
    const seen: number[][] = []
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const step = cuts[i % cuts.length] as number
      for (const frame of reader.push(bytes.subarray(at, at + step))) seen.push([frame.messageId, frame.content.length])
      at += step
    }
    expect(seen).toEqual(sizes.map((size, i) => [i + 1, size]))
    expect(reader.midMessage).toBe(false)
  }))
})

test('a value of ten megabytes in small pieces takes no longer than its size', () => {
  const bytes = message(1, 10_000_000)
  const reader = new FrameReader()
  const startedAt = performance.now()
  let frames = 0
  for (let at = 0; at < bytes.length; at += 1400) for (const frame of reader.push(bytes.subarray(at, at + 1400))) frames += frame.content.length
  expect(frames).toBe(10_000_000)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('an entry whose parts do not fit into it is refused, wherever it is cut', () => {
  const whole = entryContent({ dn: 'uid=a', attributes: { cn: ['one', 'two'], mail: ['x'] } })
  const reader = entryReader(NO_SCHEMA, [])
  expect(reader.read(whole)).toMatchObject({ dn: 'uid=a', names: ['dn', 'cn', 'mail'], values: ['uid=a', ['one', 'two'], 'x'] })
  for (let end = 0; end < whole.length; end++) expect(() => reader.read(whole.subarray(0, end)), `cut at ${end}`).toThrow(MalformedError)
})

test('attributes in any order and number give the values they hold', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 })
  const bag = fc.dictionary(fc.stringMatching(/^x[a-z]{1,8}$/), fc.array(text, { minLength: 1, maxLength: 4 }), { maxKeys: 8 })
  fc.assert(fc.property(fc.array(bag, { minLength: 1, maxLength: 5 }), (bags) => {
    const reader = entryReader(NO_SCHEMA, [])
    for (const attributes of bags) {
      const { names, values } = reader.read(entryContent({ dn: 'cn=x', attributes }))
      const expected = Object.entries(attributes).map(([name, list]) => [name, list.length === 1 ? list[0] : list])
      expect(names.slice(1).map((name, i) => [name, values[i + 1]])).toEqual(expected.map(([name, value]) => [name, toWellFormed(value)]))
    }
  }))
})

/** What half a surrogate pair becomes on its way through UTF-8. */
function toWellFormed(value: string | readonly string[] | undefined): unknown {
  const once = (part: string): string => Buffer.from(part, 'utf8').toString('utf8')
  return typeof value === 'string' ? once(value) : value?.map(once)
}
