import { open, type FileHandle } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { AppError, type AppErrorCode } from '../../shared/app-error'
import { guessEncoding, TextDecoderStream, type TextEncoding } from './text-encoding'

/** A megabyte is some 10 ms of parsing: large enough for speed, small enough to hear an abort. */
const CHUNK_BYTES = 1 << 20

export interface TextChunk {
  /** Text as UTF-8, which ends at the end of a character. Overwritten once the next chunk is asked for. */
  readonly utf8: Buffer
  /** Bytes read so far. */
  readonly bytes: number
  readonly last: boolean
}

/** One file, read as text from start to end in bounded memory. */
export class TextFile {
  readonly #handle: FileHandle
  readonly #decoder: TextDecoderStream
  /** The byte-order mark, which is left out. */
  readonly #mark: Uint8Array
  readonly #path: string
  readonly #onBytes: ((bytes: Uint8Array) => void) | undefined
  readonly sizeBytes: number
  #bytes = 0

  private constructor(handle: FileHandle, details: { path: string; sizeBytes: number; decoder: TextDecoderStream; mark: Uint8Array; onBytes: ((bytes: Uint8Array) => void) | undefined }) {
    this.#handle = handle
    this.#path = details.path
    this.sizeBytes = details.sizeBytes
    this.#decoder = details.decoder
    this.#mark = details.mark
    this.#onBytes = details.onBytes
  }

  /** Opens a file; `onBytes` is told of its bytes as they stand while `chunks` is read. Throws `fileMissing`, `fileUnreadable` or `encodingInvalid` with what to do about it. */
  static async open(path: string, encoding: TextEncoding | undefined, onBytes?: (bytes: Uint8Array) => void): Promise<TextFile> {
    let handle: FileHandle
    try {
      handle = await open(path, 'r')
    } catch (cause) {
      throw fileError(path, cause)
    }
    try {
      const stat = await handle.stat()
      if (!stat.isFile()) throw notAFile(path, stat.isDirectory())
      const start = Buffer.alloc(64 * 1024)
      const { bytesRead } = await handle.read(start, 0, start.length, 0)
      const guess = guessEncoding(start.subarray(0, bytesRead))
      if (guess.unsupported) {
        throw new AppError('encodingInvalid', `The file ${path} is UTF-32, which is not read; save it as UTF-8 and read it again.`, { path })
      }
      // A byte-order mark is no text, whatever the settings say; a mark of another encoding than the one given stays and is seen.
      const markBytes = encoding === undefined || encoding === guess.encoding ? guess.markBytes : 0
      return new TextFile(handle, { path, sizeBytes: stat.size, decoder: new TextDecoderStream(encoding ?? guess.encoding), mark: start.subarray(0, markBytes), onBytes })
    } catch (cause) {
      await handle.close()
      throw cause instanceof AppError ? cause : fileError(path, cause)
    }
  }

  /** The encoding found or given; UTF-8 for text that is all ASCII. */
  get encoding(): TextEncoding {
    return this.#decoder.encoding ?? 'utf-8'
  }

  get doubtful(): boolean {
    return this.#decoder.doubtful
  }

  /** Whether the file ended in the middle of a character, or before the size it had when it was opened. */
  get cutOff(): boolean {
    return this.#decoder.cutOff || this.#bytes < this.sizeBytes
  }

  /** The text, in pieces of about a megabyte; the next is fetched while one is worked on. Throws `cancelled` once the signal is aborted. */
  async *chunks(signal: AbortSignal, chunkBytes = CHUNK_BYTES): AsyncGenerator<TextChunk> {
    let position = this.#mark.length
    this.#bytes = position
    this.#onBytes?.(this.#mark)
    const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const
    let turn: 0 | 1 = 0
    let pending = this.#fetch(buffers[turn], position)
    try {
      for (;;) {
        throwIfCancelled(signal)
        const length = await pending
        const buffer = buffers[turn]
        position += length
        this.#bytes = position
        const last = length < chunkBytes
        turn = turn === 0 ? 1 : 0
        if (!last) {
          pending = this.#fetch(buffers[turn], position)
          pending.catch(() => undefined) // looked at when its turn comes, or not at all when the reading is left early
        }
        throwIfCancelled(signal)
        this.#onBytes?.(buffer.subarray(0, length))
        yield { utf8: this.#decoder.decodeToUtf8(buffer.subarray(0, length), last), bytes: position, last }
        if (last) return
      }
    } finally {
      await pending.catch(() => undefined)
      await this.close()
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  async #fetch(buffer: Buffer, position: number): Promise<number> {
    let length = 0
    try {
      while (length < buffer.length) {
        const { bytesRead } = await this.#handle.read(buffer, length, buffer.length - length, position + length)
        if (bytesRead === 0) break
        length += bytesRead
      }
    } catch (cause) {
      throw fileError(this.#path, cause)
    }
    return length
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The reading was cancelled.')
}

/** Where a path of the settings is on disk. */
export function resolvePath(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path)
}

/** The file as issues name it: `people.csv line 1204`. */
export function originAt(path: string, line: number): string {
  return `${basename(path)} line ${line}`
}

/** The one sentence for a file that cannot be opened or read. */
export function fileError(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const [appCode, why]: [AppErrorCode, string] = code === 'ENOENT' ? ['fileMissing', 'does not exist; check the path, or choose the file again.']
    : code === 'ENOTDIR' ? ['fileMissing', 'does not exist, because a part of its path is a file; check the path.']
      : code === 'EACCES' || code === 'EPERM' ? ['fileUnreadable', 'may not be read by this account; give it the right to read, or copy the file.']
        : code === 'EISDIR' ? ['fileUnreadable', 'is a folder; name the files in it.']
          : code === 'EBUSY' ? ['fileUnreadable', 'is locked by another program; close it there and read again.']
            : code === 'ENAMETOOLONG' || code === 'ELOOP' ? ['fileUnreadable', 'has a path that the operating system does not accept; move the file.']
              : ['fileUnreadable', `cannot be read (${code || String(cause)}); check the drive or the share, and read again.`]
  return new AppError(appCode, `The file ${path} ${why}`, { path }, { cause })
}

function notAFile(path: string, folder: boolean): AppError {
  return new AppError('fileUnreadable', folder
    ? `The file ${path} is a folder; name the files in it.`
    : `The file ${path} is a device or a pipe; save its content as a file and read that.`, { path })
}
