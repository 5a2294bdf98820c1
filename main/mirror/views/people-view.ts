import type { Database } from 'better-sqlite3'
import type { ObjectView, PreviewPerson } from '../../../shared/ipc/views'
import { foldCase } from '../../../shared/fold-case'
import { findMapping } from '../../../shared/model/find-mapping'
import type { ProjectDocument } from '../../../shared/model/project'
import { displayOf, type LiveObject, type LiveObjects, type LiveType } from './live-objects'
import { toAttributes, toObjectView } from './systems-view'
import { holdsText } from './text-search'

export interface PeopleViews {
  /** People and accounts that hold the text: exact anchors first, then names that begin with it, then the rest. */
  search(document: ProjectDocument, input: { readonly query: string; readonly limit: number }): ObjectView[]
  /** People of a mapping's source, each with the account that is linked to it. Throws `jobUnknown`. */
  preview(document: ProjectDocument, input: PreviewInput): PreviewPerson[]
}

interface PreviewInput {
  readonly job: string
  readonly mapping: string
  readonly anchors?: readonly string[] | undefined
  readonly query?: string | undefined
  readonly limit: number
}

/** Candidates that are looked at for the best ones. */
const LOOKED_AT = 500

export function peopleViews(db: Database, objects: LiveObjects): PeopleViews {
  const selectLink = db.prepare<[string, string], string>(`
    SELECT target_anchor FROM link
    WHERE mapping_key = ? AND source_anchor = ?
      AND from_run <= (SELECT current_run FROM rehearsal) AND (to_run IS NULL OR to_run > (SELECT current_run FROM rehearsal))
  `).pluck()
  const selectRehearsed = db.prepare<[number, string], { kind: string; body: string }>(`
    SELECT kind, body FROM rehearsed_object
    WHERE type_id = ? AND anchor = ?
      AND from_run <= (SELECT current_run FROM rehearsal) AND (to_run IS NULL OR to_run > (SELECT current_run FROM rehearsal))
  `)

  /** Objects of one type that hold a text anywhere, in no order, at most LOOKED_AT. */
  function holding(type: LiveType, text: string): LiveObject[] {
    const condition = holdsText(['o.anchor', 'o.body'], text)
    const found = db.prepare<[{ type: number; system: string; text: string }], string>(`
      SELECT o.anchor FROM object o, system s
      WHERE o.type_id = @type AND s.system_id = @system AND ${condition.sql}
        AND o.from_read <= s.current_read AND (o.to_read IS NULL OR o.to_read > s.current_read)
      LIMIT ${LOOKED_AT}
    `).pluck()
    return found.all({ type: type.typeId, system: type.system, text: condition.text }).flatMap((anchor) => objects.byAnchor(type, anchor) ?? [])
  }

  /** What the account holds after the last rehearsal that was kept, else as it was read. */
  function account(types: readonly LiveType[], anchor: string): PreviewPerson['target'] {
    for (const type of types) {
      const rehearsed = selectRehearsed.get(type.typeId, anchor)
      if (rehearsed?.kind === 'deleted') return undefined
      const body = rehearsed?.body ?? objects.byAnchor(type, anchor)?.body
      if (body !== undefined) return toAttributes(body, type.attributes)
    }
    return undefined
  }

  return {
    search(document, { query, limit }) {
      const folded = foldCase(query)
      const found: { readonly rank: number; readonly view: ObjectView }[] = []
      for (const system of document.systems) {
        for (const type of objects.types(system.id)) {
          for (const object of holding(type, query)) {
            const view = toObjectView(object, type, system)
            found.push({ rank: rank(view, folded), view })
          }
        }
      }
      return found.sort((a, b) => a.rank - b.rank || (a.view.display < b.view.display ? -1 : 1)).slice(0, limit).map(({ view }) => view)
    },
    preview(document, { job: jobId, mapping: mappingId, anchors, query, limit }) {
      const { job, mapping } = findMapping(document, { job: jobId, mapping: mappingId })
      const type = objects.type(job.source, mapping.sourceType)
      if (!type) return []
      const display = document.systems.find(({ id }) => id === job.source)?.display
      const targets = objects.types(job.target).filter(({ name }) => name === mapping.targetType)
      return people(type, { anchors, query, limit }).map((person) => {
        const linked = selectLink.get(`${job.id}/${mapping.id}`, person.anchor)
        const target = linked === undefined ? undefined : account(targets, linked)
        return { anchor: person.anchor, display: displayOf(person, type.attributes, display), attributes: toAttributes(person.body, type.attributes), ...(target ? { target } : {}) }
      })
    },
  }

  function people(type: LiveType, { anchors, query, limit }: { readonly anchors: readonly string[] | undefined; readonly query: string | undefined; readonly limit: number }): LiveObject[] {
    if (anchors && anchors.length > 0) return anchors.slice(0, limit).flatMap((anchor) => objects.byAnchor(type, anchor) ?? [])
    if (query) return holding(type, query).slice(0, limit)
    const count = objects.count(type)
    const wanted = Math.min(limit, count)
    return Array.from({ length: wanted }, (_, i) => Math.floor((i * count) / wanted))
      .flatMap((offset) => objects.page(type, { search: undefined, offset, limit: 1 }).objects)
  }
}

function rank({ anchor, display }: ObjectView, folded: string): number {
  if (foldCase(anchor) === folded) return 0
  const name = foldCase(display)
  if (name.startsWith(folded)) return 1
  if (name.split(/[\s,=]+/).some((word) => word.startsWith(folded))) return 2
  return name.includes(folded) ? 3 : 4
}
