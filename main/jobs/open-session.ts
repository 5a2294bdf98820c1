import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openMirror } from '../mirror/open-mirror'
import { writeInThread } from './write-in-thread'
import { readInThread, readInline } from './read-systems'
import { Session } from './session'

/**
 * A session on a project's mirror, reading and writing in threads of their own where the built ones stand beside this bundle. Development may
 * name a build of the SQLite addon for an Electron that cannot load the stock one. Throws as `openMirror`.
 */
export function openSession(folder: string, mirrorFile: string): Session {
  const binding = process.env.REHEARSAL_SQLITE_BINDING
  const reader = join(__dirname, 'read-worker.cjs')
  const writer = join(__dirname, 'write-worker.cjs')
  const mirror = openMirror(mirrorFile, binding === undefined ? {} : { nativeBinding: binding })
  if (!existsSync(reader) || !existsSync(writer)) return new Session(folder, mirror, readInline)
  return new Session(folder, mirror, readInThread(reader), () => writeInThread(writer, { file: mirrorFile, nativeBinding: binding }))
}
