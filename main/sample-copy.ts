import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply } from '../shared/app-error'
import { BugError } from '../shared/assert'

/** The person's own copy of the sample company, made where it is not there yet. Says whether it was. */
export async function sampleCopy(userData: string, worker: string): Promise<{ readonly folder: string; readonly fresh: boolean }> {
  const folder = join(userData, 'projects', 'northwind')
  if (existsSync(join(folder, 'rehearsal.json'))) return { folder, fresh: false }
  const error = await new Promise<ErrorReply | null>((resolve, reject) => {
    const thread = new Worker(worker, { workerData: folder })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  if (error === null) return { folder, fresh: true }
  throw error.code === 'bug' ? new BugError(error.message) : new AppError(error.code, error.message, error.context)
}
