import { AppError } from '../../shared/app-error'
import type { SystemTestView } from '../../shared/ipc/system-views'
import { passwordPlace, storeEntry } from '../../shared/model/password-place'
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

/** Connected systems: tried, and added to the draft. The window names no file that it was not given. */
export function systemRequests({ session, jobs, store, chosenFiles }: Options): Handlers<'systems.test' | 'systems.endTest' | 'systems.add'> {
  let asking: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined

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
      const proposed = job === undefined ? undefined : await ask<ProposedJob>('systems.job', { project: context, system, secret, role: job.role, other: systemOf(context.document, job.other) })
      const kept = secret === undefined ? system : keepSecret(system, secret)
      const { document } = session.context('draft')
      const project = await session.saveDraft({ ...document, systems: [...document.systems, kept], ...(proposed && { jobs: [...document.jobs, proposed.job] }) })
      return { project, system: kept.id, decisions: proposed?.decisions ?? [] }
    },
  }

  /** The system that names the store, in which its password then is. Throws `refused` where none can be kept. */
  function keepSecret(system: ConnectedSystem, secret: string): ConnectedSystem {
    const { settings } = system
    if (settings.kind !== 'ldap') throw new AppError('refused', 'Only a live directory is read with a password.')
    store.keep(storeEntry(system.id, settings), secret)
    return { ...system, settings: { ...settings, passwordFrom: `store:${system.id}` } }
  }
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

function filesOf(place: { readonly kind: ConnectorSettings['kind'] | 'files'; readonly paths?: readonly string[] | undefined; readonly caFile?: string | undefined }): readonly string[] {
  return [...place.paths ?? [], ...(place.caFile === undefined ? [] : [place.caFile])]
}
