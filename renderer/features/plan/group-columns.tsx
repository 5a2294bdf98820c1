import { FilterRegular, LinkRegular, PersonRegular, SettingsRegular, TableSimpleRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { Cause } from '../../../shared/model/plan'
import { PLAN } from '../../texts/plan'
import { titled, type Noun } from '../../texts/plural'
import { formatNumber } from '../../ui/format'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import type { PlanRow } from './plan-rows'

type GroupRow = Extract<PlanRow, { kind: 'group' }>

const C = PLAN.columns
const CAUSE_ICONS: Readonly<Record<Cause['type'], ReactNode>> = {
  mapping: <TableSimpleRegular />, scope: <FilterRegular />, match: <LinkRegular />, source: <PersonRegular />, service: <SettingsRegular />,
}

/** The sign of what makes a change: a mapping, a scope, a matching rule. */
export function CauseIcon({ type }: { readonly type: Cause['type'] }) {
  return (
    <span className="cause-icon" title={PLAN.causeTypes[type]}>
      <span aria-hidden="true">{CAUSE_ICONS[type]}</span>
      <span className="visually-hidden">{PLAN.causeTypes[type]} </span>
    </span>
  )
}

/** The columns of groups; causes among `edited` are marked. */
export function groupColumns(edited: ReadonlySet<string>, noun: Noun): readonly Column<PlanRow>[] {
  const ofGroup = (show: (row: GroupRow) => ReactNode) => (row: PlanRow): ReactNode => (row.kind === 'group' ? show(row) : null)
  const textOf = (say: (row: GroupRow) => string) => (row: PlanRow): string => (row.kind === 'group' ? say(row) : '')
  return [
    {
      id: 'what', title: C.what, width: 184, grow: 3, text: textOf(({ group }) => group.title),
      cell: ofGroup(({ group, rare }) => (
        <span className={rare ? 'what rare' : 'what'}><KindSign kind={group.kind} word="none" /><span className="ellipsis">{group.title}</span></span>
      )),
    },
    { id: 'shape', title: C.shape, width: 132, grow: 4, text: textOf(({ group }) => group.shape), cell: ofGroup(({ group }) => <Shape text={group.shape} />) },
    {
      id: 'cause', title: C.cause, width: 150, grow: 2, text: textOf(({ group }) => group.causeText),
      cell: ofGroup(({ group }) => (
        <span className="cause">
          <CauseIcon type={group.cause.type} />
          <span className="ellipsis">{group.causeText}</span>
          {edited.has(`${group.job} ${group.cause.id}`) && <Mark tone="brand">{PLAN.edited}</Mark>}
        </span>
      )),
    },
    {
      id: 'people', title: titled(noun.other), width: 72, align: 'right', text: textOf(({ group }) => String(group.objects)),
      cell: ofGroup(({ group }) => formatNumber(group.objects)),
    },
    {
      id: 'status', title: C.status, width: 100, text: textOf(({ group }) => (group.status === 'planned' ? '' : PLAN.words[group.status])),
      cell: ofGroup(({ group }) => group.status === 'planned' ? null : <StatusSign status={group.status}>{PLAN.words[group.status]}</StatusSign>),
    },
  ]
}

/** `before → after`: the before quiet, the after strong; anything else as it is. */
export function Shape({ text }: { readonly text: string }) {
  const [before, after, ...rest] = text.split(' → ')
  if (after === undefined || rest.length > 0) return <span className="shape-text">{text}</span>
  return <span className="mono shape"><span className="quiet">{before} → </span><strong>{after}</strong></span>
}

/** A section's heading: its sign, how many people, how many groups; or the fold of rare shapes. */
export function GroupLabel({ row, noun }: { readonly row: Exclude<PlanRow, { kind: 'group' }>; readonly noun: Noun }) {
  if (row.kind === 'rare') return <span className="group-label rare-label">{PLAN.rare(row.shapes, row.values)}</span>
  const { section } = row
  const changed = section === 'update' ? row.values : 0
  return (
    <span className="group-label">
      {section === 'held' || section === 'failed' ? <StatusSign status={section}>{PLAN.words[section]}</StatusSign> : <KindSign kind={section} />}
      <strong className="number">{formatNumber(row.people)}</strong>
      <span className="quiet">{PLAN.section(row.people, row.groups, changed, noun)}</span>
    </span>
  )
}
