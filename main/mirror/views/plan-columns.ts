import { AppError } from '../../../shared/app-error'
import type { FacetAttribute, FacetKey } from '../../../shared/ipc/facet-views'
import { cellOf } from '../../../shared/model/packed'
import type { ProjectDocument } from '../../../shared/model/project'
import type { ActionNames } from '../action-page'
import type { RunActions } from '../action-pages'
import type { ObjectColumn, ObjectColumns } from '../object-columns'
import { causeText } from './group-titles'
import { guardColumn } from './held-guards'
import { positionOf, type LiveObjects, type LiveType } from './live-objects'
import { cellBounds, eachRecord, type Records } from './object-scan'
import { growingLists, type PlanColumn } from './plan-column'
import { TURN_AFTER, keptSides, type Side, type Sources } from './kept-sides'
import type { PlanRows } from './plan-rows'
import { slices } from './slices'

/** Columns of runs, kept once made. All take a slice at a time: pages are answered in between. */
export interface PlanColumns {
  /** In the order asked for; those that are not known yet are gathered in one pass. Throws `refused` for an attribute with too many values. */
  columns(run: number, attributes: readonly FacetAttribute[]): Promise<readonly PlanColumn[]>
  /** What a plan's people can be narrowed by, besides what every action has. */
  attributes(run: number): readonly FacetAttribute[]
}

/** Beyond these an attribute tells people apart instead of grouping them. */
const MOST_VALUES = 50_000
/** Four bytes an action each. */
const KEPT_COLUMNS = 40

/** Pages of one object mapping: their sources are of one type, and so are their targets. */
interface Part {
  readonly source: LiveType | undefined
  readonly target: LiveType | undefined
}

type SideName = 'source' | 'target'

/** `gathered`: columns of types that are too large to be looked through. */
export function planColumns(plans: PlanRows, objects: LiveObjects, gathered: ObjectColumns): PlanColumns {
  const kept = new Map<string, Promise<PlanColumn>>()
  const sides = new Map<string, Promise<readonly Side[]>>()

  function keyOf(run: number, { of, name }: FacetAttribute): string {
    const reads = of === 'action' ? '' : systemsOf(plans.document(run), of).flatMap((system) => objects.types(system)).map((type) => objects.readNo(type)).join()
    return JSON.stringify([run, of, name, reads])
  }
  function keep(key: string, column: Promise<PlanColumn>): void {
    if (kept.size >= KEPT_COLUMNS) kept.delete(kept.keys().next().value as string)
    kept.set(key, column)
    column.catch(() => kept.delete(key))
  }
  function sidesOf(run: number, of: SideName): Promise<readonly Side[]> {
    const key = keyOf(run, { of, name: '' })
    const known = sides.get(key)
    if (known) return known
    const made = keptSides({ plans, objects, gathered }, run, of).then((held) => held ?? findSides(plans, objects, run, of))
    if (sides.size >= MOST_SIDES) sides.delete(sides.keys().next().value as string)
    sides.set(key, made)
    made.catch(() => sides.delete(key))
    return made
  }

  function columns(run: number, attributes: readonly FacetAttribute[]): Promise<readonly PlanColumn[]> {
    const wanted = attributes.map((attribute) => ({ attribute, key: keyOf(run, attribute) }))
    for (const of of ['source', 'target'] as const) {
      const missing = wanted.filter(({ attribute, key }) => attribute.of === of && !kept.has(key))
      if (missing.length === 0) continue
      const made = sidesOf(run, of).then((found) => valuesOf({ plans, objects, gathered }, { run, sides: found, names: missing.map(({ attribute }) => attribute.name), of }))
      missing.forEach(({ key }, i) => { keep(key, made.then((columns) => finished(columns[i] as Gathered, missing[i]?.attribute.name ?? ''))) })
    }
    for (const { attribute: { of, name }, key } of wanted) {
      if (of === 'action' && !kept.has(key)) keep(key, name === 'guard' ? guardColumn(plans, run, (names) => columns(run, names.map((one) => ({ of: 'source', name: one })))) : factColumn(plans, run, name))
    }
    return Promise.all(wanted.map(({ key }) => kept.get(key) as Promise<PlanColumn>))
  }

  return {
    columns,
    attributes(run) {
      const document = plans.document(run)
      const of = (side: SideName): FacetAttribute[] => [...new Set(systemsOf(document, side).flatMap((system) => objects.types(system).flatMap(({ attributes }) => attributes)))].map((name) => ({ of: side, name }))
      return [...of('source'), ...of('target')]
    },
  }
}

const MOST_SIDES = 4

function systemsOf(document: ProjectDocument, side: SideName): string[] {
  return [...new Set(document.jobs.map((job) => job[side]))]
}

/** Which action each object of a side has, from the anchors that both name. */
async function findSides(plans: PlanRows, objects: LiveObjects, run: number, of: SideName): Promise<readonly Side[]> {
  const turn = slices()
  const actions = plans.packed(run)
  const document = plans.document(run)
  const parts = new Map<string, Part>()
  const rowsOf = new Map<Part, Map<string, number>>()
  for (const page of actions.names()) {
    const part = partOf(parts, page, document, objects)
    const rows = rowsOf.get(part) ?? new Map<string, number>()
    rowsOf.set(part, rows)
    for (const { row, source, target } of page.lines()) {
      const anchor = of === 'source' ? source : target
      if (anchor !== '') rows.set(anchor, row)
    }
    await turn()
  }
  const sides: Side[] = []
  for (const [part, rows] of rowsOf) {
    const type = part[of]
    if (!type) continue
    const { first, last } = objects.idRange(type)
    const rowOf = new Int32Array(Math.max(0, last - first + 1)).fill(-1)
    for (const anchors of objects.records(type, 'anchor')) {
      eachRecord(anchors, (id, start, end) => {
        const row = rows.get(anchors.toString('utf8', start, end))
        if (row !== undefined) rowOf[id - first] = row
      })
      await turn()
    }
    sides.push({ type, readNo: objects.readNo(type), rowOf, firstId: first })
  }
  return sides
}

function partOf(parts: Map<string, Part>, { head }: ActionNames, document: ProjectDocument, objects: LiveObjects): Part {
  const key = `${head.job}/${head.objectMapping}`
  let part = parts.get(key)
  if (!part) {
    const mapping = document.jobs.find(({ id }) => id === head.job)?.objectMappings.find(({ id }) => id === head.objectMapping)
    part = { source: objects.type(head.sourceSystem, mapping?.sourceType ?? ''), target: objects.type(head.targetSystem, mapping?.targetType ?? head.objectType) }
    parts.set(key, part)
  }
  return part
}

/** A column while it is gathered: numbers are given to lists of values as they are met. */
interface Gathered {
  readonly values: (readonly FacetKey[])[]
  readonly numberOf: Int32Array
  /** By the bytes of the packed cell. */
  readonly known: Map<string, number>
  full: boolean
}

const BLANK = 0
const FAILED = 1

function gathering(rows: number): Gathered {
  return { values: [['blank'], ['error']], numberOf: new Int32Array(rows), known: new Map(), full: false }
}

/** One pass over the objects of every side for all the attributes that were not gathered while they were read. */
async function valuesOf({ plans, objects, gathered }: Sources, { run, sides, names, of }: { readonly run: number; readonly sides: readonly Side[]; readonly names: readonly string[]; readonly of: SideName }): Promise<readonly Gathered[]> {
  const turn = slices()
  const actions = plans.packed(run)
  const columns = names.map(() => gathering(actions.seqs.length))
  for (const side of sides) {
    const { type, rowOf, firstId } = side
    const wanted: { readonly column: Gathered; readonly position: number }[] = []
    for (const [i, column] of columns.entries()) {
      const position = positionOf(type.attributes, names[i] as string)
      const held = position < 0 ? undefined : gathered.find(type.typeId, side.readNo, position)
      const isHeld = held !== undefined && await addAll(column, held, { side, ids: objects.ids(type), turn })
      if (position >= 0 && !isHeld) wanted.push({ column, position })
    }
    if (wanted.length === 0) continue
    for (const bodies of objects.records(type, 'body')) {
      eachRecord(bodies, (id, start, end) => {
        const row = rowOf[id - firstId] ?? -1
        if (row < 0) return
        for (const { column, position } of wanted) add(column, row, bodies, cellBounds(bodies, start, end, position))
      })
      await turn()
    }
  }
  if (of === 'target') markErrors(plans, run, actions, names, columns)
  return columns
}

/** Adds a column that was gathered; false where it is not one of these objects. */
async function addAll(column: Gathered, { cells, numbers }: ObjectColumn, { side: { rowOf, firstId }, ids, turn }: { readonly side: Side; readonly ids: Int32Array; readonly turn: () => Promise<void> | undefined }): Promise<boolean> {
  if (ids.length !== numbers.length) return false
  const listOf = Int32Array.from(cells, (cell, number) => (number === 0 ? BLANK : column.values.push(valuesIn(cell)) - 1))
  for (let rank = 0; rank < ids.length; rank++) {
    const row = rowOf[(ids[rank] as number) - firstId] ?? -1
    const number = numbers[rank] as number
    if (row >= 0 && number > 0) column.numberOf[row] = listOf[number] as number
    if (rank % TURN_AFTER === 0) await turn()
  }
  return true
}

function valuesIn(packed: string): readonly FacetKey[] {
  const cell = cellOf(packed)
  return (typeof cell === 'string' ? [cell] : [...new Set(cell)]).map((value): FacetKey => `=${value}`)
}

function add(column: Gathered, row: number, bodies: Records, { from, to }: { readonly from: number; readonly to: number }): void {
  if (from === to || column.full) return
  const bytes = bodies.toString('latin1', from, to) // cheaper than the text, and as good a key
  let number = column.known.get(bytes)
  if (number === undefined) {
    if (column.values.length >= MOST_VALUES) {
      column.full = true
      return
    }
    number = column.values.push(valuesIn(bodies.toString('utf8', from, to))) - 1
    column.known.set(bytes, number)
  }
  column.numberOf[row] = number
}

/** A value that would fail is no value. */
function markErrors(plans: PlanRows, run: number, actions: RunActions, names: readonly string[], columns: readonly Gathered[]): void {
  for (const { seq, action } of plans.withIssues(run)) {
    for (const { severity, attribute } of action.issues) {
      const at = severity === 'failure' && attribute !== undefined ? positionOf(names, attribute) : -1
      if (at >= 0) (columns[at] as Gathered).numberOf[actions.rowOf(seq)] = FAILED
    }
  }
}

function finished({ values, numberOf, full }: Gathered, name: string): PlanColumn {
  if (full) throw new AppError('refused', `${name} has more than ${MOST_VALUES.toLocaleString('en-US')} different values, too many to choose from. Search for the one that is meant.`, { attribute: name })
  return { values, numberOf }
}

/** What every action says of itself. */
async function factColumn(plans: PlanRows, run: number, name: string): Promise<PlanColumn> {
  switch (name) {
    case 'kind': return factOf(plans, run, ({ kind }) => kind)
    case 'status': return factOf(plans, run, ({ status }) => status)
    case 'mark': return markColumn(plans, run)
    case 'cause': return causeColumn(plans, run, ({ cause }) => causeText(cause))
    case 'change': return causeColumn(plans, run, ({ cause }) => (cause.type === 'mapping' ? cause.id : undefined))
    default: throw new AppError('refused', `Actions have no ${name}; they have kind, status, mark, cause, change and guard.`, { attribute: name })
  }
}

type Facts = ReturnType<PlanRows['outcomes']>['combinations'][number]

function factOf(plans: PlanRows, run: number, of: (facts: Facts) => string): PlanColumn {
  const { combinationOf, combinations } = plans.outcomes(run)
  return { values: combinations.map((facts): FacetKey[] => [`=${of(facts)}`]), numberOf: Int32Array.from(combinationOf) }
}

async function causeColumn(plans: PlanRows, run: number, of: (group: ReturnType<PlanRows['groups']>[number]['group']) => string | undefined): Promise<PlanColumn> {
  const turn = slices()
  const actions = plans.packed(run)
  const { column, add: grow } = growingLists(actions.seqs.length)
  for (const { group } of plans.groups(run)) {
    const value = of(group)
    if (value === undefined) continue
    for (const seq of plans.members(run, group.id)) grow(actions.rowOf(seq), value)
    await turn()
  }
  return column
}

const MARKS = /"marks":\[("[^\]]*)\]/

async function markColumn(plans: PlanRows, run: number): Promise<PlanColumn> {
  const turn = slices()
  const actions = plans.packed(run)
  const { column, add: grow } = growingLists(actions.seqs.length)
  for (const page of actions.bodies()) {
    for (const { row, body } of page) {
      const marks = body.includes('"marks":["') ? MARKS.exec(body)?.[1] : undefined
      if (marks !== undefined) for (const mark of marks.split(',')) grow(row, mark.slice(1, -1))
    }
    await turn()
  }
  return column
}
