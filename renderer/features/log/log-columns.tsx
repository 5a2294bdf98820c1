import type { LogRow } from '../../../shared/ipc/log-views'
import { LOG } from '../../texts/log'
import { formatShortDateTime } from '../../ui/format'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { STATUS_SIGNS } from './log-words'

const C = LOG.columns

/** Columns as in the provisioning logs; the person's name comes first, for it is the row's. */
export const LOG_COLUMNS: readonly Column<LogRow>[] = [
  { id: 'source', title: C.source, width: 150, grow: 3, cell: nameOf },
  { id: 'time', title: C.time, width: 106, yields: 3, cell: (row) => formatShortDateTime(row.time) },
  { id: 'target', title: C.target, width: 132, grow: 1, yields: 2, cell: (row) => row.targetSystem },
  {
    id: 'action', title: C.action, width: 128,
    text: (row) => (row.followUp === true ? `${LOG.actions[row.action]}, ${LOG.followUp}` : LOG.actions[row.action]),
    cell: (row) => (
      <span className="log-action">
        <KindSign kind={row.kind} word="none" />
        {LOG.actions[row.action]}
        {row.followUp === true && <Mark>{LOG.followUp}</Mark>}
      </span>
    ),
  },
  {
    id: 'status', title: C.status, width: 98, text: (row) => LOG.statuses[row.status],
    cell: (row) => <StatusSign status={STATUS_SIGNS[row.status]}>{LOG.statuses[row.status]}</StatusSign>,
  },
  { id: 'sourceId', title: C.sourceId, width: 90, yields: 1, mono: true, cell: (row) => row.sourceId },
  { id: 'account', title: C.account, width: 136, grow: 3, mono: true, cell: (row) => (row.targetName === '' ? LOG.none : row.targetName) },
]

/** An outcome may have two entries. */
export function keyOf(row: Pick<LogRow, 'seq' | 'followUp'> | undefined): string {
  return row === undefined ? '' : `${String(row.seq)}${row.followUp === true ? ' follow-up' : ''}`
}

/** Whom an entry is about: the source's name, else the target's. */
export function nameOf(row: Pick<LogRow, 'sourceName' | 'targetName'>): string {
  if (row.sourceName !== '') return row.sourceName
  return row.targetName === '' ? LOG.unnamed : row.targetName
}
