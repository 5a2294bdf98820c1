import { Button } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { MatchingTab, ProjectState, RunView } from '../../../shared/ipc/views'
import type { Job } from '../../../shared/model/project'
import { MATCHING } from '../../texts/matching'
import { NEAR } from '../../texts/near'
import { IncrementalNote } from '../../ui/incremental-note'
import { JobPicker, useChosenJob } from '../../ui/job-picker'
import { jobChoices, jobTitle, systemName } from '../../ui/names'
import type { ScreenParams } from '../../ui/navigation'
import { NoRun } from '../../ui/no-run'
import { nounIn, ObjectNoun } from '../../ui/object-noun'
import { RunPicker } from '../../ui/run-picker'
import type { RunScreenProps } from '../../ui/run-screen'
import { ScreenFrame } from '../../ui/screen'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { Tabs } from '../../ui/tabs'
import { useRequest } from '../../use-request'
import './matching.css'
import { MatchingRows } from './matching-rows'
import { sumsOf } from './matching-sums'
import { NearMatches } from './near-matches'
import { OutcomeCard } from './outcome-card'
import { RulesCard } from './rules-card'
import { useProtect } from './use-protect'

interface Props extends RunScreenProps {
  readonly params: ScreenParams
  readonly onProject: (project: ProjectState) => void
  /** Rehearses the run again as if the accepted near matches had been filled in; absent while something runs. */
  readonly onBackfill: ((run: RunView) => void) | undefined
  /** What the draft would make of the last run, in one line. */
  readonly effect?: ReactNode
}

/** Which account is whose, and how sure is that? */
export function MatchingView(props: Props) {
  const { project: { document }, runs, run, runsLoading, params, onPickRun, onRehearse, effect } = props
  const { job: kept, choose } = useChosenJob()
  const [asked, setAsked] = useState(params['job'])
  const job = document.jobs.find((one) => one.id === (asked ?? kept)) ?? document.jobs[0]
  const pick = (id: string): void => { setAsked(undefined); choose(id) }
  return (
    <ScreenFrame
      title={MATCHING.title}
      context={job === undefined ? undefined : (
        <>
          <JobPicker
            label={MATCHING.job} job={job.id} jobs={jobChoices(document)}
            onPick={pick}
          />
          {run !== undefined && <RunPicker runs={runs} run={run} onPick={onPickRun} />}
        </>
      )}
    >
      {effect}
      {run !== undefined && <IncrementalNote runs={runs} run={run} onPick={onPickRun} />}
      {run === undefined && <NoRun loading={runsLoading} title={MATCHING.noRun} onRehearse={onRehearse}>{MATCHING.noRunWhy}</NoRun>}
      {run !== undefined && job !== undefined && (run.jobs.some((one) => one.id === job.id)
        ? <ObjectNoun.Provider value={nounIn([job])}><Matching key={`${job.id} ${String(run.run)}`} {...props} run={run} job={job} /></ObjectNoun.Provider>
        : (
          <EmptyState title={MATCHING.notInRun(jobTitle(job, document.systems), run.run)} action={<Button onClick={onRehearse}>{MATCHING.rehearse}</Button>}>
            {MATCHING.notInRunWhy}
          </EmptyState>
        ))}
    </ScreenFrame>
  )
}

const TABS = ['matched', 'ambiguous', 'onlySource', 'onlyTarget', 'duplicates', 'skipped'] as const satisfies readonly MatchingTab[]

function Matching({ project, run, job, params, navigate, onBackfill, onProject }: Props & { readonly run: RunView; readonly job: Job }) {
  const { document } = project
  const protect = useProtect(project, job, onProject)
  const [tab, setTab] = useState<MatchingTab | 'near'>(() => (params['tab'] === 'near' ? 'near' : TABS.find((one) => one === params['tab']) ?? 'matched'))
  const near = useRequest('matching.near', { run: run.run, job: job.id })
  const answer = useRequest('matching.counts', { run: run.run, job: job.id })
  const nameOf = (id: string): string => systemName(id, document.systems)
  const words = MATCHING.tabs(nameOf(job.source), nameOf(job.target))
  const counts = answer.value
  return (
    <div className="matching">
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {counts === undefined && answer.status === 'loading' && <Skeleton />}
      {counts !== undefined && (
        <>
          <div className="matching-cards">
            <RulesCard counts={counts} job={job} onEdit={() => { navigate('mappings', { job: job.id }) }} />
            <OutcomeCard counts={counts} sums={sumsOf(counts, run.type)} words={words} onChoose={setTab} />
          </div>
          <Tabs
            label={MATCHING.outcomes} selected={tab} onSelect={setTab}
            tabs={[
              ...TABS.map((id) => ({ id, label: words[id], count: counts.tabs[id] })),
              { id: 'near', label: NEAR.tab, ...(near.value !== undefined && { count: near.value.pairs.length }) },
            ]}
          />
          {tab === 'near'
            ? (
              <NearMatches
                answer={near} run={run.run} job={job} document={document} onBackfill={onBackfill && (() => { onBackfill(run); navigate('rehearse') })}
              />
            )
            : <MatchingRows key={tab} run={run.run} job={job} tab={tab} document={document} navigate={navigate} onProtect={protect.run} />}
          {protect.failure !== undefined && <FailedState failure={protect.failure} />}
        </>
      )}
    </div>
  )
}
