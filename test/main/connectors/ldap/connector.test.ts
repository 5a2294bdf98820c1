import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../../shared/app-error'
import { type FakeDirectory, type FakeEntry, type FakeOptions, startFakeDirectory } from '../../../support/fake-directory'
import { readDirectory } from '../../../support/ldap-read'

let directory: FakeDirectory | undefined
afterEach(async () => {
  await directory?.stop()
  directory = undefined
})

const BASE = 'DC=corp,DC=example'
const SIGNED_IN = { baseDn: BASE, bindDn: `CN=reader,${BASE}`, timeoutMs: 3000 }
const SECRET = { secret: 'pass-phrase' }

/** A user as Active Directory gives it. */
function user(i: number): FakeEntry {
  return {
    dn: `CN=User ${i},${BASE}`,
    attributes: { objectClass: ['top', 'person', 'organizationalPerson', 'user'], objectGUID: [guid(i)], sAMAccountName: [`u${i}`] },
  }
}

function guid(i: number): Buffer {
  const bytes = Buffer.alloc(16, 0xab)
  bytes.writeUInt32LE(i, 0)
  return bytes
}

function users(count: number): FakeEntry[] {
  return Array.from({ length: count }, (_, i) => user(i + 1))
}

async function start(options: FakeOptions): Promise<FakeDirectory> {
  directory = await startFakeDirectory(options)
  return directory
}

async function failureOf(reading: Promise<unknown>): Promise<AppError> {
  const error: unknown = await reading.then(() => undefined, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, not ${String(error)}`)
  return error
}

describe('paging', () => {
  test('a directory that gives fewer than asked for is read to the end', async () => {
    const { url, searches } = await start({ entries: users(2345), maxPageSize: 300 })
    const { objects, end } = await readDirectory({ ...SIGNED_IN, url, pageSize: 1000 }, SECRET)
    expect(objects).toHaveLength(2345)
    expect(end).toMatchObject({ complete: true, finding: { pages: 8, anchor: 'objectGUID' } })
    expect(searches.filter((search) => search.page).map((search) => search.page?.size)).toEqual(Array<number>(8).fill(1000))
  })

  test('an empty page with a cookie is not the end', async () => {
    const pages = [{ entries: [user(1)], cookie: 'a' }, { entries: [], cookie: 'b' }, { entries: [], cookie: 'c' }, { entries: [user(2)], cookie: '' }]
    const { url } = await start({ search: ({ page, pageNumber }) => (page ? pages[pageNumber] : undefined) })
    const { objects, end } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects.map(({ attributes }) => attributes['sAMAccountName'])).toEqual(['u1', 'u2'])
    expect(end).toMatchObject({ complete: true, finding: { pages: 4 } })
  })

  test('never asks for a size limit, and asks for paging as something the server may not ignore', async () => {
    const { url, searches } = await start({ entries: users(3) })
    await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(searches.map((search) => search.sizeLimit)).toEqual([0, 0, 0])
    expect(searches.at(-1)?.page).toEqual({ size: 500, cookie: '', critical: true })
  })

  test('a success without paging information is no end: it may be the first page of many', async () => {
    const { url } = await start({ search: ({ page }) => (page ? { entries: users(500) } : undefined) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))).toMatchObject({ code: 'readIncomplete' })
  })

  test('a directory that cannot page is read at once, and its limit is an error', async () => {
    const { url } = await start({ entries: users(700), search: ({ page }) => (page ? { code: 12 } : undefined) })
    const { objects, end } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects).toHaveLength(700)
    expect(end).toMatchObject({ complete: true, finding: { pageSize: 0 } })
    await directory?.stop()
    const limited = await start({ search: ({ page, scope }) => (page ? { code: 12 } : scope === 2 ? { entries: users(100), code: 4 } : undefined) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url: limited.url }, SECRET))).toMatchObject({ code: 'limitExceeded' })
  })

  test('a directory that sends the same page again and again is not read for ever', async () => {
    const { url } = await start({ search: ({ page }) => (page ? { entries: users(10), cookie: 'again' } : undefined) })
    const error = await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))
    expect(error).toMatchObject({ code: 'readIncomplete' })
  })

  test.each([
    { code: 3, expected: 'limitExceeded' }, { code: 4, expected: 'limitExceeded' }, { code: 11, expected: 'limitExceeded' },
    { code: 50, expected: 'directoryRefused' }, { code: 51, expected: 'directoryRefused' }, { code: 8, expected: 'tlsRequired' }, { code: 80, expected: 'directoryRefused' },
  ])('result $code behind the first page fails the read as $expected, with the server\'s words', async ({ code, expected }) => {
    const { url } = await start({ search: ({ page, pageNumber }) => (!page ? undefined : pageNumber === 0 ? { entries: users(5), cookie: 'x' } : { entries: [user(6)], code, diagnostic: 'because of the moon' }) })
    const error = await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))
    expect(error).toMatchObject({ code: expected, context: { resultCode: code } })
    expect(error.message).toContain('because of the moon')
  })
})

describe('a connection that goes away', () => {
  test('between two pages fails the read and is not opened again', async () => {
    const { url } = await start({ search: ({ page, pageNumber }) => (!page ? undefined : pageNumber === 0 ? { entries: users(5), cookie: 'x' } : { instead: 'drop' }) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))).toMatchObject({ code: 'connectionLost' })
    expect(directory?.connections).toBe(1)
    expect(directory?.binds).toHaveLength(1)
  })

  test('with the directory saying so fails the read', async () => {
    const { url } = await start({ search: ({ page }) => (page ? { entries: users(5), instead: 'noticeOfDisconnection' } : undefined) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))).toMatchObject({ code: 'connectionLost' })
  })

  test('without a word is noticed after the time allowed', async () => {
    const { url } = await start({ search: ({ page }) => (page ? { entries: users(5), instead: 'silence' } : undefined) })
    const startedAt = performance.now()
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url, timeoutMs: 300 }, SECRET))).toMatchObject({ code: 'timeout', context: { timeoutMs: 300 } })
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })

  test.each([
    { bytes: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), because: 'it is no LDAP' },
    { bytes: Buffer.from('3084ffffffff', 'hex'), because: 'the message would be 4 GB' },
    { bytes: Buffer.from('30050201', 'hex'), because: 'the message never ends', code: 'timeout' },
    { bytes: Buffer.from('30800201', 'hex'), because: 'the length is indefinite' },
  ])('into bytes that are no answer fails the read: $because', async ({ bytes, code }) => {
    const { url } = await start({ search: ({ page }) => (page ? { instead: bytes } : undefined) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url, timeoutMs: 300 }, SECRET))).toMatchObject({ code: code ?? 'connectionLost' })
  })
})

describe('values', () => {
  test('groups above the server\'s range come whole: 4,001 members in blocks of 1,500', async () => {
    const member = Array.from({ length: 4001 }, (_, i) => `CN=User ${i},${BASE}`)
    const group = { dn: `CN=All Staff,${BASE}`, attributes: { objectClass: ['top', 'group'], objectGUID: [guid(1)], member } }
    const { url, searches } = await start({ entries: [group, user(2)], maxValues: 1500 })
    const { object, objects, end } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(object(group.dn).attributes['member']).toEqual(member)
    expect(Object.keys(object(group.dn).attributes).sort()).toEqual(['dn', 'member', 'objectClass', 'objectGUID'])
    expect(objects).toHaveLength(2)
    expect(end.complete).toBe(true)
    expect(searches.filter(({ baseDn }) => baseDn === group.dn).map(({ attributes }) => attributes)).toEqual([['member;range=1500-*'], ['member;range=3000-*']])
  })

  test('a group whose further members are not given fails the read: it must not look smaller', async () => {
    const group = { dn: `CN=Half,${BASE}`, attributes: { objectClass: ['group'], objectGUID: [guid(1)], 'member;range=0-1': ['CN=a', 'CN=b'] } }
    for (const answer of [{ entries: [] }, { entries: [{ dn: group.dn, attributes: {} }] }, { entries: [{ dn: group.dn, attributes: { 'member;range=0-1': ['CN=a', 'CN=b'] } }] }]) {
      const { url } = await start({ entries: [group], search: ({ baseDn }) => (baseDn === group.dn ? answer : undefined) })
      const error = await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))
      expect(error).toMatchObject({ code: 'readIncomplete' })
      expect(error.message).toContain('member')
      await directory?.stop()
    }
  })

  test('GUIDs and SIDs are the text that people know, other bytes base64 by the schema, in the spelling of the schema', async () => {
    const sid = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770091c0100', 'hex')
    const entry = {
      dn: `CN=One,${BASE}`,
      attributes: {
        objectclass: ['user'], OBJECTGUID: [Buffer.from('11223344556677888899aabbccddeeff', 'hex')], objectSid: [sid], customBytes: ['looks like text'],
        customText: ['Grüße'], EMPTY: [], blank: [''],
      },
    }
    const { url } = await start({
      entries: [entry],
      attributeTypes: [
        '( 1.2.3.1 NAME ( \'customBytes\' \'otherName\' ) DESC \'SYNTAX 1.1 (in a text)\' SYNTAX 1.3.6.1.4.1.1466.115.121.1.40{64} SINGLE-VALUE )',
        '( 1.2.3.2 NAME \'CustomText\' SYNTAX \'1.3.6.1.4.1.1466.115.121.1.15\' )',
      ],
    })
    const { objects } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects).toEqual([{
      type: 'user', anchor: '44332211-6655-8877-8899-aabbccddeeff',
      attributes: {
        dn: entry.dn, objectClass: 'user', objectGUID: '44332211-6655-8877-8899-aabbccddeeff', objectSid: 'S-1-5-21-2127521184-1604012920-1887927527-72713',
        customBytes: Buffer.from('looks like text').toString('base64'), CustomText: 'Grüße', blank: '',
      },
    }])
  })

  test('text that is no UTF-8 is kept as base64 and reported', async () => {
    const entry = { dn: `CN=Latin,${BASE}`, attributes: { objectClass: ['user'], objectGUID: [guid(1)], title: [Buffer.from('Grüße', 'latin1')] } }
    const { url } = await start({ entries: [entry], attributeTypes: ['( 2.5.4.12 NAME \'title\' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )'] })
    const { objects, issues } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects[0]?.attributes['title']).toBe(Buffer.from('Grüße', 'latin1').toString('base64'))
    expect(issues).toMatchObject([{ code: 'valueUnreadable', origin: entry.dn }])
  })

  test('entries of every kind get their object type, by the settings\' rules where there are any', async () => {
    const entries = [['top', 'computer', 'user'], ['group'], ['organizationalUnit'], ['contact', 'person'], ['user'], ['container']]
      .map((objectClass, i) => ({ dn: `CN=${i},${BASE}`, attributes: { objectClass, objectGUID: [guid(i)] } }))
    const { url } = await start({ entries })
    const { objects } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(Object.fromEntries(objects.map(({ type, attributes }) => [attributes['dn'], type]))).toEqual({
      [`CN=0,${BASE}`]: 'computer', [`CN=1,${BASE}`]: 'group', [`CN=2,${BASE}`]: 'organizationalUnit', [`CN=3,${BASE}`]: 'contact', [`CN=4,${BASE}`]: 'user', [`CN=5,${BASE}`]: 'entry',
    })
    const ruled = await readDirectory({ ...SIGNED_IN, url, objectTypes: [{ name: 'box', objectClasses: ['CONTAINER'] }] }, SECRET)
    expect(ruled.objects.find(({ attributes }) => attributes['dn'] === `CN=5,${BASE}`)?.type).toBe('box')
  })
})

describe('who an entry is', () => {
  test('without the attribute that identifies it, an entry is reported and the read is not complete', async () => {
    const anonymous = { dn: `CN=Nobody,${BASE}`, attributes: { objectClass: ['user'] } }
    const { url } = await start({ entries: [user(1), anonymous, user(2)] })
    const { objects, issues, end } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects).toHaveLength(2)
    expect(issues).toMatchObject([{ code: 'anchorMissing', origin: anonymous.dn }])
    expect(end.complete).toBe(false)
  })

  test('a directory that suddenly hides what identified everybody does not make everybody new', async () => {
    const entries = [1, 2, 3].map((i) => ({ dn: `uid=${i},${BASE}`, attributes: { objectClass: ['inetOrgPerson'], uid: [`${i}`] } }))
    const { url } = await start({ entries })
    const first = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(first.objects.map(({ anchor }) => anchor)).toEqual(entries.map(({ dn }) => dn))
    const later = await readDirectory({ ...SIGNED_IN, url }, { ...SECRET, known: { user: ['dn', 'entryUUID', 'uid'] } })
    expect(later.objects).toEqual([])
    expect(later.end.complete).toBe(false)
  })

  test('an entry that comes twice is taken once and reported', async () => {
    const { url } = await start({ entries: [user(1), user(2), user(1)] })
    const { objects, issues } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
    expect(objects).toHaveLength(2)
    expect(issues).toMatchObject([{ code: 'anchorDuplicate', origin: `CN=User 1,${BASE}` }])
  })
})

describe('signing in', () => {
  test.each([
    { data: '52e', says: 'the name or the password is wrong' }, { data: '533', says: 'disabled' }, { data: '701', says: 'the account has expired' },
    { data: '775', says: 'locked' }, { data: '773', says: 'must be changed' }, { data: '532', says: 'password has expired' },
  ])('Active Directory\'s reason $data is said in words', async ({ data, says }) => {
    const { url } = await start({ bind: () => ({ code: 49, diagnostic: `80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data ${data}, v3839\0` }) })
    const error = await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))
    expect(error).toMatchObject({ code: 'bindRefused', context: { reason: data, layer: 'bind' } })
    expect(error.message).toContain(says)
    expect(JSON.stringify(error.context) + error.message).not.toContain(SECRET.secret)
  })

  test('the name of a SASL mechanism as an account is an account', async () => {
    const { url, binds } = await start({ entries: users(1) })
    await readDirectory({ ...SIGNED_IN, url, bindDn: 'PLAIN' }, SECRET)
    expect(binds).toEqual([{ dn: 'PLAIN', password: SECRET.secret }])
  })

  test('a refused StartTLS is the end: nobody is signed in in clear', async () => {
    const { url, operations } = await start({ entries: users(1) })
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url, startTls: true }, SECRET))).toMatchObject({ code: 'connectionFailed', context: { layer: 'tls' } })
    expect(operations).toEqual([0x77])
  })

  test('a StartTLS that is granted and then not spoken is the end too', async () => {
    // Takes the handshake's bytes for messages and falls silent, or has slipped something in behind its answer.
    const grant = Buffer.from('300c02010178070a010004000400', 'hex')
    for (const startTls of [{}, { instead: Buffer.concat([grant, Buffer.from([0x30, 0x20, 0x02])]) }]) {
      const { url, operations, afterStartTls } = await start({ entries: users(1), startTls })
      const error = await failureOf(readDirectory({ ...SIGNED_IN, url, startTls: true, timeoutMs: 400 }, SECRET))
      expect(['timeout', 'connectionLost', 'connectionFailed']).toContain(error.code)
      expect(operations).toEqual([0x77])
      // A TLS handshake record (RFC 8446 §5.1) or nothing: no message in clear.
      expect(afterStartTls.filter((bytes) => bytes[0] !== 0x16)).toEqual([])
      await directory?.stop()
    }
  })

  test('without an account nobody is signed in, and the read says so', async () => {
    const { url, operations } = await start({ entries: users(2) })
    const { end } = await readDirectory({ url, baseDn: BASE }, SECRET)
    expect(end).toMatchObject({ complete: true, finding: { anonymous: true } })
    expect(new Set(operations)).toEqual(new Set([0x63]))
  })

  test.each([
    { settings: { url: 'ldaps://127.0.0.1:1', startTls: true }, because: 'StartTLS on ldaps' },
    { settings: { url: 'http://127.0.0.1' }, because: 'another protocol' },
    { settings: { url: 'ldap://reader:pass-phrase@127.0.0.1' }, because: 'a password in the address' },
    { settings: { url: 'ldap://127.0.0.1:1', filter: '(cn=a' }, because: 'a filter that ends too early' },
  ])('settings that describe no directory are refused before anything is sent: $because', async ({ settings }) => {
    const error = await failureOf(readDirectory({ ...SIGNED_IN, ...settings }, SECRET))
    expect(error.code).toBe('projectInvalid')
    expect(JSON.stringify(error.context) + error.message).not.toContain('pass-phrase')
  })
})

describe('a server that takes the connection and says nothing', () => {
  async function withSilentServer(use: (url: string, spokenTo: Promise<void>) => Promise<void>): Promise<void> {
    let hear = (): void => undefined
    const spokenTo = new Promise<void>((resolve) => { hear = resolve })
    const server = createServer((socket) => void socket.on('error', () => undefined).on('data', () => { hear() }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await use(`127.0.0.1:${(server.address() as AddressInfo).port}`, spokenTo)
    } finally {
      server.close()
    }
  }

  test.each([{ protocol: 'ldap', layer: 'bind' }, { protocol: 'ldaps', layer: 'tls' }])('is given up after the time allowed over $protocol', ({ protocol, layer }) => withSilentServer(async (address) => {
    expect(await failureOf(readDirectory({ ...SIGNED_IN, url: `${protocol}://${address}`, timeoutMs: 300 }, SECRET))).toMatchObject({ code: 'timeout', context: { layer } })
  }))

  test.each(['ldap', 'ldaps'])('does not hold up a cancellation over %s', (protocol) => withSilentServer(async (address, spokenTo) => {
    const controller = new AbortController()
    const failed = failureOf(readDirectory({ ...SIGNED_IN, url: `${protocol}://${address}` }, { ...SECRET, signal: controller.signal }))
    await spokenTo
    const cancelledAt = performance.now()
    controller.abort()
    expect(await failed).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - cancelledAt).toBeLessThan(2_000)
  }))
})

test('a base that lives elsewhere names the server to go to', async () => {
  const { url } = await start({ search: ({ page }) => (page ? { code: 10, referrals: ['ldap://dc2.corp.example/DC=corp'] } : undefined) })
  const error = await failureOf(readDirectory({ ...SIGNED_IN, url }, SECRET))
  expect(error).toMatchObject({ code: 'directoryRefused', context: { resultCode: 10, referral: 'ldap://dc2.corp.example/DC=corp' } })
})

test('subordinate partitions are reported and not followed', async () => {
  const urls = [`ldap://corp.example/CN=Configuration,${BASE}`, `ldap://corp.example/DC=DomainDnsZones,${BASE}`]
  const { url } = await start({ search: ({ page }) => (page ? { entries: users(2), references: urls, cookie: '' } : undefined) })
  const { objects, issues, end } = await readDirectory({ ...SIGNED_IN, url }, SECRET)
  expect(objects).toHaveLength(2)
  expect(issues.map(({ code, message }) => [code, urls.some((address) => message.includes(address))])).toEqual([['referralIgnored', true], ['referralIgnored', true]])
  expect(end).toMatchObject({ complete: true, finding: { referrals: 2 } })
})

test('a read that its caller stops early says goodbye', async () => {
  const { url, operations } = await start({ entries: users(50) })
  await readDirectory({ ...SIGNED_IN, url, pageSize: 10 }, { ...SECRET, limit: 5 })
  await vi.waitFor(() => { expect(operations.at(-1)).toBe(0x42) })
})
