import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { InputOf } from '../../../shared/ipc/contract'
import type { SystemTestView } from '../../../shared/ipc/system-views'
import type { Failure } from '../../ui/row-source'
import { ask, toFailure } from '../../use-request'

type State =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly view?: SystemTestView | undefined }
  | { readonly status: 'done'; readonly view: SystemTestView }
  | { readonly status: 'failed'; readonly failure: Failure }

export interface SystemTest {
  readonly status: State['status']
  /** What was found last; it stays while a newer test goes on. */
  readonly view: SystemTestView | undefined
  readonly failure: Failure | undefined
  readonly run: (input: InputOf<'systems.test'>) => Promise<void>
  /** Ends a test that goes on, and forgets what was found. */
  readonly end: () => void
}

/** A test of a system: the newest one counts, and one that goes on ends with whoever asked for it. */
export function useSystemTest(): SystemTest {
  const [state, setState] = useState<State>({ status: 'idle' })
  const newest = useRef(0)
  const running = useRef(false)

  const run = useCallback(async (input: InputOf<'systems.test'>) => {
    const mine = ++newest.current
    running.current = true
    setState((before) => ({ status: 'running', view: 'view' in before ? before.view : undefined }))
    const next = await ask('systems.test', input).then(
      (view): State => ({ status: 'done', view }),
      (error: unknown): State => ({ status: 'failed', failure: toFailure(error) }),
    )
    if (mine !== newest.current) return
    running.current = false
    setState(next)
  }, [])

  const stop = useCallback(() => {
    newest.current++
    if (running.current) void ask('systems.endTest', {})
    running.current = false
  }, [])
  useEffect(() => stop, [stop])
  const end = useCallback(() => {
    stop()
    setState({ status: 'idle' })
  }, [stop])

  return useMemo(() => ({
    status: state.status, view: 'view' in state ? state.view : undefined, failure: state.status === 'failed' ? state.failure : undefined, run, end,
  }), [state, run, end])
}
