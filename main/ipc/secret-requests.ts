import { AppError } from '../../shared/app-error'
import type { SecretView } from '../../shared/ipc/views'
import { passwordPlace, storeEntry } from '../../shared/model/password-place'
import type { LdapSettings, ProjectDocument } from '../../shared/model/project'
import type { ProjectSession } from '../project-session'
import type { SecretStore } from '../secret-store'
import type { Handlers } from './answer'

/** Passwords of directories: entered, replaced and forgotten here, and never shown again. */
export function secretRequests(
  session: ProjectSession, store: SecretStore,
): Handlers<'secrets.state' | 'secrets.keep' | 'secrets.forget' | 'secrets.list' | 'secrets.forgetEntry'> {
  /** What the project that is open says of a directory, and under which name its password would be kept. */
  function directory(id: string): { readonly document: ProjectDocument; readonly settings: LdapSettings; readonly name: string } {
    const { document } = session.context('draft')
    const settings = document.systems.find((system) => system.id === id)?.settings
    if (settings?.kind !== 'ldap') throw new AppError('refused', 'Only a live directory is read with a password.', { system: id })
    const place = passwordPlace(settings.passwordFrom ?? '')
    return { document, settings, name: place?.kind === 'store' ? place.name : id }
  }

  return {
    'secrets.state': ({ system }): SecretView => {
      const refusal = store.refusal()
      if (system === undefined) return { kept: false, ...(refusal !== undefined && { refusal }) }
      const { settings, name } = directory(system)
      const place = passwordPlace(settings.passwordFrom ?? '')
      return { ...(place && { place }), kept: place?.kind === 'store' && store.has(storeEntry(name, settings)), ...(refusal !== undefined && { refusal }) }
    },
    'secrets.keep': async ({ system, secret }) => {
      const { document, settings, name } = directory(system)
      store.keep(storeEntry(name, settings), secret)
      const passwordFrom = `store:${name}`
      if (settings.passwordFrom === passwordFrom) return null
      return session.saveDraft({ ...document, systems: document.systems.map((one) => (one.id === system ? { ...one, settings: { ...settings, passwordFrom } } : one)) })
    },
    'secrets.forget': ({ system }) => {
      const { settings, name } = directory(system)
      store.forget(storeEntry(name, settings))
      return null
    },
    'secrets.list': () => store.entries(),
    'secrets.forgetEntry': (entry) => {
      store.forget(entry)
      return null
    },
  }
}
