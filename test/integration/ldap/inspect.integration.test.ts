import { afterAll, beforeAll, expect } from 'vitest'
import { inspectSource } from '../../../main/connectors/profile'
import { skipBecause } from '../../support/skip'
import { type Slapd, startSlapd, whySlapdIsMissing } from '../../support/slapd'

const { describe, test } = skipBecause(whySlapdIsMissing())

describe('looking at a directory', () => {
  let slapd: Slapd
  beforeAll(async () => { slapd = await startSlapd({ people: 30 }) })
  afterAll(() => slapd?.stop())

  test('finds the place to search itself where nobody names one', async () => {
    const found = await inspectSource(slapd.url, { ldap: { bindDn: slapd.reader.dn }, secret: slapd.reader.password })
    expect(found.settings).toMatchObject({ kind: 'ldap', baseDn: slapd.baseDn })
    expect(found.objectTypes.find((type) => type.name === 'user')).toMatchObject({ count: 30, suggestedAnchor: 'entryUUID' })
    expect(found.complete).toBe(true)
  })
})
