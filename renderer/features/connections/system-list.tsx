import { DocumentTableRegular, OrganizationRegular, ServerRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { SystemView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { Breakable } from '../../ui/breakable'
import { formatRecentTime } from '../../ui/format'
import { StatusSign } from '../../ui/signs'

const ICONS: Readonly<Record<string, ReactNode>> = { delimited: <DocumentTableRegular />, ldif: <OrganizationRegular />, ldap: <ServerRegular /> }

interface Props {
  readonly systems: readonly SystemView[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** The systems of the project, each with what there is and what the last read came to. */
export function SystemList({ systems, chosen, onChoose }: Props) {
  return (
    <nav className="systems" aria-label={CONNECTIONS.systems}>
      <ul>
        {systems.map((system) => (
          <li key={system.id}>
            <button type="button" className="system" aria-current={system.id === chosen ? 'true' : undefined} onClick={() => { onChoose(system.id) }}>
              <span className="system-icon" aria-hidden="true">{ICONS[system.kind] ?? <DocumentTableRegular />}</span>
              <span className="system-words">
                <strong dir="auto"><Breakable name={system.name} /></strong>
                <span className="small quiet">{CONNECTIONS.kinds[system.kind] ?? system.kind}, {rolesText(system)}</span>
                {system.lastRead !== undefined && (
                  <span className="small quiet">{CONNECTIONS.objects(system.types.reduce((sum, type) => sum + type.count, 0))}</span>
                )}
                <span className="small"><ReadSign system={system} /></span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ReadSign({ system: { lastRead } }: { readonly system: SystemView }) {
  if (lastRead === undefined) return <StatusSign status="unknown">{CONNECTIONS.neverRead}</StatusSign>
  if (!lastRead.complete) return <StatusSign status="warning">{CONNECTIONS.readInPart}</StatusSign>
  if (lastRead.issues > 0) return <StatusSign status="warning">{CONNECTIONS.toLookAt(lastRead.issues)}</StatusSign>
  return <StatusSign status="good">{CONNECTIONS.readAt(formatRecentTime(lastRead.readAt))}</StatusSign>
}

function rolesText(system: SystemView): string {
  return system.roles.length === 0 ? CONNECTIONS.noRole : system.roles.map((role) => CONNECTIONS.roles[role] ?? role).join(', ')
}
