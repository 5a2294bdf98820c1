import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { AppError } from '../../../shared/app-error'
import { openConnection } from '../../../main/connectors/ldap/connection'
import { ResultCodeError } from '../../../main/connectors/ldap/errors'
import { encodeFilter } from '../../../main/connectors/ldap/filter'
import { targetOf } from '../../../main/connectors/ldap/target'
import { type DropProxy, startDropProxy } from '../../support/drop-proxy'
import { readDirectory } from '../../support/ldap-read'
import { skipBecause } from '../../support/skip'
import { type Slapd, startSlapd, whySlapdIsMissing } from '../../support/slapd'

const { describe, test } = skipBecause(whySlapdIsMissing())

const PEOPLE = 1000
const GROUPS = 20
/** The naming context, three containers and the reader's own entry. */
const AROUND = 5

const JPEG = Buffer.from('ffd8ffe000104a46494600010100', 'hex')
const SPECIAL = `
dn: ou=special,dc=example,dc=test
objectClass: organizationalUnit
ou: special

dn: cn=M\\C3\\BCller\\2C J\\C3\\BCrgen,ou=special,dc=example,dc=test
objectClass: inetOrgPerson
cn:: ${Buffer.from('Müller, Jürgen').toString('base64')}
sn:: ${Buffer.from('Müller').toString('base64')}
givenName:: ${Buffer.from('東京').toString('base64')}
mail: one@example.test
mail: two@example.test
title: only one
jpegPhoto:: ${JPEG.toString('base64')}
userCertificate;binary:: MIIBAA==
description;lang-fr: infirmier
description: nurse
manager: cn=M\\C3\\BCller\\2C J\\C3\\BCrgen,ou=special,dc=example,dc=test
userPassword: never-in-the-mirror

dn: uid=blank,ou=special,dc=example,dc=test
objectClass: inetOrgPerson
objectClass: posixAccount
uid: blank
cn: Blank
sn: Blank
uidNumber: 1
gidNumber: 1
homeDirectory: /
gecos:
`

function settingsFor(slapd: Slapd): Parameters<typeof readDirectory>[0] {
  return { url: slapd.url, baseDn: slapd.baseDn, bindDn: slapd.reader.dn, timeoutMs: 5000 }
}

async function failureOf(reading: Promise<unknown>): Promise<AppError> {
  const error: unknown = await reading.then(() => undefined, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, not ${String(error)}`)
  return error
}

describe(`reading ${PEOPLE} people`, () => {
  let slapd: Slapd
  let secret: string
  beforeAll(async () => {
    slapd = await startSlapd({ people: PEOPLE, groups: GROUPS, ldif: SPECIAL })
    secret = slapd.reader.password
  })
  afterAll(() => slapd?.stop())

  test('reads everybody page by page where the account may have only 500 at a time', async () => {
    const count = (await slapd.ldapsearch('1.1')).split('\n').filter((line) => /^dn:/.test(line)).length
    for (const pageSize of [undefined, 100, 999, 1000]) {
      const { objects, end, issues } = await readDirectory({ ...settingsFor(slapd), ...pageSize === undefined ? {} : { pageSize } }, { secret })
      expect(objects).toHaveLength(count)
      expect(new Set(objects.map(({ anchor }) => anchor)).size).toBe(count)
      expect(end.complete).toBe(true)
      expect(issues).toEqual([])
    }
    expect(count).toBe(PEOPLE + GROUPS + AROUND + 3)
  })

  test('reads a page of one entry at a time, and says that a filter finds nobody instead of calling everybody gone', async () => {
    const few = await readDirectory({ ...settingsFor(slapd), pageSize: 1, filter: '(departmentNumber=3)' }, { secret })
    expect(few.objects.length).toBe(Math.ceil(PEOPLE / 7))
    expect(few.end.complete).toBe(true)
    const none = await readDirectory({ ...settingsFor(slapd), filter: '(uid=nobody)' }, { secret })
    expect(none.objects).toEqual([])
    expect(none.issues).toMatchObject([{ code: 'resultLimited', origin: slapd.baseDn }])
    expect(none.end).toMatchObject({ complete: false, finding: { entries: 0, pages: 1 } })
  })

  test('an unpaged search that finds more than the limit fails instead of giving 500', async () => {
    const { signal } = new AbortController()
    const connection = await openConnection(targetOf({ kind: 'ldap', ...settingsFor(slapd) }, '/'), signal)
    try {
      await connection.bind(slapd.reader.dn, secret)
      const failure: unknown = await connection.search({ baseDn: slapd.baseDn, scope: 'sub', filter: encodeFilter('(objectClass=*)'), attributes: ['1.1'] }).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ResultCodeError)
      expect(failure).toMatchObject({ code: 4 })
    } finally {
      connection.close()
    }
  })

  test('keeps a paged search going when other entries are read between its pages', async () => {
    const { signal } = new AbortController()
    const connection = await openConnection(targetOf({ kind: 'ldap', ...settingsFor(slapd) }, '/'), signal)
    try {
      await connection.bind(slapd.reader.dn, secret)
      const filter = encodeFilter('(objectClass=*)')
      let cookie: Buffer = Buffer.alloc(0)
      let found = 0
      do {
        const page = await connection.search({ baseDn: slapd.baseDn, scope: 'sub', filter, attributes: ['1.1'], page: { size: 400, cookie } })
        found += page.entries.length
        cookie = page.cookie ?? Buffer.alloc(0)
        const between = await connection.search({ baseDn: slapd.baseDn, scope: 'base', filter, attributes: ['dc'] })
        expect(between.entries).toHaveLength(1)
      } while (cookie.length > 0)
      expect(found).toBe(PEOPLE + GROUPS + AROUND + 3)
    } finally {
      connection.close()
    }
  })

  test('gives values as they are: text of any script, binary as base64, one as text and several as a list, empty apart from absent', async () => {
    const { object, objects, multiValued } = await readDirectory(settingsFor(slapd), { secret })
    const person = objects.find(({ attributes }) => attributes['sn'] === 'Müller')
    expect(person?.type).toBe('user')
    expect(person?.attributes).toMatchObject({
      cn: 'Müller, Jürgen', givenName: '東京', mail: ['one@example.test', 'two@example.test'], title: 'only one',
      jpegPhoto: JPEG.toString('base64'), userCertificate: 'MIIBAA==', 'description;lang-fr': 'infirmier', description: 'nurse',
    })
    // One person, two spellings: the server rewrites an entry's DN and keeps a reference as it was loaded (RFC 4514 §2.4 allows both).
    expect(person?.attributes).toMatchObject({ dn: 'cn=Müller\\2C Jürgen,ou=special,dc=example,dc=test', manager: 'cn=M\\C3\\BCller\\2C J\\C3\\BCrgen,ou=special,dc=example,dc=test' })
    expect(person?.anchor).toBe(person?.attributes['entryUUID'])
    expect(person?.anchor).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const blank = object('uid=blank,ou=special,dc=example,dc=test')
    expect(blank.attributes['gecos']).toBe('')
    expect(blank.attributes).not.toHaveProperty('telephoneNumber')
    expect(object('ou=people,dc=example,dc=test').type).toBe('organizationalUnit')
    const group = object('cn=g0002,ou=groups,dc=example,dc=test')
    expect(group.type).toBe('group')
    expect(group.attributes['member']).toHaveLength(PEOPLE / GROUPS + 1)
    expect(multiValued['user']).toEqual(expect.arrayContaining(['mail', 'objectClass']))
  })

  test('never brings a password into the mirror, not even for the administrator or when it is asked for', async () => {
    const everything = await readDirectory({ ...settingsFor(slapd), bindDn: slapd.admin.dn }, { secret: slapd.admin.password })
    expect(everything.end.finding['secretsLeftOut']).toBe(PEOPLE + 2)
    const asked = await readDirectory({ ...settingsFor(slapd), bindDn: slapd.admin.dn, attributes: ['uid', 'userPassword'] }, { secret: slapd.admin.password })
    for (const { objects } of [everything, asked]) expect(objects.filter(({ attributes }) => 'userPassword' in attributes)).toEqual([])
  })

  test('reads only the attributes that are named, and what it needs to tell objects apart', async () => {
    const { object } = await readDirectory({ ...settingsFor(slapd), attributes: ['MAIL', 'dn'], filter: '(uid=u000007)' }, { secret })
    expect(Object.keys(object('uid=u000007,ou=people,dc=example,dc=test').attributes).sort()).toEqual(['dn', 'entryUUID', 'mail', 'objectClass'])
  })

  test('identifies people by an attribute of choice, reports those without it, and is then not complete', async () => {
    const people = await readDirectory({ ...settingsFor(slapd), anchor: 'employeenumber', filter: '(objectClass=posixAccount)' }, { secret })
    expect(people.objects.find(({ attributes }) => attributes['uid'] === 'u000001')?.anchor).toBe('100001')
    expect(people.issues).toMatchObject([{ code: 'anchorMissing', origin: 'uid=blank,ou=special,dc=example,dc=test' }])
    expect(people.end.complete).toBe(false)
  })

  test('finds by filters with escapes, non-ASCII text, substrings and matching rules', async () => {
    for (const { filter, count } of [
      { filter: '(sn=M\\c3\\bcller)', count: 1 },
      { filter: '(sn=Müller)', count: 1 },
      { filter: '(cn=*\\2c J*)', count: 1 },
      { filter: '(&(uid=u00000*)(!(uid=*5)))', count: 8 },
      { filter: '(uid=u0000*7)', count: 10 },
      { filter: '(uidNumber:2.5.13.14:=10042)', count: 1 },
      { filter: '(|(uid=u000001)(uid=u000002)(&(uid=u000003)(mail=*)))', count: 3 },
      { filter: '(uidNumber>=10998)', count: 3 },
      { filter: 'uid=u000009', count: 1 },
    ]) {
      const { objects } = await readDirectory({ ...settingsFor(slapd), filter }, { secret })
      expect(objects.length, filter).toBe(count)
    }
  })

  test('stops a preview after the number asked for, and is then not complete', async () => {
    const { objects, end } = await readDirectory(settingsFor(slapd), { secret, limit: 10 })
    expect(objects).toHaveLength(10)
    expect(end.complete).toBe(false)
  })

  test('gives the same objects with the same columns a second time', async () => {
    const first = await readDirectory(settingsFor(slapd), { secret })
    const names = (type: string): string[] => [...new Set(first.objects.filter((object) => object.type === type).flatMap(({ attributes }) => Object.keys(attributes)))]
    const known = Object.fromEntries(['user', 'group', 'entry'].map((type) => [type, names(type).reverse()]))
    const second = await readDirectory(settingsFor(slapd), { secret, known })
    expect(second.objects).toEqual(first.objects)
  })

  test('answers a cancellation within 250 ms with nothing more', async () => {
    const controller = new AbortController()
    const reading = readDirectory({ ...settingsFor(slapd), pageSize: 1 }, { secret, signal: controller.signal })
    const failed = failureOf(reading)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const cancelledAt = performance.now()
    controller.abort()
    expect(await failed).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - cancelledAt).toBeLessThan(2_000)
    const early = AbortSignal.abort()
    expect(await failureOf(readDirectory(settingsFor(slapd), { secret, signal: early }))).toMatchObject({ code: 'cancelled' })
  })
})

describe('reading only', () => {
  let slapd: Slapd
  beforeAll(async () => { slapd = await startSlapd({ people: 60, groups: 3 }) })
  afterAll(() => slapd?.stop())

  test('leaves the directory\'s change number as it was and sends nothing but sign-in, search, StartTLS and goodbye', async () => {
    const contextCsn = async (): Promise<string> => /^contextCSN: .+$/m.exec(await slapd.ldapsearch('-s', 'base', 'contextCSN'))?.[0] ?? 'none'
    const before = await contextCsn()
    expect(before).toMatch(/^contextCSN: \d{14}/)
    // The administrator could change anything.
    for (const way of [{ url: slapd.url }, { url: slapd.ldapsUrl, caFile: slapd.caFile }, { url: slapd.url, startTls: true, caFile: slapd.caFile }]) {
      const { objects } = await readDirectory({ ...settingsFor(slapd), bindDn: slapd.admin.dn, ...way, pageSize: 20 }, { secret: slapd.admin.password })
      expect(objects).toHaveLength(68)
    }
    expect(await contextCsn()).toBe(before)
    const operations = new Set([...(await slapd.log()).matchAll(/ op=\d+ ([A-Z]+)/g)].map((match) => match[1]))
    expect([...operations].sort()).toEqual(['BIND', 'EXT', 'RESULT', 'SEARCH', 'SRCH', 'STARTTLS', 'UNBIND'])
  })
})

for (const { name, options, outcome } of [
  { name: 'whose largest page is 7 entries', options: { pageLimit: 7 }, outcome: { complete: true, pageSize: 7 } },
  { name: 'whose largest page is 1 entry', options: { pageLimit: 1 }, outcome: { complete: true, pageSize: 1 } },
] as const) {
  describe(`reading a directory ${name}`, () => {
    let slapd: Slapd
    beforeAll(async () => { slapd = await startSlapd({ people: 40, ...options }) })
    afterAll(() => slapd?.stop())

    test('asks for smaller pages until the directory agrees, and reads everybody', async () => {
      const { objects, end } = await readDirectory(settingsFor(slapd), { secret: slapd.reader.password })
      expect(objects).toHaveLength(45)
      expect(end.complete).toBe(outcome.complete)
      expect(end.finding['pageSize']).toBeLessThanOrEqual(outcome.pageSize)
    })
  })
}

describe('reading a directory that ends a paged search too', () => {
  let slapd: Slapd
  beforeAll(async () => { slapd = await startSlapd({ people: 200, sizeLimit: 100, pagedTotal: 150 }) })
  afterAll(() => slapd?.stop())

  test('fails with the limit and gives no end', async () => {
    const error = await failureOf(readDirectory({ ...settingsFor(slapd), pageSize: 50 }, { secret: slapd.reader.password }))
    expect(error).toMatchObject({ code: 'limitExceeded', context: { layer: 'base', baseDn: slapd.baseDn } })
  })
})

describe('reading a directory with a part elsewhere', () => {
  let slapd: Slapd
  const elsewhere = 'ldap://127.0.0.1:9/ou=elsewhere,dc=other'
  beforeAll(async () => {
    slapd = await startSlapd({ people: 4, ldif: `dn: ou=elsewhere,dc=example,dc=test\nobjectClass: referral\nobjectClass: extensibleObject\nou: elsewhere\nref: ${elsewhere}\n` })
  })
  afterAll(() => slapd?.stop())

  test('does not follow the referral, reports it, and reads the rest completely', async () => {
    const { objects, issues, end } = await readDirectory(settingsFor(slapd), { secret: slapd.reader.password })
    expect(objects).toHaveLength(9)
    expect(issues).toMatchObject([{ code: 'referralIgnored', origin: slapd.baseDn }])
    expect(issues[0]?.message).toContain('ldap://127.0.0.1:9/')
    expect(end).toMatchObject({ complete: true, finding: { referrals: 1 } })
  })

  test('says which server holds the base when it is the referral itself', async () => {
    const error = await failureOf(readDirectory({ ...settingsFor(slapd), baseDn: `ou=elsewhere,${slapd.baseDn}` }, { secret: slapd.reader.password }))
    expect(error).toMatchObject({ code: 'directoryRefused', context: { resultCode: 10 } })
    expect(error.message).toContain('127.0.0.1:9')
  })
})

describe('losing the connection', () => {
  let slapd: Slapd
  let proxy: DropProxy
  beforeAll(async () => { slapd = await startSlapd({ people: 600 }) })
  afterAll(() => slapd?.stop())
  beforeEach(async () => { proxy = await startDropProxy(slapd.port) })
  afterEach(() => proxy?.stop())

  for (const startTls of [false, true]) {
    test(`fails the read at every byte it may be cut${startTls ? ' after StartTLS' : ''}, and connects only once`, async () => {
      const settings = { ...settingsFor(slapd), url: `ldap://127.0.0.1:${proxy.port}`, pageSize: 100, ...startTls ? { startTls, caFile: slapd.caFile } : {} }
      const whole = await readDirectory(settings, { secret: slapd.reader.password })
      expect(whole.objects).toHaveLength(605)
      for (const dropAfterBytes of [startTls ? 2500 : 30, 60_000, 100_000, 150_000, 250_000]) {
        proxy.dropAfterBytes = dropAfterBytes
        const before = proxy.connections
        const error = await failureOf(readDirectory(settings, { secret: slapd.reader.password }))
        expect(error.code, `cut after ${dropAfterBytes}`).toBe('connectionLost')
        expect(proxy.connections - before).toBe(1)
      }
    })
  }

  test('does not wait for ever when the directory falls silent after StartTLS', async () => {
    proxy.dropAfterBytes = 150_000
    proxy.silent = true
    const settings = { ...settingsFor(slapd), url: `ldap://127.0.0.1:${proxy.port}`, pageSize: 100, startTls: true, caFile: slapd.caFile, timeoutMs: 500 }
    expect(await failureOf(readDirectory(settings, { secret: slapd.reader.password }))).toMatchObject({ code: 'timeout' })
  })

  test('is cancelled at once while the directory is silent', async () => {
    proxy.dropAfterBytes = 150_000
    proxy.silent = true
    const controller = new AbortController()
    const failed = failureOf(readDirectory({ ...settingsFor(slapd), url: `ldap://127.0.0.1:${proxy.port}` }, { secret: slapd.reader.password, signal: controller.signal }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    const cancelledAt = performance.now()
    controller.abort()
    expect(await failed).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - cancelledAt).toBeLessThan(2_000)
  })
})
