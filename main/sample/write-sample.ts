import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ProjectDocument } from '../../shared/model/project'
import { directoryLdif } from './ad-ldif'
import { composeChain, type ComposedChain } from './chain/compose-chain'
import type { PlantedAtHop } from './chain/planted-chain'
import { createDirectory } from './directory'
import { goldenRecords } from './golden-records'
import { REFERENCE_CLOCK, SECOND_DAY_CLOCK } from './organisation'
import { byWorkerId, createPopulation, scaled } from './people'
import { plantSituations } from './planted'
import type { PlantedItem } from './planting'
import { sampleDraft, sampleVersions, type SampleVersion } from './project'
import { seededRandom } from './random'
import { sampleReadme, type SampleCounts } from './sample-readme'
import { secondDayRows } from './second-day'
import { workersCsv } from './workday-csv'

export interface SampleManifest {
  readonly seed: number
  /** The instants that the two days' cycles are meant for. */
  readonly clock: string
  readonly secondDayClock: string
  /** The saved version, what `rehearsal.json` is to hold; it and those before it; and the draft that changes it. */
  readonly document: ProjectDocument
  readonly versions: readonly SampleVersion[]
  readonly draft: ProjectDocument
  readonly planted: readonly PlantedItem[]
  /** What was planted at later hops, where there are any. */
  readonly plantedAtHops: readonly PlantedAtHop[]
  readonly counts: SampleCounts
  /** Paths within the folder. */
  readonly files: readonly string[]
}

/**
 * Writes the sample company into a folder that exists or not: the two days' HR exports, the directory's export, the list of what was
 * planted, and a page about it. The project's versions and its draft are in the manifest, for `project-file` to save. The same seed and
 * size give the same bytes. `chain` puts Entra ID and an application behind the directory.
 */
export async function writeSample(folder: string, options: { readonly seed?: number; readonly people?: number; readonly chain?: boolean } = {}): Promise<SampleManifest> {
  const { seed = 1, people = 5000, chain: chained = false } = options
  if (!Number.isInteger(people) || people < FEWEST_PEOPLE) throw new RangeError(`The sample company needs at least ${FEWEST_PEOPLE} people, not ${people}.`)
  const random = seededRandom(seed)
  const population = createPopulation(random, people)
  const directory = createDirectory(random, population, people)
  const planting = plantSituations({ random, people, population, directory })
  const workers = [...population.workers].sort(byWorkerId)
  const rows = [...workers, ...planting.extraRows].map(worker => ({ worker, modifiedAt: '2026-11-20T22:15:00Z' }))
  const secondDay = secondDayRows(planting, rows)
  const chain = chained ? composeChain({ seed, people, population, directory }) : undefined
  const versions = sampleVersions({ seed, guard: scaled(100, people), protectedAccounts: planting.protectedAccounts, tests: goldenRecords(workers, planting.items) })
    .map(version => ({ ...version, document: withChain(version.document, chain) }))
  const document = versions.at(-1)!.document
  const counts: SampleCounts = {
    workers: workers.length,
    secondDayWorkers: new Set(secondDay.map(row => row.worker.workerId).filter(id => id !== '')).size,
    rows: rows.length,
    accounts: directory.accounts.length,
    groups: directory.groups.length,
    organizationalUnits: directory.organizationalUnits.length,
  }
  const manifest: SampleManifest = {
    seed,
    clock: REFERENCE_CLOCK,
    secondDayClock: SECOND_DAY_CLOCK,
    document,
    versions,
    draft: sampleDraft(document),
    planted: planting.items,
    plantedAtHops: chain?.planted ?? [],
    counts,
    files: ['data/workers.csv', 'data/directory.ldif', 'data/day-2/workers.csv', ...Object.keys(chain?.files ?? {}), 'planted.json', 'README.md'],
  }
  const contents: Readonly<Record<string, string>> = {
    'data/workers.csv': workersCsv(rows),
    'data/directory.ldif': directoryLdif(random, directory),
    'data/day-2/workers.csv': workersCsv(secondDay),
    ...chain?.files,
    'planted.json': json({ seed, clock: REFERENCE_CLOCK, secondDayClock: SECOND_DAY_CLOCK, counts, planted: planting.items, ...(chain === undefined ? {} : { plantedAtHops: chain.planted }) }),
    'README.md': sampleReadme(manifest),
  }
  for (const file of manifest.files) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true })
    await writeFile(path.join(folder, file), contents[file] ?? '')
  }
  return manifest
}

function withChain(document: ProjectDocument, chain: ComposedChain | undefined): ProjectDocument {
  if (chain === undefined) return document
  return { ...document, systems: [...document.systems, ...chain.systems], jobs: [...document.jobs, ...chain.jobs] }
}

const FEWEST_PEOPLE = 1000

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
