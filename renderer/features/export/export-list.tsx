import { BracesRegular, DocumentRegular, DocumentTableRegular, TextBulletListRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { isDirectory, type Job, type ProjectDocument } from '../../../shared/model/project'
import { EXPORT } from '../../texts/export'
import { jobTitle } from '../../ui/names'
import { StatusSign } from '../../ui/signs'
import { useRequest } from '../../use-request'

export const PLAN_FORMATS = ['html', 'csv', 'json', 'ndjson'] as const
export type PlanFormat = (typeof PLAN_FORMATS)[number]
export type Chosen =
  | { readonly kind: 'schema'; readonly job: string }
  | { readonly kind: 'plan'; readonly format: PlanFormat }
  | { readonly kind: 'job'; readonly job: string; readonly format: JobFormat }
export type JobFormat = keyof typeof EXPORT.jobExports

interface Props {
  readonly document: ProjectDocument
  readonly run: number | undefined
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
}

/** Everything that can leave: a schema for each job, with what is wrong with it, and the plan as files. */
export function ExportList({ document, run, chosen, onChoose }: Props) {
  const plan = (format: PlanFormat): ReactNode => (
    <Entry
      key={format} icon={format === 'html' ? <DocumentRegular /> : format === 'csv' ? <DocumentTableRegular /> : <TextBulletListRegular />}
      title={EXPORT.plans[format].title} text={EXPORT.plans[format].text}
      chosen={chosen.kind === 'plan' && chosen.format === format} onChoose={() => { onChoose({ kind: 'plan', format }) }}
    />
  )
  /** One entry for each job; those that need a plan wait for one. */
  const ofJobs = (format: JobFormat, jobs: readonly Job[] = document.jobs): ReactNode => jobs.map((job) => (
    <Entry
      key={`${format} ${job.id}`} icon={format === 'report' ? <DocumentRegular /> : format === 'scim-bulk' ? <BracesRegular /> : <TextBulletListRegular />}
      title={EXPORT.jobExports[format].title} text={EXPORT.jobExports[format].text(jobTitle(job, document.systems))}
      chosen={chosen.kind === 'job' && chosen.format === format && chosen.job === job.id} onChoose={() => { onChoose({ kind: 'job', job: job.id, format }) }}
    />
  ))
  return (
    <nav className="exports" aria-label={EXPORT.exports}>
      <h2>{EXPORT.forEntra}</h2>
      <ul>
        {document.jobs.map((job) => (
          <SchemaEntry
            key={job.id} job={job} title={jobTitle(job, document.systems)} chosen={chosen.kind === 'schema' && chosen.job === job.id}
            onChoose={() => { onChoose({ kind: 'schema', job: job.id }) }}
          />
        ))}
        {ofJobs('scim-bulk')}
      </ul>
      {run !== undefined && (
        <>
          <h2>{EXPORT.forPeople}</h2>
          <ul>{ofJobs('report')}{plan('html')}{plan('csv')}</ul>
          <h2>{EXPORT.forTools}</h2>
          <ul>
            {plan('json')}
            {plan('ndjson')}
            {ofJobs('ldif', document.jobs.filter((job) => document.systems.some((system) => system.id === job.target && isDirectory(system))))}
          </ul>
        </>
      )}
    </nav>
  )
}

interface SchemaEntryProps {
  readonly job: Job
  readonly title: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

function SchemaEntry({ job, title, chosen, onChoose }: SchemaEntryProps) {
  const check = useRequest('export.check', { job: job.id, format: 'graph-schema' })
  const mappings = job.objectMappings.reduce((sum, mapping) => sum + mapping.attributeMappings.length, 0)
  const state = check.value === undefined
    ? check.status === 'failed' ? <StatusSign status="unknown">{EXPORT.notChecked}</StatusSign> : <span className="small quiet">{EXPORT.validating}</span>
    : check.value.valid ? <StatusSign status="good">{EXPORT.valid}</StatusSign> : <StatusSign status="failed">{EXPORT.errors(check.value.errors)}</StatusSign>
  return <Entry icon={<BracesRegular />} title={title} text={EXPORT.schemaOf(mappings)} state={state} chosen={chosen} onChoose={onChoose} />
}

interface EntryProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly state?: ReactNode
  readonly chosen: boolean
  readonly onChoose: () => void
}

function Entry({ icon, title, text, state, chosen, onChoose }: EntryProps) {
  return (
    <li>
      <button type="button" className="export-entry" aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
        <span className="export-icon" aria-hidden="true">{icon}</span>
        <span className="export-words"><strong dir="auto">{title}</strong><span className="small quiet">{text}</span></span>
        {state !== undefined && <span className="small export-state">{state}</span>}
      </button>
    </li>
  )
}
