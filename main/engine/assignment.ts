import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import type { Assignment, Job } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import type { SourceLink } from './ports'
import { lookupsOf } from './object-lookups'
import type { Objects } from './objects'

/**
 * Who is assigned to the application (how-provisioning-works, "Assignment-based scoping"): users named themselves, assigned groups, and
 * users who are direct members of assigned groups. Groups within those are not read, nor is a group that is not security-enabled.
 */
export interface Assigned {
  /** By row of a source: users and groups alike. */
  rows(source: Objects): (row: number) => boolean
  /**
   * By row, whether an incremental cycle has to look at an object for its assignment alone: it lost it, or a group that changed, which
   * `changed` tells by row of the groups, may have given it.
   */
  changedRows(source: Objects, links: ReadonlyMap<string, SourceLink>, changed: (row: number) => boolean): (row: number) => boolean
}

/** `groups`: the source's groups, where it has any. `undefined` where everybody is synchronized, and for HR sources, which have no assignment. */
export function assignedOf(job: Job, groups: Objects | undefined): Assigned | undefined {
  const { assignment } = job
  if (!assignment || assignment.sync === 'all' || HR.has(job.service)) return undefined
  const readable = (groups?.anchors ?? []).flatMap((anchor, row) => (groups && assignment.groups?.includes(anchor) && isSecurityEnabled(groups, row) ? [row] : []))
  const assignedGroups = new Set(readable.map((row) => groups?.anchors[row] as string))
  const names = new Set<string>([...assignment.users ?? [], ...membersOf(assignment, groups, readable), ...assignedGroups])
  // A group within an assigned group is a member of it, but not assigned for that.
  const namesFor = (source: Objects): ReadonlySet<string> => (source.type === groups?.type ? assignedGroups : names)
  return {
    rows: (source) => namedIn(namesFor(source), source),
    changedRows: (source, links, changed) => {
      const isAssigned = namedIn(namesFor(source), source)
      const isFresh = namedIn(new Set(membersOf(assignment, groups, readable.filter(changed))), source)
      return (row) => (links.get(source.anchors[row] as string)?.state === 'active' ? !isAssigned(row) : isFresh(row))
    },
  }
}

/**
 * Anchors of assigned users and groups that are among none of the source's objects: mistyped, or deleted since. Whoever had the application
 * through such a group loses it. By code unit.
 */
export function lackingAssigned({ assignment, service }: Job, objects: readonly Objects[]): readonly string[] {
  if (!assignment || assignment.sync === 'all' || HR.has(service)) return []
  return [...new Set([...assignment.users ?? [], ...assignment.groups ?? []])].filter((anchor) => !objects.some((of) => lookupsOf(of).anchors.has(anchor))).sort()
}

const HR: ReadonlySet<Job['service']> = new Set(['Workday', 'SuccessFactors', 'ApiDriven'])

function isSecurityEnabled(groups: Objects, row: number): boolean {
  const value = read(groups, row, 'securityEnabled')
  return typeof value !== 'string' || value.toLowerCase() !== 'false'
}

/** What groups name as their members: anchors, or distinguished names in their normal form. */
function membersOf({ memberAttribute }: Assignment, groups: Objects | undefined, rows: readonly number[]): readonly string[] {
  return groups ? rows.flatMap((row) => read(groups, row, memberAttribute ?? 'members') ?? []).map((value) => (value.includes('=') ? normalName(value) : value)) : []
}

function namedIn(names: ReadonlySet<string>, source: Objects): (row: number) => boolean {
  const name = source.attributes.findIndex((attribute) => /^(dn|distinguishedName)$/i.test(attribute))
  return (row) => {
    if (names.has(source.anchors[row] as string)) return true
    const dn = name < 0 ? null : cellIn(source.bodies, row, name)
    return typeof dn === 'string' && names.has(normalName(dn))
  }
}

function read(objects: Objects, row: number, attribute: string): Cell {
  const position = objects.attributes.findIndex((name) => name.toLowerCase() === attribute.toLowerCase())
  return position < 0 ? null : cellIn(objects.bodies, row, position)
}
