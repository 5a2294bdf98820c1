import type { LogRow } from '../../../shared/ipc/log-views'
import type { LogStatus, ProvisioningStep } from '../../../shared/model/provisioning-log'
import { KIND_WORDS } from '../../texts/common'
import { LOG } from '../../texts/log'
import type { Status } from '../../ui/signs'

export const STATUSES = ['success', 'warning', 'failure', 'skipped'] as const satisfies readonly LogStatus[]
export const ACTIONS = ['create', 'update', 'delete', 'stageddelete', 'disable', 'other'] as const
export const LINKS = ['created', 'firstMatch', 'linked'] as const
export const FORMATS = ['json', 'log-analytics', 'csv'] as const

/** The sign that stands before a status of the log. */
export const STATUS_SIGNS: Readonly<Record<LogStatus, Status>> = { success: 'good', warning: 'warning', failure: 'failed', skipped: 'skipped' }

/** What an entry says in three words: `Create would fail`, `Disable is held`, `Skipped`. */
export function headlineOf({ kind, planStatus, status, action }: Pick<LogRow, 'kind' | 'planStatus' | 'status' | 'action'>): string {
  const word = capital(kind === 'skip' ? LOG.actions[action] : KIND_WORDS[kind])
  if (planStatus === 'held') return LOG.headline.held(word)
  switch (status) {
    case 'failure': return kind === 'skip' ? LOG.headline.fails : LOG.headline.failed(word)
    case 'skipped': return LOG.headline.skipped
    case 'warning': return LOG.headline.warning(word)
    case 'success': return word
  }
}

const ORDER: readonly ProvisioningStep['provisioningStepType'][] = ['import', 'scoping', 'matching', 'processing', 'referenceResolution', 'export']

export type ShownStep =
  | { readonly type: ProvisioningStep['provisioningStepType']; readonly step: ProvisioningStep }
  | { readonly type: ProvisioningStep['provisioningStepType']; readonly step?: undefined }

/**
 * Every step that an object goes through, in their order, those that were not reached without a word of their own. References are no step where
 * nothing refers.
 */
export function shownSteps(steps: readonly ProvisioningStep[]): readonly ShownStep[] {
  return ORDER.flatMap((type): readonly ShownStep[] => {
    const own = steps.filter((step) => step.provisioningStepType === type)
    if (own.length === 0) return type === 'referenceResolution' ? [] : [{ type }]
    return own.map((step) => ({ type, step }))
  })
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
