import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessClient } from './jobs/process-client'
import type { MakeQuestion } from './sample-project'

/** The person's own copy of the sample company, made where it is not there yet. Says whether it was. */
export async function sampleCopy(userData: string, maker: ProcessClient): Promise<{ readonly folder: string; readonly fresh: boolean }> {
  const folder = join(userData, 'projects', 'northwind')
  if (existsSync(join(folder, 'rehearsal.json'))) return { folder, fresh: false }
  await made(maker, { folder })
  return { folder, fresh: true }
}

/** Has a company made by its process, which ends with it. Throws `folderNotEmpty` where a template's folder holds anything. */
export async function made(maker: ProcessClient, question: MakeQuestion): Promise<void> {
  await maker.ask('make', question).answer.finally(() => { maker.stop() })
}
