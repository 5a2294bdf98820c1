import { foldCase } from '../../shared/fold-case'
import { profileState } from './decisions'
import type { MatchOutcome } from './match-outcome'
import type { MappingInput } from './ports'
import { rowLinks } from './row-links'
import type { ObjectMapping } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'

/*
 * Workday conversions: a worker who changes between employee and contingent keeps the worker number and gets a new WID, so that the
 * export holds two profiles with one matching value (provisioning-cycle.md §2.4; source-formats.md §2). The active one stands for the
 * worker. Everywhere else two source objects with one matching value are an error.
 */

export interface Profiles {
  /** Of rows that share a matching value, the one that is active; nothing where none or several are. */
  heirOf(rows: readonly number[]): number | undefined
  isActive(row: number): boolean
}

/** Which profiles of a source are active; `undefined` for other services, and where the source says nothing of it. */
export function profilesOf({ job, source }: Pick<MappingInput, 'job' | 'source'>): Profiles | undefined {
  const state = job.service === 'Workday' ? profileState(source.attributes) : undefined
  if (!state) return undefined
  const isActive = (row: number): boolean => state.isActive(cellIn(source.bodies, row, state.position))
  return {
    isActive,
    heirOf: (rows) => {
      const active = rows.filter(isActive)
      return active.length === 1 ? active[0] : undefined
    },
  }
}

export interface MatchingValue {
  /** Index of the matching attribute. */
  readonly on: number
  readonly value: string
}

/** What matching found before anybody is called a duplicate. */
export interface Found {
  readonly input: MappingInput
  readonly outcomes: MatchOutcome[]
  /** Row of a target object → source rows without a link that matched it. */
  readonly wanted: Map<number, number[]>
  /** Matching value (`keyOf`) → source rows without a link that matched nothing by it. */
  readonly unmatched: ReadonlyMap<string, MatchingValue & { readonly rows: readonly number[] }>
  /** Row of a target object → source row that is linked to it. */
  readonly ownerRow: (target: number) => number | undefined
  /** Matching values of any row, linked or not. */
  readonly valuesOf: (row: number) => readonly MatchingValue[]
  /** Whether they stay as they are while the clock goes on. */
  readonly isSteady: boolean
}

/**
 * Gives the active profile of each worker what several profiles want: those that are inactive become `duplicate` with their heir, and
 * a link that one of them holds goes to it. Whoever is settled here is in nobody's way any more. Takes time linear in people.
 */
export function settleConversions(found: Found, profiles: Profiles): void {
  const { outcomes, wanted, ownerRow } = found
  for (const [target, rows] of wanted) {
    const owner = ownerRow(target)
    const rivals = owner === undefined ? rows : [...rows, owner]
    if (rivals.length > 1) settle(found, profiles, rivals, { target, owner })
    const left = rows.filter((row) => outcomes[row]?.kind === 'matched' && outcomes[row]?.takesOver === undefined)
    if (left.length === 0) wanted.delete(target)
    else wanted.set(target, left)
  }
  settleUnmatched(found, profiles)
}

/** Rivals for one target object: where all have one matching value and one of them is active, the others give way. */
function settle(
  { outcomes, valuesOf }: Found, profiles: Profiles, rivals: readonly number[],
  { target, owner }: { readonly target: number; readonly owner: number | undefined },
): void {
  const heir = profiles.heirOf(rivals)
  const shared = sharedValue(rivals.map(valuesOf))
  if (heir === undefined || shared === undefined) return
  if (owner !== undefined && heir !== owner) outcomes[heir] = { ...outcomes[heir] as MatchOutcome, takesOver: owner }
  for (const row of rivals) if (row !== heir) outcomes[row] = { kind: 'duplicate', target, on: shared.on, value: shared.value, heir }
}

/** Profiles that match nothing: by the values that they share with each other, and with those that are linked. */
function settleUnmatched(found: Found, profiles: Profiles): void {
  const { input, outcomes, unmatched } = found
  if (unmatched.size === 0) return
  const { source, links, target } = input
  const linked = new Map<string, number[]>()
  if (links.size > 0) {
    const keysOf = keysByRow(found)
    const { of: linkOf } = rowLinks(input)
    source.anchors.forEach((_, row) => {
      if (linkOf(row) === undefined || outcomes[row]?.heir !== undefined) return
      for (const key of keysOf(row)) {
        if (!unmatched.has(key)) continue
        const rows = linked.get(key)
        if (rows) rows.push(row)
        else linked.set(key, [row])
      }
    })
  }
  for (const [key, { on, value, rows }] of unmatched) {
    const owners = linked.get(key) ?? []
    if (rows.length + owners.length < 2 || owners.length > 1) continue
    const rivals = [...rows, ...owners].filter((row) => outcomes[row]?.heir === undefined)
    const heir = rivals.length > 1 ? profiles.heirOf(rivals) : undefined
    if (heir === undefined) continue
    const [owner] = owners
    const to = owner === undefined ? undefined : target.rowOfAnchor(links.get(source.anchors[owner] as string)?.target ?? '')
    if (owner !== undefined && owner !== heir) {
      if (to === undefined || outcomes[heir]?.kind !== 'unmatched') continue
      outcomes[heir] = { kind: 'matched', target: to, on, value, takesOver: owner }
    }
    for (const row of rivals) if (row !== heir) outcomes[row] = { kind: 'duplicate', target: to ?? -1, on, value, heir }
  }
}

/** By source, with what else they come from: the keys of rows that were asked for. */
const keptKeys = new WeakMap<object, { readonly mapping: ObjectMapping; readonly seed: number; readonly defaultDomain: string | undefined; readonly keys: (readonly string[])[] }>()

/** The keys of what a row is matched by; worked out once for as long as the source stays as it is, for a forecast asks every day. */
function keysByRow({ input, valuesOf, isSteady }: Found): (row: number) => readonly string[] {
  const { source: { bodies }, mapping, seed, defaultDomain } = input
  const work = (row: number): readonly string[] => [...new Set(valuesOf(row).map(keyOf))]
  if (!isSteady || !(Array.isArray(bodies) || bodies.isSame)) return work
  let kept = keptKeys.get(bodies)
  if (kept?.mapping !== mapping || kept.seed !== seed || kept.defaultDomain !== defaultDomain) keptKeys.set(bodies, kept = { mapping, seed, defaultDomain, keys: [] })
  const { keys } = kept
  return (row) => (keys[row] ??= work(row))
}

/** The first matching value that all have. */
function sharedValue(all: readonly (readonly MatchingValue[])[]): MatchingValue | undefined {
  const [first, ...others] = all
  const keys = others.map((values) => new Set(values.map(keyOf)))
  return first?.find((value) => keys.every((held) => held.has(keyOf(value))))
}

/** What rows that share a matching value have in common. */
export function keyOf({ on, value }: MatchingValue): string {
  return `${on} ${foldCase(value)}`
}
