import type { ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { StatusSign } from '../../ui/signs'
import { SummaryLine, type SummaryPart } from '../../ui/summary-line'
import { unknownText, type RunBefore } from './impact-rows'

interface Props {
  readonly impact: ImpactView
  /** Whose list is shown. */
  readonly chosen: ImpactConsequence | undefined
  readonly before: RunBefore | undefined
  readonly onChoose: (of: ImpactConsequence | undefined) => void
}

/** Who notices besides those whose accounts they are; each number opens its list. The run before stands at the end. */
export function ConsequencesLine({ impact, chosen, before, onChoose }: Props) {
  const { consequences: { managers, groups } } = impact
  const part = (id: ImpactConsequence, count: number, word: string): SummaryPart<ImpactConsequence | 'protected'> => ({
    id, sign: <StatusSign status={count === 0 ? 'skipped' : 'warning'} />, count, word,
  })
  const words = IMPACT.consequenceWords
  const parts = [
    ...(managers === null ? [] : [part('managers', managers, words.managers(managers))]),
    ...(groups === null
      ? []
      : [part('losing', groups.losing, words.losing(groups.losing)), part('emptied', groups.emptied, words.emptied(groups.emptied, groups.administrators))]),
    ...(impact.protected.names === 0
      ? []
      : [{
        id: 'protected' as const, sign: <StatusSign status={impact.protected.held > 0 ? 'held' : 'good'} />, count: impact.protected.held,
        word: IMPACT.protected(impact.protected.names), separated: true, plain: true,
      }]),
  ]
  const unknown = unknownText(impact.consequences)
  const rest = [...(unknown === undefined ? [] : [unknown]), ...(before === undefined ? [] : [IMPACT.runBefore(before.run, before.count)])]
  return (
    <div title={unknown === undefined ? undefined : IMPACT.unknownWhy}>
      <SummaryLine
        label={IMPACT.consequences} parts={parts} pressed={new Set(chosen === undefined ? [] : [chosen])} total={rest.join(' · ')}
        onToggle={(id) => { if (id !== 'protected') onChoose(id === chosen ? undefined : id) }}
      />
    </div>
  )
}
