import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from './project'

/** Stands for every attribute that a precedence does not name. */
export const ANY_ATTRIBUTE = '*'

/** The order that a system declares for an attribute, first wins; `undefined` where it declares none. Names are compared without case. */
export function precedenceOf(system: ConnectedSystem | undefined, objectType: string, attribute: string): readonly string[] | undefined {
  const orders = system?.precedence?.[objectType]
  if (orders === undefined) return undefined
  const named = Object.keys(orders).find((name) => name.toLowerCase() === attribute.toLowerCase())
  return orders[named ?? ANY_ATTRIBUTE]
}

/** An object mapping of a job that comes before another, for some of its attributes (in lower case). */
export interface Higher {
  readonly job: Job
  readonly mapping: ObjectMapping
  readonly attributes: ReadonlySet<string>
}

/**
 * The object mappings that have precedence over one, the first to win first. Where attributes have different orders, a job stands once for
 * each place that it has among those before.
 */
export function higherMappings(document: ProjectDocument, job: Job, mapping: ObjectMapping): readonly Higher[] {
  const system = document.systems.find(({ id }) => id === job.target)
  if (system?.precedence?.[mapping.targetType] === undefined) return []
  const places = new Map<string, { readonly place: number; readonly jobId: string; readonly attributes: Set<string> }>()
  for (const { target } of mapping.attributeMappings) {
    const order = precedenceOf(system, mapping.targetType, target) ?? []
    order.slice(0, Math.max(0, order.indexOf(job.id))).forEach((jobId, place) => {
      const key = `${place} ${jobId}`
      const held = places.get(key) ?? { place, jobId, attributes: new Set<string>() }
      held.attributes.add(target.toLowerCase())
      places.set(key, held)
    })
  }
  return [...places.values()].sort((a, b) => a.place - b.place).flatMap(({ jobId, attributes }) => {
    const higher = document.jobs.find(({ id, target }) => id === jobId && target === job.target)
    const mappings = higher?.objectMappings.filter((one) => one.enabled !== false && one.targetType === mapping.targetType) ?? []
    return mappings.map((one) => ({ job: higher as Job, mapping: one, attributes }))
  })
}
