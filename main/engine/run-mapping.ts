import type { EvaluationContext } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import { failures } from '../../shared/model/explain'
import { cellOf, splitCells } from '../../shared/model/packed'
import type { AttributeChange } from '../../shared/model/plan'
import { cellIn } from '../../shared/model/texts'
import { actionMaker } from './action-maker'
import { compareAhead } from './compare-ahead'
import { compareBytes } from './compare-bytes'
import { ANYTHING, isLone } from './comparison'
import { type Flow, compileMapping } from './compile-mapping'
import { computedReader, disabledInSource } from './computed-source'
import { ContainerVerdicts } from './container-verdicts'
import { countUnevaluated } from './count-unevaluated'
import { displayOf } from './display-of'
import { type Draft, type PendingReference, draft, mark } from './draft'
import { effectOf } from './effect-of'
import { ELSEWHERE, LEFT_OUT, ownReferences, rowFinder } from './job-references'
import { StepTally } from './mapping-steps'
import { matchAll, matchingContext } from './match'
import type { MatchOutcome } from './match-outcome'
import { goneAnchors, planGone } from './plan-gone'
import { type WalkContext, planCreate, planUpdate, withLastWord } from './plan-object'
import { planDisputed, planSkipped } from './plan-undecided'
import type { MappingResult, PlannedObject } from './planned-object'
import type { MappingInput, Reservation, SourceLink } from './ports'
import { outrankedBy } from './precedence'
import type { ReferenceOutcome } from './reference-outcome'
import { resolveReferences } from './resolve-references'
import { rowLinks } from './row-links'
import { scopeEvents } from './scope-events'

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
  const toPlanned = actionMaker(input, mapping)

  let row = 0
  let cells: readonly string[] | undefined
  let sparse = false
  let softDeleted = 'False'
  let entered: Flow | undefined
  let ownTarget: number | undefined
  /** The cells of the row that the walk is at; of a sparse one, hardly any is asked for. */
  const packed = (): readonly string[] => cells ??= splitCells(source.bodies.at(row) as string)
  const own = (slot: number): Cell => (sparse ? cellIn(source.bodies, row, slot) : cellOf(packed()[slot]))
  const computed = computedReader(input, own)
  const reader = (slot: number): Cell => (slot >= softDeletedSlot ? (slot === softDeletedSlot ? softDeleted : computed(slot)) : slot < 0 ? null : own(slot))
  const disabled = disabledInSource(input)
  const evaluation: EvaluationContext = {
    now: input.now,
    seed: input.seed,
    ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
    get drawKey() { return `${entered?.target ?? ''} ${source.anchors[row] ?? ''}` },
    isTaken: (value) => entered !== undefined && target.ownerOf(entered.target, value, ownTarget, input.now) !== undefined,
  }
  const size = target.objects.anchors.length
  const walk: WalkContext = {
    mapping, target, reader, get isApart() { return sparse }, get packed() { return packed() }, evaluation, container: input.mapping.container, outranked: outrankedBy(input),
    enter: (flow) => { entered = flow },
    get plannedRow() { return size + row },
    tell: input.onFlow && ((flow, gate, wanted, current) => {
      const shown = <V>(value: V): V | string => (flow.redacted && value !== null && value !== undefined ? '[Redact]' : value)
      input.onFlow?.(row, { attribute: flow.target, gate, current: shown(current), ...(wanted === undefined ? {} : { wanted: shown(wanted) }) })
    }),
    describeOwner: (owner) => (owner < size ? `${target.display(owner)}${target.isDeleted(owner) ? ', who was deleted and is kept for 30 days' : isLeaving(owner) ? ', whom this cycle deletes after all else: it is free from then on' : ''}` : `${display(owner - size)}, who gets it in this plan`),
  }

  const steps = new StepTally()
  const tell = (): void => { input.onProgress(steps.mapped - steps.waiting, source.anchors.length, steps) }
  tell()
  const { carried } = input
  const outcomes = carried?.outcomes ?? await matchAll(input, mapping, matchingContext(input), (done) => {
    steps.evaluated = done
    tell()
  })
  steps.settle(outcomes)
  if (!carried && !input.changed && !input.planned) target.objects.bodies.expect?.(Int32Array.from(outcomes, (outcome) => outcome.target))
  const compared = compareAhead(input, mapping, outcomes)
  const comparedHere = compareBytes(input, mapping)
  const links = rowLinks(input)
  const gone = goneAnchors(input)
  const verdicts = target.holdsOthers ? new ContainerVerdicts(input) : undefined
  const scope = scopeEvents({ input, walk, asSoftDeleted: () => { softDeleted = 'True' } })

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
  const ownLink = (link: SourceLink): void => {
    const held = target.rowOfAnchor(link.target)
    if (held !== undefined) owned[held] = 1
  }
  outcomes.forEach(({ kind, target: held }, at) => {
    const link = links.of(at)
    if (!link) return
    if (kind !== 'linked' && kind !== 'outOfScope') ownLink(link)
    else if (held >= 0) owned[held] = 1 // matching has looked it up
  })
  for (const anchor of links.elsewhere) ownLink(input.links.get(anchor) as SourceLink)

  /** While a guard may yet hold all creates, whoever names one of them waits. */
  const named = input.heldCreationsFrom === undefined ? created : new Map<number, string>()
  const ownReference = ownReferences(input, { outcomes, created: named })
  /** Objects of this mapping first; those of the job's others only where none of its own is meant. */
  const resolve = (value: string): ReferenceOutcome => {
    const found = ownReference(value)
    if (!input.elsewhere || found.kind === 'resolved' || found.kind === 'waiting') return found
    const other = input.elsewhere(value)
    return other.kind === 'missing' && !other.known ? found : other
  }

  const takenOver = new Set(gone.length === 0 ? [] : outcomes.filter((o) => o.kind === 'matched').map((o) => o.target))
  let leaving: ReadonlyMap<number | undefined, string> | undefined
  /** Whether an object is deleted because the source no longer has its own. */
  function isLeaving(owner: number): boolean {
    leaving ??= new Map(gone.map((anchor) => [target.rowOfAnchor(input.links.get(anchor)?.target ?? ''), anchor]))
    const anchor = leaving.get(owner)
    return anchor !== undefined && planGone(anchor, { input, mapping, takenOver }).plan.kind === 'delete'
  }
  let seq = 0
  let nextGone = 0
  for (row = 0; row <= source.anchors.length; row++) {
    while (nextGone < gone.length && (row === source.anchors.length || (gone[nextGone] as string) < (source.anchors[row] as string))) {
      const { plan, about } = planGone(gone[nextGone++] as string, { input, mapping, takenOver })
      const at = seq++
      const hand = (): void => { emit(toPlanned(plan, { seq: at, ...about, ...(plan.failed ? { effect: {} } : {}) })) }
      if (verdicts?.waits(plan) === true) verdicts.add(plan, about.to as number, hand)
      else hand()
    }
    if (row === source.anchors.length) break
    const outcome = outcomes[row] as MatchOutcome
    if (outcome.kind === 'notLookedAt' || input.planned?.(row) === false) continue
    if ((row & 63) === 0) {
      steps.mapped = row
      tell()
      await input.pacer.turn()
    }
    seqs[row] = seq
    if (carried?.holds(row)) carryRow(outcome, seq++)
    else planRow(outcome, seq++)
  }
  const last = row
  steps.mapped = last
  if (input.heldCreationsFrom !== undefined) settleCreations(input.heldCreationsFrom)
  for (const [i, { seq: at, row: waited, plan, pending }] of waiting.entries()) {
    if (!plan) {
      carried?.carry(at)
      continue
    }
    row = waited
    const open = resolveReferences(plan, pending, undefinedIfNone(outcomes[row] as MatchOutcome), target, (value) => settled(resolve(value)))
    if (open === undefined) {
      steps.waited()
      finish(plan, outcomes[row] as MatchOutcome, at)
    } else late.push({ seq: at, row, plan, pending })
    if ((i & 63) === 0) tell()
    await input.pacer.turn()
  }
  row = last
  if (!input.elsewhere) verdicts?.settle()
  tell()

  const onlyTarget: number[] = []
  for (let i = 0; i < size; i++) if (owned[i] === 0 && !target.isDeleted(i)) onlyTarget.push(i)
  return {
    onlyTarget,
    matching: mapping.matching.map((m, i) => ({ attribute: m.target, priority: m.priority, decided: decided[i] as number })),
    objects: seq,
    trace: { outcomes, reserved, created: named, waited: new Set(waiting.map((waited) => waited.row)), seqs },
    ...(late.length === 0 && verdicts?.isAnybodyWaiting !== true ? {} : { followUp }),
    ...(input.since === undefined ? {} : left(input.since)),
  }

  function left(since: string): Pick<MappingResult, 'isNewcomer' | 'unevaluated'> {
    const fresh = new Set<number>()
    outcomes.forEach(({ kind }, at) => {
      if (kind === 'notLookedAt') return
      const back = kind === 'linked' && links.of(at)?.state === 'outOfScope'
      if (back || kind === 'matched' || (kind === 'unmatched' && named.get(at) !== 'failed' && named.has(at))) fresh.add(at)
    })
    const rowOf = rowFinder(source)
    const isNewcomer = (value: string): boolean => {
      const at = rowOf(value)
      return at !== undefined && (fresh.has(at) || input.linkedSince?.(source.anchors[at] as string) === true)
    }
    return {
      ...(fresh.size === 0 && !input.linkedSince ? {} : { isNewcomer }),
      unevaluated: (isNewcomer) => countUnevaluated({ input, mapping, outcomes, since, at: goTo, resolve: (value) => settled(resolve(value)), isNewcomer }),
    }
  }

  function arrive(asSparse: boolean): void {
    cells = undefined
    sparse = asSparse
  }

  /** The walk at a row that is not planned. */
  function goTo(at: number): WalkContext {
    row = at
    arrive(false)
    softDeleted = disabled?.(own) ? 'True' : 'False'
    const link = links.of(row)
    ownTarget = link && target.rowOfAnchor(link.target)
    return walk
  }

  /** Everybody is planned, so that it is known whether the guard holds those who are created. */
  function settleCreations(heldFrom: number): void {
    const held = [...created.values()].filter((name) => name !== 'failed').length >= heldFrom
    for (const [at, name] of created) named.set(at, held ? 'failed' : name)
  }

  /** The job's other mappings are planned: what they know is all that will ever be known in this cycle. */
  async function followUp(): Promise<void> {
    for (const { seq: at, row: waited, plan, pending } of late) {
      row = waited
      resolveReferences(plan, pending, undefinedIfNone(outcomes[row] as MatchOutcome), target, (value) => {
        const found = resolve(value)
        return found.kind === 'waiting' ? LEFT_OUT : found
      })
      steps.waited()
      finish(plan, outcomes[row] as MatchOutcome, at)
      await input.pacer.turn()
    }
    verdicts?.settle()
  }

  /** After everybody of this mapping is planned, only objects of later mappings are worth waiting for. */
  function settled(found: ReferenceOutcome): ReferenceOutcome {
    return found.kind === 'waiting' && found.for !== ELSEWHERE ? LEFT_OUT : found
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
    const known = compared(row)
    const here = known === ANYTHING && outcome.target >= 0 ? comparedHere(row, outcome.target) : undefined
    const may = here ?? known
    // Of nearly everybody a cell or two is asked for; of those who are created, all.
    arrive(isLone(may) || here !== undefined || !(outcome.kind === 'linked' || outcome.kind === 'matched' || outcome.kind === 'unmatched'))
    softDeleted = disabled?.(own) ? 'True' : 'False'
    note(outcome)
    switch (outcome.kind) {
      case 'skipped': return finish(planSkipped(outcome), outcome, at)
      case 'outOfScope': return finish(scope.outOfScope(outcome, row), outcome, at)
      case 'ambiguous':
      case 'duplicate': return finish(planDisputed(outcome, row, { input, mapping, display }), outcome, at)
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
        if (outcome.kind === 'matched' && softDeleted === 'True' && !scope.canTurnOff()) return finish(draft('skip', 'disabledInSource'), outcome, at)
        const first = outcome.kind === 'matched' ? { on: (mapping.matching[outcome.on] as { readonly target: string }).target } : undefined
        const plan = outcome.kind === 'linked' && softDeleted === 'True' ? scope.softDeleted(outcome.target) : planUpdate(outcome.target, first, walk, may)
        if (outcome.takesOver !== undefined) takeOver(plan)
        if (job.service === 'ApiDriven') warnOfOmitted(plan)
        scope.backInScope(plan, outcome, row)
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
    if (pending.length > 0 && !plan.failed) {
      if (resolveReferences(plan, pending, to, target, resolve) !== undefined) {
        steps.waiting++
        waiting.push({ seq: at, row, plan, pending })
        return
      }
      steps.resolved++
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

  /** An upload that leaves attributes out clears them where null flow is on (§12, clear-attribute-values). */
  function warnOfOmitted(plan: Draft): void {
    if (!plan.marks.includes('blanks')) return
    for (const { attribute, after } of plan.changes) {
      if (after === undefined) plan.issues.push(failures.omittedClears(attribute, mapping.flows.find((flow) => flow.target === attribute)?.sourceText))
    }
  }

  /** The active profile of a worker gets the account of an inactive one. */
  function takeOver(plan: Draft): void {
    mark(plan, 'takesOver')
    if (plan.reasonCode === 'firstMatch') plan.reasonCode = 'takesOver'
  }

  /** The draft as an action, handed on. */
  function finish(plan: Draft, outcome: MatchOutcome, at: number): void {
    if (verdicts?.waits(plan) === true) return waitForVerdict(plan, outcome, at)
    const anchor = source.anchors[row] as string
    if (outcome.doubt) plan.issues.push(outcome.doubt)
    if (input.nowReal?.has(anchor)) mark(plan, 'nowReal')
    const to = outcome.target >= 0 ? outcome.target : undefined
    ownTarget = to
    plan = withLastWord(plan, outcome, mapping)
    const effect = effectOf(plan, outcome, { anchor, link: links.of(row), made: plan.name === undefined ? created.get(row) : undefined }, input)
    emit(toPlanned(plan, { seq: at, match: outcome.kind as PlannedObject['match'], on: outcome.on, sourceAnchor: anchor, sourceDisplay: display(row), to, effect }))
  }

  /** The same, once all containers are planned. */
  function waitForVerdict(plan: Draft, outcome: MatchOutcome, at: number): void {
    const here = row
    verdicts?.add(plan, outcome.target, () => {
      row = here
      finish(plan, outcome, at)
    })
  }
}

function undefinedIfNone(outcome: MatchOutcome): number | undefined {
  return outcome.target >= 0 ? outcome.target : undefined
}
