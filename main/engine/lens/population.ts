import { EvaluationError, type EvaluationContext } from '../../../shared/expression/index'
import type { Cell } from '../../../shared/model/attribute'
import { type AttributeMapping, expressionOf, type ObjectMapping } from '../../../shared/model/project'
import { compileMapping, type CompiledMapping, type Flow } from '../compile-mapping'
import { isAction } from '../flow-value'
import { matchAll } from '../match'
import type { MatchOutcome } from '../match-outcome'
import type { MappingInput } from '../ports'
import type { TargetField } from '../target-field'
import { columnOf, keptFor, together } from './columns'
import { sourceColumn } from './source-column'

/** What a person is to the target: `account` is found, `new` has none, `unknown` where matching is ambiguous or the linked object is gone. */
export const STANDING = { account: 0, new: 1, unknown: 2, notCreated: 3 } as const

/**
 * Everybody in scope of one object mapping, with what a lens needs of them and what stays the same from one edit of an expression to
 * the next: who they are in the target, and the columns that were decoded so far. Nothing here is ever changed but added to.
 */
export interface LensPopulation {
  readonly input: MappingInput
  /** How many: those in scope whom the cycle plans. People without any matching value are skipped by the service and are not there. */
  readonly size: number
  /** Source row of each, ascending. */
  readonly rows: Int32Array
  /** One of STANDING each. */
  readonly standing: Uint8Array
  /** Target row of each; -1 where there is none. */
  readonly targets: Int32Array
  /** By target row, who stands for it; -1 for nobody. */
  readonly personOfTarget: Int32Array
  readonly creates: boolean
  readonly updates: boolean
  /** Cells of a source attribute by source row. */
  sourceColumn(slot: number): readonly Cell[]
  /** What each one's account holds in a mapped attribute, by person; null where there is no account. */
  currents(field: TargetField): readonly Cell[]
  /** Of a source row; -1 for somebody who is not there. */
  personOfRow(row: number): number
  outcome(person: number): MatchOutcome
  /** By source row, for references. */
  outcomeOfRow(row: number): MatchOutcome
}

/** What a population depends on besides scope and data: matching attributes and what keeps people from being created, the edited one as edited. */
export function populationMapping(mapping: ObjectMapping, edited: AttributeMapping): ObjectMapping {
  const others = mapping.attributeMappings.filter((m) => m.target !== edited.target && (m.matchingPriority !== undefined || ignoresObjects(m)))
  return { ...mapping, attributeMappings: edited.matchingPriority === undefined ? others : [...others, edited] }
}

/**
 * Scope and matching for everybody, as a cycle settles them, by a mapping as `populationMapping` leaves it. Throws `projectInvalid` for a matching
 * attribute that does not compile, and as the pacer.
 */
export async function lensPopulation(input: MappingInput): Promise<LensPopulation> {
  const { source, target } = input
  const mapping = compileMapping(input, source.attributes.length)
  const { context, at } = contextOf(input)
  const outcomes = await matchAll(input, mapping, context)
  const rows: number[] = []
  outcomes.forEach(({ kind }, row) => { if (kind !== 'outOfScope' && kind !== 'skipped' && kind !== 'notLookedAt') rows.push(row) })
  const standing = Uint8Array.from(rows, (row) => standingOf(outcomes[row] as MatchOutcome, mapping))
  const targets = Int32Array.from(rows, (row) => (outcomes[row] as MatchOutcome).target)
  const personOfTarget = new Int32Array(target.objects.anchors.length).fill(-1)
  targets.forEach((to, person) => { if (to >= 0) personOfTarget[to] = person })
  const personOfRow = new Int32Array(source.anchors.length).fill(-1)
  rows.forEach((row, person) => { personOfRow[row] = person })
  const population: LensPopulation = {
    input, size: rows.length, rows: Int32Array.from(rows), standing, targets, personOfTarget, creates: mapping.creates, updates: mapping.updates,
    sourceColumn: (slot) => sourceColumn(input, slot),
    currents: (field) => keptFor(currents, population, JSON.stringify(field), () => {
      const column = field.kind === 'cell' ? columnOf(target.objects, field.position) : undefined
      return together(Array.from(targets, (to) => (to < 0 ? null : column ? column[to] as Cell : target.read(field, target.cells(to)))))
    }),
    personOfRow: (row) => personOfRow[row] as number,
    outcome: (person) => outcomes[rows[person] as number] as MatchOutcome,
    outcomeOfRow: (row) => outcomes[row] as MatchOutcome,
  }
  markIgnored(population, mapping.flows.filter((flow) => ignoresObjects(flow.mapping)), context, at)
  return population
}

const currents = new WeakMap<LensPopulation, Map<string, readonly Cell[]>>()

/** The context in which expressions are evaluated, one object after another; `at` says which and for which mapping. */
export function contextOf(input: MappingInput): { readonly context: EvaluationContext; readonly at: (flow: Flow, row: number) => void } {
  let target = ''
  let anchor = ''
  return {
    context: {
      now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
      get drawKey() { return `${target} ${anchor}` },
    },
    at: (flow, row) => {
      target = flow.target
      anchor = input.source.anchors[row] as string
    },
  }
}

function standingOf(outcome: MatchOutcome, mapping: CompiledMapping): number {
  switch (outcome.kind) {
    case 'linked':
    case 'matched': return outcome.target >= 0 ? STANDING.account : STANDING.unknown
    case 'unmatched': return mapping.creates ? STANDING.new : STANDING.notCreated
    default: return STANDING.unknown
  }
}

/** Whom another mapping keeps from being created. */
function markIgnored(population: LensPopulation, flows: readonly Flow[], context: EvaluationContext, at: (flow: Flow, row: number) => void): void {
  let row = 0
  const reader = (slot: number): Cell => (slot < 0 ? null : population.sourceColumn(slot)[row] ?? null)
  for (const flow of flows) {
    for (let person = 0; person < population.size; person++) {
      if (population.standing[person] !== STANDING.new) continue
      row = population.rows[person] as number
      at(flow, row)
      if (ignores(flow, reader, context)) population.standing[person] = STANDING.notCreated
    }
  }
}

function ignores(flow: Flow, reader: (slot: number) => Cell, context: EvaluationContext): boolean {
  try {
    const outcome = flow.evaluate(reader, context)
    return isAction(outcome) && outcome.action === 'IgnoreObjectFlow'
  } catch (error) {
    if (error instanceof EvaluationError) return false
    throw error
  }
}

function ignoresObjects(mapping: AttributeMapping): boolean {
  return expressionOf(mapping)?.includes('IgnoreObjectFlow') === true
}
