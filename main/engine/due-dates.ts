import { clockAttributes } from '../../shared/expression/index'
import { dateIn, dayOf } from '../../shared/local-date'
import { cellAt } from '../../shared/model/packed'
import { type Job, expressionOf } from '../../shared/model/project'
import type { Texts } from '../../shared/model/texts'
import { dueDays, isDueDateAttribute } from './decisions'
import type { MappingInput } from './ports'

/**
 * Whether a date of a source object came due after one instant and until another: Workday and SuccessFactors look such people up again
 * although their record did not change (provisioning-cycle.md §2.4, "Time alone changes an outcome"). By row; nobody for other services. A date
 * is due when its day begins in the time zone that decides (`dueDays`). Dates are told by their names, and by the mappings that hold them against Now().
 */
export function comesDue({ job, source, sourceSystem }: Pick<MappingInput, 'job' | 'source' | 'sourceSystem'>, since: string, now: string): (row: number) => boolean {
  if ((job.service !== 'Workday' && job.service !== 'SuccessFactors') || Date.parse(since) >= Date.parse(now)) return () => false
  const timed = heldAgainstClock(job, source.type)
  const due = new Set(source.attributes.flatMap((name, position) => {
    if (!isDueDateAttribute(name) && !timed.has(name)) return []
    const { timeZone, aheadMs } = dueDays(job, sourceSystem, name)
    const dayAt = (instant: string): string => dateIn(timeZone, Date.parse(instant) + aheadMs)
    const [after, until] = [dayAt(since), dayAt(now)]
    return after < until ? rowsBetween(daysOf(source.bodies, position), after, until) : []
  }))
  return (row) => due.has(row)
}

/** The attributes of a source type that the job's mappings hold against the clock. */
function heldAgainstClock({ objectMappings }: Job, sourceType: string): ReadonlySet<string> {
  const mappings = objectMappings.filter((mapping) => mapping.enabled !== false && mapping.sourceType === sourceType).flatMap(({ attributeMappings }) => attributeMappings)
  return new Set(mappings.flatMap((mapping) => clockAttributes(expressionOf(mapping) ?? '')))
}

/** Those whose date is after one day and not after another. */
function rowsBetween(rowsOf: ReadonlyMap<string, readonly number[]>, after: string, until: string): readonly number[] {
  return [...rowsOf].flatMap(([day, rows]) => (day > after && day <= until ? rows : []))
}

/** By rows that were decoded once: cycles follow each other over the same people, and a forecast looks at them every day. */
const decoded = new WeakMap<Texts, Map<number, ReadonlyMap<string, readonly number[]>>>()

function daysOf(bodies: Texts, position: number): ReadonlyMap<string, readonly number[]> {
  let columns = decoded.get(bodies)
  if (!columns) decoded.set(bodies, columns = new Map<number, ReadonlyMap<string, readonly number[]>>())
  let rowsOf = columns.get(position)
  if (!rowsOf) columns.set(position, rowsOf = rowsByDay(bodies, position))
  return rowsOf
}

function rowsByDay(bodies: Texts, position: number): ReadonlyMap<string, readonly number[]> {
  const rowsOf = new Map<string, number[]>()
  bodies.forEach((body, row) => {
    const cell = cellAt(body, position)
    const day = typeof cell === 'string' ? dayOf(cell) : undefined
    if (day === undefined) return
    const rows = rowsOf.get(day)
    if (rows) rows.push(row)
    else rowsOf.set(day, [row])
  })
  return rowsOf
}
