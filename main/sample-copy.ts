import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessClient } from './jobs/process-client'

/** The person's own copy of the sample company, made where it is not there yet. Says whether it was. */
export async function sampleCopy(userData: string, maker: ProcessClient): Promise<{ readonly folder: string; readonly fresh: boolean }> {
  const folder = join(userData, 'projects', 'northwind')
  if (existsSync(join(folder, 'rehearsal.json'))) return { folder, fresh: false }
  await maker.ask('make', folder).answer
  maker.stop()
  return { folder, fresh: true }
}
