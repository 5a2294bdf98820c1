import type { ObjectPage, ObjectView, Page, SystemView } from '../../../shared/ipc/views'
import { AppError } from '../../../shared/app-error'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { Issue } from '../../../shared/model/issue'
import { unpackCells } from '../../../shared/model/packed'
import type { ConnectedSystem, ProjectDocument } from '../../../shared/model/project'
import type { ReadsTable } from '../reads-table'
import { displayOf, type LiveObject, type LiveObjects, type LiveType } from './live-objects'

interface Slice {
  readonly offset: number
  readonly limit: number
}

/** The tables that hold what was read; `undefined` while nothing was. */
export interface ReadTables {
  readonly objects: LiveObjects
  readonly reads: ReadsTable
}

/** Every system of the project, read or not. */
export function listSystems(document: ProjectDocument, tables: ReadTables | undefined): SystemView[] {
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
      ...(tables && current ? { lastRead: { ...(lastRead as Omit<typeof current, 'readNo' | 'contentHash'>), issues: tables.reads.issues(system.id, { offset: 0, limit: 1 }).total } } : {}),
    }
  })
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
