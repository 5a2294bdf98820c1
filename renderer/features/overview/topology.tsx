import { ArrowRightRegular, CloudRegular, DatabaseRegular, DocumentTableRegular, PeopleCommunityRegular, ServerRegular } from '@fluentui/react-icons'
import { Fragment, type ReactNode } from 'react'
import type { RunView, SystemView } from '../../../shared/ipc/views'
import type { JobCounts } from '../../../shared/model/cycle'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { formatNumber, formatShortDateTime } from '../../ui/format'
import { jobTitle } from '../../ui/job-totals'
import type { Navigate } from '../../ui/navigation'
import { KindSign, StatusSign } from '../../ui/signs'
import { linesOf } from './topology-lines'

interface Props {
  readonly document: ProjectDocument
  /** Absent until they are known: cards stand from the project file alone. */
  readonly systems: readonly SystemView[] | undefined
  readonly run: RunView | undefined
  readonly navigate: Navigate
}

/** The chain of systems and jobs with the last run's counts on each job. Jobs that branch off get a line of their own. */
export function Topology({ document, systems, run, navigate }: Props) {
  return (
    <div className="topology">
      {linesOf(document).map((line, lineIndex) => (
        <ol key={lineIndex} className="topology-line" aria-label={OVERVIEW.topology}>
          {line.map((stop) => (
            <Fragment key={`${stop.kind} ${stop.id}`}>
              {stop.kind === 'system'
                ? <li><SystemCard id={stop.id} document={document} system={systems?.find((one) => one.id === stop.id)} navigate={navigate} /></li>
                : <li className="topology-job"><Arrow /><JobCard id={stop.id} document={document} counts={run?.jobs.find((one) => one.id === stop.id)} navigate={navigate} /><Arrow /></li>}
            </Fragment>
          ))}
        </ol>
      ))}
    </div>
  )
}

const ICONS: Readonly<Record<string, ReactNode>> = {
  workday: <PeopleCommunityRegular />, successFactors: <PeopleCommunityRegular />, activeDirectory: <ServerRegular />, openLdap: <ServerRegular />,
  ldap: <ServerRegular />, entraId: <CloudRegular />, sql: <DatabaseRegular />,
}

interface SystemCardProps {
  readonly id: string
  readonly document: ProjectDocument
  readonly system: SystemView | undefined
  readonly navigate: Navigate
}

function SystemCard({ id, document, system, navigate }: SystemCardProps) {
  const declared = document.systems.find((one) => one.id === id)
  const name = declared?.name ?? id
  return (
    <button type="button" className="system-card" onClick={() => { navigate('connections', { system: id }) }} title={OVERVIEW.openSystem(name)}>
      <span className="system-name"><span className="system-icon" aria-hidden="true">{ICONS[declared?.product ?? ''] ?? <DocumentTableRegular />}</span><strong className="ellipsis">{name}</strong></span>
      <span className="system-facts">
        <span className="small quiet">{OVERVIEW.kinds[declared?.settings.kind ?? ''] ?? ''}</span>
        <span className="system-counts">{system === undefined ? '\u00a0' : system.types.map((type, index) => <span key={type.name}>{index > 0 && ' · '}<strong className="number">{formatNumber(type.count)}</strong> {OVERVIEW.objectsOf(type.name, type.count)}</span>)}</span>
        <span className="small">{system !== undefined && <Finding system={system} />}</span>
      </span>
    </button>
  )
}

function Finding({ system }: { readonly system: SystemView }) {
  const read = system.lastRead
  if (read === undefined) return <StatusSign status="skipped">{OVERVIEW.neverRead}</StatusSign>
  if (!read.complete) return <StatusSign status="warning">{OVERVIEW.readPart}</StatusSign>
  if (read.issues > 0) return <StatusSign status="warning">{OVERVIEW.rowsToLookAt(read.issues)}</StatusSign>
  return <StatusSign status="good">{OVERVIEW.readAt(formatShortDateTime(read.readAt))}</StatusSign>
}

interface JobCardProps {
  readonly id: string
  readonly document: ProjectDocument
  readonly counts: JobCounts | undefined
  readonly navigate: Navigate
}

function JobCard({ id, document, counts, navigate }: JobCardProps) {
  const position = document.jobs.findIndex((one) => one.id === id)
  const job = document.jobs[position]
  if (job === undefined) return null
  if (counts === undefined) return <span className="job-waiting small quiet">{OVERVIEW.job(position + 1)}</span>
  const kinds = (['create', 'update', 'disable', 'enable', 'delete'] as const).filter((kind) => kind !== 'delete' || counts.actions.delete > 0)
  return (
    <button type="button" className="job-card" onClick={() => { navigate('plan', { job: id }) }} title={OVERVIEW.openPlan(jobTitle(job, document.systems))}>
      <span className="job-head small quiet">{OVERVIEW.job(position + 1)} <ArrowRightRegular aria-hidden="true" /></span>
      <span className="job-counts">
        {kinds.map((kind) => <span key={kind} className="job-count"><KindSign kind={kind} word="none" /><span className="number">{formatNumber(counts.actions[kind])}</span><span className="small quiet">{OVERVIEW.words[kind]}</span></span>)}
        <span className="job-states small">
          {counts.failed > 0 && <StatusSign status="failed">{formatNumber(counts.failed)}<span className="visually-hidden"> {OVERVIEW.words.failed}</span></StatusSign>}
          {counts.held !== null && <StatusSign status="held">{formatNumber(counts.held.actions)}<span className="visually-hidden"> {OVERVIEW.words.held}</span></StatusSign>}
        </span>
      </span>
    </button>
  )
}

function Arrow() {
  return <svg className="arrow" viewBox="0 0 24 10" preserveAspectRatio="none" aria-hidden="true"><path d="M0 5 H18" /><path d="M24 5 L17 1.5 V8.5 Z" className="arrow-head" /></svg>
}
