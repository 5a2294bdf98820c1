import { CloudRegular, DatabaseRegular, DocumentTableRegular, PeopleCommunityRegular, ServerRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { ProblemView, SystemView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { Breakable } from '../../ui/breakable'
import { formatNumber, formatRecentTime } from '../../ui/format'
import type { Navigate } from '../../ui/navigation'
import { StatusSign } from '../../ui/signs'

const ICONS: Readonly<Record<string, ReactNode>> = {
  workday: <PeopleCommunityRegular />, successFactors: <PeopleCommunityRegular />, activeDirectory: <ServerRegular />, openLdap: <ServerRegular />,
  ldap: <ServerRegular />, entraId: <CloudRegular />, sql: <DatabaseRegular />,
}

interface Props {
  readonly id: string
  readonly document: ProjectDocument
  readonly system: SystemView | undefined
  /** Of this system alone. */
  readonly problems: readonly ProblemView[]
  readonly navigate: Navigate
}

/** A system: what it is, what it holds, how it was last read, and how many problems it has. The card opens the system, its problems open in their list. */
export function SystemCard({ id, document, system, problems, navigate }: Props) {
  const declared = document.systems.find((one) => one.id === id)
  const name = declared?.name ?? id
  return (
    <div className="system-card">
      <button type="button" className="card-main system-name" onClick={() => { navigate('connections', { system: id }) }} title={OVERVIEW.openSystem(name)}>
        <span className="system-icon" aria-hidden="true">{ICONS[declared?.product ?? ''] ?? <DocumentTableRegular />}</span>
        <strong><Breakable name={name} /></strong>
      </button>
      <span className="small quiet">{OVERVIEW.kinds[declared?.settings.kind ?? ''] ?? ''}</span>
      <span className="system-counts">
        {system === undefined ? '\u00a0' : <Counts document={document} system={system} />}
      </span>
      <span className="system-finding small">
        {system !== undefined && <Finding system={system} />}
        <Problems name={name} problems={problems} onShow={() => { navigate('problems', { system: id }) }} />
      </span>
    </div>
  )
}

/** What the jobs provision out of or into a system; what else it holds is told on hover. */
function Counts({ document, system }: { readonly document: ProjectDocument; readonly system: SystemView }) {
  const types = system.types.toSorted((a, b) => b.count - a.count)
  const mapped = types.filter(({ name }) => document.jobs.some(({ source, target, objectMappings }) => objectMappings.some((one) =>
    (source === system.id && one.sourceType === name) || (target === system.id && one.targetType === name))))
  const shown = mapped.length === 0 ? types : mapped
  return shown.map(({ name, count }) => (
    <span key={name} title={OVERVIEW.holds(types.map((type) => `${formatNumber(type.count)} ${OVERVIEW.objectsOf(type.name, type.count)}`))}>
      <strong className="number">{formatNumber(count)}</strong> {OVERVIEW.objectsOf(name, count)}
    </span>
  ))
}

function Finding({ system }: { readonly system: SystemView }) {
  const read = system.lastRead
  if (read === undefined) return <StatusSign status="skipped">{OVERVIEW.neverRead}</StatusSign>
  if (!read.complete) return <StatusSign status="warning">{OVERVIEW.readPart}</StatusSign>
  if (read.issues > 0) return <StatusSign status="warning">{OVERVIEW.rowsToLookAt(read.issues)}</StatusSign>
  return <StatusSign status="good">{OVERVIEW.readAt(formatRecentTime(read.readAt))}</StatusSign>
}

function Problems({ name, problems, onShow }: { readonly name: string; readonly problems: readonly ProblemView[]; readonly onShow: () => void }) {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.filter(({ severity }) => severity === 'warning').length
  if (errors + warnings === 0) return null
  return (
    <button type="button" className="system-problems" title={OVERVIEW.showProblemsOf(name)} onClick={onShow}>
      {errors > 0 && <StatusSign status="failed">{OVERVIEW.errors(errors)}</StatusSign>}
      {warnings > 0 && <StatusSign status="warning">{OVERVIEW.warnings(warnings)}</StatusSign>}
      <span className="visually-hidden">{OVERVIEW.ofSystem(name)}</span>
    </button>
  )
}
