import type { StoreEntry } from '../../shared/model/password-place'
import type { ConnectedSystem, Job } from '../../shared/model/project'
import { inspectDetected } from '../connectors/profile'
import { freeId } from '../project/free-id'
import type { ProposeJobQuestion } from './job-questions'
import { type ProposedSide, proposeBetween } from './propose-from-files'
import { secretFor } from './secret-for'

interface Work {
  readonly signal: AbortSignal
  readonly stored: (entry: StoreEntry) => Promise<string | undefined>
}

export interface ProposedJob {
  readonly job: Job
  /** What was decided and why, a sentence each, for the person. */
  readonly decisions: readonly string[]
}

/**
 * A first job between a new system and one of the project: both are read whole, and object types, the pair to match on and the obvious mappings are
 * proposed as `init` does. Nothing is kept. Throws what the connectors and `proposeProject` throw, and `secretMissing`.
 */
export async function proposeJob({ project: { folder, document }, system, secret, role, other }: ProposeJobQuestion, { signal, stored }: Work): Promise<ProposedJob> {
  const read = async (one: ConnectedSystem, typed: string | undefined): Promise<ProposedSide> => {
    const own = typed ?? await secretFor(one.settings, stored)
    const { kind } = one.settings
    return { inspected: { ...await inspectDetected({ format: kind, settings: one.settings }, { folder, signal, secret: own }), product: one.product, name: one.name }, secret: own }
  }
  const [source, target] = role === 'source' ? [system, other] : [other, system]
  const sides = [await read(source, role === 'source' ? secret : undefined), await read(target, role === 'target' ? secret : undefined)] as const
  const { document: { jobs: [job] }, decisions } = await proposeBetween(...sides, { folder, signal, name: document.name })
  return {
    job: { ...job as Job, id: freeId(`${source.id}-to-${target.id}`, document.jobs), name: `${source.name} to ${target.name}`, source: source.id, target: target.id },
    decisions,
  }
}
