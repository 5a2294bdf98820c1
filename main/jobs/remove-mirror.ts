import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../shared/app-error'

/** Another process that read the mirror may need a moment to be gone, and on Windows an open file cannot be removed. */
const PATIENCE = { maxRetries: 10, retryDelay: 100 }

/** Removes the folder of a project's mirror, with its log, its lock and the kept forecast. Throws `fileWriteFailed`. */
export async function removeMirror(file: string): Promise<void> {
  const folder = dirname(file)
  try {
    await rm(folder, { recursive: true, force: true, ...PATIENCE })
  } catch (cause) {
    throw new AppError('fileWriteFailed', `Not all of ${folder} could be removed; close other programs that use it, then purge again.`, { folder }, { cause })
  }
}
