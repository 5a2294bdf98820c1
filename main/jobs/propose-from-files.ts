import { basename, resolve } from 'node:path'
import { foldCase } from '../../shared/fold-case'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { LdapSettings } from '../../shared/model/project'
import { type InspectedSource, inspectSource, readProposed } from '../connectors/profile'
import { rowTexts } from '../packed/packed-rows'
import { type Proposal, proposeProject } from '../project/propose'
import type { Inspected } from '../project/propose-systems'
import { measureAgreement } from './measure-agreement'
import { withinProject } from './within-project'

export interface ProposeFromFilesRequest {
  /** Where the project will be. Paths below it are written relative to it, others absolute. */
  readonly folder: string
  readonly sources: readonly string[]
  readonly targets: readonly string[]
  readonly match?: { readonly source: string; readonly target: string } | undefined
  readonly anchor?: string | undefined
  readonly ldap?: Partial<Omit<LdapSettings, 'kind' | 'url'>> | undefined
  readonly secret?: string | undefined
  readonly signal: AbortSignal
}

/**
 * A project on somebody's own files or servers: both sides are detected, read whole and profiled, and what a person would set up first
 * is proposed, with the reasons. Nothing is written. Throws what detection, the connectors and `proposeProject` throw.
 */
export async function proposeFromFiles(request: ProposeFromFilesRequest): Promise<Proposal> {
  const options = { signal: request.signal, ldap: request.ldap, secret: request.secret }
  const source: ProposedSide = { inspected: await inspectSource(request.sources.map(absolute), options), secret: request.secret }
  const target: ProposedSide = { inspected: await inspectSource(request.targets.map(absolute), options), secret: request.secret }
  const proposal = await proposeBetween(source, target, { ...request, name: basename(request.folder) })
  const systems = proposal.document.systems.map((system) => ({ ...system, settings: withinProject(system.settings, request.folder) }))
  return { ...proposal, document: { ...proposal.document, systems } }
}

/** A side of a job that is to be proposed, read whole, with the password that it is read with again. */
export interface ProposedSide {
  readonly inspected: InspectedSource & Pick<Inspected, 'product' | 'name'>
  readonly secret: string | undefined
}

interface BetweenRequest extends Pick<ProposeFromFilesRequest, 'folder' | 'match' | 'anchor' | 'signal'> {
  readonly name: string
}

/** What a person would set up first between two systems. Both are read again for the values that they share. Throws what the connectors and `proposeProject` throw. */
export async function proposeBetween(source: ProposedSide, target: ProposedSide, request: BetweenRequest): Promise<Proposal> {
  return proposeProject({
    name: request.name, source: source.inspected, target: target.inspected, match: request.match, anchor: request.anchor,
    valueSets: async (side, type, attributes) => valueSets(side === 'source' ? source : target, type, attributes, request),
    agreement: async (types, match, pairs) => measureAgreement(match, pairs, {
      source: (attributes) => peopleCells(source, types.source, attributes, request), target: (attributes) => peopleCells(target, types.target, attributes, request),
    }),
  })
}

/** All different values of some attributes, folded: what two sides really have in common. */
async function valueSets(side: ProposedSide, type: string, attributes: readonly string[], request: BetweenRequest): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sets = new Map(attributes.map((name) => [name, new Set<string>()]))
  for await (const cells of peopleCells(side, type, attributes, request)) {
    for (const [i, name] of attributes.entries()) {
      const cell = cells[i] ?? null
      if (cell !== null) for (const value of typeof cell === 'string' ? [cell] : cell) sets.get(name)?.add(foldCase(value))
    }
  }
  return sets
}

/** Some attributes of one side's people, one object after another, in the order asked for. Throws as connectors do. */
async function* peopleCells({ inspected, secret }: ProposedSide, type: string, attributes: readonly string[], request: BetweenRequest): AsyncGenerator<readonly Cell[]> {
  const names: string[] = []
  for await (const event of readProposed(inspected.settings, { folder: request.folder, signal: request.signal, secret })) {
    if (event.kind === 'attributes' && event.type === type) names.push(...event.names)
    if (event.kind !== 'records' || event.type !== type) continue
    const positions = attributes.map((name) => names.indexOf(name))
    for (const body of rowTexts(event.bodies)) yield positions.map((at) => (at < 0 ? null : cellAt(body, at)))
  }
}

function absolute(path: string): string {
  return /^ldaps?:\/\//i.test(path) ? path : resolve(path)
}
