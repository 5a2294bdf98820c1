import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../shared/app-error'

/**
 * Puts a file in place whole: killed at any moment, the path holds what it held before or all of the new text, and once this
 * returns the new text survives a power cut. Throws `diskFull` or `fileWriteFailed`; the old file is then untouched.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined) // What could not be written cannot always be removed; the error below counts.
    throw writeFailure(path, error)
  }
}

/** Moves a file within its folder, durably. Throws as `writeDurably` does. */
export async function renameDurably(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
    await syncFolder(dirname(to))
  } catch (error) {
    throw writeFailure(to, error)
  }
}

/** A failed write as a sentence that says which file and what to do. */
export function writeFailure(path: string, error: unknown): AppError {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('diskFull', `There is no room left to write ${path}; nothing was changed. Free some space and save again.`, { path }, { cause: error })
  }
  const why = code === 'EACCES' || code === 'EPERM' ? 'you have no permission to write there'
    : code === 'EROFS' ? 'the disk is read-only'
    : code === 'ENOTDIR' || code === 'EEXIST' ? 'a file stands where a folder is needed'
    : code === 'ENOENT' ? 'its folder is not there'
    : code === 'EISDIR' ? 'a folder stands where the file would be'
    : error instanceof Error ? error.message : String(error)
  return new AppError('fileWriteFailed', `${path} could not be written: ${why}. Nothing was changed.`, { path }, { cause: error })
}

/** The operating system's code of a failure, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Makes a rename survive a power cut. Windows has no such call for folders, and its renames are journalled. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EINVAL' && code !== 'ENOTSUP') throw error // Some network file systems offer no sync of folders.
  } finally {
    await handle.close()
  }
}
