import { expect, test } from 'vitest'
import { secretStore, type SafeStorage, type SecretFile } from '../../main/secret-store'
import { storeEntry } from '../../shared/model/password-place'

const directory = { url: 'ldaps://dc.example', bindDn: 'cn=reader,dc=example' }
const entry = storeEntry('directory', directory)

function memoryFile(): SecretFile & { readonly content: Map<string, string> } {
  const content = new Map<string, string>()
  return { content, get: (key) => content.get(key), keys: () => [...content.keys()], set: (key, encrypted) => void content.set(key, encrypted), delete: (key) => void content.delete(key) }
}

/** Encrypts by turning bytes over with a key; another key decrypts nothing. */
function storage(key: number, { available = true, backend = 'gnome_libsecret' }: { readonly available?: boolean; readonly backend?: string } = {}): SafeStorage {
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)]),
    decryptString: (encrypted) => {
      if (encrypted[0] !== key) throw new Error('Error while decrypting the ciphertext')
      return Buffer.from(encrypted.subarray(1).map((byte) => byte ^ key)).toString()
    },
  }
}

test('a password comes back as it was entered, and nothing readable is in the file', () => {
  const file = memoryFile()
  const store = secretStore({ storage: storage(0x5a), file, platform: 'linux' })
  expect([store.refusal(), store.has(entry), store.secret(entry)]).toEqual([undefined, false, undefined])
  store.keep(entry, 'Sömmer 2024!')
  expect([store.has(entry), store.secret(entry)]).toEqual([true, 'Sömmer 2024!'])
  const held = [...file.content].flat().flatMap((text) => [text, Buffer.from(text, 'base64').toString()])
  expect(held.filter((text) => text.includes('mmer 2024'))).toEqual([])
  const other = storeEntry('Øst', { url: 'LDAP://Branch.example/', startTls: true })
  store.keep(other, 'third')
  file.content.set('from elsewhere', 'x')
  expect(store.entries()).toEqual([other, entry])
  store.forget(other)
  file.content.delete('from elsewhere')
  store.keep(entry, 'another')
  expect(store.secret(entry)).toBe('another')
  store.forget(entry)
  expect([store.has(entry), store.secret(entry), file.content.size]).toEqual([false, undefined, 0])
})

test.each([
  ['another server', { ...directory, url: 'ldaps://elsewhere.example' }],
  ['another account', { ...directory, bindDn: 'cn=admin,dc=example' }],
  ['the same server without encryption', { ...directory, url: 'ldap://dc.example' }],
])('a project that names an entry for %s gets nothing', (_, other) => {
  const store = secretStore({ storage: storage(1), file: memoryFile(), platform: 'linux' })
  store.keep(storeEntry('directory', directory), 'secret')
  expect(store.secret(storeEntry('directory', other))).toBeUndefined()
})

test('StartTLS belongs to the entry, and the way in which an address is written does not', () => {
  const store = secretStore({ storage: storage(1), file: memoryFile(), platform: 'linux' })
  store.keep(storeEntry('a', { url: 'ldap://DC.example/', startTls: true }), 'secret')
  expect(store.secret(storeEntry('a', { url: 'ldap://dc.example', startTls: true }))).toBe('secret')
  expect(store.secret(storeEntry('a', { url: 'ldap://dc.example' }))).toBeUndefined()
})

test.each([
  { platform: 'linux', found: { available: false, backend: 'basic_text' }, says: 'key ring' },
  { platform: 'linux', found: { available: true, backend: 'basic_text' }, says: 'key ring' },
  { platform: 'linux', found: { available: true, backend: 'unknown' }, says: 'key ring' },
  { platform: 'win32', found: { available: false }, says: 'store' },
  { platform: 'darwin', found: { available: false }, says: 'store' },
] as const)('on $platform with $found nothing is kept, and one sentence says why', ({ platform, found, says }) => {
  const file = memoryFile()
  const store = secretStore({ storage: storage(1, found), file, platform })
  expect(store.refusal()).toMatch(new RegExp(`^No password can be kept here[^.]*${says}[^.]*\\.$`))
  expect(() => store.keep(entry, 'secret')).toThrow(expect.objectContaining({ code: 'refused', message: store.refusal() }))
  expect(file.content.size).toBe(0)
})

test('one that was kept while there was a key ring is not given without one', () => {
  const file = memoryFile()
  secretStore({ storage: storage(1), file, platform: 'linux' }).keep(entry, 'secret')
  const store = secretStore({ storage: storage(1, { backend: 'basic_text' }), file, platform: 'linux' })
  expect(() => store.secret(entry)).toThrow(expect.objectContaining({ code: 'secretMissing', message: store.refusal() }))
})

test('one that another key encrypted is said to be lost, without its value', () => {
  const file = memoryFile()
  secretStore({ storage: storage(1), file, platform: 'linux' }).keep(entry, 'hunter2')
  const store = secretStore({ storage: storage(2), file, platform: 'linux' })
  expect(() => store.secret(entry)).toThrow(expect.objectContaining({ code: 'secretMissing', message: expect.stringMatching(/"directory".*Enter it again in Connections\.$/) }))
})
