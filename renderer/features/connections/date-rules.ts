import type { AttributeProfileView } from '../../../shared/ipc/views'
import type { ConnectedSystem, DelimitedSettings, Job } from '../../../shared/model/project'
import { CONNECTIONS } from '../../texts/connections'
import { formatDay } from '../../ui/format'
import type { Finding, ReadingRule } from './reading-rule'

const NAMES = CONNECTIONS.ruleNames
const DATES = CONNECTIONS.dates

/** Which of several rows with one anchor counts. Columns of dates are offered first. */
export function effectiveDateRule(
  { effectiveDate, anchor }: DelimitedSettings, attributes: readonly string[], profile: readonly AttributeProfileView[], finding: Finding,
): ReadingRule {
  const dates = new Set(profile.filter(({ type }) => type === 'dateTime').map(({ name }) => name))
  const columns = attributes.filter((name) => name !== anchor)
  const until = finding['holdsUntil']
  return {
    id: 'effectiveDate', name: NAMES.effectiveDate, kind: 'choice', value: effectiveDate ?? '', yours: effectiveDate !== undefined,
    options: [
      { value: '', label: DATES.disputed },
      ...[
        ...columns.filter((name) => dates.has(name)), ...columns.filter((name) => !dates.has(name)),
      ].map((name) => ({ value: name, label: DATES.inForce(name) })),
      ...(effectiveDate === undefined || columns.includes(effectiveDate) ? [] : [{ value: effectiveDate, label: DATES.inForce(effectiveDate) }]),
    ],
    ...(effectiveDate !== undefined && typeof until === 'string' && { evidence: until === '' ? DATES.lastRows : DATES.otherRowsFrom(formatDay(until)) }),
  }
}

/** When the days of a source begin, and whether Workday shows terminations early; nothing for a system that no job reads. */
export function clockRules(system: ConnectedSystem, jobs: readonly Job[]): readonly ReadingRule[] {
  const readers = jobs.filter(({ source }) => source === system.id)
  if (readers.length === 0) return []
  const workday = readers.some(({ service }) => service === 'Workday')
  return [
    {
      id: 'timeZone', name: NAMES.timeZone, kind: 'zone', value: system.timeZone ?? '', yours: system.timeZone !== undefined,
      hint: workday || system.product === 'workday' ? DATES.workdayZone : DATES.zone,
    },
    ...(workday ? [{
      id: 'lookAhead' as const, name: NAMES.lookAhead, kind: 'choice' as const, value: String(system.lookAhead ?? false), yours: system.lookAhead !== undefined,
      options: Object.entries(DATES.lookAhead).map(([value, label]) => ({ value, label })), hint: DATES.lookAheadHint,
    }] : []),
  ]
}
