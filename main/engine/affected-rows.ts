import { EvaluationError, type EvaluationContext, type Outcome } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import type { ObjectMapping } from '../../shared/model/project'
import { type CompiledMapping, type Flow, compileMapping } from './compile-mapping'
import { disabledInSource, sourceReader } from './computed-source'
import { mayName } from './display-of'
import { matchAll, matchingContext } from './match'
import { type LonePart, canBeLone, loneOnCreate, loneOnUpdate } from './lone-change'
import { LoneChanges } from './lone-changes'
import type { MatchOutcome } from './match-outcome'
import { lookupsOf } from './object-lookups'
import { type Draft, type WalkContext, planCreate, planUpdate } from './plan-object'
import type { MappingInput, MappingTrace } from './ports'

/** What the earlier plan made of a row, as far as it decides whether an edit can matter to it. */
export interface EarlierOutcomes {
  failed(row: number): boolean
  /** Whether it turned an account on or off. */
  turned(row: number): boolean
  /** What it is, where nothing is to be said of it but its changes: no issue, and no mark that comes of a value. */
  plain?(row: number): 'create' | 'update' | 'unchanged' | undefined
  /** How many attributes an update changes, and whether this is one of them. */
  changes?(row: number, attribute: string): { readonly all: number; readonly own: boolean }
}

export interface AffectedRows {
  /** By source row, 1 for those that must be planned again. */
  readonly rows: Uint8Array
  readonly outcomes: readonly MatchOutcome[]
  /** Those who need not be planned again, for their action differs by one change alone; sought where `plain` and `changes` can be asked. */
  readonly lone: LoneChanges | undefined
  /**
   * Those that others of a new plan reach: rows that name, or that want what is in dispute with, somebody whose create or takings came
   * out otherwise. Marks them in `rows` and returns how many there are; with none, the new plan is what planning everybody would give.
   */
  spread(now: MappingTrace): number
}

/**
 * The rows of a mapping whose outcome an edit can change, every other row's being what it was; `undefined` where the edit can change
 * anybody's. Both inputs have the same objects, links and clock. Takes a pass over the columns that edited mappings read.
 */
export async function affectedRows(before: MappingInput, after: MappingInput, trace: MappingTrace, earlier: EarlierOutcomes): Promise<AffectedRows | undefined> {
  const { source } = after
  const slots = source.attributes.length
  const [old, now] = [compileMapping(before, slots), compileMapping(after, slots)]
  const edited = editedFlows(old, now)
  if (!edited || !sameFrame(before, after, old, now)) return undefined
  const rows = new Uint8Array(source.anchors.length)
  const outcomes = sameMatching(before.mapping, after.mapping, old, now) ? trace.outcomes : await matchAll(after, now, matchingContext(after))
  // Whoever stands in a container that an edit moves is called otherwise.
  if (after.target.holdsOthers && (edited.length > 0 || outcomes !== trace.outcomes)) return undefined
  const moved = new Set<string>()
  if (outcomes !== trace.outcomes) {
    for (let row = 0; row < rows.length; row++) {
      if (sameMatch(trace.outcomes[row] as MatchOutcome, old, outcomes[row] as MatchOutcome, now)) continue
      rows[row] = 1
      moved.add(source.anchors[row] as string)
    }
  }
  const columns = new Columns(after)
  const lone = loneEdit(edited, now, after, { earlier, trace })
  for (const pair of edited) await markEdited(pair)
  if (!sameText(old.unmappedRequired, now.unmappedRequired)) mark((outcome) => outcome.kind === 'unmatched')
  if (edited.length > 0) for (let row = 0; row < rows.length; row++) if (earlier.failed(row)) rows[row] = 1 // their sentences quote mappings
  if (edited.some(({ from, to }) => [from, to].some((flow) => flow?.accountState === true || flow?.accountFlag === true))) {
    for (let row = 0; row < rows.length; row++) if (earlier.turned(row)) rows[row] = 1 // their reason names what the value came from
  }
  markReferring(moved)
  return { rows, outcomes, lone: lone?.found, spread }

  function mark(which: (outcome: MatchOutcome) => boolean): void {
    for (let row = 0; row < rows.length; row++) if (which(outcomes[row] as MatchOutcome)) rows[row] = 1
  }

  async function markEdited({ from, to }: FlowEdit): Promise<void> {
    const uniquely = [from, to].some((flow) => flow?.usesUniqueValue === true)
    const differs = uniquely ? () => true : from && to && sameSettings(from, to) ? columns.differs(from, to) : contributionDiffers(after, now, from, to, columns)
    const createsOnly = (from === undefined || from.onCreateOnly) && (to === undefined || to.onCreateOnly)
    for (let row = 0; row < rows.length; row++) {
      if ((row & 255) === 0) await after.pacer.turn()
      if (rows[row] === 1) continue
      const { kind, target } = outcomes[row] as MatchOutcome
      const walked = kind === 'unmatched' ? now.creates : (kind === 'linked' || kind === 'matched') && target >= 0 && !createsOnly
      if (walked && differs(row, outcomes[row] as MatchOutcome) && lone?.takes(row, outcomes[row] as MatchOutcome, columns) !== true) rows[row] = 1
    }
  }

  /** Marks whoever names one of these source objects. */
  function markReferring(anchors: ReadonlySet<string>): number {
    const flows = now.flows.filter((flow) => flow.reference)
    if (anchors.size === 0 || flows.length === 0) return 0
    let marked = 0
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 1 || !flows.some((flow) => names(columns.value(flow, row), anchors))) continue
      rows[row] = 1
      marked++
    }
    return marked
  }

  function spread(made: MappingTrace): number {
    const anchors = new Set<string>()
    let taken = false
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue
      if (trace.created.get(row) !== made.created.get(row)) anchors.add(source.anchors[row] as string)
      taken ||= !sameText(trace.reserved.get(row), made.reserved.get(row))
    }
    let marked = markReferring(anchors)
    if (!taken) return marked
    // Whoever takes something, or failed to, may meet what is taken now or no longer.
    const anybody = now.flows.some((flow) => (flow.usesUniqueValue && !flow.onCreateOnly) || (flow.unique && flow.usesSoftDeleted))
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 1 || !(anybody || trace.reserved.has(row) || earlier.failed(row))) continue
      rows[row] = 1
      marked++
    }
    return marked
  }
}

interface LoneEdit {
  readonly found: LoneChanges
  /** Notes the change of a row for which it is all that differs; false where more does. */
  readonly takes: (row: number, outcome: MatchOutcome, columns: Columns) => boolean
}

/** For a single edited mapping whose value is a change and nothing else. */
function loneEdit(
  edited: readonly FlowEdit[], now: CompiledMapping, { source, target, targetSystem }: MappingInput,
  { earlier: { plain, changes }, trace }: { readonly earlier: EarlierOutcomes; readonly trace: MappingTrace },
): LoneEdit | undefined {
  const [{ from, to } = { from: undefined, to: undefined }] = edited
  if (!plain || !changes || edited.length !== 1 || !from || !to || !sameSettings(from, to) || ![from, to].every(canBeLone)) return undefined
  if (!now.updates || now.flows.some((flow) => flow.always) || to.field.kind !== 'cell') return undefined
  const { position } = to.field
  const currents = position < 0 ? undefined : lookupsOf(target.objects).column(position)
  const found = new LoneChanges(to.target, source.anchors.length)
  const names = mayName(targetSystem, to.target)
  return { found, takes }

  function takes(row: number, { kind, target: to }: MatchOutcome, columns: Columns): boolean {
    const was = plain?.(row)
    if (was === undefined || (was === 'create') !== (kind === 'unmatched')) return false
    return was === 'create' ? takesCreate(row, columns) : takesUpdate(row, to, was, columns)
  }

  function takesCreate(row: number, columns: Columns): boolean {
    if (names && trace.reserved.get(row)?.name === undefined) return false // without a distinguished name it is called by this
    const [before, part] = [from, to].map((flow) => partOf(columns.outcome(flow as Flow, row), (outcome) => loneOnCreate(flow as Flow, outcome, target)))
    if (typeof before !== 'object' || typeof part !== 'object') return false
    if (!sameText(before.after, part.after)) found.set(row, part)
    return true
  }

  function takesUpdate(row: number, held: number, was: 'update' | 'unchanged', columns: Columns): boolean {
    const flow = to as Flow
    const part = partOf(columns.outcome(flow, row), (outcome) => loneOnUpdate(flow, outcome, currents?.[held] ?? null, target))
    if (part === 'more' || namedBy(flow.target, held)) return false
    const { all, own } = was === 'update' ? changes?.(row, flow.target) ?? { all: 0, own: false } : { all: 0, own: false }
    if (part === 'none') {
      if (own && all === 1) return false // it is no update any more
      if (own) found.set(row, undefined)
    } else if (!own || !sameText(part, partOf(columns.outcome(from as Flow, row), (outcome) => loneOnUpdate(from as Flow, outcome, currents?.[held] ?? null, target)))) found.set(row, part)
    return true
  }

  /** Whether the attribute is what an object is named by in its container. */
  function namedBy(attribute: string, held: number): boolean {
    const name = target.hasNames ? target.name(held) : undefined
    return name !== undefined && name.slice(0, name.indexOf('=')).trim().toLowerCase() === attribute.toLowerCase()
  }
}

function partOf(outcome: Outcome | EvaluationError, of: (outcome: Outcome) => LonePart): LonePart {
  return outcome instanceof EvaluationError ? 'more' : of(outcome)
}

interface FlowEdit {
  readonly from: Flow | undefined
  readonly to: Flow | undefined
}

/** Mappings of one target that differ; `undefined` where they cannot be told apart, or where their part goes beyond one object. */
function editedFlows(old: CompiledMapping, now: CompiledMapping): readonly FlowEdit[] | undefined {
  const before = new Map(old.flows.map((flow) => [flow.target, flow]))
  const after = new Map(now.flows.map((flow) => [flow.target, flow]))
  if (before.size !== old.flows.length || after.size !== now.flows.length) return undefined
  const edits: FlowEdit[] = []
  for (const target of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(target), after.get(target)]
    if (from && to && textOf(from) === textOf(to)) continue
    for (const flow of [from, to]) if (flow && (flow.usesSoftDeleted || flow.redacted)) return undefined
    // Whether a mapping has a say in the account state decides about people who are back in scope.
    const account = [from, to].some((flow) => flow?.accountState === true || flow?.accountFlag === true)
    if (account && (!from || !to || from.onCreateOnly !== to.onCreateOnly)) return undefined
    edits.push({ from, to })
  }
  return edits
}

function textOf({ mapping }: Flow): string {
  const { note: _, matchingPriority: __, ...rest } = mapping
  return JSON.stringify(rest)
}

/** Whether all that stands around the attribute mappings is the same. */
function sameFrame(before: MappingInput, after: MappingInput, old: CompiledMapping, now: CompiledMapping): boolean {
  return frameOf(before) === frameOf(after) && old.creates === now.creates && before.target.accountState?.attribute === after.target.accountState?.attribute
}

function frameOf({ job, mapping }: MappingInput): string {
  const { objectMappings: _, guards, name: __, ...ofJob } = job
  const { attributeMappings: ___, scope: ____, name: _____, ...ofMapping } = mapping
  return JSON.stringify([ofJob, guards?.protected, ofMapping])
}

function sameMatching(before: ObjectMapping, after: ObjectMapping, old: CompiledMapping, now: CompiledMapping): boolean {
  const matching = ({ matching: by }: CompiledMapping): string => JSON.stringify(by.map(({ target, priority, flow }) => [target, priority, textOf(flow)]))
  return JSON.stringify(before.scope) === JSON.stringify(after.scope) && matching(old) === matching(now)
}

/** Whether a row's scope and matching came out the same; matching attributes are told by name, for an edit numbers them anew. */
function sameMatch(a: MatchOutcome, old: CompiledMapping, b: MatchOutcome, now: CompiledMapping): boolean {
  if (a.kind !== b.kind || a.target !== b.target || a.value !== b.value || old.matching[a.on]?.target !== now.matching[b.on]?.target) return false
  const { on: _, ...ofA } = a
  const { on: __, ...ofB } = b
  return JSON.stringify(ofA) === JSON.stringify(ofB)
}

function sameText(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Whether two mappings of one target differ in nothing but where the value comes from. */
function sameSettings(a: Flow, b: Flow): boolean {
  const settings = ({ mapping }: Flow): string => JSON.stringify([mapping.apply, mapping.default, mapping.flowBehavior, mapping.flowNullValues])
  return settings(a) === settings(b) && a.clears === b.clears && (a.mapping.type === 'None') === (b.mapping.type === 'None')
}

/** Values of single mappings, read from the columns that they need. */
class Columns {
  #row = 0
  #target = ''
  readonly #columns: (readonly Cell[])[] = []
  readonly reader: (slot: number) => Cell
  readonly evaluation: EvaluationContext

  constructor(readonly input: MappingInput) {
    const { source } = input
    const { column } = lookupsOf(source)
    const own = (slot: number): Cell => (this.#columns[slot] ??= column(slot))[this.#row] ?? null
    const disabled = disabledInSource(input)
    this.reader = sourceReader(input, own, () => (disabled?.(own) ? 'True' : 'False'))
    const key = (): string => `${this.#target} ${source.anchors[this.#row] ?? ''}`
    this.evaluation = {
      now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
      get drawKey() { return key() },
      isTaken: () => false,
    }
  }

  at(row: number): void {
    this.#row = row
  }

  enter(flow: Flow): void {
    this.#target = flow.target
  }

  /** The mapping's value; `undefined` where its expression fails. */
  value(flow: Flow, row: number): Outcome | undefined {
    const result = this.outcome(flow, row)
    return result instanceof EvaluationError ? undefined : result
  }

  /** By row, whether two mappings of one target give different values. */
  differs(from: Flow, to: Flow): (row: number) => boolean {
    return (row) => {
      const [a, b] = [this.outcome(from, row), this.outcome(to, row)]
      if (a instanceof EvaluationError || b instanceof EvaluationError) return true
      return a !== b && JSON.stringify(a) !== JSON.stringify(b)
    }
  }

  outcome(flow: Flow, row: number): Outcome | EvaluationError {
    this.#row = row
    this.#target = flow.target
    try {
      return flow.evaluate(this.reader, this.evaluation)
    } catch (error) {
      if (error instanceof EvaluationError) return error
      throw error
    }
  }
}

/** By row, whether two mappings of one target, or one and none, make different parts of its action. */
function contributionDiffers(
  input: MappingInput, mapping: CompiledMapping, from: Flow | undefined, to: Flow | undefined, columns: Columns,
): (row: number, outcome: MatchOutcome) => boolean {
  const alone = (flow: Flow | undefined): WalkContext => ({
    mapping: { ...mapping, flows: flow ? [flow] : [], unmappedRequired: [] }, target: input.target, reader: columns.reader, evaluation: columns.evaluation,
    container: undefined, enter: (entered) => { columns.enter(entered) }, plannedRow: -1, describeOwner: String,
  })
  const [old, now] = [alone(from), alone(to)]
  const draftOf = (walk: WalkContext, outcome: MatchOutcome): Draft => (outcome.kind === 'unmatched' ? planCreate(walk) : planUpdate(outcome.target, undefined, walk))
  return (row, outcome) => {
    columns.at(row)
    const [a, b] = [draftOf(old, outcome), draftOf(now, outcome)]
    return !(isEmpty(a) && isEmpty(b)) && drafted(a) !== drafted(b)
  }
}

function isEmpty(plan: Draft): boolean {
  return plan.changes.length === 0 && !plan.failed && plan.references.length === 0 && plan.withThem.length === 0 && plan.kind !== 'skip'
}

function drafted({ references, ...plan }: Draft): string {
  return JSON.stringify([plan, references.map(({ values }) => values)])
}

function names(value: Outcome | undefined, anchors: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return anchors.has(value)
  return Array.isArray(value) && value.some((one) => typeof one === 'string' && anchors.has(one))
}
