import type { ConsequenceRow, ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { Consequences } from './consequences'

type LossRow = Omit<ConsequenceRow, 'through'> & { readonly seqs: readonly number[] }

/** What is lost through each account that a run turns off or deletes. */
export interface Losses {
  readonly consequences: Consequences
  /** By seq of an action, the groups that it leaves empty with others. */
  readonly emptiedBy: ReadonlyMap<number, readonly string[]>
  /** The actions through which a person or a group loses something. */
  through(object: { readonly system: string; readonly anchor: string }): ReadonlySet<number>
  rows(of: ImpactConsequence): readonly LossRow[]
}

export function toLosses(consequences: Consequences): Losses {
  const { managers, groups } = consequences
  const people = (managers ?? []).map(({ person, seq }): LossRow => ({ object: person, seqs: [seq], lost: 1 }))
  const losing = (groups ?? []).map(({ group, members, lost, left, seqs }): LossRow => ({ object: group, seqs, lost, members, left }))
  const emptied = losing.filter(isEmptied)
  const emptiedBy = new Map<number, string[]>()
  for (const { object, seqs } of emptied) for (const seq of seqs) emptiedBy.set(seq, [...emptiedBy.get(seq) ?? [], object.display])
  return {
    consequences, emptiedBy,
    through: ({ system, anchor }) => new Set([...people, ...losing].filter(({ object }) => object.system === system && object.anchor === anchor).flatMap(({ seqs }) => seqs)),
    rows: (of) => ({ managers: people, losing, emptied })[of],
  }
}

/** Whether nobody would be left in a group. */
export function isEmptied({ left }: { readonly left?: number }): boolean {
  return left === 0
}
