import { AppError } from '../../shared/app-error'
import type { AttributeConstraint } from '../../shared/constraints/constraint'
import { targetConstraints } from '../../shared/constraints/target-constraints'
import { type Compiled, type EvaluationContext, type Outcome, compile, parse } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import { type AttributeMapping, expressionOf } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import type { ComparedFlow } from './comparison'
import { computedSlots } from './computed-source'
import { caseExactByDefault, hasWhatWasAsked, keepsReferences, namesNobody, nullFlows, takenOnCreateOnly } from './decisions'
import type { MappingInput } from './ports'
import { asRoleList, roleValues } from './role-lists'
import { type CompiledScope, compileScope } from './scope'
import type { TargetView } from './target-view'
import { unmappedRequired, type UnmappedRequired } from './unmapped-required'

/** One attribute mapping, ready to run for each person. */
export interface Flow extends ComparedFlow {
  readonly target: string
  readonly evaluate: (reader: (slot: number) => Cell, context: EvaluationContext) => Outcome
  readonly onCreateOnly: boolean
  /** Whether the target takes a value only when the object is created, whatever the mapping says. */
  readonly takenOnCreateOnly: boolean
  /** What a required attribute gets on creation when neither the source nor the mapping's default gives a value. */
  readonly attributeDefault: string | undefined
  readonly always: boolean
  readonly accountState: boolean
  /** Whether it writes the attribute whose bit is the account state: userAccountControl. */
  readonly accountFlag: boolean
  readonly objectFilter: boolean
  /** Of a reference, whether the source says by a value that there is nobody. */
  readonly namesNobody: (value: string) => boolean
  /** Whether it only acts through the computed IsSoftDeleted. */
  readonly usesSoftDeleted: boolean
  readonly usesUniqueValue: boolean
  /** Whether time alone can change its value. */
  readonly usesClock: boolean
  readonly redacted: boolean
  readonly constraint: AttributeConstraint | undefined
  readonly forbidden: RegExp | undefined
  readonly allowed: RegExp | undefined
  readonly unique: boolean
  readonly sourceText: string
}

export interface MatchingAttribute {
  readonly target: string
  readonly priority: number
  readonly flow: Flow
}

export interface CompiledMapping {
  readonly scope: CompiledScope | undefined
  /** Who fails it is dropped when it is read. */
  readonly inputFilter: CompiledScope | undefined
  /** By priority, the lowest first. */
  readonly matching: readonly MatchingAttribute[]
  /** In the order of target names (code units), which is the order of a plan's changes. */
  readonly flows: readonly Flow[]
  readonly creates: boolean
  readonly updates: boolean
  readonly deletes: boolean
  readonly unmappedRequired: readonly UnmappedRequired[]
}

/** The computed attribute that tells an outbound job about the four soft events (provisioning-cycle.md §7.1). */
const SOFT_DELETED = 'IsSoftDeleted'

/**
 * Compiles scope, matching and attribute mappings against the source's attribute list. `softDeletedSlot` is where IsSoftDeleted
 * is read when the source has no such attribute. Throws `projectInvalid` for an expression that does not parse: `check` says where.
 */
export function compileMapping(input: MappingInput, softDeletedSlot: number): CompiledMapping {
  const { target } = input
  const slots = new Map<string, number>()
  input.source.attributes.forEach((name, i) => slots.set(name, i))
  for (const [name, at] of computedSlots(input)) slots.set(name, at)
  if (!slots.has(SOFT_DELETED)) slots.set(SOFT_DELETED, softDeletedSlot)
  const slot = (name: string): number => slots.get(name) ?? -1
  const constraints = targetConstraints(input.targetSystem.product, input.mapping.targetType)
  const flows = input.mapping.attributeMappings.map((mapping) => compileFlow(mapping, input, target, slot, constraints))
    .sort((a, b) => (a.target < b.target ? -1 : 1))
  const matching = flows.filter((flow) => flow.mapping.matchingPriority !== undefined)
    .map((flow) => ({ target: flow.target, priority: flow.mapping.matchingPriority as number, flow }))
    .sort((a, b) => a.priority - b.priority || (a.target < b.target ? -1 : 1))
  const flowTypes = input.mapping.flowTypes ?? ['Add', 'Update', 'Delete']
  const mapped = new Set(flows.map((flow) => flow.target.toLowerCase()))
  return {
    scope: compileScope(input.mapping.scope?.groups, slot),
    inputFilter: compileScope(input.mapping.scope?.inputFilterGroups, slot),
    matching,
    flows,
    creates: flowTypes.includes('Add'),
    updates: flowTypes.includes('Update'),
    deletes: flowTypes.includes('Delete'),
    unmappedRequired: unmappedRequired(input, mapped, constraints),
  }
}

function compileFlow(
  written: AttributeMapping, input: MappingInput, target: TargetView, slot: (name: string) => number, constraints: ReadonlyMap<string, AttributeConstraint>,
): Flow {
  const { mapping, isRoleList } = asRoleList(written, input.targetSystem.product)
  const own = input.targetSystem.attributes?.[mapping.target]
  const known = constraints.get(mapping.target.toLowerCase())
  const constraint = own === undefined ? known : merge(mapping.target, known, own)
  const text = expressionOf(mapping)
  const compiled = text === undefined ? undefined : compileText(text, mapping, input, slot)
  const direct = mapping.type === 'Direct' ? slot(mapping.source) : -1
  const referenced = compiled?.attributes ?? []
  const nullable = (name: string): boolean => input.sourceSystem.attributes?.[name]?.flowNullValues === true && !isUntold(input, name, slot(name))
  const lower = mapping.target.toLowerCase()
  const accountState = target.accountState?.attribute.toLowerCase() === lower
  const constant: Outcome = mapping.type === 'Constant' ? mapping.value : null
  const field = target.field(mapping.target)
  const targetPosition = field.kind === 'cell' ? field.position : -1
  const isReference = constraint?.type === 'Reference' && lower !== 'parentdistinguishedname'
  const unread = target.isUnread(field, mapping.target)
  return {
    target: mapping.target,
    mapping,
    expression: text,
    field,
    targetPosition,
    unread,
    copies: !unread && direct >= 0 && direct < input.source.attributes.length && targetPosition >= 0 && !isReference && lower !== 'objectfilter' && mapping.flowBehavior !== 'FlowAlways' && mapping.apply !== 'ObjectAddOnly',
    evaluate: direct >= 0 ? (reader) => reader(direct)
      : compiled && isRoleList ? (reader, context) => roleValues(compiled.evaluate(reader, context))
      : compiled ? (reader, context) => compiled.evaluate(reader, context)
        : () => constant,
    inputs: referenced.map((name) => ({ name, slot: slot(name) })),
    slot: direct,
    onCreateOnly: mapping.apply === 'ObjectAddOnly',
    takenOnCreateOnly: takenOnCreateOnly(input.targetSystem.product, mapping.target),
    default: mapping.default,
    attributeDefault: own?.default,
    always: mapping.flowBehavior === 'FlowAlways',
    clears: mapping.flowNullValues === true && referenced.length > 0 && referenced.every(nullable) && constraint?.multiValued !== true && nullFlows(input.job, input.targetSystem.product),
    caseExact: own?.caseExact ?? known?.caseExact ?? (constraint?.type !== 'Boolean' && !accountState && caseExactByDefault(input.targetSystem.product)),
    reference: isReference,
    namesNobody: (value) => namesNobody(input.job, value),
    empties: constraint?.type === 'Reference' && constraint.multiValued && (mapping.apply ?? 'Always') === 'Always' && mapping.type === 'Direct' && listsMembers(input, mapping.source, direct),
    accountState,
    accountFlag: target.accountState?.flag?.attribute.toLowerCase() === lower,
    objectFilter: lower === 'objectfilter',
    usesSoftDeleted: referenced.includes(SOFT_DELETED),
    usesUniqueValue: compiled?.usesUniqueValue ?? false,
    usesClock: compiled?.usesClock ?? false,
    redacted: compiled?.redacted ?? false,
    multiValued: constraint?.multiValued ?? true,
    constraint,
    forbidden: constraint?.forbidden === undefined ? undefined : new RegExp(constraint.forbidden, 'u'),
    allowed: constraint?.allowed === undefined ? undefined : new RegExp(constraint.allowed, 'u'),
    // A name is unique within its container, which is checked by the distinguished name.
    unique: constraint?.unique !== undefined && constraint.unique !== 'container',
    sourceText: text ?? (mapping.type === 'Constant' ? `"${mapping.value}"` : 'nothing'),
  }
}

/**
 * Whether a read tells groups without members from groups whose members were not asked for: it is complete, and says so (`Objects.told`) or, where an
 * attribute without values is absent, lists members of some.
 */
function listsMembers({ source, sourceSystem, sourceComplete }: MappingInput, name: string, position: number): boolean {
  if (!sourceComplete || !keepsReferences(sourceSystem.product)) return false
  if (source.told?.includes(name) === true) return true
  if (position < 0 || position >= source.attributes.length) return false
  for (let row = 0; row < source.anchors.length; row++) if (cellIn(source.bodies, row, position) !== null) return true
  return false
}

/** Whether nobody knows if a source object has the attribute: the read did not ask for it. What an upload leaves out is said to be empty (§12). */
function isUntold({ job, source, sourceSystem }: MappingInput, name: string, position: number): boolean {
  return job.service !== 'ApiDriven' && hasWhatWasAsked(sourceSystem) && source.told !== undefined && position < source.attributes.length && !source.told.includes(name)
}

function compileText(text: string, mapping: AttributeMapping, input: MappingInput, slot: (name: string) => number): Compiled {
  const { tree, diagnostics } = parse(text)
  const error = diagnostics.find((d) => d.severity === 'error')
  if (!tree || error) {
    throw new AppError('projectInvalid', `The mapping of ${mapping.target} in job ${input.job.name ?? input.job.id} cannot run: ${error?.message ?? 'its expression does not parse.'} Correct the expression.`, { job: input.job.id, mapping: mapping.target })
  }
  return compile(tree, slot)
}

function merge(name: string, known: AttributeConstraint | undefined, own: NonNullable<MappingInput['targetSystem']['attributes']>[string]): AttributeConstraint {
  return {
    ...known,
    name: known?.name ?? name,
    type: own.type ?? known?.type ?? 'String',
    multiValued: own.multiValued ?? known?.multiValued ?? false,
    ...(own.maxLength === undefined ? {} : { maxLength: own.maxLength }),
    ...(own.required === undefined ? {} : { requiredOnCreate: own.required }),
    ...(own.unique === undefined ? {} : { unique: own.unique ? 'domain' as const : undefined }),
    source: 'rehearsal.json',
  } as AttributeConstraint
}
