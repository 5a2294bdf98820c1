import { EvaluationError, type Outcome } from '../../shared/expression/index'
import type { UnevaluatedCounts } from '../../shared/model/cycle'
import { listOf } from './diff'
import type { CompiledMapping, Flow } from './compile-mapping'
import { isAction } from './flow-value'
import type { MatchOutcome } from './match-outcome'
import { type WalkContext, planCreate, planUpdate } from './plan-object'
import type { MappingInput } from './ports'
import { resolveReferences } from './resolve-references'
import type { ReferenceOutcome } from './reference-outcome'

/** An incremental cycle over one object mapping, after everybody of the job is planned. */
export interface EndedCycle {
  readonly input: MappingInput
  readonly mapping: CompiledMapping
  readonly outcomes: readonly MatchOutcome[]
  /** The clock of the last cycle that looked at everybody. */
  readonly since: string
  /** Goes to a row of the source. */
  readonly at: (row: number) => WalkContext
  readonly resolve: (value: string) => ReferenceOutcome
  /** Whether a reference's value names an object that got its account, or came back into scope, since the last cycle that looked at everybody; absent where none did. */
  readonly isNewcomer: ((value: string) => boolean) | undefined
}

/**
 * Objects that the cycle did not look at although they would come out differently now: because only the clock went on (§2.4), and
 * because somebody they refer to has an account by now (§8). A restart evaluates them. Takes no time where no mapping reads the clock, or
 * it stands still, and nobody is new; else a pass over the attributes concerned.
 */
export async function countUnevaluated(ended: EndedCycle): Promise<UnevaluatedCounts> {
  const { input, mapping, outcomes } = ended
  // A later round of a chain is at the same instant.
  const timed = ended.since === input.now ? [] : mapping.flows.filter((flow) => flow.usesClock && !flow.reference)
  const references = ended.isNewcomer ? mapping.flows.filter((flow) => flow.reference && !flow.onCreateOnly) : []
  const counts = { clock: 0, references: 0 }
  if (timed.length === 0 && references.length === 0) return counts
  for (let row = 0; row < outcomes.length; row++) {
    if (outcomes[row]?.kind !== 'notLookedAt') continue
    if ((row & 127) === 0) await input.pacer.turn()
    const link = input.links.get(input.source.anchors[row] as string)
    if (link?.state === 'outOfScope') continue
    const target = link && input.target.rowOfAnchor(link.target)
    if (link && target === undefined) continue
    if (timed.length > 0 && comesDue(row, target, timed, ended)) counts.clock++
    if (target !== undefined && mapping.updates && references.length > 0 && wouldResolve(row, target, references, ended)) counts.references++
  }
  return counts
}

/** Whether a mapping gives another value than when everybody was looked at, and the target another one than it would get. */
function comesDue(row: number, target: number | undefined, timed: readonly Flow[], { mapping, since, at }: EndedCycle): boolean {
  const walk = at(row)
  const then = { ...walk.evaluation, now: since }
  const changed = timed.filter((flow) => {
    walk.enter(flow)
    return text(valueOf(() => flow.evaluate(walk.reader, then))) !== text(valueOf(() => flow.evaluate(walk.reader, walk.evaluation)))
  })
  if (changed.length === 0) return false
  if (target !== undefined) {
    if (!mapping.updates) return false
    const plan = planUpdate(target, undefined, { ...walk, mapping: { ...mapping, flows: changed } })
    return plan.failed || plan.changes.length > 0
  }
  if (!mapping.creates || mapping.scope?.evaluate(walk.reader).inScope === false) return false
  const ignored = (evaluation: WalkContext['evaluation']): boolean => changed.some((flow) => {
    const value = valueOf(() => flow.evaluate(walk.reader, evaluation))
    return value !== undefined && isAction(value) && value.action === 'IgnoreObjectFlow'
  })
  return ignored(then) && !ignored(walk.evaluation) && planCreate(walk).kind === 'create'
}

function wouldResolve(row: number, target: number, references: readonly Flow[], { input, mapping, resolve, isNewcomer, at }: EndedCycle): boolean {
  const walk = at(row)
  const concerned = references.filter((flow) => {
    const value = valueOf(() => flow.evaluate(walk.reader, walk.evaluation))
    return value !== undefined && value !== null && !isAction(value) && listOf(value).some((one) => isNewcomer?.(one) === true)
  })
  if (concerned.length === 0) return false
  const plan = planUpdate(target, undefined, { ...walk, mapping: { ...mapping, flows: concerned } })
  resolveReferences(plan, plan.references, target, input.target, resolve)
  return plan.changes.length > 0
}

/** `undefined` for an expression that fails. */
function valueOf(evaluate: () => Outcome): Outcome | undefined {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof EvaluationError) return undefined
    throw error
  }
}

function text(value: Outcome | undefined): string | undefined {
  return typeof value === 'string' ? `"${value}` : JSON.stringify(value)
}
