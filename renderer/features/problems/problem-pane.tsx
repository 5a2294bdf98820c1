import { Button } from '@fluentui/react-components'
import { LightbulbRegular } from '@fluentui/react-icons'
import type { ProblemRow, ProblemView } from '../../../shared/ipc/views'
import { expressionOf, type ProjectDocument } from '../../../shared/model/project'
import type { Noun } from '../../texts/plural'
import { PROBLEMS, WHY } from '../../texts/problems'
import { formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { nounIn } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { FailedState, Skeleton } from '../../ui/states'
import { useRequest } from '../../use-request'
import { ConflictTable } from './conflict-table'
import { placeText, SeveritySign } from './problem-columns'
import { targetOf } from './problem-rows'

const SHOWN = 50

interface Props {
  readonly problem: ProblemView
  readonly run: number | undefined
  readonly document: ProjectDocument
  readonly navigate: Navigate
  readonly onOpen: () => void
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** One cause: what, why, where, what cures it, and who is behind it. */
export function ProblemPane({ problem, run, document, navigate, onOpen, onClose, onNext, onPrevious }: Props) {
  const rows = useRequest('problems.rows', problem.count === 0 ? null : { ...(run !== undefined && { run }), id: problem.id, offset: 0, limit: SHOWN })
  const target = targetOf(problem, document)
  const why = WHY[problem.code]
  const noun = nounIn(problem.job === undefined ? document.jobs : document.jobs.filter(({ id }) => id === problem.job))
  const expression = expressionAt(problem, document)
  const show = (seq: number): void => { navigate('plan', { seq, ...(problem.job !== undefined && { job: problem.job }) }) }
  const openPerson = (anchor: string): void => { navigate('person', { anchor, ...(problem.job !== undefined && { job: problem.job }) }) }
  return (
    <Pane
      title={problem.sentence} sign={<SeveritySign severity={problem.severity} />}
      subtitle={<><span className="mono">{problem.code}</span> · {placeText(problem, document)}</>}
      onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={target === undefined ? undefined : <Button appearance="primary" onClick={onOpen}>{PROBLEMS.open[target.kind]} <Key>Enter</Key></Button>}
    >
      {problem.count > 0 && (
        <div className="pane-count">
          <strong>{formatNumber(problem.count)}</strong>
          <span className="quiet">{PROBLEMS.affected(problem.section, problem.count, noun)}</span>
        </div>
      )}
      {why !== undefined && <><h3>{PROBLEMS.why}</h3><p>{why}</p></>}
      {expression !== undefined && (
        <><h3>{PROBLEMS.expression}</h3><pre className="problem-expression" tabIndex={0} role="group" aria-label={PROBLEMS.expression}>{expression}</pre></>
      )}
      {problem.fix !== '' && <section className="problem-fix"><h3><LightbulbRegular aria-hidden="true" />{PROBLEMS.fix}</h3><p>{problem.fix}</p></section>}
      {problem.count > 0 && (
        <>
          <h3>{PROBLEMS.behind}</h3>
          {rows.status === 'failed' && <FailedState failure={rows.failure} onRetry={rows.reload} />}
          {rows.value === undefined && rows.status === 'loading' && <Skeleton />}
          {problem.section === 'precedence'
            ? <ConflictTable problem={problem} noun={noun} rows={rows.value?.rows ?? []} document={document} onShow={show} />
            : (
              <ul className="problem-people" aria-label={PROBLEMS.rowsLabel}>
                {rows.value?.rows.map((row, index) => (
                  <Behind key={index} row={row} noun={noun} sentence={problem.sentence} onShow={show} onOpen={openPerson} />
                ))}
              </ul>
            )}
          {rows.value !== undefined && rows.value.total > rows.value.rows.length && (
            <p className="quiet">{PROBLEMS.more(rows.value.total - rows.value.rows.length)}</p>
          )}
        </>
      )}
    </Pane>
  )
}

interface BehindProps {
  readonly noun: Noun
  readonly row: ProblemRow
  readonly sentence: string
  readonly onShow: (seq: number) => void
  readonly onOpen: (anchor: string) => void
}

function Behind({ row, noun, sentence, onShow, onOpen }: BehindProps) {
  const { seq, anchor, display, origin, message } = row
  const name = display === '' ? origin : display
  return (
    <li>
      {anchor === undefined
        ? <span className={display === '' ? 'mono' : undefined} dir="auto">{name}</span>
        : <button type="button" className="link" dir="auto" title={PROBLEMS.openObject(noun)} onClick={() => { onOpen(anchor) }}>{name}</button>}
      <span className="problem-row-end">
        {display !== '' && <span className="mono quiet">{origin}</span>}
        {seq !== undefined && (
          <button type="button" className="link small" aria-label={PROBLEMS.showInPlan(name)} onClick={() => { onShow(seq) }}>{PROBLEMS.inPlan}</button>
        )}
      </span>
      {seq === undefined && !message.startsWith(sentence) && <span className="small quiet problem-message">{message}</span>}
    </li>
  )
}

function expressionAt({ job, mapping }: ProblemView, document: ProjectDocument): string | undefined {
  const found = document.jobs.find((one) => one.id === job)?.objectMappings.flatMap((one) => one.attributeMappings).find((one) => one.target === mapping)
  return found === undefined ? undefined : expressionOf(found)
}
