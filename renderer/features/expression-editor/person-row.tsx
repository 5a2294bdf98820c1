import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, PinFilled, PinRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { AttributeValue } from '../../../shared/model/attribute'
import { COMMON } from '../../texts/common'
import { PEOPLE } from '../../texts/expression'
import { diffText, type DiffPart } from '../../ui/diff-text'
import { KindSign, StatusSign } from '../../ui/signs'
import { ChangedValue } from './changed-value'
import type { ShownKind, ShownRow } from './preview-outcome'
import { valueText } from './value-text'

interface Props {
  readonly row: ShownRow
  readonly pinned: boolean
  readonly focused: boolean
  readonly onFocus: (anchor: string) => void
  readonly onPin: () => void
}

/** One person beside the expression: the value now, after, and what comes of it. */
export function PersonRow({ row, pinned, focused, onFocus, onPin }: Props) {
  const { person, now, after, kind } = row
  const name = person.display === '' ? person.anchor : person.display
  const parts = DIFFERS.has(kind) && now !== undefined && after !== undefined ? diffText(valueText(now), valueText(after)) : undefined
  const why = row.note ?? reasonText(row)
  return (
    <>
      <tr className={focused ? 'selected' : undefined}>
        <td className="pin-cell">
          <Button
            className={pinned ? 'pin pinned' : 'pin'} size="small" appearance="transparent" icon={pinned ? <PinFilled /> : <PinRegular />}
            aria-label={pinned ? PEOPLE.unpin(name) : PEOPLE.pin(name)} onClick={onPin}
          />
        </td>
        <th scope="row">
          <button type="button" className="person-name" aria-pressed={focused} title={name} onClick={() => { onFocus(person.anchor) }}>
            <bdi>{name}</bdi>
          </button>
        </th>
        <td className="mono">{person.anchor}</td>
        <td className="mono preview-value value-before">
          {person.target === undefined ? <span className="absent">{PEOPLE.noAccount}</span> : <Shown value={now} parts={parts?.before} side="before" />}
        </td>
        <td className="mono preview-value value-after">
          {kind === 'fails' && after === undefined ? null : <Shown value={after} parts={parts?.after} side="after" strong={STRONG.has(kind)} />}
        </td>
        <td className="preview-outcome" title={focused ? undefined : why}>
          <span className={`preview-kind preview-${kind}`}>{SIGNS[kind]}<span className={TONES[kind]}>{PEOPLE.kinds[kind]}</span></span>
          {why !== undefined && !focused && <span className="visually-hidden">. {why}</span>}
        </td>
      </tr>
      {focused && why !== undefined && <tr className="why-row selected"><td /><td colSpan={5} className="small">{why}</td></tr>}
    </>
  )
}

/** Where the account's value and the new one are both worth comparing. */
const DIFFERS: ReadonlySet<ShownKind> = new Set(['changes', 'collides', 'refused', 'notAscii'])
const STRONG: ReadonlySet<ShownKind> = new Set(['changes', 'new', 'collides', 'refused', 'notAscii'])

const SIGNS: Readonly<Record<ShownKind, ReactNode>> = {
  changes: <KindSign kind="update" word="none" />, new: <KindSign kind="create" word="none" />,
  same: <span className="sign quiet"><CheckmarkRegular fontSize={16} aria-hidden="true" /></span>,
  blank: <StatusSign status="skipped" />, fails: <StatusSign status="failed" />, notFlowed: <StatusSign status="skipped" />,
  wait: <StatusSign status="unknown" />,
  unknown: <StatusSign status="unknown" />, collides: <StatusSign status="warning" />, refused: <StatusSign status="failed" />,
  notAscii: <StatusSign status="warning" />,
}

const TONES: Readonly<Partial<Record<ShownKind, string>>> = {
  fails: 'status-failed', refused: 'status-failed', collides: 'status-warning', notAscii: 'status-warning',
}

function reasonText({ reason, error, after, limit }: ShownRow): string | undefined {
  if (error !== undefined) return error.message
  if (reason === undefined) return undefined
  if (reason !== 'tooLong') return PEOPLE.reasons[reason]
  return PEOPLE.reasons.tooLong(Math.max(...(typeof after === 'string' ? [after] : after ?? ['']).map((value) => [...value].length)), limit ?? 0)
}

interface ShownProps {
  readonly value: AttributeValue | undefined
  readonly parts: readonly DiffPart[] | undefined
  readonly side: 'before' | 'after'
  readonly strong?: boolean
}

function Shown({ value, parts, side, strong = false }: ShownProps) {
  if (value === undefined) return <span className="absent">{PEOPLE.absent}</span>
  return <ChangedValue text={valueText(value)} parts={parts} side={side} word={COMMON[side]} strong={strong} />
}
