import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectDocument } from '../../shared/model/project'
import { inspectSource } from '../connectors/profile'
import { openSession } from '../jobs/open-session'
import { runCycle } from '../jobs/run-cycle'
import { replan } from '../jobs/replan'
import { savePlan } from '../jobs/save-plan'
import { mirrorViews } from '../mirror/views/mirror-views'
import { planActions } from '../mirror/views/plan-view'
import { hashDocument } from '../project/canonical-json'
import { benchmarkDocument } from '../sample/benchmark-data'
import { bareLoop } from './bare-loop'
import { benchFacets } from './bench-facets'
import { benchLens } from './bench-lens'
import { benchChain, benchForecast, writeTimeSample } from './bench-time'

/*
 * One measurement in a process of its own, so that neither warm code nor the memory of another measurement flatters it.
 * Prints one line of JSON. Times are taken inside: a start of Node is not what is measured.
 */

const NOW = '2026-11-21T00:00:00Z'
const FORECAST_DAYS = 90
const work = { signal: new AbortController().signal, onProgress: (): void => undefined }

async function measure(what: string, folder: string, people: string | undefined): Promise<unknown> {
  const mirror = join(folder, 'mirror.sqlite')
  const cycle = async (session: ReturnType<typeof openSession>, document: ProjectDocument, options: { readonly type: 'initial' | 'incremental'; readonly plan: string }) => {
    const started = performance.now()
    const outcome = await runCycle(session, {
      document, configHash: hashDocument(document), draft: false, type: options.type, now: NOW, seed: 1, keep: true, startedAt: NOW,
    }, work)
    await savePlan(session, outcome.runNumber, 'json', options.plan, { skipped: false })
    return { ms: performance.now() - started, outcome }
  }
  const document = benchmarkDocument()
  switch (what) {
    case 'bare': {
      const [started, used] = [performance.now(), process.cpuUsage()]
      const counts = await bareLoop(folder, join(folder, 'bare.ndjson'))
      return { ms: performance.now() - started, cpuMs: cpuMsSince(used), ...counts }
    }
    case 'cold': {
      await removeMirror(mirror)
      const used = process.cpuUsage()
      const session = openSession(folder, mirror)
      const { ms, outcome } = await cycle(session, document, { type: 'initial', plan: join(folder, 'plan.json') })
      const cpuMs = cpuMsSince(used)
      session.close()
      return { ms, cpuMs, creates: outcome.summary.create, updates: outcome.summary.update, peakMemoryMB: peakMB() }
    }
    case 'warm': {
      await removeMirror(mirror)
      const session = openSession(folder, mirror, true)
      const first = await cycle(session, document, { type: 'initial', plan: join(folder, 'plan.json') })
      const page = planPageMs(session.mirror, first.outcome.runNumber)
      const facet = await benchFacets(session.mirror, first.outcome.runNumber)
      const some = await replans(session, (round) => edited(document, 'department', `Switch([Department_Code], [Department], "4410", "Heart Centre", "4420", "Cancer Centre", "4430", "Brain and Nerves", "5510", "Laboratories", "6610", "Kitchen ${round}")`))
      const everybody = await replans(session, (round) => edited(document, 'division', `Append([Division], " ${round}")`))
      const incrementals: number[] = []
      let changed = 0
      await copyFile(join(folder, 'workers.csv'), join(folder, 'first.csv'))
      for (const file of ['changed.csv', 'first.csv', 'changed.csv']) {
        await copyFile(join(folder, file), join(folder, 'workers.next'))
        await rename(join(folder, 'workers.next'), join(folder, 'workers.csv'))
        const run = await cycle(session, document, { type: 'incremental', plan: join(folder, 'plan-incremental.json') })
        incrementals.push(run.ms)
        changed = run.outcome.jobs[0]?.sourceObjects ?? 0
      }
      await copyFile(join(folder, 'first.csv'), join(folder, 'workers.csv'))
      session.close()
      return { some, everybody, incrementals, changed, planPageMs: page, facet }
    }
    case 'chain-sample': return writeTimeSample(join(folder, 'chain'), Number(people), true).then(() => null)
    case 'chain': return benchChain(join(folder, 'chain'), Number(people))
    case 'forecast-sample': return writeTimeSample(join(folder, 'forecast'), Number(people), false).then(() => null)
    case 'forecast': return benchForecast(join(folder, 'forecast'), Number(people), FORECAST_DAYS)
    case 'lens': {
      await removeMirror(mirror)
      return benchLens(folder, mirror, document)
    }
    case 'profile': {
      const started = performance.now()
      const result = await inspectSource(join(folder, 'workers.csv'))
      const type = result.objectTypes[0]
      return { ms: performance.now() - started, rows: type?.count ?? 0, attributes: type?.attributes.length ?? 0 }
    }
    default: throw new Error(`There is no measurement ${what}.`)
  }
}

/** Three plans after an edit each, from the edit to the saved plan. */
async function replans(session: ReturnType<typeof openSession>, edit: (round: number) => ProjectDocument): Promise<{ readonly ms: readonly number[]; readonly people: number }> {
  const ms: number[] = []
  let people = 0
  for (let round = 0; round < 3; round++) {
    const document = edit(round)
    const started = performance.now()
    const { replanned, jobs } = await replan(session, { document, configHash: hashDocument(document), draft: true, startedAt: NOW }, work)
    ms.push(performance.now() - started)
    people = replanned ?? jobs[0]?.sourceObjects ?? 0
  }
  return { ms, people }
}

/** The document with another expression for one attribute. */
function edited(document: ProjectDocument, target: string, expression: string): ProjectDocument {
  return {
    ...document,
    jobs: document.jobs.map((job) => ({
      ...job,
      objectMappings: job.objectMappings.map((mapping) => ({
        ...mapping,
        attributeMappings: mapping.attributeMappings.map((m) => (m.target === target ? { type: 'Expression' as const, expression, target } : m)),
      })),
    })),
  }
}

/** Median of a page of 200 actions at nine tenths of the plan, as the window asks for it. */
function planPageMs(mirror: Parameters<typeof mirrorViews>[0], run: number): number {
  const views = mirrorViews(mirror)
  const total = planActions(views.plans, { run, offset: 0, limit: 1 }).total
  const times = Array.from({ length: 9 }, () => {
    const started = performance.now()
    planActions(views.plans, { run, offset: Math.floor(total * 0.9), limit: 200 })
    return performance.now() - started
  }).sort((a, b) => a - b)
  return times[4] as number
}

async function removeMirror(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '.lock']) await rm(file + suffix, { force: true })
}

/** The most that was ever resident, which is never less than the proportional set size; to ask for that takes longer than it may while time is measured. */
function peakMB(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

/** Of all threads of this process. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const [what, folder, people] = process.argv.slice(2)
measure(what ?? '', folder ?? '', people).then((result) => process.stdout.write(`${JSON.stringify(result)}\n`), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  process.exitCode = 1
})
