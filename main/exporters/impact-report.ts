import type { ImpactRow, ImpactView } from '../../shared/ipc/views'
import { dayText } from '../../shared/day-text'
import { GUARD_NAMES, guardSentence } from '../../shared/model/guard-words'
import { csvLine } from './csv-cell'
import { count, END_TABLE, n, numberCell, pageHead, row, section, table } from './report-page'
import { xmlText } from './xml-text'

export interface ImpactReport {
  readonly project: string
  readonly run: number
  /** The run's clock, an instant in UTC. */
  readonly now: string
  /** Titles of jobs and names of systems, by id. */
  readonly jobs: ReadonlyMap<string, string>
  readonly systems: ReadonlyMap<string, string>
  readonly impact: ImpactView
  /** Everybody who would be disabled or deleted, held ones too. */
  readonly rows: readonly ImpactRow[]
}

const HEADINGS = ['Person', 'ID', 'Action', 'System', 'Account', 'Cause', 'Loses', 'To take back', 'Status'] as const
/** Names in a directory may break anywhere. */
const ACCOUNT = 4
const STATUS: Readonly<Record<ImpactRow['status'], string>> = { planned: '', held: 'held', failed: 'would fail' }

/**
 * What a run would take away, for those who decide about it: one HTML page that prints well, with everybody by name and room for the
 * decision. The same run gives the same bytes.
 */
export function* impactReport(report: ImpactReport): Generator<string> {
  const { project, run, now, impact, rows } = report
  yield `${pageHead(`${project}: impact of run ${run}`)}<h1>${xmlText(project)}</h1>
<p class="facts">Impact of run ${run} as of ${xmlText(`${dayText(now)}, ${now.slice(11, 16)} UTC`)}.</p>
<p class="facts">Nothing of this was done: it is a rehearsal. The page holds names and IDs of people.</p>
`
  yield* summary(impact)
  yield* causes(report)
  yield* guards(report)
  yield section('people', 'Who would be disabled or deleted')
  if (rows.length === 0) yield '<p>Nobody.</p>\n'
  else {
    yield table([...HEADINGS.slice(0, 5), impact.by, ...HEADINGS.slice(5)])
    for (const one of rows) yield row(cellsOf(one, report).map((cell, at) => (at === ACCOUNT ? `<span class="name">${xmlText(cell)}</span>` : xmlText(cell))))
    yield END_TABLE
  }
  yield '</section>\n'
  yield `${section('decision', 'Decision')}${table(['Decision', 'Name', 'Date', 'Signature'])}${row(['approved', '', '', ''])}${row(['rejected', '', '', ''])}${END_TABLE}</section>\n</body>\n</html>\n`
}

/** The same people as comma-separated text, headings first. */
export function* impactCsv(report: ImpactReport): Generator<string> {
  yield csvLine([...HEADINGS.slice(0, 5), report.impact.by, ...HEADINGS.slice(5)])
  for (const one of report.rows) yield csvLine(cellsOf(one, report))
}

function cellsOf(one: ImpactRow, { systems }: ImpactReport): readonly string[] {
  const { source, target, kind, by, cause, status } = one
  const system = target === undefined ? '' : systems.get(target.system) ?? target.system
  return [
    source?.display ?? target?.display ?? '', source?.anchor ?? target?.anchor ?? '', kind, system, target?.display ?? '', by, cause, losesText(one),
    takeBackText(one), STATUS[status],
  ]
}

function losesText({ loses: { groups, reports, emptied } }: ImpactRow): string {
  return [
    ...(groups > 0 ? [counted(groups, 'group')] : []), ...(reports > 0 ? [counted(reports, 'report')] : []),
    ...(emptied.length > 0 ? [`nobody left in ${emptied.join(', ')}`] : []),
  ].join('; ')
}

function takeBackText({ takeBack }: ImpactRow): string {
  if (takeBack.how === 'restore') return `restore until ${dayText(takeBack.until)}`
  return takeBack.how === 'never' ? 'cannot be taken back' : 're-enable'
}

function* summary({ disables, deletes, held, failed, protected: { held: protectedHeld }, consequences: { managers, groups } }: ImpactView): Generator<string> {
  yield section('summary', 'Summary')
  yield table([count('disable'), count('delete'), count('held'), count('would fail'), count('together')])
  yield row([disables, deletes, held, failed, disables + deletes + held + failed].map(numberCell))
  yield END_TABLE
  yield `<p>${managers === null ? 'Who would lose their manager is unknown: what was read names no managers.' : `${n(managers)} would lose their manager.`}</p>\n`
  yield `<p>${groups === null ? 'Which groups would lose members is unknown: what was read names no members.' : `${counted(groups.losing, 'group')} would lose members, ${n(groups.emptied)} would be left empty${groups.administrators > 0 ? `, ${n(groups.administrators)} of them of administrators` : ''}.`}</p>\n`
  if (protectedHeld > 0) yield `<p class="held"><strong>Protected.</strong> ${counted(protectedHeld, 'account')} held by name.</p>\n`
  yield '</section>\n'
}

function* causes({ impact, jobs }: ImpactReport): Generator<string> {
  yield section('causes', 'Causes')
  yield table(['Cause', 'Action', 'Job', count('Accounts')])
  for (const cause of impact.causes) yield row([xmlText(cause.text), cause.kind, xmlText(jobs.get(cause.job) ?? cause.job), numberCell(cause.count)])
  yield `${END_TABLE}</section>\n`
}

function* guards({ impact, jobs }: ImpactReport): Generator<string> {
  yield section('guards', 'Guards')
  yield table(['Guard', 'Job', count('Now'), count('Trips at'), 'Tripped'])
  for (const guard of impact.guards.filter(({ enabled }) => enabled)) {
    const tripped = guard.count >= guard.limit ? guardSentence({ ...guard, actions: 0 }) : 'no'
    yield row([GUARD_NAMES[guard.guard], xmlText(jobs.get(guard.job) ?? guard.job), numberCell(guard.count), numberCell(guard.limit), xmlText(tripped)])
  }
  yield `${END_TABLE}</section>\n`
}

function counted(value: number, noun: string): string {
  return `${n(value)} ${noun}${value === 1 ? '' : 's'}`
}
