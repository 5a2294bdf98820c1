import { CheckmarkRegular, CircleRegular } from '@fluentui/react-icons'
import type { KeyboardEvent, ReactNode } from 'react'
import type { LensPart, LensView } from '../../../shared/ipc/lens-views'
import { LENS } from '../../texts/lens'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { KindSign, StatusSign } from '../../ui/signs'
import { countOf, HAPPENS, labelOf, type LensNumber, WRONG } from './lens-numbers'

interface Props {
  readonly lens: LensView
  readonly part: LensNumber | undefined
  /** Selects the people of a number in the table. */
  readonly onPart: (part: LensPart) => void
  /** Opens all of them. */
  readonly onOpen: (part: LensPart) => void
}

/** Two blocks of numbers: what happens, which sums to the population, and what is wrong. Space and click select, Enter opens. */
export function LensNumbers({ lens, part, onPart, onOpen }: Props) {
  const row = (one: LensPart): ReactNode => <NumberRow key={one} lens={lens} part={one} pressed={part === one} onPart={onPart} onOpen={onOpen} />
  return (
    <>
      <ul className="lens-block" aria-label={LENS.happens} onKeyDown={moveByArrows}>{HAPPENS.map(row)}</ul>
      <ul className="lens-block" aria-label={LENS.wrong} onKeyDown={moveByArrows}>{WRONG.map(row)}</ul>
      {lens.failures.length > 0 && (
        <section className="lens-failures" aria-label={LENS.failures}>
          {lens.failures.map((failure) => (
            <p key={`${failure.code} ${failure.message}`} className="small">
              <span className="mono">{failure.code}</span> <span className="quiet">{failure.message}</span> <span className="number">{formatNumber(failure.people)}</span>
            </p>
          ))}
        </section>
      )}
    </>
  )
}

interface RowProps extends Omit<Props, 'part'> {
  readonly part: LensPart
  readonly pressed: boolean
}

function NumberRow({ lens, part, pressed, onPart, onOpen }: RowProps) {
  const noun = useObjectNoun()
  const count = countOf(lens, part)
  const label = labelOf(lens, part)
  const note = part === 'collides' && count > 0 ? LENS.collidingValues(lens.wrong.collidingValues) : undefined
  return (
    <li>
      <button
        type="button" className={count === 0 ? 'lens-number zero' : 'lens-number'} aria-pressed={pressed}
        onClick={() => { onPart(part) }} onDoubleClick={() => { onOpen(part) }}
        onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); onOpen(part) } }}
      >
        <span className="lens-sign" aria-hidden="true">{signOf(part, count)}</span>
        <span className="ellipsis">{label}</span>
        <span className="number lens-count">{formatNumber(count)}<span className="visually-hidden"> {LENS.objectWord(count, noun)}</span></span>
        {note !== undefined && <span className="quiet small lens-aside">{note}</span>}
      </button>
    </li>
  )
}

function signOf(part: LensPart, count: number): ReactNode {
  switch (part) {
    case 'changes': return <KindSign kind="update" word="none" />
    case 'same': return <CheckmarkRegular fontSize={16} />
    case 'newAccount': return <KindSign kind="create" word="none" />
    case 'unknown': return <StatusSign status="unknown" />
    case 'fails': case 'tooLong': return count === 0 ? <CircleRegular fontSize={16} /> : <StatusSign status="failed" />
    case 'collides': case 'characters': case 'blank': return count === 0 ? <CircleRegular fontSize={16} /> : <StatusSign status="warning" />
  }
}

/** Arrows go from button to button of a list. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  buttons[buttons.findIndex((button) => button === document.activeElement) + step]?.focus()
  event.preventDefault()
}
