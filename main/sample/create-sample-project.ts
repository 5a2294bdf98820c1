import { type OpenProject, createProject, openProject, saveDraft, saveVersion } from '../project/project-file'
import { type SampleManifest, writeSample } from './write-sample'

/**
 * The sample company, hybrid basic, as a project in a folder of its own: its data, its saved versions, and the draft that the tour starts from.
 * Throws `folderNotEmpty` where a project is already, else as `createProject`.
 */
export async function createSampleProject(folder: string, options: { readonly seed: number }): Promise<{ readonly manifest: SampleManifest; readonly project: OpenProject }> {
  const manifest = await writeSample(folder, { ...options, chain: true })
  const [oldest, ...later] = manifest.versions
  if (!oldest) throw new RangeError('The sample has at least one version.')
  await createProject(folder, oldest.document, { note: oldest.note, savedAt: oldest.savedAt })
  for (const version of later) await saveVersion(folder, version.document, { note: version.note, savedAt: version.savedAt })
  const newest = later.at(-1) ?? oldest
  await saveDraft(folder, { document: manifest.draft, basedOn: manifest.versions.length, savedAt: newest.savedAt })
  return { manifest, project: await openProject(folder) }
}
