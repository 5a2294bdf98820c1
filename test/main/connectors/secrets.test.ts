import { expect, test } from 'vitest'
import { resolveSecret } from '../../../main/connectors/secrets'

const env = { LDAP_PASSWORD: 'from the environment', EMPTY: '' }
const store = (name: string): Promise<string | undefined> => Promise.resolve(name === 'directory' ? 'from the store' : undefined)

test.each([
  { from: 'env:LDAP_PASSWORD', secret: 'from the environment' },
  { from: 'store:directory', secret: 'from the store' },
  { from: undefined, secret: undefined },
])('$from is $secret', async ({ from, secret }) => expect(await resolveSecret(from, { env, store })).toBe(secret))

test.each([
  { from: 'env:NOT_SET', says: 'NOT_SET' }, { from: 'env:EMPTY', says: 'empty' }, { from: 'store:other', says: 'other' },
])('$from says what is missing where', async ({ from, says }) => {
  await expect(resolveSecret(from, { env, store })).rejects.toMatchObject({ code: 'secretMissing', message: expect.stringContaining(says) })
})

test('without a store a stored password is missing, and what to use instead is said', async () => {
  await expect(resolveSecret('store:directory', { env })).rejects.toMatchObject({ code: 'secretMissing', message: expect.stringContaining('env:NAME') })
})

test('a password written into the settings is refused and not repeated', async () => {
  const error: unknown = await resolveSecret('Summer2024!', { env, store }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'secretMissing' })
  expect(JSON.stringify(error) + String(error)).not.toContain('Summer2024!')
})
