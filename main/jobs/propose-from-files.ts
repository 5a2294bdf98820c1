import { basename, resolve } from 'node:path'
import { foldCase } from '../../shared/fold-case'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { LdapSettings } from '../../shared/model/project'
import { type InspectedSource, inspectSource, readProposed } from '../connectors/profile'
import { type Proposal, proposeProject } from '../project/propose'
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
  const source = await inspectSource(request.sources.map(absolute), options)
  const target = await inspectSource(request.targets.map(absolute), options)
  const proposal = await proposeProject({
    name: basename(request.folder),
    source, target, match: request.match, anchor: request.anchor,
    valueSets: async (side, type, attributes) => valueSets(side === 'source' ? source : target, type, attributes, request),
    agreement: async (types, match, pairs) => measureAgreement(match, pairs, {
      source: (attributes) => peopleCells(source, types.source, attributes, request), target: (attributes) => peopleCells(target, types.target, attributes, request),
    }),
  })
  const systems = proposal.document.systems.map((system) => ({ ...system, settings: withinProject(system.settings, request.folder) }))
  return { ...proposal, document: { ...proposal.document, systems } }
}

/** All different values of some attributes, folded: what two sides really have in common. */
async function valueSets(side: InspectedSource, type: string, attributes: readonly string[], request: ProposeFromFilesRequest): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
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
async function* peopleCells(side: InspectedSource, type: string, attributes: readonly string[], request: ProposeFromFilesRequest): AsyncGenerator<readonly Cell[]> {
  const names: string[] = []
  for await (const event of readProposed(side.settings, { folder: request.folder, signal: request.signal, secret: request.secret })) {
    if (event.kind === 'attributes' && event.type === type) names.push(...event.names)
    if (event.kind !== 'records' || event.type !== type) continue
    const positions = attributes.map((name) => names.indexOf(name))
    for (const body of event.bodies) yield positions.map((at) => (at < 0 ? null : cellAt(body, at)))
  }
}

function absolute(path: string): string {
  return /^ldaps?:\/\//i.test(path) ? path : resolve(path)
}
