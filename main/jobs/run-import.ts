import { basename } from 'node:path'
import { AppError } from '../../shared/app-error'
import { dateIn } from '../../shared/local-date'
import type { WorkProgress } from '../../shared/model/cycle'
import type { Issue } from '../../shared/model/issue'
import type { StoreEntry } from '../../shared/model/password-place'
import type { ConnectedSystem } from '../../shared/model/project'
import { type ReadSummary, readsTable } from '../mirror/reads-table'
import { INDEX, type RunWriter } from '../mirror/run-writes'
import { stageRecords } from '../mirror/stage-records'
import { objectsTable } from '../mirror/objects-table'
import { possibleTypes } from '../connectors/object-types'
import { holdsOn } from '../connectors/effective-rows'
import { timeZoneOf } from '../engine/decisions'
import { lookupsOf } from '../engine/object-lookups'
import { type ImportsAhead, importAhead } from './imports-ahead'
import { pacer } from './pacer'
import { secretFor } from './secret-for'
import type { Session } from './session'

export interface Work {
  readonly signal: AbortSignal
  readonly onProgress: (progress: WorkProgress) => void
  /** The operating system's store; absent where it cannot be opened, as in the command line. */
  readonly stored?: (entry: StoreEntry) => Promise<string | undefined>
}

export interface ImportResult extends ReadSummary {
  readonly id: string
  readonly issues: readonly Issue[]
  /** Whether the content was what the mirror already held, so that nothing was read again. */
  readonly sameContent: boolean
}

export interface ImportRequest {
  /** The machine's clock. */
  readonly readAt: string
  /** The instant whose effective-dated rows hold, ISO 8601 UTC. Default: when it is read. */
  readonly now?: string
  /** Whether a system that holds nobody any more, or nobody of a type, is taken as read. Default false: it is taken for a mistake. */
  readonly acceptEmpty?: boolean
}

/**
 * Reads connected systems into the mirror, at the same time, and returns them in the order given. The session must have the right
 * to write. Every system that can be read is staged even if another fails; then the first failure is thrown, and what was held of the
 * failed one stays.
 */
export async function importSystems(session: Session, systems: readonly ConnectedSystem[], request: ImportRequest, work: Work): Promise<ImportResult[]> {
  const writer = session.openWriter()
  try {
    const results = await startImports(writer, session, systems, request, work).all()
    await writer.drain()
    return [...results]
  } finally {
    await writer.close()
  }
}

/**
 * Starts the same through a writer that goes on with the run. The index is made when all is staged and, where there is something to begin, that has
 * begun: it takes a while, and nothing can be written over the session's own connection meanwhile. Throws `projectInvalid` where two systems have one id.
 */
export function startImports(
  writer: RunWriter, session: Session, systems: readonly ConnectedSystem[], request: ImportRequest, work: Work, begun?: Promise<void>,
): ImportsAhead<ImportResult> {
  const repeated = systems.find((system, i) => systems.findIndex(({ id }) => id === system.id) < i)
  if (repeated) throw new AppError('projectInvalid', `Two systems of the project have the id ${repeated.id}; give one of them another id in rehearsal.json, and name it in its jobs.`, { system: repeated.id })
  const ids = { next: objectsTable(session.mirror.db).nextId() }
  const index = (): void => { writer.post(INDEX) }
  return importAhead(systems, work, {
    read: (system, ofSystem) => importSystem(session, { ...request, system, ids, writer }, ofSystem),
    staged: begun ? () => { void begun.then(index) } : index,
  })
}

/** The day whose rows are read, for a system with effective-dated rows. */
function effectiveDay(system: ConnectedSystem, now: string): string | undefined {
  return system.settings.kind === 'delimited' && system.settings.effectiveDate !== undefined ? dateIn(timeZoneOf(system), now) : undefined
}

/** Whether what was read of a system holds at an instant, if nothing changed there since: none of its rows begins or ends to hold in between. */
export function holdsAt(session: Session, system: ConnectedSystem, now: string): boolean {
  const asOf = effectiveDay(system, now)
  return asOf === undefined || holdsOn(readsTable(session.mirror.db).current(system.id)?.finding ?? {}, asOf)
}

/** What a cycle asks for first, made while other systems are still being read: a system's objects as the last rehearsal left them. */
function makeReady(session: Session, system: string): void {
  if (!session.isKept([system])) return
  for (const table of session.tables(system).values()) {
    if (session.rehearsed(table.typeId).size > 0) void lookupsOf(session.effective(table).table).anchors
  }
}

async function importSystem(
  session: Session,
  { system, readAt, now = readAt, acceptEmpty = false, ids, writer }: ImportRequest & { readonly system: ConnectedSystem; readonly ids: { next: number }; readonly writer: RunWriter },
  work: Work,
): Promise<ImportResult> {
  const reads = readsTable(session.mirror.db)
  const held = reads.current(system.id)
  const { settings } = system
  const types = objectsTable(session.mirror.db).types(system.id)
  const secret = await secretFor(settings, work.stored)
  const asOf = effectiveDay(system, now)
  const before = asOf === undefined ? session.prints.get(system.id) : undefined
  const compared = before && before.readNo === held?.readNo ? before : undefined
  const read = await session.readSystem({
    settings, folder: session.folder, known: Object.fromEntries(types.map((type) => [type.name, type.attributes])),
    heldHash: holdsAt(session, system, now) ? held?.contentHash : undefined, signal: work.signal, printed: session.stays && asOf === undefined,
    ...(asOf === undefined ? {} : { asOf }), ...(compared ? { prints: compared.prints } : {}), ...(secret === undefined ? {} : { secret }),
  })
  if (!read.events) {
    if (!held) throw new AppError('nothingRead', `The system ${system.id} was never read.`, { system: system.id })
    makeReady(session, system.id)
    const { issues } = reads.issues(system.id, { offset: 0, limit: -1 })
    return { ...held, id: system.id, new: 0, changed: 0, missing: 0, unchanged: held.read, issues, sameContent: true }
  }
  const label = system.name
  await writer.drain() // of what is planned meanwhile
  const staged = await stageRecords(session.mirror, {
    system: system.id, events: read.events, readAt,
    files: settings.kind === 'ldap' ? [settings.url] : settings.paths.map((path) => basename(path)),
    tables: session.tables(system.id), rowsByAnchor: (table) => lookupsOf(table).anchors, ids, writer, acceptEmpty,
    possibleTypes: possibleTypes(settings), mostHeld: session.mostHeld, ...(compared ? { order: compared.order } : {}), pacer: pacer(work.signal),
    onProgress: (progress) => work.onProgress({ ...progress, label }),
  })
  session.setTables(system.id, staged.tables)
  if (staged.prints && session.isKept([system.id])) session.prints.set(system.id, { readNo: staged.read.readNo, ...staged.prints })
  else session.prints.delete(system.id)
  return { id: system.id, ...staged.read, issues: staged.issues, sameContent: false }
}
