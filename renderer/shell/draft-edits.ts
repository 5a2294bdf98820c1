import type { AttributeMapping, FilterClause, ObjectMapping, ProjectDocument } from '../../shared/model/project'

export interface DraftEdit {
  readonly job?: string
  /** The mapping's target attribute, where the edit is in a mapping. */
  readonly mapping?: string
  readonly change: 'added' | 'removed' | 'changed'
  /** What was edited, in words: `mail`, `Scope`, `Workday`. */
  readonly what: string
}

/** What differs between the saved configuration and the draft, one for each mapping, scope, system, test and job's settings. */
export function draftEdits(saved: ProjectDocument, draft: ProjectDocument): readonly DraftEdit[] {
  if (saved === draft) return []
  return [
    ...compared(saved.systems, draft.systems, (system) => system.id, (system) => ({ what: system.name })),
    ...compared(saved.jobs.map(withoutMappings), draft.jobs.map(withoutMappings), (job) => job.id, (job) => ({ what: job.name ?? job.id, job: job.id })),
    ...draft.jobs.flatMap((job) => {
      const before = saved.jobs.find((other) => other.id === job.id)?.objectMappings ?? []
      return job.objectMappings.flatMap((mapping) => mappingEdits(job.id, before.find((other) => other.id === mapping.id), mapping))
    }),
    ...compared(saved.tests ?? [], draft.tests ?? [], (test) => test.id, (test) => ({ job: test.job, what: `Test ${test.name ?? test.anchor}` })),
  ]
}

function mappingEdits(job: string, saved: ObjectMapping | undefined, draft: ObjectMapping): readonly DraftEdit[] {
  if (saved === undefined) return [{ job, change: 'added', what: draft.name ?? draft.id }]
  const { scope: savedScope, attributeMappings: savedMappings, ...savedRest } = saved
  const { scope, attributeMappings, ...rest } = draft
  return [
    ...(same(savedScope, scope) ? [] : [{ job, change: 'changed', what: 'Scope' } as const]),
    ...(same(savedRest, rest) ? [] : [{ job, change: 'changed', what: draft.name ?? draft.id } as const]),
    ...compared(savedMappings, attributeMappings, (mapping) => mapping.target, (mapping: AttributeMapping) => ({ job, what: mapping.target, mapping: mapping.target })),
  ]
}

/** `job clause 2` for each clause of a scope that the saved one does not have, numbered as in the plan. */
export function editedClauses(saved: ProjectDocument, draft: ProjectDocument): readonly string[] {
  return draft.jobs.flatMap((job) => job.objectMappings.flatMap((mapping) => {
    const before = saved.jobs.find(({ id }) => id === job.id)?.objectMappings.find(({ id }) => id === mapping.id)
    const known = new Set(clausesOf(before).map(canonical))
    return clausesOf(mapping).flatMap((clause, at) => (known.has(canonical(clause)) ? [] : [`${job.id} clause ${String(at + 1)}`]))
  }))
}

function clausesOf(mapping: ObjectMapping | undefined): readonly FilterClause[] {
  return mapping?.scope?.groups.flatMap(({ clauses }) => clauses) ?? []
}

function withoutMappings<Job extends { readonly objectMappings: unknown }>(job: Job): Omit<Job, 'objectMappings'> {
  const { objectMappings: _, ...rest } = job
  return rest
}

function compared<Thing>(
  saved: readonly Thing[], draft: readonly Thing[], key: (thing: Thing) => string, describe: (thing: Thing) => Omit<DraftEdit, 'change'>,
): readonly DraftEdit[] {
  const before = new Map(saved.map((thing) => [key(thing), thing]))
  const after = new Set(draft.map(key))
  return [
    ...draft.flatMap((thing): readonly DraftEdit[] => {
      const old = before.get(key(thing))
      if (old === undefined) return [{ ...describe(thing), change: 'added' }]
      return same(old, thing) ? [] : [{ ...describe(thing), change: 'changed' }]
    }),
    ...saved.filter((thing) => !after.has(key(thing))).map((thing) => ({ ...describe(thing), change: 'removed' as const })),
  ]
}

function same(left: unknown, right: unknown): boolean {
  return left === right || canonical(left) === canonical(right)
}

/** Text that does not depend on the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => inner !== null && typeof inner === 'object' && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
    : inner) ?? ''
}
