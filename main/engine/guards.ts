import type { GuardCount, GuardHold, GuardId } from '../../shared/model/cycle'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { Guards } from '../../shared/model/project'
import { DELETION_THRESHOLD } from './decisions'

/** What a guard that tripped holds. */
export interface TrippedGuard {
  readonly hold: GuardHold
  /** Whether an action is among those that it holds. `valueOf` gives the person's value of a slice's attribute. */
  readonly holds: (action: ProvisioningAction, valueOf: ValueOf) => boolean
}

/** A source attribute of the person whom an action is about; blank where there is none. */
export type ValueOf = (attribute: string) => string

/** The order in which tripped guards are named: what removes most surely first. */
export const GUARD_ORDER: readonly GuardId[] = ['deletions', 'share', 'slice', 'creations', 'renames', 'blanks', 'protected']

/** Whether a job has a guard besides the service's own threshold and its protected accounts. */
export function hasOwnGuards(guards: Guards | undefined): boolean {
  return guards !== undefined && [guards.share, guards.slices, guards.creations, guards.renames, guards.blanks].some((guard) => guard !== undefined)
}

/**
 * Counts what a job's guards watch while its actions are planned, and says which of them tripped: what creates, renames or blanks at the
 * end of each object mapping, what disables and deletes at the end of the job, where users and groups count together. Only the deletion threshold is the service's own (provisioning-cycle.md §7.3); the others are ours: a share of the accounts that the
 * job manages, of one department or country, creations, renames and blanked values. A guard trips when its count equals the limit.
 */
export class GuardWatch {
  readonly #guards: Guards
  readonly #slices: readonly SliceCount[]
  #accounts = 0
  #removals = 0
  #creates = 0
  #renames = 0
  #blankedValues = 0
  /** The most that an object mapping wrote of each. */
  readonly #most = { creations: 0, renames: 0, blanks: 0 }

  constructor(guards: Guards | undefined) {
    this.#guards = guards ?? {}
    this.#slices = (this.#guards.slices ?? []).map((guard) => ({ guard, accounts: new Map(), removals: new Map() }))
  }

  /** Whether an action has to wait for the guards' word before it is rehearsed. */
  waits(action: ProvisioningAction): boolean {
    if (action.status !== 'planned') return false
    switch (action.kind) {
      case 'disable':
      case 'delete': return true
      case 'create': return this.#guards.creations !== undefined
      case 'update':
      case 'enable': return (this.#guards.renames !== undefined && isRename(action)) || (this.#guards.blanks !== undefined && blankedValues(action) > 0)
      case 'skip': return false
    }
  }

  /** Counts one outcome. `manages`: the person has an account that the job manages, before or without this action. */
  count(action: ProvisioningAction, manages: boolean, valueOf: ValueOf): void {
    const removal = action.status === 'planned' && (action.kind === 'disable' || action.kind === 'delete')
    if (manages) this.#accounts++
    if (removal) this.#removals++
    for (const { guard, accounts, removals } of this.#slices) {
      const value = valueOf(guard.attribute)
      if (manages) accounts.set(value, (accounts.get(value) ?? 0) + 1)
      if (removal) removals.set(value, (removals.get(value) ?? 0) + 1)
    }
    if (action.status !== 'planned') return
    if (action.kind === 'create') this.#creates++
    if (isRename(action)) this.#renames++
    this.#blankedValues += blankedValues(action)
  }

  /** Whether it has to be told of accounts that a cycle does not look at, for a guard is a share of all. */
  get countsAccounts(): boolean {
    return this.#guards.share !== undefined || this.#slices.length > 0
  }

  /** Counts an account that the job manages and the cycle does not look at. */
  countAccount(valueOf: ValueOf): void {
    this.#accounts++
    for (const { guard, accounts } of this.#slices) {
      const value = valueOf(guard.attribute)
      accounts.set(value, (accounts.get(value) ?? 0) + 1)
    }
  }

  /** The guards on creations, renames and blanked values that tripped since the last call: an object mapping at a time. */
  trippedByWrites(): readonly TrippedGuard[] {
    const { creations, renames, blanks } = this.#guards
    this.#most.creations = Math.max(this.#most.creations, this.#creates)
    this.#most.renames = Math.max(this.#most.renames, this.#renames)
    this.#most.blanks = Math.max(this.#most.blanks, this.#blankedValues)
    const found = [
      ...tripped(creations && { guard: 'creations', count: this.#creates, limit: creations.value }, (action) => action.kind === 'create'),
      ...tripped(renames && { guard: 'renames', count: this.#renames, limit: renames.value }, isRename),
      ...tripped(blanks && { guard: 'blanks', count: this.#blankedValues, limit: blanks.value }, (action) => blankedValues(action) > 0),
    ]
    this.#creates = this.#renames = this.#blankedValues = 0
    return found
  }

  /** The guards on disables and deletes that tripped, over the whole job. */
  trippedByRemovals(): readonly TrippedGuard[] {
    const { deletions = DELETION_THRESHOLD, share } = this.#guards
    return [
      ...tripped(deletions.enabled && { guard: 'deletions', count: this.#removals, limit: deletions.value }, isRemoval),
      ...tripped(share && { guard: 'share', count: this.#removals, limit: partOf(this.#accounts, share.percent), percent: share.percent, of: this.#accounts }, isRemoval),
      ...this.#slices.flatMap((slice) => trippedSlices(slice).flatMap((hold) => tripped(hold, (action, valueOf) => isRemoval(action) && valueOf(slice.guard.attribute) === hold.slice?.value))),
    ]
  }

  /** What the job's own guards counted, tripped or not, when everything of it was planned; of a slice the value nearest to its limit. */
  counted(): readonly GuardCount[] {
    const { deletions = DELETION_THRESHOLD, share, creations, renames, blanks } = this.#guards
    return [
      ...(deletions.enabled ? [{ guard: 'deletions' as const, count: this.#removals, limit: deletions.value }] : []),
      ...(share ? [{ guard: 'share' as const, count: this.#removals, limit: partOf(this.#accounts, share.percent), percent: share.percent, of: this.#accounts }] : []),
      ...this.#slices.flatMap(nearestSlice),
      ...(creations ? [{ guard: 'creations' as const, count: this.#most.creations, limit: creations.value }] : []),
      ...(renames ? [{ guard: 'renames' as const, count: this.#most.renames, limit: renames.value }] : []),
      ...(blanks ? [{ guard: 'blanks' as const, count: this.#most.blanks, limit: blanks.value }] : []),
    ]
  }

  /** The source attributes whose values its slices count by. */
  get sliceAttributes(): readonly string[] {
    return this.#slices.map((slice) => slice.guard.attribute)
  }
}

function tripped(hold: GuardCount | false | undefined, holds: TrippedGuard['holds']): readonly TrippedGuard[] {
  return hold && hold.count >= hold.limit ? [{ hold: { ...hold, actions: 0 }, holds }] : []
}

type SliceGuard = NonNullable<Guards['slices']>[number]

interface SliceCount {
  readonly guard: SliceGuard
  /** By value of the attribute. */
  readonly accounts: Map<string, number>
  readonly removals: Map<string, number>
}

/** By code unit of the value. */
function trippedSlices(slice: SliceCount): GuardCount[] {
  return [...slice.removals.keys()].sort().map((value) => countOf(slice, value)).filter(({ count, limit }) => count >= limit)
}

/** The value that is nearest to its limit, the first by code unit of those; none where nobody has an account. */
function nearestSlice(slice: SliceCount): GuardCount[] {
  const all = [...new Set([...slice.removals.keys(), ...slice.accounts.keys()])].sort().map((value) => countOf(slice, value))
  return all.length === 0 ? [] : [all.reduce((nearest, one) => (one.count / one.limit > nearest.count / nearest.limit ? one : nearest))]
}

/** A slice's limit is its count or its share, whichever is reached first. */
function countOf({ guard: { attribute, value: most, percent }, accounts, removals }: SliceCount, value: string): GuardCount {
  const of = accounts.get(value) ?? 0
  const limit = Math.min(most ?? Infinity, percent === undefined ? Infinity : partOf(of, percent))
  return { guard: 'slice', count: removals.get(value) ?? 0, limit, of, ...(percent === undefined ? {} : { percent }), slice: { attribute, value } }
}

/** How many of `all` a share is, at least one. */
function partOf(all: number, percent: number): number {
  return Math.max(1, Math.ceil((all * percent) / 100))
}

function isRemoval(action: ProvisioningAction): boolean {
  return action.kind === 'disable' || action.kind === 'delete'
}

function isRename(action: ProvisioningAction): boolean {
  return isWrite(action) && action.marks.includes('renamed')
}

/** Whether the guards on what is written watch it: what disables waits for those on removals, whatever else it changes. */
function isWrite({ kind }: ProvisioningAction): boolean {
  return kind === 'update' || kind === 'enable'
}

/** Values that the target would lose by an update. */
export function blankedValues(action: ProvisioningAction): number {
  if (!isWrite(action) || !action.marks.includes('blanks')) return 0
  return action.changes.filter((change) => change.after === undefined && change.before !== undefined && change.added === undefined).length
}
