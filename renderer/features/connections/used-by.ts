import { parse, walk } from '../../../shared/expression/index'
import { expressionOf, type AttributeMapping, type Job, type ProjectDocument } from '../../../shared/model/project'

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
      if ((reads && attributesIn(one).has(attribute)) || (writes && one.target === attribute)) uses.push({ kind: 'mapping', job: job.id, mapping: one.target })
    }
    if (reads && mapping.scope?.groups.some((group) => group.clauses.some((clause) => clause.attribute === attribute)) === true) uses.push({ kind: 'scope', job: job.id })
  }
  return uses
}

function attributesIn(mapping: AttributeMapping): ReadonlySet<string> {
  if (mapping.type === 'Direct') return new Set([mapping.source])
  const text = expressionOf(mapping)
  const names = new Set<string>()
  if (text === undefined) return names
  const parsed = parse(text)
  if (parsed.tree === undefined) return names
  walk(parsed.tree, (node) => { if (node.kind === 'attribute') names.add(node.name) })
  return names
}
