import type { ClauseProblem } from '../../../shared/ipc/scope-views'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'

export type Collection = 'groups' | 'inputFilterGroups'

export interface ClausePlace {
  readonly collection: Collection
  readonly group: number
  readonly clause: number
}

export type Operator = FilterClause['operator']

const OPERATORS = [
  'EQUALS', 'NOT EQUALS', 'IS NULL', 'IS NOT NULL', 'IS TRUE', 'IS FALSE', 'REGEX MATCH', 'NOT REGEX MATCH', 'GREATER_THAN', 'GREATER_THAN_OR_EQUALS',
  'INCLUDES', 'ENDS_WITH', '&', '!&',
] as const satisfies readonly Operator[]

const UNARY: ReadonlySet<Operator> = new Set(['IS NULL', 'IS NOT NULL', 'IS TRUE', 'IS FALSE'])
const NOT_FOR: Readonly<Record<string, ReadonlySet<Operator>>> = {
  Boolean: new Set(['EQUALS', 'NOT EQUALS', 'REGEX MATCH', 'NOT REGEX MATCH', 'GREATER_THAN', 'GREATER_THAN_OR_EQUALS', 'INCLUDES', 'ENDS_WITH', '&', '!&']),
  Integer: new Set(['IS TRUE', 'IS FALSE', 'INCLUDES', 'ENDS_WITH']),
}

/** Operators that fit an attribute's type, and the one that stands there; files say nothing of types, so that text is taken for anything. */
export function operatorsFor(type: string | undefined, present: Operator): readonly Operator[] {
  const not = NOT_FOR[type ?? ''] ?? new Set<Operator>()
  return OPERATORS.filter((operator) => operator === present || !not.has(operator))
}

/** Whether an operator compares with a value. */
export function takesValue(operator: Operator): boolean {
  return !UNARY.has(operator)
}

/** A clause with another operator: a value where one is taken, none where none is. */
export function withOperator({ value = '', ...rest }: FilterClause, operator: Operator): FilterClause {
  return takesValue(operator) ? { ...rest, operator, value } : { ...rest, operator }
}

/** The filter with one clause changed, or removed where `clause` is absent; a group without clauses goes, and so does a filter without groups. */
export function withClause(
  filter: ScopingFilter | undefined, { collection, group, clause }: ClausePlace, changed: FilterClause | undefined,
): ScopingFilter | undefined {
  const groups = (filter?.[collection] ?? []).flatMap((one, g) => {
    if (g !== group) return [one]
    const clauses = changed === undefined ? one.clauses.toSpliced(clause, 1) : one.clauses.map((old, c) => (c === clause ? changed : old))
    return clauses.length === 0 ? [] : [{ ...one, clauses }]
  })
  return cleaned(filter, collection, groups)
}

/** A clause more: at the end of a group, or in a group of its own at the end. */
export function withNewClause(filter: ScopingFilter | undefined, collection: Collection, group: number | undefined, clause: FilterClause): ScopingFilter {
  const groups = filter?.[collection] ?? []
  const next = group === undefined || groups[group] === undefined
    ? [...groups, { clauses: [clause] }]
    : groups.map((one, g) => (g === group ? { ...one, clauses: [...one.clauses, clause] } : one))
  return cleaned(filter, collection, next) ?? { groups: [] }
}

/** A clause one place up or down within its group; the same filter at the ends. */
export function withMovedClause(filter: ScopingFilter | undefined, { collection, group, clause }: ClausePlace, by: 1 | -1): ScopingFilter | undefined {
  const clauses = filter?.[collection]?.[group]?.clauses
  const moved = clauses?.[clause]
  if (filter === undefined || clauses === undefined || moved === undefined || clauses[clause + by] === undefined) return filter
  return cleaned(filter, collection, (filter[collection] ?? []).map((one, g) => (g === group
    ? { ...one, clauses: clauses.toSpliced(clause, 1).toSpliced(clause + by, 0, moved) }
    : one)))
}

function cleaned(filter: ScopingFilter | undefined, collection: Collection, groups: ScopingFilter['groups']): ScopingFilter | undefined {
  const { inputFilterGroups: _, ...rest } = { groups: [], ...filter }
  const input = collection === 'inputFilterGroups' ? groups : filter?.inputFilterGroups ?? []
  const next: ScopingFilter = { ...rest, groups: collection === 'groups' ? groups : rest.groups, ...(input.length > 0 && { inputFilterGroups: input }) }
  return next.groups.length === 0 && next.inputFilterGroups === undefined && next.categoryFilterGroups === undefined ? undefined : next
}

/** The number that a clause has in sentences: clauses count on over all groups of a filter, as the plan counts them. */
export function clauseNumber(filter: ScopingFilter | undefined, { collection, group, clause }: ClausePlace): number {
  return (filter?.[collection] ?? []).slice(0, group).reduce((sum, one) => sum + one.clauses.length, 0) + clause + 1
}

/** What is wrong with the clause at a place. */
export function problemsAt(problems: readonly ClauseProblem[], place: ClausePlace): readonly ClauseProblem[] {
  return problems.filter((one) => one.collection === place.collection && one.group === place.group && one.clause === place.clause)
}
