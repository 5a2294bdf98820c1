import { DocumentRegular } from '@fluentui/react-icons'
import type { SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { CONNECTIONS } from '../../texts/connections'
import { formatDateTime, formatNumber } from '../../ui/format'
import { StatusSign } from '../../ui/signs'

/** What the last read brought, against the one before. */
export function LoadReport({ view, system }: { readonly view: SystemView; readonly system: ConnectedSystem }) {
  const { lastRead } = view
  if (lastRead === undefined) return null
  const parts = [
    { word: CONNECTIONS.reportRead, count: lastRead.read }, { word: CONNECTIONS.reportNew, count: lastRead.new },
    { word: CONNECTIONS.reportChanged, count: lastRead.changed },
    { word: CONNECTIONS.reportUnchanged, count: lastRead.unchanged }, { word: CONNECTIONS.reportMissing, count: lastRead.missing },
  ]
  return (
    <section className="load-report" aria-label={CONNECTIONS.report}>
      <DocumentRegular aria-hidden="true" />
      <strong className="ellipsis" dir="auto" title={placeOf(system)}>{placeOf(system)}</strong>
      <span className="small quiet load-when">{formatDateTime(lastRead.readAt)}</span>
      <ul>
        {parts.map((part) => (
          <li key={part.word} className={part.count === 0 ? 'quiet' : undefined}><strong className="number">{formatNumber(part.count)}</strong> {part.word}</li>
        ))}
      </ul>
      {lastRead.sinceRun !== undefined && <span className="small quiet" title={CONNECTIONS.sinceRunWhy}>{CONNECTIONS.sinceRun(lastRead.sinceRun)}</span>}
      <StatusSign status={lastRead.complete ? 'good' : 'warning'}>{lastRead.complete ? CONNECTIONS.complete : CONNECTIONS.inPart}</StatusSign>
    </section>
  )
}

function placeOf({ settings }: ConnectedSystem): string {
  if (settings.kind === 'ldap') return settings.url
  const [first = '', ...more] = settings.paths.map((path) => path.split(/[\\/]/u).at(-1) ?? path)
  return more.length === 0 ? first : `${first} +${formatNumber(more.length)}`
}
