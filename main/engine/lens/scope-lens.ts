import type { ClauseCounts, ClausePart, ClauseVerdict, GroupCounts, ScopePart } from '../../../shared/ipc/scope-views'
import { PatternStopped } from '../../../shared/expression/index'
import type { Cell } from '../../../shared/model/attribute'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'
import { computedSlots } from '../computed-source'
import type { Objects } from '../objects'
import type { MappingInput } from '../ports'
import { clauseTest, isEmpty } from '../scope'
import { columnOf, keptFor } from './columns'
import { sourceColumn } from './source-column'

/** What a clause or a filter says of an object; `undecided` where a pattern runs away on its value. */
export const VERDICT = { out: 0, in: 1, undecided: 2 } as const

type Groups = ScopingFilter['groups']

/** Groups of clauses held against everybody; all by source row, one of VERDICT each. */
export interface FilterVerdicts {
  readonly groups: Groups
  /** By group and clause. */
  readonly clauses: readonly (readonly Uint8Array[])[]
  readonly whole: Uint8Array
}

/** A whole scoping filter held against everybody: who is dropped when they are read is out. */
export interface ScopeVerdicts {
  readonly scope: FilterVerdicts
  readonly inputFilter: FilterVerdicts
  readonly whole: Uint8Array
}

/**
 * The filter over every source object, as the cycle evaluates it (`compileScope`): groups by OR, clauses by AND, a pattern that runs away
 * before a group lets the object through leaves it undecided. Columns are decoded once for as long as the objects are kept, and a clause
 * is asked once for each different value, so that an edit costs a pass over numbers.
 */
export function scopeVerdicts(input: MappingInput, filter: ScopingFilter | undefined): ScopeVerdicts {
  const scope = filterVerdicts(input, filter?.groups ?? [])
  const inputFilter = filterVerdicts(input, filter?.inputFilterGroups ?? [])
  return { scope, inputFilter, whole: scope.whole.map((verdict, row) => (inputFilter.whole[row] === VERDICT.in ? verdict : inputFilter.whole[row] as number)) }
}

function filterVerdicts(input: MappingInput, groups: Groups): FilterVerdicts {
  const clauses = groups.map((group) => group.clauses.map((clause) => clauseVerdicts(input, clause)))
  const size = input.source.anchors.length
  const whole = new Uint8Array(size).fill(groups.length === 0 ? VERDICT.in : VERDICT.out)
  for (let row = 0; row < size; row++) {
    for (const group of clauses) {
      const verdict = ofGroup(group, row)
      if (verdict === VERDICT.out) continue
      whole[row] = verdict
      break
    }
  }
  return { groups, clauses, whole }
}

function ofGroup(clauses: readonly Uint8Array[], row: number): number {
  let verdict: number = VERDICT.in
  for (const clause of clauses) {
    if (clause[row] === VERDICT.undecided) return VERDICT.undecided
    if (clause[row] === VERDICT.out) verdict = VERDICT.out
  }
  return verdict
}

/** Of those asked last, the saved filter's among them: an edit changes one clause, and the others need not be asked again. */
const KEPT_CLAUSES = 32
const verdicts = new WeakMap<Objects, Map<string, Uint8Array>>()

function clauseVerdicts(input: MappingInput, clause: FilterClause): Uint8Array {
  const key = JSON.stringify(clause)
  const kept = verdicts.get(input.source)
  if (kept && kept.size >= KEPT_CLAUSES && !kept.has(key)) kept.delete(kept.keys().next().value as string)
  return keptFor(verdicts, input.source, key, () => {
    const { codes, values } = codedColumn(input, clause.attribute)
    const test = clauseTest(clause)
    const verdictOf = new Uint8Array(values.length)
    for (let i = 0; i < values.length; i++) verdictOf[i] = ask(test, values[i] as Cell)
    const byRow = new Uint8Array(codes.length)
    for (let row = 0; row < codes.length; row++) byRow[row] = verdictOf[codes[row] as number] as number
    return byRow
  })
}

function ask(test: (value: Cell) => boolean, value: Cell): number {
  try {
    return test(value) ? VERDICT.in : VERDICT.out
  } catch (error) {
    if (error instanceof PatternStopped) return VERDICT.undecided
    throw error
  }
}

/** A column as numbers: by row, the place of its value among the different ones. */
interface CodedColumn {
  readonly codes: Int32Array
  readonly values: readonly Cell[]
}

const coded = new WeakMap<Objects, Map<string, CodedColumn>>()

function codedColumn(input: MappingInput, attribute: string): CodedColumn {
  const { source } = input
  return keptFor(coded, source, attribute, () => {
    const numberOf = new Map<string | null, number>()
    const values: Cell[] = []
    const codes = Int32Array.from(cellsOf(input, attribute), (cell) => {
      const key = cell === null || typeof cell === 'string' ? cell : JSON.stringify(cell)
      let number = numberOf.get(key)
      if (number === undefined) {
        numberOf.set(key, number = values.length)
        values.push(cell)
      }
      return number
    })
    return { codes, values }
  })
}

/** An attribute of all objects as filters see it, what the service computes included. */
function cellsOf(input: MappingInput, attribute: string): readonly Cell[] {
  const { source } = input
  const width = source.attributes.length
  const own = source.attributes.indexOf(attribute)
  const slot = computedSlots(input).get(attribute) ?? (own < 0 && attribute === SOFT_DELETED ? width : own)
  // A filter knows nothing of IsSoftDeleted: scope is decided before it is.
  return slot <= width ? columnOf(source, slot) : sourceColumn(input, slot)
}

const SOFT_DELETED = 'IsSoftDeleted'

/** Each clause for one object: its value and what it says, by group. */
export function scopeVerdictsOf(input: MappingInput, groups: Groups, row: number): ClauseVerdict[][] {
  return groups.map((group) => group.clauses.map((clause) => {
    const { codes, values } = codedColumn(input, clause.attribute)
    const value = values[codes[row] as number] as Cell
    const verdict = ask(clauseTest(clause), value)
    return { value, verdict: VERDICT_WORDS[verdict] as ClauseVerdict['verdict'] }
  }))
}

const VERDICT_WORDS = ['fails', 'passes', 'undecided'] as const

/** Counts by group and clause. `out`: who is out of scope, whatever says so. */
export function countGroups(input: MappingInput, { groups, clauses }: FilterVerdicts, out: Uint8Array): GroupCounts[] {
  return groups.map((group, g) => ({
    passes: countRows(out.length, (row) => ofGroup(clauses[g] as Uint8Array[], row) === VERDICT.in),
    clauses: group.clauses.map((clause, c): ClauseCounts => {
      const { codes, values } = codedColumn(input, clause.attribute)
      const blank = values.map(isEmpty)
      return {
        alone: countRows(out.length, (row) => clauses[g]?.[c]?.[row] === VERDICT.in),
        only: countRows(out.length, (row) => out[row] === VERDICT.out && failsOnly(clauses[g] as Uint8Array[], c, row)),
        blank: countRows(out.length, (row) => blank[codes[row] as number] as boolean),
      }
    }),
  }))
}

/** Whether of all clauses of a group only this one keeps an object out. */
function failsOnly(clauses: readonly Uint8Array[], clause: number, row: number): boolean {
  return clauses.every((verdicts, at) => verdicts[row] === (at === clause ? VERDICT.out : VERDICT.in))
}

/** How many rows count. */
export function countRows(size: number, counts: (row: number) => boolean): number {
  let count = 0
  for (let row = 0; row < size; row++) if (counts(row)) count++
  return count
}

/** Who counts, as rows; the same test for a number and for its list. */
export function countedBy(now: ScopeVerdicts, saved: ScopeVerdicts, part: ScopePart | undefined, clause: ClausePart | undefined): (row: number) => boolean {
  if (clause !== undefined) {
    const group = now.scope.clauses[clause.group] ?? []
    if (clause.which === 'alone') return (row) => group[clause.clause]?.[row] === VERDICT.in
    return (row) => now.whole[row] === VERDICT.out && failsOnly(group, clause.clause, row)
  }
  switch (part) {
    case undefined: return () => true
    case 'in': return (row) => now.whole[row] === VERDICT.in
    case 'out': return (row) => now.whole[row] === VERDICT.out
    case 'fallOut': return (row) => now.whole[row] === VERDICT.out && saved.whole[row] === VERDICT.in
    case 'comeIn': return (row) => now.whole[row] === VERDICT.in && saved.whole[row] === VERDICT.out
  }
}


