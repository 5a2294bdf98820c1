import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../../shared/app-error'
import { generateBenchmark } from '../sample/benchmark-data'
import type { FacetFigures } from './bench-facets'
import type { LensFigures } from './bench-lens'
import type { ChainFigures, ForecastFigures } from './bench-time'

export interface BenchReport {
  readonly people: number
  readonly mappings: number
  readonly cores: number
  readonly node: string
  /** How many times as long a cold cycle takes as one over `people`, where there are more than those. */
  readonly growth?: { readonly people: number; readonly ms: number; readonly times: number }
  /** `peakMemoryMB`: the most that was resident in the process. Processor times are of all threads. */
  readonly cold: { readonly ms: number; readonly cpuMs: number; readonly bareLoopMs: number; readonly bareLoopCpuMs: number; readonly ratio: number; readonly peakMemoryMB: number; readonly creates: number; readonly updates: number; readonly runs: readonly number[]; readonly bareLoopRuns: readonly number[] }
  /** One edited mapping: the value of some people, and of everybody, is another. `people` is how many of them were planned anew. */
  readonly replan: { readonly ms: number; readonly people: number; readonly everybody: { readonly ms: number; readonly people: number } }
  readonly incremental: { readonly changed: number; readonly ms: number }
  readonly profile: { readonly rows: number; readonly attributes: number; readonly ms: number }
  readonly planPage: { readonly ms: number }
  /** Values by count of an attribute over the whole plan: the first one asked for, another, and one that is known narrowed by another. */
  readonly facet: FacetFigures
  /** One edited expression over everybody, from question to full answer; `firstMs` is the editor's first question. */
  /** The sample company through its three hops, and ninety days of a tenth of it. */
  readonly chain: ChainFigures
  readonly forecast: ForecastFigures
  readonly lens: { readonly ms: number; readonly firstMs: number; readonly people: number; readonly runs: readonly number[] }
}

interface Replans {
  readonly ms: readonly number[]
  readonly people: number
}

/** A tenth of the most that is promised. */
const GROWTH_FROM = 100_000
/** Cold runs of so many people and of more: a minute of a slow machine is a large part of the shorter ones. */
const RUNS = 5
const LONG_RUNS = 3
/** The sample company has at least so many people. */
const FEWEST = 1000
/** The sizes that the promises name: three hops over so many people, a forecast over so many. */
const MOST_IN_CHAIN = 100_000
const MOST_IN_FORECAST = 10_000

function sampleSize(people: number, most: number): number {
  return Math.min(most, Math.max(FEWEST, Math.round(people)))
}

/**
 * The figures of the product's promises on generated people, medians of three runs and more, the bare loop between the cold runs so that a
 * machine that changes its speed changes both. Fails when the loop and the engine do not plan the same creates and updates.
 */
export async function runBench(options: {
  readonly people: number
  readonly keep?: string | undefined
  readonly signal: AbortSignal
  readonly onStep: (text: string) => void
}): Promise<BenchReport> {
  const folder = options.keep ?? await mkdtemp(join(tmpdir(), 'rehearsal-bench-'))
  await mkdir(folder, { recursive: true })
  try {
    options.onStep(`Generating ${options.people.toLocaleString('en-US')} people`)
    const manifest = await generateBenchmark(folder, { people: options.people })
    await settle(Object.values(manifest.files))
    const runs = options.people > GROWTH_FROM ? LONG_RUNS : RUNS
    const cold: number[] = []
    const bare: number[] = []
    const cpu: { readonly cold: number[]; readonly bare: number[] } = { cold: [], bare: [] }
    let peakMemoryMB = 0
    for (let i = 0; i < runs; i++) {
      options.onStep(`Cold cycle ${i + 1} of ${runs}`)
      const engine = await measure('cold', folder, options.signal) as { ms: number; cpuMs: number; creates: number; updates: number; peakMemoryMB: number }
      options.onStep(`Bare loop ${i + 1} of ${runs}`)
      const loop = await measure('bare', folder, options.signal) as { ms: number; cpuMs: number; creates: number; updates: number }
      if (engine.creates !== loop.creates || engine.updates !== loop.updates) {
        throw new AppError('refused', `The cycle plans ${engine.creates} creates and ${engine.updates} updates, the bare loop ${loop.creates} and ${loop.updates}; figures that do not do the same work are worth nothing.`)
      }
      cold.push(engine.ms)
      bare.push(loop.ms)
      cpu.cold.push(engine.cpuMs)
      cpu.bare.push(loop.cpuMs)
      peakMemoryMB = Math.max(peakMemoryMB, engine.peakMemoryMB)
    }
    const fewer = options.people > GROWTH_FROM ? await fewerCold(folder, options) : undefined
    options.onStep('Plan again, incremental cycle, a page of the plan')
    const warm = await measure('warm', folder, options.signal) as { some: Replans; everybody: Replans; incrementals: number[]; changed: number; planPageMs: number; facet: FacetFigures }
    options.onStep('Lens')
    const lens = await measure('lens', folder, options.signal) as LensFigures
    options.onStep('Three hops')
    const inChain = sampleSize(options.people, MOST_IN_CHAIN)
    await measure('chain-sample', folder, options.signal, inChain)
    const chain = await measure('chain', folder, options.signal, inChain) as ChainFigures
    options.onStep('Forecast')
    const inForecast = sampleSize(options.people / 10, MOST_IN_FORECAST)
    await measure('forecast-sample', folder, options.signal, inForecast)
    const forecast = await measure('forecast', folder, options.signal, inForecast) as ForecastFigures
    options.onStep('Profile')
    const profile = await measure('profile', folder, options.signal) as { ms: number; rows: number; attributes: number }
    const round = (ms: number): number => Math.round(ms)
    return {
      people: options.people, mappings: 30, cores: availableParallelism(), node: process.versions.node,
      ...(fewer === undefined ? {} : { growth: { people: GROWTH_FROM, ms: round(fewer), times: Math.round((median(cold) / fewer) * 10) / 10 } }),
      cold: {
        ms: round(median(cold)), cpuMs: round(median(cpu.cold)), bareLoopMs: round(median(bare)), bareLoopCpuMs: round(median(cpu.bare)),
        ratio: Math.round((median(cold) / median(bare)) * 100) / 100, peakMemoryMB, creates: manifest.creates, updates: manifest.updates,
        runs: cold.map(round), bareLoopRuns: bare.map(round),
      },
      replan: { ms: round(median(warm.some.ms)), people: warm.some.people, everybody: { ms: round(median(warm.everybody.ms)), people: warm.everybody.people } },
      incremental: { changed: warm.changed, ms: round(median(warm.incrementals)) },
      profile: { rows: profile.rows, attributes: profile.attributes, ms: round(profile.ms) },
      planPage: { ms: Math.round(warm.planPageMs * 10) / 10 },
      facet: warm.facet,
      chain,
      forecast,
      lens: { ms: round(median(lens.ms)), firstMs: round(lens.firstMs), people: lens.people, runs: lens.ms.map(round) },
    }
  } finally {
    if (options.keep === undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** The cold cycle over fewer people, in the same run: the machine is the same, and so is its noise. */
async function fewerCold(folder: string, options: { readonly signal: AbortSignal; readonly onStep: (text: string) => void }): Promise<number> {
  const fewer = join(folder, 'fewer')
  options.onStep(`The same for ${GROWTH_FROM.toLocaleString('en-US')} people`)
  await settle(Object.values((await generateBenchmark(fewer, { people: GROWTH_FROM })).files))
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) times.push((await measure('cold', fewer, options.signal) as { ms: number }).ms)
  return median(times)
}

/** Files that were just written are on the disk: what is measured next does not wait for them. */
async function settle(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const handle = await open(file, 'r+')
    await handle.sync().finally(() => handle.close())
  }
}

async function measure(what: string, folder: string, signal: AbortSignal, people?: number): Promise<unknown> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(__dirname, 'bench-worker.cjs'), what, folder, ...(people === undefined ? [] : [String(people)]),
    ], { signal, maxBuffer: 1 << 24 })
    return JSON.parse(stdout) as unknown
  } catch (cause) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was measured.', {}, { cause })
    throw cause
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}
