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

const MEMBERS = ['member', 'members', 'uniqueMember']

/** Gathered in one pass over a system's groups and people; kept by whoever asks as long as the system is not read again. */
export function relationsOf(objects: LiveObjects, system: string, display: readonly string[] | undefined): Relations {
  const groups = new Map<string, GroupMembership[]>()
  const reports = new Map<string, number>()
  for (const type of objects.types(system)) {
    const memberAt = MEMBERS.map((name) => positionOf(type.attributes, name)).find((position) => position >= 0)
    const managerAt = positionOf(type.attributes, 'manager')
    if (memberAt === undefined && managerAt < 0) continue
    for (const chunk of objects.chunks(type)) {
      for (const object of chunk) {
        if (memberAt !== undefined) addMembers(object, { type, at: memberAt })
        if (managerAt < 0) continue
        for (const manager of listAt(object.body, managerAt)) reports.set(fold(manager), (reports.get(fold(manager)) ?? 0) + 1)
      }
    }
  }

  function addMembers(object: { readonly anchor: string; readonly body: string }, { type, at }: { readonly type: LiveType; readonly at: number }): void {
    const members = listAt(object.body, at)
    if (members.length === 0) return
    const group = { display: displayOf(object, type.attributes, display ?? ['displayName', 'cn']), members: members.length }
    for (const member of members) {
      const known = groups.get(fold(member))
      if (known) known.push(group)
      else groups.set(fold(member), [group])
    }
  }

  return {
    groupsOf: (names) => [...new Set(names.map(fold))].flatMap((name) => groups.get(name) ?? []),
    reportsOf: (names) => [...new Set(names.map(fold))].reduce((sum, name) => sum + (reports.get(name) ?? 0), 0),
  }
}

/** References are compared without case: names of directories are, and generated identifiers do not differ by it. */
function fold(reference: string): string {
  return reference.toLowerCase()
}

function listAt(body: string, position: number): readonly string[] {
  const cell = cellAt(body, position)
  return cell === null ? [] : typeof cell === 'string' ? [cell] : cell
}
