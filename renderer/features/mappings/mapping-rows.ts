import type { PlanGroupView } from '../../../shared/ipc/views'
import { isBlankShape } from '../../../shared/model/blank-shapes'
import type { AttributeMapping } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { diagnosticsOf, targetAttribute, type MappingContext } from './mapping-context'

/** What the last run said about a mapping's values. */
export interface MappingHealth {
  readonly changes: number
  /** Those among the changes that leave the attribute without a value. */
  readonly blanks: number
  readonly fails: number
}

/** One line of the table of attribute mappings. */
export interface MappingRow {
  /** Place in the evaluation order, from 0. */
  readonly index: number
  readonly mapping: AttributeMapping
  readonly source: string
  readonly reference: boolean
  readonly edit?: 'added' | 'changed'
  /** There is an edit of it that was not kept. */
  readonly unkept: boolean
  /** The first error, as a sentence. */
  readonly error?: string
  readonly warnings: number
  readonly health: MappingHealth
}

interface Given {
  readonly context: MappingContext
  readonly edited: ReadonlyMap<string, 'added' | 'changed'>
  readonly unkept: (target: string) => boolean
  readonly groups: readonly PlanGroupView[]
}

/** The mappings in evaluation order, with what is known about each. */
export function mappingRows({ context, edited, unkept, groups }: Given): readonly MappingRow[] {
  const health = healthByMapping(groups, context.job.id)
  return context.objectMapping.attributeMappings.map((mapping, index) => {
    const diagnostics = diagnosticsOf(context, mapping)
    return {
      index, mapping, source: sourceText(mapping), unkept: unkept(mapping.target),
      reference: mapping.type === 'Direct' && targetAttribute(context, mapping.target)?.type === 'Reference',
      edit: edited.get(mapping.target), error: diagnostics.find((one) => one.severity === 'error')?.message,
      warnings: diagnostics.filter((one) => one.severity === 'warning').length, health: health.get(mapping.target) ?? NOTHING,
    }
  })
}

/** People by mapping whose value would change or be blanked, held ones included, and those for whom the mapping makes their action fail. */
export function healthByMapping(groups: readonly PlanGroupView[], job: string): ReadonlyMap<string, MappingHealth> {
  const health = new Map<string, MappingHealth>()
  for (const { cause, status, shape, objects, job: of } of groups) {
    if (of !== job || cause.type !== 'mapping') continue
    const before = health.get(cause.id) ?? NOTHING
    health.set(cause.id, status === 'failed'
      ? { ...before, fails: before.fails + objects }
      : { ...before, changes: before.changes + objects, blanks: before.blanks + (isBlankShape(shape) ? objects : 0) })
  }
  return health
}

const NOTHING: MappingHealth = { changes: 0, blanks: 0, fails: 0 }

/** Where a mapping's value comes from, on one line. */
export function sourceText(mapping: AttributeMapping): string {
  switch (mapping.type) {
    case 'Direct': return mapping.source
    case 'Constant': return JSON.stringify(mapping.value)
    case 'Expression': return mapping.expression.replace(/\s+/gu, ' ').replace(/(?<=\() | (?=\))/gu, '')
    case 'None': return ''
  }
}

export type RowFilter = 'edited' | 'changing' | 'blanking' | 'failing' | 'wrong'

const FILTERS: Readonly<Record<RowFilter, (row: MappingRow) => boolean>> = {
  edited: (row) => row.edit !== undefined || row.unkept,
  changing: (row) => row.health.changes > 0,
  blanking: (row) => row.health.blanks > 0,
  failing: (row) => row.health.fails > 0,
  wrong: (row) => row.error !== undefined || row.warnings > 0,
}

/** How many rows each filter would leave. */
export function filterCounts(rows: readonly MappingRow[]): Readonly<Record<RowFilter, number>> {
  const count = (filter: RowFilter): number => rows.filter(FILTERS[filter]).length
  return { edited: count('edited'), changing: count('changing'), blanking: count('blanking'), failing: count('failing'), wrong: count('wrong') }
}

/** Rows that pass every filter and hold the text in target, source or note. */
export function filterRows(rows: readonly MappingRow[], filters: ReadonlySet<RowFilter>, search: string): readonly MappingRow[] {
  const wanted = search.trim().toLowerCase()
  return rows.filter((row) => [...filters].every((filter) => FILTERS[filter](row))
    && (wanted === '' || `${row.mapping.target} ${row.source} ${row.mapping.note ?? ''} ${MAPPINGS.types[row.mapping.type]}`.toLowerCase().includes(wanted)))
}
