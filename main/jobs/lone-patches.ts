import { exactShape, patternShape } from '../engine/shape'
import type { ChangeGroups, GroupEntry } from '../engine/group-changes'
import type { PageHead } from '../mirror/action-page'
import type { PagePacker } from '../mirror/page-packer'
import type { AttributeChange } from '../../shared/model/plan'
import type { JobCounter } from './job-counter'
import type { OutcomeKind, OutcomeLog } from './outcome-log'

/** Changes of one attribute that an edit makes of actions which stay what they were otherwise. */
export interface LonePatch {
  readonly attribute: string
  /** What the changes are; the first stands for none. */
  readonly changes: readonly (AttributeChange | undefined)[]
  /** By seq within the object mapping, which of the changes it is; -1 for none of them. */
  readonly changeOf: Int32Array
}

/** Enough for few pages, few enough for one to be read in no time. */
const PATCHES_PER_PAGE = 2048

/** What kind of outcome a patched one is: somebody who was as they should be is updated, all others stay what they are. */
export function becomingOf(was: OutcomeKind): OutcomeKind {
  const { action, match } = was
  return action.kind !== 'skip' ? was : { ...was, action: { ...action, kind: 'update', reason: { ...action.reason, code: match === 'matched' ? 'firstMatch' : 'valuesDiffer' } } }
}

/** Counts and groups the outcomes that an edit patches, and puts the patches on pages. */
export class LonePatches {
  readonly #patch: LonePatch
  readonly #earlier: OutcomeLog
  readonly #jobNo: number
  readonly #lines: { readonly seq: number; readonly facts: string; readonly number: number }[] = []
  readonly #texts: (string | undefined)[] = []
  readonly #entries: (GroupEntry | undefined)[] = []
  readonly #byShape = new Map<string, GroupEntry>()
  /** How often each kind of outcome is there. */
  readonly #counts = new Map<OutcomeKind, number>()
  /** By kind of outcome, what the action becomes; the same where only its changes differ. */
  readonly #becomes = new Map<OutcomeKind, { readonly kind: OutcomeKind; readonly facts: string }>()

  constructor(patch: LonePatch, earlier: OutcomeLog, jobNo: number) {
    this.#patch = patch
    this.#earlier = earlier
    this.#jobNo = jobNo
  }

  /** Takes the outcome `at` of the object mapping, where it is patched; false where it is not. */
  take(at: number, seq: number, groups: ChangeGroups): boolean {
    const number = this.#patch.changeOf[at] as number
    if (number < 0) return false
    const was = this.#earlier.kind(seq)
    const { kind, facts } = this.#becoming(was)
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
    this.#lines.push({ seq, facts, number })
    const before = this.#earlier.entries.get(seq) ?? []
    groups.carry(seq, kind.action.kind === 'update' ? this.#withChange(before, number, seq) : before)
    return true
  }

  /** Counts what was taken. */
  count(counter: JobCounter): void {
    for (const [kind, times] of this.#counts) counter.count(kind, times)
  }

  addPages(pages: PagePacker, head: PageHead): void {
    const { attribute } = this.#patch
    for (let from = 0; from < this.#lines.length; from += PATCHES_PER_PAGE) {
      pages.addPatches(head, attribute, this.#lines
        .slice(from, from + PATCHES_PER_PAGE)
        .map(({ seq, facts, number }) => ({ facts: `${seq} ${facts}`, change: this.#textOf(number) })))
    }
  }

  #becoming(was: OutcomeKind): { readonly kind: OutcomeKind; readonly facts: string } {
    let becomes = this.#becomes.get(was)
    if (!becomes) {
      const kind = becomingOf(was)
      this.#becomes.set(was, becomes = { kind, facts: `${this.#jobNo} ${kind.action.kind} ${kind.action.status} ${kind.match} ${kind.action.reason.code}` })
    }
    return becomes
  }

  /** What an update counts in, with another change of the attribute, or without one. */
  #withChange(before: readonly GroupEntry[], number: number, seq: number): readonly GroupEntry[] {
    const others = before.filter(({ cause }) => cause.type !== 'mapping' || cause.id !== this.#patch.attribute)
    return number === 0 ? others : [...others, this.#entryOf(number, seq)]
  }

  #entryOf(number: number, seq: number): GroupEntry {
    let entry = this.#entries[number]
    if (!entry) {
      const { before, after } = this.#patch.changes[number] as AttributeChange
      const shape = exactShape(before, after)
      entry = this.#byShape.get(shape) ?? {
        kind: 'update', status: 'planned', cause: { type: 'mapping', id: this.#patch.attribute }, shape, pattern: patternShape(before, after),
        first: seq,
      }
      this.#byShape.set(shape, entry)
      this.#entries[number] = entry
    }
    return entry
  }

  #textOf(number: number): string {
    return this.#texts[number] ??= number === 0 ? '' : JSON.stringify(this.#patch.changes[number])
  }
}

