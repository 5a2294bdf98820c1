import type { AttributeChange, ObjectReference, ProvisioningAction } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { displayOf, type LiveObjects, type LiveType } from './live-objects'
import { cellBounds, eachRecord } from './object-scan'
import type { PlanRows } from './plan-rows'
import { foldReference, MANAGER_ATTRIBUTES, MEMBER_ATTRIBUTES, positionOfAny, referencesAt } from './relations'

/** What others lose by the accounts that a run turns off or deletes; null where what was read does not say who it would be. */
export interface Consequences {
  /** Who has a manager among them and gets no other, the manager with the most such people first. */
  readonly managers: readonly LostManager[] | null
  /** Groups with members among them, or from which the run takes members; those that nobody would be left in first. */
  readonly groups: readonly LosingGroup[] | null
  /** By seq of an account's action: the groups that it is in and the people whose manager it is, as read. None where it has neither. */
  readonly carried: ReadonlyMap<number, Carried>
}

export interface Carried {
  readonly groups: number
  readonly reports: number
}

export interface LostManager {
  readonly person: ObjectReference
  /** The manager's action. */
  readonly seq: number
}

export interface LosingGroup {
  readonly group: ObjectReference
  /** As read. */
  readonly members: number
  /** How many of those are turned off, deleted or taken out of it. */
  readonly lost: number
  /** Who would be in it and in use, those whom the run puts in among them. */
  readonly left: number
  /** The actions that turn members off or delete them, ascending. */
  readonly seqs: readonly number[]
}

/** An account that a run turns off or deletes. */
export interface Removed {
  readonly seq: number
  readonly target?: ObjectReference
}

interface Context {
  readonly run: number
  readonly plans: PlanRows
  readonly objects: LiveObjects
  readonly document: ProjectDocument
}

/** seq of a removed account's action by each of its names, by system. */
type RemovedNames = ReadonlyMap<string, ReadonlyMap<string, number>>
/** References that a run writes, by system and anchor of the object. */
type PlannedChanges = ReadonlyMap<string, readonly AttributeChange[]>

/** One pass over what was read of the people and groups of each system that loses accounts, and one over the plan. */
export function consequencesOf(removed: readonly Removed[], context: Context): Consequences {
  const names = namesOf(removed)
  const typesOf = (systems: Iterable<string>, attributes: readonly string[]) => [...systems].flatMap((system) => context.objects.types(system)).filter((type) => positionOfAny(type.attributes, attributes) >= 0)
  const carried = new Map<number, Carried>()
  const carries = (seq: number, what: keyof Carried): void => {
    const { groups, reports } = carried.get(seq) ?? { groups: 0, reports: 0 }
    carried.set(seq, what === 'groups' ? { groups: groups + 1, reports } : { groups, reports: reports + 1 })
  }
  const withManager = typesOf(names.keys(), MANAGER_ATTRIBUTES)
  const candidates = withManager.flatMap((type) => peopleOfManagers(type, { names: names.get(type.system), carries, context }))
  const planned = plannedChanges(new Set(candidates.map(({ person }) => person.anchor as string)), context)
  const withMembers = typesOf(new Set([...names.keys(), ...[...planned.keys()].map((key) => key.slice(0, key.indexOf(' ')))]), MEMBER_ATTRIBUTES)
  const groups = withMembers.flatMap((type) => losingGroups(type, { names: names.get(type.system), carries, planned, context }))
  return {
    managers: withManager.length === 0 ? null : inOrderOfManagers(candidates.filter(staysWithout(names, planned))),
    groups: withMembers.length === 0 ? null : groups.sort((a, b) => Number(b.left === 0) - Number(a.left === 0) || b.lost - a.lost || compare(a.group.display, b.group.display)),
    carried,
  }
}

/** A group whose members are somebody's administrators, as its name has it. */
export function isOfAdministrators({ group }: Pick<LosingGroup, 'group'>): boolean {
  return /admin/iu.test(group.display)
}

function namesOf(removed: readonly Removed[]): RemovedNames {
  const bySystem = new Map<string, Map<string, number>>()
  for (const { seq, target } of removed) {
    if (!target) continue
    let names = bySystem.get(target.system)
    if (!names) bySystem.set(target.system, names = new Map<string, number>())
    for (const name of [target.display, target.anchor]) if (name !== undefined) names.set(foldReference(name), seq)
  }
  return bySystem
}

interface Pass {
  readonly names: ReadonlyMap<string, number> | undefined
  readonly carries: (seq: number, what: keyof Carried) => void
  readonly context: Context
}

/** Everybody's manager is looked at as bytes; an object is made of those alone whose manager is removed. */
function peopleOfManagers(type: LiveType, { names, carries, context: { objects, document } }: Pass): LostManager[] {
  if (!names) return []
  const at = positionOfAny(type.attributes, MANAGER_ATTRIBUTES)
  const managerOf = new Map<number, number>()
  for (const records of objects.records(type, 'body')) {
    eachRecord(records, (id, start, end) => {
      const { from, to } = cellBounds(records, start, end, at)
      const seq = from === to ? undefined : referencesAt(records.toString('utf8', from, to), 0).map((manager) => names.get(foldReference(manager))).find((one) => one !== undefined)
      if (seq !== undefined) managerOf.set(id, seq)
    })
  }
  for (const seq of managerOf.values()) carries(seq, 'reports')
  return objects.byIds(managerOf.keys()).flatMap((object) => (names.has(foldReference(object.anchor)) ? [] : [{ person: referenceOf(object, type, document), seq: managerOf.get(object.id) as number }]))
}

/** Whether the run leaves somebody with the manager of before, or with none, or with one whom it removes, too. */
function staysWithout(names: RemovedNames, planned: PlannedChanges): (candidate: LostManager) => boolean {
  return ({ person }) => {
    const change = planned.get(keyOf(person))?.find(({ attribute }) => MANAGER_ATTRIBUTES.includes(attribute))
    return change === undefined || listOf(change.after).every((name) => names.get(person.system)?.has(foldReference(name)))
  }
}

function losingGroups(type: LiveType, { names, carries, planned, context }: Pass & { readonly planned: PlannedChanges }): LosingGroup[] {
  const at = positionOfAny(type.attributes, MEMBER_ATTRIBUTES)
  const found: LosingGroup[] = []
  for (const chunk of context.objects.chunks(type)) {
    for (const object of chunk) {
      const before = referencesAt(object.body, at).map(foldReference)
      const change = planned.get(`${type.system} ${object.anchor}`)?.find(({ attribute }) => MEMBER_ATTRIBUTES.includes(attribute))
      for (const seq of new Set(before.flatMap((member) => names?.get(member) ?? []))) carries(seq, 'groups')
      const isGone = (member: string): boolean => names?.has(member) === true
      if (!change && !before.some(isGone)) continue
      if (names?.has(foldReference(object.anchor))) continue
      const after = new Set(membersAfter(before, change))
      const lost = before.filter((member) => isGone(member) || !after.has(member))
      if (lost.length === 0) continue
      const seqs = [...new Set(lost.flatMap((member) => names?.get(member) ?? []))].sort((a, b) => a - b)
      found.push({ group: referenceOf(object, type, context.document), members: before.length, lost: lost.length, left: [...after].filter((member) => !isGone(member)).length, seqs })
    }
  }
  return found
}

/** What planned updates write of groups, and of these people. Few of a plan's actions are parsed for it. */
function plannedChanges(people: ReadonlySet<string>, { plans, run }: Context): PlannedChanges {
  const names = (attributes: readonly string[], text: string): boolean => attributes.some((name) => text.includes(`"attribute":"${name}"`))
  const found = new Map<string, readonly AttributeChange[]>()
  for (const { body } of plans.packed(run).scan((text) => text.includes('"kind":"update","status":"planned"') && (names(MEMBER_ATTRIBUTES, text) || (names(MANAGER_ATTRIBUTES, text) && people.has(targetAnchorIn(text)))))) {
    const { target, changes } = JSON.parse(body) as ProvisioningAction
    if (target?.anchor !== undefined) found.set(keyOf(target), changes)
  }
  return found
}

function targetAnchorIn(text: string): string {
  const anchor = /"target":\{"system":"[^"]*","anchor":("(?:[^"\\]|\\.)*")/u.exec(text)?.[1]
  return anchor === undefined ? '' : JSON.parse(anchor) as string
}

function membersAfter(before: readonly string[], change: AttributeChange | undefined): readonly string[] {
  if (!change) return before
  if (change.added === undefined && change.removed === undefined) return listOf(change.after).map(foldReference)
  const removed = new Set((change.removed ?? []).map(foldReference))
  return [...before.filter((member) => !removed.has(member)), ...(change.added ?? []).map(foldReference)]
}

function referenceOf(object: { readonly anchor: string; readonly body: string }, { system, attributes }: LiveType, document: ProjectDocument): ObjectReference {
  const display = document.systems.find(({ id }) => id === system)?.display ?? ['displayName', 'cn']
  return { system, anchor: object.anchor, display: displayOf(object, attributes, display) }
}

function inOrderOfManagers(found: readonly LostManager[]): readonly LostManager[] {
  const reports = new Map<number, number>()
  for (const { seq } of found) reports.set(seq, (reports.get(seq) ?? 0) + 1)
  return found.toSorted((a, b) => (reports.get(b.seq) ?? 0) - (reports.get(a.seq) ?? 0) || a.seq - b.seq || compare(a.person.display, b.person.display))
}

function listOf(value: AttributeChange['after']): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

function keyOf(reference: ObjectReference | undefined): string {
  return reference === undefined ? '' : `${reference.system} ${reference.anchor ?? ''}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
