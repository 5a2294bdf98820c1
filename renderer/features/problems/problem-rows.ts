import type { ProblemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import type { Screen, ScreenParams } from '../../ui/navigation'

const SECTIONS = ['failures', 'matching', 'precedence', 'configuration', 'data'] as const satisfies readonly ProblemView['section'][]
export type Section = ProblemView['section']
export type Severity = ProblemView['severity']

export type ProblemListRow =
  | { readonly kind: 'section'; readonly section: Section; readonly causes: number; readonly affected: number; readonly expanded: boolean }
  | { readonly kind: 'problem'; readonly problem: ProblemView }

export interface ProblemFilter {
  /** Only these; all where it is empty. */
  readonly severities: ReadonlySet<Severity>
  readonly search: string
  /** Only what is found in this job; all where it is absent. */
  readonly job?: string
  /** Only what is a problem of this system; of all where it is absent. */
  readonly system?: string
}

/** Problems that a filter leaves, in the order in which they came: the most dangerous first. */
export function shownProblems(problems: readonly ProblemView[], { severities, search, job, system }: ProblemFilter): readonly ProblemView[] {
  const wanted = search.trim().toLowerCase()
  return problems.filter((problem) =>
    (severities.size === 0 || severities.has(problem.severity)) && (job === undefined || problem.job === job) && (system === undefined || problem.system === system)
    && (wanted === '' || `${problem.sentence} ${problem.code} ${problem.place}`.toLowerCase().includes(wanted)))
}

/** One row for each cause under the section it belongs to; sections without problems are left out. */
export function toProblemRows(problems: readonly ProblemView[], closed: ReadonlySet<Section>): readonly ProblemListRow[] {
  return SECTIONS.flatMap((section): readonly ProblemListRow[] => {
    const own = problems.filter((problem) => problem.section === section)
    if (own.length === 0) return []
    const expanded = !closed.has(section)
    const head = { kind: 'section' as const, section, causes: own.length, affected: own.reduce((sum, problem) => sum + problem.count, 0), expanded }
    return [head, ...(expanded ? own.map((problem) => ({ kind: 'problem' as const, problem })) : [])]
  })
}

/** Problems in the order of their sections, and of the list. */
export function inSections(problems: readonly ProblemView[]): readonly ProblemView[] {
  return SECTIONS.flatMap((section) => problems.filter((problem) => problem.section === section))
}

/** Tells rows apart while sections open and close. */
export function rowKeyOf(row: ProblemListRow): string {
  return row.kind === 'section' ? `section ${row.section}` : row.problem.id
}

/** Where a problem is cured: its mapping, the matches, the system it was read from, the plan. */
export interface Target {
  readonly kind: 'mapping' | 'matching' | 'connection' | 'plan'
  readonly screen: Screen
  readonly params: ScreenParams
}

const MATCHING_TABS: Readonly<Record<string, string>> = { DuplicateTargetEntries: 'ambiguous', DuplicateSourceEntries: 'duplicates', ImportSkipped: 'skipped' }

/** Where a problem is cured; `undefined` where the configuration as a whole is wrong. */
export function targetOf(problem: ProblemView, document: ProjectDocument): Target | undefined {
  const { section, job, mapping, code } = problem
  if (section === 'data') {
    return { kind: 'connection', screen: 'connections', params: { ...(problem.system !== undefined && { system: problem.system }), tab: 'findings' } }
  }
  const tab = MATCHING_TABS[code]
  if (section === 'matching' && tab !== undefined) return { kind: 'matching', screen: 'matching', params: { ...(job !== undefined && { job }), tab } }
  if (mapping !== undefined && job !== undefined && hasMapping(document, job, mapping)) return { kind: 'mapping', screen: 'mappings', params: { job, mapping } }
  if (section === 'configuration') return job === undefined ? undefined : { kind: 'mapping', screen: 'mappings', params: { job } }
  return { kind: 'plan', screen: 'plan', params: { ...(job !== undefined && { job }) } }
}

/** The problem after or before another in the list, around its ends. */
export function neighbour(problems: readonly ProblemView[], id: string | undefined, by: 1 | -1): ProblemView | undefined {
  if (problems.length === 0) return undefined
  const index = problems.findIndex((problem) => problem.id === id)
  return problems[index === -1 ? (by === 1 ? 0 : problems.length - 1) : (index + by + problems.length) % problems.length]
}

/** All problems as text for a mail or a ticket: one line each, with tabs. */
export function toText(problems: readonly ProblemView[]): string {
  return problems.map((problem) => [problem.severity, problem.code, problem.sentence, problem.place, problem.fix, String(problem.count)].join('\t')).join('\n')
}

function hasMapping(document: ProjectDocument, job: string, target: string): boolean {
  return document.jobs.find((one) => one.id === job)?.objectMappings.some((one) => one.attributeMappings.some((mapping) => mapping.target === target)) === true
}
