import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createProject, saveDraft, saveVersion } from './project/project-file'
import { writeSample } from './sample/write-sample'

/**
 * Makes the sample company's project: its files, its saved versions and the draft that changes the last one. Made beside its place
 * and put there whole, so that a start that was killed leaves no half of it.
 */
export async function createSampleProject(folder: string): Promise<void> {
  const beside = `${folder}.new`
  await rm(beside, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  const { versions, draft } = await writeSample(beside)
  await rm(join(beside, 'rehearsal.json'), { force: true })
  for (const [i, { document, note, savedAt }] of versions.entries()) {
    if (i === 0) await createProject(beside, document, { note, savedAt })
    else await saveVersion(beside, document, { note, savedAt })
  }
  const last = versions.at(-1)
  await saveDraft(beside, { document: draft, basedOn: versions.length, savedAt: last?.savedAt ?? '' })
  await rename(beside, folder)
}
