import { NetRegex } from '../../shared/expression/regex/matcher'
import { RegexRefusal } from '../../shared/expression/regex/refusal'
import { PatternStopped } from '../../shared/expression/regex/stopped'
import type { Cell } from '../../shared/model/attribute'
import { clauseText } from '../../shared/model/clause-text'
import type { FilterClause, ScopingFilter } from '../../shared/model/project'

export type ScopeOutcome =
  | { readonly inScope: true }
  /** The clause of the group that came closest, as a sentence. */
  | { readonly inScope: false; readonly clause: string; readonly clauseId: string }

const IN: ScopeOutcome = { inScope: true }

export interface CompiledScope {
  /**
   * Whether an object is in scope, and if not, which clause said so. Groups are joined by OR, clauses within a group by AND.
   * Throws PatternStopped where a clause's pattern runs away on its value: nobody leaves scope for that.
   */
  evaluate(reader: (slot: number) => Cell): ScopeOutcome
  readonly slots: readonly number[]
  /**
   * The first clause with a pattern that says one thing of the whole value and another of a search within it; absent where no clause
   * has a pattern. A pattern that runs away leaves no doubt: it is reported by itself.
   */
  readonly doubt?: (reader: (slot: number) => Cell) => { readonly clause: string; readonly value: string } | undefined
}

/** No filter, or one without groups: everybody is in scope (define-conditional-rules-for-provisioning-user-accounts). */
export function compileScope(filterGroups: ScopingFilter['groups'] | undefined, slot: (attribute: string) => number): CompiledScope | undefined {
  if (filterGroups === undefined || filterGroups.length === 0) return undefined
  const slots: number[] = []
  let number = 0
  const groups = filterGroups.map((group) => group.clauses.map((clause) => {
    number++
    const at = slot(clause.attribute)
    slots.push(at)
    return { test: clauseTest(clause), slot: at, clause, outcome: { inScope: false, clauseId: `clause ${number}`, clause: clauseText(clause) } }
  }))
  const doubts = groups
    .flat()
    .flatMap(({ clause, slot: at }) => (clause.operator.endsWith('REGEX MATCH') ? [{ at, text: clauseText(clause), test: doubtTest(clause.value ?? '') }] : []))
  return {
    slots,
    ...(doubts.length === 0 ? {} : {
      doubt: (reader) => {
        for (const { at, text: clause, test } of doubts) {
          const value = reader(at)
          if (typeof value === 'string' && test(value)) return { clause, value }
        }
        return undefined
      },
    }),
    evaluate: (reader) => {
      let best: ScopeOutcome | undefined
      let passedMost = -1
      for (const clauses of groups) {
        let passed = 0
        let failed: ScopeOutcome | undefined
        for (const { test, slot: at, outcome } of clauses) {
          if (test(reader(at))) passed++
          else failed ??= outcome
        }
        if (!failed) return IN
        if (passed > passedMost) {
          passedMost = passed
          best = failed
        }
      }
      return best as ScopeOutcome
    },
  }
}

/**
 * The test of one clause over one value (provisioning-cycle.md §3.2). Null and empty are false for all but IS NULL. Throws
 * PatternStopped for a value on which the clause's pattern runs away.
 */
export function clauseTest(clause: FilterClause): (value: Cell) => boolean {
  const operand = clause.value ?? ''
  switch (clause.operator) {
    case 'IS NULL': return isEmpty
    case 'IS NOT NULL': return (value) => !isEmpty(value)
    case 'IS TRUE': return text((value) => /^(true|1)$/i.test(value))
    case 'IS FALSE': return text((value) => /^(false|0)$/i.test(value))
    case 'EQUALS': return text((value) => value === operand)
    case 'NOT EQUALS': return text((value) => value !== operand)
    case 'INCLUDES': return text((value) => value.includes(operand))
    case 'ENDS_WITH': return text((value) => value.endsWith(operand))
    case 'GREATER_THAN': return integers(operand, (value, other) => value > other)
    case 'GREATER_THAN_OR_EQUALS': return integers(operand, (value, other) => value >= other)
    case '&': return bits(operand, true)
    case '!&': return bits(operand, false)
    case 'REGEX MATCH': return pattern(operand, true)
    case 'NOT REGEX MATCH': return pattern(operand, false)
  }
}

/** Whether a value is none to a filter: absent, an empty text, an empty list. */
export function isEmpty(value: Cell): boolean {
  return value === null || value === '' || (typeof value !== 'string' && value.length === 0)
}

/** Filters may not use multi-valued attributes; where one comes nevertheless, all of its values must hold (multivaluedComparisonType All). */
function text(test: (value: string) => boolean): (value: Cell) => boolean {
  return (value) => {
    if (value === null || value === '') return false
    return typeof value === 'string' ? test(value) : value.length > 0 && value.every(test)
  }
}

const INTEGER = /^[+-]?\d+$/

function integers(operand: string, test: (value: bigint, other: bigint) => boolean): (value: Cell) => boolean {
  const other = operand.trim()
  if (!INTEGER.test(other)) return () => false
  const limit = BigInt(other)
  return text((value) => INTEGER.test(value.trim()) && test(BigInt(value.trim()), limit))
}

/** Bit tests for integers such as userAccountControl, else whether the operand names the value [ours, §3.2]. */
function bits(operand: string, wanted: boolean): (value: Cell) => boolean {
  const mask = operand.trim()
  return text((value) => {
    const holds = INTEGER.test(mask) && INTEGER.test(value.trim())
      ? (BigInt(value.trim()) & BigInt(mask)) !== 0n
      : operand.split(/[,;|\s]+/).includes(value)
    return holds === wanted
  })
}

/**
 * The whole value must match [ours, from the ranges that the page describes], in the service's dialect of regular expressions. A pattern
 * that cannot be read admits nobody, whichever way it is asked: `check` names it (S22).
 */
function pattern(operand: string, wanted: boolean): (value: Cell) => boolean {
  const regex = wholeValue(operand)
  return regex ? text((value) => regex.findAll(value).length > 0 === wanted) : () => false
}

/** Whether a search within a value says another thing than the whole value. What was asked before is remembered, for filters ask of few values. */
function doubtTest(operand: string): (value: string) => boolean {
  const whole = wholeValue(operand)
  if (!whole) return () => false
  const within = NetRegex.of(operand)
  const known = new Map<string, boolean>()
  return (value) => {
    if (value === '') return false
    let differs = known.get(value)
    if (differs === undefined) {
      differs = finds(within, value) && !finds(whole, value)
      if (known.size < VALUES_REMEMBERED) known.set(value, differs)
    }
    return differs
  }
}

const VALUES_REMEMBERED = 5000

function finds(regex: NetRegex, value: string): boolean {
  try {
    return regex.findAll(value).length > 0
  } catch (error) {
    if (error instanceof PatternStopped) return false
    throw error
  }
}

function wholeValue(operand: string): NetRegex | undefined {
  try {
    NetRegex.of(operand) // alone first: `a)(b` must not be mended by the brackets around it
    return NetRegex.of(`\\A(?:${operand})\\z`)
  } catch (error) {
    if (error instanceof RegexRefusal) return undefined
    throw error
  }
}
