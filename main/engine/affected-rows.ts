import type { Outcome } from '../../shared/expression/index'
import { type CompiledMapping, type Flow, compileMapping } from './compile-mapping'
import type { Draft } from './draft'
import { type FlowEdit, editedFlows, sameFrame, sameMatch, sameMatching, sameSettings, sameText } from './edited-flows'
import { FlowColumns } from './flow-columns'
import { type EarlierActions, loneEdit } from './lone-edit'
import type { LoneChanges } from './lone-changes'
import { matchAll, matchingContext } from './match'
import type { MatchOutcome } from './match-outcome'
import { type WalkContext, planCreate, planUpdate } from './plan-object'
import type { MappingInput, MappingTrace } from './ports'

/** What the earlier plan made of a row, as far as it decides whether an edit can matter to it. */
export interface EarlierOutcomes extends EarlierActions {
  failed(row: number): boolean
  /** Whether it turned an account on or off. */
  turned(row: number): boolean
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
  const columns = new FlowColumns(after)
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

/** By row, whether two mappings of one target, or one and none, make different parts of its action. */
function contributionDiffers(
  input: MappingInput, mapping: CompiledMapping, from: Flow | undefined, to: Flow | undefined, columns: FlowColumns,
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
