import { type Hash, createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { AppError } from '../../shared/app-error'
import type { ConnectorSettings } from '../../shared/model/project'
import type { RowPrints } from '../../shared/model/record'
import { bufferOf } from '../packed/packed-rows'
import { UTF8_MARK } from './text-encoding'
import { fileError, resolvePath } from './text-file'

const CHUNK_BYTES = 1 << 20

/** SHA-256 over the settings and the bytes of all their files in turn: where it is the same, reading would bring the same. */
export class ContentHash {
  readonly #hash: Hash

  constructor(settings: ConnectorSettings) {
    this.#hash = createHash('sha256').update(JSON.stringify(settings))
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }

  /** Asked once, at the end. */
  text(): string {
    return `sha256:${this.#hash.digest('hex')}`
  }
}

/** The content hash of files without reading what is in them; `undefined` for systems without files. Throws `fileMissing`, `fileUnreadable`, `cancelled`. */
export async function hashContent(settings: ConnectorSettings, folder: string, signal: AbortSignal): Promise<string | undefined> {
  if (settings.kind === 'ldap') return undefined
  const hash = new ContentHash(settings)
  const bytes = Buffer.allocUnsafe(CHUNK_BYTES)
  for (const path of settings.paths) await addFile(hash, resolvePath(folder, path), bytes, signal)
  return hash.text()
}

async function addFile(hash: ContentHash, path: string, bytes: Buffer, signal: AbortSignal): Promise<void> {
  await throughFile(path, bytes, signal, (read) => {
    hash.add(read)
    return true
  })
}

/** Hands a file's bytes on, piece by piece, until somebody has seen enough. Throws as `hashContent`. */
async function throughFile(path: string, bytes: Buffer, signal: AbortSignal, take: (read: Buffer) => boolean): Promise<void> {
  try {
    const file = await open(path, 'r')
    try {
      for (;;) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was changed.')
        const { bytesRead } = await file.read(bytes, 0, bytes.length)
        if (bytesRead === 0 || !take(bytes.subarray(0, bytesRead))) return
      }
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : fileError(path, cause)
  }
}

/**
 * Whether a file holds the bytes that these prints are of, which takes a fifth of the time of hashing it; `undefined` where they cannot say: of other settings, or
 * of a text that stands there in other bytes. Throws as `hashContent`.
 */
export async function isAsPrinted(settings: ConnectorSettings, folder: string, prints: RowPrints, signal: AbortSignal): Promise<boolean | undefined> {
  const { markBytes, bytes: text } = prints
  if (settings.kind !== 'delimited' || markBytes === undefined || JSON.stringify(settings) !== prints.settings) return undefined
  const held = bufferOf(text)
  let at = 0
  let same = true
  await throughFile(resolvePath(folder, settings.paths[0] as string), Buffer.allocUnsafe(CHUNK_BYTES), signal, (read) => {
    const mark = at === 0 ? markBytes : 0
    const from = at + mark - markBytes
    const rest = read.subarray(mark)
    same = read.subarray(0, mark).equals(UTF8_MARK.subarray(0, mark)) && from + rest.length <= held.length && rest.compare(held, from, from + rest.length) === 0
    at += read.length
    return same
  })
  return same && at === prints.fileBytes
}

/** Whether a file's size alone says that it is not the one of these prints. Equal sizes say nothing, and so does a file that cannot be looked at. */
export async function hasOtherSize(settings: ConnectorSettings, folder: string, prints: RowPrints | undefined): Promise<boolean> {
  if (prints === undefined || settings.kind === 'ldap') return false
  const sizes = await Promise.all(settings.paths.map((path) => stat(resolvePath(folder, path)).then(({ size }) => size, () => undefined)))
  return sizes.every((size) => size !== undefined) && sizes.reduce((sum, size) => sum + size, 0) !== prints.fileBytes
}
