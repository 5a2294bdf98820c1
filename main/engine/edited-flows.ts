import type { ObjectMapping } from '../../shared/model/project'
import type { CompiledMapping, Flow } from './compile-mapping'
import type { MatchOutcome } from './match-outcome'
import type { MappingInput } from './ports'

/*
 * What differs between two versions of an object mapping, as it was run and as it was edited.
 */

export interface FlowEdit {
  readonly from: Flow | undefined
  readonly to: Flow | undefined
}

/** Mappings of one target that differ; `undefined` where they cannot be told apart, or where their part goes beyond one object. */
export function editedFlows(old: CompiledMapping, now: CompiledMapping): readonly FlowEdit[] | undefined {
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
export function sameFrame(before: MappingInput, after: MappingInput, old: CompiledMapping, now: CompiledMapping): boolean {
  return frameOf(before) === frameOf(after) && old.creates === now.creates && before.target.accountState?.attribute === after.target.accountState?.attribute
}

function frameOf({ job, mapping }: MappingInput): string {
  const { objectMappings: _, guards, name: __, ...ofJob } = job
  const { attributeMappings: ___, scope: ____, name: _____, ...ofMapping } = mapping
  return JSON.stringify([ofJob, guards?.protected, ofMapping])
}

/** Whether two versions of a mapping ask the same of scope and matching. */
export function sameMatching(before: ObjectMapping, after: ObjectMapping, old: CompiledMapping, now: CompiledMapping): boolean {
  const matching = ({ matching: by }: CompiledMapping): string => JSON.stringify(by.map(({ target, priority, flow }) => [target, priority, textOf(flow)]))
  return JSON.stringify(before.scope) === JSON.stringify(after.scope) && matching(old) === matching(now)
}

/** Whether a row's scope and matching came out the same; matching attributes are told by name, for an edit numbers them anew. */
export function sameMatch(a: MatchOutcome, old: CompiledMapping, b: MatchOutcome, now: CompiledMapping): boolean {
  if (a.kind !== b.kind || a.target !== b.target || a.value !== b.value || old.matching[a.on]?.target !== now.matching[b.on]?.target) return false
  const { on: _, ...ofA } = a
  const { on: __, ...ofB } = b
  return JSON.stringify(ofA) === JSON.stringify(ofB)
}

/** Whether two values of plain data are the same. */
export function sameText(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Whether two mappings of one target differ in nothing but where the value comes from. */
export function sameSettings(a: Flow, b: Flow): boolean {
  const settings = ({ mapping }: Flow): string => JSON.stringify([mapping.apply, mapping.default, mapping.flowBehavior, mapping.flowNullValues])
  return settings(a) === settings(b) && a.clears === b.clears && (a.mapping.type === 'None') === (b.mapping.type === 'None')
}
