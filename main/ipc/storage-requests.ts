import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { JobHost } from '../jobs/job-host'
import type { PurgeQuestion } from '../jobs/job-questions'
import type { ProcessClient } from '../jobs/process-client'
import type { ProjectSession } from '../project-session'
import type { Handlers } from './answer'

interface Options {
  readonly session: ProjectSession
  readonly jobs: JobHost
  /** Reads the mirror, and is ended before that is removed. */
  readonly views: Pick<ProcessClient, 'stop'>
  readonly onPurged: () => void
}

/** The mirror's place on the disk, and its end. */
export function storageRequests({ session, jobs, views, onPurged }: Options): Handlers<'project.storage' | 'project.purge'> {
  return {
    'project.storage': async () => {
      const folder = dirname(session.context('draft').mirror)
      return { folder, bytes: await bytesIn(folder) }
    },
    'project.purge': async () => {
      const question: PurgeQuestion = { project: session.context('draft') }
      const purged = jobs.ask('purge', question)
      views.stop()
      await purged
      onPurged()
      return null
    },
  }
}

/** What the files of a folder take together; nothing where there is none. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0)))
  return sizes.reduce((sum, size) => sum + size, 0)
}
