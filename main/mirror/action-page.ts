import { reason } from '../../shared/model/explain'
import type { ActionKind, ActionStatus, ProvisioningAction } from '../../shared/model/plan'
import { positionIn } from '../../shared/sorted'

/*
 * The text of a page of actions: a line for each in `facts`, `names` and `bodies`. What is written here is read here.
 */

/** Neither JSON nor a name on one line holds it unescaped. */
export const LINE = '\n'
const CELL = '\u001f'

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

/** The names on a page, with where each action stands in `seqs`. */
export interface ActionNames {
  readonly head: PageHead
  lines(): Iterable<{ readonly row: number; readonly sourceDisplay: string; readonly source: string; readonly targetDisplay: string; readonly target: string }>
}

/** Where each action of a page stands; -1 for those that a later run made anew. */
export function rowsOn({ facts }: { readonly facts: string }, seqs: Int32Array, replaced: ReadonlySet<number> | undefined): Int32Array {
  const lines = facts.split(LINE)
  return Int32Array.from(lines, (line) => {
    const seq = parseInt(line, 10)
    return replaced?.has(seq) ? -1 : rowOf(seqs, seq)
  })
}

export function namesOn({ head, names }: { readonly head: string; readonly names: string }, rows: Int32Array): ActionNames {
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

export function bodiesOn({ bodies }: { readonly bodies: string }, rows: Int32Array): { readonly row: number; readonly body: string }[] {
  return bodies.split(LINE).flatMap((body, i) => ((rows[i] as number) < 0 ? [] : [{ row: rows[i] as number, body }]))
}

export function scanIn(pages: Iterable<{ readonly facts: string; readonly bodies: string }>, admits: (body: string) => boolean): { readonly seq: number; readonly body: string }[] {
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
export function findIn(pages: Iterable<{ readonly facts: string; readonly names: string }>, admits: (name: string) => boolean): Set<number> {
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

export interface OpenPage {
  readonly head: string
  readonly names: string
  readonly bodies: readonly string[]
}

export function bodyAt(page: OpenPage, at: number): string {
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

/** Where a seq stands; -1 where it does not. Mostly at its own number. */
export function rowOf(seqs: Int32Array, seq: number): number {
  return seqs[seq] === seq ? seq : positionIn(seqs, seq)
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
