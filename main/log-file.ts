import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_SIZE_BYTES = 1_000_000

export interface LogFile {
  /** Adds what went wrong, with its stack: for whoever looks into a bug. Never attribute values, never a secret. */
  readonly error: (what: string, cause?: unknown) => void
}

/** The diagnostic log in a folder: `rehearsal.log`, and the one before it as `rehearsal.old.log`. It never leaves the machine. */
export function openLogFile(folder: string): LogFile {
  const file = join(folder, 'rehearsal.log')
  return {
    error(what, cause) {
      const detail = cause instanceof Error ? `\n${cause.stack ?? cause.message}` : cause === undefined ? '' : `\n${String(cause)}`
      try {
        mkdirSync(folder, { recursive: true })
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_SIZE_BYTES) renameSync(file, join(folder, 'rehearsal.old.log'))
        appendFileSync(file, `${new Date().toISOString()} ${what}${detail}\n`)
      } catch {
        // A log that cannot be written must not be what stops the program; standard error is left.
        process.stderr.write(`${what}${detail}\n`)
      }
    },
  }
}
