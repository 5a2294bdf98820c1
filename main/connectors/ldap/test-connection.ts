import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AppError } from '../../../shared/app-error'
import type { LdapSettings } from '../../../shared/model/project'
import type { TestStep } from '../../../shared/model/system-test'
import { type DirectoryConnection, openConnection, requestStartTls } from './connection'
import { signIn } from './connector'
import { certificateReason, connectFailure, type DirectoryLayer, ResultCodeError, searchFailure } from './errors'
import { encodeFilter } from './filter'
import { baseOf } from './find-base'
import { readSchema } from './schema'
import { addressOf, type DirectoryTarget, targetOf } from './target'
import { cancelled, inspectCertificate, openSocket, trustedAuthorities } from './transport'

export interface ConnectionReport {
  /** All six layers, in the order in which they are passed; those behind a failed one are skipped. */
  readonly steps: readonly TestStep[]
  /** Where the directory is searched: what the settings say, else what it calls its base itself. Absent where the last layer was not passed. */
  readonly baseDn?: string
}

const LAYERS: readonly DirectoryLayer[] = ['name', 'port', 'tls', 'certificate', 'bind', 'base']
const PRESENT = encodeFilter('(objectClass=*)')

/**
 * Tries the way to a directory layer by layer and says which one fails and what to do. The certificate is looked at over a
 * connection of its own, on which nothing else is sent; the account is signed in over a second one that verified it. A password that
 * cannot be had is a failure of signing in. Throws only `cancelled`, and `projectInvalid` for settings that describe no directory.
 */
export async function testConnection(
  settings: LdapSettings, secret: string | undefined | Promise<string | undefined>,
  options: { readonly folder?: string; readonly signal?: AbortSignal } = {},
): Promise<ConnectionReport> {
  const target = targetOf(settings, options.folder ?? process.cwd())
  const signal = options.signal ?? new AbortController().signal
  const steps: TestStep[] = []
  const pass = (layer: DirectoryLayer, text: string, status: TestStep['status'] = 'ok'): void => void steps.push({ layer, status, text })
  let layer: DirectoryLayer = 'name'
  let connection: DirectoryConnection | undefined
  let baseDn: string | undefined
  try {
    pass('name', await untilAborted(tryName(target), signal))

    layer = 'port'
    const probe = await openSocket(target, signal)
    pass('port', `${addressOf(target)} accepts connections.`)

    layer = 'tls'
    if (target.encryption === 'none') {
      probe.destroy()
      pass('tls', 'The connection is not encrypted: the password and everything read can be seen on the way. Prefer an ldaps:// address or StartTLS.', 'warning')
      pass('certificate', 'Without encryption no certificate is shown.', 'skipped')
    } else {
      const authorities = await trustedAuthorities(target.caFile).catch((error: unknown) => {
        probe.destroy()
        layer = 'certificate'
        throw error
      })
      if (target.encryption === 'startTls') await requestStartTls(probe, target, signal)
      const certificate = await inspectCertificate(probe, target, { signal, authorities })
      pass('tls', `The connection can be encrypted with ${target.encryption === 'ldaps' ? 'ldaps' : 'StartTLS'}.`)
      layer = 'certificate'
      const shown = `The certificate of ${certificate.subject}, issued by ${certificate.issuer}, valid to ${certificate.validTo}, SHA-256 fingerprint ${certificate.fingerprint}`
      if (certificate.refused !== undefined) {
        const { reason, text } = certificateReason(certificate.refused, target.host)
        throw new AppError('certificateRefused', `${shown}, was refused: ${text}.`, { reason, fingerprint: certificate.fingerprint })
      }
      pass('certificate', `${shown}, is accepted.`)
    }

    layer = 'bind'
    connection = await openConnection(target, signal)
    await signIn(connection, settings, await secret)
    pass('bind', connection.isBound ? `"${settings.bindDn}" is signed in.` : 'The settings name no account, so the directory is read anonymously.', connection.isBound ? 'ok' : 'warning')

    layer = 'base'
    const base = await tryBase(connection, target, settings)
    pass('base', base.text)
    baseDn = base.baseDn
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    const { layer: failed } = error.context
    pass(failed === 'tls' && layer !== 'tls' ? layer : LAYERS.find((name) => name === failed && !steps.some((step) => step.layer === name)) ?? layer, error.message, 'failed')
  } finally {
    connection?.close()
  }
  for (const name of LAYERS) if (!steps.some((step) => step.layer === name)) pass(name, 'Not tried, because of what failed before.', 'skipped')
  const order = (step: TestStep): number => LAYERS.findIndex((name) => name === step.layer)
  return { steps: [...steps].sort((a, b) => order(a) - order(b)), ...(baseDn === undefined ? {} : { baseDn }) }
}

/** A lookup of a name cannot be called off: it is left alone. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled())
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

async function tryName(target: DirectoryTarget): Promise<string> {
  if (isIP(target.host) !== 0) return `${target.host} is an address.`
  try {
    const { address } = await lookup(target.host)
    return `${target.host} has the address ${address}.`
  } catch (cause) {
    throw connectFailure(cause, target)
  }
}

async function tryBase(connection: DirectoryConnection, target: DirectoryTarget, settings: LdapSettings): Promise<{ readonly baseDn: string; readonly text: string }> {
  const schema = await readSchema(connection)
  const { server, namingContexts } = schema
  const baseDn = settings.baseDn === '' ? baseOf(schema, settings) : settings.baseDn
  try {
    const { entries } = await connection.search({ baseDn, scope: 'base', filter: PRESENT, attributes: ['objectClass'] })
    if (entries.length > 0) return { baseDn, text: `"${baseDn}" is there${server === '' ? '' : ` (${server})`}.` }
    throw new AppError('directoryRefused', `"${baseDn}" is there, but this account is shown nothing of it; check the account's rights.`, { baseDn })
  } catch (error) {
    if (!(error instanceof ResultCodeError)) throw error
    const { code, message, context } = searchFailure(error, target, baseDn)
    const held = namingContexts.length === 0 ? '' : ` It holds ${namingContexts.map((name) => `"${name}"`).join(', ')}.`
    throw new AppError(code, message + held, context, { cause: error })
  }
}
