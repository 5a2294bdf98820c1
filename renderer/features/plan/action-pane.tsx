import { Button } from '@fluentui/react-components'
import type { ActionView } from '../../../shared/ipc/views'
import type { AttributeChange } from '../../../shared/model/plan'
import { MARK_WORDS } from '../../texts/common'
import { PLAN } from '../../texts/plan'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { Value, ValueDiff } from '../../ui/value-diff'
import { useRequest } from '../../use-request'
import { personId, personName } from './action-rows'

interface Props {
  readonly run: number
  readonly seq: number
  readonly edited: ReadonlySet<string>
  readonly navigate: Navigate
  readonly onClose: () => void
  readonly onNext: (() => void) | undefined
  readonly onPrevious: (() => void) | undefined
}

/** One person: why, what changes, what is wrong, what stays, and all that the source says. */
export function ActionPane({ run, seq, edited, navigate, onClose, onNext, onPrevious }: Props) {
  const noun = useObjectNoun()
  const answer = useRequest('plan.action', { run, seq })
  const action = answer.value
  return (
    <Pane
      title={action === undefined ? '…' : personName(action)}
      subtitle={action === undefined ? undefined : [personId(action), action.sourceOrigin].filter((part) => part !== '').join(' · ')}
      sign={action !== undefined && <KindSign kind={action.kind} word="none" />} onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={<>
        {action?.source?.anchor !== undefined && (
          <Button appearance="primary" onClick={() => { navigate('person', { job: action.job, anchor: action.source?.anchor ?? '' }) }}>
            {PLAN.open(noun)} <Key>Enter</Key>
          </Button>
        )}
        {onNext !== undefined && (
          <>
            <Button appearance="subtle" onClick={onPrevious}>{PLAN.previous} <Key>K</Key></Button>
            <Button appearance="subtle" onClick={onNext}>{PLAN.next} <Key>J</Key></Button>
          </>
        )}
      </>}
    >
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {action === undefined && answer.status === 'loading' && <Skeleton />}
      {action !== undefined && <Details action={action} edited={edited} navigate={navigate} />}
    </Pane>
  )
}

function Details({ action, edited, navigate }: { readonly action: ActionView; readonly edited: ReadonlySet<string>; readonly navigate: Navigate }) {
  const attributes = Object.entries(action.sourceAttributes)
  return (
    <>
      <div className="reason">
        <span className="reason-signs">
          <KindSign kind={action.kind} />
          {action.status !== 'planned' && <StatusSign status={action.status}>{PLAN.words[action.status]}</StatusSign>}
          {action.marks.map((mark) => <Mark key={mark} tone={mark === 'final' ? 'danger' : 'neutral'}>{MARK_WORDS[mark]}</Mark>)}
        </span>
        <p>{action.reason.text}</p>
        {action.reason.clause !== undefined && <p className="small quiet">{PLAN.clause} {action.reason.clause}</p>}
      </div>
      {action.issues.length > 0 && (
        <>
          <h3>{PLAN.issues}</h3>
          <ul className="issues">
            {action.issues.map((issue, index) => (
              <li key={index}>
                <StatusSign status={issue.severity === 'failure' ? 'failed' : 'warning'} />
                <div>
                  <p>{issue.message}</p>
                  <p className="small quiet">
                    <span className="mono">{issue.code}</span>
                    {issue.attribute !== undefined && <> · <span className="mono">{issue.attribute}</span></>}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{PLAN.changes}</h3>
      {action.changes.length === 0 && <p className="quiet">{PLAN.noChanges}</p>}
      <ul className="changes">
        {action.changes.map((change) => (
          <Change
            key={change.attribute} change={change} job={action.job} edited={edited.has(`${action.job} ${change.mapping ?? change.attribute}`)}
            navigate={navigate}
          />
        ))}
      </ul>
      {action.unchanged.length > 0 && (
        <details className="fold">
          <summary>{PLAN.unchanged(action.unchanged.length)}</summary>
          <dl className="pairs">
            {action.unchanged.map(({ attribute, value }) => <div key={attribute} className="pair"><dt>{attribute}</dt><dd><Value value={value} /></dd></div>)}
          </dl>
        </details>
      )}
      {attributes.length > 0 && (
        <details className="fold">
          <summary>{PLAN.source(attributes.length)}</summary>
          <dl className="pairs">
            {attributes.map(([attribute, value]) => <div key={attribute} className="pair"><dt>{attribute}</dt><dd><Value value={value} /></dd></div>)}
          </dl>
        </details>
      )}
    </>
  )
}

interface ChangeProps {
  readonly change: AttributeChange
  readonly job: string
  readonly edited: boolean
  readonly navigate: Navigate
}

function Change({ change, job, edited, navigate }: ChangeProps) {
  const { mapping } = change
  return (
    <li>
      <div className="change-head">
        <strong>{change.attribute}</strong>
        {edited && <Mark tone="brand">{PLAN.edited}</Mark>}
        {change.deferred === true && <Mark>{MARK_WORDS.deferred}</Mark>}
        {mapping !== undefined && (
          <button type="button" className="link small" onClick={() => { navigate('mappings', { job, mapping }) }}>
            {mapping === change.attribute ? PLAN.openMapping : PLAN.by(mapping)}
          </button>
        )}
      </div>
      <ValueDiff before={change.before} after={change.after} added={change.added} removed={change.removed} />
    </li>
  )
}
