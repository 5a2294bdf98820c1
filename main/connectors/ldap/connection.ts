import type { Socket } from 'node:net'
import {
  BindRequest, type BerWriter, type Control, ExtendedRequest, Filter, type Message, PagedResultsControl, SearchFilter, SearchRequest, UnbindRequest,
} from 'ldapts'
import { AppError } from '../../../shared/app-error'
import { bindFailure, lostFailure, malformedFailure, ResultCode, ResultCodeError, startTlsRefused, timeoutFailure, type DirectoryLayer } from './errors'
import { type Frame, FrameReader, MalformedError, Operation, parseReference, parseResult, type Result } from './messages'
import type { DirectoryTarget } from './target'
import { cancelled, openSocket, secureSocket, trustedAuthorities, type Wire } from './transport'

/*
 * The only file that sends anything to a directory. It can send five requests: bind, search, StartTLS, unbind, and nothing that
 * changes an entry: none of the library's other requests is imported here, and no request can be handed in from outside.
 *
 * The client library's own `Client` is not used. It opens a lost connection again on its own and then searches unauthenticated,
 * which a directory may answer with nothing at all: the whole company would look deleted. A connection here lives once.
 */

export interface Search {
  readonly baseDn: string
  readonly scope: 'base' | 'sub'
  /** Encoded by `encodeFilter`. */
  readonly filter: Buffer
  readonly attributes: readonly string[]
  /** Asks for one page (RFC 2696), as a critical control: a server that cannot page must say so. */
  readonly page?: { readonly size: number; readonly cookie: Buffer }
}

export interface SearchAnswer {
  /** The content of each entry's message, for `entry.ts`; valid as long as it is held. */
  readonly entries: readonly Buffer[]
  /** Addresses where the directory says that more would be found. Never followed. */
  readonly references: readonly string[]
  /** Absent when the server sent no paging control; empty behind the last page. */
  readonly cookie?: Buffer
}

/**
 * One connection, used from opening to closing by one read. Requests are sent one after the other. Once it is lost, timed out or
 * cancelled it stays so: every further request throws the same error.
 */
export interface DirectoryConnection {
  readonly isBound: boolean
  readonly isOpen: boolean
  readonly isEncrypted: boolean
  /** Bytes received so far. */
  readonly bytes: number
  /** Signs in with a name and a password. Throws `secretMissing` without sending anything when the password is empty; `bindRefused`, `tlsRequired`. */
  bind(dn: string, password: string): Promise<void>
  /** Asks once and waits for the whole answer. Throws `ResultCodeError` for any result but success; `connectionLost`, `timeout`, `cancelled`. */
  search(search: Search): Promise<SearchAnswer>
  /** Says goodbye and closes. Never throws. */
  close(): void
}

interface Pending {
  readonly messageId: number
  readonly layer: DirectoryLayer
  readonly entries: Buffer[]
  readonly references: string[]
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
}

const START_TLS = '1.3.6.1.4.1.1466.20037' // RFC 4511 §4.14

/**
 * Opens a connection, encrypted as the target says and verified before anything else is sent. Throws `connectionFailed`,
 * `certificateRefused`, `timeout`, `cancelled`, and `fileMissing` or `fileUnreadable` for the authority's file.
 */
export async function openConnection(target: DirectoryTarget, signal: AbortSignal): Promise<DirectoryConnection> {
  const authorities = target.encryption === 'none' ? [] : await trustedAuthorities(target.caFile)
  const plain = await openSocket(target, signal)
  if (target.encryption === 'none') return converse(plain, target, signal).connection
  if (target.encryption === 'startTls') await requestStartTls(plain, target, signal)
  return converse(await secureSocket(plain, target, { signal, authorities }), target, signal).connection
}

/** Asks for StartTLS over an open connection, which is then ready for the handshake; destroyed when the server refuses. Throws `connectionFailed`. */
export async function requestStartTls(plain: Socket, target: DirectoryTarget, signal: AbortSignal): Promise<void> {
  await converse(plain, target, signal).startTls()
}

function converse(wire: Wire, target: DirectoryTarget, signal: AbortSignal): { readonly connection: DirectoryConnection; readonly startTls: () => Promise<void> } {
  const frames = new FrameReader()
  let lastId = 0
  let bound = false
  let received = 0
  let failure: AppError | undefined
  let pending: Pending | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const fail = (error: AppError): void => {
    if (failure) return
    failure = error
    bound = false
    detach()
    wire.destroy()
    const waiting = pending
    pending = undefined
    waiting?.reject(error)
  }
  const onData = (chunk: Buffer): void => {
    received += chunk.length
    timer?.refresh()
    try {
      for (const frame of frames.push(chunk)) accept(frame)
    } catch (cause) {
      if (!(cause instanceof MalformedError)) throw cause
      fail(malformedFailure(target, cause.message))
    }
  }
  const onLost = (cause?: unknown): void => fail(lostFailure(target, cause instanceof Error ? cause : undefined))
  const onAbort = (): void => fail(cancelled())
  const stopTimer = (): void => {
    clearTimeout(timer)
    timer = undefined // a cleared timer would come back to life on refresh()
  }
  const detach = (): void => {
    stopTimer()
    signal.removeEventListener('abort', onAbort)
    wire.off('data', onData).off('error', onLost).off('end', onLost).off('close', onLost)
  }

  wire.on('data', onData).on('error', onLost).on('end', onLost).on('close', onLost)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  /** Files one message under the request it answers. Answers to nobody are left alone: no request has message 0 (RFC 4511 §4.4). */
  const accept = (frame: Frame): void => {
    if (frame.messageId === 0) {
      // Notice of disconnection, RFC 4511 §4.4.1.
      const { code, diagnostic } = parseResult(frame)
      return onLost(new ResultCodeError(code, diagnostic))
    }
    if (!pending || frame.messageId !== pending.messageId) return
    switch (frame.operation) {
      case Operation.searchEntry: pending.entries.push(frame.content); return
      case Operation.searchReference: pending.references.push(...parseReference(frame)); return
      case Operation.intermediate: return
      case Operation.searchDone:
      case Operation.bindResponse:
      case Operation.extendedResponse: {
        const result = parseResult(frame)
        const done = pending
        pending = undefined
        stopTimer()
        done.resolve(result)
        return
      }
      default: throw new MalformedError(`operation ${frame.operation} is no answer to a search`)
    }
  }

  /** Sends one request once those before it are answered. */
  const send = (layer: DirectoryLayer, doing: string, request: (messageId: number) => Message): Promise<{ result: Result; entries: Buffer[]; references: string[] }> => {
    const answer = queue.then(() => new Promise<{ result: Result; entries: Buffer[]; references: string[] }>((resolve, reject) => {
      if (failure) return reject(failure)
      const messageId = ++lastId
      const entries: Buffer[] = []
      const references: string[] = []
      pending = { messageId, layer, entries, references, reject, resolve: (result) => resolve({ result, entries, references }) }
      timer = setTimeout(() => fail(timeoutFailure(target, layer, doing)), target.timeoutMs)
      wire.write(request(messageId).write())
    }))
    queue = answer.catch(() => undefined)
    return answer
  }

  const connection: DirectoryConnection = {
    get isBound() { return bound },
    get isOpen() { return failure === undefined },
    get isEncrypted() { return target.encryption !== 'none' },
    get bytes() { return received },

    async bind(dn, password) {
      // An empty password would be an anonymous bind that succeeds (RFC 4513 §5.1.2).
      if (password === '') throw new AppError('secretMissing', `There is no password for "${dn}", and without one the directory would sign in nobody; give the password in the way the system's settings name.`, { bindDn: dn })
      const { result } = await send('bind', 'the account was being signed in', (messageId) => new BindRequest({ messageId, dn, password }))
      if (result.code !== ResultCode.success) throw bindFailure(new ResultCodeError(result.code, result.diagnostic, result.referrals), target, dn)
      bound = true
    },

    async search({ baseDn, scope, filter, attributes, page }) {
      const controls: Control[] = page === undefined ? [] : [new PagedResultsControl({ critical: true, value: { size: page.size, cookie: page.cookie } })]
      const { result, entries, references } = await send('base', 'entries were being read', (messageId) => new SearchRequest({
        // No size limit of our own: the server would then end a search early and call it a success. No time limit: silence is timed here.
        messageId, baseDN: baseDn, scope, filter: new EncodedFilter(filter), attributes: [...attributes], controls, sizeLimit: 0, timeLimit: 0,
      }))
      if (result.code !== ResultCode.success) throw new ResultCodeError(result.code, result.diagnostic, result.referrals)
      return { entries, references, ...(result.cookie === undefined ? {} : { cookie: result.cookie }) }
    },

    close() {
      if (failure) return
      failure = lostFailure(target)
      bound = false
      detach()
      const waiting = pending
      pending = undefined
      waiting?.reject(failure)
      wire.end(new UnbindRequest({ messageId: ++lastId }).write(), () => wire.destroy())
      // A peer that takes nothing any more must not keep the process alive.
      setTimeout(() => wire.destroy(), 1000).unref()
    },
  }

  return {
    connection,
    /** The one extended request there is. Throws and destroys the connection when it is refused: no fallback to clear text. */
    async startTls() {
      const { result } = await send('tls', 'it was asked for StartTLS', (messageId) => new ExtendedRequest({ messageId, oid: START_TLS }))
      if (result.code !== ResultCode.success) {
        const error = startTlsRefused(new ResultCodeError(result.code, result.diagnostic), target)
        fail(error)
        throw error
      }
      // Bytes that came in clear behind the answer were slipped in by somebody on the way.
      if (frames.midMessage || failure) {
        fail(malformedFailure(target, 'data in clear after StartTLS'))
        throw failure ?? malformedFailure(target, 'data in clear after StartTLS')
      }
      detach()
    },
  }
}

/** A filter that is on the wire as it was encoded. */
class EncodedFilter extends Filter {
  override type = SearchFilter.present
  constructor(readonly encoded: Buffer) {
    super()
  }

  override write(writer: BerWriter): void {
    for (const byte of this.encoded) writer.writeByte(byte)
  }

  override toString(): string {
    return this.encoded.toString('hex')
  }
}
