import { AppError } from '../../../shared/app-error'
import { addressOf, type DirectoryTarget } from './target'

/** Which part of the way to a directory an answer is about, in the order in which they are passed. */
export type DirectoryLayer = 'name' | 'port' | 'tls' | 'certificate' | 'bind' | 'base'

/** A result other than success that the directory itself gave (RFC 4511 §4.1.9). `diagnostic` is its own text, often empty. */
export class ResultCodeError extends Error {
  override readonly name = 'ResultCodeError'
  constructor(readonly code: number, readonly diagnostic: string, readonly referrals: readonly string[] = []) {
    super(`result code ${code}${diagnostic === '' ? '' : `: ${diagnostic}`}`)
  }
}

export const ResultCode = {
  success: 0, timeLimitExceeded: 3, sizeLimitExceeded: 4, authMethodNotSupported: 7, strongerAuthRequired: 8, referral: 10,
  adminLimitExceeded: 11, unavailableCriticalExtension: 12, confidentialityRequired: 13, noSuchObject: 32, invalidDnSyntax: 34,
  invalidCredentials: 49, insufficientAccessRights: 50, busy: 51, unavailable: 52,
} as const

const NO_ADDRESS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL'])

/** What went wrong before the first byte could be exchanged. */
export function connectFailure(cause: unknown, target: DirectoryTarget): AppError {
  const code = codeOf(cause)
  const context = { host: target.host, port: target.port }
  if (NO_ADDRESS.has(code)) {
    return new AppError('connectionFailed', `The server name "${target.host}" has no address; check its spelling and this computer's name server.`, { ...context, layer: 'name' }, { cause })
  }
  const why = code === 'ECONNREFUSED' ? 'nothing listens on that port' : code === 'EHOSTUNREACH' || code === 'ENETUNREACH' ? 'there is no way to that network'
    : code === 'EACCES' || code === 'EPERM' ? 'this computer does not allow it' : `the connection could not be opened (${code || 'no reason given'})`
  return new AppError('connectionFailed', `${addressOf(target)} cannot be reached: ${why}; check the port and the firewalls between.`, { ...context, layer: 'port' }, { cause })
}

/** No answer in time: while connecting, securing or waiting for a reply. */
export function timeoutFailure(target: DirectoryTarget, layer: DirectoryLayer, doing: string): AppError {
  return new AppError('timeout', `${addressOf(target)} did not answer within ${target.timeoutMs} ms while ${doing}; try again, or allow it more time in the system's settings.`,
    { host: target.host, port: target.port, layer, timeoutMs: target.timeoutMs })
}

/** The sentence about a certificate that was not accepted, by OpenSSL's or Node's code for it. */
export function certificateReason(code: string, host: string): { readonly reason: string; readonly text: string } {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return { reason: 'expired', text: 'it has expired; have it renewed on the server' }
    case 'CERT_NOT_YET_VALID':
      return { reason: 'notYetValid', text: 'it is not valid yet; compare the clocks of both computers' }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return { reason: 'wrongHost', text: `it is not made out to "${host}"; use a name that is in the certificate` }
    case 'CERT_REVOKED':
      return { reason: 'revoked', text: 'it has been revoked; have it replaced on the server' }
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
    case 'CERT_SIGNATURE_FAILURE':
      return { reason: 'unknownAuthority', text: 'it comes from an authority that is not trusted here; name the right authority\'s PEM file in the system\'s settings' }
    default:
      return { reason: code, text: `it was refused (${code})` }
  }
}

const CERTIFICATE_CODES = /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|ERROR_IN_CERT|INVALID_PURPOSE|CRL_)/

/** What went wrong while the connection was being encrypted. Nothing secret has been sent at that point. */
export function tlsFailure(cause: unknown, target: DirectoryTarget): AppError {
  const code = codeOf(cause)
  const context = { host: target.host, port: target.port }
  if (CERTIFICATE_CODES.test(code)) {
    const { reason, text } = certificateReason(code, target.host)
    return new AppError('certificateRefused', `The certificate of ${addressOf(target)} was refused: ${text}.`, { ...context, layer: 'certificate', reason }, { cause })
  }
  const hint = target.encryption === 'ldaps' ? 'check that this is the port for ldaps' : 'check that the server has a certificate set up'
  return new AppError('connectionFailed', `${addressOf(target)} did not complete the TLS handshake (${code || 'it closed the connection'}); ${hint}.`, { ...context, layer: 'tls' }, { cause })
}

/** The server answered the StartTLS request with a refusal. The connection is given up: there is no fallback to clear text. */
export function startTlsRefused(cause: ResultCodeError, target: DirectoryTarget): AppError {
  return new AppError('connectionFailed', `${addressOf(target)} refuses StartTLS${saying(cause)}; use an ldaps:// address or have TLS set up on the server.`,
    { host: target.host, port: target.port, layer: 'tls', resultCode: cause.code }, { cause })
}

/** The directory went away before it had answered. */
export function lostFailure(target: DirectoryTarget, cause?: unknown): AppError {
  return new AppError('connectionLost', `The connection to ${addressOf(target)} was lost before the directory had answered; nothing of this read is used, try again.`,
    { host: target.host, port: target.port }, { cause })
}

/** What came is no LDAP message (RFC 4511 §4.1.1). */
export function malformedFailure(target: DirectoryTarget, what: string): AppError {
  return new AppError('connectionLost', `${addressOf(target)} sent something that is not LDAP (${what}); nothing of this read is used, check that the port belongs to a directory.`,
    { host: target.host, port: target.port })
}

/** Active Directory's own reasons for error 49, from the `data` field of its text ("Common Active Directory bind errors", LDAP). */
const AD_BIND_REASONS: Readonly<Record<string, string>> = {
  525: 'there is no such account',
  '52e': 'the name or the password is wrong',
  530: 'the account may not sign in at this time',
  531: 'the account may not sign in from this computer',
  532: 'the password has expired',
  533: 'the account is disabled',
  568: 'the account is in too many groups',
  701: 'the account has expired',
  773: 'the password must be changed first',
  775: 'the account is locked',
}

/** A bind that the directory answered with anything but success. Names the account, never the password. */
export function bindFailure(cause: ResultCodeError, target: DirectoryTarget, bindDn: string): AppError {
  const context = { host: target.host, port: target.port, layer: 'bind', bindDn, resultCode: cause.code }
  if (needsTls(cause)) return tlsRequired(cause, target)
  if (cause.code === ResultCode.invalidCredentials) {
    const data = /\bdata ([0-9a-f]{3})\b/i.exec(cause.diagnostic)?.[1]?.toLowerCase()
    const why = (data !== undefined && AD_BIND_REASONS[data]) || 'the name or the password is wrong'
    return new AppError('bindRefused', `${addressOf(target)} refused the sign-in of "${bindDn}": ${why}.`, { ...context, ...(data === undefined ? {} : { reason: data }) }, { cause })
  }
  return new AppError('bindRefused', `${addressOf(target)} refused the sign-in of "${bindDn}"${saying(cause)}.`, context, { cause })
}

/** A search that the directory answered with anything but success. */
export function searchFailure(cause: ResultCodeError, target: DirectoryTarget, baseDn: string): AppError {
  const context = { host: target.host, port: target.port, layer: 'base', baseDn, resultCode: cause.code }
  const base = `"${baseDn}"`
  switch (cause.code) {
    case ResultCode.timeLimitExceeded:
      return new AppError('limitExceeded', `The directory's time limit ended the search below ${base}${saying(cause)}; nothing of it is used, narrow the filter or have the limit raised for this account.`, context, { cause })
    case ResultCode.sizeLimitExceeded:
      return new AppError('limitExceeded', `The directory has more entries below ${base} than it gives to this account${saying(cause)}; nothing of it is used, have the size limit raised for this account.`, context, { cause })
    case ResultCode.adminLimitExceeded:
      return new AppError('limitExceeded', `An administrative limit of the directory ended the search below ${base}${saying(cause)}; nothing of it is used, have the limit raised for this account.`, context, { cause })
    case ResultCode.noSuchObject:
      return new AppError('directoryRefused', `The directory has no ${base}, or does not show it to this account; check the base DN and the account's rights.`, context, { cause })
    case ResultCode.invalidDnSyntax:
      return new AppError('directoryRefused', `${base} is not written as a DN should be; check the base DN.`, context, { cause })
    case ResultCode.referral: {
      const to = cause.referrals.length === 0 ? 'another server' : cause.referrals.join(' or ')
      return new AppError('directoryRefused', `The directory does not hold ${base} and points to ${to}; connect to the server that holds it.`, { ...context, referral: cause.referrals.join(' ') }, { cause })
    }
    case ResultCode.insufficientAccessRights:
      return new AppError('directoryRefused', `The directory does not let this account read ${base}${saying(cause)}; have read access granted.`, context, { cause })
    case ResultCode.busy:
    case ResultCode.unavailable:
      return new AppError('directoryRefused', `The directory is too busy or not available${saying(cause)}; try again later.`, context, { cause })
    default:
      if (needsTls(cause)) return tlsRequired(cause, target)
      return new AppError('directoryRefused', `The directory refused the search below ${base} with result code ${cause.code}${saying(cause)}.`, context, { cause })
  }
}

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`; empty where an error carries no code. */
export function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}

function needsTls(cause: ResultCodeError): boolean {
  return cause.code === ResultCode.confidentialityRequired || cause.code === ResultCode.strongerAuthRequired
}

function tlsRequired(cause: ResultCodeError, target: DirectoryTarget): AppError {
  return new AppError('tlsRequired', `${addressOf(target)} wants an encrypted connection${saying(cause)}; use an ldaps:// address or switch StartTLS on.`,
    { host: target.host, port: target.port, layer: 'tls', resultCode: cause.code }, { cause })
}

/** The server's own words, shortened to a line. */
function saying(cause: ResultCodeError): string {
  // eslint-disable-next-line no-control-regex -- a server's text may end in NUL (Active Directory) or hold line ends
  const words = cause.diagnostic.replace(/[\u0000-\u001f]+/g, ' ').trim()
  return words === '' ? '' : ` (it says: ${words.length > 200 ? `${words.slice(0, 200)}…` : words})`
}
