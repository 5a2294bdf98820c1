import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { AppError } from '../../shared/app-error'

/** A text in pieces, as texts or in UTF-8, made as they are asked for: a plan of a million actions is never held whole. */
export type TextChunks = Iterable<string | Uint8Array>

/** Onto a stream that the caller ends, no faster than it takes them. */
export async function writeChunks(out: Writable, chunks: TextChunks): Promise<void> {
  for (const chunk of chunks) {
    if (out.write(chunk)) continue
    await new Promise<void>((resolve, reject) => {
      const done = (): void => { out.off('error', failed); resolve() }
      const failed = (error: Error): void => { out.off('drain', done); reject(error) }
      out.once('drain', done)
      out.once('error', failed)
    })
  }
}

/**
 * As a file, written beside its place and moved there when it is whole, so that a kill leaves the old file or the new one. `what` names
 * it in an error's sentence: `the plan`. Throws `diskFull`, `fileWriteFailed`, and what making the text throws.
 */
export async function writeWholeFile(file: string, what: string, chunks: TextChunks): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  try {
    const out = createWriteStream(temporary, { highWaterMark: 1 << 20 })
    await writeChunks(out, chunks)
    await new Promise<void>((resolve, reject) => {
      out.once('error', reject)
      out.end(resolve)
    })
    await rename(temporary, file)
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof AppError) throw cause
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') throw new AppError('diskFull', `The disk is full and ${what} could not be written to ${file}; free some space and write it again.`, { file }, { cause })
    throw new AppError('fileWriteFailed', `${capital(what)} could not be written to ${file} (${code ?? String(cause)}); check that the folder exists and that you may write there.`, { file }, { cause })
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
