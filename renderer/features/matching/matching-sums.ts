import type { MatchingCounts, MatchingTab } from '../../../shared/ipc/views'
import type { CycleType } from '../../../shared/model/cycle'
import type { AttributeMapping, Job } from '../../../shared/model/project'
import { expressionOf } from '../../../shared/model/project'
import { formatNumber } from '../../ui/format'

/** Tabs that together are everybody in scope, in the order in which they are added up. */
const IN_SCOPE = ['matched', 'ambiguous', 'onlySource', 'duplicates'] as const satisfies readonly MatchingTab[]

export interface Sums {
  readonly inScope: number
  readonly outOfScope: number
  /** Accounts that are neither matched nor only in the target: of people out of scope, or in dispute. */
  readonly otherAccounts: number
  /** `4,311`, `7`, `464`: what adds up to those in scope. */
  readonly parts: readonly string[]
}

/** The sums of a run. Of accounts that are neither matched nor unmatched an incremental one says nothing: it did not look at their people. */
export function sumsOf({ tabs, source, target }: MatchingCounts, cycle: CycleType): Sums {
  const inScope = IN_SCOPE.reduce((sum, tab) => sum + tabs[tab], 0)
  const parts = IN_SCOPE.filter((tab, index) => index < 3 || tabs[tab] > 0).map((tab) => formatNumber(tabs[tab]))
  return {
    inScope, parts, outOfScope: Math.max(0, source - inScope - tabs.skipped),
    otherAccounts: cycle === 'initial' ? Math.max(0, target - tabs.matched - tabs.onlyTarget) : 0,
  }
}

export interface RuleRow {
  readonly attribute: string
  readonly priority: number
  readonly decided: number
  /** What is looked for: `[WorkerID]`; empty where the mapping is no longer there. */
  readonly expression: string
  /** Of all that were matched, in percent. */
  readonly share: number
}

/** The rules in order with what each decided, and what it looks for. */
export function ruleRows(counts: MatchingCounts, job: Job | undefined): readonly RuleRow[] {
  const mappings = job?.objectMappings.flatMap((mapping) => mapping.attributeMappings) ?? []
  const whole = Math.max(1, counts.tabs.matched)
  return counts.rules.toSorted((a, b) => a.priority - b.priority).map((rule) => ({
    ...rule, expression: expressionFor(mappings, rule.attribute), share: Math.min(100, (rule.decided / whole) * 100),
  }))
}

function expressionFor(mappings: readonly AttributeMapping[], target: string): string {
  const mapping = mappings.find((one) => one.target === target && one.matchingPriority !== undefined) ?? mappings.find((one) => one.target === target)
  if (mapping === undefined) return ''
  return mapping.type === 'Constant' ? `"${mapping.value}"` : expressionOf(mapping) ?? ''
}
