import { ToggleButton } from '@fluentui/react-components'
import { useCallback, useMemo, useState } from 'react'
import type { FacetAttribute } from '../../../shared/ipc/facet-views'
import type { PlanGroupView, RunView } from '../../../shared/ipc/views'
import { PLAN_SECTIONS, type PlanSection } from '../../../shared/model/plan-section'
import { PLAN } from '../../texts/plan'
import { Banner } from '../../ui/banner'
import { IncrementalNote } from '../../ui/incremental-note'
import { plannedOf, totalsOf } from '../../ui/job-totals'
import { titleOfJob } from '../../ui/names'
import type { ScreenParams } from '../../ui/navigation'
import { NoRun } from '../../ui/no-run'
import { nounIn, ObjectNoun } from '../../ui/object-noun'
import { RunPicker } from '../../ui/run-picker'
import { useProvidedCommands } from '../../ui/screen-commands'
import type { RunScreenProps } from '../../ui/run-screen'
import { ScreenFrame } from '../../ui/screen'
import { toggled } from '../../ui/sets'
import { EmptyState, FailedState } from '../../ui/states'
import { SummaryLine } from '../../ui/summary-line'
import { Tabs } from '../../ui/tabs'
import { useRequest } from '../../use-request'
import { BreakdownLevel } from './breakdown-level'
import { CompareView } from './compare-view'
import { CompareWith } from './compare-with'
import { GroupBy } from './group-by'
import { GroupsLevel } from './groups-level'
import { GuardBanners } from './guard-banners'
import { PeopleLevel, type PeopleFilter } from './people-level'
import './plan.css'
import { planParts } from './plan-parts'
import { SaveAs } from './save-as'

interface Props extends RunScreenProps {
  readonly params: ScreenParams
  /** `job target` of mappings and `job clause 2` of scopes that the draft edits. */
  readonly editedCauses: ReadonlySet<string>
  /** Rehearses the run again as if its guards had been released; absent while something runs. */
  readonly onRelease: ((run: RunView) => void) | undefined
}

/** What would this run do, to whom, and why? */
export function PlanView(props: Props) {
  const { project, run, runs, runsLoading, params, navigate, onPickRun, onRehearse } = props
  const compared = typeof params['compare'] === 'number' && params['compare'] !== run?.run ? params['compare'] : undefined
  return (
    <ScreenFrame
      title={PLAN.title}
      context={run === undefined ? undefined : <RunPicker runs={runs} run={run} onPick={onPickRun} />}
      actions={run === undefined ? undefined : (
        <>
          <CompareWith runs={runs} run={run.run} onCompare={(other) => { navigate('plan', { compare: other }) }} />
          <SaveAs run={run.run} />
        </>
      )}
    >
      {run === undefined && <NoRun loading={runsLoading} title={PLAN.noRun} onRehearse={onRehearse}>{PLAN.noRunWhy}</NoRun>}
      {run !== undefined && (compared === undefined
        ? <Plan {...props} run={run} />
        : (
          <ObjectNoun.Provider value={nounIn(project.document.jobs)}>
            <CompareView
              a={compared} b={run.run} runs={runs} onCompare={(a, b) => { onPickRun(b); navigate('plan', { compare: a }) }} navigate={navigate}
              onLeave={() => { navigate('plan') }}
            />
          </ObjectNoun.Provider>
        ))}
    </ScreenFrame>
  )
}

function Plan({ project, runs, run, params, editedCauses, navigate, onPickRun, onRelease }: Props & { readonly run: RunView }) {
  const { document } = project
  const [job, setJob] = useState(() => run.jobs.find((one) => one.id === params['job'])?.id ?? run.jobs[0]?.id ?? 'all')
  const [only, setOnly] = useState<ReadonlySet<PlanSection>>(new Set())
  const [by, setBy] = useState<FacetAttribute>()
  const [people, setPeople] = useState<PeopleFilter | undefined>(() => (typeof params['seq'] === 'number' ? { seq: params['seq'] } : undefined))
  const answer = useRequest('plan.groups', { run: run.run })
  const edited = run.draft ? editedCauses : NONE
  const [wantsEdited, setOnlyEdited] = useState(false)
  const hasEdited = answer.value?.some((group) => isEdited(group, edited)) === true
  const onlyEdited = wantsEdited && hasEdited
  const groups = useMemo(() => (answer.value ?? [])
    .filter((group) => (job === 'all' || group.job === job) && (!onlyEdited || isEdited(group, edited))), [answer.value, job, onlyEdited, edited])
  const jobs = run.jobs.filter((one) => job === 'all' || one.id === job)
  const totals = totalsOf(jobs)
  const noun = nounIn(document.jobs.filter(({ id }) => jobs.some((one) => one.id === id)))
  const title = (id: string): string => titleOfJob(id, document)
  const showPeople = useCallback(() => { setPeople({ sections: PLAN_SECTIONS }) }, [])
  const commands = useMemo(() => [{
    id: 'plan.onlyEdited', title: PLAN.onlyEditedCommand(onlyEdited), ...(!hasEdited && { unavailable: PLAN.noneEdited }),
    run: () => { setBy(undefined); setOnlyEdited(!onlyEdited) },
  }], [onlyEdited, hasEdited])
  useProvidedCommands(commands)
  const groupBy = (
    <>
      {hasEdited && by === undefined && (
        <ToggleButton size="small" checked={onlyEdited} onClick={() => { setOnlyEdited(!onlyEdited) }}>{PLAN.onlyEdited}</ToggleButton>
      )}
      <GroupBy run={run.run} by={by} onBy={setBy} onPeople={showPeople} />
    </>
  )
  const toggle = (part: PlanSection): void => { setOnly((before) => toggled(before, part)) }

  return (
    <ObjectNoun.Provider value={noun}>
      <div className="plan">
        {people === undefined && <GuardBanners run={run} jobs={jobs} jobTitle={title} navigate={navigate} onRelease={onRelease} />}
        {people === undefined && <IncrementalNote runs={runs} run={run} onPick={onPickRun} />}
        {!run.kept && people === undefined && <Banner status="info">{PLAN.notKept}</Banner>}
        <SummaryLine
          label={PLAN.summary(run.run)} parts={planParts(totals)} pressed={only} onToggle={toggle}
          total={job === 'all' ? PLAN.totalObjects(totals.population) : PLAN.total(totals.population, noun)}
        />
        {run.jobs.length > 1 && people === undefined && (
          <Tabs
            label={PLAN.jobs} selected={job} onSelect={setJob}
            tabs={[
              { id: 'all', label: PLAN.allJobs, count: plannedOf(totalsOf(run.jobs)) },
              ...run.jobs.map((one) => ({ id: one.id, label: title(one.id), count: plannedOf(totalsOf([one])) })),
            ]}
          />
        )}
        {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
        {plannedOf(totals) === 0 && (
          <EmptyState title={PLAN.nothing}>{totals.population === 0 ? PLAN.nobodyLookedAt : PLAN.nothingWhy(totals.population, noun)}</EmptyState>
        )}
        {plannedOf(totals) > 0 && (answer.value !== undefined || answer.status === 'loading') && (
          <div className={people === undefined ? 'plan-level' : 'plan-level hidden'}>
            {by === undefined ? (
              <GroupsLevel
                run={run.run} groups={groups} loading={answer.value === undefined} totals={totals} only={only} edited={edited}
                active={people === undefined} groupBy={groupBy}
                onClear={() => { setOnly(new Set()) }} onShow={setPeople} navigate={navigate}
              />
            ) : (
              <BreakdownLevel
                run={run.run} job={job === 'all' ? undefined : job} by={by} only={only} groupBy={groupBy}
                onClear={() => { setOnly(new Set()) }} onShow={setPeople}
              />
            )}
          </div>
        )}
        {people !== undefined && (
          <PeopleLevel
            key={people.group?.id ?? 'all'} run={run.run} job={job === 'all' ? undefined : job} jobTitle={job === 'all' ? PLAN.allJobs : title(job)}
            filter={people} only={only} edited={edited} navigate={navigate}
            onSearch={(search) => { setPeople({ ...people, search }) }} onUp={() => { setPeople(undefined) }}
            onClear={() => { setOnly(new Set()); setPeople({ ...people, search: '' }) }}
          />
        )}
      </div>
    </ObjectNoun.Provider>
  )
}

const NONE: ReadonlySet<string> = new Set()

function isEdited({ job, cause }: PlanGroupView, edited: ReadonlySet<string>): boolean {
  return edited.has(`${job} ${cause.id}`)
}
