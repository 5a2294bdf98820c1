import type { RunView } from '../../shared/ipc/views'
import { COMMON } from '../texts/common'
import { REHEARSE } from '../texts/rehearse'
import { formatShortDateTime } from './format'

/** What a run is told by wherever runs are listed. */
export interface ListedRun {
  readonly run: number
  readonly type: string
  readonly now: string
  readonly status: RunView['status']
  readonly released?: true
  readonly backfilled?: true
  readonly round?: { readonly of: number; readonly number: number }
}

/** `Run 14 · initial · 21 Nov, 06:00 UTC`; of a later round which one it is, in place of the cycle. */
export function runText({ run, type, round, now }: ListedRun): string {
  return COMMON.run(run, round === undefined ? type : COMMON.roundOf(round.number, round.of), `${formatShortDateTime(now)} UTC`)
}

/** The same with its marks. */
export function runTextWithMarks(run: ListedRun): string {
  return [runText(run), ...marksOf(run)].join(' · ')
}

/** `v7`, `draft of v7`: the configuration that was rehearsed. */
export function configurationText({ draft, version }: Pick<RunView, 'draft' | 'version'>): string {
  if (draft) return version === undefined ? REHEARSE.runDraft : REHEARSE.runDraftOf(version)
  return version === undefined ? REHEARSE.runSaved : REHEARSE.runVersion(version)
}

/** What makes a run another one than a cycle would be. */
export function marksOf({ released, backfilled }: Pick<ListedRun, 'released' | 'backfilled'>): readonly string[] {
  return [...(released === true ? [COMMON.asReleased] : []), ...(backfilled === true ? [COMMON.withBackfill] : [])]
}
