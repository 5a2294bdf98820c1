import { Button } from '@fluentui/react-components'
import { ShieldRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ConsequenceRow, ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { ImpactView as Impact } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { nounOfTypes } from '../../texts/common'
import { IMPACT } from '../../texts/impact'
import { titleOfJob } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { NoRun } from '../../ui/no-run'
import { ObjectNoun } from '../../ui/object-noun'
import { RunPicker } from '../../ui/run-picker'
import type { RunScreenProps } from '../../ui/run-screen'
import { ScreenFrame } from '../../ui/screen'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { SummaryLine, type SummaryPart } from '../../ui/summary-line'
import { KindSign, StatusSign } from '../../ui/signs'
import { useRequest } from '../../use-request'
import { ByAttributeCard } from './by-attribute-card'
import { CausesCard } from './causes-card'
import { ConsequencesLine } from './consequences-line'
import { ConsequencesTable } from './consequences-table'
import { GuardsCard } from './guards-card'
import './impact.css'
import { ImpactPeople } from './impact-people'
import { removalsBefore, type ImpactPart, type RunBefore } from './impact-rows'
import { SaveImpact } from './save-impact'

/** Who would lose access, through what, and what goes with it? */
export function ImpactView({ project: { document }, runs, run, runsLoading, navigate, onPickRun, onRehearse }: RunScreenProps) {
  const [by, setBy] = useState<string>()
  const answer = useRequest('impact.summary', run === undefined ? null : { run: run.run, ...(by !== undefined && { by }) })
  // While another attribute is counted, the picture of the one before stays.
  const [kept, setKept] = useState<Impact>()
  if (answer.value !== undefined && answer.value !== kept) setKept(answer.value)
  const impact = answer.value ?? kept
  const total = impact === undefined ? 0 : impact.disables + impact.deletes + impact.held + impact.failed
  return (
    <ScreenFrame
      title={IMPACT.title}
      context={run === undefined ? undefined : <RunPicker runs={runs} run={run} onPick={onPickRun} />}
      actions={run === undefined ? undefined : (
        <>
          {total > 0 && <SaveImpact run={run.run} by={by} />}
          <Button size="small" appearance="subtle" onClick={() => { navigate('plan') }}>{IMPACT.showPlan}</Button>
          <Button
            size="small" icon={<ShieldRegular />}
            onClick={() => { navigate('mappings', { tab: 'guards', ...(impact?.guards[0] !== undefined && { job: impact.guards[0].job }) }) }}
          >
            {IMPACT.editGuards}
          </Button>
        </>
      )}
    >
      {run === undefined && <NoRun loading={runsLoading} title={IMPACT.noRun} onRehearse={onRehearse}>{IMPACT.noRunWhy}</NoRun>}
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {run !== undefined && impact === undefined && answer.status === 'loading' && <Skeleton />}
      {run !== undefined && impact !== undefined && total === 0 && <EmptyState title={IMPACT.empty}>{IMPACT.emptyWhy(run.run)}</EmptyState>}
      {run !== undefined && impact !== undefined && total > 0 && (
        <Filled
          run={run.run} before={removalsBefore(runs, run.run)} severalJobs={run.jobs.length > 1} released={run.released === true} document={document}
          impact={impact} by={by} total={total} navigate={navigate} onBy={setBy}
        />
      )}
    </ScreenFrame>
  )
}

interface FilledProps {
  readonly run: number
  readonly before: RunBefore | undefined
  readonly severalJobs: boolean
  readonly released: boolean
  readonly document: ProjectDocument
  readonly impact: Impact
  readonly by: string | undefined
  readonly total: number
  readonly navigate: Navigate
  readonly onBy: (attribute: string) => void
}

function Filled({ run, before, severalJobs, released, document, impact, by, total, navigate, onBy }: FilledProps) {
  const [cause, setCause] = useState<string>()
  const [value, setValue] = useState<string>()
  const [part, setPart] = useState<ImpactPart>()
  const [consequence, setConsequence] = useState<ImpactConsequence>()
  const [through, setThrough] = useState<ConsequenceRow['object']>()
  const titleOf = (id: string): string => titleOfJob(id, document)
  const parts = useMemo((): readonly SummaryPart<ImpactPart>[] => [
    { id: 'held', sign: <StatusSign status="held" />, count: impact.held, word: IMPACT.words.held },
    { id: 'disable', sign: <KindSign kind="disable" word="none" />, count: impact.disables, word: IMPACT.words.disable },
    { id: 'delete', sign: <KindSign kind="delete" word="none" />, count: impact.deletes, word: IMPACT.words.delete },
    ...(impact.failed > 0 ? [{ id: 'failed' as const, sign: <StatusSign status="failed" />, count: impact.failed, word: IMPACT.words.failed }] : []),
  ], [impact])
  const noun = useMemo(() => nounOfTypes(impact.types), [impact])
  const systems = severalJobs ? document.systems : undefined
  return (
    <div className="impact">
      <div className="impact-lines">
        <SummaryLine
          label={IMPACT.summary} parts={parts} pressed={new Set(part === undefined ? [] : [part])}
          onToggle={(id) => { setConsequence(undefined); setPart(id === part ? undefined : id) }} total={IMPACT.total(total)}
        />
        <ConsequencesLine impact={impact} chosen={consequence} before={before} onChoose={setConsequence} />
      </div>
      <div className="impact-cards">
        <CausesCard
          impact={impact} chosen={cause} jobTitle={severalJobs ? titleOf : undefined} onChoose={(key) => { setConsequence(undefined); setCause(key) }}
        />
        <ByAttributeCard
          impact={impact} chosen={value} onChoose={(one) => { setConsequence(undefined); setValue(one) }}
          onBy={(attribute) => { setValue(undefined); onBy(attribute) }}
        />
        <GuardsCard impact={impact} released={released} jobTitle={titleOf} />
      </div>
      {consequence === undefined
        ? (
          <ObjectNoun.Provider value={noun}>
            <ImpactPeople
              run={run} by={by ?? impact.by} cause={impact.causes.find((one) => one.key === cause)} value={value} part={part} through={through}
              noticed={impact.consequences.noticed} systems={systems} navigate={navigate}
              onClear={() => { setCause(undefined); setValue(undefined); setPart(undefined); setThrough(undefined) }}
            />
          </ObjectNoun.Provider>
        )
        : (
          <ConsequencesTable
            key={consequence} run={run} of={consequence} systems={systems} navigate={navigate}
            onGroup={({ object }) => { setConsequence(undefined); setThrough(object) }}
          />
        )}
    </div>
  )
}
