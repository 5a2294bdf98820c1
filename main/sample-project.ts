import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createSampleProject } from './sample/create-sample-project'

/**
 * The sample company's project in its place. Made beside it and put there whole, so that a start that was killed leaves no half of it.
 */
export async function placeSampleProject(folder: string): Promise<void> {
  const beside = `${folder}.new`
  await rm(beside, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await createSampleProject(beside, { seed: 1 })
  await rename(beside, folder)
}
