import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { AppError } from '../../shared/app-error'

/** A text in pieces of any size, each as text or as UTF-8, made as they are asked for: a plan of a million actions is never held whole. */
export type TextChunks = Iterable<string | Uint8Array>

/** Onto a stream that the caller ends, no faster than it takes them. */
export async function writeChunks(out: Writable, chunks: TextChunks): Promise<void> {
  for (const bytes of gathered(chunks)) {
    if (out.write(Buffer.from(bytes))) continue // a copy, for the stream may hold it for a while
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
    const out = await open(temporary, 'w')
    try {
      await writeInto(out, chunks)
    } finally {
      await out.close()
    }
    await rename(temporary, file)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause instanceof AppError ? cause : writeError(file, what, cause)
  }
}

/** Whether a file can be put there, asked before the work begins that it is to hold. Throws as `writeWholeFile`. */
export async function checkPlace(file: string, what: string): Promise<void> {
  const temporary = `${file}.${process.pid}.part`
  try {
    await (await open(temporary, 'w')).close()
  } catch (cause) {
    throw writeError(file, what, cause)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined) // Its folder may be none.
  }
}

function writeError(file: string, what: string, cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new AppError('diskFull', `The disk is full and ${what} could not be written to ${file}; free some space and write it again.`, { file }, { cause })
  return new AppError('fileWriteFailed', `${capital(what)} could not be written to ${file} (${code ?? String(cause)}); check that the folder exists and that you may write there.`, { file }, { cause })
}

const WRITTEN_AT_ONCE = 1 << 20

async function writeInto(out: FileHandle, chunks: TextChunks): Promise<void> {
  for (const bytes of gathered(chunks)) {
    for (let put = 0; put < bytes.length;) put += (await out.write(bytes, put)).bytesWritten
  }
}

/**
 * The pieces as UTF-8, up to a megabyte at a time and in the same buffer each time: a new one for each would make the engine look
 * through the whole heap again and again.
 */
function* gathered(chunks: TextChunks): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(WRITTEN_AT_ONCE)
  let filled = 0
  for (const chunk of chunks) {
    const widest = typeof chunk === 'string' ? MOST_BYTES : 1
    for (let from = 0; from < chunk.length;) {
      if (filled > 0 && filled + (chunk.length - from) * widest > buffer.length) {
        yield buffer.subarray(0, filled)
        filled = 0
      }
      const piece = typeof chunk === 'string' ? wholeUnits(chunk, from, Math.floor(buffer.length / MOST_BYTES)) : chunk.subarray(from, from + buffer.length)
      filled += put(piece, buffer, filled)
      from += piece.length
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled)
}

/** How many bytes it took. */
function put(piece: string | Uint8Array, buffer: Buffer, at: number): number {
  if (typeof piece === 'string') return buffer.write(piece, at)
  buffer.set(piece, at)
  return piece.length
}

/** A UTF-16 code unit takes at most so many bytes in UTF-8. */
const MOST_BYTES = 3

/** At most so many code units of a text, and no half of a pair at their end. */
function wholeUnits(text: string, from: number, most: number): string {
  const end = from + most
  const isPair = end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800
  return text.slice(from, isPair ? end - 1 : end)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
