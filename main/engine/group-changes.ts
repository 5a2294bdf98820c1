import type { ActionKind, ActionStatus, Cause, ProvisioningAction } from '../../shared/model/plan'
import { SHAPE_SHOWN_FROM } from './decisions'
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

/** Distinct shapes of one cause that are kept apart while a run goes on; beyond that new ones go straight to their pattern. */
const SHAPES_AT_ONCE = 2000

/** Gathers the changes of one job into groups by cause and shape while its actions are planned. */
export class ChangeGroups {
  readonly #exact = new Map<string, GroupDraft & { readonly pattern: string; readonly causeKey: string }>()
  readonly #folded = new Map<string, GroupDraft>()
  readonly #shapes = new Map<string, number>()

  /** Adds one action. `main` is what caused a create, disable, enable, delete or failure as a whole, with its shape. */
  add(seq: number, action: ProvisioningAction, main: { readonly cause: Cause; readonly shape: string } | undefined): void {
    if (main) this.#put(seq, action, main.cause, main.shape, main.shape)
    if (action.kind !== 'update' && action.kind !== 'disable' && action.kind !== 'enable') return
    if (action.status === 'failed') return
    for (const change of action.changes) {
      const cause: Cause = { type: 'mapping', id: change.mapping ?? change.attribute }
      if (main && main.cause.type === 'mapping' && main.cause.id === cause.id) continue
      const reference = change.deferred === true
      const exact = reference ? (change.before === undefined ? 'absent → reference' : 'another reference') : exactShape(change.before, change.after)
      this.#put(seq, action, cause, exact, reference ? exact : () => patternShape(change.before, change.after))
    }
  }

  /** Every group as it stands, for a guard that holds some of them. */
  *all(): Iterable<GroupDraft> {
    yield* this.#exact.values()
    yield* this.#folded.values()
  }

  /** Groups in a stable order: kind, status, cause, then the largest first. Shapes seen less than three times are folded. */
  finish(): GroupDraft[] {
    const groups = new Map<string, GroupDraft>()
    for (const draft of this.#exact.values()) {
      const shape = draft.objects >= SHAPE_SHOWN_FROM ? draft.shape : draft.pattern
      const key = `${draft.causeKey}\u0000${shape}`
      const held = groups.get(key)
      if (held) mergeInto(held, draft)
      else groups.set(key, { kind: draft.kind, status: draft.status, cause: draft.cause, shape, objects: draft.objects, values: draft.values, members: [...draft.members] })
    }
    for (const [key, draft] of this.#folded) {
      const held = groups.get(key)
      if (held) mergeInto(held, draft)
      else groups.set(key, draft)
    }
    return [...groups.entries()]
      .sort(([keyA, a], [keyB, b]) => b.objects - a.objects || (keyA < keyB ? -1 : 1))
      .map(([, group]) => group)
  }

  #put(seq: number, action: ProvisioningAction, cause: Cause, shape: string, pattern: string | (() => string)): void {
    const causeKey = `${action.kind}\u0000${action.status}\u0000${cause.type}\u0000${cause.id}`
    const key = `${causeKey}\u0000${shape}`
    let draft: GroupDraft | undefined = this.#exact.get(key)
    if (!draft) {
      const folded = typeof pattern === 'string' ? pattern : pattern()
      const shapes = this.#shapes.get(causeKey) ?? 0
      if (shapes < SHAPES_AT_ONCE) {
        this.#shapes.set(causeKey, shapes + 1)
        const fresh = { kind: action.kind, status: action.status, cause, shape, pattern: folded, causeKey, objects: 0, values: 0, members: [] }
        this.#exact.set(key, fresh)
        draft = fresh
      } else {
        const foldedKey = `${causeKey}\u0000${folded}`
        draft = this.#folded.get(foldedKey)
        if (!draft) {
          draft = { kind: action.kind, status: action.status, cause, shape: folded, objects: 0, values: 0, members: [] }
          this.#folded.set(foldedKey, draft)
        }
      }
    }
    draft.values++
    if (draft.members[draft.members.length - 1] !== seq) {
      draft.members.push(seq)
      draft.objects++
    }
  }
}

function mergeInto(held: GroupDraft, draft: GroupDraft): void {
  held.values += draft.values
  const members = [...new Set([...held.members, ...draft.members])].sort((a, b) => a - b)
  held.members.splice(0, held.members.length, ...members)
  held.objects = members.length
}
