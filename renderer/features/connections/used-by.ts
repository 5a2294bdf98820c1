import type { Job, ProjectDocument } from '../../../shared/model/project'
import { attributesRead } from '../../ui/mapping-attributes'

/** Where the project says the name of an attribute. */
export interface Use {
  readonly kind: 'mapping' | 'scope'
  readonly job: string
  /** The mapping's target, for a mapping. */
  readonly mapping?: string
}

/** Mappings that read or write an attribute, and scopes that ask for it; each once, in the order of the jobs. */
export function usesOf(document: ProjectDocument, where: { readonly system: string; readonly type: string; readonly attribute: string }): readonly Use[] {
  return document.jobs.flatMap((job) => usesIn(job, where))
}

function usesIn(job: Job, { system, type, attribute }: { readonly system: string; readonly type: string; readonly attribute: string }): readonly Use[] {
  const uses: Use[] = []
  for (const mapping of job.objectMappings) {
    const reads = job.source === system && mapping.sourceType === type
    const writes = job.target === system && mapping.targetType === type
    for (const one of mapping.attributeMappings) {
      if ((reads && attributesRead(one).includes(attribute)) || (writes && one.target === attribute)) uses.push({ kind: 'mapping', job: job.id, mapping: one.target })
    }
    if (reads && mapping.scope?.groups.some((group) => group.clauses.some((clause) => clause.attribute === attribute)) === true) uses.push({ kind: 'scope', job: job.id })
  }
  return uses
}
