import type { ProblemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import type { Noun } from '../../texts/plural'
import { PROBLEMS } from '../../texts/problems'
import { formatNumber } from '../../ui/format'
import { jobTitle } from '../../ui/names'
import { StatusSign, type Status } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import type { ProblemListRow } from './problem-rows'

const C = PROBLEMS.columns
const SIGNS: Readonly<Record<ProblemView['severity'], Status>> = { error: 'failed', warning: 'warning', info: 'info' }

/** The severity as its sign; the word is there for screen readers. */
export function SeveritySign({ severity }: { readonly severity: ProblemView['severity'] }) {
  return <><StatusSign status={SIGNS[severity]} /><span className="visually-hidden">{PROBLEMS.severityWords[severity]} </span></>
}

/** A section's name, with how many causes it has and how many are behind them. */
export function SectionLabel({ row, noun }: { readonly row: Extract<ProblemListRow, { kind: 'section' }>; readonly noun: Noun }) {
  return (
    <span className="section-label">
      <strong>{PROBLEMS.sections[row.section]}</strong>
      <span className="quiet">
        {PROBLEMS.sectionCount(row.causes)}
        {row.affected > 0 && <>, {formatNumber(row.affected)} {PROBLEMS.affected(row.section, row.affected, noun)}</>}
      </span>
    </span>
  )
}

/** The place as people know it: a job by its title, a mapping by its target. */
export function placeText(problem: ProblemView, document: ProjectDocument): string {
  const job = document.jobs.find((one) => one.id === problem.job)
  if (job === undefined) return problem.place
  const title = jobTitle(job, document.systems)
  return problem.mapping === undefined ? title : `${problem.mapping} · ${title}`
}

/** The columns of problems, whose places are named after the document. */
export function problemColumns(document: ProjectDocument): readonly Column<ProblemListRow>[] {
  const of = (say: (problem: ProblemView) => string) => (row: ProblemListRow): string => (row.kind === 'problem' ? say(row.problem) : '')
  return [
    {
      id: 'problem', title: C.problem, width: 280, grow: 5, text: of((problem) => problem.sentence),
      cell: (row) => (row.kind === 'problem'
        ? <span className="problem-name"><SeveritySign severity={row.problem.severity} /><span className="ellipsis">{row.problem.sentence}</span></span>
        : null),
    },
    { id: 'code', title: C.code, width: 188, mono: true, cell: of((problem) => problem.code) },
    { id: 'place', title: C.place, width: 140, grow: 2, cell: of((problem) => placeText(problem, document)) },
    { id: 'affects', title: C.affects, width: 72, align: 'right', cell: of((problem) => (problem.count === 0 ? PROBLEMS.none : formatNumber(problem.count))) },
  ]
}
