import type { RunView } from '../../shared/ipc/views'

/** The newest run that has a plan; of a cycle that was repeated the first round, for that is what the cycle is about. Runs come newest first. */
export function newestRun<Run extends Pick<RunView, 'status' | 'round'>>(runs: readonly Run[]): Run | undefined {
  return runs.find(({ status, round }) => status === 'done' && round === undefined)
}

/** A cycle's rounds, the first first. Runs come newest first. */
export function roundsOf<Run extends Pick<RunView, 'run' | 'round'>>(runs: readonly Run[], first: Run): readonly Run[] {
  return [first, ...runs.filter(({ round }) => round?.of === first.run).toReversed()]
}

/** The newest run before this one that looked at everybody. Runs come newest first. */
export function wholeRunBefore<Run extends Pick<RunView, 'run' | 'status' | 'round' | 'type'>>(
  runs: readonly Run[], before: Pick<RunView, 'run'>,
): Run | undefined {
  return runs.find(({ run, status, round, type }) => run < before.run && status === 'done' && round === undefined && type === 'initial')
}
