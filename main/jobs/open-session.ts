import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openMirror } from '../mirror/open-mirror'
import { readInThread, readInline } from './read-systems'
import { Session } from './session'

/**
 * A session on a project's mirror, reading in a thread of its own where the built one stands beside this bundle. Development may
 * name a build of the SQLite addon for an Electron that cannot load the stock one. Throws as `openMirror`.
 */
export function openSession(folder: string, mirrorFile: string): Session {
  const binding = process.env.REHEARSAL_SQLITE_BINDING
  const worker = join(__dirname, 'read-worker.cjs')
  const mirror = openMirror(mirrorFile, binding === undefined ? {} : { nativeBinding: binding })
  return new Session(folder, mirror, existsSync(worker) ? readInThread(worker) : readInline)
}
