import { Button } from '@fluentui/react-components'
import type { PlanGroupView } from '../../../shared/ipc/views'
import { PLAN } from '../../texts/plan'
import { formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { KindSign, StatusSign } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { useRequest } from '../../use-request'
import { exampleValue, personName } from './action-rows'
import { CauseCard } from './cause-card'

const EXAMPLES = 6

interface Props {
  readonly run: number
  readonly group: PlanGroupView
  readonly edited: boolean
  readonly navigate: Navigate
  readonly onClose: () => void
  readonly onShow: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** A group: how many, through what, and some of its people. */
export function GroupPane({ run, group, edited, navigate, onClose, onShow, onNext, onPrevious }: Props) {
  const noun = useObjectNoun()
  const examples = useRequest('plan.actions', { run, group: group.id, offset: 0, limit: EXAMPLES })
  return (
    <Pane
      title={group.title} sign={<KindSign kind={group.kind} word="none" />} onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={<Button appearance="primary" onClick={onShow}>{PLAN.show(group.objects, noun)} <Key>Enter</Key></Button>}
    >
      <div className="pane-count">
        <strong>{formatNumber(group.objects)}</strong>
        <span className="quiet">{PLAN.groupObjects(group.objects, group.values, noun)}</span>
      </div>
      {group.status !== 'planned' && <StatusSign status={group.status}>{PLAN.words[group.status]}</StatusSign>}
      <CauseCard group={group} edited={edited} navigate={navigate} />
      <h3>{PLAN.examples}</h3>
      {examples.status === 'failed' && <FailedState failure={examples.failure} onRetry={examples.reload} />}
      {examples.value === undefined && examples.status === 'loading' && <Skeleton />}
      <ul className="examples">
        {examples.value?.rows.map((row) => (
          <li key={row.seq}>
            <span dir="auto">{personName(row)}</span>
            <span className="mono quiet" dir="auto">{exampleValue(row, group.cause)}</span>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
