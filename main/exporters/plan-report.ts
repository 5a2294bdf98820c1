import type { PlanGroupView } from '../../shared/ipc/views'
import type { JobCounts } from '../../shared/model/cycle'
import { issueSummary } from '../../shared/model/explain'
import type { ActionIssue, PlanHeader, ProvisioningAction } from '../../shared/model/plan'
import { type ActionBodies, actionsOf } from './plan-file'
import { count, END_TABLE, n, numberCell, pageHead, row, section, table } from './report-page'
import { xmlText } from './xml-text'

/** What a report shows of one job's configuration, already in words. */
export interface ConfigurationReport {
  readonly title: string
  /** Whether it is what the run rehearsed. */
  readonly rehearsed: boolean
  readonly systems: readonly { readonly role: string; readonly name: string; readonly kind: string }[]
  readonly guards: readonly string[]
  readonly mappings: readonly {
    readonly title: string
    /** Groups of clauses, joined by OR; none for everybody. */
    readonly scope: readonly string[]
    readonly actions: string
    readonly attributes: readonly { readonly target: string; readonly source: string; readonly when: string; readonly matching: string; readonly note: string }[]
  }[]
}

export interface PlanReport {
  readonly project: string
  readonly run: number
  readonly header: PlanHeader
  /** Why it was initial, which version or draft ran: a sentence each. */
  readonly remarks: readonly string[]
  readonly jobs: readonly { readonly title: string; readonly counts: JobCounts }[]
  /** In the order in which they are shown. */
  readonly groups: readonly PlanGroupView[]
  /** Everybody who would be disabled or deleted, held ones too. */
  readonly removals: ActionBodies
  readonly failures: ActionBodies
  readonly configuration?: ConfigurationReport
}

/**
 * A plan for people to read: one HTML page without script, pictures or anything from elsewhere, that prints well and follows the reader's
 * light or dark. Removals and failures are all there by name, whatever their number, in plan order. The same plan gives the same bytes.
 */
export function* planReport(report: PlanReport): Generator<string> {
  const { project, run, header } = report
  const title = `${project}: plan of run ${run}`
  yield `${pageHead(title)}<h1>${xmlText(project)}</h1>
<p class="facts">Plan of run ${run} as of ${xmlText(header.now)}, seed ${header.seed}. ${report.remarks.map(xmlText).join(' ')}</p>
<p class="facts">Nothing of this was done: it is a rehearsal. The page holds names and IDs of people.</p>
`
  yield* summary(report)
  yield* groups(report)
  yield* removals(report)
  yield* failures(report)
  if (report.configuration) yield* configuration(report.configuration)
  yield `<footer>Configuration ${xmlText(header.configHash)}<br>Data ${xmlText(header.dataHash)}<br>${xmlText(header.product)}, plan format ${xmlText(header.formatVersion)}</footer>\n</body>\n</html>\n`
}

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

function* summary({ jobs }: PlanReport): Generator<string> {
  yield section('summary', 'Summary')
  yield table(['Job', ...KINDS.map(count), count('held'), count('would fail'), count('no action'), count('objects')])
  for (const { title, counts } of jobs) {
    yield row([
      xmlText(title),
      ...[...KINDS.map((kind) => counts.actions[kind]), counts.held?.actions ?? 0, counts.failed, counts.noAction, counts.sourceObjects + counts.goneFromSource].map(numberCell),
    ])
  }
  yield END_TABLE
  for (const { title, counts: { held } } of jobs) {
    if (held) yield `<p class="held"><strong>Held.</strong> ${xmlText(held.guard === 'deletions' ? `${title}: ${n(held.count)} disables and deletes reach the limit of ${n(held.limit)}, so none of them is done before somebody allows it.` : `${title}: ${n(held.actions)} actions are held by a guard.`)}</p>\n`
  }
  yield '</section>\n'
}

function* groups({ groups: all, jobs }: PlanReport): Generator<string> {
  const several = jobs.length > 1
  yield section('groups', 'What would happen, by cause')
  if (all.length === 0) yield '<p>Nothing would change.</p>\n'
  else {
    yield table(['What happens', 'Action', 'Shape', 'Cause', ...(several ? ['Job'] : []), count('People'), count('Values')])
    for (const group of all) {
      yield row([
        xmlText(group.title),
        kindOf(group),
        `<code class="name">${xmlText(group.shape)}</code>`,
        xmlText(group.causeText),
        ...(several ? [xmlText(group.job)] : []),
        numberCell(group.objects),
        numberCell(group.values),
      ])
    }
    yield END_TABLE
  }
  yield '</section>\n'
}

function* removals({ removals: bodies }: PlanReport): Generator<string> {
  yield section('removals', 'Who would be disabled or deleted')
  let rows = 0
  for (const action of actionsOf(bodies)) {
    if (rows === 0) yield table(['Person', 'ID', 'Action', 'Account', 'Why'])
    rows++
    yield row([...person(action), kindOf(action), `<span class="name">${xmlText(action.target?.display ?? '')}</span>`, xmlText(action.reason.text)])
  }
  yield rows === 0 ? '<p>Nobody.</p>\n' : END_TABLE
  yield '</section>\n'
}

function* failures({ failures: bodies }: PlanReport): Generator<string> {
  yield section('failures', 'What would fail')
  const byCause = new Map<string, { readonly issue: ActionIssue; readonly rows: string[] }>()
  for (const action of actionsOf(bodies)) {
    for (const issue of action.issues.filter(({ severity }) => severity === 'failure')) {
      const key = `${issue.code} ${issue.attribute ?? ''}`
      const cause = byCause.get(key) ?? { issue, rows: [] }
      byCause.set(key, cause)
      cause.rows.push(row([...person(action), xmlText(action.job), xmlText(issue.message)]))
    }
  }
  const causes = [...byCause].sort(([a, one], [b, other]) => other.rows.length - one.rows.length || (a < b ? -1 : 1))
  if (causes.length === 0) yield '<p>Nothing.</p>\n'
  for (const [, { issue, rows }] of causes) {
    yield `<h3>${xmlText(issueSummary(issue.code, issue.attribute, issue.limit))} <span class="quiet">${xmlText(issue.code)}, ${n(rows.length)}</span></h3>\n`
    yield table(['Person', 'ID', 'Job', 'What is wrong, and what to do'])
    yield* rows
    yield END_TABLE
  }
  yield '</section>\n'
}

function* configuration({ title, rehearsed, systems, guards, mappings }: ConfigurationReport): Generator<string> {
  yield section('configuration', `Configuration of ${title}`)
  if (!rehearsed) yield '<p class="held"><strong>Not rehearsed as it stands.</strong> The configuration was edited after the run above.</p>\n'
  yield `<ul>\n${systems.map(({ role, name, kind }) => `<li>${xmlText(`${role}: ${name} (${kind})`)}</li>\n`).join('')}${guards.map((guard) => `<li>${xmlText(guard)}</li>\n`).join('')}</ul>\n`
  for (const mapping of mappings) {
    yield `<h3>${xmlText(mapping.title)}</h3>\n<p>Actions: ${xmlText(mapping.actions)}. Scope: ${mapping.scope.length === 0 ? 'everybody' : mapping.scope.map((group) => `<code>${xmlText(group)}</code>`).join(' or ')}.</p>\n`
    yield table(['Target attribute', 'Source', 'When', 'Matching', 'Note'])
    for (const { target, source, when, matching, note } of mapping.attributes) yield row([
      xmlText(target), `<code>${xmlText(source)}</code>`, xmlText(when), xmlText(matching), xmlText(note),
    ])
    yield END_TABLE
  }
  yield '</section>\n'
}

function person(action: ProvisioningAction): readonly [string, string] {
  return [xmlText(action.source?.display ?? action.target?.display ?? ''), `<code>${xmlText(action.source?.anchor ?? action.target?.anchor ?? '')}</code>`]
}

function kindOf({ kind, status }: Pick<ProvisioningAction, 'kind' | 'status'>): string {
  const state = status === 'planned' ? '' : status === 'held' ? 'held' : 'would fail'
  // Where nobody can say what would be done, the failure is all there is to say.
  if (kind === 'skip') return `<span class="kind">${state}</span>`
  return `<span class="kind ${kind}">${kind}</span>${state === '' ? '' : `, ${state}`}`
}
