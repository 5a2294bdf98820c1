import { AppError } from '../../shared/app-error'
import { counted } from '../../shared/counted'
import { targetConstraints } from '../../shared/constraints/target-constraints'
import type { InspectAttribute, InspectObjectType } from '../../shared/model/inspect'
import { PROJECT_FORMAT_VERSION, type ConnectedSystem, type ProjectDocument } from '../../shared/model/project'
import { type Agreement, type AttributePair, neverAgrees, pairKey } from './agreement'
import { conceptOf } from './concepts'
import { proposeMappings, type ProposedMappings } from './propose-mappings'
import { findMatchingPair, named, namedPair, type MatchingPair, type ValueSets } from './propose-matching'
import { anchorFor, peopleOf, PRODUCT_NAMES, productOf, serviceOf, systemOf, type Inspected, type Product, type Side } from './propose-systems'
import { validateDocument } from './validate-document'

export interface ProposeRequest {
  readonly name: string
  /** What was found, with the settings that it was read with; paths are written as they stand there. */
  readonly source: Inspected
  readonly target: Inspected
  readonly match?: { readonly source: string; readonly target: string } | undefined
  /** The attribute that identifies people in the source. */
  readonly anchor?: string | undefined
  /** Measures how many values two attributes really have in common; without it the samples have to do. */
  readonly valueSets?: ValueSets | undefined
  /** Compares values of those who are found on both sides; without it no mapping is doubted. Answers in the order of `pairs`. */
  readonly agreement?: ((types: AttributePair, match: AttributePair, pairs: readonly AttributePair[]) => Promise<readonly Agreement[]>) | undefined
}

export interface Proposal {
  /** Valid, and ready for a cycle as it is. */
  readonly document: ProjectDocument
  /** What was decided and why, a sentence each, for the person. */
  readonly decisions: readonly string[]
}

/**
 * A project on somebody's own files or servers: object types, anchors, the pair to match on and the obvious mappings. Deterministic.
 * Throws `nothingRead` where a side has no objects, `usage` for an attribute that is named and not there.
 */
export async function proposeProject(request: ProposeRequest): Promise<Proposal> {
  const decisions: string[] = []
  const sourcePeople = peopleIn(request.source, 'source')
  const targetPeople = peopleIn(request.target, 'target')
  const sourceProduct = productOf(request.source, sourcePeople, 'source')
  const targetProduct = productOf(request.target, targetPeople, 'target')

  const sourceAnchor = anchorFor(request.source, sourcePeople, request.anchor === undefined ? undefined : named(request.anchor, sourcePeople, 'source').name)
  const source = sideOf(request.source, { people: sourcePeople, product: sourceProduct, anchor: sourceAnchor?.anchor, taken: undefined })
  if (sourceAnchor !== undefined) decisions.push(`Identifies people of ${source.system.name} by ${sourceAnchor.anchor}: ${sourceAnchor.why}.`)
  const targetAnchor = anchorFor(request.target, targetPeople, undefined)
  const target = sideOf(request.target, { people: targetPeople, product: targetProduct, anchor: targetAnchor?.anchor, taken: source.system })
  if (targetAnchor !== undefined) decisions.push(`Identifies accounts of ${target.system.name} by ${targetAnchor.anchor}: ${targetAnchor.why}.`)
  decisions.unshift(`Reads ${counted(sourcePeople.count, `${sourcePeople.name} object`)} from ${source.system.name} and ${counted(targetPeople.count, `${targetPeople.name} object`)} from ${target.system.name}.`)
  for (const { system: { name, settings } } of [source, target]) {
    if (settings.kind === 'delimited' && settings.skipRows !== undefined) decisions.push(`Leaves out the first ${settings.skipRows === 1 ? 'row' : `${settings.skipRows} rows`} of ${name}, above its header.`)
  }
  if (targetProduct !== 'other') decisions.push(`Takes the target for ${PRODUCT_NAMES[targetProduct]}: its attributes say so, and they decide about limits and account state.`)

  const service = serviceOf(sourceProduct, targetProduct)
  decisions.push(`Rehearses the ${service} service${service === 'ApiDriven' ? ', through which people from a file come in' : ''}.`)

  const pair = request.match !== undefined ? namedPair(request.match, sourcePeople, targetPeople)
    : await findMatchingPair(sourcePeople, targetPeople, request.valueSets) ?? lastResort(source, target)
  const proposed = await checkedMappings(request, source, target, pair)
  decisions.push(...proposed.decisions)
  const container = containerOf(target)
  if (container !== undefined) decisions.push(`Puts new accounts into ${container}, where most of the sampled accounts are.`)

  const document: ProjectDocument = {
    formatVersion: PROJECT_FORMAT_VERSION,
    name: request.name,
    systems: [source.system, target.system],
    jobs: [{
      id: `${source.system.id}-to-${target.system.id}`,
      name: `${source.system.name} to ${target.system.name}`,
      service,
      source: source.system.id,
      target: target.system.id,
      objectMappings: [{
        id: 'people', name: 'People', sourceType: sourcePeople.name, targetType: targetPeople.name,
        ...(container !== undefined && { container }),
        attributeMappings: [...proposed.mappings],
      }],
    }],
  }
  return { document: validateDocument(document, 'the proposed project'), decisions }
}

/** The mappings, less those that nobody's values speak for. */
async function checkedMappings({ agreement }: ProposeRequest, source: Side, target: Side, pair: MatchingPair): Promise<ProposedMappings> {
  const first = proposeMappings(source, target, pair)
  if (agreement === undefined || first.compared.length === 0) return first
  const match = { source: pair.source.name, target: pair.target.name }
  const found = await agreement({ source: source.people.name, target: target.people.name }, match, first.compared)
  if (found.every(neverAgrees)) {
    const doubt = `Doubts the match: of ${found[0]?.compared ?? 0} people found on both sides by ${match.source} and ${match.target} nobody has one value in common besides. They may be different people; look at the first ones, or choose another pair with --match.`
    return { ...first, decisions: [...first.decisions, doubt] }
  }
  return proposeMappings(source, target, pair, new Map(first.compared.map((compared, i) => [pairKey(compared), found[i] as Agreement])))
}

function peopleIn(inspected: Inspected, side: string): InspectObjectType {
  const people = peopleOf(inspected)
  if (people !== undefined) return people
  throw new AppError('nothingRead', `No object was read from the ${side}, so nothing can be proposed. Look at it with "rehearsal inspect".`, { side })
}

function sideOf(
  inspected: Inspected,
  found: { readonly people: InspectObjectType; readonly product: Product; readonly anchor: string | undefined; readonly taken: ConnectedSystem | undefined },
): Side {
  const { people, product, anchor, taken } = found
  const isTarget = taken !== undefined
  const system = systemOf(inspected, { people, product, anchor, plainName: isTarget ? 'Target' : 'HR' })
  const name = inspected.name ?? system.name
  const renamed = { ...system, id: taken?.id === system.id ? `${system.id}-2` : system.id, name: taken?.name === name ? `${name} (target)` : name }
  return { system: renamed, product, people }
}

/**
 * No pair has anything in common: what identifies people (of an upload externalId, provisioning-cycle.md §12) with the target's usual attribute for
 * an employee number, which the job then fills.
 */
function lastResort(source: Side, target: Side): MatchingPair {
  const anchor = source.system.settings.anchor ?? source.people.suggestedAnchor
  const key = source.people.attributes.find((a) => a.name === anchor) ?? source.people.attributes[0]
  if (key === undefined) throw new AppError('nothingRead', 'The source has no attributes, so nothing can be matched.', {})
  const constraints = targetConstraints(target.product, target.people.name)
  const usual = ['employeeID', 'employeeId', 'employeeNumber', 'externalId'].map((name) => constraints.get(name.toLowerCase())?.name).find((name) => name !== undefined)
  const existing = target.people.attributes.find((a) => conceptOf(a.name) === 'employeeNumber')
    ?? target.people.attributes.find((a) => a.name === target.system.settings.anchor)
    ?? target.people.attributes[0]
  const name = existing !== undefined && conceptOf(existing.name) === 'employeeNumber' ? existing.name : usual ?? existing?.name ?? key.name
  const attribute: InspectAttribute = { name, type: 'string', multiValued: false, filled: 0, distinct: 0, maxLength: 0, samples: [] }
  return { source: key, target: attribute, why: 'no two attributes have values in common, so nobody will be found at first; choose another pair with --match if there is one' }
}

/** The container of most of the sampled accounts of a directory. */
function containerOf(target: Side): string | undefined {
  if (target.system.settings.kind === 'delimited') return undefined
  const names = target.people.attributes.find((a) => /^dn$/i.test(a.name)) ?? target.people.attributes.find((a) => /^distinguishedname$/i.test(a.name))
  const counts = new Map<string, number>()
  for (const dn of names?.samples ?? []) {
    const parent = /^(?:\\.|[^,\\])+,\s*(.+)$/s.exec(dn)?.[1]
    if (parent !== undefined) counts.set(parent, (counts.get(parent) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0]
}
