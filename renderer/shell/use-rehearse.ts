import { useCallback, useMemo } from 'react'
import { create } from 'zustand'
import type { InputOf } from '../../shared/ipc/contract'
import type { ProjectState, RunView } from '../../shared/ipc/views'
import { useSession } from '../session'
import type { Failure } from '../ui/row-source'
import { useCommand, useRequest } from '../use-request'

export type Choices = InputOf<'work.rehearse'>

/** What somebody chose, and the hash of the configuration that was edited then. */
export interface LastChoices {
  readonly choices: Choices
  readonly hash: string | undefined
}

/** What was chosen last, for `F5`. */
const useLast = create<{
  readonly last: LastChoices | undefined
  readonly job: string | undefined
  readonly keep: (last: LastChoices) => void
  readonly startJob: (job: string | undefined) => void
}>((set) => ({
  last: undefined, job: undefined, keep: (last) => { set({ last }) }, startJob: (job) => { set({ job }) },
}))

export interface Rehearsing {
  /** The number of the run that is under way, or comes next. */
  readonly nextRun: number
  /** Why the last start was refused. */
  readonly failure?: Failure
  /** The one job that was started last; absent for all of them. */
  readonly job: string | undefined
  readonly dismiss: () => void
  readonly again: () => void
  /** The same, with what was edited. */
  readonly edits: () => void
  /** The same, with the computer's clock. */
  readonly asOfNow: () => void
  readonly start: (choices: Choices) => void
  /** Once more over the same clock and seed as if no guard held anything, beside the run and not in its place. */
  readonly release: (run: RunView) => void
  /** A first cycle over what was read, with the run's clock and seed, as if the accepted near matches had been filled in at the target. */
  readonly withBackfill: (run: RunView) => void
  readonly readAll: () => void
  readonly readSystem: (system: string) => void
  readonly cancel: () => void
  readonly cancelWork: (work: number) => void
}

/** Starting, repeating and cancelling rehearsals and reads. */
export function useRehearse(project: ProjectState | null): Rehearsing {
  const runs = useRequest('runs.list', project === null ? null : {})
  const rehearse = useCommand('work.rehearse')
  const read = useCommand('work.import')
  const { run: cancel } = useCommand('work.cancel')
  const job = useLast((state) => state.job)
  const first = (runs.value?.length ?? 0) === 0
  const nextRun = Math.max(0, ...(runs.value ?? []).map(({ run }) => run)) + 1
  const draft = project?.draft !== undefined
  const hash = project?.hash

  const repeat = useCallback((choices: Choices) => {
    useLast.getState().startJob(choices.job)
    void rehearse.run(choices)
  }, [rehearse])
  const start = useCallback((choices: Choices) => {
    useLast.getState().keep({ choices, hash })
    repeat(choices)
  }, [repeat, hash])
  const cancelWork = useCallback((work: number) => { void cancel({ work }) }, [cancel])
  const { run: startWork } = rehearse
  const { run: startRead } = read
  const readSystem = useCallback((system: string) => { void startRead({ system }) }, [startRead])
  const beside = useCallback((run: RunView, how: { readonly released: true } | { readonly backfill: true }) => {
    useLast.getState().startJob(undefined)
    void startWork({ configuration: run.draft && draft ? 'draft' : 'saved', type: 'initial', now: run.now, seed: run.seed, keep: false, ...how })
  }, [startWork, draft])
  const release = useCallback((run: RunView) => { beside(run, { released: true }) }, [beside])
  const withBackfill = useCallback((run: RunView) => { beside(run, { backfill: true }) }, [beside])
  return useMemo(() => ({
    nextRun, job, start, release, withBackfill,
    failure: rehearse.failure ?? read.failure,
    dismiss: () => { rehearse.reset(); read.reset() },
    again: () => { repeat(nextChoices(useLast.getState().last, { draft, first, hash })) },
    edits: () => { repeat({ ...nextChoices(useLast.getState().last, { draft, first, hash }), configuration: draft ? 'draft' : 'saved' }) },
    asOfNow: () => {
      const { now: _, ...choices } = nextChoices(useLast.getState().last, { draft, first, hash })
      start(choices)
    },
    readAll: () => { void read.run({}) },
    readSystem,
    cancel: () => {
      const [work] = useSession.getState().works
      if (work !== undefined) cancelWork(work.work)
    },
    cancelWork,
  }), [nextRun, job, start, repeat, readSystem, release, withBackfill, draft, first, hash, rehearse, read, cancelWork])
}

/**
 * What `F5` rehearses: what was chosen last, but what was edited since rather than the configuration that was chosen before. Where nothing was
 * chosen yet the draft, if there is one and it is not the very first run.
 */
export function nextChoices(
  last: LastChoices | undefined, { draft, first, hash }: { readonly draft: boolean; readonly first: boolean; readonly hash: string | undefined },
): Choices {
  const configuration = draft && !first ? 'draft' : 'saved'
  if (last === undefined) return { configuration, keep: true }
  const stands = last.hash === hash && (last.choices.configuration === 'saved' || draft)
  return stands ? last.choices : { ...last.choices, configuration }
}
