import { isAbsolute, join } from 'node:path'
import type { LdapSettings } from '../../../shared/model/project'
import { AppError } from '../../../shared/app-error'

/** Where a directory answers and how the way there is protected. Holds no credentials. */
export interface DirectoryTarget {
  /** Name or address as the settings give it; an IPv6 address without brackets. The certificate must be made out to it. */
  readonly host: string
  readonly port: number
  /** `ldaps` speaks TLS from the first byte, `startTls` after one request in clear, `none` never. */
  readonly encryption: 'none' | 'ldaps' | 'startTls'
  /** Absolute path of a PEM file. */
  readonly caFile?: string
  /** Bounds opening a connection, and each silence of the server while it owes an answer. */
  readonly timeoutMs: number
}

const DEFAULT_TIMEOUT_MS = 30_000

/**
 * The target that the settings describe; relative paths start from `folder`. Throws `projectInvalid` for an address that is no
 * LDAP URL and for StartTLS on ldaps, which is TLS already.
 */
export function targetOf(settings: LdapSettings, folder: string): DirectoryTarget {
  let url: URL
  try {
    url = new URL(settings.url)
  } catch (cause) {
    throw new AppError('projectInvalid', `"${settings.url}" is no LDAP address; write ldap://host:port or ldaps://host:port.`, { url: settings.url }, { cause })
  }
  const secure = url.protocol === 'ldaps:'
  if ((!secure && url.protocol !== 'ldap:') || url.username !== '' || url.password !== '') {
    // The address itself is not repeated: it may hold a password.
    throw new AppError('projectInvalid', 'The directory\'s address must be ldap://host:port or ldaps://host:port, without a user name or a password in it.')
  }
  if (secure && settings.startTls) {
    throw new AppError('projectInvalid', `${settings.url} is encrypted from the start, so StartTLS cannot be used on it; use an ldap:// address or switch StartTLS off.`, { url: settings.url })
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') throw new AppError('projectInvalid', `"${settings.url}" names no server; write ldap://host:port or ldaps://host:port.`, { url: settings.url })
  return {
    host,
    port: url.port === '' ? (secure ? 636 : 389) : Number(url.port),
    encryption: secure ? 'ldaps' : settings.startTls ? 'startTls' : 'none',
    ...(settings.caFile === undefined ? {} : { caFile: isAbsolute(settings.caFile) ? settings.caFile : join(folder, settings.caFile) }),
    timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  }
}

/** `127.0.0.1:389`, for sentences. */
export function addressOf({ host, port }: DirectoryTarget): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
