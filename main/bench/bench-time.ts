import { join } from 'node:path'
import { openSession } from '../jobs/open-session'
import { runCycle } from '../jobs/run-cycle'
import { runForecast } from '../jobs/run-forecast'
import { hashConfiguration } from '../project/canonical-json'
import { writeSample } from '../sample/write-sample'

const work = { signal: new AbortController().signal, onProgress: (): void => undefined }

export interface ChainFigures {
  readonly people: number
  readonly hops: number
  /** From the exports of all systems on disk, an empty mirror, to the saved plan of all hops. */
  readonly ms: number
  /** The same again over what the mirror holds: planning alone. */
  readonly planMs: number
}

export interface ForecastFigures {
  readonly people: number
  readonly days: number
  readonly ms: number
  /** With everybody evaluated each day. */
  readonly fullMs: number
}

/** The sample company at a size, through its three hops. */
export async function benchChain(folder: string, people: number): Promise<ChainFigures> {
  const { document, clock } = await writeSample(folder, { people, chain: true })
  const session = openSession(folder, join(folder, 'chain.sqlite'))
  try {
    const request = { document, configHash: hashConfiguration(document), draft: false, type: 'initial' as const, now: clock, seed: 1, startedAt: clock }
    const cold = await timed(() => runCycle(session, { ...request, keep: false }, work))
    const planned = await timed(() => runCycle(session, { ...request, keep: false, reread: false }, work))
    return { people, hops: document.jobs.length, ms: cold, planMs: planned }
  } finally {
    session.close()
  }
}

/** Ninety days of the sample company's first hop, from what the mirror holds. */
export async function benchForecast(folder: string, people: number, days: number): Promise<ForecastFigures> {
  const { document, clock } = await writeSample(folder, { people })
  const session = openSession(folder, join(folder, 'forecast.sqlite'))
  try {
    const request = { document, configHash: hashConfiguration(document), draft: false, from: clock, days, seed: 1, startedAt: clock }
    const ms = await timed(() => runForecast(session, { ...request, full: false }, work))
    const fullMs = await timed(() => runForecast(session, { ...request, full: true }, work))
    return { people, days, ms, fullMs }
  } finally {
    session.close()
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}
