import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../shared/app-error'
import { MIGRATIONS, migrate } from './migrate'
import { removeLeftovers } from './remove-leftovers'

/** An open mirror. One connection in one process writes; any number may be open to read only. */
export interface Mirror {
  readonly db: Database.Database
  readonly file: string
  /** How it was opened, for whoever opens another file alike. */
  readonly options: OpenMirrorOptions
  /**
   * Takes the right to write until the returned function is called, and removes what a killed import or run left behind.
   * Throws `mirrorBusy` while another process works on the same mirror. The operating system gives the right back when a process dies.
   */
  beginWork(): () => void
  close(): void
}

export interface OpenMirrorOptions {
  readonly readOnly?: boolean
  /** A build of the native addon for development under an Electron that cannot load the stock one. */
  readonly nativeBinding?: string
}

/**
 * Opens the mirror, creating it when it is not there. One that an older version wrote is brought to the current schema, also for somebody who only reads.
 * Throws `mirrorBusy`, `mirrorCorrupt`, `mirrorNewer`, `nothingRead` (to read only, and there is no mirror yet) or `fileWriteFailed`.
 */
export function openMirror(file: string, options: OpenMirrorOptions = {}): Mirror {
  const readonly = options.readOnly ?? false
  let db: Database.Database
  try {
    if (!readonly) mkdirSync(dirname(file), { recursive: true })
    db = new Database(file, { readonly, fileMustExist: readonly, timeout: 3000, ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}) })
  } catch (cause) {
    throw toMirrorError(cause, file)
  }
  try {
    if (readonly) {
      const at = db.pragma('user_version', { simple: true }) as number
      if (at > 0 && at < MIGRATIONS.length) return broughtUpToDate(db, file, options)
      if (at !== MIGRATIONS.length) throw new AppError('nothingRead', 'The mirror is not ready yet; read the systems first.', { file })
    } else {
      // Larger pages mean fewer writes for the same bytes; counts only while the file is empty.
      db.pragma('page_size = 16384')
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      db.pragma('foreign_keys = ON')
      db.pragma('temp_store = MEMORY')
      db.pragma('wal_autocheckpoint = 16000')
      migrate(db, file)
    }
    db.pragma(readonly ? 'cache_size = -32768' : 'cache_size = -65536')
    // What is mapped counts as memory of the process, and whoever writes holds enough without it.
    if (readonly) db.pragma('mmap_size = 268435456')
  } catch (cause) {
    db.close()
    throw cause instanceof AppError ? cause : toMirrorError(cause, file)
  }
  return { db, file, options, close: () => db.close(), beginWork: () => beginWork(db, file, options) }
}

/** What was read and rehearsed with an older version is there at once, and not only after the next work. */
function broughtUpToDate(old: Database.Database, file: string, options: OpenMirrorOptions): Mirror {
  old.close()
  openMirror(file, { ...options, readOnly: false }).close()
  return openMirror(file, options)
}

/** A second small database, locked as a whole: the one lock that every platform has and that no dead process keeps. */
function beginWork(db: Database.Database, file: string, options: OpenMirrorOptions): () => void {
  let lock: Database.Database | undefined
  try {
    lock = new Database(`${file}.lock`, { timeout: 0, ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}) })
    lock.exec('BEGIN EXCLUSIVE')
    removeLeftovers(db)
  } catch (cause) {
    lock?.close()
    throw toMirrorError(cause, file)
  }
  const held = lock
  return () => held.close()
}

/** The sentence for a failure of SQLite, by its result code (sqlite.org, "Result and Error Codes"). */
export function toMirrorError(cause: unknown, file: string): AppError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('mirrorBusy', `The mirror ${file} is in use by another window or command; wait for it to end, or cancel it there.`, { file }, { cause })
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new AppError('mirrorCorrupt', `The mirror ${file} is damaged and cannot be read; delete it and read all systems again (the project file is not affected).`, { file }, { cause })
  }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return new AppError('diskFull', `The disk that holds ${file} is full; free some space and run again (nothing that was held is lost).`, { file }, { cause })
  }
  if (/^SQLITE_(CANTOPEN|READONLY|IOERR)/.test(code) || NO_PLACE.has(code)) {
    return new AppError('fileWriteFailed', `The mirror ${file} cannot be opened for writing; check that the folder exists and that you may write there.`, { file }, { cause })
  }
  throw cause
}

/** What the file system says where a folder cannot be made or written into, also because a file has its name. */
const NO_PLACE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'])
