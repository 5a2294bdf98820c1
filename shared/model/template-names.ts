/** The topologies that a project can be made of, each with a company of its own; hybrid basic is the sample company (docs/templates.md). */
export const TEMPLATE_NAMES = ['cloud-only', 'hybrid-basic', 'hybrid-advanced'] as const

export type TemplateName = (typeof TEMPLATE_NAMES)[number]
