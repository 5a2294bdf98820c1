import { Button } from '@fluentui/react-components'
import type { RunView } from '../../shared/ipc/views'
import { COMMON } from '../texts/common'
import { Banner } from './banner'
import { wholeRunBefore } from './rounds'

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly run: RunView
  readonly onPick: (run: number) => void
}

/** Says that a run looked only at what had changed, with the way to the one before it that looked at everybody. Nothing for an initial run. */
export function IncrementalNote({ runs, run, onPick }: Props) {
  if (run.type !== 'incremental') return null
  const whole = wholeRunBefore(runs, run)
  return (
    <Banner
      status="info"
      actions={whole === undefined ? undefined : <Button size="small" onClick={() => { onPick(whole.run) }}>{COMMON.showRun(whole.run)}</Button>}
    >
      {COMMON.incrementalRun(run.run, whole?.run)}
    </Banner>
  )
}
