import { Button } from '@fluentui/react-components'
import type { MatchingRow, MatchingTab } from '../../../shared/ipc/views'
import type { ObjectReference } from '../../../shared/model/plan'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { protectedNames } from '../../../shared/model/protected-names'
import { objectNoun } from '../../texts/common'
import { MATCHING } from '../../texts/matching'
import type { Noun } from '../../texts/plural'
import { systemName } from '../../ui/names'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane } from '../../ui/pane'
import { StatusSign } from '../../ui/signs'
import { FailedState, Skeleton } from '../../ui/states'
import { Value } from '../../ui/value-diff'
import { compareObjects } from './compare-objects'
import { ComparisonTable } from './comparison-table'
import { nameOf, othersOf, shortNameOf } from './match-columns'
import { useObject } from './use-object'

/** Candidates whose values are shown side by side; more are named. */
const MOST_COMPARED = 4

interface Props {
  readonly row: MatchingRow
  readonly tab: MatchingTab
  readonly job: Job
  readonly document: ProjectDocument
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onPrevious: () => void
  readonly onShowPlan: () => void
  readonly onOpenPerson: (anchor: string) => void
  /** Keeps the job from ever disabling or deleting an account. */
  readonly onProtect: (account: ObjectReference) => void
}

/** Both sides of one outcome: the person, and the account or every candidate, field by field. */
export function MatchPane({ row, tab, job, document, onClose, onNext, onPrevious, onShowPlan, onOpenPerson, onProtect }: Props) {
  const sourceTypes = [...new Set(job.objectMappings.map((mapping) => mapping.sourceType))]
  const targetTypes = [...new Set(job.objectMappings.map((mapping) => mapping.targetType))]
  const accounts = tab === 'duplicates' ? [] : row.candidates ?? (row.target === undefined ? [] : [row.target])
  const source = useObject(row.source, sourceTypes)
  const first = useObject(accounts[0], targetTypes)
  const second = useObject(accounts[1], targetTypes)
  const third = useObject(accounts[2], targetTypes)
  const fourth = useObject(accounts[3], targetTypes)
  const compared = accounts.slice(0, MOST_COMPARED)
  const answers = [...(row.source === undefined ? [] : [source]), ...[first, second, third, fourth].slice(0, compared.length)]
  const failed = answers.find((answer) => answer.status === 'failed')
  const loading = answers.some((answer, index) => answer.value === undefined && answer.status === 'loading' && (index > 0 || row.source?.anchor !== undefined))
  const targets = [first, second, third, fourth].slice(0, compared.length).map((answer) => answer.value)
  const mapping = job.objectMappings.find((one) => one.sourceType === source.value?.type) ?? job.objectMappings[0]
  const ofJob = useObjectNoun()
  const isProtected = protectedNames(job.guards?.protected ?? [])([row.target?.anchor, row.target?.display]) !== undefined
  const canProtect = tab === 'onlyTarget' && row.target?.anchor !== undefined && !isProtected
  const noun = source.value === undefined ? ofJob : objectNoun(source.value.type)
  const fields = compareObjects(source.value?.attributes ?? {}, targets.map((target) => target?.attributes ?? {}), mapping)
  const others = tab === 'duplicates' ? othersOf(row) : accounts.slice(MOST_COMPARED)
  const alone = row.source === undefined ? first.value : compared.length === 0 ? source.value : undefined
  const system = (id: string): string => systemName(id, document.systems)
  return (
    <Pane
      title={row.source === undefined ? shortNameOf(row.target) : nameOf(row.source)}
      subtitle={row.source === undefined
        ? nameOf(row.target)
        : [row.source.anchor, source.value?.origin].filter((part) => part !== undefined && part !== '').join(' · ')}
      onClose={onClose} onNext={onNext} onPrevious={onPrevious}
      footer={(
        <>
          {row.source?.anchor !== undefined && (
            <Button appearance="primary" onClick={() => { onOpenPerson(row.source?.anchor ?? '') }}>{MATCHING.open(noun)}</Button>
          )}
          {canProtect && (
            <Button title={MATCHING.protectWhy} onClick={() => { if (row.target !== undefined) onProtect(row.target) }}>{MATCHING.protect}</Button>
          )}
          <Button onClick={onShowPlan}>{MATCHING.showPlan}</Button>
        </>
      )}
    >
      <p className="match-lead">{leadOf(row, tab, noun)}</p>
      {isProtected && <p className="match-lead"><StatusSign status="good">{MATCHING.protected}</StatusSign></p>}
      {failed?.status === 'failed' && <FailedState failure={failed.failure} onRetry={failed.reload} />}
      {loading && failed === undefined && <Skeleton />}
      {!loading && row.source !== undefined && compared.length > 0 && (
        <>
          <ComparisonTable
            fields={compared.length === 1 ? fields : fields.filter((field) => field.differs)} source={system(job.source)}
            accounts={compared.map((account) => (compared.length === 1 ? system(job.target) : shortNameOf(account)))}
          />
          {compared.length > 1 && fields.some((field) => !field.differs) && (
            <details className="fold">
              <summary>{MATCHING.same(fields.filter((field) => !field.differs).length)}</summary>
              <ComparisonTable fields={fields.filter((field) => !field.differs)} source={system(job.source)} accounts={compared.map(shortNameOf)} />
            </details>
          )}
        </>
      )}
      {others.length > 0 && <OtherCandidates others={others} />}
      {alone !== undefined && (
        <dl className="pairs">
          {Object.entries(alone.attributes).map(([name, value]) => <div key={name} className="pair"><dt>{name}</dt><dd><Value value={value} /></dd></div>)}
        </dl>
      )}
      {alone === undefined && source.value !== undefined && (
        <Rest system={system(job.source)} attributes={source.value.attributes} shown={new Set(fields.flatMap((field) => field.from.split(' ')))} />
      )}
      {alone === undefined && targets.length === 1 && targets[0] !== undefined && (
        <Rest system={system(job.target)} attributes={targets[0].attributes} shown={new Set(fields.map((field) => field.field))} />
      )}
    </Pane>
  )
}

function OtherCandidates({ others }: { readonly others: readonly ObjectReference[] }) {
  return (
    <>
      <h3>{MATCHING.columns.others}</h3>
      <ul>
        {others.map((other, index) => (
          <li key={index}><span dir="auto">{nameOf(other)}</span> <span className="mono quiet">{other.anchor === other.display ? '' : other.anchor}</span></li>
        ))}
      </ul>
    </>
  )
}

/** What no compared field shows already. */
function Rest({ system, attributes, shown }: {
  readonly system: string
  readonly attributes: Readonly<Record<string, string | readonly string[]>>
  readonly shown: ReadonlySet<string>
}) {
  const rest = Object.entries(attributes).filter(([name]) => !shown.has(name))
  if (rest.length === 0) return null
  return (
    <details className="fold">
      <summary>{MATCHING.otherSource(rest.length, system)}</summary>
      <dl className="pairs">{rest.map(([name, value]) => <div key={name} className="pair"><dt>{name}</dt><dd><Value value={value} /></dd></div>)}</dl>
    </details>
  )
}

function leadOf(row: MatchingRow, tab: MatchingTab, noun: Noun): string {
  switch (tab) {
    case 'matched': return row.linked === true ? MATCHING.linkedLead
      : row.on !== undefined && row.value !== undefined ? `${MATCHING.decidedBy(row.on, row.value)}.`
      : row.note ?? ''
    case 'ambiguous': return MATCHING.ambiguousLead
    case 'duplicates': return MATCHING.duplicatesLead(noun)
    case 'onlySource': return row.note ?? MATCHING.onlySourceLead
    case 'onlyTarget': return row.note === undefined ? MATCHING.onlyTargetLead : `${row.note} ${MATCHING.onlyTargetLead}`
    case 'skipped': return row.note ?? MATCHING.skippedLead(noun)
  }
}
