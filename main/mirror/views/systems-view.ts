import type { ObjectPage, ObjectView, Page, SystemView } from '../../../shared/ipc/views'
import { AppError } from '../../../shared/app-error'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { Issue } from '../../../shared/model/issue'
import { unpackCells } from '../../../shared/model/packed'
import type { ConnectedSystem, ProjectDocument } from '../../../shared/model/project'
import type { ReadsTable } from '../reads-table'
import { displayOf, type LiveObject, type LiveObjects, type LiveType } from './live-objects'
import type { PlanRows } from './plan-rows'

interface Slice {
  readonly offset: number
  readonly limit: number
}

/** The tables that hold what was read; `undefined` while nothing was. */
export interface ReadTables {
  readonly objects: LiveObjects
  readonly reads: ReadsTable
}

/** Every system of the project, read or not, with what was read since the last run that saw it. */
export function listSystems(document: ProjectDocument, tables: (ReadTables & { readonly plans: PlanRows }) | undefined): SystemView[] {
  const seen = tables === undefined ? NO_RUN : lastSeen(document, tables.plans)
  return document.systems.map((system) => {
    const current = tables?.reads.current(system.id)
    const { readNo: _, contentHash: __, ...lastRead } = current ?? { readNo: 0, contentHash: undefined }
    return {
      id: system.id,
      name: system.name,
      kind: system.settings.kind,
      ...(system.product === undefined ? {} : { product: system.product }),
      roles: rolesOf(system.id, document),
      types: tables?.objects.types(system.id).map((type) => ({ name: type.name, count: tables.objects.count(type), attributes: type.attributes })) ?? [],
      ...(tables && current ? { lastRead: { ...(lastRead as Omit<typeof current, 'readNo' | 'contentHash'>), issues: tables.reads.issues(system.id, { offset: 0, limit: 1 }).total, ...sinceRun(tables.reads, system.id, seen.get(system.id)) } } : {}),
    }
  })
}

interface Seen {
  readonly run: number
  readonly readNo: number
}

const NO_RUN: ReadonlyMap<string, Seen> = new Map()

/** By system, the last finished run that had a job over it, and the read that it saw. */
function lastSeen({ jobs }: ProjectDocument, plans: PlanRows): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const { run, status, jobs: ran } of plans.runs()) {
    if (status !== 'done') continue
    ran.forEach(({ id }, jobNo) => {
      const job = jobs.find((one) => one.id === id)
      const reads = plans.reads(run, jobNo)
      if (!job || !reads) return
      for (const [system, readNo] of [[job.source, reads.source], [job.target, reads.target]] as const) if (!seen.has(system)) seen.set(system, { run, readNo })
    })
    if (jobs.every(({ source, target }) => seen.has(source) && seen.has(target))) break
  }
  return seen
}

function sinceRun(reads: ReadsTable, system: string, seen: Seen | undefined): { readonly sinceRun?: NonNullable<NonNullable<SystemView['lastRead']>['sinceRun']> } {
  return seen === undefined ? {} : { sinceRun: { run: seen.run, ...reads.since(system, seen.readNo) } }
}

/** Rows as they were read, in the order of the files. */
export function systemRows(document: ProjectDocument, tables: ReadTables | undefined, input: Slice & { readonly system: string; readonly type: string; readonly search?: string | undefined }): ObjectPage {
  const { system, type, objects } = find(document, tables, input)
  if (!type || !objects) return { total: 0, offset: input.offset, rows: [], attributes: [] }
  const page = objects.page(type, { search: input.search, offset: input.offset, limit: input.limit })
  const rows = page.objects.map((object) => {
    const cells = unpackCells(object.body)
    return { anchor: object.anchor, display: displayOf(object, type.attributes, system.display), origin: object.origin, cells: type.attributes.map((_, i) => cells[i] ?? null) }
  })
  return { total: page.total, offset: input.offset, rows, attributes: type.attributes }
}

/** What was wrong with the last read, in the order of the files. */
export function systemIssues(tables: ReadTables | undefined, { system, offset, limit }: Slice & { readonly system: string }): Page<Issue> {
  const { total, issues } = tables?.reads.issues(system, { offset, limit }) ?? { total: 0, issues: [] }
  return { total, offset, rows: issues }
}

/** One object with all that was read of it. Throws `objectUnknown`. */
export function getObject(document: ProjectDocument, tables: ReadTables | undefined, input: { readonly system: string; readonly type: string; readonly anchor: string }): ObjectView {
  const { system, type, objects } = find(document, tables, input)
  const object = type && objects?.byAnchor(type, input.anchor)
  if (!object) throw new AppError('objectUnknown', `${system.name} has no ${input.type} ${input.anchor} in its last read.`, input)
  return toObjectView(object, type, system)
}

export function toObjectView(object: LiveObject, type: LiveType, system: ConnectedSystem): ObjectView {
  return {
    system: system.id, type: type.name, anchor: object.anchor, display: displayOf(object, type.attributes, system.display), origin: object.origin,
    attributes: toAttributes(object.body, type.attributes),
  }
}

/** The values of a packed object by name; absent ones are left out. */
export function toAttributes(body: string, names: readonly string[]): Record<string, AttributeValue> {
  const cells = unpackCells(body)
  return Object.fromEntries(names.flatMap((name, i) => {
    const cell = cells[i] ?? null
    return cell === null ? [] : [[name, cell] as const]
  }))
}

function find(document: ProjectDocument, tables: ReadTables | undefined, { system: id, type }: { readonly system: string; readonly type: string }): { readonly system: ConnectedSystem; readonly type: LiveType | undefined; readonly objects: LiveObjects | undefined } {
  const system = document.systems.find((candidate) => candidate.id === id)
  if (!system) throw new AppError('systemUnknown', `The project has no system ${id}.`, { system: id })
  return { system, type: tables?.objects.type(id, type), objects: tables?.objects }
}

function rolesOf(system: string, { jobs }: ProjectDocument): ('source' | 'target')[] {
  return (['source', 'target'] as const).filter((role) => jobs.some((job) => job[role] === system))
}
