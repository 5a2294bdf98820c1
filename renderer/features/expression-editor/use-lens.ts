import { useCallback, useEffect, useMemo, useState } from 'react'
import type { InputOf } from '../../../shared/ipc/contract'
import type { LensAnswer, LensView } from '../../../shared/ipc/lens-views'
import type { AttributeMapping } from '../../../shared/model/project'
import type { Failure } from '../../ui/row-source'
import { ask, toFailure, useRevision } from '../../use-request'

export type LensQuestion = InputOf<'lens.measure'>
export type Against = LensQuestion['against']

/** An answer that gives no figures. */
export type LensRefusal = Exclude<LensAnswer, { readonly kind: 'measured' | 'superseded' }>

export interface Lens {
  /** The last figures, and the question that they answer; they stay while a newer question waits, and after a refusal. */
  readonly measured?: { readonly question: LensQuestion; readonly lens: LensView }
  /** Whether the figures answer what is asked now. */
  readonly settled: boolean
  readonly refusal?: LensRefusal
  readonly failure?: Failure
  readonly retry: () => void
}

interface State {
  readonly key: string
  readonly measured?: Lens['measured']
  readonly refusal?: LensRefusal
  readonly failure?: Failure
}

const AGAIN_MS = 100

/**
 * One mapping over everybody, measured again whenever the question changes. An answer to an older question is dropped; one that covers
 * a part of the people is shown, and asked for again as long as it grows.
 */
export function useLens(place: { readonly job: string; readonly objectMapping: string }, mapping: AttributeMapping, against: Against): Lens {
  const revision = useRevision((state) => state.revision)
  // Raised to ask the same question again.
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<State>({ key: '' })
  const question = useMemo<LensQuestion | undefined>(
    () => (mapping.type === 'None' ? undefined : { job: place.job, mapping: place.objectMapping, attribute: mapping, against }),
    [place.job, place.objectMapping, mapping, against],
  )
  const key = question === undefined ? '' : `${JSON.stringify(question)} ${String(revision)}`
  const again = useCallback(() => { setAttempt((before) => before + 1) }, [])

  useEffect(() => {
    if (question === undefined) return undefined
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    ask('lens.measure', question).then(
      (answer) => {
        if (!current) return
        const isPart = answer.kind === 'measured' && answer.lens.evaluated > 0 && answer.lens.evaluated < answer.lens.people
        if (answer.kind === 'superseded' || isPart) timer = setTimeout(again, AGAIN_MS)
        if (answer.kind === 'superseded') return
        setState((before) => (answer.kind === 'measured'
          ? { key, measured: { question, lens: answer.lens } }
          : { key, refusal: answer, ...(before.measured !== undefined && { measured: before.measured }) }))
      },
      (error: unknown) => {
        if (current) setState((before) => ({ key, failure: toFailure(error), ...(before.measured !== undefined && { measured: before.measured }) }))
      },
    )
    return () => { current = false; clearTimeout(timer) }
  }, [question, key, attempt, again])

  return useMemo(() => ({
    settled: state.key === key && state.refusal === undefined && state.failure === undefined, retry: again,
    ...(question !== undefined && state.measured !== undefined && { measured: state.measured }),
    ...(state.key === key && state.refusal !== undefined && { refusal: state.refusal }),
    ...(state.key === key && state.failure !== undefined && { failure: state.failure }),
  }), [state, key, question, again])
}
