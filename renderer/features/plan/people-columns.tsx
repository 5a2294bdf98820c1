import { ACTION_SORTS } from '../../../shared/ipc/facet-views'
import type { InputOf } from '../../../shared/ipc/contract'
import type { ActionRow, PlanGroupView } from '../../../shared/ipc/views'
import { PLAN } from '../../texts/plan'
import { titled, type Noun } from '../../texts/plural'
import { formatNumber } from '../../ui/format'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import { MARK_WORDS } from '../../texts/common'
import type { Column, Sort } from '../../ui/table-columns'
import { afterText, changeBy, personId, personName } from './action-rows'

const C = PLAN.columns

/** For the people of a mapping's group its new value, else why; the action only where the rows do not share it. */
export function peopleColumns(group: PlanGroupView | undefined, noun: Noun): readonly Column<ActionRow>[] {
  const after = group?.cause.type === 'mapping' && group.status === 'planned' && group.kind !== 'create' ? group.cause : undefined
  return [
    { id: 'person', title: titled(noun.one), width: 180, grow: 2, sortable: true, text: personName, cell: personName },
    { id: 'id', title: C.id, width: 110, yields: 2, mono: true, text: personId, cell: personId },
    ...(group === undefined
      ? [{
        id: 'kind', title: C.action, width: 104, sortable: true, text: (row: ActionRow) => PLAN.words[row.kind],
        cell: (row: ActionRow) => <KindSign kind={row.kind} />,
      }]
      : []),
    ...(after === undefined
      ? [{ id: 'why', title: C.why, width: 220, grow: 4, text: whyText, cell: whyText }]
      : [{
          id: 'after', title: C.attribute(after.id), width: 220, grow: 4, mono: true,
          text: (row: ActionRow) => { const change = changeBy(row.changes, after); return change === undefined ? '' : afterText(change) },
          cell: (row: ActionRow) => { const change = changeBy(row.changes, after); return change === undefined ? '' : afterText(change) },
        }]),
    {
      id: 'status', title: C.status, width: 176, yields: 1,
      text: (row) => [
        row.status === 'planned' ? '' : PLAN.words[row.status],
        ...row.marks.map((mark) => MARK_WORDS[mark]),
      ].filter((word) => word !== '').join(', '),
      cell: (row) => (
        <span className="row-status">
          {row.status !== 'planned' && <StatusSign status={row.status}>{PLAN.words[row.status]}</StatusSign>}
          {row.marks.slice(0, 2).map((mark) => <Mark key={mark}>{MARK_WORDS[mark]}</Mark>)}
        </span>
      ),
    },
    {
      id: 'changes', title: C.values, width: 76, yields: 3, align: 'right', sortable: true, text: (row) => String(row.changes.length),
      cell: (row) => formatNumber(row.changes.length),
    },
  ]
}

function whyText(row: ActionRow): string {
  return row.issues.find((issue) => issue.severity === 'failure')?.message ?? row.reason.text
}

/** The table's order as a request names it; the plan's where there is none. */
export function sortAsked(sort: Sort | undefined): Pick<InputOf<'plan.actions'>, 'sort'> {
  const by = ACTION_SORTS.find((one) => one === sort?.column)
  return by === undefined ? {} : { sort: { by, descending: sort?.direction === 'descending' } }
}
