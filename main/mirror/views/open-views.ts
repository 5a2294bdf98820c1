import { statSync } from 'node:fs'
import { AppError } from '../../../shared/app-error'
import { openMirror, type Mirror } from '../open-mirror'

/** The mirror to read from, and what has been made ready over it. `undefined` while nothing has been read yet. */
export interface MirrorReader<Views> {
  views(file: string): Views | undefined
  /** Gives back the memory of pages that were read: they are read again in no time. */
  shrink(): void
  close(): void
}

/**
 * Keeps the mirror of one project open to read only. It is opened again when the file was replaced: a mirror may be deleted at any
 * time, and is made anew by the next import.
 */
export function mirrorReader<Views>(make: (mirror: Mirror) => Views, nativeBinding: string | undefined): MirrorReader<Views> {
  let open: { readonly mirror: Mirror; readonly views: Views; readonly identity: string } | undefined

  function close(): void {
    open?.mirror.close()
    open = undefined
  }

  return {
    views(file) {
      const identity = identityOf(file)
      if (open && identity === open.identity) return open.views
      close()
      if (identity === undefined) return undefined
      const mirror = openIfReady(file, nativeBinding)
      if (!mirror) return undefined
      open = { mirror, views: make(mirror), identity }
      return open.views
    },
    shrink: () => open?.mirror.db.pragma('shrink_memory'),
    close,
  }
}

/** The same as long as the path names the same file; undefined where there is none. */
function identityOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat && `${file}\n${stat.dev}\n${stat.ino}`
}

/** A mirror that is only just being made counts as not there. */
function openIfReady(file: string, nativeBinding: string | undefined): Mirror | undefined {
  try {
    return openMirror(file, { readOnly: true, ...(nativeBinding === undefined ? {} : { nativeBinding }) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'nothingRead') return undefined
    throw error
  }
}
