import type { ActionKind, ActionStatus, ReasonCode } from '../../../shared/model/plan'
import { planSection, type PlanSection } from '../../../shared/model/plan-section'
import type { RunActions } from '../action-pages'
import { textTest } from './text-search'

/** How the plan's rows say what matching made of the source object. */
export type Match = 'linked' | 'matched' | 'unmatched' | 'ambiguous' | 'duplicate' | 'skipped' | 'outOfScope' | 'gone'

export interface ActionFilter {
  readonly job?: number | undefined
  readonly kinds?: readonly ActionKind[] | undefined
  readonly statuses?: readonly ActionStatus[] | undefined
  readonly sections?: readonly PlanSection[] | undefined
  readonly matches?: readonly Match[] | undefined
  readonly search?: string | undefined
}

/**
 * What tells a run's actions apart, in five bytes each, read once: a filter is then a look at bytes, and a page a slice of what it
 * let through, however long the plan and however far the page. A finished run never changes.
 */
export interface ActionIndex {
  /** seq of the actions that the filter admits, ascending. An empty list admits everything. */
  select(filter: ActionFilter): Int32Array
  /** How many there are of each combination, over the whole run. */
  tally<Key extends string>(keyOf: (action: ActionFacts) => Key): ReadonlyMap<Key, number>
}

export interface ActionFacts {
  readonly job: number
  readonly kind: ActionKind
  readonly status: ActionStatus
  readonly match: Match
  readonly reason: ReasonCode
}

const KEPT_SELECTIONS = 16

export function actionIndex(actions: RunActions): ActionIndex {
  const { seqs: seqOf, combinationOf: factsOf } = actions
  const combinations = actions.combinations as readonly ActionFacts[]
  const selections = new Map<string, Int32Array>()

  function matching({ job, kinds, statuses, sections, matches }: ActionFilter): Int32Array {
    const admitted = combinations.map((c) => (job === undefined || c.job === job) && admits(kinds, c.kind) && admits(statuses, c.status) && admits<PlanSection | undefined>(sections, planSection(c)) && admits(matches, c.match))
    if (admitted.every(Boolean)) return seqOf
    const found = new Int32Array(seqOf.length)
    let count = 0
    for (let i = 0; i < seqOf.length; i++) if (admitted[factsOf[i] as number]) found[count++] = seqOf[i] as number
    return found.slice(0, count)
  }

  return {
    select(filter) {
      const key = JSON.stringify([filter.job, filter.kinds, filter.statuses, filter.sections, filter.matches, filter.search])
      let selection = selections.get(key)
      if (!selection) {
        selection = matching(filter)
        if (filter.search) {
          const found = actions.find(textTest(filter.search))
          selection = selection.filter((seq) => found.has(seq))
        }
        if (selections.size >= KEPT_SELECTIONS) selections.delete(selections.keys().next().value as string)
        selections.set(key, selection)
      }
      return selection
    },
    tally(keyOf) {
      const perCombination = new Uint32Array(combinations.length)
      for (const number of factsOf) (perCombination[number] as number)++
      const tally = new Map<ReturnType<typeof keyOf>, number>()
      combinations.forEach((combination, i) => {
        const key = keyOf(combination)
        tally.set(key, (tally.get(key) ?? 0) + (perCombination[i] as number))
      })
      return tally
    },
  }
}

function admits<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value)
}
