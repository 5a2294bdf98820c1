import { foldCase } from '../../shared/fold-case'
import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { ProjectDocument } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import { identifyingAttributes } from '../engine/decisions'
import { lookupsOf } from '../engine/object-lookups'
import type { ObjectTable } from '../mirror/object-table'
import { readsTable } from '../mirror/reads-table'
import { type RehearsedObject, rehearsalTables } from '../mirror/rehearsal-tables'
import { type Renamed, renamedBy } from './follow-references'
import type { Session } from './session'

/*
 * An account that a rehearsal created, and that the target's next export really has, is one account: the real one takes the place of the rehearsed
 * one, and the link goes to it.
 */

/** Rehearsed objects of one system that are real by now. */
export interface NowReal {
  /** Anchor that the rehearsal gave → anchor of the real object. */
  readonly anchors: ReadonlyMap<string, string>
  /** How references called the rehearsed object → how they call the real one. */
  readonly renamed: Renamed
}

/** By system and object type, the attributes that jobs match by, in the order of their priority. */
type MatchedBy = (system: string, type: string) => readonly string[]

function matchedBy({ jobs }: Pick<ProjectDocument, 'jobs'>): MatchedBy {
  return (system, type) => jobs.filter((job) => job.target === system)
    .flatMap((job) => job.objectMappings.filter((mapping) => mapping.targetType === type))
    .flatMap((mapping) => mapping.attributeMappings.filter((m) => m.matchingPriority !== undefined))
    .sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number)).map(({ target }) => target)
}

/**
 * Which rehearsed creates of a system the last read really brought: told by what jobs match by, then by what names an object (its
 * distinguished name, its account names). Each stands for the one real object that has the value; none where several have it. What was
 * created over this very read is none that it brought. Takes no time where it was asked of the same read before, else a pass over the type's
 * objects for each attribute that they are not indexed by.
 */
export function nowReal(session: Pick<Session, 'tables' | 'rehearsed' | 'created' | 'mirror'>, system: string, document: Pick<ProjectDocument, 'jobs'>): NowReal | undefined {
  const matching = matchedBy(document)
  const isOver = madeOver(session, system, document.jobs)
  const anchors = new Map<string, string>()
  const renamed = new Map<string, string>()
  for (const table of session.tables(system).values()) {
    const rehearsed = session.rehearsed(table.typeId)
    const names = [...new Set([...matching(system, table.type), ...identifyingAttributes()].map((one) => one.toLowerCase()))]
    const absent = absentFrom(table, names)
    const created = [...session.created(table.typeId)].filter(([anchor, object]) => !isOver(object) && !absent.has(object) && !lookupsOf(table).anchors.has(anchor)).sort(([a], [b]) => (a < b ? -1 : 1))
    const isThere = (row: number): boolean => {
      const made = rehearsed.get(table.anchors[row] as string)
      return made?.kind !== 'deleted' || made.baseHash !== table.hashes[row]
    }
    if (created.length > 0) findReal({ table, isThere, absent }, created, names, { anchors, renamed })
  }
  return anchors.size === 0 ? undefined : { anchors, renamed: renamedBy(renamed) }
}

/** Whether an object is the work of a job that saw the present read of its system: that read cannot have brought it. */
export function madeOver({ mirror }: Pick<Session, 'mirror'>, system: string, jobs: ProjectDocument['jobs']): (object: Pick<RehearsedObject, 'stamp'>) => boolean {
  const targets = new Map(jobs.map(({ id, target }) => [id, target]))
  const present = readsTable(mirror.db).current(system)?.readNo
  const known = new Map<number, boolean>()
  return ({ stamp }) => {
    let over = known.get(stamp)
    if (over === undefined) {
      const by = rehearsalTables(mirror.db).rehearsedBy(stamp)
      known.set(stamp, over = by !== undefined && targets.get(by.job) === system && by.targetRead === present)
    }
    return over
  }
}

/** What was read of one type; a rehearsal may have deleted some of it. */
interface Read {
  readonly table: ObjectTable
  readonly isThere: (row: number) => boolean
  /** Takes those none of whose values any object has. */
  readonly absent: WeakSet<RehearsedObject>
}

/** By what was read: rehearsed objects none of whose values anybody has there, whatever becomes of the others. */
const absences = new WeakMap<ObjectTable, { readonly names: string; readonly absent: WeakSet<RehearsedObject> }>()

function absentFrom(table: ObjectTable, attributes: readonly string[]): WeakSet<RehearsedObject> {
  const names = attributes.join(' ')
  let known = absences.get(table)
  if (known?.names !== names) absences.set(table, known = { names, absent: new WeakSet() })
  return known.absent
}

function findReal(
  { table, isThere, absent }: Read, created: readonly (readonly [string, RehearsedObject])[], names: readonly string[],
  found: { readonly anchors: Map<string, string>; readonly renamed: Map<string, string> },
): void {
  const { anchors, renamed } = found
  const taken = new Set<number>()
  const name = positionOf(table, 'dn')
  const met = new Set<string>()
  for (const attribute of names) {
    const position = positionOf(table, attribute)
    const open = created.filter(([anchor]) => !anchors.has(anchor))
    if (position < 0 || open.length === 0) continue
    const holders = holdersOf(table, attribute, position, open.map(([, { body }]) => body))
    for (const [anchor, { body }] of open) {
      const all = [...new Set(valuesOf(cellAt(body, position)).flatMap(holders))]
      if (all.length > 0) met.add(anchor)
      const [row, ...others] = all.filter(isThere)
      if (row === undefined || others.length > 0 || taken.has(row)) continue
      taken.add(row)
      const real = table.anchors[row] as string
      anchors.set(anchor, real)
      const [was, is] = [cellAt(body, name), cellIn(table.bodies, row, name)]
      if (typeof was === 'string' && typeof is === 'string') renamed.set(normalName(was), is)
      else renamed.set(normalName(anchor), real)
    }
  }
  for (const [anchor, object] of created) if (!met.has(anchor)) absent.add(object)
}

/** The rows that have a value: by what planning has found out of this read, else by a pass over it for the values of these bodies. */
function holdersOf(table: ObjectTable, attribute: string, position: number, bodies: readonly string[]): (value: string) => readonly number[] {
  const isName = NAMES.has(attribute)
  const known = isName ? lookupsOf(table).rowsNamed(position) : lookupsOf(table).rowsWith(position)
  if (known) return known
  const keyOf = isName ? normalName : foldCase
  const rows = new Map<string, number[]>()
  for (const body of bodies) for (const value of valuesOf(cellAt(body, position))) rows.set(keyOf(value), [])
  table.bodies.forEach((body, row) => {
    for (const value of valuesOf(cellAt(body, position))) rows.get(keyOf(value))?.push(row)
  })
  return (value) => rows.get(keyOf(value)) ?? []
}

function positionOf(table: ObjectTable, attribute: string): number {
  return table.attributes.findIndex((name) => name.toLowerCase() === attribute.toLowerCase())
}

function valuesOf(cell: Cell): readonly string[] {
  return cell === null ? [] : (typeof cell === 'string' ? [cell] : cell).filter((value) => value !== '')
}

const NAMES: ReadonlySet<string> = new Set(['dn', 'distinguishedname'])
