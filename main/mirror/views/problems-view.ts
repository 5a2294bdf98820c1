import { AppError } from '../../../shared/app-error'
import type { Page, ProblemRow, ProblemView } from '../../../shared/ipc/views'
import type { Issue } from '../../../shared/model/issue'
import type { ActionIssue, ActionIssueCode, ProvisioningAction } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { issueSummary } from '../../../shared/model/explain'
import { checkProject } from '../../../shared/schema/check-project'
import type { PlanRows } from './plan-rows'
import type { ReadTables } from './systems-view'

interface Tables extends ReadTables {
  readonly plans: PlanRows
}

/** Codes that are about who is who, not about a value. */
const MATCHING: ReadonlySet<ActionIssueCode> = new Set(['DuplicateTargetEntries', 'DuplicateSourceEntries', 'ImportSkipped', 'InvalidAnchor'])

/** Warnings that are about two jobs. */
const AMONG_JOBS: ReadonlySet<ActionIssueCode> = new Set(['PrecedenceConflict', 'StillProvisioned'])

/** Issues of a system that are gathered into problems; a read with more of them has the same causes again and again. */
const ISSUES_LOOKED_AT = 100_000

interface Found {
  readonly view: Omit<ProblemView, 'count'>
  readonly rows: (() => ProblemRow)[]
  /** The sentence for several rows; without one the first row's stands for all. */
  summary?: string
}

/** A row per cause: failures and matching of the run asked for, then what was wrong with the data read. */
export function problems(document: ProjectDocument, tables: Tables | undefined, { run }: { readonly run?: number | undefined }): ProblemView[] {
  return gather(document, tables, run).map(({ view, rows, summary }) => ({ ...view, ...(summary !== undefined && rows.length > 1 ? { sentence: summary } : {}), count: rows.length })).sort(byDanger)
}

/** Who is behind a problem. */
export function problemRows(document: ProjectDocument, tables: Tables | undefined, { run, id, offset, limit }: { readonly run?: number | undefined; readonly id: string; readonly offset: number; readonly limit: number }): Page<ProblemRow> {
  const problem = gather(document, tables, run).find(({ view }) => view.id === id)
  if (!problem) throw new AppError('objectUnknown', 'This problem is no longer there. Look at the list again.', { id })
  return { total: problem.rows.length, offset, rows: problem.rows.slice(offset, offset + limit).map((row) => row()) }
}

function gather(document: ProjectDocument, tables: Tables | undefined, run: number | undefined): readonly Found[] {
  const found = new Map<string, Found>()
  addConfiguration(found, document, tables)
  if (!tables) return [...found.values()]
  if (run !== undefined) {
    const targets = new Map(document.jobs.map(({ id, target }) => [id, target]))
    addRun(found, tables.plans, { run, targets })
    addAmongJobs(found, tables.plans, { run, targets })
    addUnknownPrecedence(found, tables.plans, { run, targets })
    addUnread(found, tables.plans, { run, targets })
  }
  for (const { id, name } of document.systems) {
    for (const issue of tables.reads.issues(id, { offset: 0, limit: ISSUES_LOOKED_AT }).issues) addIssue(found, { id, name }, issue)
  }
  return [...found.values()]
}

/** What check says of the configuration as it stands, by rule and place. Nobody is behind such a problem. */
function addConfiguration(found: Map<string, Found>, document: ProjectDocument, tables: Tables | undefined): void {
  const known = Object.fromEntries(document.systems
    .map(({ id }) => [id, Object.fromEntries(tables?.objects.types(id).map(({ name, attributes }) => [name, attributes]) ?? [])] as const)
    .filter(([, types]) => Object.keys(types).length > 0))
  for (const { code, severity, path, message } of checkProject(document, known)) {
    const [sentence, fix] = splitFix(message)
    const job = /^jobs\[(\d+)\]/.exec(path)
    const { id, target } = document.jobs[Number(job?.[1] ?? -1)] ?? {}
    const mapping = mappingAt(document, path)
    const system = target ?? document.systems[Number(/^systems\[(\d+)\]/.exec(path)?.[1] ?? -1)]?.id
    put(found, { id: `${path}/${code}/${message}`.slice(0, 1000), section: 'configuration', severity, code, sentence, place: path, fix, ...(id === undefined ? {} : { job: id }), ...(mapping === undefined ? {} : { mapping }), ...(system === undefined ? {} : { system }) })
  }
}

/** The target of the attribute mapping that a path of the document leads into, if it does. */
function mappingAt(document: ProjectDocument, path: string): string | undefined {
  const [, job, objects, mapping] = /^jobs\[(\d+)\]\.objectMappings\[(\d+)\]\.attributeMappings\[(\d+)\]/.exec(path) ?? []
  return document.jobs[Number(job)]?.objectMappings[Number(objects)]?.attributeMappings[Number(mapping)]?.target
}

interface ShownRun {
  readonly run: number
  /** Target systems by job. */
  readonly targets: ReadonlyMap<string, string>
}

function addRun(found: Map<string, Found>, plans: PlanRows, { run, targets }: ShownRun): void {
  const index = plans.index(run)
  const failed = index.select({ statuses: ['failed'] })
  for (const { seq, action } of plans.actions(run, failed)) {
    for (const issue of action.issues) if (issue.severity === 'failure') addActionIssue(found, action, { seq, issue, targets })
  }
  // Warnings stand beside actions that go ahead; there are few, and only the job's counts say whether there are any.
  const warned = plans.run(run).jobs.some(({ issues }) => (issues.ReferenceNotFound ?? 0) + (issues.ReferenceOutOfScope ?? 0) > 0)
  if (!warned) return
  for (const { seq, action } of plans.actions(run, index.select({ kinds: ['create', 'update', 'disable', 'enable'], statuses: ['planned', 'held'] }))) {
    for (const issue of action.issues) if (issue.severity === 'warning' && !AMONG_JOBS.has(issue.code)) addActionIssue(found, action, { seq, issue, targets })
  }
}

/** What jobs do to each other's accounts, whatever is done about the object: nothing, where it differs only in what another job feeds. */
function addAmongJobs(found: Map<string, Found>, plans: PlanRows, { run, targets }: ShownRun): void {
  const codes = [...AMONG_JOBS].filter((code) => plans.run(run).jobs.some(({ issues }) => (issues[code] ?? 0) > 0))
  if (codes.length === 0) return
  for (const { seq, body } of plans.packed(run).scan((text) => codes.some((code) => text.includes(`"${code}"`))).sort((a, b) => a.seq - b.seq)) {
    const action = JSON.parse(body) as ProvisioningAction
    for (const issue of action.issues) if (AMONG_JOBS.has(issue.code)) addActionIssue(found, action, { seq, issue, targets })
  }
}

/** Jobs that were planned without what another one feeds, which has precedence. Nobody is behind such a problem: it is not known who. */
function addUnknownPrecedence(found: Map<string, Found>, plans: PlanRows, { run, targets }: ShownRun): void {
  for (const { id, precedenceUnknown = [] } of plans.run(run).jobs) {
    for (const name of precedenceUnknown) {
      const system = targets.get(id)
      put(found, {
        id: `${id}/PrecedenceUnknown/${name}`, section: 'configuration', severity: 'warning', code: 'PrecedenceUnknown', place: id, job: id, ...(system === undefined ? {} : { system }),
        sentence: `${name} has precedence, but its source was never read, so this job writes values that ${name} may hold otherwise.`, fix: 'Read the source with import, then run the job again.',
      })
    }
  }
}

/** What the target's read did not ask for, although the job writes it or finds objects by it. */
function addUnread(found: Map<string, Found>, plans: PlanRows, { run, targets }: ShownRun): void {
  for (const { id, unread = [] } of plans.run(run).jobs) {
    for (const { objectType, attribute, isMatchedBy } of unread) {
      const system = targets.get(id)
      put(found, {
        id: `${id}/AttributeUnread/${objectType}/${attribute}`, section: 'data', severity: isMatchedBy ? 'error' : 'warning', code: 'AttributeUnread', place: `${id} › ${attribute}`, job: id, mapping: attribute, ...(system === undefined ? {} : { system }),
        sentence: isMatchedBy
          ? `The target's read did not ask for ${attribute} of ${objectType}, by which this job finds objects: nobody is found, and everybody would be created.`
          : `The target's read did not ask for ${attribute} of ${objectType}, so that what objects hold is not known: nothing is planned for it but on creation.`,
        fix: 'Read the target again with that column or property ($select in Graph).',
      })
    }
  }
}

interface FoundIssue extends Pick<ShownRun, 'targets'> {
  readonly seq: number
  readonly issue: ActionIssue
}

function addActionIssue(found: Map<string, Found>, action: ProvisioningAction, { seq, issue, targets }: FoundIssue): void {
  const { code, attribute, severity, value, winner } = issue
  const system = targets.get(action.job)
  const id = `${action.job}/${code}/${attribute ?? ''}`
  const [sentence, fix] = splitFix(issue.message)
  const problem = put(found, {
    id, section: sectionOf(code), severity: severity === 'failure' ? 'error' : 'warning', code, sentence,
    place: attribute === undefined ? action.job : `${action.job} › ${attribute}`, fix, job: action.job, ...(attribute === undefined ? {} : { mapping: attribute }), ...(system === undefined ? {} : { system }),
  })
  problem.summary = issueSummary(code, attribute, issue.limit)
  problem.rows.push(() => ({
    origin: action.source?.anchor ?? action.target?.anchor ?? '', display: action.source?.display ?? action.target?.display ?? '', message: issue.message, seq, ...(action.source?.anchor === undefined ? {} : { anchor: action.source.anchor }),
    ...(winner === undefined || attribute === undefined ? {} : { conflict: { attribute, value: value ?? '', winner } }),
  }))
}

function sectionOf(code: ActionIssueCode): ProblemView['section'] {
  return code === 'PrecedenceConflict' ? 'precedence' : MATCHING.has(code) ? 'matching' : 'failures'
}

function addIssue(found: Map<string, Found>, system: { readonly id: string; readonly name: string }, issue: Issue): void {
  const [sentence, fix] = splitFix(issue.message)
  const problem = put(found, { id: `${system.id}/${issue.code}`, section: 'data', severity: 'warning', code: issue.code, sentence, place: system.name, fix, system: system.id })
  problem.rows.push(() => ({ origin: issue.origin, display: '', message: issue.message }))
}

function put(found: Map<string, Found>, view: Omit<ProblemView, 'count'>): Found {
  const known = found.get(view.id)
  if (known) return known
  const fresh: Found = { view, rows: [] }
  found.set(view.id, fresh)
  return fresh
}

/** Messages say what is wrong and end with what cures it: the last sentence. */
function splitFix(message: string): [string, string] {
  const parts = message.split(/(?<=[.;]) (?=[A-Z])/)
  if (parts.length < 2) return [message, '']
  return [parts.slice(0, -1).join(' '), parts.at(-1) ?? '']
}

const SECTIONS = ['failures', 'matching', 'precedence', 'configuration', 'data']
const SEVERITIES = ['error', 'warning', 'info']

function byDanger(a: ProblemView, b: ProblemView): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || b.count - a.count || (a.id < b.id ? -1 : 1)
}
