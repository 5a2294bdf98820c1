import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { create } from 'zustand'
import type { InputOf, OutputOf, RequestName } from '../shared/ipc/contract'
import type { Page } from '../shared/ipc/views'
import { request, RequestError } from './bridge'
import type { Failure, RowSource } from './ui/row-source'

/** A request's answer. `value` stays while it is asked again, and after a failure, so that nothing flickers or is lost. */
export type Requested<T> =
  | { readonly status: 'loading'; readonly value?: T; readonly reload: () => void }
  | { readonly status: 'failed'; readonly value?: T; readonly failure: Failure; readonly reload: () => void }
  | { readonly status: 'ready'; readonly value: T; readonly reload: () => void }

export interface Command<N extends RequestName> {
  readonly status: 'idle' | 'running' | 'failed'
  readonly failure?: Failure
  /** Answers `undefined` where it failed; the failure is then in `failure`. */
  readonly run: (input: InputOf<N>) => Promise<OutputOf<N> | undefined>
  readonly reset: () => void
}

/** Asks once, for hooks that decide themselves which answers count. Throws `RequestError` where it was refused or failed. */
export async function ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return request(name, input)
}

/** Counts what changed behind the window: a finished run, a read, an edit. Requests ask again when it grows. */
export const useRevision = create<{ readonly revision: number; readonly grow: () => void }>((set) => ({
  revision: 0,
  grow: () => set((state) => ({ revision: state.revision + 1 })),
}))

interface Answer<T> {
  readonly key: string
  readonly asked: string
  readonly value?: T
  readonly failure?: Failure
}

/** Asks once for each different input, and again after changes. `null` as input asks nothing and stays loading. */
export function useRequest<N extends RequestName>(name: N, input: InputOf<N> | null): Requested<OutputOf<N>> {
  const revision = useRevision((state) => state.revision)
  const [attempt, setAttempt] = useState(0)
  const key = input === null ? '' : `${name} ${JSON.stringify(input)}`
  const asked = `${key} ${revision} ${attempt}`
  const [answer, setAnswer] = useState<Answer<OutputOf<N>>>()

  useEffect(() => {
    if (key === '') return undefined
    let current = true
    request(name, JSON.parse(key.slice(name.length + 1)) as InputOf<N>).then(
      (value) => { if (current) setAnswer({ key, asked, value }) },
      (error: unknown) => {
        if (current) setAnswer((before) => ({
          key, asked, failure: toFailure(error), ...(before?.key === key && before.value !== undefined && { value: before.value }),
        }))
      },
    )
    return () => { current = false }
  }, [name, key, asked])

  const reload = useCallback(() => { setAttempt((before) => before + 1) }, [])
  return useMemo(() => {
    if (answer === undefined || answer.key !== key) return { status: 'loading', reload }
    if (answer.failure !== undefined) return { status: 'failed', failure: answer.failure, value: answer.value, reload }
    if (answer.asked !== asked) return { status: 'loading', value: answer.value, reload }
    return { status: 'ready', value: answer.value as OutputOf<N>, reload }
  }, [answer, key, asked, reload])
}

/** A command as idle, running or failed. `run` answers what came back, and `undefined` where it failed. */
export function useCommand<N extends RequestName>(name: N): Command<N> {
  const [state, setState] = useState<{ readonly status: 'idle' | 'running' | 'failed'; readonly failure?: Failure }>({ status: 'idle' })
  const run = useCallback(async (input: InputOf<N>) => {
    setState({ status: 'running' })
    try {
      const value = await request(name, input)
      setState({ status: 'idle' })
      return value
    } catch (error) {
      setState({ status: 'failed', failure: toFailure(error) })
      return undefined
    }
  }, [name])
  const reset = useCallback(() => { setState({ status: 'idle' }) }, [])
  return useMemo(() => ({ ...state, run, reset }), [state, run, reset])
}

type PagedName = { [N in RequestName]: OutputOf<N> extends Page<unknown> ? N : never }[RequestName]
type RowOf<N extends RequestName> = OutputOf<N> extends Page<infer Row> ? Row : never
type Filter<N extends RequestName> = Omit<InputOf<N>, 'offset' | 'limit'>

const PAGE_SIZE = 100

interface Pages<Row> {
  readonly key: string
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Row[]>
  readonly answered: boolean
  readonly failure?: Failure
}

/** The rows of a paged request for a table: pages are asked for as they come into view, and kept. */
export function usePages<N extends PagedName>(name: N, filter: Filter<N> | null): RowSource<RowOf<N>> {
  type Row = RowOf<N>
  const revision = useRevision((state) => state.revision)
  const filterText = filter === null ? '' : JSON.stringify(filter)
  const [attempt, setAttempt] = useState(0)
  const key = filterText === '' ? '' : `${name} ${filterText} ${revision} ${attempt}`
  const [state, setState] = useState<Pages<Row>>({ key: '', total: 0, pages: new Map(), answered: false })
  const asked = useRef({ key: '', pages: new Set<number>() })

  const load = useCallback((page: number) => {
    if (key === '') return
    if (asked.current.key !== key) asked.current = { key, pages: new Set() }
    if (asked.current.pages.has(page)) return
    asked.current.pages.add(page)
    const input = { ...JSON.parse(filterText) as Filter<N>, offset: page * PAGE_SIZE, limit: PAGE_SIZE } as unknown as InputOf<N>
    request(name, input).then(
      (value) => {
        const answer = value as Page<Row>
        if (asked.current.key !== key) return
        setState((before) => ({
          key, total: answer.total, answered: true,
          pages: new Map([...(before.key === key ? before.pages : []), [page, answer.rows]]),
        }))
      },
      (error: unknown) => {
        if (asked.current.key !== key) return
        asked.current.pages.delete(page)
        setState((before) => ({ ...(before.key === key ? before : { total: 0, pages: new Map() }), key, answered: true, failure: toFailure(error) }))
      },
    )
  }, [name, key, filterText])

  useEffect(() => { load(0) }, [load])

  return useMemo(() => {
    // Rows of the filter before stay until the first answer to this one.
    const current = state.key === key && state.answered
    return {
      status: !current ? 'loading' : state.failure === undefined ? 'ready' : 'failed',
      total: state.total,
      row: (index: number) => state.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
      need: (first: number, last: number) => {
        for (let page = Math.floor(Math.max(0, first) / PAGE_SIZE); page <= Math.floor(Math.max(0, last) / PAGE_SIZE); page++) load(page)
      },
      ...(current && state.failure !== undefined && { failure: state.failure }),
      retry: () => { setAttempt((before) => before + 1) },
    }
  }, [state, key, load])
}

/** What failed, for the person: anything but a refusal of the other side is a bug. */
export function toFailure(error: unknown): Failure {
  if (error instanceof RequestError) return { code: error.code, message: error.message }
  return { code: 'bug', message: error instanceof Error ? error.message : String(error) }
}
