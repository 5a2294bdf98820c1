import type { ReactNode } from 'react'
import type { PersonTrace } from '../../../shared/ipc/person-views'
import type { AttributeChange, ProvisioningAction } from '../../../shared/model/plan'
import { PERSON_TEXTS as T } from '../../texts/person'
import { KindSign, StatusSign, type Status } from '../../ui/signs'
import { Value } from '../../ui/value-diff'
import { actionGate, stoppedFlows } from './person-outcome'

interface Props {
  readonly trace: PersonTrace
  readonly action: ProvisioningAction
  /** Name of the target system. */
  readonly target: string
  readonly onWhy: (attribute: string) => void
  readonly onMapping: (attribute: string) => void
}

/** The five steps down the page, as the service walks them. A step that was not reached says so. */
export function PersonSteps({ trace, action, target, onWhy, onMapping }: Props) {
  const { scope, match, rules } = trace
  const references = new Set(trace.flows.filter(({ gate }) => gate === 'reference').map(({ attribute }) => attribute))
  const plain = action.changes.filter((change) => !references.has(change.attribute))
  const referenced = action.changes.filter((change) => references.has(change.attribute))
  const unresolved = action.issues.filter(({ code }) => code === 'ReferenceNotFound' || code === 'ReferenceOutOfScope')
  const conflict = match === 'ambiguous' || match === 'duplicate' || match === 'skipped'
  const out = !scope.inScope
  const failures = action.issues.filter(({ severity, code }) => severity === 'failure' && !(conflict && code.startsWith('Duplicate')))
  const gate = actionGate(action)
  return (
    <ol className="person-steps">
      <Step number={1} title={T.steps.import} status="good" word={T.read}>
        <p className="person-facts">
          <span>{T.from} <span className="mono">{trace.origin === '' ? T.originUnknown : trace.origin}</span></span>
          <span className="quiet">{T.attributes(trace.attributeCount, Object.keys(trace.attributes).length)}</span>
        </p>
      </Step>
      <Step number={2} title={T.steps.scoping} status={out ? 'skipped' : 'good'} word={out ? T.outOfScope : T.inScope}>
        {scope.groups.length === 0 && <p className="quiet">{T.noFilter}</p>}
        {scope.groups.map((group, g) => (
          <ul key={g} className="person-clauses">
            {group.clauses.map((clause, c) => (
              <li key={c}>
                <StatusSign status={clause.verdict === 'passes' ? 'good' : clause.verdict === 'fails' ? 'failed' : 'unknown'} />{' '}
                <span className="mono">{clause.text}</span> <span className="quiet">{T.itIs}</span> <Value value={clause.value} />
              </li>
            ))}
          </ul>
        ))}
        {out && <p>{action.reason.text}</p>}
      </Step>
      <Step
        number={3} title={T.steps.matching} status={out ? 'unknown' : conflict ? 'failed' : match === 'unmatched' ? 'info' : 'good'}
        word={out ? T.notReached : T.match[match]}
      >
        {!out && (
          <>
            {rules.length === 0 && <p className="quiet">{T.noRules}</p>}
            {rules.map((rule, index) => (
              <p key={rule.attribute} className={rule.outcome === 'notTried' ? 'quiet' : undefined}>
                {T.rule(index + 1)} <span className="mono">{rule.attribute}</span>
                {rule.value !== undefined && <> = <span className="mono">{rule.value}</span></>} {T.ruleOutcome[rule.outcome]}
                {rule.outcome === 'hit' && trace.account !== undefined && <>: <span className="mono" dir="auto">{trace.account.display}</span></>}
              </p>
            ))}
            {match === 'linked' && trace.account !== undefined && <p className="mono" dir="auto">{trace.account.display}</p>}
            {conflict && action.issues.map((issue, index) => <p key={index}>{issue.message}</p>)}
          </>
        )}
      </Step>
      <Step
        number={4} title={T.steps.action} status={conflict ? 'unknown' : failures.length > 0 ? 'failed' : action.status === 'held' ? 'held' : 'good'}
        word={conflict ? T.notReached : undefined}
        sign={!conflict && <><KindSign kind={action.kind} /> <span className="quiet">{plain.length === 0 ? T.noValues : T.values(plain.length)}</span></>}
      >
        {failures.map((issue, index) => <p key={index}><StatusSign status="failed" /> {issue.message}</p>)}
        {gate !== undefined && plain.length > 0 && <p><StatusSign status={gate === 'held' ? 'held' : 'failed'}>{T.gateOf[gate]}</StatusSign></p>}
        {plain.length > 0 && <Changes changes={plain} onWhy={onWhy} onMapping={onMapping} />}
        <ul className="person-stopped">
          {stoppedFlows(trace).map((flow) => (
            <li key={flow.attribute}>
              <StatusSign status="skipped" />{' '}
              <span>
                <strong>{flow.attribute}</strong> {T.butDoesNot}: <span className="quiet">{T.gates[flow.gate]}. {T.keeps(target)}</span>{' '}
                <Value value={flow.current} />
              </span>
              <button type="button" className="link" onClick={() => { onWhy(flow.attribute) }}>
                {T.whyNot}
                <span className="visually-hidden"> {flow.attribute}</span>
              </button>
            </li>
          ))}
        </ul>
      </Step>
      <Step
        number={5} title={T.steps.references} status={unresolved.length > 0 ? 'warning' : referenced.length > 0 ? 'good' : 'skipped'}
        word={unresolved.length > 0 ? T.unresolved : referenced.length > 0 ? T.resolved : conflict || out ? T.notReached : T.none}
      >
        {referenced.length > 0 && <Changes changes={referenced} onWhy={onWhy} onMapping={onMapping} />}
        {unresolved.map((issue, index) => <p key={index}>{issue.message}</p>)}
      </Step>
    </ol>
  )
}

interface StepProps {
  readonly number: number
  readonly title: string
  readonly status: Status
  readonly word?: string | undefined
  readonly sign?: ReactNode
  readonly children?: ReactNode
}

function Step({ number, title, status, word, sign, children }: StepProps) {
  return (
    <li className={`person-step step-${status}`}>
      <span className="person-step-number" aria-hidden="true">{number}</span>
      <div className="person-step-body">
        <h2>{title} <span className="person-step-word">{word !== undefined && <StatusSign status={status}>{word}</StatusSign>}{sign}</span></h2>
        {children}
      </div>
    </li>
  )
}

function Changes({ changes, onWhy, onMapping }: {
  readonly changes: readonly AttributeChange[]
  readonly onWhy: (attribute: string) => void
  readonly onMapping: (attribute: string) => void
}) {
  const C = T.columns
  return (
    <table className="plain-table person-changes">
      <thead><tr><th scope="col">{C.attribute}</th><th scope="col">{C.before}</th><th scope="col">{C.after}</th><th scope="col">{C.mapping}</th></tr></thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.attribute}>
            <th scope="row">{change.attribute}</th>
            <td className="mono value-before"><Value value={change.before ?? change.removed} /></td>
            <td className="mono"><Value value={change.after ?? change.added} /></td>
            <td>
              {change.mapping !== undefined && (
                <button type="button" className="link" onClick={() => { onMapping(change.mapping ?? change.attribute) }}>{change.mapping}</button>
              )}
              {change.mapping !== undefined && (
                <>
                  {' · '}
                  <button type="button" className="link" onClick={() => { onWhy(change.attribute) }}>
                    {T.why}
                    <span className="visually-hidden"> {change.attribute}</span>
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
