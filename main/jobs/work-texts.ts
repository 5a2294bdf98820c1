import { counted } from '../../shared/counted'
import { dayText } from '../../shared/day-text'
import type { ChainResult } from '../../shared/model/chain'
import type { Forecast } from '../../shared/model/forecast'
import type { PlanSummary } from '../../shared/model/plan'
import { MOST_TEXTS_HELD } from '../mirror/spilled-texts'
import type { ImportResult } from './run-import'

const TOO_MANY = 'too many to hold in memory, so that each edit plans everybody'

/** What an import came to, for the status bar. */
export function importedText(systems: readonly Pick<ImportResult, 'read' | 'new' | 'changed' | 'missing' | 'issues' | 'complete'>[]): string {
  const sum = (of: (system: Pick<ImportResult, 'read' | 'new' | 'changed' | 'missing'>) => number): number => systems.reduce((all, system) => all + of(system), 0)
  const read = sum((system) => system.read)
  const found = ([
    ['new', sum((system) => system.new)], ['changed', sum((system) => system.changed)], ['missing', sum((system) => system.missing)],
  ] as const).filter(([, count]) => count > 0)
  const issues = systems.reduce((sum, system) => sum + system.issues.length, 0)
  const partial = systems.filter(({ complete }) => !complete).length
  return [
    `Read ${counted(read, 'object')} of ${counted(systems.length, 'system')}`,
    found.length === 0 ? 'nothing has changed' : found.map(([word, count]) => `${count.toLocaleString('en-US')} ${word}`).join(', '),
    ...(issues > 0 ? [`${counted(issues, 'row')} with a remark`] : []),
    ...(partial > 0 ? [`${counted(partial, 'system')} not to the end`] : []),
    ...(systems.some((system) => system.read > MOST_TEXTS_HELD) ? [TOO_MANY] : []),
  ].join(', ')
}

/** What a rehearsal came to. `isKept`: whether what it found out about everybody is kept in memory. */
export function rehearsedText(
  run: number, { create, update, disable, enable, delete: deletes, held, failed }: PlanSummary,
  { chain, isKept }: { readonly chain?: ChainResult | undefined; readonly isKept: boolean },
): string {
  const planned = create + update + disable + enable + deletes
  return [
    `Run ${run}: ${planned === 0 ? 'nothing would change' : `${counted(planned, 'action')} planned`}`,
    ...(held > 0 ? [`${held.toLocaleString('en-US')} held`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString('en-US')} would fail`] : []),
    ...(chain ? [chainText(chain)] : []),
    ...(isKept ? [] : [TOO_MANY]),
  ].join(', ')
}

/** Whether the rounds of a chain ended. */
function chainText({ rounds, settledAfter, oscillation }: ChainResult): string {
  if (settledAfter !== undefined) return `settled after round ${settledAfter}`
  return oscillation ? `${counted(oscillation.values, 'value')} going back and forth` : `not settled in ${counted(rounds, 'round')}`
}

/** What a forecast came to. */
export function forecastText({ days, firstTrip }: Forecast): string {
  return firstTrip ? `Forecast of ${counted(days, 'day')}: a guard trips on ${dayText(firstTrip.date)}` : `Forecast of ${counted(days, 'day')}: no guard trips`
}
