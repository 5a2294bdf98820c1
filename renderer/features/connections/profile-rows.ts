import type { AttributeProfileView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { formatNumber, formatPercent } from '../../ui/format'
import type { Sort } from '../../ui/table-columns'

/** Values that are spelled out in a row: as many as there are different ones, if they are few. */
const FEW = 3

/** Shares of all objects, in percent: the most common value, the other values, blank. They sum to 100. */
export interface Distribution {
  readonly first: number
  readonly others: number
  readonly blank: number
}

/** How an attribute's values are spread, in percent of all objects: the most frequent value, all others, none. */
export function distributionOf(profile: AttributeProfileView, objects: number): Distribution {
  if (objects === 0) return { first: 0, others: 0, blank: 100 }
  const filled = Math.min(profile.filled, objects)
  const first = Math.min(filled, profile.top[0]?.count ?? Math.min(1, filled))
  const share = (count: number): number => (count / objects) * 100
  return { first: share(first), others: share(filled - first), blank: share(objects - filled) }
}

/** What is worth saying about an attribute: few values with their counts, blanks, or that all differ. */
export function noteOf(profile: AttributeProfileView, objects: number): string {
  const blank = Math.max(0, objects - profile.filled)
  if (profile.filled === 0) return CONNECTIONS.allBlank
  const few = profile.distinct <= FEW && profile.top.length > 0
  const parts = [
    ...(few ? profile.top.slice(0, FEW).map((top) => CONNECTIONS.common(shown(top.value), formatNumber(top.count))) : []),
    ...(profile.distinct >= profile.filled && profile.filled > 1 && !profile.distinctIsLowerBound ? [CONNECTIONS.allDifferent] : []),
    ...(blank > 0 ? [CONNECTIONS.blank(formatNumber(blank))] : []),
  ]
  const [top] = profile.top
  return parts.length === 0 && top !== undefined ? CONNECTIONS.common(shown(top.value), formatNumber(top.count)) : parts.join(' · ')
}

/** The share of objects that have a value: `98.2%`. */
export function filledText(profile: AttributeProfileView, objects: number): string {
  return formatPercent(Math.min(profile.filled, objects), objects)
}

/** How many different values there are; `at least` where the count was given up. */
export function distinctText(profile: AttributeProfileView): string {
  const count = formatNumber(profile.distinct)
  return profile.distinctIsLowerBound ? CONNECTIONS.atLeast(count) : count
}

/** The kind of values, and whether an object can have several. */
export function typeText(profile: AttributeProfileView): string {
  const word = CONNECTIONS.valueTypes[profile.type.replace(/^./u, (letter) => letter.toLowerCase())] ?? profile.type
  return profile.multiValued ? `${word}, ${CONNECTIONS.severalValues}` : word
}

/** Attributes that a search and the filter leave, in their order or sorted. */
export function shownProfiles(
  profiles: readonly AttributeProfileView[],
  options: { readonly search: string; readonly blanksOnly: boolean; readonly objects: number; readonly sort: Sort | undefined },
): readonly AttributeProfileView[] {
  const { search, blanksOnly, objects, sort } = options
  const wanted = search.trim().toLowerCase()
  const rows = profiles.filter((profile) => (wanted === '' || profile.name.toLowerCase().includes(wanted)) && (!blanksOnly || profile.filled < objects))
  if (sort === undefined) return rows
  const direction = sort.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => direction * compared(a, b, sort.column))
}

function compared(a: AttributeProfileView, b: AttributeProfileView, column: string): number {
  switch (column) {
    case 'filled': return a.filled - b.filled
    case 'distinct': return a.distinct - b.distinct
    case 'longest': return a.maxLength - b.maxLength
    case 'type': return a.type < b.type ? -1 : Number(a.type > b.type)
    default: return a.name.localeCompare(b.name, 'en')
  }
}

function shown(value: string): string {
  return value === '' ? '""' : value.length > 40 ? `${value.slice(0, 39)}…` : value
}
