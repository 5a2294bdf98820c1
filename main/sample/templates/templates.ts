import type { TemplateName } from '../../../shared/model/template-names'
import { createProject, type OpenProject } from '../../project/project-file'
import { composeCloudOnly } from './cloud-only/compose'
import { composeHybridAdvanced } from './hybrid-advanced/compose'
import type { Template } from './template'
import { writeTemplate } from './write-template'

/** The topologies with a company of their own, besides hybrid basic, which is the sample company. */
export const TEMPLATES = { 'cloud-only': composeCloudOnly, 'hybrid-advanced': composeHybridAdvanced } as const satisfies Readonly<Record<OtherTemplate, (options: { readonly seed: number; readonly people?: number }) => Template>>

export type OtherTemplate = Exclude<TemplateName, 'hybrid-basic'>

/** A template as a project in a folder of its own. Throws as `createProject`. */
export async function createTemplateProject(
  folder: string, name: OtherTemplate, options: { readonly seed: number; readonly people?: number },
): Promise<{ readonly template: Template; readonly project: OpenProject }> {
  const template = TEMPLATES[name](options)
  await writeTemplate(folder, template)
  return { template, project: await createProject(folder, template.document, { note: `The template ${name}`, savedAt: template.clock }) }
}
