import type { Pacer } from '../../shared/model/pacer'
import type { ProvisioningAction } from '../../shared/model/plan'

/** Actions of one object mapping of one job as JSON, in the order of source anchors (UTF-16 code units), each anchor once. */
export interface ActionList {
  readonly length: number
  readonly body: (index: number) => string
}

/** One person in two plans: where each plan has their action, -1 where it has none. */
export interface ActionPair {
  readonly a: number
  readonly b: number
  /** Whether both have an action, and the outcome of both is the same. */
  readonly same: boolean
}

/**
 * Two lists of actions side by side, everybody once, in the order of anchors: a merge that reads each action once and keeps none. Texts
 * that are equal are not parsed, so that two runs that hardly differ cost little more than reading them. Throws `cancelled`.
 */
export async function mergeActions(a: ActionList, b: ActionList, pacer: Pacer, emit: (pair: ActionPair) => void): Promise<void> {
  const [left, right] = [new Cursor(a), new Cursor(b)]
  while (left.text !== undefined || right.text !== undefined) {
    const order = orderOf(left, right)
    const same = order === 0 && (left.text === right.text || sameOutcome(left.action, right.action))
    emit({ a: order <= 0 ? left.index : -1, b: order >= 0 ? right.index : -1, same })
    if (order <= 0) left.next()
    if (order >= 0) right.next()
    const turn = pacer.turn()
    if (turn) await turn
  }
}

/** Which of two actions comes first: negative for the left one, 0 where both are of one person. */
function orderOf(left: Cursor, right: Cursor): number {
  if (left.text === undefined) return 1
  if (right.text === undefined) return -1
  if (left.text === right.text || left.anchor === right.anchor) return 0
  return left.anchor < right.anchor ? -1 : 1
}

/** A place in a list. Its action is parsed when somebody asks for it, once. */
class Cursor {
  index = 0
  text: string | undefined
  #action: ProvisioningAction | undefined

  constructor(readonly list: ActionList) {
    this.text = this.#read()
  }

  get action(): ProvisioningAction {
    this.#action ??= JSON.parse(this.text ?? '') as ProvisioningAction
    return this.#action
  }

  get anchor(): string {
    return this.action.source?.anchor ?? ''
  }

  next(): void {
    this.index++
    this.#action = undefined
    this.text = this.#read()
  }

  #read(): string | undefined {
    return this.index < this.list.length ? this.list.body(this.index) : undefined
  }
}

/**
 * Whether a person comes out the same in two plans: what is done to which object with which values, and what would stop it. Reasons,
 * marks, warnings and names that are for people alone do not count.
 */
export function sameOutcome(a: ProvisioningAction, b: ProvisioningAction): boolean {
  return a.kind === b.kind && a.status === b.status && targetOf(a) === targetOf(b) && JSON.stringify(a.changes) === JSON.stringify(b.changes) && failuresOf(a) === failuresOf(b)
}

function targetOf({ target }: ProvisioningAction): string {
  return target?.anchor ?? target?.display ?? ''
}

function failuresOf({ issues }: ProvisioningAction): string {
  return issues.filter(({ severity }) => severity === 'failure').map(({ code, attribute }) => `${code} ${attribute ?? ''}`).sort().join('\n')
}
