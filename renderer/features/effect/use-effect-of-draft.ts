import { useCallback, useState } from 'react'
import type { ReplanAnswer, ReplanView } from '../../../shared/ipc/replan-views'
import type { ProjectState } from '../../../shared/ipc/views'
import type { Failure } from '../../ui/row-source'
import { ask, useRequest } from '../../use-request'

export type EffectState =
  | { readonly kind: 'working' }
  | { readonly kind: 'view'; readonly view: ReplanView }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | Exclude<ReplanAnswer, { kind: 'difference' | 'superseded' }>
  /** Somebody cancelled it. */
  | { readonly kind: 'given' }

export interface EffectOfDraft {
  readonly state: EffectState
  readonly cancel: () => void
  readonly again: () => void
}

/** What the draft would make of the last run; asked after each kept edit, and after each run and read. */
export function useEffectOfDraft(project: ProjectState, asked: boolean): EffectOfDraft {
  const draft = project.draft?.savedAt
  const answer = useRequest('replan.difference', asked && draft !== undefined ? { draft } : null)
  const [cancelled, setCancelled] = useState<string>()
  const cancel = useCallback(() => {
    setCancelled(draft)
    void ask('replan.cancel', {}).catch(() => undefined) // it ends by itself; there is nothing to say
  }, [draft])
  const again = useCallback(() => { setCancelled(undefined); answer.reload() }, [answer])
  return { state: stateOf(answer, cancelled === draft), cancel, again }
}

function stateOf(answer: ReturnType<typeof useRequest<'replan.difference'>>, cancelled: boolean): EffectState {
  if (answer.status === 'failed') return { kind: 'failed', failure: answer.failure }
  if (answer.status === 'loading') return cancelled ? { kind: 'given' } : { kind: 'working' }
  const { value } = answer
  switch (value.kind) {
    case 'difference': return { kind: 'view', view: value.view }
    case 'superseded': return { kind: 'given' }
    default: return value
  }
}
