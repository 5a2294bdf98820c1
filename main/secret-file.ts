import Store from 'electron-store'
import type { SecretFile } from './secret-store'

/** `secrets.json` in the person's own folder, readable by that person alone; what it holds is encrypted. A file that does not read counts as empty. */
export function openSecretFile(): SecretFile {
  // Keys hold addresses, whose dots are no paths.
  const store = new Store<Record<string, string>>({ name: 'secrets', clearInvalidConfig: true, accessPropertiesByDotNotation: false, configFileMode: 0o600 })
  return {
    get(key) {
      const encrypted: unknown = store.get(key)
      return typeof encrypted === 'string' ? encrypted : undefined
    },
    keys: () => Object.keys(store.store),
    set: (key, encrypted) => store.set(key, encrypted),
    delete: (key) => store.delete(key),
  }
}
