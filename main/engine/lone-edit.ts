import { EvaluationError, type Outcome } from '../../shared/expression/index'
import type { CompiledMapping, Flow } from './compile-mapping'
import { mayName } from './display-of'
import { type FlowEdit, sameSettings, sameText } from './edited-flows'
import type { FlowColumns } from './flow-columns'
import { type LonePart, canBeLone, loneOnCreate, loneOnUpdate } from './lone-change'
import { LoneChanges } from './lone-changes'
import type { MatchOutcome } from './match-outcome'
import { lookupsOf } from './object-lookups'
import type { MappingInput, MappingTrace } from './ports'

/** What the earlier plan made of a row, as far as it decides whether a single change is all that differs. */
export interface EarlierActions {
  /** What it is, where nothing is to be said of it but its changes: no issue, and no mark that comes of a value. */
  plain?(row: number): 'create' | 'update' | 'unchanged' | undefined
  /** How many attributes an update changes, and whether this is one of them. */
  changes?(row: number, attribute: string): { readonly all: number; readonly own: boolean }
}

export interface LoneEdit {
  readonly found: LoneChanges
  /** Notes the change of a row for which it is all that differs; false where more does. */
  readonly takes: (row: number, outcome: MatchOutcome, columns: FlowColumns) => boolean
}

/** For a single edited mapping whose value is a change and nothing else. */
export function loneEdit(
  edited: readonly FlowEdit[], now: CompiledMapping, { source, target, targetSystem }: MappingInput,
  { earlier: { plain, changes }, trace }: { readonly earlier: EarlierActions; readonly trace: MappingTrace },
): LoneEdit | undefined {
  const [{ from, to } = { from: undefined, to: undefined }] = edited
  if (!plain || !changes || edited.length !== 1 || !from || !to || !sameSettings(from, to) || ![from, to].every(canBeLone)) return undefined
  if (!now.updates || now.flows.some((flow) => flow.always) || to.field.kind !== 'cell') return undefined
  const { position } = to.field
  const currents = position < 0 ? undefined : lookupsOf(target.objects).column(position)
  const found = new LoneChanges(to.target, source.anchors.length)
  const names = mayName(targetSystem, to.target)
  return { found, takes }

  function takes(row: number, { kind, target: to }: MatchOutcome, columns: FlowColumns): boolean {
    const was = plain?.(row)
    if (was === undefined || (was === 'create') !== (kind === 'unmatched')) return false
    return was === 'create' ? takesCreate(row, columns) : takesUpdate(row, to, was, columns)
  }

  function takesCreate(row: number, columns: FlowColumns): boolean {
    if (names && trace.reserved.get(row)?.name === undefined) return false // without a distinguished name it is called by this
    const [before, part] = [from, to].map((flow) => partOf(columns.outcome(flow as Flow, row), (outcome) => loneOnCreate(flow as Flow, outcome, target)))
    if (typeof before !== 'object' || typeof part !== 'object') return false
    if (!sameText(before.after, part.after)) found.set(row, part)
    return true
  }

  function takesUpdate(row: number, held: number, was: 'update' | 'unchanged', columns: FlowColumns): boolean {
    const flow = to as Flow
    const current = currents?.[held] ?? null
    const part = partOf(columns.outcome(flow, row), (outcome) => loneOnUpdate(flow, outcome, current, target))
    if (part === 'more' || namedBy(flow.target, held)) return false
    const { all, own } = was === 'update' ? changes?.(row, flow.target) ?? { all: 0, own: false } : { all: 0, own: false }
    if (part === 'none') {
      if (own && all === 1) return false // it is no update any more
      if (own) found.set(row, undefined)
      return true
    }
    const before = own ? partOf(columns.outcome(from as Flow, row), (outcome) => loneOnUpdate(from as Flow, outcome, current, target)) : undefined
    if (!sameText(part, before)) found.set(row, part)
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
