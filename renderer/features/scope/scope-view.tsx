import { Button, Select } from '@fluentui/react-components'
import { AddRegular, ArrowRedoRegular, ArrowUndoRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { ClausePart, ClauseProblem, ScopePart, ScopeView as Counts } from '../../../shared/ipc/scope-views'
import type { ProjectState } from '../../../shared/ipc/views'
import type { FilterClause, Job, ObjectMapping, ScopingFilter } from '../../../shared/model/project'
import { sameJson, type Place } from '../../draft/mapping-draft'
import { useDocumentKeys } from '../../draft/use-document-keys'
import { useMappingDraft } from '../../draft/use-mapping-draft'
import { objectNoun } from '../../texts/common'
import { MAPPINGS } from '../../texts/mappings'
import { SCOPE } from '../../texts/scope'
import { formatNumber } from '../../ui/format'
import { JobPicker, useChosenJob } from '../../ui/job-picker'
import { jobChoices } from '../../ui/names'
import type { Navigate, ScreenParams } from '../../ui/navigation'
import { ObjectNoun, useObjectNoun } from '../../ui/object-noun'
import { ScreenFrame } from '../../ui/screen'
import { useProvidedCommands } from '../../ui/screen-commands'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { StatusSign } from '../../ui/signs'
import { Tabs } from '../../ui/tabs'
import { useRequest } from '../../use-request'
import type { SourceAttribute } from './clause-line'
import { clauseNumber, withNewClause } from './scope-edits'
import { ScopeGroups } from './scope-groups'
import { ScopePeople } from './scope-people'
import './scope.css'

interface Props {
  readonly project: ProjectState
  readonly params: ScreenParams
  readonly navigate: Navigate
  readonly onProject: (project: ProjectState) => void
  readonly effect?: ReactNode
}

/** Who is in, who is out, and by which clause? */
export function ScopeView({ project, params, navigate, onProject, effect }: Props) {
  const { draft, dispatch, failure, retry } = useMappingDraft(project, onProject)
  const { document } = draft
  const { job: chosen, choose } = useChosenJob()
  const [objectMapping, setObjectMapping] = useState<string>()
  const asked = params['job']
  useEffect(() => { if (typeof asked === 'string') choose(asked) }, [asked, choose])
  const job = document.jobs.find((one) => one.id === chosen) ?? document.jobs[0]
  const mapping = job?.objectMappings.find((one) => one.id === objectMapping) ?? job?.objectMappings[0]
  const undo = draft.past.at(-1)
  const redo = draft.future.at(-1)
  useDocumentKeys((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (event.target instanceof HTMLElement && event.target.matches('input, textarea'))) return false
    const key = event.key.toLowerCase()
    if (key === 'z' && !event.shiftKey) dispatch({ kind: 'undo' })
    else if (key === 'y' || key === 'z') dispatch({ kind: 'redo' })
    else return false
    return true
  })
  const place: Place = { job: job?.id ?? '', objectMapping: mapping?.id ?? '' }
  // Everybody has what identifies them: a new clause changes nobody's scope before it says something.
  const fresh: FilterClause = { attribute: document.systems.find((system) => system.id === job?.source)?.settings.anchor ?? 'id', operator: 'IS NOT NULL' }
  const edit = (scope: ScopingFilter | undefined, clause: string): void => { dispatch({ kind: 'edit', place, edit: { kind: 'scope', scope, clause } }) }
  const addClause = (): void => { edit(withNewClause(mapping?.scope, 'groups', Math.max(0, (mapping?.scope?.groups.length ?? 0) - 1), fresh), SCOPE.edits.add) }
  const addGroup = (): void => { edit(withNewClause(mapping?.scope, 'groups', undefined, fresh), SCOPE.edits.group) }
  useProvidedCommands(mapping === undefined
    ? []
    : [{ id: 'scope.addClause', title: SCOPE.addClause, run: addClause }, { id: 'scope.addGroup', title: SCOPE.addGroup, run: addGroup }])
  if (job === undefined || mapping === undefined) return (
    <ScreenFrame title={SCOPE.title}><EmptyState title={SCOPE.noJob}>{SCOPE.noJobWhy}</EmptyState></ScreenFrame>
  )
  return (
    <ScreenFrame
      title={SCOPE.title}
      context={(
        <>
          <JobPicker
            label={SCOPE.job} jobs={jobChoices(document)} job={job.id} onPick={choose}
          />
          {job.objectMappings.length > 1
            ? (
              <Select size="small" aria-label={SCOPE.objectType} value={mapping.id} onChange={(_, data) => { setObjectMapping(data.value) }}>
                {job.objectMappings.map((one) => <option key={one.id} value={one.id}>{one.name ?? `${one.sourceType} → ${one.targetType}`}</option>)}
              </Select>
            )
            : <span className="quiet small">{`${mapping.sourceType} → ${mapping.targetType}`}</span>}
        </>
      )}
      actions={(
        <>
          <Button appearance="primary" icon={<AddRegular />} onClick={addClause}>{SCOPE.addClause}</Button>
          <Button icon={<AddRegular />} onClick={addGroup}>{SCOPE.addGroup}</Button>
          <Button
            appearance="subtle" icon={<ArrowUndoRegular />} disabled={undo === undefined}
            title={undo && SCOPE.undoNamed(MAPPINGS.edits[undo.name.kind](undo.name.target ?? ''))} onClick={() => { dispatch({ kind: 'undo' }) }}
          >
            {SCOPE.undo}
          </Button>
          <Button
            appearance="subtle" icon={<ArrowRedoRegular />} disabled={redo === undefined}
            title={redo && SCOPE.redoNamed(MAPPINGS.edits[redo.name.kind](redo.name.target ?? ''))} onClick={() => { dispatch({ kind: 'redo' }) }}
          >
            {SCOPE.redo}
          </Button>
        </>
      )}
    >
      {effect}
      {failure !== undefined && <FailedState failure={failure} onRetry={retry} />}
      <ObjectNoun.Provider value={objectNoun(mapping.sourceType)}>
        <Filter key={`${job.id} ${mapping.id}`} fresh={fresh} job={job} mapping={mapping} navigate={navigate} onEdit={edit} />
      </ObjectNoun.Provider>
    </ScreenFrame>
  )
}

interface FilterProps {
  readonly fresh: FilterClause
  readonly job: Job
  readonly mapping: ObjectMapping
  readonly navigate: Navigate
  readonly onEdit: (scope: ScopingFilter | undefined, clause: string) => void
}

function Filter({ fresh, job, mapping, navigate, onEdit }: FilterProps) {
  const [typing, setTyping] = useState<ScopingFilter>()
  const [chosen, setPart] = useState<ScopePart>()
  const [clause, setClause] = useState<ClausePart>()
  const [last, setLast] = useState<{ readonly counts: Counts; readonly scope: ScopingFilter | null }>()
  const [problems, setProblems] = useState<readonly ClauseProblem[]>([])
  const scope = typing ?? mapping.scope ?? null
  const answer = useRequest('scope.measure', { job: job.id, mapping: mapping.id, scope })
  const measured = answer.status === 'ready' ? answer.value : undefined
  if (measured?.kind === 'measured' && measured.view !== last?.counts) { setLast({ counts: measured.view, scope }); setProblems(measured.problems) }
  if (measured?.kind === 'invalid' && measured.problems !== problems) setProblems(measured.problems)
  const profile = useRequest('systems.profile', { system: job.source, type: mapping.sourceType })
  const attributes = useMemo(() => (profile.value ?? []).map((one): SourceAttribute => ({
    name: one.name, type: one.type, samples: one.top.slice(0, 3).map(({ value }) => value).join(', '),
  })), [profile.value])
  const counts = last?.counts
  const part = chosen ?? (counts?.out === 0 ? 'in' : 'out')
  const stale = counts !== undefined && !sameJson(last?.scope, scope)
  const edit = (next: ScopingFilter | undefined, name: string): void => { setTyping(undefined); setClause(undefined); onEdit(next, name) }
  const groups = { fresh, filter: mapping.scope, attributes, problems, onEdit: edit, onTyping: setTyping }

  if (measured?.kind === 'unread') return (
    <EmptyState
      title={SCOPE.unread(measured.name)}
      action={<Button onClick={() => { navigate('connections', { system: measured.system }) }}>{SCOPE.read}</Button>}
    >
      {SCOPE.unreadWhy}
    </EmptyState>
  )
  return (
    <div className="scope">
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {measured?.kind === 'broken' && <p className="scope-note"><StatusSign status="failed" /> {measured.message}</p>}
      {counts === undefined && answer.status === 'loading' && <Skeleton rows={2} />}
      {counts !== undefined && <Sentence counts={counts} stale={stale} invalid={measured?.kind === 'invalid'} />}
      {job.assignment?.sync === 'assigned' && <p className="scope-note"><StatusSign status="info" /> {SCOPE.assigned}</p>}
      <div className={stale ? 'scope-filters stale' : 'scope-filters'}>
        {(mapping.scope?.groups.length ?? 0) === 0
          ? <p className="scope-none">{SCOPE.noFilter}</p>
          : <ScopeGroups {...groups} collection="groups" counts={counts?.groups} onShow={(shown) => { setClause(shown) }} />}
        {mapping.scope?.inputFilterGroups !== undefined && (
          <section className="scope-input" aria-label={SCOPE.inputFilter}>
            <h2>{SCOPE.inputFilter}</h2><p className="quiet small">{SCOPE.inputFilterWhy}</p>
            <ScopeGroups {...groups} collection="inputFilterGroups" counts={counts?.inputFilterGroups} />
          </section>
        )}
      </div>
      {counts !== undefined && (
        <>
          {clause === undefined
            ? (
              <Tabs
                label={SCOPE.parts} selected={part} onSelect={setPart}
                tabs={(['in', 'out', 'fallOut', 'comeIn'] as const).map((id) => ({ id, label: SCOPE.part[id], count: counts[id] }))}
              />
            )
            : (
              <div className="scope-clause-part">
                <strong>{SCOPE.clausePart[clause.which](clauseNumber(mapping.scope, { collection: 'groups', ...clause }))}</strong>
                <Button size="small" appearance="subtle" onClick={() => { setClause(undefined) }}>{SCOPE.clearClause}</Button>
              </div>
            )}
          <ScopePeople
            key={JSON.stringify([part, clause])} job={job.id} mapping={mapping.id} scope={last?.scope ?? null} part={part} clause={clause}
            onOpenPerson={(anchor) => { navigate('person', { job: job.id, anchor }) }}
          />
        </>
      )}
    </div>
  )
}

function Sentence({ counts, stale, invalid }: { readonly counts: Counts; readonly stale: boolean; readonly invalid: boolean }) {
  const noun = useObjectNoun()
  const out = [
    SCOPE.out(counts.out, formatNumber(counts.out)),
    ...(counts.out > 0 ? [SCOPE.withAccount(counts.outWithAccount, formatNumber(counts.outWithAccount))] : []),
    ...(counts.dropped > 0 ? [SCOPE.dropped(formatNumber(counts.dropped))] : []),
  ].join(', ')
  return (
    <div className="scope-sentence">
      <p className={stale ? 'stale' : undefined} role="status">
        <strong>{SCOPE.sentence(formatNumber(counts.in), counts.in, formatNumber(counts.people), noun)}</strong>; {out}.
      </p>
      {stale && <span className="quiet small">{invalid ? SCOPE.invalid : SCOPE.beforeEdit}</span>}
      {counts.undecided > 0 && <p className="small"><StatusSign status="unknown" /> {SCOPE.undecided(counts.undecided, noun)}</p>}
    </div>
  )
}
