import { z } from 'zod'
import { AppError } from '../shared/app-error'
import type { StoreEntry } from '../shared/model/password-place'

/** The part of Electron's `safeStorage` that is used: it encrypts with a key that lies in Keychain, DPAPI, or a key ring. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(encrypted: Buffer): string
  /** Linux alone. */
  getSelectedStorageBackend?(): string
}

/** Where encrypted passwords lie: base64 by key, in the person's own folder. */
export interface SecretFile {
  get(key: string): string | undefined
  keys(): readonly string[]
  set(key: string, encrypted: string): void
  delete(key: string): void
}

/** The passwords that a person entered in the window. To be asked once the application is ready. */
export interface SecretStore {
  /** Why no password can be kept here, as a sentence; undefined where one can. */
  refusal(): string | undefined
  has(entry: StoreEntry): boolean
  /** Those whose passwords are kept, in the order of addresses, then of accounts. */
  entries(): readonly StoreEntry[]
  /** Keeps a password in place of the one before. Throws `refused` where there is a refusal. */
  keep(entry: StoreEntry, secret: string): void
  forget(entry: StoreEntry): void
  /** The password; undefined where none was entered. Throws `secretMissing` where there is a refusal, and where it cannot be decrypted. */
  secret(entry: StoreEntry): string | undefined
}

const storedKey = z.tuple([z.string(), z.string(), z.string(), z.boolean()])

interface Options {
  readonly storage: SafeStorage
  readonly file: SecretFile
  readonly platform: NodeJS.Platform
}

export function secretStore({ storage, file, platform }: Options): SecretStore {
  function refusal(): string | undefined {
    if (platform !== 'linux') return storage.isEncryptionAvailable()
      ? undefined
      : 'No password can be kept here, because the operating system\'s store cannot be used; name an environment variable with env:NAME instead.'
    // Without a key ring Chromium encrypts with a key that everybody knows, if it is told to, and calls that available.
    const safe = storage.isEncryptionAvailable() && !['basic_text', 'unknown', undefined].includes(storage.getSelectedStorageBackend?.())
    return safe
      ? undefined
      : 'No password can be kept here, because no key ring (GNOME Keyring or KWallet) is open; open one and start Rehearsal again, or name an environment variable with env:NAME.'
  }

  return {
    refusal,
    has: (entry) => file.get(keyOf(entry)) !== undefined,
    entries: () => file.keys().flatMap(entryOf).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    keep(entry, secret) {
      const why = refusal()
      if (why !== undefined) throw new AppError('refused', why)
      file.set(keyOf(entry), storage.encryptString(secret).toString('base64'))
    },
    forget: (entry) => file.delete(keyOf(entry)),
    secret(entry) {
      const encrypted = file.get(keyOf(entry))
      if (encrypted === undefined) return undefined
      const why = refusal()
      if (why !== undefined) throw new AppError('secretMissing', why, { name: entry.name })
      try {
        return storage.decryptString(Buffer.from(encrypted, 'base64'))
      } catch (cause) {
        throw new AppError('secretMissing', `The password "${entry.name}" cannot be decrypted: the key in the operating system's store is another one than when it was entered. Enter it again in Connections.`, { name: entry.name }, { cause })
      }
    },
  }
}

function keyOf({ name, url, bindDn, startTls }: StoreEntry): string {
  return JSON.stringify([name, url, bindDn, startTls])
}

/** The entry that a key stands for; none where the file was written by something else. */
function entryOf(key: string): readonly StoreEntry[] {
  const { success, data } = storedKey.safeParse(parsed(key))
  if (!success) return []
  const [name, url, bindDn, startTls] = data
  return [{ name, url, bindDn, startTls }]
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(key)
  } catch {
    return undefined // Not a key of ours.
  }
}

function sortKey({ url, bindDn, name }: StoreEntry): string {
  return JSON.stringify([url, bindDn, name])
}
