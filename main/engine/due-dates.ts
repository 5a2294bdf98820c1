import { dateIn, dayOf } from '../../shared/local-date'
import { cellAt } from '../../shared/model/packed'
import type { Texts } from '../../shared/model/texts'
import { dueDays, isDueDateAttribute } from './decisions'
import type { MappingInput } from './ports'

/**
 * Whether a date of a source object came due after one instant and until another: Workday and SuccessFactors look such people up again
 * although their record did not change (provisioning-cycle.md §2.4, "Time alone changes an outcome"). By row; nobody for other services. A date
 * is due when its day begins in the time zone that decides (`dueDays`).
 */
export function comesDue({ job, source, sourceSystem }: Pick<MappingInput, 'job' | 'source' | 'sourceSystem'>, since: string, now: string): (row: number) => boolean {
  if ((job.service !== 'Workday' && job.service !== 'SuccessFactors') || Date.parse(since) >= Date.parse(now)) return () => false
  const dates = source.attributes.flatMap((name, position) => {
    if (!isDueDateAttribute(name)) return []
    const { timeZone, aheadMs } = dueDays(job, sourceSystem, name)
    const dayAt = (instant: string): string => dateIn(timeZone, Date.parse(instant) + aheadMs)
    const [after, until] = [dayAt(since), dayAt(now)]
    return after < until ? [{ position, after, until }] : []
  })
  if (dates.length === 0) return () => false
  return (row) => dates.some(({ position, after, until }) => {
    const day = daysAt(source.bodies, position)[row]
    return day !== undefined && day > after && day <= until
  })
}

/** By rows that were decoded once: cycles follow each other over the same people, and a forecast looks at them every day. */
const decoded = new WeakMap<Texts, Map<number, readonly (string | undefined)[]>>()

function daysAt(bodies: Texts, position: number): readonly (string | undefined)[] {
  let columns = decoded.get(bodies)
  if (!columns) decoded.set(bodies, columns = new Map<number, readonly (string | undefined)[]>())
  let days = columns.get(position)
  if (!days) {
    columns.set(position, days = bodies.map((body) => {
      const cell = cellAt(body, position)
      return typeof cell === 'string' ? dayOf(cell) : undefined
    }))
  }
  return days
}
