import type { ChainResult, ChainValue } from '../../../shared/model/chain'
import type { JobCounts } from '../../../shared/model/cycle'

const MOST = 4

interface BusiestJobs {
  readonly shown: readonly { readonly id: string; readonly planned: number }[]
  readonly more: number
}

/** The jobs that planned something in a round, the busiest first, and how many more there are. */
export function busiestJobs(jobs: readonly Pick<JobCounts, 'id' | 'actions'>[]): BusiestJobs {
  const busy = jobs
    .map(({ id, actions }) => ({ id, planned: Object.values(actions).reduce((sum, count) => sum + count, 0) }))
    .filter(({ planned }) => planned > 0)
    .sort((a, b) => b.planned - a.planned)
  return { shown: busy.slice(0, MOST), more: Math.max(0, busy.length - MOST) }
}

/** How many values settled in a round, from 1; `undefined` where it is the last of a chain that did not settle, for they may change again. */
export function settledIn({ settled, settledAfter, oscillation, growing }: ChainResult, round: number): number | undefined {
  const changedLast = settled[round - 1] ?? 0
  if (settledAfter !== undefined || round < settled.length) return changedLast
  return oscillation === undefined && growing === undefined ? undefined : Math.max(0, changedLast - (oscillation?.values ?? 0) - (growing?.values ?? 0))
}

/** What a value was set to last in a round; `undefined` where it was left alone. */
export function valueByRound({ changes }: Pick<ChainValue, 'changes'>, round: number): ChainValue['changes'][number] | undefined {
  return changes.findLast((change) => change.round === round)
}
