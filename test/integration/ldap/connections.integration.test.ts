import { afterAll, beforeAll, expect } from 'vitest'
import { AppError } from '../../../shared/app-error'
import { testConnection } from '../../../main/connectors/ldap/test-connection'
import { testDirectory } from '../../../main/connectors/test-source'
import { readDirectory } from '../../support/ldap-read'
import { skipBecause } from '../../support/skip'
import { type Slapd, startSlapd, whySlapdIsMissing } from '../../support/slapd'

const { describe, test } = skipBecause(whySlapdIsMissing())

type Way = 'ldap' | 'ldaps' | 'startTls'

/** Settings for one way of connecting, signed in as the reader. */
function settingsFor(slapd: Slapd, way: Way, caFile?: string): Parameters<typeof readDirectory>[0] {
  return {
    url: way === 'ldaps' ? slapd.ldapsUrl : slapd.url, baseDn: slapd.baseDn, bindDn: slapd.reader.dn, timeoutMs: 5000,
    ...way === 'startTls' ? { startTls: true } : {}, ...caFile === undefined ? {} : { caFile },
  }
}

async function failureOf(reading: Promise<unknown>): Promise<AppError> {
  const error: unknown = await reading.then(() => undefined, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, not ${String(error)}`)
  return error
}

/** Sign-ins that slapd saw. */
async function bindsIn(slapd: Slapd): Promise<number> {
  return (await slapd.log()).split('\n').filter((line) => / BIND dn=/.test(line)).length
}

describe('connecting to a directory with a good certificate', () => {
  let slapd: Slapd
  beforeAll(async () => { slapd = await startSlapd({ people: 20 }) })
  afterAll(() => slapd?.stop())

  test('reads over ldap, ldaps and StartTLS alike', async () => {
    for (const way of ['ldap', 'ldaps', 'startTls'] as const) {
      const { objects, end } = await readDirectory(settingsFor(slapd, way, slapd.caFile), { secret: slapd.reader.password })
      expect(objects, way).toHaveLength(25)
      expect(end, way).toMatchObject({ complete: true, finding: { encrypted: way !== 'ldap', server: 'OpenLDAP', anchor: 'entryUUID', anonymous: false } })
    }
  })

  test('signs nobody in when the authority is another or not named, and says which authority is missing', async () => {
    const before = await bindsIn(slapd)
    for (const way of ['ldaps', 'startTls'] as const) {
      for (const caFile of [slapd.wrongCaFile, undefined]) {
        const error = await failureOf(readDirectory(settingsFor(slapd, way, caFile), { secret: slapd.reader.password }))
        expect(error).toMatchObject({ code: 'certificateRefused', context: { layer: 'certificate', reason: 'unknownAuthority' } })
        expect(error.message).toContain('authority')
      }
    }
    expect(await bindsIn(slapd)).toBe(before)
  })

  test('refuses a wrong password with the account and without the password', async () => {
    const error = await failureOf(readDirectory(settingsFor(slapd, 'ldap'), { secret: 'not-this-one' }))
    expect(error).toMatchObject({ code: 'bindRefused', context: { layer: 'bind', bindDn: slapd.reader.dn, resultCode: 49 } })
    expect(JSON.stringify([error.message, error.context])).not.toContain('not-this-one')
    expect(error.message).toContain(slapd.reader.dn)
  })

  test('sends no bind when there is no password for the account', async () => {
    const before = await bindsIn(slapd)
    for (const secret of ['', undefined]) {
      const options = secret === undefined ? {} : { secret }
      expect(await failureOf(readDirectory(settingsFor(slapd, 'ldap'), options))).toMatchObject({ code: 'secretMissing' })
    }
    expect(await bindsIn(slapd)).toBe(before)
  })

  test('says that the base is not there, or not shown: an anonymous read is no empty company', async () => {
    const { bindDn: _, ...anonymous } = settingsFor(slapd, 'ldap')
    expect(await failureOf(readDirectory(anonymous))).toMatchObject({ code: 'directoryRefused', context: { layer: 'base', resultCode: 32 } })
    const elsewhere = { ...settingsFor(slapd, 'ldap'), baseDn: `ou=nowhere,${slapd.baseDn}` }
    expect(await failureOf(readDirectory(elsewhere, { secret: slapd.reader.password }))).toMatchObject({ code: 'directoryRefused', context: { resultCode: 32 } })
    const malformed = { ...settingsFor(slapd, 'ldap'), baseDn: 'no dn at all' }
    expect(await failureOf(readDirectory(malformed, { secret: slapd.reader.password }))).toMatchObject({ code: 'directoryRefused', context: { resultCode: 34 } })
  })

  test('says that the plain port does not speak TLS, and that nothing listens', async () => {
    const plainPort = { ...settingsFor(slapd, 'ldaps', slapd.caFile), url: slapd.url.replace('ldap:', 'ldaps:') }
    expect(await failureOf(readDirectory(plainPort, { secret: slapd.reader.password }))).toMatchObject({ code: 'connectionFailed', context: { layer: 'tls' } })
    const closed = { ...settingsFor(slapd, 'ldap'), url: 'ldap://127.0.0.1:9' }
    expect(await failureOf(readDirectory(closed, { secret: slapd.reader.password }))).toMatchObject({ code: 'connectionFailed', context: { layer: 'port' } })
    const nowhere = { ...settingsFor(slapd, 'ldap'), url: 'ldap://no-such-host.invalid' }
    expect(await failureOf(readDirectory(nowhere, { secret: slapd.reader.password }))).toMatchObject({ code: 'connectionFailed', context: { layer: 'name' } })
  })

  test('names the authority\'s file that is missing or holds no certificate, before anything is sent', async () => {
    expect(await failureOf(readDirectory(settingsFor(slapd, 'ldaps', '/no/such/ca.pem'), { secret: slapd.reader.password }))).toMatchObject({ code: 'fileMissing' })
    expect(await failureOf(readDirectory(settingsFor(slapd, 'ldaps', '/etc/hostname'), { secret: slapd.reader.password }))).toMatchObject({ code: 'fileUnreadable' })
  })

  test('tests the connection layer by layer, with the certificate\'s fingerprint', async () => {
    for (const way of ['ldaps', 'startTls'] as const) {
      const { steps } = await testConnection({ kind: 'ldap', ...settingsFor(slapd, way, slapd.caFile) }, slapd.reader.password)
      expect(steps.map(({ layer, status }) => `${layer} ${status}`)).toEqual(['name ok', 'port ok', 'tls ok', 'certificate ok', 'bind ok', 'base ok'])
      expect(steps[3]?.text).toMatch(/localhost, issued by Throw-away test ca, .* fingerprint ([0-9A-F]{2}:){31}[0-9A-F]{2}/)
      expect(steps[5]?.text).toContain('OpenLDAP')
    }
    const { steps } = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'ldap') }, slapd.reader.password)
    expect(steps.map(({ layer, status }) => `${layer} ${status}`)).toEqual(['name ok', 'port ok', 'tls warning', 'certificate skipped', 'bind ok', 'base ok'])
  })

  test('finds the base that nobody named, and looks at some entries behind it', async () => {
    const { steps, inspected } = await testDirectory({ kind: 'ldap', ...settingsFor(slapd, 'ldaps', slapd.caFile), baseDn: '' }, Promise.resolve(slapd.reader.password), { folder: process.cwd(), signal: new AbortController().signal })
    expect(steps.slice(5)).toEqual([
      { layer: 'base', status: 'ok', text: `"${slapd.baseDn}" is there (OpenLDAP).` },
      { layer: 'sample', status: 'ok', text: expect.stringMatching(/^Read all 25 entries in 1 page of at most 500: .*\d+ user/u) as string },
    ])
    expect(inspected).toMatchObject({ settings: { baseDn: slapd.baseDn }, complete: true })
    const refused = await testDirectory({ kind: 'ldap', ...settingsFor(slapd, 'ldap') }, Promise.reject(new AppError('secretMissing', 'No password was entered.')), { folder: process.cwd(), signal: new AbortController().signal })
    expect(refused.steps.slice(4).map(({ layer, status, text }) => `${layer} ${status} ${text}`)).toEqual(['bind failed No password was entered.', 'base skipped Not tried, because of what failed before.', 'sample skipped Not tried, because of what failed before.'])
  })

  test('shows the fingerprint of a certificate that it refuses, and tries nothing behind it', async () => {
    const before = await bindsIn(slapd)
    const { steps } = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'startTls', slapd.wrongCaFile) }, slapd.reader.password)
    expect(steps.map(({ layer, status }) => `${layer} ${status}`)).toEqual(['name ok', 'port ok', 'tls ok', 'certificate failed', 'bind skipped', 'base skipped'])
    expect(steps[3]?.text).toMatch(/fingerprint ([0-9A-F]{2}:){31}.*authority/)
    expect(await bindsIn(slapd)).toBe(before)
  })

  test('tells a wrong password and a missing base apart, and what the directory does hold', async () => {
    const refused = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'ldap') }, 'wrong')
    expect(refused.steps.slice(4).map(({ status }) => status)).toEqual(['failed', 'skipped'])
    const missing = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'ldap'), baseDn: 'dc=other,dc=test' }, slapd.reader.password)
    expect(missing.steps.slice(4).map(({ status }) => status)).toEqual(['ok', 'failed'])
    expect(missing.steps[5]?.text).toContain(`It holds "${slapd.baseDn}"`)
    const closed = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'ldap'), url: 'ldap://127.0.0.1:9' }, slapd.reader.password)
    expect(closed.steps.map(({ status }) => status)).toEqual(['ok', 'failed', 'skipped', 'skipped', 'skipped', 'skipped'])
  })
})

for (const { certificate, reason, says } of [
  { certificate: 'expired', reason: 'expired', says: 'expired' },
  { certificate: 'wronghost', reason: 'wrongHost', says: 'not made out to "127.0.0.1"' },
] as const) {
  describe(`connecting to a directory whose certificate is ${certificate}`, () => {
    let slapd: Slapd
    beforeAll(async () => { slapd = await startSlapd({ certificate }) })
    afterAll(() => slapd?.stop())

    test('refuses it over ldaps and StartTLS, says why, and signs nobody in', async () => {
      for (const way of ['ldaps', 'startTls'] as const) {
        const error = await failureOf(readDirectory(settingsFor(slapd, way, slapd.caFile), { secret: slapd.reader.password }))
        expect(error).toMatchObject({ code: 'certificateRefused', context: { reason } })
        expect(error.message).toContain(says)
        const { steps } = await testConnection({ kind: 'ldap', ...settingsFor(slapd, way, slapd.caFile) }, slapd.reader.password)
        expect(steps[3]).toMatchObject({ layer: 'certificate', status: 'failed' })
        expect(steps[3]?.text).toContain(says)
      }
      expect(await bindsIn(slapd)).toBe(0)
    })
  })
}

describe('connecting to a directory that wants TLS', () => {
  let slapd: Slapd
  beforeAll(async () => { slapd = await startSlapd({ people: 3, requireTls: true }) })
  afterAll(() => slapd?.stop())

  test('says so for a plain connection and reads over the others', async () => {
    const error = await failureOf(readDirectory(settingsFor(slapd, 'ldap'), { secret: slapd.reader.password }))
    expect(error).toMatchObject({ code: 'tlsRequired', context: { layer: 'tls', resultCode: 13 } })
    for (const way of ['ldaps', 'startTls'] as const) {
      const { objects } = await readDirectory(settingsFor(slapd, way, slapd.caFile), { secret: slapd.reader.password })
      expect(objects).toHaveLength(8)
    }
    const { steps } = await testConnection({ kind: 'ldap', ...settingsFor(slapd, 'ldap') }, slapd.reader.password)
    expect(steps.find((step) => step.status === 'failed')?.text).toContain('encrypted')
  })
})
