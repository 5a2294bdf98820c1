import { cellAt } from '../../../shared/model/packed'
import { displayOf, positionOf, type LiveObjects, type LiveType } from './live-objects'

/** What hangs on an object of a system: the groups that name it, the people whose manager it is. */
export interface Relations {
  groupsOf(names: readonly string[]): readonly GroupMembership[]
  reportsOf(names: readonly string[]): number
}

export interface GroupMembership {
  readonly display: string
  readonly members: number
}

/** What the attribute is called that holds a group's members, and the one that holds somebody's manager: in directories, and in SCIM. */
export const MEMBER_ATTRIBUTES: readonly string[] = ['member', 'members', 'uniqueMember']
export const MANAGER_ATTRIBUTES: readonly string[] = ['manager', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager']

/** Gathered in one pass over a system's groups and people; kept by whoever asks as long as the system is not read again. */
export function relationsOf(objects: LiveObjects, system: string, display: readonly string[] | undefined): Relations {
  const groups = new Map<string, GroupMembership[]>()
  const reports = new Map<string, number>()
  for (const type of objects.types(system)) {
    const memberAt = positionOfAny(type.attributes, MEMBER_ATTRIBUTES)
    const managerAt = positionOfAny(type.attributes, MANAGER_ATTRIBUTES)
    if (memberAt < 0 && managerAt < 0) continue
    for (const chunk of objects.chunks(type)) {
      for (const object of chunk) {
        if (memberAt >= 0) addMembers(object, { type, at: memberAt })
        if (managerAt < 0) continue
        for (const manager of referencesAt(object.body, managerAt)) reports.set(foldReference(manager), (reports.get(foldReference(manager)) ?? 0) + 1)
      }
    }
  }

  function addMembers(object: { readonly anchor: string; readonly body: string }, { type, at }: { readonly type: LiveType; readonly at: number }): void {
    const members = referencesAt(object.body, at)
    if (members.length === 0) return
    const group = { display: displayOf(object, type.attributes, display ?? ['displayName', 'cn']), members: members.length }
    for (const member of members) {
      const known = groups.get(foldReference(member))
      if (known) known.push(group)
      else groups.set(foldReference(member), [group])
    }
  }

  return {
    groupsOf: (names) => [...new Set(names.map(foldReference))].flatMap((name) => groups.get(name) ?? []),
    reportsOf: (names) => [...new Set(names.map(foldReference))].reduce((sum, name) => sum + (reports.get(name) ?? 0), 0),
  }
}

/** Where the first of the names that a type has stands; -1 where it has none. */
export function positionOfAny(attributes: readonly string[], names: readonly string[]): number {
  return names.map((name) => positionOf(attributes, name)).find((position) => position >= 0) ?? -1
}

/** References are compared without case: names of directories are, and generated identifiers do not differ by it. */
export function foldReference(reference: string): string {
  return reference.toLowerCase()
}

/** The names at a position of a packed body; none where it has no value. */
export function referencesAt(body: string, position: number): readonly string[] {
  const cell = cellAt(body, position)
  return cell === null ? [] : typeof cell === 'string' ? [cell] : cell
}
