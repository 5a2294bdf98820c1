import { BugError } from './assert'

/** Every way in which something outside can fail, as a closed list. A code is for programs; the message is the sentence a person reads. */
export type AppErrorCode =
  | 'usage'
  | 'notThereYet'
  | 'cancelled'
  | 'fileMissing'
  | 'fileUnreadable'
  | 'fileWriteFailed'
  | 'folderNotEmpty'
  | 'formatUnknown'
  | 'encodingInvalid'
  | 'anchorUnknown'
  | 'projectMissing'
  | 'projectInvalid'
  | 'projectNewer'
  | 'systemUnknown'
  | 'jobUnknown'
  | 'objectUnknown'
  | 'runUnknown'
  | 'nothingRead'
  | 'readIncomplete'
  | 'mirrorBusy'
  | 'mirrorCorrupt'
  | 'mirrorNewer'
  | 'diskFull'
  | 'bindRefused'
  | 'certificateRefused'
  | 'connectionFailed'
  | 'connectionLost'
  | 'directoryRefused'
  | 'limitExceeded'
  | 'timeout'
  | 'tlsRequired'
  | 'secretMissing'
  | 'schemaInvalid'
  | 'engineStopped'
  | 'jobRunning'
  | 'refused'

/**
 * Something outside failed. `message` is one sentence: what, where (file and line, DN, JSON path), why, and what to do.
 * `context` carries the values, `cause` the original. Never holds a secret.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly context: Readonly<Record<string, string | number | boolean>> = {},
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options)
  }
}

/** An error as it crosses a process boundary: data, because a thrown error arrives with nothing but its message. */
export interface ErrorReply {
  readonly code: AppErrorCode | 'bug'
  readonly message: string
  readonly context: Readonly<Record<string, string | number | boolean>>
}

const BUG = 'This is a bug in Rehearsal: '

/** The error that crossed as data. */
export function fromErrorReply({ code, message, context }: ErrorReply): Error {
  return code === 'bug' ? new BugError(message) : new AppError(code, message, context)
}

/** The reply for any thrown value. Anything that is no `AppError` is a bug and says so. */
export function toErrorReply(error: unknown): ErrorReply {
  if (error instanceof AppError) return { code: error.code, message: error.message, context: error.context }
  const detail = error instanceof Error ? error.message : String(error)
  // Another process or thread may have said so already.
  return { code: 'bug', message: detail.startsWith(BUG) ? detail : `${BUG}${detail}`, context: {} }
}
