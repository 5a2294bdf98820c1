import {
  ArrowCircleRightFilled, CheckmarkCircleFilled, CircleRegular, ErrorCircleFilled, InfoRegular, PauseCircleFilled, QuestionCircleRegular, SubtractCircleRegular, WarningFilled,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { ActionKind } from '../../shared/model/plan'
import { KIND_WORDS } from '../texts/common'

const CHARACTERS: Readonly<Record<ActionKind, string>> = { create: '+', update: '~', disable: '−', enable: '↑', delete: '×', skip: '·' }

export type Status = 'failed' | 'held' | 'warning' | 'good' | 'skipped' | 'unknown' | 'info' | 'running' | 'waiting'

const STATUS_ICONS: Readonly<Record<Status, ReactNode>> = {
  failed: <ErrorCircleFilled />, held: <PauseCircleFilled />, warning: <WarningFilled />, good: <CheckmarkCircleFilled />,
  skipped: <SubtractCircleRegular />, unknown: <QuestionCircleRegular />, info: <InfoRegular />, running: <ArrowCircleRightFilled />,
  waiting: <CircleRegular />,
}

interface KindProps {
  readonly kind: ActionKind
  /** The word beside the sign; `hidden` where the header names it and only a screen reader needs it, `none` where it stands elsewhere. */
  readonly word?: 'shown' | 'hidden' | 'none'
}

/** A square with a character. Shape and word carry the meaning, colour repeats it. */
export function KindSign({ kind, word = 'shown' }: KindProps) {
  return (
    <span className="sign">
      <span className={`kind kind-${kind}`} aria-hidden="true">{CHARACTERS[kind]}</span>
      {word !== 'none' && <span className={word === 'hidden' ? 'visually-hidden' : undefined}>{KIND_WORDS[kind]}</span>}
    </span>
  )
}

interface StatusProps {
  readonly status: Status
  /** What is said beside the sign: `would fail`, `38`. Without it the sign stands alone and means nothing to a screen reader. */
  readonly children?: ReactNode
}

/** A round, filled icon with its word in the same colour. */
export function StatusSign({ status, children }: StatusProps) {
  return (
    <span className={`sign status status-${status}`}>
      <span className="status-icon" aria-hidden="true">{STATUS_ICONS[status]}</span>
      {children !== undefined && <span>{children}</span>}
    </span>
  )
}

interface MarkProps {
  readonly tone?: 'neutral' | 'brand' | 'danger'
  readonly children: ReactNode
}

/** A small tag with a word: `edited`, `deferred`, `sample`. */
export function Mark({ tone = 'neutral', children }: MarkProps) {
  return <span className={`mark mark-${tone}`}>{children}</span>
}
