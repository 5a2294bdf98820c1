import { Button } from '@fluentui/react-components'
import { COMMON } from '../texts/common'
import { CommandKeys } from './key'
import { EmptyState, Skeleton } from './states'

interface Props {
  /** Until the runs are known nobody can say that there is none. */
  readonly loading: boolean
  readonly title: string
  /** What the screen would show. */
  readonly children: string
  readonly onRehearse: () => void
}

/** Stands in a screen that shows a run while there is none, with the way to the first. */
export function NoRun({ loading, title, children, onRehearse }: Props) {
  if (loading) return <Skeleton />
  return (
    <EmptyState
      title={title}
      action={<Button appearance="primary" onClick={onRehearse}>{COMMON.rehearseFirst} <CommandKeys command="rehearse" /></Button>}
    >
      {children}
    </EmptyState>
  )
}
