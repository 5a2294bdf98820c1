import { rmSync } from 'node:fs'
import { type Mirror, openMirror, toMirrorError } from './open-mirror'

/** Pages copied at a time: some 16 MB, a slice of a few ms. */
const PAGES_PER_STEP = 1000

/**
 * A copy of the mirror beside it, to rehearse on and throw away: what is written there is never anybody's current state. Removed when
 * it is closed; what a killed process left is replaced. The caller holds the right to write to the mirror. Throws as `openMirror`.
 */
export async function scratchMirror(mirror: Mirror): Promise<Mirror> {
  const file = `${mirror.file}.scratch`
  remove(file)
  try {
    await mirror.db.backup(file, { progress: () => PAGES_PER_STEP })
  } catch (cause) {
    remove(file)
    throw toMirrorError(cause, file)
  }
  const scratch = openMirror(file, mirror.options)
  // Nobody needs what is here after a crash.
  scratch.db.pragma('synchronous = OFF')
  return {
    ...scratch,
    close: () => {
      scratch.close()
      remove(file)
    },
  }
}

function remove(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '.lock', '.lock-journal']) rmSync(`${file}${suffix}`, { force: true })
}
