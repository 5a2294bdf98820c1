import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { TemplateName } from '../shared/model/template-names'
import { refuseFilled } from './project/refuse-filled'
import { createSampleProject } from './sample/create-sample-project'
import { createTemplateProject } from './sample/templates/templates'

/** The sample company in its own place, or a template in a folder that somebody chose. */
export interface MakeQuestion {
  readonly folder: string
  readonly template?: TemplateName
}

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

/** A template as a project in a folder that somebody chose. Throws `folderNotEmpty` where anything is in it already. */
export async function placeTemplateProject(folder: string, template: TemplateName): Promise<void> {
  await refuseFilled(folder)
  if (template === 'hybrid-basic') await createSampleProject(folder, { seed: 1 })
  else await createTemplateProject(folder, template, { seed: 1 })
}
