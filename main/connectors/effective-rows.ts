import { basename } from 'node:path'
import { dayOf } from '../../shared/local-date'
import type { Cell } from '../../shared/model/attribute'
import type { Issue } from '../../shared/model/issue'
import { cellAt } from '../../shared/model/packed'
import type { PackedRows, ReadEvent, RecordsEvent } from '../../shared/model/record'
import { AppError } from '../../shared/app-error'
import { RowsPacker, rowTexts } from '../packed/packed-rows'
import { originAt } from './text-file'

export interface EffectiveRequest {
  /** The attribute with the day from which a row holds. */
  readonly attribute: string
  /** The cycle's day, `YYYY-MM-DD`. */
  readonly on: string
  readonly paths: readonly string[]
  /** Attributes of each object type as the mirror already holds them. */
  readonly known: Readonly<Record<string, readonly string[]>>
}

/** The names under which a read's finding says for which days it holds. */
const HOLDS_FROM = 'holdsFrom'
const HOLDS_UNTIL = 'holdsUntil'

/** Whether what was read on some day holds on another: no row begins or ends to hold in between. */
export function holdsOn(finding: Readonly<Record<string, unknown>>, on: string): boolean {
  const [from, until] = [finding[HOLDS_FROM], finding[HOLDS_UNTIL]]
  return typeof from === 'string' && typeof until === 'string' && from <= on && (until === '' || on < until)
}

interface Row {
  readonly event: RecordsEvent
  readonly at: number
  /** Blank where the row has no day: it holds from the beginning. */
  readonly day: string
}

/**
 * Of the rows of each anchor the one that holds on a day: the last whose day is not after it. Somebody with only rows to come is given
 * as of the first of them, as HR services look future hires up (provisioning-cycle.md §2.4, §9.1). Rows that begin on the same day are all handed
 * on, for the mirror to judge; so are all rows of somebody one of whose days cannot be read. Order of rows decides nothing. The end says
 * between which days nothing would be chosen otherwise. Throws `projectInvalid` where no
 * row has the attribute.
 */
export async function* effectiveRows(events: AsyncIterable<ReadEvent>, request: EffectiveRequest): AsyncGenerator<ReadEvent> {
  const names = new Map<string, readonly string[]>()
  const people = new Map<string, Map<string, Row[]>>()
  const unreadable = new Set<string>()
  let known = false
  for await (const event of events) {
    if (event.kind === 'attributes') {
      names.set(event.type, [...namesOf(event.type), ...event.names])
      yield event
    } else if (event.kind === 'records') {
      const position = positionOf(namesOf(event.type), request.attribute)
      known ||= position >= 0
      yield* gather(event, position)
    } else if (event.kind === 'end') {
      if (people.size > 0 && !known) throw new AppError('projectInvalid', `There is no column ${request.attribute} to say from when a row holds; correct effectiveDate in the settings of the system.`, { attribute: request.attribute })
      yield* chosen()
      yield { ...event, finding: { ...event.finding, ...span() } }
    } else yield event
  }

  function namesOf(type: string): readonly string[] {
    return names.get(type) ?? request.known[type] ?? []
  }

  function* gather(event: RecordsEvent, position: number): Generator<ReadEvent> {
    const ofType = people.get(event.type) ?? new Map<string, Row[]>()
    people.set(event.type, ofType)
    const bodies = rowTexts(event.bodies)
    for (let at = 0; at < event.anchors.length; at++) {
      const anchor = event.anchors[at] as string
      const text = textOf(position < 0 ? null : cellAt(bodies[at] as string, position))
      const day = text === '' ? '' : dayOf(text)
      if (day === undefined) {
        unreadable.add(`${event.type} ${anchor}`)
        yield { kind: 'issue', issue: unreadableDay(request, event, at, text) }
      }
      const rows = ofType.get(anchor)
      const row = { event, at, day: day ?? '' }
      if (rows) rows.push(row)
      else ofType.set(anchor, [row])
    }
  }

  function* chosen(): Generator<ReadEvent> {
    for (const [type, ofType] of people) {
      const rows: Row[] = []
      for (const [anchor, all] of ofType) rows.push(...(unreadable.has(`${type} ${anchor}`) ? all : rowsOn(all, request.on)))
      for (let from = 0; from < rows.length;) {
        const file = (rows[from] as Row).event.file
        let to = from
        while (to < rows.length && to - from < BATCH && (rows[to] as Row).event.file === file) to++
        yield recordsOf(type, file, rows.slice(from, to))
        from = to
      }
    }
  }

  /** Between the last day before or on the cycle's on which anybody's choice changes, and the next one. */
  function span(): Readonly<Record<string, string>> {
    let [from, until] = ['', '']
    for (const ofType of people.values()) {
      for (const all of ofType.values()) {
        if (all.length < 2) continue
        const first = firstDay(all)
        for (const { day } of all) {
          if (day === first) continue
          if (day <= request.on) from = day > from ? day : from
          else until = until === '' || day < until ? day : until
        }
      }
    }
    return { [HOLDS_FROM]: from, [HOLDS_UNTIL]: until }
  }
}

const BATCH = 2000

/** Without regard to case where no name is exactly the one that is looked for. */
function positionOf(names: readonly string[], wanted: string): number {
  const exact = names.indexOf(wanted)
  return exact >= 0 ? exact : names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase())
}

function rowsOn(all: readonly Row[], on: string): readonly Row[] {
  if (all.length === 1) return all
  let day: string | undefined
  for (const row of all) if (row.day <= on && (day === undefined || row.day > day)) day = row.day
  day ??= firstDay(all)
  return all.filter((row) => row.day === day)
}

function firstDay(all: readonly Row[]): string {
  return all.reduce((first, row) => (row.day < first ? row.day : first), (all[0] as Row).day)
}

function recordsOf(type: string, file: number, rows: readonly Row[]): RecordsEvent {
  return {
    kind: 'records', type, file,
    anchors: rows.map(({ event, at }) => event.anchors[at] as string), bodies: bodiesOf(rows),
    hashes: rows.map(({ event, at }) => event.hashes[at] as string), lines: Int32Array.from(rows, ({ event, at }) => event.lines[at] as number),
  }
}

function bodiesOf(rows: readonly Row[]): PackedRows {
  const packer = new RowsPacker(rows.length * LIKELY_BYTES, rows.length)
  for (const { event: { bodies }, at } of rows) packer.addRow(bodies, at)
  return packer.rows()
}

/** Of a row; more room is made where it is needed. */
const LIKELY_BYTES = 512

function unreadableDay({ attribute, paths }: EffectiveRequest, { lines, file, anchors }: RecordsEvent, at: number, text: string): Issue {
  const path = paths[file] ?? paths[0] ?? ''
  const line = lines[at] ?? 0
  const origin = line > 0 ? originAt(path, line) : basename(path)
  return {
    code: 'effectiveDateInvalid', origin,
    message: `${origin} holds from ${attribute} “${text}”, which is no day that can be read in one way only; which row of ${anchors[at] as string} holds cannot be told. Write it as 2026-11-21.`,
  }
}

function textOf(cell: Cell): string {
  return cell === null ? '' : typeof cell === 'string' ? cell.trim() : cell.join(', ')
}
