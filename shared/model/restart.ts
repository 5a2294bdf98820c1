import { AppError } from '../app-error'

/** What a restart resets, in the service's words (Graph, synchronizationJobRestartCriteria). */
export const RESTART_SCOPES = ['Full', 'Watermark', 'Escrows', 'QuarantineState', 'ConnectorDataStore', 'ForceDeletes'] as const
export type RestartScope = typeof RESTART_SCOPES[number]

/** What the admin centre's Restart does, and an empty scope: links stay (Graph, synchronizationJob: restart). */
const BY_DEFAULT: readonly RestartScope[] = ['QuarantineState', 'Watermark', 'Escrows']

export interface Restart {
  /** Everything is evaluated anew. */
  readonly watermark: boolean
  /** Failures are forgotten, and not tried again before their source changes. */
  readonly escrows: boolean
  /** Links are dropped, and all objects are matched anew. */
  readonly links: boolean
  /** The disables and deletes that a guard held in the last cycle go ahead. */
  readonly forceDeletes: boolean
}

/**
 * What the scopes of a restart mean together: QuarantineState alone means nothing, for no cycle is held back by quarantine. None of them is the default, and
 * `undefined` no restart.
 */
export function restartOf(scopes: readonly RestartScope[] | undefined): Restart | undefined {
  if (scopes === undefined) return undefined
  const chosen = new Set(scopes.length === 0 ? BY_DEFAULT : scopes)
  const full = chosen.has('Full')
  return {
    watermark: full || chosen.has('Watermark'), escrows: full || chosen.has('Escrows'), links: full || chosen.has('ConnectorDataStore'), forceDeletes: chosen.has('ForceDeletes'),
  }
}

/** Scopes out of a comma-separated text, in any case; an empty text is the default. Throws `usage` for what is none, `None` included. */
export function parseRestart(text: string): readonly RestartScope[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '').map((name) => {
    const scope = RESTART_SCOPES.find((known) => known.toLowerCase() === name.toLowerCase())
    if (!scope) throw new AppError('usage', `${name} is no scope of a restart; ${RESTART_SCOPES.join(', ')} are, separated by commas, and an empty text is what Restart does in the admin centre.`)
    return scope
  })
}
