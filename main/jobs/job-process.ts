import { statSync } from 'node:fs'
import { AppError } from '../../shared/app-error'
import { BugError } from '../../shared/assert'
import type { PersonTrace } from '../../shared/ipc/person-views'
import type { WorkOutcome } from '../../shared/ipc/views'
import { parentPort, serve, type Question } from './child-port'
import { saveForecast } from './kept-forecast'
import type { ForecastQuestion, ImportQuestion, OnDemandQuestion, ProposeJobQuestion, ProposeQuestion, PurgeQuestion, RehearseQuestion, ReplanPeopleQuestion, ReplanQuestion, TestQuestion } from './job-questions'
import type { ProjectContext } from './project-context'
import { readsTable } from '../mirror/reads-table'
import { readMatchDecisions } from '../project/match-decisions'
import type { AcceptedPair } from './lay-backfill'
import { openSession } from './open-session'
import { proposeFromFiles } from './propose-from-files'
import { proposeJob } from './propose-job'
import { removeMirror } from './remove-mirror'
import { ReplanDesk } from './replan-desk'
import { runChain } from './run-chain'
import type { CycleOutcome } from './run-cycle'
import { runForecast } from './run-forecast'
import { importSystems } from './run-import'
import type { Session } from './session'
import { systemsAsRead } from './systems-as-read'
import { testSystem } from './test-system'
import { tracePerson } from './trace-person'
import { forecastText, importedText, rehearsedText } from './work-texts'

/*
 * The process that imports and rehearses: the mirror's only writer. Main gives it one piece of work at a time. What it read stays in
 * memory while the project is open, so that the next cycle need not fetch it again; main ends it at rest where little is kept. Between two pieces of work it says what an edit would
 * change, and gives that up when work begins.
 */

const replans = new ReplanDesk()

/** As many objects are read back from the mirror in a quarter of a second: for them nobody waits. */
const SOON_READ_BACK = 50_000

let open: { readonly session: Session; readonly identity: string } | undefined

/** The project's mirror, opened again when another project, or another file in its place, is meant. */
function sessionOf({ folder, mirror: file }: ProjectContext): Session {
  if (open && open.identity === identityOf(file)) return open.session
  open?.session.close()
  open = undefined
  const session = openSession(folder, file, true)
  open = { session, identity: identityOf(file) }
  return session
}

function identityOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return `${file}\n${stat?.dev}\n${stat?.ino}`
}

async function importWork({ project, system, acceptEmpty }: ImportQuestion, work: Question): Promise<WorkOutcome> {
  const startedAt = performance.now()
  const session = sessionOf(project)
  const release = session.beginWork()
  try {
    const systems = systemsAsRead(project.document).filter(({ id }) => system === undefined || id === system)
    const results = await importSystems(session, systems, { readAt: new Date().toISOString(), acceptEmpty: acceptEmpty === true }, work)
    return { kind: 'imported', durationMs: Math.round(performance.now() - startedAt), text: importedText(results) }
  } catch (error) {
    session.forget()
    throw error
  } finally {
    release()
  }
}

/** Somebody opens an editor: of a project that is soon read back, what the first edit is compared with is worked out ahead. */
async function prepareEdits({ project }: ReplanQuestion): Promise<null> {
  if (!statSync(project.mirror, { throwIfNoEntry: false })) return null
  const session = sessionOf(project)
  const reads = readsTable(session.mirror.db)
  const objects = project.document.systems.reduce((sum, { id }) => sum + (reads.current(id)?.read ?? 0), 0)
  if (objects <= SOON_READ_BACK) await replans.prepare(() => session, project)
  return null
}

/** Whether nothing is lost where this process ends while nobody asks for anything. */
function mayRest(): boolean {
  return !replans.isAsked && (open?.session.objectsKept ?? 0) <= SOON_READ_BACK
}

async function rehearseWork({ project, keep, type, now, seed, restart, released, backfill, job }: RehearseQuestion, work: Question): Promise<WorkOutcome> {
  const startedAt = new Date().toISOString()
  const { document, configHash, draft, version } = project
  const session = sessionOf(project)
  replans.forget()
  const { runs, chain } = await runChain(session, {
    document, configHash, draft, keep, startedAt, now: now ?? startedAt, seed: seed ?? document.seed ?? 1,
    ...(type === undefined ? {} : { type }), ...(version === undefined ? {} : { version }), ...(restart === undefined ? {} : { restart }),
    ...(job === undefined ? {} : { job }), ...(released === undefined ? {} : { released }), ...(backfill === true ? { backfill: await acceptedPairs(project.folder) } : {}),
  }, work)
  const [outcome] = runs as [CycleOutcome, ...CycleOutcome[]]
  return {
    kind: 'rehearsed', run: outcome.runNumber, durationMs: runs.reduce((sum, run) => sum + run.durationMs, 0),
    text: rehearsedText(outcome.runNumber, outcome.summary, { chain, isKept: session.isKept(document.systems.map(({ id }) => id)) }),
  }
}

async function acceptedPairs(folder: string): Promise<readonly AcceptedPair[]> {
  return (await readMatchDecisions(folder)).filter(({ verdict }) => verdict === 'accepted')
}

async function forecastWork({ project, days, full, now }: ForecastQuestion, work: Question): Promise<WorkOutcome> {
  const startedAt = new Date().toISOString()
  const begun = performance.now()
  const { document, configHash, draft } = project
  const forecast = await runForecast(sessionOf(project), { document, configHash, draft, from: now ?? startedAt, days, full, seed: document.seed ?? 1, startedAt }, work)
  await saveForecast(project.mirror, { configHash, madeAt: startedAt, forecast })
  return { kind: 'forecast', durationMs: Math.round(performance.now() - begun), text: forecastText(forecast) }
}

async function onDemandWork({ project, input: { job: id, anchor } }: OnDemandQuestion, work: Question): Promise<PersonTrace> {
  const { document } = project
  const job = document.jobs.find((one) => one.id === id)
  if (!job) throw new AppError('jobUnknown', `The project has no job ${id}.`, { job: id })
  const session = sessionOf(project)
  const release = session.beginWork()
  try {
    const now = new Date().toISOString()
    await importSystems(session, systemsAsRead(document).filter((system) => system.id === job.source || system.id === job.target), { readAt: now }, work)
    return await tracePerson({ session, document, job, anchor, now, seed: document.seed ?? 1, work })
  } finally {
    release()
  }
}

/** Removes the mirror with what lies beside it. Throws `mirrorBusy` while another process works on it, `fileWriteFailed` where something cannot be removed. */
async function purge({ project }: PurgeQuestion): Promise<null> {
  const session = sessionOf(project)
  session.beginWork()()
  session.close()
  open = undefined
  replans.forget()
  await removeMirror(project.mirror)
  return null
}

serve(parentPort(), async (question) => {
  switch (question.name) {
    case 'replan.difference': {
      const { project } = question.input as ReplanQuestion
      return replans.difference(() => sessionOf(project), project)
    }
    case 'replan.people': {
      const { project, input } = question.input as ReplanPeopleQuestion
      return replans.people(project, input)
    }
    case 'replan.prepare': return prepareEdits(question.input as ReplanQuestion)
    case 'replan.cancel': return replans.giveUp()
    case 'rest': return mayRest()
    case 'systems.test': return testSystem(question.input as TestQuestion, question)
    case 'systems.job': return proposeJob(question.input as ProposeJobQuestion, question)
    default: await replans.giveUp()
  }
  switch (question.name) {
    case 'import': return importWork(question.input as ImportQuestion, question)
    case 'rehearse': return rehearseWork(question.input as RehearseQuestion, question)
    case 'forecast': return forecastWork(question.input as ForecastQuestion, question)
    case 'person.onDemand': return onDemandWork(question.input as OnDemandQuestion, question)
    case 'purge': return purge(question.input as PurgeQuestion)
    case 'propose': return proposeFromFiles({ ...(question.input as ProposeQuestion), signal: question.signal })
    default: throw new BugError(`The job process is asked for ${question.name}`)
  }
})
