import { Button } from '@fluentui/react-components'
import type { ComparePart, PlanCompareGroup, PlanCompareView } from '../../../shared/ipc/compare-views'
import { COMPARE } from '../../texts/compare'
import { PLAN } from '../../texts/plan'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { KindSign, StatusSign } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { useRequest } from '../../use-request'
import type { ComparePeopleFilter } from './compare-people'
import { outcomeText, partWord } from './compare-rows'
import { CauseCard } from './cause-card'

const EXAMPLES = 5

interface Props {
  readonly view: PlanCompareView
  readonly group: PlanCompareGroup
  readonly navigate: Navigate
  readonly onShow: (filter: ComparePeopleFilter) => void
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** A group of either run: its cause, how many of its people are in which run, and some of them; who differs goes first. */
export function CompareGroupPane({ view, group, navigate, onShow, onClose, onNext, onPrevious }: Props) {
  const noun = useObjectNoun()
  const { a, b } = view
  const part = group.onlyB > 0 ? 'onlyB' : group.onlyA > 0 ? 'onlyA' : 'both'
  const examples = useRequest('plan.compareRows', { a: a.run, b: b.run, group: group.id, part, offset: 0, limit: EXAMPLES })
  const word = (one: ComparePart): string => partWord(one, a.run, b.run)
  const parts = (['onlyA', 'both', 'onlyB'] as const).filter((one) => group[one] > 0)
  return (
    <Pane
      title={group.title} sign={<KindSign kind={group.kind} word="none" />} onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={(
        <Button appearance="primary" onClick={() => { onShow({ group, part }) }}>{COMPARE.showPart(group[part], word(part), noun)} <Key>Enter</Key></Button>
      )}
    >
      {group.status !== 'planned' && <StatusSign status={group.status}>{PLAN.words[group.status]}</StatusSign>}
      <CauseCard group={group} navigate={navigate} />
      <h3>{PLAN.objects(noun)}</h3>
      <ul className="compare-parts">
        {parts.map((one) => (
          <li key={one}>
            <button type="button" className="link" onClick={() => { onShow({ group, part: one }) }}>{COMPARE.part(group[one], word(one), noun)}</button>
          </li>
        ))}
      </ul>
      <h3>{PLAN.examples}</h3>
      {examples.status === 'failed' && <FailedState failure={examples.failure} onRetry={examples.reload} />}
      {examples.value === undefined && examples.status === 'loading' && <Skeleton />}
      <ul className="examples">
        {examples.value?.rows.map((row) => (
          <li key={`${row.job} ${row.objectMapping ?? ''} ${row.anchor}`}>
            <span dir="auto">{row.display}</span>
            <span className="small quiet" dir="auto">{COMPARE.run(a.run)}: {outcomeText(row.a)}</span>
            <span className="small quiet" dir="auto">{COMPARE.run(b.run)}: {outcomeText(row.b)}</span>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
