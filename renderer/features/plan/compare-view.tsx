import { Button } from '@fluentui/react-components'
import { ArrowSwapRegular, DismissRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ComparePart, PlanCompareView } from '../../../shared/ipc/compare-views'
import type { RunView } from '../../../shared/ipc/views'
import { COMPARE } from '../../texts/compare'
import { formatDateTime } from '../../ui/format'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { FailedState, Skeleton, EmptyState } from '../../ui/states'
import { StatusSign } from '../../ui/signs'
import { SummaryLine, type SummaryPart } from '../../ui/summary-line'
import { useRequest } from '../../use-request'
import './compare.css'
import { CompareSide } from './compare-side'
import { CompareGroups } from './compare-groups'
import { ComparePeople, type ComparePeopleFilter } from './compare-people'

interface Props {
  /** The run on the left, usually the earlier one, and the run whose plan the screen shows. */
  readonly a: number
  readonly b: number
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly onCompare: (a: number, b: number) => void
  readonly navigate: Navigate
  readonly onLeave: () => void
}

type Part = Exclude<ComparePart, 'both'> | 'same'

/** What two plans share and where they part: by cause and shape, then person by person. */
export function CompareView({ a, b, runs, onCompare, navigate, onLeave }: Props) {
  const noun = useObjectNoun()
  const answer = useRequest('plan.compare', { a, b })
  const view = answer.value
  const [people, setPeople] = useState<ComparePeopleFilter>()
  return (
    <div className="plan">
      {people === undefined && (
        <div className="compare-header">
          <h2 className="visually-hidden">{COMPARE.title(a, b)}</h2>
          <CompareSide label={COMPARE.side.a} runs={runs} run={a} other={b} onPick={(run) => { onCompare(run, b) }} />
          <span className="quiet" aria-hidden="true">{COMPARE.against}</span>
          <CompareSide label={COMPARE.side.b} runs={runs} run={b} other={a} onPick={(run) => { onCompare(a, run) }} />
          <Button size="small" appearance="subtle" icon={<ArrowSwapRegular />} onClick={() => { onCompare(b, a) }}>{COMPARE.swap}</Button>
          {view !== undefined && <span className="small quiet">{facts(view)}</span>}
          <Button className="compare-leave" size="small" appearance="subtle" icon={<DismissRegular />} onClick={onLeave}>{COMPARE.leave}</Button>
        </div>
      )}
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {view === undefined && answer.status === 'loading' && <Skeleton />}
      {view !== undefined && (
        <>
          {people === undefined && (
            <SummaryLine
              label={COMPARE.summary(a, b)} parts={partsOf(view)} pressed={NONE} total={COMPARE.total(sumOf(view))}
              onToggle={(part) => { if (part !== 'same') setPeople({ part }) }}
            />
          )}
          {people === undefined && differing(view) === 0 && <EmptyState title={COMPARE.nothing}>{COMPARE.nothingWhy(view.people.same, noun)}</EmptyState>}
          {(people !== undefined || differing(view) > 0) && (
            <div className={people === undefined ? 'plan-level' : 'plan-level hidden'}>
              <CompareGroups view={view} active={people === undefined} navigate={navigate} onShow={setPeople} />
            </div>
          )}
          {people !== undefined && (
            <ComparePeople
              key={JSON.stringify([people.group?.id, people.part])} view={view} filter={people} navigate={navigate}
              onUp={() => { setPeople(undefined) }}
            />
          )}
        </>
      )}
    </div>
  )
}

const NONE: ReadonlySet<Part> = new Set()

function partsOf({ a, b, people }: PlanCompareView): readonly SummaryPart<Part>[] {
  return [
    { id: 'onlyA', sign: null, count: people.onlyA, word: COMPARE.only(a.run) },
    { id: 'onlyB', sign: null, count: people.onlyB, word: COMPARE.only(b.run) },
    { id: 'differs', sign: null, count: people.differs, word: COMPARE.differs },
    { id: 'same', sign: <StatusSign status="good" />, count: people.same, word: COMPARE.same, separated: true, plain: true },
  ]
}

function differing({ people }: PlanCompareView): number {
  return people.onlyA + people.onlyB + people.differs
}

function sumOf(view: PlanCompareView): number {
  return differing(view) + view.people.same
}

function facts({ a, b, sameConfiguration, sameData }: PlanCompareView): string {
  return [
    sameConfiguration ? COMPARE.sameConfiguration : COMPARE.otherConfiguration, sameData ? COMPARE.sameData : COMPARE.otherData,
    COMPARE.clocks(formatDateTime(a.now), formatDateTime(b.now)),
  ].join(' · ')
}
