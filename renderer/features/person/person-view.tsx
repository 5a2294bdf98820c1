import { Button } from '@fluentui/react-components'
import { PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { PersonTrace, PersonView as Person } from '../../../shared/ipc/person-views'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import { COMMON } from '../../texts/common'
import { PERSON_TEXTS as T } from '../../texts/person'
import { formatDateTime, formatNumber } from '../../ui/format'
import { JobPicker } from '../../ui/job-picker'
import { useEscape } from '../../ui/key-stack'
import { jobChoices } from '../../ui/names'
import type { Navigate, ScreenParams } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { RunPicker } from '../../ui/run-picker'
import { ScreenFrame } from '../../ui/screen'
import { KindSign, StatusSign } from '../../ui/signs'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { Tabs } from '../../ui/tabs'
import { Value } from '../../ui/value-diff'
import { useCommand, useRequest } from '../../use-request'
import { AcrossSystems } from './across-systems'
import { HopTable } from './hop-table'
import { outcomeSentences } from './person-outcome'
import { PersonSteps } from './person-steps'
import './person.css'
import { ValueOrigin } from './value-origin'

interface Props {
  readonly project: ProjectState
  readonly runs: readonly RunView[]
  readonly run?: RunView
  readonly params: ScreenParams
  readonly navigate: Navigate
  readonly running: boolean
  readonly onPickRun: (run: number) => void
}

/** What happened to this one, and why, or why not? Opened with a job and an anchor of its source, or with any system and an anchor there. */
export function PersonView(props: Props) {
  const { params, navigate } = props
  const { job, anchor, system } = params
  const asked = String(anchor ?? '')
  const found = useRequest('person.find', typeof job === 'string' || typeof system !== 'string' ? null : { system, anchor: asked })
  if (typeof job === 'string') return <Loaded key={`${job} ${asked}`} {...props} job={job} anchor={asked} />
  const [first] = found.value ?? []
  if (first !== undefined) return <Loaded key={`${first.job} ${first.anchor}`} {...props} job={first.job} anchor={first.anchor} />
  return (
    <ScreenFrame title={T.title}>
      {found.status === 'failed' && <FailedState failure={found.failure} onRetry={found.reload} />}
      {found.status === 'loading' && typeof system === 'string' && <Skeleton />}
      {(found.status === 'ready' || typeof system !== 'string') && (
        <EmptyState
          title={T.unknown}
          {...(typeof system === 'string' && { action: <Button onClick={() => { navigate('connections', params) }}>{T.nearest}</Button> })}
        >
          <span className="mono">{asked}</span>
        </EmptyState>
      )}
    </ScreenFrame>
  )
}

interface LoadedProps extends Props {
  readonly job: string
  readonly anchor: string
}

function Loaded(props: LoadedProps) {
  const { project, runs, run, job, anchor, navigate, running, onPickRun } = props
  const { document } = project
  const inRun = run?.jobs.some((one) => one.id === job) === true ? run.run : undefined
  const answer = useRequest('person.get', { job, anchor, ...(inRun !== undefined && { run: inRun }) })
  const onDemand = useCommand('person.onDemand')
  const [fresh, setFresh] = useState<PersonTrace>()
  const person = answer.value
  const trace = fresh ?? person?.trace
  const facts = trace === undefined
    ? [anchor]
    : [
      anchor,
      ...[
        'BusinessTitle', 'Title', 'JobTitle', 'title', 'Department', 'department', 'Site', 'Municipality',
      ].flatMap((name) => { const value = trace.attributes[name]; return typeof value === 'string' && value !== '' ? [value] : [] }).slice(0, 3),
    ]
  return (
    <ScreenFrame
      title={trace?.display ?? anchor}
      context={<><span className="quiet ellipsis">{facts.join(' · ')}</span></>}
      actions={(
        <>
          <JobPicker
            label={T.job} job={job} jobs={jobChoices(document)}
            onPick={(id) => { const hop = person?.hops.find((one) => one.job === id); navigate('person', { job: id, anchor: hop?.source.anchor ?? anchor }) }}
          />
          {run !== undefined && fresh === undefined && <RunPicker runs={runs} run={run} onPick={onPickRun} />}
          {fresh !== undefined && <Button onClick={() => { setFresh(undefined) }}>{T.backToRun}</Button>}
          <Button
            appearance="primary" icon={<PlayRegular />} title={T.onDemandWhy} disabled={running || onDemand.status === 'running'}
            onClick={() => { void onDemand.run({ job, anchor }).then((made) => { if (made !== undefined) setFresh(made) }) }}
          >
            {T.onDemand}
          </Button>
        </>
      )}
    >
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {onDemand.failure !== undefined && <FailedState failure={onDemand.failure} />}
      {person === undefined && answer.status === 'loading' && <Skeleton />}
      {person !== undefined && trace !== undefined && (
        <Page {...props} person={person} trace={trace} fresh={fresh !== undefined} run={inRun === undefined ? undefined : run} />
      )}
    </ScreenFrame>
  )
}

type Tab = 'run' | 'values' | 'links' | 'history'

interface PageProps extends LoadedProps {
  readonly person: Person
  readonly trace: PersonTrace
  readonly fresh: boolean
}

function Page({ project: { document }, runs, person, trace, fresh, run, navigate, job, onPickRun }: PageProps) {
  const [tab, setTab] = useState<Tab>('run')
  const [why, setWhy] = useState<string>()
  useEscape(() => { setWhy(undefined) }, why !== undefined)
  const action = fresh ? trace.action : person.planned ?? trace.action
  const mapping = document.jobs.find(({ id }) => id === job)?.objectMappings.find(({ id }) => id === trace.objectMapping)
  const target = document.systems.find(({ id }) => id === document.jobs.find((one) => one.id === job)?.target)?.name ?? ''
  const openMapping = (attribute: string): void => { navigate('mappings', { job, mapping: attribute }) }
  const sentences = outcomeSentences(trace, action, target)
  const note = fresh || run === undefined ? undefined : runNote(person, run.run)
  return (
    <>
      <Tabs
        label={T.views} selected={tab} onSelect={setTab}
        tabs={[
          { id: 'run', label: fresh ? T.onDemand : run === undefined ? T.draft : T.asOfRun(run.run) },
          { id: 'values', label: T.tabs.values, count: trace.flows.length },
          { id: 'links', label: T.tabs.links, count: person.hops.filter(({ target: held }) => held !== undefined).length },
          { id: 'history', label: T.tabs.history, count: person.history.length },
        ]}
      />
      <WithPane
        pane={why !== undefined && (
          <ValueOrigin
            key={why} trace={trace} attribute={why} mapping={mapping?.attributeMappings.find((one) => one.target === why)}
            defaultDomain={document.defaultDomain} onMapping={() => { openMapping(why) }} onClose={() => { setWhy(undefined) }}
          />
        )}
      >
        <div className="person" tabIndex={0} role="group" aria-label={trace.display}>
          {tab === 'run' && (
            <>
              <div className="person-outcome">
                <KindSign kind={action.kind} word="none" />
                {action.status !== 'planned' && <StatusSign status={action.status} />}
                <p><strong>{sentences[0]}</strong> {sentences.slice(1).join(' ')}</p>
              </div>
              {note !== undefined && <p className="person-note quiet small">{note}</p>}
              <PersonSteps trace={trace} action={action} target={target} onWhy={setWhy} onMapping={openMapping} />
              <AcrossSystems hops={person.hops} document={document} job={job} onOpen={(other, anchor) => { navigate('person', { job: other, anchor }) }} />
            </>
          )}
          {tab === 'values' && <Values trace={trace} onWhy={setWhy} />}
          {tab === 'links' && (
            <HopTable hops={person.hops} trace={trace} document={document} onOpen={(other, anchor) => { navigate('person', { job: other, anchor }) }} />
          )}
          {tab === 'history' && <History person={person} runs={runs} onPick={(number) => { onPickRun(number); setTab('run') }} />}
        </div>
      </WithPane>
    </>
  )
}

/** Where what is shown is not what the run saw, in one sentence. */
function runNote({ planned, movedOn }: Person, run: number): string | undefined {
  if (planned === undefined) return T.notInRun(run)
  return movedOn === undefined ? undefined : T.movedOn(run, movedOn)
}

function Values({ trace, onWhy }: { readonly trace: PersonTrace; readonly onWhy: (attribute: string) => void }) {
  const C = T.columns
  if (trace.flows.length === 0) return <EmptyState title={T.notReached}>{trace.action.reason.text}</EmptyState>
  return (
    <table className="plain-table person-values" aria-label={T.valuesTable}>
      <thead><tr><th scope="col">{C.attribute}</th><th scope="col">{C.before}</th><th scope="col">{C.after}</th><th scope="col">{C.gate}</th></tr></thead>
      <tbody>
        {trace.flows.map((flow) => (
          <tr key={flow.attribute}>
            <th scope="row"><button type="button" className="link" onClick={() => { onWhy(flow.attribute) }}>{flow.attribute}</button></th>
            <td className="mono"><Value value={flow.current} /></td><td className="mono"><Value value={flow.wanted} /></td><td>{T.gates[flow.gate]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function History({ person, runs, onPick }: { readonly person: Person; readonly runs: readonly RunView[]; readonly onPick: (run: number) => void }) {
  const C = T.columns
  if (person.history.length === 0) return <EmptyState title={T.noHistory} />
  return (
    <table className="plain-table person-history" aria-label={T.history}>
      <thead>
        <tr>
          <th scope="col">{C.run}</th>
          <th scope="col">{C.when}</th>
          <th scope="col">{C.outcome}</th>
          <th scope="col" className="right">{C.changes}</th>
          <th scope="col">{C.why}</th>
        </tr>
      </thead>
      <tbody>
        {person.history.map((entry) => (
          <tr key={entry.run}>
            <th scope="row">
              <button type="button" className="link" onClick={() => { onPick(entry.run) }}>{T.asOfRun(entry.run)}</button>
              <Round of={runs.find(({ run }) => run === entry.run)} />
            </th>
            <td>{formatDateTime(entry.now)}</td>
            <td>
              <span className="row-status">
                <KindSign kind={entry.kind} />
                {entry.status !== 'planned' && <StatusSign status={entry.status}>{entry.status === 'failed' ? COMMON.failed : COMMON.held}</StatusSign>}
              </span>
            </td>
            <td className="right number">{formatNumber(entry.changes)}</td><td>{entry.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Which round of a repeated cycle a run is, where it is a later one. */
function Round({ of }: { readonly of: RunView | undefined }) {
  if (of?.round === undefined) return null
  return <span className="small quiet"> {COMMON.roundOf(of.round.number, of.round.of)}</span>
}
