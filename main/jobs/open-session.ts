import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { openMirror } from '../mirror/open-mirror'
import { compareInThread } from './compare-in-thread'
import { gatherInThread } from './facet-columns'
import { type WriterData, writeInThread } from './write-in-thread'
import { readInThread, readInline } from './read-systems'
import { KeptThreads } from './kept-threads'
import { Session } from './session'

/** Of those that read: a source and a target. */
const THREADS_KEPT = 2

/**
 * A session on a project's mirror, reading, comparing and writing in threads of their own where the built ones stand beside this bundle. Development may
 * name a build of the SQLite addon for an Electron that cannot load the stock one. `stays`: it is for more than one piece of work; threads
 * wait for the next, and what it can start from is kept. Throws as `openMirror`.
 */
export function openSession(folder: string, mirrorFile: string, stays = false): Session {
  const binding = process.env.REHEARSAL_SQLITE_BINDING
  const reader = join(__dirname, 'read-worker.cjs')
  const writer = join(__dirname, 'write-worker.cjs')
  const mirror = openMirror(mirrorFile, binding === undefined ? {} : { nativeBinding: binding })
  if (!existsSync(reader) || !existsSync(writer)) return new Session(folder, mirror, readInline)
  const data: WriterData = { file: mirrorFile, nativeBinding: binding }
  const session = new Session(folder, mirror, readInThread(new KeptThreads(reader, stays ? THREADS_KEPT : 0)), writeInThread(new KeptThreads(writer, stays ? 1 : 0, data)))
  session.stays = stays
  const comparer = join(__dirname, 'compare-worker.cjs')
  const gatherer = join(__dirname, 'column-worker.cjs')
  if (existsSync(gatherer)) session.gatherColumns = gatherInThread(gatherer)
  if (existsSync(comparer) && availableParallelism() > 1) session.openComparing = compareInThread(comparer)
  return session
}
