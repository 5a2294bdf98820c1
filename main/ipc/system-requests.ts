import { AppError } from '../../shared/app-error'
import type { SystemTestView } from '../../shared/ipc/system-views'
import { passwordPlace, storeEntry, type StoreEntry } from '../../shared/model/password-place'
import type { ConnectedSystem, ConnectorSettings, ProjectDocument } from '../../shared/model/project'
import type { JobHost } from '../jobs/job-host'
import { freeSystem } from '../jobs/free-system'
import type { ProposeJobQuestion, TestQuestion } from '../jobs/job-questions'
import type { ProposedJob } from '../jobs/propose-job'
import { withinProject } from '../jobs/within-project'
import type { ProjectSession } from '../project-session'
import type { SecretStore } from '../secret-store'
import type { Handlers } from './answer'

interface Options {
  readonly session: ProjectSession
  readonly jobs: JobHost
  readonly store: SecretStore
  /** Paths that a dialog gave in this session. */
  readonly chosenFiles: ReadonlySet<string>
}

/** What an answer to `systems.add` brought into a project, so that it alone can be taken back. */
interface Addition {
  readonly folder: string
  readonly system: string
  /** The job that was proposed with it. */
  readonly job?: string
  /** Where its password is kept. */
  readonly entry?: StoreEntry
}

/** Connected systems: tried, added to the draft, and taken back. The window names no file that it was not given. */
export function systemRequests({ session, jobs, store, chosenFiles }: Options): Handlers<'systems.test' | 'systems.endTest' | 'systems.add' | 'systems.undoAdd'> {
  let asking: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined
  /** Of this session, in the order in which they came. */
  let additions: readonly Addition[] = []

  /** Asks the job process; a newer question ends an older one. */
  function ask<T>(name: 'systems.test' | 'systems.job', question: TestQuestion | ProposeJobQuestion): Promise<T> {
    const before = asking
    before?.controller.abort()
    const controller = new AbortController()
    const answer = (before?.ended ?? Promise.resolve()).then(() => jobs.ask(name, question, controller.signal))
    asking = { controller, ended: answer.catch(() => undefined) }
    return answer as Promise<T>
  }

  return {
    'systems.test': (input) => {
      if ('place' in input) refuseUnchosen(filesOf(input.place), chosenFiles)
      return ask<SystemTestView>('systems.test', { project: session.context('draft'), input })
    },
    'systems.endTest': () => {
      asking?.controller.abort()
      return null
    },
    'systems.add': async ({ system: wanted, secret, job }) => {
      refuseUnchosen(filesOf(wanted.settings), chosenFiles)
      refusePassword(wanted.settings)
      const context = session.context('draft')
      const system = freeSystem({ ...wanted, settings: withinProject(wanted.settings, context.folder) }, context.document.systems)
      const proposed = job === undefined
        ? undefined
        : await ask<ProposedJob>('systems.job', { project: context, system, secret, role: job.role, other: systemOf(context.document, job.other) })
      const entry = secret === undefined ? undefined : keepSecret(system, secret)
      const { document } = session.context('draft')
      const project = await session.saveDraft({
        ...document, systems: [...document.systems, withPassword(system, entry)], ...(proposed && { jobs: [...document.jobs, proposed.job] }),
      })
      additions = [...additions, { folder: context.folder, system: system.id, ...(proposed && { job: proposed.job.id }), ...(entry && { entry }) }]
      return { project, system: system.id, decisions: proposed?.decisions ?? [] }
    },
    'systems.undoAdd': async ({ system }) => {
      const { folder, document } = session.context('draft')
      const addition = additions.find((one) => one.folder === folder && one.system === system)
      if (!addition) throw new AppError('refused', 'Only a system that was added since Rehearsal was started can be taken back.', { system })
      refuseUsed(document, addition)
      const project = await session.saveDraft(withoutAddition(document, addition))
      if (addition.entry !== undefined) store.forget(addition.entry)
      additions = additions.filter((one) => one !== addition)
      return project
    },
  }

  /** Keeps the password of a directory, and says where. Throws `refused` where none can be kept. */
  function keepSecret({ id, settings }: ConnectedSystem, secret: string): StoreEntry {
    if (settings.kind !== 'ldap') throw new AppError('refused', 'Only a live directory is read with a password.')
    const entry = storeEntry(id, settings)
    store.keep(entry, secret)
    return entry
  }
}

function withPassword(system: ConnectedSystem, entry: StoreEntry | undefined): ConnectedSystem {
  const { settings } = system
  return entry === undefined || settings.kind !== 'ldap' ? system : { ...system, settings: { ...settings, passwordFrom: `store:${entry.name}` } }
}

/** Throws `refused` where later edits rest on what was added: to take it back would break them. */
function refuseUsed({ jobs, systems, tests = [] }: ProjectDocument, { system, job }: Addition): void {
  const name = systems.find((one) => one.id === system)?.name ?? system
  const other = jobs.find((one) => one.id !== job && (one.source === system || one.target === system))
  if (other) throw new AppError('refused', `${name} cannot be taken back, because the job ${other.name ?? other.id} uses it by now.`, { system, job: other.id })
  const golden = tests.find((one) => one.job === job)
  if (golden) throw new AppError('refused', `${name} cannot be taken back, because the test ${golden.name ?? golden.anchor} was saved for its job.`, { system })
}

function withoutAddition(document: ProjectDocument, { system, job }: Addition): ProjectDocument {
  return { ...document, systems: document.systems.filter((one) => one.id !== system), jobs: document.jobs.filter((one) => one.id !== job) }
}

/** Throws `refused` for a path that no dialog gave. */
export function refuseUnchosen(paths: readonly string[], chosen: ReadonlySet<string>): void {
  if (!paths.every((path) => chosen.has(path))) throw new AppError('refused', 'Only files that were chosen in this window can be read. Choose them again.')
}

function systemOf({ systems }: ProjectDocument, id: string): ConnectedSystem {
  const found = systems.find((system) => system.id === id)
  if (!found) throw new AppError('systemUnknown', `The project has no system ${id}.`, { system: id })
  return found
}

/** Throws `refused` where the settings hold what is no place of a password: it may be the password. */
function refusePassword(settings: ConnectorSettings): void {
  if (settings.kind !== 'ldap' || settings.passwordFrom === undefined || passwordPlace(settings.passwordFrom) !== undefined) return
  throw new AppError('refused', 'The settings must say where the password comes from, as env:NAME or store:NAME, and must not hold the password itself.')
}

function filesOf(place: {
  readonly kind: ConnectorSettings['kind'] | 'files'
  readonly paths?: readonly string[] | undefined
  readonly caFile?: string | undefined
}): readonly string[] {
  return [...place.paths ?? [], ...(place.caFile === undefined ? [] : [place.caFile])]
}
