import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { connect, isIP, type Socket } from 'node:net'
import * as tls from 'node:tls'
import { AppError } from '../../../shared/app-error'
import { codeOf, connectFailure, timeoutFailure, tlsFailure } from './errors'
import type { DirectoryTarget } from './target'

export type Wire = Socket | tls.TLSSocket

/** What a handshake showed of the server. `refused` is OpenSSL's or Node's code, absent for a certificate that is accepted. */
export interface ServerCertificate {
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  readonly validTo: string
  readonly refused?: string
}

/** Opens a TCP connection. Throws `connectionFailed` (name, port), `timeout`, or `cancelled` at once when the signal aborts. */
export function openSocket(target: DirectoryTarget, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host: target.host, port: target.port })
  socket.setNoDelay(true)
  return settle(socket, {
    target, signal, event: 'connect', late: () => timeoutFailure(target, 'port', 'the connection was being opened'), failed: (cause) => connectFailure(cause, target),
  })
}

/**
 * Encrypts an open connection and verifies the certificate, its authority and the host it is made out to (RFC 4513 §3.1.3). On
 * any failure the connection is destroyed, so that nothing can be sent over it. Throws `certificateRefused`, `connectionFailed`,
 * `timeout`, `cancelled`.
 */
export function secureSocket(plain: Socket, target: DirectoryTarget, trust: Trust): Promise<tls.TLSSocket> {
  return handshake(plain, target, { ...trust, verify: true })
}

/**
 * The certificate that a server presents, accepted or not, so that a person can compare its fingerprint. The connection is
 * closed afterwards: nothing is ever sent over one that was opened this way.
 */
export async function inspectCertificate(plain: Socket, target: DirectoryTarget, trust: Trust): Promise<ServerCertificate> {
  const secured = await handshake(plain, target, { ...trust, verify: false })
  try {
    const { fingerprint256, subject, issuer, valid_to: validTo } = secured.getPeerCertificate()
    const refused = secured.authorized ? undefined : secured.authorizationError
    return {
      fingerprint: fingerprint256, subject: commonName(subject), issuer: commonName(issuer), validTo,
      ...(refused === undefined || refused === null ? {} : { refused: typeof refused === 'string' ? refused : codeOf(refused) || 'unknown' }),
    }
  } finally {
    secured.destroy()
    plain.destroy()
  }
}

interface Trust {
  readonly signal: AbortSignal
  /** PEM texts, from `trustedAuthorities`. */
  readonly authorities: readonly string[]
}

async function handshake(plain: Socket, target: DirectoryTarget, { signal, authorities, verify }: Trust & { readonly verify: boolean }): Promise<tls.TLSSocket> {
  // `host` is what the certificate is compared with: without it Node would compare with "localhost". An address cannot be a server name (RFC 6066 §3).
  const secured = tls.connect({ socket: plain, host: target.host, servername: isIP(target.host) ? '' : target.host, ca: [...authorities], rejectUnauthorized: verify })
  try {
    return await settle(secured, {
      target, signal, event: 'secureConnect', late: () => timeoutFailure(target, 'tls', 'the connection was being encrypted'), failed: (cause) => tlsFailure(cause, target),
    })
  } catch (error) {
    plain.destroy()
    throw error
  }
}

interface Settling {
  readonly target: DirectoryTarget
  readonly signal: AbortSignal
  readonly event: 'connect' | 'secureConnect'
  readonly late: () => AppError
  readonly failed: (cause: unknown) => AppError
}

/** Resolves with the socket once its event came; destroys it when it fails, is late or is no longer wanted. */
function settle<W extends Wire>(socket: W, { target, signal, event, late, failed }: Settling): Promise<W> {
  return new Promise((resolve, reject) => {
    const stop = (error: AppError): void => {
      release()
      socket.on('error', () => undefined)
      socket.destroy()
      reject(error)
    }
    const onReady = (): void => {
      release()
      // What follows hears of a loss by 'close'; an 'error' without a listener would end the process.
      socket.on('error', () => undefined)
      resolve(socket)
    }
    const onError = (cause: unknown): void => stop(failed(cause))
    const onClose = (): void => stop(failed(undefined))
    const onAbort = (): void => stop(cancelled())
    const timer = setTimeout(() => stop(late()), target.timeoutMs)
    const release = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.off(event, onReady).off('error', onError).off('close', onClose)
    }
    socket.once(event, onReady).once('error', onError).once('close', onClose)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
  })
}

/** A read that somebody stopped. */
export function cancelled(): AppError {
  return new AppError('cancelled', 'The read was stopped before it was complete; nothing of it is used.')
}

/** The authorities of the system, and the one that the settings name. Throws `fileMissing`, `fileUnreadable`. */
export async function trustedAuthorities(caFile: string | undefined): Promise<string[]> {
  return caFile === undefined ? systemAuthorities() : [...systemAuthorities(), await readAuthority(caFile)]
}

async function readAuthority(caFile: string): Promise<string> {
  let pem: string
  try {
    pem = await readFile(caFile, 'utf8')
  } catch (cause) {
    const missing = codeOf(cause) === 'ENOENT'
    throw new AppError(missing ? 'fileMissing' : 'fileUnreadable', `The authority's file ${caFile} ${missing ? 'does not exist' : 'cannot be read'}; check the path in the system's settings.`, { path: caFile }, { cause })
  }
  try {
    void new X509Certificate(pem)
  } catch (cause) {
    throw new AppError('fileUnreadable', `The authority's file ${caFile} holds no certificate in PEM form; export it as Base-64 (PEM).`, { path: caFile }, { cause })
  }
  return pem
}

let known: string[] | undefined

/** Those that Node brings along and those of the operating system, which newer versions of Node can list. */
function systemAuthorities(): string[] {
  if (known === undefined) {
    known = [...tls.rootCertificates]
    if (typeof tls.getCACertificates === 'function') {
      known = [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])]
    }
  }
  return known
}

function commonName(name: tls.Certificate): string {
  const of = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
  return of(name.CN) ?? of(name.O) ?? of(name.OU) ?? 'unnamed'
}
