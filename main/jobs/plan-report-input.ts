import { invariant } from '../../shared/assert'
import type { ProjectDocument, Job, ObjectMapping, AttributeMapping } from '../../shared/model/project'
import { clauseText } from '../../shared/model/clause-text'
import { DELETION_THRESHOLD } from '../engine/decisions'
import type { ConfigurationReport, PlanReport } from '../exporters/plan-report'
import type { Mirror } from '../mirror/open-mirror'
import { planGroups } from '../mirror/views/plan-view'
import { planRows } from '../mirror/views/plan-rows'
import { bodiesOf } from './plan-bodies'

/** One job of a run, with the configuration as it stands now. */
export interface JobReportChoice {
  readonly document: ProjectDocument
  readonly job: Job
  /** Of the document, to say whether it is what the run rehearsed. */
  readonly configHash: string
}

/** What a report of a finished run shows: of all its jobs, or of one with its configuration. Throws `runUnknown`. */
export function reportOf(mirror: Mirror, run: number, choice?: JobReportChoice): PlanReport {
  const plans = planRows(mirror.db)
  const row = plans.run(run)
  invariant(row.header, `Run ${run} is done, so it has a plan.`)
  const document = plans.document(run)
  const only = choice?.job.id
  const jobNo = only === undefined ? undefined : plans.jobNo(run, only)
  const ofJob = (facts: { readonly job: number }): boolean => only === undefined || facts.job === jobNo
  return {
    project: document.name, run, header: row.header,
    remarks: [
      ...(row.typeReason === undefined ? [] : [`It was an initial cycle because ${row.typeReason}.`]),
      row.draft ? 'A draft was rehearsed.' : row.version === undefined ? 'What was saved was rehearsed.' : `Version ${row.version} was rehearsed.`,
      ...(row.kept ? [] : ['Its result was thrown away.']),
    ],
    jobs: row.jobs.filter(({ id }) => only === undefined || id === only).map((counts) => ({ title: titleOf(document, counts.id), counts })),
    groups: planGroups(plans, { run, ...(only === undefined ? {} : { job: only }) }).filter(({ kind, status }) => kind !== 'skip' || status !== 'planned'),
    removals: bodiesOf(mirror, run, (facts) => ofJob(facts) && (facts.kind === 'disable' || facts.kind === 'delete') && facts.status !== 'failed'),
    failures: bodiesOf(mirror, run, (facts) => ofJob(facts) && facts.status === 'failed'),
    ...(choice ? { configuration: configurationOf(choice, row.configHash) } : {}),
  }
}

function titleOf(document: ProjectDocument, id: string): string {
  return document.jobs.find((job) => job.id === id)?.name ?? id
}

function configurationOf({ document, job, configHash }: JobReportChoice, rehearsed: string): ConfigurationReport {
  const system = (role: string, id: string): ConfigurationReport['systems'][number] => {
    const found = document.systems.find((one) => one.id === id)
    return { role, name: found?.name ?? id, kind: found?.settings.kind ?? 'unknown' }
  }
  return {
    title: job.name ?? job.id, rehearsed: configHash === rehearsed,
    systems: [system('Source', job.source), system('Target', job.target)],
    guards: guardsOf(job),
    mappings: job.objectMappings.filter((mapping) => mapping.enabled !== false).map(mappingOf),
  }
}

function guardsOf(job: Job): readonly string[] {
  const { enabled, value } = job.guards?.deletions ?? DELETION_THRESHOLD
  const accounts = job.guards?.protected?.length ?? 0
  return [
    enabled ? `Guard: ${value} disables and deletes in one cycle hold them all.` : 'Guard on disables and deletes: off.',
    ...(accounts === 0 ? [] : [`Protected accounts: ${accounts}.`]),
    `Whoever leaves scope ${job.skipOutOfScopeDeletions === true ? 'keeps the account as it is (SkipOutOfScopeDeletions)' : 'is deprovisioned'}.`,
  ]
}

const FLOW_TYPES = { Add: 'create', Update: 'update', Delete: 'delete' } as const

function mappingOf(mapping: ObjectMapping): ConfigurationReport['mappings'][number] {
  return {
    title: mapping.name ?? mapping.id,
    scope: (mapping.scope?.groups ?? []).map((group) => group.clauses.map(clauseText).join(' and ')),
    actions: (mapping.flowTypes ?? ['Add', 'Update', 'Delete'] as const).map((type) => FLOW_TYPES[type]).join(', '),
    attributes: mapping.attributeMappings.map((attribute) => ({
      target: attribute.target, source: sourceOf(attribute), when: attribute.apply ?? 'Always',
      matching: attribute.matchingPriority === undefined ? '' : String(attribute.matchingPriority), note: attribute.note ?? '',
    })),
  }
}

function sourceOf(mapping: AttributeMapping): string {
  switch (mapping.type) {
    case 'Direct': return `[${mapping.source}]`
    case 'Constant': return JSON.stringify(mapping.value)
    case 'Expression': return mapping.expression
    case 'None': return 'none'
  }
}
