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
  set(key: string, encrypted: string): void
  delete(key: string): void
}

/** The passwords that a person entered in the window. To be asked once the application is ready. */
export interface SecretStore {
  /** Why no password can be kept here, as a sentence; undefined where one can. */
  refusal(): string | undefined
  has(entry: StoreEntry): boolean
  /** Keeps a password in place of the one before. Throws `refused` where there is a refusal. */
  keep(entry: StoreEntry, secret: string): void
  forget(entry: StoreEntry): void
  /** The password; undefined where none was entered. Throws `secretMissing` where there is a refusal, and where it cannot be decrypted. */
  secret(entry: StoreEntry): string | undefined
}

interface Options {
  readonly storage: SafeStorage
  readonly file: SecretFile
  readonly platform: NodeJS.Platform
}

export function secretStore({ storage, file, platform }: Options): SecretStore {
  function refusal(): string | undefined {
    if (platform !== 'linux') return storage.isEncryptionAvailable() ? undefined : 'No password can be kept here, because the operating system\'s store cannot be used; name an environment variable with env:NAME instead.'
    // Without a key ring Chromium encrypts with a key that everybody knows, if it is told to, and calls that available.
    const safe = storage.isEncryptionAvailable() && !['basic_text', 'unknown', undefined].includes(storage.getSelectedStorageBackend?.())
    return safe ? undefined : 'No password can be kept here, because no key ring (GNOME Keyring or KWallet) is open; open one and start Rehearsal again, or name an environment variable with env:NAME.'
  }

  return {
    refusal,
    has: (entry) => file.get(keyOf(entry)) !== undefined,
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
