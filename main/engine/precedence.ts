import { EvaluationError, type EvaluationContext, PatternStopped } from '../../shared/expression/index'
import type { AttributeValue, Cell } from '../../shared/model/attribute'
import { cellOf, splitCells } from '../../shared/model/packed'
import { type CompiledMapping, type Flow, compileMapping } from './compile-mapping'
import { disabledInSource, sourceReader } from './computed-source'
import { isAction, isBlank } from './flow-value'
import { lookupsOf } from './object-lookups'
import { matchAll, matchingContext } from './match'
import type { HigherMapping, MappingInput, SourceLink } from './ports'

/** What a job of higher precedence feeds an attribute of an object with. */
export interface Fed {
  /** Name of the job for people. */
  readonly job: string
  readonly jobId: string
  readonly value: AttributeValue
  readonly redacted: boolean
}

/** Asks who of higher precedence feeds the attribute of a flow for a target object, by its anchor; `current` is what the object holds. */
export type Outranked = (flow: Flow, targetAnchor: string, current: Cell) => Fed | undefined

/**
 * Whom the mappings of other jobs outrank, attribute by attribute: the first of them that is linked to the object, has its source object
 * in scope and whose mapping gives a value. What a mapping writes only during creation counts while the object holds a value. `undefined`
 * where no precedence concerns the mapping. Takes one pass over the links of each, when first asked.
 */
export function outrankedBy({ outranking }: Pick<MappingInput, 'outranking'>): Outranked | undefined {
  if (outranking === undefined || outranking.length === 0) return undefined
  const higher = outranking.map((one) => ({ attributes: one.attributes, feed: feederOf(one) }))
  return (flow, targetAnchor, current) => {
    const attribute = flow.target.toLowerCase()
    for (const { attributes, feed } of higher) {
      const fed = attributes.has(attribute) ? feed(attribute, targetAnchor, current) : undefined
      if (fed) return fed
    }
    return undefined
  }
}

/**
 * The links that a mapping has and those that it is about to make, for a job whose turn comes later in the same initial cycle: what it will
 * feed, a job before it must not write.
 */
export async function linksToCome(input: MappingInput): Promise<ReadonlyMap<string, SourceLink>> {
  const outcomes = await matchAll(input, compileMapping(input, input.source.attributes.length), matchingContext(input))
  const links = new Map(input.links)
  outcomes.forEach(({ kind, target }, row) => {
    if (kind === 'matched') links.set(input.source.anchors[row] as string, { target: input.target.anchor(target), state: 'active' })
  })
  return links
}

type Feeder = (attribute: string, targetAnchor: string, current: Cell) => Fed | undefined

function feederOf({ input }: HigherMapping): Feeder {
  const mapping = compileMapping(input, input.source.attributes.length)
  const flows = new Map(mapping.flows.map((flow) => [flow.target.toLowerCase(), flow]))
  const provisioned = provisionedBy(input, mapping)
  const { job } = input
  let entered = ''
  const evaluation: EvaluationContext = {
    now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
    get drawKey() { return `${entered} ${provisioned.sourceAnchor}` },
    isTaken: () => false,
  }

  return (attribute, targetAnchor, current) => {
    const flow = flows.get(attribute)
    const value = flow && provisioned.goTo(targetAnchor) ? valueOf(flow, current) : undefined
    return value === undefined ? undefined : { job: job.name ?? job.id, jobId: job.id, value, redacted: flow?.redacted === true }
  }

  function valueOf(flow: Flow, current: Cell): AttributeValue | undefined {
    if (flow.onCreateOnly) return isBlank(current) ? undefined : current as AttributeValue
    entered = flow.target
    try {
      const outcome = flow.evaluate(provisioned.reader, evaluation)
      return isAction(outcome) || isBlank(outcome) ? undefined : outcome as AttributeValue
    } catch (error) {
      if (error instanceof EvaluationError) return undefined // its own entry fails, and feeds nothing
      throw error
    }
  }
}

/**
 * Whether a mapping goes on provisioning an object of its target, by its anchor: somebody whom it has in scope, and who is not turned off at the
 * source, is linked to it. Takes one pass over the links, when first asked.
 */
export function keepsProvisioning(input: MappingInput): (targetAnchor: string) => boolean {
  const provisioned = provisionedBy(input, compileMapping(input, input.source.attributes.length))
  return (targetAnchor) => provisioned.goTo(targetAnchor) && !provisioned.isOff
}

/** The source object that is looked at. */
interface Provisioned {
  /** Goes to the one that a target object is linked to. Returns whether there is one, and it is in scope. */
  goTo(targetAnchor: string): boolean
  readonly sourceAnchor: string
  readonly reader: (slot: number) => Cell
  /** Whether it is disabled or soft-deleted. */
  readonly isOff: boolean
}

function provisionedBy(input: MappingInput, mapping: CompiledMapping): Provisioned {
  const { source } = input
  const disabled = disabledInSource(input)
  let owners: ReadonlyMap<string, number> | undefined
  let row = -1
  let cells: readonly string[] = []
  let softDeleted = 'False'
  let inScope = false
  const own = (slot: number): Cell => cellOf(cells[slot])
  const reader = sourceReader(input, own, () => softDeleted)
  return {
    reader,
    get sourceAnchor() { return source.anchors[row] ?? '' },
    get isOff() { return softDeleted === 'True' },
    goTo(targetAnchor) {
      const to = (owners ??= ownersOf(input)).get(targetAnchor)
      if (to === undefined) return false
      if (to !== row) lookAt(to)
      return inScope
    },
  }

  function lookAt(to: number): void {
    row = to
    cells = splitCells(source.bodies.at(row) as string)
    softDeleted = disabled?.(own) ? 'True' : 'False'
    inScope = input.assigned?.(row) !== false && isInScope(mapping, reader)
  }
}

/** Target anchor → source row of the links that are in use; of several links to one object, that of the first source anchor. */
function ownersOf({ links, source }: MappingInput): ReadonlyMap<string, number> {
  const rows = lookupsOf(source).anchors
  const owners = new Map<string, number>()
  for (const [anchor, { target, state }] of links) {
    const row = state === 'active' ? rows.get(anchor) : undefined
    if (row !== undefined && row <= (owners.get(target) ?? row)) owners.set(target, row)
  }
  return owners
}

/** Where a clause's pattern runs away, its job leaves the object alone, and so feeds nothing. */
function isInScope({ scope, inputFilter }: CompiledMapping, reader: (slot: number) => Cell): boolean {
  try {
    return [inputFilter, scope].every((filter) => filter?.evaluate(reader).inScope !== false)
  } catch (error) {
    if (error instanceof PatternStopped) return false
    throw error
  }
}
