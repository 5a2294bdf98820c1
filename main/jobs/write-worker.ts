import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toErrorReply } from '../../shared/app-error'
import { openMirror, toMirrorError } from '../mirror/open-mirror'
import { type Writes, runWrites } from '../mirror/run-writes'
import type { FromWriter, WriterData } from './write-in-thread'

/*
 * The writing thread, of one piece of work after the other: a connection of its own, a transaction for each batch. Meanwhile the job's thread stages and plans
 * on; what it writes itself is small, and waits its turn.
 */

const port = parentPort
if (port) {
  const { file, nativeBinding } = workerData as WriterData
  const post = (message: FromWriter): void => port.postMessage(message)
  let write: ((writes: Writes) => void) | undefined
  let failed = false
  port.on('message', (writes: Writes) => {
    if (failed) return
    try {
      write ??= runWrites(openMirror(file, nativeBinding === undefined ? {} : { nativeBinding }).db)
      write(writes)
      post({ kind: 'written' })
    } catch (cause) {
      failed = true
      post({ kind: 'failed', error: toErrorReply(toAppError(cause, file)) })
    }
  })
}

function toAppError(cause: unknown, file: string): unknown {
  if (cause instanceof AppError) return cause
  try {
    return toMirrorError(cause, file)
  } catch (unknown) {
    return unknown
  }
}
