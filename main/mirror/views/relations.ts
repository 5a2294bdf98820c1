import { cellAt } from '../../../shared/model/packed'
import { positionOf } from './live-objects'

/** What the attribute is called that holds a group's members, and the one that holds somebody's manager: in directories, and in SCIM. */
export const MEMBER_ATTRIBUTES: readonly string[] = ['member', 'members', 'uniqueMember']
export const MANAGER_ATTRIBUTES: readonly string[] = ['manager', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager']

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
