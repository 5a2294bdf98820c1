import type { ActionKind, ActionStatus } from '../../shared/model/plan'
import { positionIn } from '../../shared/sorted'

/*
 * The text of a page of actions: a line for each in `facts`, `names` and `bodies`. What is written here is read here.
 */

/** Neither JSON nor a name on one line holds it unescaped. */
export const LINE = '\n'
export const CELL = '\u001f'

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

/** Where a seq stands; -1 where it does not. Mostly at its own number. */
export function rowOf(seqs: Int32Array, seq: number): number {
  return seqs[seq] === seq ? seq : positionIn(seqs, seq)
}

/** A page as it is written; `names` and `bodies` are UTF-8. */
export interface PackedPage {
  readonly number: number
  readonly head: string
  readonly facts: string
  readonly names: Uint8Array
  readonly bodies: Uint8Array
}
