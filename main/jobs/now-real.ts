import { foldCase } from '../../shared/fold-case'
import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { ProjectDocument } from '../../shared/model/project'
import { identifyingAttributes } from '../engine/decisions'
import { lookupsOf } from '../engine/object-lookups'
import type { ObjectTable } from '../mirror/object-table'
import type { RehearsedObject } from '../mirror/rehearsal-tables'
import type { Renamed } from './follow-references'
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
export type MatchedBy = (system: string, type: string) => readonly string[]

export function matchedBy({ jobs }: Pick<ProjectDocument, 'jobs'>): MatchedBy {
  return (system, type) => jobs.filter((job) => job.target === system)
    .flatMap((job) => job.objectMappings.filter((mapping) => mapping.targetType === type))
    .flatMap((mapping) => mapping.attributeMappings.filter((m) => m.matchingPriority !== undefined))
    .sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number)).map(({ target }) => target)
}

/**
 * Which rehearsed creates of a system the last read really brought: told by what jobs match by, then by what names an object (its
 * distinguished name, its account names). Each stands for the one real object that has the value; none where several have it. Takes no
 * time where nothing was created, else a pass over the type's objects for each attribute.
 */
export function nowReal(session: Pick<Session, 'tables' | 'rehearsed'>, system: string, matching: MatchedBy): NowReal | undefined {
  const anchors = new Map<string, string>()
  const renamed = new Map<string, string>()
  for (const table of session.tables(system).values()) {
    const rehearsed = session.rehearsed(table.typeId)
    const created = [...rehearsed].filter(([anchor, object]) => object.kind === 'created' && !lookupsOf(table).anchors.has(anchor)).sort(([a], [b]) => (a < b ? -1 : 1))
    const isThere = (row: number): boolean => {
      const made = rehearsed.get(table.anchors[row] as string)
      return made?.kind !== 'deleted' || made.baseHash !== table.hashes[row]
    }
    if (created.length > 0) findReal({ table, isThere }, created, [...matching(system, table.type), ...identifyingAttributes()], { anchors, renamed })
  }
  return anchors.size === 0 ? undefined : { anchors, renamed }
}

/** What was read of one type; a rehearsal may have deleted some of it. */
interface Read {
  readonly table: ObjectTable
  readonly isThere: (row: number) => boolean
}

function findReal({ table, isThere }: Read, created: readonly (readonly [string, RehearsedObject])[], names: readonly string[], found: { readonly anchors: Map<string, string>; readonly renamed: Map<string, string> }): void {
  const { anchors, renamed } = found
  const taken = new Set<number>()
  const name = positionOf(table, 'dn')
  for (const attribute of new Set(names.map((one) => one.toLowerCase()))) {
    const position = positionOf(table, attribute)
    const open = created.filter(([anchor]) => !anchors.has(anchor))
    if (position < 0 || open.length === 0) continue
    const wanted = new Map<string, number[]>()
    for (const [, { body }] of open) for (const key of keysOf(attribute, cellAt(body, position))) wanted.set(key, [])
    table.bodies.forEach((body, row) => {
      for (const key of keysOf(attribute, cellAt(body, position))) {
        const rows = wanted.get(key)
        if (rows && isThere(row)) rows.push(row)
      }
    })
    for (const [anchor, { body }] of open) {
      const rows = [...new Set(keysOf(attribute, cellAt(body, position)).flatMap((key) => wanted.get(key) ?? []))]
      const [row] = rows
      if (row === undefined || rows.length > 1 || taken.has(row)) continue
      taken.add(row)
      const real = table.anchors[row] as string
      anchors.set(anchor, real)
      const [was, is] = [cellAt(body, name), cellAt(table.bodies[row] as string, name)]
      if (typeof was === 'string' && typeof is === 'string') renamed.set(normalName(was), is)
      else renamed.set(normalName(anchor), real)
    }
  }
}

function positionOf(table: ObjectTable, attribute: string): number {
  return table.attributes.findIndex((name) => name.toLowerCase() === attribute.toLowerCase())
}

function keysOf(attribute: string, cell: Cell): readonly string[] {
  if (cell === null) return []
  const values = typeof cell === 'string' ? [cell] : cell
  return values.filter((value) => value !== '').map((value) => (NAMES.has(attribute) ? normalName(value) : foldCase(value)))
}

const NAMES: ReadonlySet<string> = new Set(['dn', 'distinguishedname'])
