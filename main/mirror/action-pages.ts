import type { Statement } from 'better-sqlite3'
import { invariant } from '../../shared/assert'
import { reason } from '../../shared/model/explain'
import type { ActionKind, ActionStatus, ProvisioningAction } from '../../shared/model/plan'
import { patchedAction } from './patched-action'
import { oncePerDatabase } from './once-per-database'

/** One outcome of a run as the mirror keeps it: what tells it apart, what people search for, and the action as the plan file has it. */
export interface ActionRecord {
  /** Position in the plan, from 0. */
  readonly seq: number
  readonly job: number
  readonly kind: ActionKind
  readonly status: ActionStatus
  /** linked, matched, unmatched, ambiguous, duplicate, skipped, outOfScope, gone */
  readonly match: string
  readonly reason: string
  readonly sourceAnchor: string
  readonly sourceDisplay: string
  readonly targetDisplay: string
  readonly targetAnchor: string
  /** The action as JSON; empty for an object that already is as it should be, whose action says nothing that is not known elsewhere. */
  readonly body: string
}

/** What all actions of a page have in common, so that an unchanged object's action can be put together from it. */
export interface PageHead {
  readonly job: string
  readonly objectMapping: string
  readonly objectType: string
  readonly sourceSystem: string
  readonly targetSystem: string
  /** On a page of patches, the attribute whose change is all that differs from the run that this one rests on. */
  readonly patched?: string
}

export type ActionFacts = Pick<ActionRecord, 'seq' | 'job' | 'kind' | 'status' | 'match' | 'reason'>

/**
 * A run's outcomes, packed by the page: a row for each would cost a tenth of a cold cycle. Pages are in the order in which outcomes
 * were worked out, which is nearly plan order: only what waited for somebody created later comes at the end. A run that was planned
 * again after an edit has pages for what came out otherwise, numbered on from those of the run that it rests on; of actions that differ
 * by the change of one attribute they hold the change alone.
 */
export interface ActionPages {
  add(run: number, page: PackedPage): void
  /** Rewrites actions that a guard holds: status and body. `pageOf` tells where each stands. */
  hold(run: number, held: readonly { readonly seq: number; readonly page: number; readonly body: string }[]): void
  /** Everything that a run has, ready to be looked up by seq. */
  open(run: number): RunActions
}

export interface RunActions {
  /** By ascending seq. Made anew each time it is asked for: a million of them are much to hold. */
  readonly facts: readonly ActionFacts[]
  /** The same in a few bytes each: seq ascending, and which of the combinations of facts each has. */
  readonly seqs: Int32Array
  readonly combinationOf: Uint16Array
  readonly combinations: readonly Omit<ActionFacts, 'seq'>[]
  body(seq: number): string | undefined
  /** seq of the actions whose facts the test admits, ascending. */
  seqsWhere(admits: (facts: Omit<ActionFacts, 'seq'>) => boolean): Int32Array
  /** The same as `body`, in UTF-8 as it stands in the mirror: for a file it need not become a text. */
  bytes(seq: number): Uint8Array
  /** The actions whose body, as JSON, the test admits; in no order. Those whose body is put together from their names are left out. */
  scan(admits: (body: string) => boolean): { readonly seq: number; readonly body: string }[]
  /** seq of the actions one of whose names, anchor or display, the test admits. */
  find(admits: (name: string) => boolean): Set<number>
  /** Where a seq stands in `seqs`; -1 where it does not. */
  rowOf(seq: number): number
  /** Everybody's names, a page at a time, in no order. */
  names(): Iterable<ActionNames>
  /** Every body as it is kept, some pages at a time, in no order; empty for those that are put together from their names. */
  bodies(): Iterable<readonly { readonly row: number; readonly body: string }[]>
}

/** The names on a page, with where each action stands in `seqs`. */
export interface ActionNames {
  readonly head: PageHead
  lines(): Iterable<{ readonly row: number; readonly sourceDisplay: string; readonly source: string; readonly targetDisplay: string; readonly target: string }>
}

/** Few enough that a group scattered over the whole plan is still read in milliseconds. */
export const ACTIONS_PER_PAGE = 64
const KEPT_PAGES = 8
/** Neither JSON nor a name on one line holds it unescaped. */
const LINE = '\n'
const CELL = '\u001f'

export const actionPages = oncePerDatabase((db): ActionPages => {
  const insert = db.prepare('INSERT INTO action_page (run_id, page_no, head, facts, names, bodies) VALUES (?, ?, ?, ?, ?, ?)')
  const update = db.prepare('UPDATE action_page SET facts = ?, bodies = ? WHERE run_id = ? AND page_no = ?')
  const selectPage = db.prepare<[number, number], { facts: string; bodies: string }>('SELECT facts, bodies FROM action_page WHERE run_id = ? AND page_no = ?')
  const selectBase = db.prepare<[number], number | null>('SELECT base_run FROM run WHERE run_id = ?').pluck()
  const selectFacts = db.prepare<[number], { page_no: number; facts: string }>('SELECT page_no, facts FROM action_page WHERE run_id = ? ORDER BY page_no')
  const selectNames = db.prepare<[number], { facts: string; names: string }>(`SELECT facts, names FROM action_page WHERE run_id = ? AND names <> '' ORDER BY page_no`)
  const selectFactsAndBodies = db.prepare<[number], { facts: string; bodies: string }>(`SELECT facts, bodies FROM action_page WHERE run_id = ? AND names <> '' ORDER BY page_no`)
  const selectPatches = db.prepare<[number], { page_no: number; head: string }>(`SELECT page_no, head FROM action_page WHERE run_id = ? AND names = ''`)
  const selectNamesAfter = db.prepare<[number, number, number], { page_no: number; head: string; facts: string; names: string }>(`SELECT page_no, head, facts, names FROM action_page WHERE run_id = ? AND page_no > ? AND names <> '' ORDER BY page_no LIMIT ?`)
  const selectBodiesAfter = db.prepare<[number, number, number], { page_no: number; facts: string; bodies: string }>(`SELECT page_no, facts, bodies FROM action_page WHERE run_id = ? AND page_no > ? AND names <> '' ORDER BY page_no LIMIT ?`)
  const selectBytes = db.prepare<[number, number], Buffer>('SELECT CAST(bodies AS BLOB) FROM action_page WHERE run_id = ? AND page_no = ?').pluck()
  const selectBodies = db.prepare<[number, number], { head: string; names: string; bodies: string }>('SELECT head, names, bodies FROM action_page WHERE run_id = ? AND page_no = ?')

  return {
    add: (run, page) => void insert.run(run, page.number, page.head, page.facts, page.names, page.bodies),
    hold(run, held) {
      const byPage = new Map<number, { readonly seq: number; readonly body: string }[]>()
      for (const action of held) {
        const actions = byPage.get(action.page)
        if (actions) actions.push(action)
        else byPage.set(action.page, [action])
      }
      for (const [page, actions] of byPage) {
        const row = selectPage.get(run, page)
        invariant(row, `Page ${page} of run ${run} was written.`)
        const facts = row.facts.split(LINE)
        const bodies = row.bodies.split(LINE)
        for (const { seq, body } of actions) {
          const at = facts.findIndex((line) => line.startsWith(`${seq} `))
          invariant(at >= 0, `Action ${seq} is on page ${page}.`)
          facts[at] = (facts[at] as string).replace(' planned ', ' held ')
          bodies[at] = body
        }
        update.run(facts.join(LINE), bodies.join(LINE), run, page)
      }
    },
    open(run) {
      const base = selectBase.get(run) ?? undefined
      const own = readFacts(selectFacts.iterate(run))
      const under = base === undefined ? undefined : readFacts(selectFacts.iterate(base))
      const { seqs, combinationOf, combinations, pageNumbers, places } = under ? laidOver(under, own) : own
      const patchedBy = new Map(base === undefined ? [] : selectPatches.all(run).map((page) => [page.page_no, (JSON.parse(page.head) as PageHead).patched as string]))
      /** seq of actions that are written anew, and of those of which only a change is. */
      const [anew, patched] = [new Set<number>(), new Set<number>()]
      if (base !== undefined) own.seqs.forEach((seq, i) => (patchedBy.has(own.pageNumbers[i] as number) ? patched : anew).add(seq))
      const replaced = base === undefined ? undefined : patched.size === 0 ? anew : new Set(own.seqs)
      const firstOwnPage = own.pageNumbers.reduce((least, page) => Math.min(least, page), Infinity)
      const pages = new Map<number, OpenPage>()
      const pageOf = (number: number): OpenPage => {
        let page = pages.get(number)
        if (!page) {
          const row = selectBodies.get(base === undefined || number >= firstOwnPage ? run : base, number)
          invariant(row, `Page ${number} of run ${run} is there.`)
          page = { head: row.head, names: row.names, bodies: row.bodies.split(LINE) }
          if (pages.size >= KEPT_PAGES) pages.delete(pages.keys().next().value as number)
          pages.set(number, page)
        }
        return page
      }
      const lines = new Map<number, PageLines>()
      const linesOf = (number: number): PageLines => {
        let page = lines.get(number)
        if (!page) {
          page = linesIn(selectBytes.get(base === undefined || number >= firstOwnPage ? run : base, number) as Buffer)
          if (lines.size >= KEPT_PAGES) lines.delete(lines.keys().next().value as number)
          lines.set(number, page)
        }
        return page
      }
      const bodyOf = (row: number): string => {
        const number = pageNumbers[row] as number
        const attribute = patchedBy.get(number)
        if (attribute === undefined || !under) return bodyAt(pageOf(number), places[row] as number)
        const change = pageOf(number).bodies[places[row] as number] as string
        const before = bodyAt(pageOf(under.pageNumbers[row] as number), under.places[row] as number)
        return patchedAction(before, attribute, change, combinations[combinationOf[row] as number]?.match ?? '')
      }
      return {
        get facts() { return Array.from(seqs, (seq, i) => ({ seq, ...combinations[combinationOf[i] as number] as Omit<ActionFacts, 'seq'> })) },
        seqs, combinationOf, combinations,
        body(seq) {
          const row = rowOf(seqs, seq)
          return row < 0 ? undefined : bodyOf(row)
        },
        seqsWhere(admits) {
          const admitted = combinations.map(admits)
          return seqs.filter((_, row) => admitted[combinationOf[row] as number])
        },
        bytes(seq) {
          const row = rowOf(seqs, seq)
          invariant(row >= 0, `Action ${seq} is in run ${run}.`)
          const number = pageNumbers[row] as number
          if (patchedBy.has(number)) return Buffer.from(bodyOf(row))
          const { bytes, ends } = linesOf(number)
          const place = places[row] as number
          const start = place === 0 ? 0 : ends[place - 1] as number + 1
          const end = ends[place] as number
          return start === end ? Buffer.from(bodyOf(row)) : bytes.subarray(start, end)
        },
        scan(admits) {
          const found = scanIn(selectFactsAndBodies.iterate(run), admits)
          if (base === undefined) return found
          for (const seq of patched) {
            const body = bodyOf(rowOf(seqs, seq))
            if (admits(body)) found.push({ seq, body })
          }
          return [...scanIn(selectFactsAndBodies.iterate(base), admits).filter(({ seq }) => !replaced?.has(seq)), ...found]
        },
        find(admits) {
          const found = findIn(selectNames.iterate(run), admits)
          if (base !== undefined) for (const seq of findIn(selectNames.iterate(base), admits)) if (!anew.has(seq)) found.add(seq)
          return found
        },
        rowOf: (seq) => rowOf(seqs, seq),
        *names() {
          for (const of of base === undefined ? [run] : [base, run]) {
            for (const page of pagesAfter(selectNamesAfter, of)) yield namesOn(page, rowsOn(page, seqs, of === run ? undefined : anew))
          }
        },
        *bodies() {
          for (const of of base === undefined ? [run] : [base, run]) {
            for (const page of pagesAfter(selectBodiesAfter, of)) yield bodiesOn(page, rowsOn(page, seqs, of === run ? undefined : replaced))
          }
          const rest = Int32Array.from(patched, (seq) => rowOf(seqs, seq))
          for (let from = 0; from < rest.length; from += ACTIONS_PER_PAGE) yield Array.from(rest.subarray(from, from + ACTIONS_PER_PAGE), (row) => ({ row, body: bodyOf(row) }))
        },
      }
    },
  }
})

/** Pages a few dozen at a time: between two of them other statements may run. */
function* pagesAfter<Page extends { readonly page_no: number }>(select: Statement<[number, number, number], Page>, run: number): Iterable<Page> {
  for (let after = -1; ;) {
    const pages = select.all(run, after, PAGES_AT_ONCE)
    if (pages.length === 0) return
    yield* pages
    after = pages.at(-1)?.page_no as number
  }
}

const PAGES_AT_ONCE = 64

/** Where each action of a page stands; -1 for those that a later run made anew. */
function rowsOn({ facts }: { readonly facts: string }, seqs: Int32Array, replaced: ReadonlySet<number> | undefined): Int32Array {
  const lines = facts.split(LINE)
  return Int32Array.from(lines, (line) => {
    const seq = parseInt(line, 10)
    return replaced?.has(seq) ? -1 : rowOf(seqs, seq)
  })
}

function namesOn({ head, names }: { readonly head: string; readonly names: string }, rows: Int32Array): ActionNames {
  return {
    head: JSON.parse(head) as PageHead,
    * lines() {
      const lines = names.split(LINE)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number
        if (row < 0) continue
        const [sourceDisplay = '', source = '', targetDisplay = '', target = ''] = (lines[i] as string).split(CELL)
        yield { row, sourceDisplay, source, targetDisplay, target }
      }
    },
  }
}

function bodiesOn({ bodies }: { readonly bodies: string }, rows: Int32Array): { readonly row: number; readonly body: string }[] {
  return bodies.split(LINE).flatMap((body, i) => ((rows[i] as number) < 0 ? [] : [{ row: rows[i] as number, body }]))
}

function scanIn(pages: Iterable<{ readonly facts: string; readonly bodies: string }>, admits: (body: string) => boolean): { readonly seq: number; readonly body: string }[] {
  const found: { seq: number; body: string }[] = []
  for (const { facts, bodies } of pages) {
    let heads: string[] | undefined
    bodies.split(LINE).forEach((body, i) => {
      if (body === '' || !admits(body)) return
      heads ??= facts.split(LINE)
      found.push({ seq: parseInt(heads[i] as string, 10), body })
    })
  }
  return found
}

/** seq of the actions on these pages one of whose names the test admits. */
function findIn(pages: Iterable<{ readonly facts: string; readonly names: string }>, admits: (name: string) => boolean): Set<number> {
  const seqs = new Set<number>()
  for (const { facts, names } of pages) {
    const lines = names.split(LINE)
    let heads: string[] | undefined
    for (let i = 0; i < lines.length; i++) {
      if (!(lines[i] as string).split(CELL, SEARCHED).some(admits)) continue
      heads ??= facts.split(LINE)
      seqs.add(parseInt(heads[i] as string, 10))
    }
  }
  return seqs
}

/** How many of a line's names people search: display and anchor of the source, display of the target. */
const SEARCHED = 3

/** A page's bodies as bytes; `ends` says where each of them ends. */
interface PageLines {
  readonly bytes: Buffer
  readonly ends: readonly number[]
}

function linesIn(bytes: Buffer): PageLines {
  const ends: number[] = []
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) ends.push(at)
  return { bytes, ends: [...ends, bytes.length] }
}

interface OpenPage {
  readonly head: string
  readonly names: string
  readonly bodies: readonly string[]
}

function bodyAt(page: OpenPage, at: number): string {
  const body = page.bodies[at] as string
  return body === '' ? unchangedBody(JSON.parse(page.head) as PageHead, page.names.split(LINE)[at] as string) : body
}

function unchangedBody(head: PageHead, names: string): string {
  const [sourceDisplay, sourceAnchor, targetDisplay, targetAnchor] = names.split(CELL) as [string, string, string, string]
  const action: ProvisioningAction = {
    job: head.job, objectMapping: head.objectMapping, objectType: head.objectType, kind: 'skip', status: 'planned',
    source: { system: head.sourceSystem, anchor: sourceAnchor, display: sourceDisplay },
    target: { system: head.targetSystem, anchor: targetAnchor, display: targetDisplay },
    changes: [], reason: reason('unchanged'), marks: [], issues: [],
  }
  return JSON.stringify(action)
}

interface Facts {
  readonly seqs: Int32Array
  readonly combinationOf: Uint16Array
  readonly combinations: readonly Omit<ActionFacts, 'seq'>[]
  /** On which page, and which of its lines. */
  readonly pageNumbers: Int32Array
  readonly places: Uint16Array
}

/** Every line of facts, read without an object for each: what follows a seq is one of some fifty texts. */
function readFacts(rows: Iterable<{ readonly page_no: number; readonly facts: string }>): Facts {
  const seqs: number[] = []
  const combinationOf: number[] = []
  const pageNumbers: number[] = []
  const places: number[] = []
  const numberOf = new Map<string, number>()
  let ascending = true
  for (const { page_no: page, facts } of rows) {
    for (let start = 0, place = 0; start < facts.length; place++) {
      const space = facts.indexOf(' ', start)
      const next = facts.indexOf(LINE, space)
      const end = next < 0 ? facts.length : next
      const seq = Number(facts.slice(start, space))
      const rest = facts.slice(space + 1, end)
      let number = numberOf.get(rest)
      if (number === undefined) numberOf.set(rest, number = numberOf.size)
      if (seq < (seqs[seqs.length - 1] ?? -1)) ascending = false
      seqs.push(seq)
      combinationOf.push(number)
      pageNumbers.push(page)
      places.push(place)
      start = end + 1
    }
  }
  const order = ascending ? undefined : Int32Array.from(seqs, (_, i) => i).sort((a, b) => (seqs[a] as number) - (seqs[b] as number))
  const pick = (values: readonly number[]): Iterable<number> & ArrayLike<number> => (order ? Array.from(order, (i) => values[i] as number) : values)
  return {
    seqs: Int32Array.from(pick(seqs)), combinationOf: Uint16Array.from(pick(combinationOf)), pageNumbers: Int32Array.from(pick(pageNumbers)), places: Uint16Array.from(pick(places)),
    combinations: [...numberOf.keys()].map(parseFacts),
  }
}

/** The facts of a run with those of one that was planned again laid over them: the later has no seq that the earlier lacks. */
function laidOver(under: Facts, own: Facts): Facts {
  const combinations = [...under.combinations]
  const base = { ...under, combinationOf: under.combinationOf.slice(), pageNumbers: under.pageNumbers.slice(), places: under.places.slice() }
  const numbers = own.combinations.map((facts) => {
    const same = combinations.findIndex((other) => JSON.stringify(other) === JSON.stringify(facts))
    return same >= 0 ? same : combinations.push(facts) - 1
  })
  own.seqs.forEach((seq, i) => {
    const at = rowOf(base.seqs, seq)
    invariant(at >= 0, `Action ${seq} is in the run that was planned again.`)
    base.combinationOf[at] = numbers[own.combinationOf[i] as number] as number
    base.pageNumbers[at] = own.pageNumbers[i] as number
    base.places[at] = own.places[i] as number
  })
  return { ...base, combinations }
}

function parseFacts(text: string): Omit<ActionFacts, 'seq'> {
  const [job, kind, status, match, reason] = text.split(' ') as [string, ActionKind, ActionStatus, string, string]
  return { job: Number(job), kind, status, match, reason }
}

/** Where a seq stands; -1 where it does not. Mostly at its own number. */
function rowOf(seqs: Int32Array, seq: number): number {
  if (seqs[seq] === seq) return seq
  let low = 0
  let high = seqs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = seqs[middle] as number
    if (at === seq) return middle
    if (at < seq) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** A page as it is written. */
export interface PackedPage {
  readonly number: number
  readonly head: string
  readonly facts: string
  readonly names: string
  readonly bodies: string
}

/** The actions of a page that is not written: what names the object of each in every plan, and the action as JSON. */
export function plannedOn(page: PackedPage): { readonly seq: number; readonly key: string; readonly body: string }[] {
  const { job, objectMapping } = JSON.parse(page.head) as PageHead
  const open = { head: page.head, names: page.names, bodies: page.bodies.split(LINE) }
  const names = page.names.split(LINE)
  return page.facts.split(LINE).map((line, at) => ({ seq: parseInt(line, 10), key: `${job}/${objectMapping}/${(names[at] as string).split(CELL)[1] as string}`, body: bodyAt(open, at) }))
}

/** A page of actions of which nothing but the change of one attribute differs; `change` is JSON, empty for none any more. */
export function packPatches(number: number, head: PageHead, attribute: string, patches: readonly { readonly facts: string; readonly change: string }[]): PackedPage {
  return { number, head: JSON.stringify({ ...head, patched: attribute }), facts: patches.map(({ facts }) => facts).join(LINE), names: '', bodies: patches.map(({ change }) => change).join(LINE) }
}

export function packPage(number: number, head: PageHead, actions: readonly ActionRecord[]): PackedPage {
  let facts = ''
  let names = ''
  const bodies: string[] = []
  for (const a of actions) {
    const end = facts === '' ? '' : LINE
    facts += `${end}${a.seq} ${a.job} ${a.kind} ${a.status} ${a.match} ${a.reason}`
    const fit = a.body === '' ? asItIs : oneLine // a body is empty only where the names say all, each on one line
    names += end + fit(a.sourceDisplay) + CELL + fit(a.sourceAnchor) + CELL + fit(a.targetDisplay) + CELL + fit(a.targetAnchor)
    bodies.push(a.body)
  }
  return { number, head: JSON.stringify(head), facts, names, bodies: bodies.join(LINE) }
}

function asItIs(text: string): string {
  return text
}

function oneLine(text: string): string {
  return text.includes(LINE) || text.includes(CELL) ? text.replaceAll(LINE, ' ').replaceAll(CELL, ' ') : text
}
