import { AppError } from '../../shared/app-error'
import type { InputOf } from '../../shared/ipc/contract'
import type { SystemTestView } from '../../shared/ipc/system-views'
import { passwordPlace, storeEntry } from '../../shared/model/password-place'
import type { ConnectedSystem, ConnectorSettings, ProjectDocument } from '../../shared/model/project'
import type { JobHost } from '../jobs/job-host'
import type { TestQuestion } from '../jobs/job-questions'
import { freeSystem } from '../jobs/free-system'
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
  let testing: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined

  function test(input: InputOf<'systems.test'>): Promise<SystemTestView> {
    if ('place' in input) refuseUnchosen(filesOf(input.place), chosenFiles)
    const question: TestQuestion = { project: session.context('draft'), input }
    const before = testing
    before?.controller.abort()
    const controller = new AbortController()
    const answer = (before?.ended ?? Promise.resolve()).then(() => jobs.ask('systems.test', question, controller.signal))
    testing = { controller, ended: answer.catch(() => undefined) }
    return answer as Promise<SystemTestView>
  }

  return {
    'systems.test': test,
    'systems.endTest': () => {
      testing?.controller.abort()
      return null
    },
    'systems.add': async ({ system: wanted, secret }) => {
      refuseUnchosen(filesOf(wanted.settings), chosenFiles)
      refusePassword(wanted.settings)
      const { folder, document } = session.context('draft')
      const system = freeSystem({ ...wanted, settings: withinProject(wanted.settings, folder) }, document.systems)
      const kept = secret === undefined ? system : keepSecret(system, secret)
      const project = await session.saveDraft({ ...document, systems: [...document.systems, kept] } satisfies ProjectDocument)
      return { project, system: kept.id }
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

/** Throws `refused` where the settings hold what is no place of a password: it may be the password. */
function refusePassword(settings: ConnectorSettings): void {
  if (settings.kind !== 'ldap' || settings.passwordFrom === undefined || passwordPlace(settings.passwordFrom) !== undefined) return
  throw new AppError('refused', 'The settings must say where the password comes from, as env:NAME or store:NAME, and must not hold the password itself.')
}

function filesOf(place: { readonly kind: ConnectorSettings['kind'] | 'files'; readonly paths?: readonly string[] | undefined; readonly caFile?: string | undefined }): readonly string[] {
  return [...place.paths ?? [], ...(place.caFile === undefined ? [] : [place.caFile])]
}
