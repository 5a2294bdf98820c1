import { AppError } from '../../shared/app-error'
import { passwordPlace } from '../../shared/model/password-place'

/** Looks a secret up in the operating system's store; undefined when there is none under that name. Throws `secretMissing` where the store cannot be used. */
export type StoreLookup = (name: string) => Promise<string | undefined>

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absent where there is no store: in the command line, for the window's entries can be decrypted by Electron alone. */
  readonly store?: StoreLookup
}

/**
 * The secret that a system's settings name: `env:NAME` or `store:NAME`. Undefined when they name none. Throws `secretMissing`,
 * naming the place and never a value, when there is nothing there, when it is empty, and when it is named in another way.
 */
export async function resolveSecret(passwordFrom: string | undefined, { env, store }: SecretSources): Promise<string | undefined> {
  if (passwordFrom === undefined) return undefined
  const { kind, name = '' } = passwordPlace(passwordFrom) ?? {}
  if (kind === 'env') {
    const value = env[name]
    if (value === undefined || value === '') {
      throw new AppError('secretMissing', `The environment variable ${name}, which should hold the password, is ${value === undefined ? 'not set' : 'empty'}; set it before starting Rehearsal.`, { kind, name })
    }
    return value
  }
  if (kind === 'store') {
    const value = await store?.(name)
    if (value === undefined || value === '') {
      throw new AppError('secretMissing', store === undefined
        ? `The password "${name}" is in the operating system's store, which the window alone can open; use env:NAME here.`
        : `No password named "${name}" was entered for this server and account; enter it in Connections.`, { kind, name })
    }
    return value
  }
  // Not repeated: somebody may have written the password itself.
  throw new AppError('secretMissing', 'The settings must say where the password comes from, as env:NAME or store:NAME, and must not hold the password itself.')
}
