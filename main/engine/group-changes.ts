import type { ActionKind, ActionStatus, Cause, ProvisioningAction } from '../../shared/model/plan'
import { isBlankShape } from '../../shared/model/blank-shapes'
import { PATTERNS_SHOWN, PATTERN_SHOWN_SHARE, SHAPES_SHOWN, SHAPE_SHOWN_FROM, SHAPE_SHOWN_SHARE } from './decisions'
import { exactShape, patternShape } from './shape'

export interface GroupDraft {
  readonly kind: ActionKind
  status: ActionStatus
  readonly cause: Cause
  readonly shape: string
  objects: number
  values: number
  /** seq of the actions, ascending, each once. */
  readonly members: number[]
}

/** One line that a change counts in, while a run goes on. */
export interface GroupEntry {
  readonly kind: ActionKind
  readonly status: ActionStatus
  readonly cause: Cause
  readonly shape: string
  /** What the shape is folded into where it hardly ever repeats: the pattern of the first action with the shape. */
  readonly pattern: string
  /** seq of that action. */
  readonly first: number
}

type ExactDraft = GroupDraft & { readonly pattern: () => string; readonly entry: GroupEntry }

/** The drafts of one cause, kind and status, by shape. */
interface CauseShapes extends Pick<GroupDraft, 'kind' | 'status'> {
  readonly type: Cause['type']
  readonly causeKey: string
  readonly drafts: Map<string, ExactDraft>
}

/** The pattern of an action's change, for one that was carried over from an earlier plan in which another action with the shape came first. */
export type PatternOf = (seq: number, cause: Cause) => string

/** Distinct shapes of one cause that are kept apart while a run goes on; beyond that new ones go straight to their pattern. */
const SHAPES_AT_ONCE = 2000

/** Gathers the changes of one job into groups by cause and shape while its actions are planned. */
export class ChangeGroups {
  readonly #exact = new Map<string, ExactDraft>()
  /** By the id of a cause. */
  readonly #causes = new Map<string, CauseShapes[]>()
  readonly #folded = new Map<string, GroupDraft>()
  readonly #shapes = new Map<string, number>()
  /** Of entries that an earlier plan noted, by the entry: its texts need not be put together again. */
  readonly #carried = new Map<GroupEntry, GroupDraft>()
  readonly #entries: Map<number, GroupEntry[]> | undefined
  readonly #patternOf: PatternOf | undefined

  /** With `entries`, what each action counts in is noted there by seq. `patternOf` is asked about actions that are carried over. */
  constructor(entries?: Map<number, GroupEntry[]>, patternOf?: PatternOf) {
    this.#entries = entries
    this.#patternOf = patternOf
  }

  /** Adds one action. `main` is what caused a create, disable, enable, delete or failure as a whole, with its shape. */
  add(seq: number, action: ProvisioningAction, main: { readonly cause: Cause; readonly shape: string } | undefined): void {
    if (main) this.#put(seq, action, main.cause, main.shape, main.shape)
    if (action.kind !== 'update' && action.kind !== 'disable' && action.kind !== 'enable') return
    // Leaving scope is one write of the account state, whose cause is the clause.
    if (action.status === 'failed' || main?.cause.type === 'scope') return
    for (const change of action.changes) {
      if (change.resent) continue
      const cause: Cause = { type: 'mapping', id: change.mapping ?? change.attribute }
      if (main && main.cause.type === 'mapping' && main.cause.id === cause.id) continue
      const reference = change.deferred === true
      const exact = reference ? (change.before === undefined ? 'absent → reference' : 'another reference') : exactShape(change.before, change.after)
      this.#put(seq, action, cause, exact, reference ? exact : () => patternShape(change.before, change.after))
    }
  }

  /** Adds one action of an earlier plan whose entries were noted, at its place in the order of actions. */
  carry(seq: number, entries: readonly GroupEntry[]): void {
    for (const entry of entries) {
      let draft = this.#carried.get(entry)
      if (!draft) {
        const causeKey = causeKeyOf(entry)
        const key = `${causeKey}\u0000${entry.shape}`
        draft = this.#exact.get(key) ?? this.#newDraft(causeKey, key, entry, seq)
        this.#carried.set(entry, draft)
      }
      this.#count(seq, draft, entry)
    }
  }

  /** Marks planned actions as held; a group of which a guard holds some only becomes two. */
  hold(seqs: ReadonlySet<number>): void {
    this.#causes.clear() // others stand in the place of those that it splits
    for (const drafts of [this.#exact, this.#folded] as Map<string, GroupDraft>[]) {
      for (const [key, draft] of [...drafts]) {
        if (draft.status !== 'planned') continue
        const held = draft.members.filter((seq) => seqs.has(seq))
        if (held.length === draft.members.length) draft.status = 'held'
        if (held.length === 0 || held.length === draft.members.length) continue
        const free = draft.members.filter((seq) => !seqs.has(seq))
        // A cause changes one attribute, so each of its actions counts one value.
        drafts.set(`${key}\u0000held`, { ...draft, status: 'held', members: held, objects: held.length, values: held.length })
        drafts.set(key, { ...draft, members: free, objects: free.length, values: free.length })
      }
    }
  }

  /**
   * Groups in a stable order, the largest first. A cause with few shapes shows them all; of one with many, those stand that make up
   * a fair part of it, the others are folded into their pattern, and rare patterns into one line (design.md §7.8).
   */
  finish(): GroupDraft[] {
    const causes = new Map<string, { values: number; shapes: number }>()
    for (const draft of this.#exact.values()) {
      const key = causeKeyOf(draft)
      const cause = causes.get(key) ?? { values: 0, shapes: 0 }
      causes.set(key, { values: cause.values + draft.values, shapes: cause.shapes + 1 })
    }
    const patterns = new Map<string, Gathered>()
    const groups = new Map<string, Gathered>()
    for (const draft of this.#exact.values()) {
      const key = causeKeyOf(draft)
      const cause = causes.get(key) as { values: number; shapes: number }
      const stands = cause.shapes <= SHAPES_SHOWN ? draft.objects >= SHAPE_SHOWN_FROM || cause.shapes === 1 : draft.values >= cause.values * SHAPE_SHOWN_SHARE
      const pattern = stands ? draft.shape : draft.pattern()
      gather(stands || draft.shape === pattern ? groups : patterns, key, draft, pattern)
    }
    for (const draft of this.#folded.values()) gather(patterns, causeKeyOf(draft), draft, draft.shape)
    const perCause = new Map<string, number>()
    for (const { causeKey } of patterns.values()) perCause.set(causeKey, (perCause.get(causeKey) ?? 0) + 1)
    for (const { causeKey, shape, drafts } of patterns.values()) {
      const all = causes.get(causeKey)?.values ?? 0
      const values = drafts.reduce((sum, draft) => sum + draft.values, 0)
      const rare = !isBlankShape(shape) && (perCause.get(causeKey) ?? 0) > PATTERNS_SHOWN && values < all * PATTERN_SHOWN_SHARE
      for (const draft of drafts) gather(groups, causeKey, draft, rare ? 'other values' : shape)
    }
    return [...groups.entries()]
      .map(([key, gathered]) => ({ key, group: merged(gathered) }))
      .sort((a, b) => b.group.objects - a.group.objects || (a.key < b.key ? -1 : 1))
      .map(({ group }) => group)
  }

  #put(seq: number, action: Pick<ProvisioningAction, 'kind' | 'status'>, cause: Cause, shape: string, pattern: string | (() => string)): void {
    const { kind, status } = action
    const { causeKey, drafts } = this.#shapesOf(kind, status, cause)
    const drafted = drafts.get(shape)
    if (drafted) return this.#count(seq, drafted, drafted.entry)
    const key = `${causeKey}\u0000${shape}`
    const known = this.#exact.get(key)
    const entry = known?.entry ?? { kind, status, cause, shape, pattern: typeof pattern === 'string' ? pattern : pattern(), first: seq }
    this.#count(seq, known ?? this.#newDraft(causeKey, key, entry, seq), entry)
    const exact = this.#exact.get(key)
    if (exact) drafts.set(shape, exact)
  }

  /** Of a cause, with an action's kind and status: found without putting a key together, for every value that changes is counted. */
  #shapesOf(kind: ActionKind, status: ActionStatus, cause: Cause): CauseShapes {
    let shapes = this.#causes.get(cause.id)
    if (!shapes) this.#causes.set(cause.id, shapes = [])
    let found = shapes.find((one) => one.kind === kind && one.status === status && one.type === cause.type)
    if (!found) shapes.push(found = { kind, status, type: cause.type, causeKey: causeKeyOf({ kind, status, cause }), drafts: new Map() })
    return found
  }

  #count(seq: number, draft: GroupDraft, entry: GroupEntry): void {
    draft.values++
    this.#note(seq, entry)
    if (draft.members[draft.members.length - 1] !== seq) {
      draft.members.push(seq)
      draft.objects++
    }
  }

  #newDraft(causeKey: string, key: string, entry: GroupEntry, seq: number): GroupDraft {
    const { kind, status, cause, shape } = entry
    const pattern = (): string => (entry.first === seq || entry.pattern === entry.shape ? entry.pattern : this.#patternOf?.(seq, cause) ?? entry.pattern)
    const shapes = this.#shapes.get(causeKey) ?? 0
    if (shapes < SHAPES_AT_ONCE) {
      this.#shapes.set(causeKey, shapes + 1)
      const fresh = { kind, status, cause, shape, pattern, entry, objects: 0, values: 0, members: [] }
      this.#exact.set(key, fresh)
      return fresh
    }
    const folded = pattern()
    const foldedKey = `${causeKey}\u0000${folded}`
    let draft = this.#folded.get(foldedKey)
    if (!draft) {
      draft = { kind, status, cause, shape: folded, objects: 0, values: 0, members: [] }
      this.#folded.set(foldedKey, draft)
    }
    return draft
  }

  #note(seq: number, entry: GroupEntry): void {
    if (!this.#entries) return
    const entries = this.#entries.get(seq)
    if (entries) entries.push(entry)
    else this.#entries.set(seq, [entry])
  }
}

/** Kind, status and cause of a group as they are now: a guard may have held it since its first action. */
function causeKeyOf({ kind, status, cause }: Pick<GroupDraft, 'kind' | 'status' | 'cause'>): string {
  return `${kind}\u0000${status}\u0000${cause.type}\u0000${cause.id}`
}

/** Drafts that will stand as one group: merged once, at the end, for merging one by one would be quadratic. */
interface Gathered {
  readonly causeKey: string
  readonly shape: string
  readonly drafts: GroupDraft[]
}

function gather(into: Map<string, Gathered>, causeKey: string, draft: GroupDraft, shape: string): void {
  const key = `${causeKey}\u0000${shape}`
  const held = into.get(key)
  if (held) held.drafts.push(draft)
  else into.set(key, { causeKey, shape, drafts: [draft] })
}

function merged({ shape, drafts }: Gathered): GroupDraft {
  const [first, ...others] = drafts as [GroupDraft, ...GroupDraft[]]
  if (others.length === 0) return {
    kind: first.kind, status: first.status, cause: first.cause, shape, objects: first.objects, values: first.values,
    members: first.members.sort((a, b) => a - b),
  }
  const members = [...new Set(drafts.flatMap((draft) => draft.members))].sort((a, b) => a - b)
  return { kind: first.kind, status: first.status, cause: first.cause, shape, objects: members.length, values: drafts.reduce((sum, draft) => sum + draft.values, 0), members }
}
