import { EvaluationError, NoCandidate, PatternStopped, type EvaluationContext, type Outcome } from '../../../shared/expression/index'
import type { AttributeValue, Cell } from '../../../shared/model/attribute'
import { failures } from '../../../shared/model/explain'
import type { ActionIssue } from '../../../shared/model/plan'
import type { ObjectMapping } from '../../../shared/model/project'
import type { Flow } from '../compile-mapping'
import { isAddress } from '../decisions'
import { listOf, sameValue } from '../diff'
import { flowInto, givenOnCreate, isAction, isBlank, isLeft } from '../flow-value'
import { missingContainerOf, refusalOf } from '../predict-failures'
import { type Collision, Collisions } from './collisions'
import { Histogram } from './histogram'
import { Oddities } from './oddest'
import { contextOf, type LensPopulation, STANDING } from './population'
import { referenceResolver } from './resolve-lens-reference'
import { TakenValues } from './taken-values'

/** What a mapping does for one person; the numbers stand in `FlowRun.happens`. */
export const HAPPENS = { changes: 0, same: 1, newAccount: 2, unknown: 3 } as const
/** What is wrong with one person's value: bits of `FlowRun.wrong`. */
export const WRONG = { collides: 1, characters: 2, blank: 4, tooLong: 8, fails: 16 } as const

/** One mapping, run over the first `evaluated` people of a population. */
export interface FlowRun {
  readonly population: LensPopulation
  readonly flow: Flow
  readonly evaluated: number
  /** What the mapping gives each, its default on creation included; null for no value, undefined where it fails. */
  readonly values: readonly (Cell | undefined)[]
  readonly happens: Uint8Array
  readonly wrong: Uint8Array
  /** By person: why the value or the expression fails. */
  readonly failures: ReadonlyMap<number, Failure>
  /** By person: who holds the value, for whom the cycle would fail. The others of `WRONG.collides` are those owners. */
  readonly collisions: Collisions
  readonly histogram: Histogram
  readonly oddities: Oddities
  /** A pattern that ran away ends the run at this person. */
  readonly stopped?: { readonly pattern: string; readonly person: number; readonly message: string }
}

export interface Failure {
  /** An expression's error code, or the service's for a refused value. */
  readonly code: string
  readonly message: string
}

export interface RunningFlow extends FlowRun {
  /** Goes on for at most so many people; true when the run is over. */
  advance(people: number): boolean
}

/**
 * One mapping over everybody, in the order of anchors: what a cycle would plan for this attribute if nothing else about a person
 * failed. Values that must be unique are handed out as a cycle hands them out. Takes time linear in people. `mapping` names whom
 * references create.
 */
export function runFlow(population: LensPopulation, flow: Flow, mapping: ObjectMapping): RunningFlow {
  const { input, size, rows, standing, targets } = population
  const { target } = input
  const values = new Array<Cell | undefined>(size)
  const happens = new Uint8Array(size)
  const wrong = new Uint8Array(size)
  const problems = new Map<number, Failure>()
  const collisions = new Collisions(size)
  const histogram = new Histogram()
  const oddities = new Oddities()
  const columns: (readonly Cell[])[] = []
  for (const slot of flow.slot >= 0 ? [flow.slot] : flow.inputs.map((one) => one.slot)) if (slot >= 0) columns[slot] = population.sourceColumn(slot)
  const currents = population.currents(flow.field)
  const address = isAddress(flow.target)
  const taken = flow.unique || flow.usesUniqueValue || address ? new TakenValues(population, flow.target) : undefined
  const resolve = flow.reference ? referenceResolver(population, mapping) : undefined
  let ranAway: PatternStopped | undefined
  const firstPlanned = target.objects.anchors.length
  const onUpdate = population.updates && !flow.onCreateOnly && !flow.takenOnCreateOnly && !flow.objectFilter

  let row = 0
  let own: number | undefined
  const reader = (slot: number): Cell => (slot < 0 ? null : (columns[slot] as readonly Cell[])[row] as Cell)
  const { context: base, at } = contextOf(input)
  const context: EvaluationContext = {
    ...base,
    get drawKey() { return base.drawKey },
    isTaken: (value) => taken?.ownerOf(value, own) !== undefined,
  }

  const run = {
    population, flow, evaluated: 0, histogram, oddities, values, happens, wrong, failures: problems, collisions, stopped: undefined as FlowRun['stopped'],
    advance(people: number): boolean {
      const end = Math.min(size, run.evaluated + people)
      for (let person = run.evaluated; person < end; person++) {
        row = rows[person] as number
        evaluatePerson(person)
        look(person)
        if (ranAway) {
          run.stopped = { pattern: ranAway.pattern, person, message: problems.get(person)?.message ?? '' }
          run.evaluated = person
          return true
        }
      }
      run.evaluated = end
      if (end === size && people > 0) markOwners()
      return end === size
    },
  }
  return run as RunningFlow

  function evaluatePerson(person: number): void {
    const stands = standing[person]
    own = stands === STANDING.account ? targets[person] : undefined
    const outcome = evaluate(person, stands === STANDING.new || (stands === STANDING.account && onUpdate))
    switch (stands) {
      case STANDING.account: return settleAccount(person, outcome)
      case STANDING.new: return settleNew(person, outcome)
      case STANDING.unknown: happens[person] = HAPPENS.unknown; break
      default: happens[person] = HAPPENS.same
    }
    values[person] = outcome === undefined ? undefined : isAction(outcome) ? null : outcome
  }

  /** While the value is at hand: to look at everybody's once more would cost as much as to evaluate them. */
  function look(person: number): void {
    const value = values[person]
    if (!isCharted(value)) return
    histogram.add(value)
    oddities.add(typeof value === 'string' ? value : value[0] as string, person)
  }

  /** What the mapping gives; undefined where it fails. Only what the cycle would look at counts as a failure. */
  function evaluate(person: number, counts: boolean): Outcome | undefined {
    if (flow.slot >= 0) return reader(flow.slot)
    at(flow, row)
    try {
      return flow.evaluate(reader, context)
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      if (error.cause instanceof PatternStopped) ranAway = error.cause
      if (counts || ranAway) fail(person, error.code, messageOf(error, flow.target))
      return undefined
    }
  }

  function settleAccount(person: number, outcome: Outcome | undefined): void {
    happens[person] = HAPPENS.same
    values[person] = outcome === undefined ? undefined : isAction(outcome) ? null : outcome
    if (outcome === undefined || isAction(outcome) || !onUpdate) return
    const current = currents[person] as Cell
    const wanted = flowInto(flow, outcome, current)
    if (flow.mapping.type === 'None') values[person] = isLeft(wanted) ? null : wanted
    else if (isBlank(outcome)) wrong[person] = WRONG.blank
    if (isLeft(wanted)) return
    if (wanted === null) {
      happens[person] = HAPPENS.changes
      giveUp(current)
      return
    }
    const written = resolve ? resolved(wanted) : wanted
    if (resolve) values[person] = written ?? null
    if (written === undefined || sameValue(current, written, flow)) return
    happens[person] = HAPPENS.changes
    if (resolve || !isAllowed(person, wanted)) return
    giveUp(current)
    give(wanted)
  }

  function settleNew(person: number, outcome: Outcome | undefined): void {
    happens[person] = HAPPENS.newAccount
    if (outcome === undefined) return
    const given = givenOnCreate(flow, outcome)
    values[person] = given
    if (isAction(outcome) && outcome.action === 'IgnoreObjectFlow') happens[person] = HAPPENS.same
    if (flow.objectFilter || happens[person] === HAPPENS.same) return
    if (isBlank(given) && (flow.constraint?.requiredOnCreate === true || (!isAction(outcome) && flow.mapping.type !== 'None'))) wrong[person] = WRONG.blank
    if (given === null) return
    if (resolve) {
      values[person] = resolved(given) ?? null
      return
    }
    if (isAllowed(person, given)) give(given)
  }

  /** Whether the target would take the value and nobody else has it; what is wrong is noted. */
  function isAllowed(person: number, value: AttributeValue): boolean {
    const refusal = refusalOf(flow, value, target) ?? missingContainerOf(flow, value, target)
    if (refusal) refuse(person, refusal)
    else if (address && (typeof value === 'string' ? isBeyondAscii(value) : value.some(isBeyondAscii))) note(person, WRONG.characters)
    const collision = refusal ? undefined : collisionOf(value)
    if (collision) {
      collisions.add(person, collision)
      note(person, WRONG.collides)
    }
    return !refusal && !collision
  }

  function collisionOf(value: AttributeValue): Collision | undefined {
    if (!taken || (flow.usesUniqueValue && !flow.unique)) return undefined
    if (typeof value === 'string') return collisionOfOne(value)
    for (const one of value) {
      const collision = collisionOfOne(one)
      if (collision) return collision
    }
    return undefined
  }

  function collisionOfOne(value: string): Collision | undefined {
    const owner = value === '' ? undefined : taken?.ownerOf(value, own)
    return owner === undefined ? undefined : { value, owner }
  }

  function give(value: AttributeValue): void {
    if (taken) for (const one of listOf(value)) taken.give(one, own ?? firstPlanned + row)
  }

  function giveUp(current: Cell): void {
    if (taken && typeof current === 'string' && own !== undefined) taken.giveUp(own)
  }

  function resolved(wanted: AttributeValue): AttributeValue | undefined {
    const texts = listOf(wanted).flatMap((anchor) => {
      const found = resolve?.(anchor)
      return found && 'text' in found ? [found.text] : []
    })
    return texts.length === 0 ? undefined : texts.length === 1 ? texts[0] : texts
  }

  function refuse(person: number, issue: ActionIssue): void {
    switch (issue.code) {
      case 'ValueTooLong': return note(person, WRONG.tooLong)
      case 'InvalidCharacters':
      case 'AzureActiveDirectoryInvalidUserPrincipalName': return note(person, WRONG.characters)
      case 'InvalidAttributeSyntax': return note(person, WRONG.blank)
      default: fail(person, issue.code, issue.message)
    }
  }

  function fail(person: number, code: string, message: string): void {
    problems.set(person, { code, message })
    note(person, WRONG.fails)
  }

  function note(person: number, bit: number): void {
    wrong[person] = (wrong[person] as number) | bit
  }

  /** Of two who share a value both collide, though the cycle fails only the second; who gave it up later does not. */
  function markOwners(): void {
    for (const [, { owner, value }] of collisions) {
      const person = owner < firstPlanned ? population.personOfTarget[owner] as number : population.personOfRow(owner - firstPlanned)
      if (person < 0) continue
      const holds = happens[person] === HAPPENS.same || happens[person] === HAPPENS.unknown ? currents[person] ?? null : values[person] ?? null
      if (holds !== null && listOf(holds).some((one) => sameValue(one, value, flow))) note(person, WRONG.collides)
    }
  }
}

/** Blank values are a number of their own and in no bar of the histogram. */
export function isCharted(value: Cell | undefined): value is AttributeValue {
  return value !== undefined && value !== null && value.length > 0
}

/** What the plan would say of it. */
function messageOf(error: EvaluationError, attribute: string): string {
  if (error.code !== 'UniqueValueExhausted') return error.message
  return (error.cause instanceof NoCandidate ? failures.noCandidate(attribute) : failures.exhausted(attribute)).message
}

function isBeyondAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return true
  return false
}
