import { normalName } from '../../shared/directory-name'
import { cellAt, cellOf, splitCells } from '../../shared/model/packed'
import type { Cell } from '../../shared/model/attribute'
import { type EvaluationContext, PatternBudget } from '../../shared/expression/index'
import { failures } from '../../shared/model/explain'
import type { UnevaluatedCounts } from '../../shared/model/cycle'
import type { ActionIssue, AttributeChange, Cause, ObjectReference, ProvisioningAction, Reason } from '../../shared/model/plan'
import { type Flow, compileMapping } from './compile-mapping'
import { computedReader, disabledInSource, hardDeletedInSource } from './computed-source'
import { deletesForGood, leavingScopeDisables, missingMeansDeleted } from './decisions'
import { matchAll, matchingContext } from './match'
import type { MatchOutcome } from './match-outcome'
import { type Draft, type PendingReference, type WalkContext, byAttribute, draft, planAccountState, planCreate, planUpdate, reasonOf } from './plan-object'
import { countUnevaluated } from './count-unevaluated'
import { ELSEWHERE, ownReferences, rowFinder } from './job-references'
import { lookupsOf } from './object-lookups'
import type { MappingInput, MappingTrace, Reservation } from './ports'
import { outrankedBy } from './precedence'
import { resolveReferences } from './resolve-references'
import type { ReferenceOutcome } from './reference-outcome'

/** What a planned action does to the mirror when it is rehearsed. */
export interface Effect {
  /** The link as it shall stand afterwards; `end` drops it. */
  readonly link?: { readonly source: string; readonly target: string; readonly state: 'active' | 'outOfScope' } | { readonly source: string; readonly end: true }
  /** Row of the target object that changes; absent for a create. */
  readonly row?: number
  /** Anchor of the object that a create makes. */
  readonly created?: string
  /** The object's name afterwards, where it changes. */
  readonly name?: string
  /** For a delete at a target that keeps what is deleted for a while: when. */
  readonly softDeletedAt?: string
  /** What is written, in clear: the action's own changes may be redacted. */
  readonly changes?: readonly AttributeChange[]
}

/** One object's outcome: an action, or a skip with its reason. `seq` counts from 0 in the order of source anchors. */
export interface PlannedObject {
  readonly seq: number
  readonly match: Exclude<MatchOutcome['kind'], 'notLookedAt'> | 'gone'
  /** Index of the matching attribute that decided; -1 for none. */
  readonly on: number
  readonly action: ProvisioningAction
  readonly cause: { readonly cause: Cause; readonly shape: string } | undefined
  readonly effect: Effect
}

export interface MappingResult {
  /** Rows of target objects that nobody in the source stands for after this cycle, ascending. */
  readonly onlyTarget: readonly number[]
  readonly matching: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[]
  readonly trace: MappingTrace
  /** How many objects have an outcome: seq counts to here. */
  readonly objects: number
  /** Where some wait for objects of the job's later mappings: plans them, when all of those are planned. */
  readonly followUp?: () => Promise<void>
  /** Whether a reference's value names an object that got its account, or came back into scope, in this cycle; absent where none did. */
  readonly isNewcomer?: (value: string) => boolean
  /** For an incremental cycle, when the whole job is planned: what it leaves as it is. */
  readonly unevaluated?: (isNewcomer: ((value: string) => boolean) | undefined) => Promise<UnevaluatedCounts>
}

/**
 * The cycle over one object mapping: every source object that it looks at, in the order of anchors, then what waited for somebody
 * created later; links whose source is gone stand at their anchor's place. Pure and streaming: each outcome is handed to `emit` once.
 * Takes time linear in people. Throws `projectInvalid` for a mapping that does not compile, and `cancelled`.
 */
export async function runMapping(input: MappingInput, emit: (planned: PlannedObject) => void): Promise<MappingResult> {
  const { source, job, target } = input
  const softDeletedSlot = source.attributes.length
  const mapping = compileMapping(input, softDeletedSlot)
  const display = displayOf(input)
  const redacted = mapping.flows.filter((flow) => flow.redacted).map((flow) => flow.target)
  const redacts = redacted.length === 0 ? undefined : new Set(redacted)
  const guarded = new Set((job.guards?.protected ?? []).flatMap((name) => [name.toLowerCase(), normalName(name)]))

  let row = 0
  let cells: readonly string[] = []
  let softDeleted = 'False'
  let entered: Flow | undefined
  let ownTarget: number | undefined
  const own = (slot: number): Cell => cellOf(cells[slot])
  const computed = computedReader(input, own)
  const reader = (slot: number): Cell => (slot >= softDeletedSlot ? (slot === softDeletedSlot ? softDeleted : computed(slot)) : slot < 0 ? null : cellOf(cells[slot]))
  const disabled = disabledInSource(input)
  const evaluation: EvaluationContext = {
    now: input.now,
    seed: input.seed,
    patterns: new PatternBudget(),
    ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
    get drawKey() { return `${entered?.target ?? ''} ${source.anchors[row] ?? ''}` },
    isTaken: (value) => entered !== undefined && target.ownerOf(entered.target, value, ownTarget, input.now) !== undefined,
  }
  const size = target.objects.anchors.length
  const walk: WalkContext = {
    mapping, target, reader, get packed() { return cells }, evaluation, container: input.mapping.container, outranked: outrankedBy(input),
    enter: (flow) => { entered = flow },
    get plannedRow() { return size + row },
    tell: input.onFlow && ((flow, gate, wanted, current) => {
      const shown = <V>(value: V): V | string => (flow.redacted && value !== null && value !== undefined ? '[Redact]' : value)
      input.onFlow?.(row, { attribute: flow.target, gate, current: shown(current), ...(wanted === undefined ? {} : { wanted: shown(wanted) }) })
    }),
    describeOwner: (owner) => (owner < size ? `${target.display(owner)}${target.isDeleted(owner) ? ', who was deleted and is kept for 30 days' : ''}` : `${display(owner - size)}, who gets it in this plan`),
  }

  input.onProgress(0, source.anchors.length)
  const { carried } = input
  const outcomes = carried?.outcomes ?? await matchAll(input, mapping, matchingContext(input))
  const rowOfSource = lookupsOf(source).anchors
  const hardDeleted = hardDeletedInSource(input)
  const gone = [...input.links.keys()].filter((anchor) => {
    if (input.planned) return false
    const at = rowOfSource.get(anchor)
    return at === undefined ? input.sourceComplete : hardDeleted?.(at) === true
  }).sort()

  /** By source row: the name that a create gives, or `failed`. Only for those that a reference may wait for. */
  const created = new Map<number, string | 'failed'>()
  /** In the order of rows; without a plan where the earlier one holds. */
  const waiting: { readonly seq: number; readonly row: number; readonly plan?: Draft; readonly pending: readonly PendingReference[] }[] = []
  /** Those that wait for objects of a later mapping. */
  const late: { readonly seq: number; readonly row: number; readonly plan: Draft; readonly pending: readonly PendingReference[] }[] = []
  const reserved = new Map<number, Reservation>()
  const seqs = new Int32Array(source.anchors.length).fill(-1)
  const decided = new Array<number>(mapping.matching.length).fill(0)
  const owned = new Uint8Array(size)
  for (const link of input.links.values()) {
    const held = target.rowOfAnchor(link.target)
    if (held !== undefined) owned[held] = 1
  }

  const ownReference = ownReferences(input, { outcomes, created })
  /** Objects of this mapping first; those of the job's others only where none of its own is meant. */
  const resolve = (value: string): ReferenceOutcome => {
    const found = ownReference(value)
    if (!input.elsewhere || found.kind === 'resolved' || found.kind === 'waiting') return found
    const other = input.elsewhere(value)
    return other.kind === 'missing' ? found : other
  }

  const takenOver = new Set(gone.length === 0 ? [] : outcomes.filter((o) => o.kind === 'matched').map((o) => o.target))
  let seq = 0
  let nextGone = 0
  for (row = 0; row <= source.anchors.length; row++) {
    while (nextGone < gone.length && (row === source.anchors.length || (gone[nextGone] as string) < (source.anchors[row] as string))) {
      emit(planGone(gone[nextGone++] as string, seq++))
    }
    if (row === source.anchors.length) break
    const outcome = outcomes[row] as MatchOutcome
    if (outcome.kind === 'notLookedAt' || input.planned?.(row) === false) continue
    if ((row & 63) === 0) {
      input.onProgress(row, source.anchors.length)
      await input.pacer.turn()
    }
    seqs[row] = seq
    if (carried?.holds(row)) carryRow(outcome, seq++)
    else planRow(outcome, seq++)
  }
  const last = row
  for (const { seq: at, row: waited, plan, pending } of waiting) {
    if (!plan) {
      carried?.carry(at)
      continue
    }
    row = waited
    const open = resolveReferences(plan, pending, undefinedIfNone(outcomes[row] as MatchOutcome), target, (value) => settled(resolve(value)))
    if (open === undefined) finish(plan, outcomes[row] as MatchOutcome, at)
    else late.push({ seq: at, row, plan, pending })
    await input.pacer.turn()
  }
  row = last
  input.onProgress(source.anchors.length, source.anchors.length)

  const onlyTarget: number[] = []
  for (let i = 0; i < size; i++) if (owned[i] === 0 && !target.isDeleted(i)) onlyTarget.push(i)
  return {
    onlyTarget,
    matching: mapping.matching.map((m, i) => ({ attribute: m.target, priority: m.priority, decided: decided[i] as number })),
    objects: seq,
    trace: { outcomes, reserved, created, waited: new Set(waiting.map((waited) => waited.row)), seqs },
    ...(late.length === 0 ? {} : { followUp }),
    ...(input.since === undefined ? {} : left(input.since)),
  }

  function left(since: string): Pick<MappingResult, 'isNewcomer' | 'unevaluated'> {
    const fresh = new Set<number>()
    outcomes.forEach(({ kind }, at) => {
      if (kind === 'notLookedAt') return
      const back = kind === 'linked' && input.links.get(source.anchors[at] as string)?.state === 'outOfScope'
      if (back || kind === 'matched' || (kind === 'unmatched' && created.get(at) !== 'failed' && created.has(at))) fresh.add(at)
    })
    const rowOf = rowFinder(source)
    return {
      ...(fresh.size === 0 ? {} : { isNewcomer: (value: string) => fresh.has(rowOf(value) ?? -1) }),
      unevaluated: (isNewcomer) => countUnevaluated({ input, mapping, outcomes, since, at: goTo, resolve: (value) => settled(resolve(value)), isNewcomer }),
    }
  }

  /** The walk at a row that is not planned. */
  function goTo(at: number): WalkContext {
    row = at
    cells = splitCells(source.bodies.at(row) as string)
    softDeleted = disabled?.(own) ? 'True' : 'False'
    const link = input.links.get(source.anchors[row] as string)
    ownTarget = link && target.rowOfAnchor(link.target)
    return walk
  }

  /** The job's other mappings are planned: what they know is all that will ever be known in this cycle. */
  async function followUp(): Promise<void> {
    for (const { seq: at, row: waited, plan, pending } of late) {
      row = waited
      resolveReferences(plan, pending, undefinedIfNone(outcomes[row] as MatchOutcome), target, (value) => {
        const found = resolve(value)
        return found.kind === 'waiting' ? { kind: 'missing' } : found
      })
      finish(plan, outcomes[row] as MatchOutcome, at)
      await input.pacer.turn()
    }
  }

  /** After everybody of this mapping is planned, only objects of later mappings are worth waiting for. */
  function settled(found: ReferenceOutcome): ReferenceOutcome {
    return found.kind === 'waiting' && found.for !== ELSEWHERE ? { kind: 'missing' } : found
  }

  /** What the row's outcome says about the target's objects, and about matching as a whole. */
  function note(outcome: MatchOutcome): void {
    ownTarget = outcome.target >= 0 ? outcome.target : undefined
    if (outcome.on >= 0 && outcome.kind === 'matched') decided[outcome.on] = (decided[outcome.on] as number) + 1
    if (ownTarget !== undefined && (outcome.kind === 'linked' || outcome.kind === 'matched' || outcome.kind === 'outOfScope')) owned[ownTarget] = 1
    if (outcome.kind === 'ambiguous') for (const to of outcome.candidates ?? []) owned[to] = 1
  }

  /** A row whose earlier outcome holds: others see of it what they saw then. */
  function carryRow(outcome: MatchOutcome, at: number): void {
    note(outcome)
    const trace = carried?.trace
    const taken = trace?.reserved.get(row)
    if (taken) reserve(taken)
    const made = trace?.created.get(row)
    if (made !== undefined) created.set(row, made)
    if (trace?.waited.has(row)) waiting.push({ seq: at, row, pending: [] })
    else carried?.carry(at)
  }

  function planRow(outcome: MatchOutcome, at: number): void {
    cells = splitCells(source.bodies.at(row) as string)
    softDeleted = disabled?.(own) ? 'True' : 'False'
    note(outcome)
    switch (outcome.kind) {
      case 'skipped': return finish(planSkipped(outcome), outcome, at)
      case 'outOfScope': return finish(planOutOfScope(outcome), outcome, at)
      case 'ambiguous':
      case 'duplicate': return finish(planAmbiguous(outcome), outcome, at)
      case 'linked':
      case 'matched': {
        if (outcome.targetGone) {
          const plan = draft('skip', 'targetGone')
          plan.failed = true
          plan.issues.push(failures.invalidAnchor(outcome.value ?? ''))
          plan.cause = { cause: { type: 'match', id: 'link' }, shape: 'the linked object is gone' }
          return finish(plan, outcome, at)
        }
        // Nobody who was never active is in scope: to delete at first sight would overwrite worse than any value, and to link would delete in the next cycle.
        if (outcome.kind === 'matched' && softDeleted === 'True' && !canTurnOff()) return finish(draft('skip', 'disabledInSource'), outcome, at)
        const first = outcome.kind === 'matched' ? { on: (mapping.matching[outcome.on] as { readonly target: string }).target } : undefined
        const plan = outcome.kind === 'linked' && softDeleted === 'True' ? planSoftDeleted(outcome.target) : planUpdate(outcome.target, first, walk)
        if (outcome.takesOver !== undefined) takeOver(plan)
        if (job.service === 'ApiDriven') warnOfOmitted(plan)
        backInScope(plan, outcome)
        // At once, not when its references are settled: whoever comes later must not get what it takes.
        if (!plan.failed && mapping.updates) reserve(plan)
        return settle(plan, outcome, at, outcome.target)
      }
      case 'unmatched': {
        if (!mapping.creates) return finish(draft('skip', 'createOff'), outcome, at)
        if (softDeleted === 'True') return finish(draft('skip', 'disabledInSource'), outcome, at)
        const plan = planCreate(walk)
        if (plan.kind === 'create' && !plan.failed) {
          reserve(plan)
          created.set(row, plan.name ?? input.newAnchor(source.anchors[row] as string))
        } else {
          created.set(row, 'failed')
        }
        return settle(plan, outcome, at, undefined)
      }
      case 'notLookedAt': return
    }
  }

  /** Resolves what can be resolved now; an object whose manager is created later waits for the follow-up pass. */
  function settle(plan: Draft, outcome: MatchOutcome, at: number, to: number | undefined): void {
    const pending = plan.references
    if (pending.length > 0 && !plan.failed && resolveReferences(plan, pending, to, target, resolve) !== undefined) {
      waiting.push({ seq: at, row, plan, pending })
      return
    }
    finish(plan, outcome, at)
  }

  /** Values that must be unique belong to the object from here on; the one it gives up is free for those after it. */
  function reserve(plan: Reservation): void {
    const changes: AttributeChange[] = []
    for (const flow of mapping.flows) {
      if (!flow.unique && !flow.usesUniqueValue) continue
      const change = plan.changes.find((c) => c.attribute === flow.target)
      if (!change) continue
      changes.push(change)
      const index = target.index(flow.target)
      if (typeof change.before === 'string' && ownTarget !== undefined) index.remove(change.before, ownTarget)
      for (const value of change.after === undefined ? [] : typeof change.after === 'string' ? [change.after] : change.after) index.add(value, ownTarget ?? size + row)
    }
    if (changes.length > 0 || plan.name !== undefined) reserved.set(row, { changes, ...(plan.name === undefined ? {} : { name: plan.name }) })
    if (plan.name === undefined) return
    const old = ownTarget === undefined ? undefined : target.name(ownTarget)
    if (old !== undefined) target.freeName(old, ownTarget as number)
    target.takeName(plan.name, ownTarget ?? size + row)
  }

  function planSkipped({ failure }: MatchOutcome): Draft {
    if (!failure) return draft('skip', 'importSkipped')
    const { issue, from } = failure
    const plan = draft('skip', 'notDecided')
    plan.failed = true
    plan.issues.push(issue)
    plan.cause = { cause: { type: from, id: issue.attribute ?? '' }, shape: from === 'scope' ? 'a pattern that runs away' : 'the expression fails' }
    return plan
  }

  function planOutOfScope(outcome: MatchOutcome): Draft {
    const link = input.links.get(source.anchors[row] as string)
    const plan = draft('skip', 'outOfScope')
    plan.clause = outcome.clause?.text ?? ''
    plan.cause = { cause: { type: 'scope', id: outcome.clause?.id ?? '' }, shape: outcome.clause?.text ?? '' }
    if (outcome.filtered) return Object.assign(plan, { reasonCode: 'filteredAtRead' as const })
    if (!link || outcome.target < 0) return plan
    if (link.state === 'outOfScope') return plan
    if (job.skipOutOfScopeDeletions === true) return Object.assign(plan, { reasonCode: 'skipOutOfScope' as const })
    const softEventsByMapping = !leavingScopeDisables(job)
    if (softEventsByMapping && mapping.flows.some((flow) => flow.usesSoftDeleted)) return planSoftEvent(outcome, plan)
    if (!target.accountState) {
      return mapping.deletes ? Object.assign(plan, { kind: 'delete' as const, reasonCode: 'leftScope' as const }) : Object.assign(plan, { reasonCode: 'noDisableInTarget' as const })
    }
    if (softEventsByMapping) return plan
    const change = planAccountState(outcome.target, 'disable', walk)
    if (!change) return Object.assign(plan, { reasonCode: 'alreadyDisabled' as const })
    if (!mapping.updates) return Object.assign(plan, { reasonCode: 'updateOff' as const })
    return Object.assign(plan, { kind: 'disable' as const, reasonCode: 'leftScope' as const, changes: [change] })
  }

  /** In outbound jobs mappings of IsSoftDeleted say what is written when somebody leaves scope. */
  function planSoftEvent(outcome: MatchOutcome, plan: Draft): Draft {
    softDeleted = 'True'
    const soft = planUpdate(outcome.target, undefined, { ...walk, mapping: { ...mapping, flows: mapping.flows.filter((flow) => flow.usesSoftDeleted) } })
    if (!mapping.updates) return Object.assign(plan, { reasonCode: 'updateOff' as const })
    if (soft.failed) return Object.assign(soft, { reasonCode: 'leftScope' as const, clause: plan.clause })
    if (soft.changes.length === 0) return Object.assign(plan, { reasonCode: 'alreadyDisabled' as const })
    return Object.assign(soft, { reasonCode: 'leftScope' as const, clause: plan.clause, cause: plan.cause })
  }

  /** Whether the target's accounts can be turned off, so that nothing is deleted for it. */
  function canTurnOff(): boolean {
    return target.accountState !== undefined || leavingScopeDisables(job) || mapping.flows.some((flow) => flow.usesSoftDeleted)
  }

  /** A user who is disabled or soft-deleted in the source: what is mapped says it, and where the target has no account state a delete is sent. */
  function planSoftDeleted(to: number): Draft {
    if (canTurnOff()) return planUpdate(to, undefined, walk)
    const plan = draft(mapping.deletes ? 'delete' : 'skip', mapping.deletes ? 'softDeleted' : 'noDisableInTarget')
    plan.cause = { cause: { type: 'source', id: 'softDeleted' }, shape: 'disabled or soft-deleted in the source' }
    if (mapping.deletes && deletesForGood(target.product)) plan.marks.add('final')
    return plan
  }

  /** An account that was turned off because its person left scope is turned on when they return, mapping or not (§7.1). */
  function backInScope(plan: Draft, outcome: MatchOutcome): void {
    const link = input.links.get(source.anchors[row] as string)
    if (outcome.kind !== 'linked' || link?.state !== 'outOfScope' || plan.failed) return
    const mapped = mapping.flows.some((flow) => (flow.accountState || flow.accountFlag) && !flow.onCreateOnly)
    const change = mapped ? undefined : planAccountState(outcome.target, 'enable', walk)
    if (change) {
      plan.changes = [...plan.changes, change].sort((a, b) => (a.attribute < b.attribute ? -1 : 1))
      plan.kind = 'enable'
    }
    if (plan.kind === 'enable') plan.reasonCode = 'backInScope'
  }

  /** An upload that leaves attributes out clears them where null flow is on (§12, clear-attribute-values). */
  function warnOfOmitted(plan: Draft): void {
    if (!plan.marks.has('blanks')) return
    for (const { attribute, after } of plan.changes) {
      if (after === undefined) plan.issues.push(failures.omittedClears(attribute, mapping.flows.find((flow) => flow.target === attribute)?.sourceText))
    }
  }

  /** The active profile of a worker gets the account of an inactive one. */
  function takeOver(plan: Draft): void {
    plan.marks.add('takesOver')
    if (plan.reasonCode === 'firstMatch') plan.reasonCode = 'takesOver'
  }

  function planAmbiguous(outcome: MatchOutcome): Draft {
    if (outcome.heir !== undefined) return draft('skip', input.links.has(source.anchors[row] as string) ? 'takenOver' : 'inactiveProfile')
    const plan = draft('skip', outcome.kind === 'ambiguous' ? 'ambiguous' : 'duplicateSources')
    plan.failed = true
    const on = (mapping.matching[outcome.on] as { readonly target: string } | undefined)?.target ?? ''
    const candidates = outcome.candidates ?? []
    plan.issues.push(outcome.kind === 'ambiguous'
      ? failures.duplicateTargets(on, outcome.value ?? '', candidates.map((to) => target.display(to)).sort())
      : failures.duplicateSources(on, outcome.value ?? '', candidates.map((from) => `${display(from)} (${source.anchors[from] as string})`)))
    plan.cause = { cause: { type: 'match', id: on }, shape: outcome.kind === 'ambiguous' ? `${candidates.length} objects in the target` : `${candidates.length} source objects` }
    return plan
  }

  function planGone(anchor: string, at: number): PlannedObject {
    const link = input.links.get(anchor) as { readonly target: string; readonly state: 'active' | 'outOfScope' }
    const held = target.rowOfAnchor(link.target)
    const kept = rowOfSource.has(anchor) // Entra ID still lists it, with the day on which it was deleted
    const deleted = kept || missingMeansDeleted(job, input.sourceSystem)
    const plan = draft('skip', held === undefined ? 'targetGone' : !deleted ? 'notADeletion' : !mapping.deletes ? 'deleteOff' : kept ? 'hardDeleted' : 'goneFromSource')
    plan.cause = { cause: { type: 'source', id: 'gone' }, shape: 'gone from the source' }
    // After a disable for leaving scope the service no longer manages the object: a later delete sends nothing (§7.1).
    const isDelete = plan.reasonCode === 'goneFromSource' || plan.reasonCode === 'hardDeleted'
    if (isDelete && link.state === 'outOfScope') plan.reasonCode = 'alreadyDisabled'
    else if (held !== undefined && takenOver.has(held)) plan.reasonCode = 'takenOver'
    else if (isDelete) {
      plan.kind = 'delete'
      if (deletesForGood(target.product)) plan.marks.add('final')
    }
    return toPlanned(plan, {
      seq: at, match: 'gone', on: -1, sourceAnchor: anchor, sourceDisplay: held === undefined ? anchor : target.display(held), to: held,
      effect: plan.kind === 'delete' ? { link: { source: anchor, end: true }, ...(held === undefined ? {} : { row: held }) }
        : held === undefined || plan.reasonCode === 'takenOver' ? { link: { source: anchor, end: true } } : {},
    })
  }

  /** The draft as an action: the flow types have the last word on creates and updates, then it is handed on. */
  function finish(plan: Draft, outcome: MatchOutcome, at: number): void {
    const anchor = source.anchors[row] as string
    if (outcome.doubt) plan.issues.push(outcome.doubt)
    if (input.nowReal?.has(anchor)) plan.marks.add('nowReal')
    const to = outcome.target >= 0 ? outcome.target : undefined
    ownTarget = to
    if ((plan.kind === 'update' || plan.kind === 'enable' || plan.kind === 'disable') && outcome.kind !== 'outOfScope') {
      if (!mapping.updates && (plan.changes.length > 0 || plan.failed)) {
        // Nothing would be written, so nothing can fail.
        plan = { ...draft('skip', 'updateOff'), ...(plan.cause === undefined ? {} : { cause: plan.cause }) }
      } else if (plan.changes.length === 0) {
        plan.kind = 'skip'
        if (!plan.failed) plan.reasonCode = plan.marks.has('noEffect') ? 'withoutEffect' : plan.marks.has('outranked') ? 'outranked' : 'unchanged'
      } else {
        if (plan.withThem.length > 0) plan.changes = [...plan.changes, ...plan.withThem].sort(byAttribute)
        if (outcome.kind === 'matched' && outcome.takesOver === undefined) plan.marks.add('overwrites')
      }
    }
    const link = input.links.get(anchor)
    const stands = (outcome.kind === 'linked' || outcome.kind === 'matched') && plan.reasonCode !== 'disabledInSource'
    const made = plan.kind === 'create' && !plan.failed ? input.newAnchor(anchor) : ''
    const effect: Effect = plan.failed ? {}
      : outcome.heir !== undefined ? (link ? { link: { source: anchor, end: true } } : {})
      : plan.kind === 'create' ? { created: made, ...(plan.name === undefined ? {} : { name: plan.name }), link: { source: anchor, target: made, state: 'active' } }
        : plan.kind === 'delete' ? { ...(to === undefined ? {} : { row: to }), link: { source: anchor, end: true } }
          : {
            ...(plan.kind === 'skip' || to === undefined ? {} : { row: to }),
            ...(plan.name === undefined ? {} : { name: plan.name }),
            ...(stands && to !== undefined && (link?.state !== 'active') ? { link: { source: anchor, target: target.anchor(to), state: 'active' as const } }
              : plan.kind !== 'skip' && outcome.kind === 'outOfScope' && link ? { link: { source: anchor, target: link.target, state: 'outOfScope' as const } } : {}),
          }
    emit(toPlanned(plan, { seq: at, match: outcome.kind as PlannedObject['match'], on: outcome.on, sourceAnchor: anchor, sourceDisplay: display(row), to, effect }))
  }

  function toPlanned(plan: Draft, about: {
    readonly seq: number; readonly match: PlannedObject['match']; readonly on: number; readonly sourceAnchor: string; readonly sourceDisplay: string; readonly to: number | undefined; readonly effect: Effect
  }): PlannedObject {
    const { to } = about
    const why: Reason = reasonOf(plan)
    const targetReference: ObjectReference | undefined = to !== undefined
      ? { system: input.targetSystem.id, anchor: target.anchor(to), display: target.display(to) }
      : plan.kind === 'create' ? { system: input.targetSystem.id, display: plan.name ?? about.sourceDisplay } : undefined
    const held = (plan.kind === 'disable' || plan.kind === 'delete') && !plan.failed && to !== undefined && isProtected(to)
    if (held && targetReference) plan.issues.push(failures.protectedAccount(targetReference.display))
    const marks = [...plan.marks].sort()
    const action: ProvisioningAction = {
      job: job.id, objectMapping: input.mapping.id, objectType: input.mapping.targetType,
      kind: plan.kind, status: plan.failed ? 'failed' : held ? 'held' : 'planned',
      source: { system: input.sourceSystem.id, anchor: about.sourceAnchor, display: about.sourceDisplay },
      ...(targetReference ? { target: targetReference } : {}),
      changes: redact(plan), reason: why, marks, issues: redacts ? plan.issues.map((issue) => redactIssue(issue, redacts)) : plan.issues,
    }
    const kept = plan.kind === 'delete' && !plan.failed && !deletesForGood(target.product) ? { softDeletedAt: input.now } : {}
    const effect = held ? {} : plan.kind === 'delete' ? { ...about.effect, ...kept } : plan.changes.length > 0 && !plan.failed ? { ...about.effect, changes: plan.changes } : about.effect
    return { seq: about.seq, match: about.match, on: about.on, action, cause: plan.cause, effect }
  }

  /** Values of mappings that ask for it never leave the engine in clear. */
  function redact(plan: Draft): ProvisioningAction['changes'] {
    if (!redacts) return plan.changes
    return plan.changes.map((change) => (redacts.has(change.attribute) ? { ...change, ...(change.before === undefined ? {} : { before: '[Redact]' }), ...(change.after === undefined ? {} : { after: '[Redact]' }) } : change))
  }

  function isProtected(to: number): boolean {
    if (guarded.size === 0) return false
    const name = target.name(to)
    if (name !== undefined && guarded.has(normalName(name))) return true
    const account = cellAt(target.objects.bodies.at(to) as string, target.position('sAMAccountName'))
    return guarded.has(target.anchor(to).toLowerCase()) || guarded.has(target.display(to).toLowerCase()) || (typeof account === 'string' && guarded.has(account.toLowerCase()))
  }
}

/** An issue about a value that must not leave the engine in clear; its sentence quotes the value. */
function redactIssue(issue: ActionIssue, redacts: ReadonlySet<string>): ActionIssue {
  if (issue.attribute === undefined || !redacts.has(issue.attribute)) return issue
  const { winner } = issue
  return { ...issue, ...(issue.value === undefined ? {} : { value: '[Redact]' }), ...(winner === undefined ? {} : { winner: { ...winner, value: '[Redact]' } }), message: issue.message.replace(/“.*”/s, '“[Redact]”') }
}

function undefinedIfNone(outcome: MatchOutcome): number | undefined {
  return outcome.target >= 0 ? outcome.target : undefined
}

/** How a source object is called for people: its display attributes joined by blanks, else its anchor. By row. */
export function displayOf(input: Pick<MappingInput, 'source' | 'sourceSystem'>): (row: number) => string {
  const positions = (input.sourceSystem.display ?? []).map((name) => input.source.attributes.indexOf(name)).filter((position) => position >= 0)
  return (row) => {
    let text = ''
    for (const position of positions) {
      const cell = cellAt(input.source.bodies.at(row) as string, position)
      if (typeof cell === 'string' && cell !== '') text += text === '' ? cell : ` ${cell}`
    }
    return text === '' ? input.source.anchors[row] as string : text
  }
}
