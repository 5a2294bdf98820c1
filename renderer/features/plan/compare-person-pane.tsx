import type { PlanCompareRow, PlanCompareView } from '../../../shared/ipc/compare-views'
import type { ActionRow } from '../../../shared/ipc/views'
import type { AttributeChange } from '../../../shared/model/plan'
import { COMPARE } from '../../texts/compare'
import { PLAN } from '../../texts/plan'
import { Pane } from '../../ui/pane'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import { Value } from '../../ui/value-diff'
import { comparedChanges } from './compare-rows'
import type { Navigate } from '../../ui/navigation'

interface Props {
  readonly view: PlanCompareView
  readonly row: PlanCompareRow
  readonly navigate: Navigate
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

/** One person in both runs: what is done in each and why, then attribute by attribute what each would write. */
export function ComparePersonPane({ view, row, navigate, onClose, onNext, onPrevious }: Props) {
  const [a, b] = [view.a.run, view.b.run]
  const changes = comparedChanges(row)
  return (
    <Pane title={row.display} subtitle={row.anchor} onClose={onClose} onNext={onNext} onPrevious={onPrevious}>
      <RunOutcome run={a} action={row.a} />
      <RunOutcome run={b} action={row.b} />
      {row.b !== undefined && (
        <p><button type="button" className="link" onClick={() => { navigate('plan', { seq: row.b?.seq ?? 0 }) }}>{COMPARE.openIn(b)}</button></p>
      )}
      {changes.length > 0 && <h3>{PLAN.changes}</h3>}
      <ul className="changes">
        {changes.map((change) => (
          <li key={change.attribute}>
            <div className="change-head"><strong>{change.attribute}</strong>{!change.differs && <Mark>{COMPARE.same}</Mark>}</div>
            <dl className="compare-values">
              {change.differs
                ? <><Written run={a} change={change.a} /><Written run={b} change={change.b} /></>
                : <><dt>{COMPARE.bothTitle}</dt><dd><AfterOf change={change.b} /></dd></>}
            </dl>
          </li>
        ))}
      </ul>
    </Pane>
  )
}

function RunOutcome({ run, action }: { readonly run: number; readonly action: ActionRow | undefined }) {
  return (
    <section className="cause-card">
      <h3>{COMPARE.run(run)}</h3>
      {action === undefined ? <p className="quiet">{COMPARE.nothingInRun}</p> : (
        <>
          <span className="reason-signs">
            <KindSign kind={action.kind} />
            {action.status !== 'planned' && <StatusSign status={action.status}>{PLAN.words[action.status]}</StatusSign>}
          </span>
          <p>{action.issues.find((issue) => issue.severity === 'failure')?.message ?? action.reason.text}</p>
        </>
      )}
    </section>
  )
}

function Written({ run, change }: { readonly run: number; readonly change: AttributeChange | undefined }) {
  return <><dt>{COMPARE.run(run)}</dt><dd>{change === undefined ? <span className="quiet">{COMPARE.unwritten}</span> : <AfterOf change={change} />}</dd></>
}

function AfterOf({ change }: { readonly change: AttributeChange | undefined }) {
  if (change?.added !== undefined || change?.removed !== undefined) return (
    <Value value={[...(change.added ?? []).map((value) => `+${value}`), ...(change.removed ?? []).map((value) => `−${value}`)]} />
  )
  return <Value value={change?.after} />
}
