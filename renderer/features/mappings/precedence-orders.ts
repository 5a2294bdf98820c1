import { ANY_ATTRIBUTE } from '../../../shared/model/precedence'
import type { ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'

export type Precedence = NonNullable<ConnectedSystem['precedence']>

/** The order of jobs for one attribute, or for all that have none of their own. */
export interface PrecedenceOrder {
  readonly attribute: string
  readonly order: readonly string[]
}

/** Jobs that write the objects of one type, in the order of the cycle. */
export function writersOf({ jobs }: ProjectDocument, system: string, type: string): readonly Job[] {
  return jobs.filter((job) => job.target === system && job.objectMappings.some((mapping) => mapping.enabled !== false && mapping.targetType === type))
}

/** Whether a job feeds an attribute of the type. Names are compared without case, as targets do. */
export function feeds(job: Job, type: string, attribute: string): boolean {
  return attribute === ANY_ATTRIBUTE
    || job.objectMappings.some((mapping) => mapping.targetType === type
      && mapping.attributeMappings.some(({ target }) => target.toLowerCase() === attribute.toLowerCase()))
}

/** Attributes that more than one of the jobs feeds, in the order of the first job's mappings. */
export function sharedAttributes(writers: readonly Job[], type: string): readonly string[] {
  const targets = writers
    .flatMap(({ objectMappings }) => objectMappings.filter(({ targetType }) => targetType === type))
    .flatMap(({ attributeMappings }) => attributeMappings.map(({ target }) => target))
  const names = new Map<string, string>()
  for (const target of targets) if (!names.has(target.toLowerCase())) names.set(target.toLowerCase(), target)
  return [...names.values()].filter((name) => writers.filter((job) => feeds(job, type, name)).length > 1)
}

/** What a system declares for a type: the order of all other attributes first, absent where it has none. */
export function ordersOf(
  precedence: Precedence | undefined, type: string,
): { readonly others: readonly string[] | undefined; readonly own: readonly PrecedenceOrder[] } {
  const orders = precedence?.[type] ?? {}
  return {
    others: orders[ANY_ATTRIBUTE],
    own: Object.entries(orders).filter(([attribute]) => attribute !== ANY_ATTRIBUTE).map(([attribute, order]) => ({ attribute, order })),
  }
}

/** The precedence with another order, or none, for an attribute; `undefined` where nothing is declared any more. */
export function withOrder(precedence: Precedence | undefined, type: string, attribute: string, order: readonly string[] | undefined): Precedence | undefined {
  const { [attribute]: _, ...rest } = precedence?.[type] ?? {}
  const ofType = order === undefined ? rest : { ...precedence?.[type], [attribute]: [...order] }
  const { [type]: __, ...others } = precedence ?? {}
  const all = Object.keys(ofType).length === 0 ? others : { ...precedence, [type]: ofType }
  return Object.keys(all).length === 0 ? undefined : all
}

/** The order with one job a place further up or down; as it is where there is no such place. */
export function moved(order: readonly string[], at: number, by: 1 | -1): readonly string[] {
  const job = order[at]
  const to = at + by
  return job === undefined || to < 0 || to >= order.length ? order : order.toSpliced(at, 1).toSpliced(to, 0, job)
}
