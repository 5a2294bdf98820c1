import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { followPerson } from '../jobs/follow-person'
import { openSession } from '../jobs/open-session'
import { type CycleRequest, runCycle } from '../jobs/run-cycle'
import { runForecast } from '../jobs/run-forecast'
import type { Session } from '../jobs/session'
import { hashConfiguration } from '../project/canonical-json'
import { writeSample } from '../sample/write-sample'
import type { ProjectDocument } from '../../shared/model/project'

const work = { signal: new AbortController().signal, onProgress: (): void => undefined }

/** One measurement: what a clock on the wall says, and the processor time of all threads, which a busy machine changes less. */
interface Timed {
  readonly ms: number
  readonly cpuMs: number
}

/** What is promised for so many people; absent where fewer were measured. `ratio`: the time as a share of it, 1 at most. */
interface Limit {
  readonly limit?: { readonly ms: number; readonly ratio: number }
}

/** Its own time is from the exports of all systems on disk, an empty mirror, to the saved plan of all hops, rehearsed for the next cycle. */
export interface ChainFigures extends Timed, Limit {
  readonly people: number
  readonly hops: number
  /** An incremental cycle after it, over files that did not change: what a round costs that changes nothing. */
  readonly again: Timed
  /** Everybody again over what the mirror holds: planning alone. */
  readonly plan: Timed
  /** One person followed through all systems, the median of several. */
  readonly followMs: number
}

export interface ForecastFigures extends Timed, Limit {
  readonly people: number
  readonly days: number
  /** With everybody evaluated each day. */
  readonly full: Timed
}

/** Three hops over so many people, and a forecast of 90 days over so many, take no longer. */
const CHAIN_LIMIT = { people: 100_000, ms: 8000 }
const FORECAST_LIMIT = { people: 10_000, ms: 20_000 }

const FOLLOWED = 9

interface Sample {
  readonly document: ProjectDocument
  readonly clock: string
}

/** Writes the sample company at a size, for a process that measures nothing else; `chain` with its three hops. */
export async function writeTimeSample(folder: string, people: number, chain: boolean): Promise<void> {
  const { document, clock } = await writeSample(folder, { people, chain })
  await writeFile(join(folder, 'sample.json'), JSON.stringify({ document, clock } satisfies Sample))
}

/** The sample company through its three hops. */
export async function benchChain(folder: string, people: number): Promise<ChainFigures> {
  const { document, clock } = await sampleOf(folder)
  const session = openSession(folder, join(folder, 'chain.sqlite'))
  const run = (options: Pick<CycleRequest, 'type' | 'keep' | 'reread'>): Promise<Timed> => timed(() => runCycle(session, {
    document, configHash: hashConfiguration(document), draft: false, now: clock, seed: 1, startedAt: clock, ...options,
  }, work))
  try {
    const cold = await run({ type: 'initial', keep: true })
    const again = await run({ type: 'incremental', keep: true })
    const plan = await run({ type: 'initial', keep: false, reread: false })
    const follows: number[] = []
    for (const anchor of someAnchors(session, document)) follows.push((await timed(() => followPerson({
      session, document, job: document.jobs[0]?.id ?? '', anchor, now: clock, seed: 1, work,
    }))).ms)
    return { people, hops: document.jobs.length, ...cold, ...against(CHAIN_LIMIT, people, cold), again, plan, followMs: follows.sort((a, b) => a - b)[FOLLOWED >> 1] as number }
  } finally {
    session.close()
  }
}

/** The coming days of the sample company's first hop, from its exports on disk. */
export async function benchForecast(folder: string, people: number, days: number): Promise<ForecastFigures> {
  const { document, clock } = await sampleOf(folder)
  const session = openSession(folder, join(folder, 'forecast.sqlite'))
  const run = (full: boolean): Promise<Timed> => timed(() => runForecast(session, {
    document, configHash: hashConfiguration(document), draft: false, from: clock, days, seed: 1, startedAt: clock, full,
  }, work))
  try {
    const some = await run(false)
    return { people, days, ...some, ...against(FORECAST_LIMIT, people, some), full: await run(true) }
  } finally {
    session.close()
  }
}

function against(limit: { readonly people: number; readonly ms: number }, people: number, { ms }: Timed): Limit {
  return people < limit.people ? {} : { limit: { ms: limit.ms, ratio: Math.round((ms / limit.ms) * 100) / 100 } }
}

/** Anchors of people from the beginning to the end of the first job's source. */
function someAnchors(session: Session, { jobs }: ProjectDocument): readonly string[] {
  const { source = '', objectMappings: [mapping] = [] } = jobs[0] ?? {}
  const anchors = session.tables(source).get(mapping?.sourceType ?? '')?.anchors ?? []
  return Array.from({ length: FOLLOWED }, (_, i) => anchors[Math.floor((anchors.length * i) / FOLLOWED)] as string)
}

async function sampleOf(folder: string): Promise<Sample> {
  return JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')) as Sample
}

async function timed(run: () => Promise<unknown>): Promise<Timed> {
  const [started, used] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(used)
  return { ms: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1000) }
}
