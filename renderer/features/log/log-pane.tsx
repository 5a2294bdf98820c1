import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { LogRow } from '../../../shared/ipc/log-views'
import type { ProvisioningObjectSummary } from '../../../shared/model/provisioning-log'
import { objectNoun } from '../../texts/common'
import { LOG } from '../../texts/log'
import { WHY } from '../../texts/problems'
import { CopyButton } from '../../ui/copy-button'
import { Key } from '../../ui/key'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { KindSign, StatusSign } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { Tabs } from '../../ui/tabs'
import { ValueDiff } from '../../ui/value-diff'
import { useRequest } from '../../use-request'
import { nameOf } from './log-columns'
import { headlineOf, shownSteps, STATUS_SIGNS } from './log-words'

interface Props {
  readonly run: number
  readonly row: LogRow
  readonly onOpen: () => void
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
}

type Tab = 'steps' | 'properties' | 'json'

/** One entry: its steps, what it would modify, and the entry as Graph has it. */
export function LogPane({ run, row, onOpen, onClose, onNext, onPrevious }: Props) {
  const [tab, setTab] = useState<Tab>('steps')
  const answer = useRequest('log.entry', { run, seq: row.seq, ...(row.followUp === true && { followUp: true as const }) })
  const entry = answer.value
  const ofScreen = useObjectNoun()
  const noun = entry === undefined || entry.sourceIdentity.identityType === '' ? ofScreen : objectNoun(entry.sourceIdentity.identityType)
  return (
    <Pane
      title={headlineOf(row)} sign={row.status === 'failure' ? <StatusSign status="failed" /> : <KindSign kind={row.kind} word="none" />}
      subtitle={[nameOf(row), row.sourceId, row.followUp === true ? LOG.followUpWhy : ''].filter((part) => part !== '').join(' · ')} onClose={onClose}
      onNext={onNext} onPrevious={onPrevious}
      footer={<>
        <Button appearance="primary" onClick={onOpen}>{LOG.open(noun)} <Key>Enter</Key></Button>
        {entry !== undefined && <CopyButton label={LOG.copyJson} done={LOG.copied} text={() => jsonOf(entry)} />}
      </>}
    >
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {entry === undefined && answer.status === 'loading' && <Skeleton />}
      {entry !== undefined && (
        <>
          <Tabs
            label={LOG.views} selected={tab} onSelect={setTab}
            tabs={[
              { id: 'steps', label: LOG.tabs.steps },
              { id: 'properties', label: LOG.tabs.properties, count: entry.modifiedProperties.length },
              { id: 'json', label: LOG.tabs.json },
            ]}
          />
          {tab === 'steps' && <Steps entry={entry} />}
          {tab === 'properties' && <Properties entry={entry} />}
          {tab === 'json' && <pre className="log-json" tabIndex={0} role="group" aria-label={LOG.tabs.json}>{jsonOf(entry)}</pre>}
        </>
      )}
    </Pane>
  )
}

function Steps({ entry }: { readonly entry: ProvisioningObjectSummary }) {
  const failed = entry.provisioningStatusInfo.errorInformation
  return (
    <>
      <ol className="log-steps" aria-label={LOG.tabs.steps}>
        {shownSteps(entry.provisioningSteps).map(({ type, step }, index) => (
          <li key={index} className={step === undefined ? 'quiet' : undefined}>
            <StatusSign status={step === undefined ? 'skipped' : STATUS_SIGNS[step.status]} />
            <div>
              <p className="strong">{LOG.stepNames[type]}{step !== undefined && <span className="visually-hidden">, {LOG.statuses[step.status]}</span>}</p>
              {step === undefined
                ? <p className="small">{LOG.notReached}</p>
                : <><p dir="auto">{step.description}</p><p className="small mono quiet">{step.name}</p></>}
            </div>
          </li>
        ))}
      </ol>
      {failed !== null && (
        <section className="log-failure" aria-label={failed.errorCode}>
          <h3>{LOG.what}</h3>
          <p dir="auto">{failed.reason}</p>
          <p className="small mono quiet">{failed.errorCode}</p>
          {WHY[failed.errorCode] !== undefined && <><h3>{LOG.why}</h3><p>{WHY[failed.errorCode]}</p></>}
          {failed.additionalDetails !== null && (
            <ul className="log-candidates">
              {failed.additionalDetails.split('; ').map((candidate) => <li key={candidate} className="mono" dir="auto">{candidate}</li>)}
            </ul>
          )}
          <h3>{LOG.toDo}</h3>
          <p>{failed.recommendedAction === '' ? LOG.toDoUnknown : failed.recommendedAction}</p>
        </section>
      )}
    </>
  )
}

function Properties({ entry: { modifiedProperties } }: { readonly entry: ProvisioningObjectSummary }) {
  if (modifiedProperties.length === 0) return <p className="quiet log-none">{LOG.noProperties}</p>
  return (
    <ul className="log-properties">
      {modifiedProperties.map((property) => (
        <li key={property.displayName}>
          <strong>{property.displayName}</strong>
          <ValueDiff before={property.oldValue ?? undefined} after={property.newValue ?? undefined} />
        </li>
      ))}
    </ul>
  )
}

function jsonOf(entry: ProvisioningObjectSummary): string {
  return JSON.stringify(entry, null, 2)
}
