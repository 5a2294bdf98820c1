import type { ConnectedSystem, Job } from '../../../shared/model/project'
import type { Directory } from '../directory'
import { scaled, type Population } from '../people'
import { seededRandom } from '../random'
import { entraPages, serviceNowPages } from './answers'
import { chainSystems, directoryToEntra, entraToServiceNow } from './chain-jobs'
import { createTenant } from './entra-tenant'
import { plantChain, type PlantedAtHop } from './planted-chain'
import { createServiceNow } from './service-now'

/** What the later hops of a chain add to the sample company. */
export interface ComposedChain {
  /** By path within the project folder. */
  readonly files: Readonly<Record<string, string>>
  readonly systems: readonly ConnectedSystem[]
  readonly jobs: readonly Job[]
  readonly planted: readonly PlantedAtHop[]
}

/**
 * Entra ID and ServiceNow behind the directory: what each holds, with its own planted situations, and the jobs that fill them. Draws from
 * a source of its own, so that the company stays the same with and without them. Turns some accounts of the directory off.
 */
export function composeChain({ seed, people, population, directory }: {
  readonly seed: number
  readonly people: number
  readonly population: Population
  readonly directory: Directory
}): ComposedChain {
  const random = seededRandom(seed + CHAIN)
  const tenant = createTenant(random, directory)
  const serviceNow = createServiceNow(random, tenant)
  const planted = plantChain({ random, people, population, tenant, serviceNow })
  const inFolder = (folder: string, pages: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(pages).map(([name, text]) => [`data/${folder}/${name}`, text]))
  const entra = inFolder('entra', entraPages(tenant))
  const application = inFolder('servicenow', serviceNowPages(serviceNow))
  return {
    files: { ...entra, ...application },
    systems: chainSystems({ entra: Object.keys(entra), serviceNow: Object.keys(application) }),
    jobs: [directoryToEntra(scaled(100, people)), entraToServiceNow(scaled(60, people))],
    planted,
  }
}

/** What sets this source of choices apart from the company's own. */
const CHAIN = 0x43_48
