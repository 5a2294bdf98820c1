import type { Statement } from 'better-sqlite3'
import { invariant } from '../../shared/assert'
import { type ActionFacts, type ActionNames, type PackedPage, type PageHead, LINE, bodiesOn, findIn, namesOn, rowOf, rowsOn, scanIn } from './action-page'
import { laidOver, readFacts } from './page-facts'
import { oncePerDatabase } from './once-per-database'
import { OpenPage } from './open-page'
import { patchedAction } from './patched-action'

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
  /** The same of one that is there, as UTF-8 where it is kept as a whole; most are, and need not become text to be written to a file. */
  encodedBody(seq: number): string | Uint8Array
  /** seq of the actions whose facts the test admits, ascending. */
  seqsWhere(admits: (facts: Omit<ActionFacts, 'seq'>) => boolean): Int32Array
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

/** Few enough that a group scattered over the whole plan is still read in milliseconds. */
export const ACTIONS_PER_PAGE = 64
const KEPT_PAGES = 8
export const actionPages = oncePerDatabase((db): ActionPages => {
  const insert = db.prepare('INSERT INTO action_page (run_id, page_no, head, facts, names, bodies) VALUES (?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))')
  const update = db.prepare('UPDATE action_page SET facts = ?, bodies = ? WHERE run_id = ? AND page_no = ?')
  const selectPage = db.prepare<[number, number], { facts: string; bodies: string }>('SELECT facts, bodies FROM action_page WHERE run_id = ? AND page_no = ?')
  const selectBase = db.prepare<[number], number | null>('SELECT base_run FROM run WHERE run_id = ?').pluck()
  const selectFacts = db.prepare<[number], { page_no: number; facts: string }>('SELECT page_no, facts FROM action_page WHERE run_id = ? ORDER BY page_no')
  const selectNames = db.prepare<[number], { facts: string; names: string }>(`SELECT facts, names FROM action_page WHERE run_id = ? AND names <> '' ORDER BY page_no`)
  const selectFactsAndBodies = db.prepare<[number], { facts: string; bodies: string }>(`SELECT facts, bodies FROM action_page WHERE run_id = ? AND names <> '' ORDER BY page_no`)
  const selectPatches = db.prepare<[number], { page_no: number; head: string }>(`SELECT page_no, head FROM action_page WHERE run_id = ? AND names = ''`)
  const selectNamesAfter = db.prepare<[number, number, number], { page_no: number; head: string; facts: string; names: string }>(`SELECT page_no, head, facts, names FROM action_page WHERE run_id = ? AND page_no > ? AND names <> '' ORDER BY page_no LIMIT ?`)
  const selectBodiesAfter = db.prepare<[number, number, number], { page_no: number; facts: string; bodies: string }>(`SELECT page_no, facts, bodies FROM action_page WHERE run_id = ? AND page_no > ? AND names <> '' ORDER BY page_no LIMIT ?`)
  const selectBodies = db.prepare<[number, number], { head: string; names: Buffer; bodies: Buffer }>('SELECT head, CAST(names AS BLOB) AS names, CAST(bodies AS BLOB) AS bodies FROM action_page WHERE run_id = ? AND page_no = ?')

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
          page = new OpenPage(row)
          if (pages.size >= KEPT_PAGES) pages.delete(pages.keys().next().value as number)
          pages.set(number, page)
        }
        return page
      }
      const bodyOf = (row: number): string => {
        const number = pageNumbers[row] as number
        const attribute = patchedBy.get(number)
        if (attribute === undefined || !under) return pageOf(number).body(places[row] as number)
        const change = pageOf(number).line(places[row] as number).toString()
        const before = pageOf(under.pageNumbers[row] as number).body(under.places[row] as number)
        return patchedAction(before, attribute, change, combinations[combinationOf[row] as number]?.match ?? '')
      }
      return {
        get facts() { return Array.from(seqs, (seq, i) => ({ seq, ...combinations[combinationOf[i] as number] as Omit<ActionFacts, 'seq'> })) },
        seqs, combinationOf, combinations,
        body(seq) {
          const row = rowOf(seqs, seq)
          return row < 0 ? undefined : bodyOf(row)
        },
        encodedBody(seq) {
          const row = rowOf(seqs, seq)
          const number = pageNumbers[row] as number
          const line = patchedBy.has(number) ? NOTHING : pageOf(number).line(places[row] as number)
          return line.length === 0 ? bodyOf(row) : line
        },
        seqsWhere(admits) {
          const admitted = combinations.map(admits)
          return seqs.filter((_, row) => admitted[combinationOf[row] as number])
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
const NOTHING = new Uint8Array()
