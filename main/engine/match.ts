import type { Cell } from '../../shared/model/attribute'
import { EvaluationError, type EvaluationContext, PatternStopped } from '../../shared/expression/index'
import { NOT_ASSIGNED } from '../../shared/model/clause-text'
import { failures } from '../../shared/model/explain'
import type { ActionIssue } from '../../shared/model/plan'
import { cellIn } from '../../shared/model/texts'
import type { CompiledMapping } from './compile-mapping'
import { computedReader, disabledInSource, hardDeletedInSource } from './computed-source'
import { type MatchingValue, keyOf, profilesOf, settleConversions } from './conversions'
import type { MatchOutcome } from './match-outcome'
import { lookupsOf } from './object-lookups'
import type { MappingInput, SourceLink } from './ports'
import { rowLinks } from './row-links'
import type { CompiledScope, ScopeOutcome } from './scope'
import type { TargetView } from './target-view'

const NOT_LOOKED_AT: MatchOutcome = { kind: 'notLookedAt', target: -1, on: -1 }
const SKIPPED: MatchOutcome = { kind: 'skipped', target: -1, on: -1 }
const UNMATCHED: MatchOutcome = { kind: 'unmatched', target: -1, on: -1 }
const UNASSIGNED = { text: NOT_ASSIGNED, id: 'assignment' }

/**
 * Scope and matching for every source object that the cycle looks at. Whoever has nothing to match by is skipped, linked or not; a link
 * once made is used. Otherwise matching attributes are tried in order of priority and the first that finds anything decides: later ones
 * never break a tie (provisioning-cycle.md §4).
 * Sources that want one target, or that would be created with one matching value, are duplicates, all of them without a link; of the
 * profiles of a Workday conversion the active one is not, and a user who is disabled in Entra ID is in nobody's way (§3.1: never created).
 * `onRow` is told now and then how many rows are done.
 */
export async function matchAll(input: MappingInput, mapping: CompiledMapping, context: EvaluationContext, onRow?: (row: number) => void): Promise<MatchOutcome[]> {
  const { source, links, target } = input
  const outcomes = new Array<MatchOutcome>(source.anchors.length).fill(NOT_LOOKED_AT)
  const owners = lazily(() => new Map([...links].map(([anchor, link]) => [link.target, anchor])))
  target.expect([...mapping.matching.map(({ flow }) => flow), ...mapping.flows.filter((flow) => flow.unique || flow.usesUniqueValue)].map((flow) => flow.target))
  /** By target row, the first source row that matched it, plus one; in `wanted` only those that somebody else wants too, for nearly nobody does. */
  const firstFor = new Int32Array(target.objects.anchors.length)
  const wanted = new Map<number, number[]>()
  const unmatched = new Map<string, { readonly on: number; readonly value: string; readonly rows: number[] }>()
  let at = 0
  const own = (slot: number): Cell => cellIn(source.bodies, at, slot)
  const computed = computedReader(input, own)
  const width = source.attributes.length
  const reader = (slot: number): Cell => (slot < 0 ? null : slot < width ? own(slot) : computed(slot))
  let drawKey = ''
  const evaluation: EvaluationContext = { ...context, get drawKey() { return drawKey } }

  const outOfScope = (link: SourceLink | undefined, clause: NonNullable<MatchOutcome['clause']>): MatchOutcome =>
    ({ kind: 'outOfScope', target: link ? target.rowOfAnchor(link.target) ?? -1 : -1, on: -1, clause })

  const hardDeleted = hardDeletedInSource(input)
  const disabled = disabledInSource(input)
  const { of: linkOf } = rowLinks(input)
  for (let row = 0; row < source.anchors.length; row++) {
    if ((input.changed && !input.changed(row)) || hardDeleted?.(row) === true) continue
    if ((row & 127) === 0) {
      onRow?.(row)
      await input.pacer.turn()
    }
    at = row
    const anchor = source.anchors[row] as string
    const link = linkOf(row)
    const dropped = scopeOf(mapping.inputFilter, reader)
    if (dropped instanceof PatternStopped) {
      outcomes[row] = { ...SKIPPED, failure: { issue: failures.scope(dropped.message), from: 'scope' } }
      continue
    }
    if (dropped && !dropped.inScope) {
      outcomes[row] = { ...outOfScope(link, { text: dropped.clause, id: `input ${dropped.clauseId}` }), filtered: true }
      continue
    }
    if (link && !hasMatchingValue(mapping, reader, evaluation, (flow) => { drawKey = `${flow} ${anchor}` })) {
      outcomes[row] = SKIPPED
      continue
    }
    const found = link ? undefined : matchingValues(mapping, reader, evaluation, (flow) => { drawKey = `${flow} ${anchor}` })
    const values = found?.values
    if (values && values.length === 0 && mapping.matching.length > 0) {
      outcomes[row] = found?.failure === undefined ? SKIPPED : { ...SKIPPED, failure: { issue: found.failure, from: 'match' } }
      continue
    }
    if (input.assigned?.(row) === false) {
      outcomes[row] = outOfScope(link, UNASSIGNED)
      continue
    }
    const scope = scopeOf(mapping.scope, reader)
    if (scope instanceof PatternStopped) {
      outcomes[row] = { ...SKIPPED, failure: { issue: failures.scope(scope.message), from: 'scope' } }
      continue
    }
    if (scope && !scope.inScope) {
      outcomes[row] = outOfScope(link, { text: scope.clause, id: scope.clauseId })
      continue
    }
    if (link) {
      const linkedTo = target.rowOfAnchor(link.target)
      outcomes[row] = linkedTo === undefined ? { kind: 'linked', target: -1, on: -1, value: link.target, targetGone: true } : { kind: 'linked', target: linkedTo, on: -1 }
      continue
    }
    const outcome = firstHit(values ?? [], mapping, target)
    // Without the value: of a million people it would keep a million texts in memory that it is a part of.
    outcomes[row] = outcome.kind === 'matched' ? { kind: 'matched', target: outcome.target, on: outcome.on } : outcome
    if (outcome.kind === 'matched') {
      const rivals = wanted.get(outcome.target)
      const first = firstFor[outcome.target] as number
      if (rivals) rivals.push(row)
      else if (first > 0) wanted.set(outcome.target, [first - 1, row])
      else {
        firstFor[outcome.target] = row + 1
        if (links.size > 0 && owners().has(target.anchor(outcome.target))) wanted.set(outcome.target, [row])
      }
    } else if (outcome.kind === 'unmatched' && disabled?.(own) !== true) {
      for (const { on, value } of values ?? []) {
        const key = keyOf({ on, value })
        const rivals = unmatched.get(key)
        if (!rivals) unmatched.set(key, { on, value, rows: [row] })
        else if (rivals.rows[rivals.rows.length - 1] !== row) rivals.rows.push(row) // a list may hold a value twice
      }
    }
  }

  const ownerRow = (to: number): number | undefined => {
    const owner = owners().get(target.anchor(to))
    return owner === undefined ? undefined : lookupsOf(source).anchors.get(owner)
  }
  const isDisabled = (row: number): boolean => {
    at = row
    return disabled?.(own) === true
  }
  const profiles = profilesOf(input)
  if (profiles) settleConversions({ input, outcomes, wanted, unmatched, ownerRow, valuesOf, isSteady: !mapping.matching.some(({ flow }) => flow.usesClock) }, profiles)
  for (const [to, rows] of wanted) {
    const owner = ownerRow(to)
    // Scope asks whether a user is active before anybody is looked for (§10.3).
    const rivals = owner === undefined && rows.every(isDisabled) ? rows : rows.filter((row) => !isDisabled(row))
    if (rivals.length < rows.length) for (const row of rows) if (isDisabled(row)) outcomes[row] = UNMATCHED
    if (rivals.length === 0 || (rivals.length === 1 && owner === undefined)) continue
    const candidates = owner === undefined ? rivals : [...rivals, owner].sort((a, b) => a - b)
    for (const row of rivals) {
      const { value } = firstHit(valuesOf(row), mapping, target)
      outcomes[row] = { ...(outcomes[row] as MatchOutcome), kind: 'duplicate', ...(value === undefined ? {} : { value }), candidates }
    }
  }
  for (const { on, value, rows } of unmatched.values()) {
    const rivals = profiles ? rows.filter((row) => outcomes[row]?.kind !== 'duplicate' || outcomes[row]?.heir === undefined) : rows
    if (rivals.length < 2) continue
    for (const row of rivals) {
      if (outcomes[row]?.kind === 'unmatched') outcomes[row] = { kind: 'duplicate', target: -1, on, value, candidates: rivals }
    }
  }
  if (mapping.scope?.doubt) noteDoubts(mapping.scope.doubt)
  return outcomes

  function valuesOf(row: number): readonly MatchingValue[] {
    at = row
    return matchingValues(mapping, reader, evaluation, (flow) => { drawKey = `${flow} ${source.anchors[row] as string}` }).values
  }

  /** Clauses with a pattern that may be meant otherwise, for those whose scope they decided. */
  function noteDoubts(doubt: NonNullable<CompiledScope['doubt']>): void {
    for (let row = 0; row < outcomes.length; row++) {
      const outcome = outcomes[row] as MatchOutcome
      if (outcome.kind === 'notLookedAt' || outcome.kind === 'skipped' || outcome.filtered) continue
      at = row
      const found = doubt(reader)
      if (found) outcomes[row] = { ...outcome, doubt: failures.patternDoubtful(found.clause, found.value) }
    }
  }
}

/** Matching is settled before anybody has a plan: nothing is taken yet, and nobody's draw is their own. */
export function matchingContext(input: MappingInput): EvaluationContext {
  return {
    now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
    drawKey: '', isTaken: () => false,
  }
}

/** The scope of one object, or what stopped a clause's pattern on it. */
function scopeOf(filter: CompiledScope | undefined, reader: (slot: number) => Cell): ScopeOutcome | PatternStopped | undefined {
  try {
    return filter?.evaluate(reader)
  } catch (error) {
    if (error instanceof PatternStopped) return error
    throw error
  }
}

/** What to look for, by priority, and the first expression that fails and so gives nothing to look for. */
function matchingValues(
  mapping: CompiledMapping, reader: (slot: number) => Cell, context: EvaluationContext, enter: (target: string) => void,
): { readonly values: readonly MatchingValue[]; readonly failure: ActionIssue | undefined } {
  const values: MatchingValue[] = []
  let failure: ActionIssue | undefined
  for (let on = 0; on < mapping.matching.length; on++) {
    const { flow } = mapping.matching[on] as CompiledMapping['matching'][number]
    enter(flow.target)
    try {
      const value = flow.evaluate(reader, context)
      if (typeof value === 'string') {
        if (value !== '') values.push({ on, value })
      } else if (value !== null && !('action' in value)) {
        for (const one of value) if (one !== '') values.push({ on, value: one })
      }
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      failure ??= failures.expression(flow.target, error.code, error.message)
    }
  }
  return { values, failure }
}

/** Whether there is anything to match somebody by who is linked: without it nobody gets past the import (§4). One that fails may be a value. */
function hasMatchingValue(mapping: CompiledMapping, reader: (slot: number) => Cell, context: EvaluationContext, enter: (target: string) => void): boolean {
  if (mapping.matching.length === 0) return true
  const { values, failure } = matchingValues(mapping, reader, context, enter)
  return values.length > 0 || failure !== undefined
}

function firstHit(values: readonly MatchingValue[], mapping: CompiledMapping, target: TargetView): MatchOutcome {
  for (const { on, value } of values) {
    const rows = target.index((mapping.matching[on] as CompiledMapping['matching'][number]).target).find(value).filter((row) => !target.isDeleted(row))
    if (rows.length === 1) return { kind: 'matched', target: rows[0] as number, on, value }
    if (rows.length > 1) return { kind: 'ambiguous', target: -1, on, value, candidates: rows }
  }
  return UNMATCHED
}

function lazily<T>(make: () => T): () => T {
  let held: { readonly value: T } | undefined
  return () => (held ??= { value: make() }).value
}
