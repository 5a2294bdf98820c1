import type { ProblemRow, ProblemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import type { Noun } from '../../texts/plural'
import { PROBLEMS } from '../../texts/problems'
import { titleOfJob } from '../../ui/names'
import { StatusSign } from '../../ui/signs'
import { Value } from '../../ui/value-diff'

interface Props {
  readonly problem: ProblemView
  readonly noun: Noun
  readonly rows: readonly ProblemRow[]
  readonly document: ProjectDocument
  readonly onShow: (seq: number) => void
}

/** Whoever two jobs have different values for: both values, each under its job, and which of them stays. */
export function ConflictTable({ problem, noun, rows, document, onShow }: Props) {
  const nameOf = (id: string | undefined): string => (id === undefined ? '' : titleOfJob(id, document))
  const winners = [...new Set(rows.flatMap(({ conflict }) => conflict?.winner.job ?? []))]
  return winners.map((winner) => (
    <div key={winner} className="conflicts" role="group" tabIndex={0} aria-label={PROBLEMS.conflicts(problem.mapping ?? '')}>
      <table className="plain-table">
        <caption className="visually-hidden">{PROBLEMS.conflicts(problem.mapping ?? '')}</caption>
        <thead>
          <tr>
            <th scope="col">{PROBLEMS.object(noun)}</th>
            <th scope="col">{nameOf(winner)} <StatusSign status="good">{PROBLEMS.stays}</StatusSign></th>
            <th scope="col">{nameOf(problem.job)} <StatusSign status="skipped">{PROBLEMS.notWritten}</StatusSign></th>
          </tr>
        </thead>
        <tbody>{rows.filter(({ conflict }) => conflict?.winner.job === winner).map((row, index) => <Conflict key={index} row={row} onShow={onShow} />)}</tbody>
      </table>
    </div>
  ))
}

function Conflict({ row: { display, origin, seq, conflict }, onShow }: { readonly row: ProblemRow; readonly onShow: (seq: number) => void }) {
  const name = display === '' ? origin : display
  return (
    <tr>
      <th scope="row">
        {seq === undefined
          ? name
          : <button type="button" className="link" dir="auto" title={PROBLEMS.showInPlan(name)} onClick={() => { onShow(seq) }}>{name}</button>}
      </th>
      <td className="mono"><Value value={conflict?.winner.value} /></td>
      <td className="mono quiet"><Value value={conflict?.value} /></td>
    </tr>
  )
}
