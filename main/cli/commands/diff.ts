import { AppError } from '../../../shared/app-error'
import type { PlanCompareRow, PlanCompareView } from '../../../shared/ipc/compare-views'
import type { ActionRow } from '../../../shared/ipc/views'
import { compareRuns } from '../../jobs/compare-runs'
import { pacer } from '../../jobs/pacer'
import { planRows } from '../../mirror/views/plan-rows'
import { type Command, type CommandArguments, EXIT, flag, option } from '../command'
import { flagged, takes } from '../options'
import { openRunnable, withSession } from '../project-session'
import { visibleLine } from '../visible-text'

const SHOWN = 20

export const diffCommand: Command = {
  name: 'diff',
  usage: 'diff FOLDER RUN-A RUN-B [--offset N] [--limit N] [--detailed-exitcode]',
  summary: 'What differs between two plans, grouped by cause',
  options: {
    offset: takes('N', 'how many people to pass over; default: 0'), limit: takes('N', 'how many people to show'),
    'detailed-exitcode': flagged('exit status 2 where the plans differ'),
  },
  examples: [
    'diff my-project 3 4',
    'diff my-project 3 4 --json --limit 1000',
  ],
  positionals: { least: 3, most: 3 },
  async run(args, context) {
    const [folder, a, b] = args.positionals as [string, string, string]
    const [runA, runB] = [runNumber(a), runNumber(b)]
    const page = { offset: count(args, 'offset', 0), limit: count(args, 'limit', context.json ? 100 : SHOWN) }
    const project = await openRunnable(folder, { draft: false }, context)
    return withSession(project, async ({ mirror }) => {
      const comparison = await compareRuns(planRows(mirror.db), runA, runB, pacer(context.signal))
      const { view } = comparison
      const differences = comparison.people(page)
      if (context.json) context.writeJson({ ...view, differences })
      for (const line of describe(view)) context.say(line)
      for (const row of differences.rows) context.say(visibleLine(describePerson(row, view)))
      const left = differences.total - differences.offset - differences.rows.length
      if (left > 0) context.say(`  … and ${n(left)} more; --offset and --limit show them`)
      return flag(args, 'detailed-exitcode') && differences.total > 0 ? EXIT.difference : EXIT.done
    })
  },
}

function runNumber(text: string): number {
  const run = Number(text)
  if (!Number.isSafeInteger(run) || run < 1) throw new AppError('runUnknown', `There is no run ${text}; runs are numbered from 1.`)
  return run
}

function count(args: CommandArguments, name: string, otherwise: number): number {
  const text = option(args, name)
  const value = text === undefined ? otherwise : Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new AppError('usage', `--${name} takes a whole number from 0, not ${text ?? ''}.`)
  return value
}

function describe({ a, b, people, groups, sameConfiguration, sameData }: PlanCompareView): string[] {
  const differing = groups.filter((group) => group.onlyA + group.onlyB > 0)
  const header = [
    `Run ${a.run} and run ${b.run}: ${n(people.onlyA)} only in ${a.run}, ${n(people.onlyB)} only in ${b.run}, ${n(people.differs)} with another outcome, ${n(people.same)} the same`,
    `  ${summaryDifferences(a.summary, b.summary)}`,
    `  ${sameConfiguration ? 'the same configuration' : 'another configuration'}, ${sameData ? 'the same data' : 'other data'}, as of ${a.now === b.now ? a.now : `${a.now} and ${b.now}`}`,
  ]
  if (differing.length === 0) return header
  return [
    ...header,
    `  ${columns([`only ${a.run}`, 'both', `only ${b.run}`])}`,
    ...differing.map((group) => `  ${columns([n(group.onlyA), n(group.both), n(group.onlyB)])}  ${group.status === 'planned' ? group.kind : `${group.kind}, ${group.status}`}  ${group.causeText}  ${group.shape}`),
  ]
}

function summaryDifferences(a: PlanCompareView['a']['summary'], b: PlanCompareView['b']['summary']): string {
  const words = { create: 'create', update: 'update', disable: 'disable', enable: 'enable', delete: 'delete', held: 'held', failed: 'would fail' } as const
  const parts = (Object.keys(words) as (keyof typeof words)[]).map((kind) => (a[kind] === b[kind]
    ? `${n(a[kind])} ${words[kind]}`
    : `${n(a[kind])} → ${n(b[kind])} ${words[kind]}`))
  return parts.join(', ')
}

function describePerson(row: PlanCompareRow, { a, b }: PlanCompareView): string {
  const who = `  ${row.display}${row.display === row.anchor ? '' : ` (${row.anchor})`}: `
  if (!row.b) return `${who}${describeAction(row.a)}, only in ${a.run}`
  if (!row.a) return `${who}${describeAction(row.b)}, only in ${b.run}`
  return `${who}${describeAction(row.a)} → ${describeAction(row.b)}`
}

function describeAction(action: ActionRow | undefined): string {
  if (!action) return 'nothing'
  const what = action.status === 'failed' ? `fails (${[...new Set(action.issues.filter(({ severity }) => severity === 'failure').map(({ code }) => code))].join(', ')})`
    : action.status === 'held' ? `${action.kind}, held`
    : action.kind
  const values = action.changes.slice(0, 3).map(({ attribute, after }) => `${attribute} ${after === undefined ? 'removed' : JSON.stringify(after)}`)
  return values.length === 0 ? what : `${what} ${values.join(', ')}${action.changes.length > 3 ? `, ${action.changes.length - 3} more` : ''}`
}

function columns(texts: readonly string[]): string {
  return texts.map((text) => text.padStart(9)).join(' ')
}

function n(value: number): string {
  return value.toLocaleString('en-US')
}
