import { storeEntry, type StoreEntry } from '../../shared/model/password-place'
import type { ConnectorSettings } from '../../shared/model/project'
import { resolveSecret } from '../connectors/secrets'

/** The password that a read needs, if it needs one; `stored` asks the operating system's store. Throws `secretMissing`. */
export async function secretFor(settings: ConnectorSettings, stored: ((entry: StoreEntry) => Promise<string | undefined>) | undefined): Promise<string | undefined> {
  if (settings.kind !== 'ldap') return undefined
  return resolveSecret(settings.passwordFrom, { env: process.env, ...(stored && { store: (name) => stored(storeEntry(name, settings)) }) })
}
