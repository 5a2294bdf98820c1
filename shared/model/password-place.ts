import type { LdapSettings } from './project'

/** Where a password is, never the password: `env:NAME` is an environment variable, `store:NAME` an entry of the operating system's store. */
export interface PasswordPlace {
  readonly kind: 'env' | 'store'
  readonly name: string
}

/** The place that `passwordFrom` names; undefined where it names none. */
export function passwordPlace(passwordFrom: string): PasswordPlace | undefined {
  const [, kind, name = ''] = /^(env|store):(.+)$/s.exec(passwordFrom) ?? []
  return kind === 'env' || kind === 'store' ? { kind, name } : undefined
}

/**
 * An entry of the store. It is sent only where it was entered for, to that server and account and as well protected: a project from
 * elsewhere may name any entry.
 */
export interface StoreEntry {
  readonly name: string
  /** `ldaps://dc.example`, in lower case and without a slash at its end. */
  readonly url: string
  readonly bindDn: string
  readonly startTls: boolean
}

/** The entry of that name for the server and account of a directory. */
export function storeEntry(name: string, { url, bindDn = '', startTls = false }: Pick<LdapSettings, 'url' | 'bindDn' | 'startTls'>): StoreEntry {
  return { name, url: url.toLowerCase().replace(/\/$/, ''), bindDn, startTls }
}
