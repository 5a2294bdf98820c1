import { EvaluationError, type EvaluationContext, NoCandidate, type Outcome } from '../../shared/expression/index'
import type { AttributeValue, Cell } from '../../shared/model/attribute'
import { failures } from '../../shared/model/explain'
import type { FlowGate } from '../../shared/model/gate'
import { becauseOf, stateOf, textOf } from './account-state'
import { ANYTHING, isLone, mayCome } from './comparison'
import type { CompiledMapping, Flow } from './compile-mapping'
import { listOf, sameValue } from './diff'
import type { MatchOutcome } from './match-outcome'
import { flowInto, givenOnCreate, isAction, isBlank, isLeft } from './flow-value'
import type { Fed, Outranked } from './precedence'
import { type Draft, draft, fail, mark } from './draft'
import { placeCreated, placeMoved } from './place-object'
import { missingContainerOf, refusalOf } from './predict-failures'
import type { TargetField } from './target-field'
import type { TargetView } from './target-view'

export interface WalkContext {
  readonly mapping: CompiledMapping
  readonly target: TargetView
  readonly reader: (slot: number) => Cell
  /** Whether cells are better looked up one by one than split. */
  readonly isApart?: boolean
  /** The source object's own cells as they are packed; absent where they are not at hand. */
  readonly packed?: readonly string[]
  readonly evaluation: EvaluationContext
  /** Tells the context which mapping and object a draw or a look-up of taken values belongs to. */
  readonly enter: (flow: Flow) => void
  /** Row numbers from here on stand for objects that this plan creates. */
  readonly plannedRow: number
  readonly container: string | undefined
  /** Absent where no other job has precedence. */
  readonly outranked?: Outranked | undefined
  readonly describeOwner: (row: number) => string
  /** Told of each mapping what became of it, by the first gate that it met; absent where nobody asks. */
  readonly tell?: ((flow: Flow, gate: FlowGate, wanted: AttributeValue | null | undefined, current: Cell) => void) | undefined
}

/** The create of an object that nothing in the target matches. */
export function planCreate(walk: WalkContext): Draft {
  const { mapping, target } = walk
  const plan = draft('create', 'noMatch')
  plan.cause = { cause: { type: 'match', id: 'noMatch' }, shape: 'new account' }
  let off = false
  for (const flow of mapping.flows) {
    walk.enter(flow)
    const outcome = evaluate(flow, walk, plan)
    if (outcome === FAILED) {
      walk.tell?.(flow, 'expressionFailed', undefined, null)
      continue
    }
    if (isAction(outcome) && outcome.action === 'IgnoreObjectFlow') return { ...draft('skip', 'ignoredObject') }
    if (flow.objectFilter) continue
    const required = flow.constraint?.requiredOnCreate === true
    const given = givenOnCreate(flow, outcome)
    if (given === null) {
      if (required) fail(plan, failures.missing(flow.target, flow.sourceText), flow.target, `${flow.target} is required, its source is empty`)
      walk.tell?.(flow, isAction(outcome) ? 'ignored' : 'nothing', null, null)
      continue
    }
    if (flow.reference) {
      takeReference(plan, flow, given)
      walk.tell?.(flow, 'reference', given, null)
      continue
    }
    if (stateOf(flow, given, target) === 'off') off = true
    walk.tell?.(flow, 'written', given, null)
    if (!isAllowed(flow, given, walk, plan)) continue
    plan.changes.push({ attribute: flow.target, after: given, mapping: flow.target })
  }
  for (const { name, default: given } of mapping.unmappedRequired) {
    if (given === undefined) fail(plan, failures.missing(name, undefined), name, `${name} is required and not mapped`)
    else plan.changes.push({ attribute: name, after: given })
  }
  if (off) {
    mark(plan, 'bornDisabled')
    plan.cause = { cause: { type: 'match', id: 'noMatch' }, shape: 'new account, starts disabled' }
  }
  placeCreated(plan, walk)
  if (plan.failed && plan.issues.some((issue) => issue.severity === 'failure')) plan.changes.sort(byAttribute)
  return plan
}

/**
 * The update, disable or enable of an object that stands for the source object; `skip` where nothing changes. `may` says which of the walk's
 * mappings something may come of.
 */
export function planUpdate(row: number, first: { readonly on: string } | undefined, walk: WalkContext, may = ANYTHING): Draft {
  const { mapping, target } = walk
  const plan = draft('update', first ? 'firstMatch' : 'valuesDiffer')
  if (may === 0) return plan
  const cells = isLone(may) || walk.isApart === true ? undefined : target.cells(row)
  const read = (field: TargetField): Cell => {
    if (target.holdsOthers && field.kind === 'parent') return target.placeNow(row)
    return cells ? target.read(field, cells) : target.value(field, row)
  }
  const source = cells && walk.tell === undefined && walk.outranked === undefined ? walk.packed : undefined
  let state: 'disable' | 'enable' | undefined
  for (let place = 0; place < mapping.flows.length; place++) {
    if (!mayCome(may, place)) continue
    const flow = mapping.flows[place] as Flow
    // Nearly everybody's every value: what is packed alike is alike, and nothing comes of it.
    if (cells && source && flow.copies && (source[flow.slot] ?? '') === (cells[flow.targetPosition] ?? '')) continue
    if (flow.objectFilter) continue
    if (flow.onCreateOnly) {
      if (walk.tell) tellOnCreateOnly(flow, read(flow.field), walk)
      continue
    }
    walk.enter(flow)
    const outcome = evaluate(flow, walk, plan)
    if (outcome === FAILED || isAction(outcome)) {
      walk.tell?.(flow, outcome === FAILED ? 'expressionFailed' : 'ignored', undefined, read(flow.field))
      continue
    }
    const current = read(flow.field)
    const wanted = flowInto(flow, outcome, current)
    if (isLeft(wanted)) {
      walk.tell?.(flow, wanted.left, outcome, current)
      continue
    }
    const fed = walk.outranked?.(flow, target.anchor(row), current)
    if (fed) {
      noteOutranked(plan, flow, wanted, fed)
      walk.tell?.(flow, 'outranked', wanted, current)
      continue
    }
    if (wanted === null && !flow.takenOnCreateOnly) {
      if (flow.constraint?.requiredOnCreate === true) fail(plan, failures.missing(flow.target, flow.sourceText), flow.target, `${flow.target} is required, and would be cleared`)
      plan.changes.push({ attribute: flow.target, ...(current === null ? {} : { before: current }), mapping: flow.target })
      mark(plan, 'blanks')
      walk.tell?.(flow, 'written', null, current)
      continue
    }
    if (flow.reference && wanted !== null) {
      takeReference(plan, flow, wanted)
      walk.tell?.(flow, 'reference', wanted, current)
      continue
    }
    if (wanted !== null && sameValue(current, wanted, flow)) {
      if (flow.always) plan.withThem.push({ attribute: flow.target, ...(current === null ? {} : { before: current }), after: wanted, mapping: flow.target, resent: true })
      walk.tell?.(flow, equality(current, wanted), wanted, current)
      continue
    }
    if (wanted === null || flow.takenOnCreateOnly) {
      plan.issues.push(failures.withoutEffect(flow.target, wanted, target.system.name))
      mark(plan, 'noEffect')
      walk.tell?.(flow, 'noEffect', wanted, current)
      continue
    }
    const change = { attribute: flow.target, ...(current === null ? {} : { before: current }), after: wanted, mapping: flow.target }
    plan.changes.push(change)
    walk.tell?.(flow, 'written', wanted, current)
    if (wanted === '') mark(plan, 'blanks')
    const turned = stateOf(flow, wanted, target)
    // An account whose state nobody knows is not known to be off: what says that it is on turns nothing on.
    const before = stateOf(flow, current, target)
    if (turned === 'off' ? before !== 'off' : turned === 'on' && before === 'off') {
      state = turned === 'off' ? 'disable' : 'enable'
      plan.clause = becauseOf(flow, wanted, walk.reader)
      plan.cause = { cause: { type: 'mapping', id: flow.target }, shape: `${flow.target}: ${textOf(current)} → ${textOf(wanted)}` }
    }
    isAllowed(flow, wanted, walk, plan, row)
  }
  if (state) {
    plan.kind = state
    plan.reasonCode = state === 'disable' ? 'mappedToDisabled' : 'mappedToEnabled'
  }
  placeMoved(plan, row, walk)
  return plan
}

/** A reference is resolved when the others are known, unless the target keeps the attribute to itself (memberOf). */
function takeReference(plan: Draft, flow: Flow, value: AttributeValue): void {
  if (flow.constraint?.readOnly === true) return fail(plan, failures.readOnly(flow.target), flow.target, 'ReadOnlyAttribute')
  const values = listOf(value)
  const named = values.filter((one) => !flow.namesNobody(one))
  if (named.length > 0 || values.length === 0) plan.references.push({ flow, values: named })
}

/** The flow types have the last word on updates, and what changes nothing is none. */
export function withLastWord(plan: Draft, outcome: MatchOutcome, { updates }: Pick<CompiledMapping, 'updates'>): Draft {
  if ((plan.kind !== 'update' && plan.kind !== 'enable' && plan.kind !== 'disable') || outcome.kind === 'outOfScope') return plan
  if (!updates && (plan.changes.length > 0 || plan.failed)) {
    // Nothing would be written, so nothing can fail.
    return { ...draft('skip', 'updateOff'), ...(plan.cause === undefined ? {} : { cause: plan.cause }) }
  }
  if (plan.changes.length === 0) {
    plan.kind = 'skip'
    if (!plan.failed) plan.reasonCode = plan.marks.includes('noEffect') ? 'withoutEffect' : plan.marks.includes('outranked') ? 'outranked' : 'unchanged'
    return plan
  }
  if (plan.withThem.length > 0) plan.changes = [...plan.changes, ...plan.withThem].sort(byAttribute)
  if (outcome.kind === 'matched' && outcome.takesOver === undefined) mark(plan, 'overwrites')
  return plan
}

/**
 * Another job has precedence and feeds the attribute: where the two values differ, both are told. References of two sources name people
 * by numbers of their own, so that nobody can say whether they differ.
 */
function noteOutranked(plan: Draft, flow: Flow, wanted: AttributeValue | null, fed: Fed): void {
  if (wanted === null || flow.reference || sameValue(fed.value, wanted, flow)) return
  mark(plan, 'outranked')
  plan.issues.push(failures.outranked(flow.target, wanted, { job: fed.jobId, value: fed.redacted ? '[Redact]' : fed.value }, fed.job))
}

/** Of a mapping for creation only, what it would give now: told, and nothing else. */
function tellOnCreateOnly(flow: Flow, current: Cell, walk: WalkContext): void {
  walk.enter(flow)
  const outcome = evaluate(flow, walk, draft('skip', 'unchanged'))
  if (outcome === FAILED || isAction(outcome)) return walk.tell?.(flow, 'onlyOnCreation', undefined, current)
  if (isBlank(outcome) || outcome === null) return walk.tell?.(flow, isBlank(current) ? 'nothing' : 'onlyOnCreation', null, current)
  walk.tell?.(flow, sameValue(current, outcome, flow) ? equality(current, outcome) : 'onlyOnCreation', outcome, current)
}

function equality(current: Cell, wanted: AttributeValue): FlowGate {
  return JSON.stringify(current) === JSON.stringify(wanted) ? 'equal' : 'equalButCase'
}

const FAILED = Symbol('failed')

function evaluate(flow: Flow, walk: WalkContext, plan: Draft): Outcome | typeof FAILED {
  if (flow.slot >= 0) return walk.reader(flow.slot)
  try {
    return flow.evaluate(walk.reader, walk.evaluation)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    if (error.cause instanceof NoCandidate) fail(plan, failures.noCandidate(flow.target), flow.target, 'no candidate has a value')
    else if (error.code === 'UniqueValueExhausted') fail(plan, failures.exhausted(flow.target), flow.target, 'every candidate is taken')
    else fail(plan, failures.expression(flow.target, error.code, error.message), flow.target, `the expression fails: ${error.code}`)
    return FAILED
  }
}

/** Whether the target would take the value; a refusal or a value that somebody else holds fails the whole entry. */
function isAllowed(flow: Flow, value: AttributeValue, walk: WalkContext, plan: Draft, row?: number): boolean {
  const { target } = walk
  const refusal = refusalOf(flow, value, target)
  if (refusal) {
    const shape = refusal.code === 'ValueTooLong' ? `longer than ${refusal.limit}`
      : refusal.code === 'InvalidCharacters' || refusal.code === 'AzureActiveDirectoryInvalidUserPrincipalName' ? 'characters that the target refuses'
      : refusal.code === 'InvalidAttributeSyntax' ? 'an empty text'
      : refusal.code
    fail(plan, refusal, flow.target, shape)
    return true
  }
  const container = missingContainerOf(flow, value, target)
  if (container) fail(plan, container, flow.target, String(container.value))
  if (flow.unique) {
    for (const one of listOf(value)) {
      const owner = target.ownerOf(flow.target, one, row, walk.evaluation.now)
      if (owner === undefined) continue
      fail(plan, failures.taken(flow.target, one, walk.describeOwner(owner)), flow.target, 'value is already taken')
      break
    }
  }
  return true
}

function byAttribute(a: { readonly attribute: string }, b: { readonly attribute: string }): number {
  return a.attribute < b.attribute ? -1 : a.attribute > b.attribute ? 1 : 0
}
