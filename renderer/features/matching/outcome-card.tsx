import type { MatchingCounts, MatchingTab } from '../../../shared/ipc/views'
import { MATCHING } from '../../texts/matching'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { StatusSign, type Status } from '../../ui/signs'
import type { Sums } from './matching-sums'

interface Props {
  readonly counts: MatchingCounts
  readonly sums: Sums
  readonly words: Readonly<Record<MatchingTab, string>>
  readonly onChoose: (tab: MatchingTab) => void
}

const PARTS: readonly { readonly tab: MatchingTab; readonly status: Status; readonly always: boolean }[] = [
  { tab: 'matched', status: 'good', always: true }, { tab: 'ambiguous', status: 'failed', always: true },
  { tab: 'onlySource', status: 'info', always: true }, { tab: 'onlyTarget', status: 'info', always: true },
  { tab: 'duplicates', status: 'failed', always: false }, { tab: 'skipped', status: 'skipped', always: false },
]

/** How many ended up where; the numbers sum to everybody in scope. */
export function OutcomeCard({ counts, sums, words, onChoose }: Props) {
  const noun = useObjectNoun()
  return (
    <section className="card match-outcome" aria-label={MATCHING.outcome}>
      <ul>
        {PARTS.filter((part) => part.always || counts.tabs[part.tab] > 0).map(({ tab, status }) => {
          const count = counts.tabs[tab]
          return (
            <li key={tab}>
              <button type="button" className={count === 0 ? 'outcome-part zero' : 'outcome-part'} title={words[tab]} onClick={() => { onChoose(tab) }}>
                <StatusSign status={count === 0 ? 'skipped' : status} />
                <span className="outcome-word">{words[tab]}</span>
                <strong className="number">{formatNumber(count)}</strong>
              </button>
            </li>
          )
        })}
      </ul>
      <p className="small quiet">
        {MATCHING.sum(sums.parts, sums.inScope, noun)}{' '}
        {sums.outOfScope > 0 && MATCHING.outOfScope(sums.outOfScope, noun)}{' '}
        {counts.tabs.skipped > 0 && MATCHING.skipped(counts.tabs.skipped)}{' '}
        {sums.otherAccounts > 0 && MATCHING.accounts(counts.target, sums.otherAccounts, noun)}
      </p>
    </section>
  )
}
