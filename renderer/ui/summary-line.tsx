import type { ReactNode } from 'react'
import { formatNumber } from './format'

export interface SummaryPart<Id extends string> {
  readonly id: Id
  readonly sign: ReactNode
  readonly count: number
  readonly word: string
  /** A line before this part. */
  readonly separated?: boolean
  /** Shown, but no filter: there are no rows behind it. */
  readonly plain?: boolean
}

interface Props<Id extends string> {
  readonly label: string
  readonly parts: readonly SummaryPart<Id>[]
  readonly pressed: ReadonlySet<Id>
  readonly onToggle: (id: Id) => void
  /** What all parts sum to: `= 5,000 people`. */
  readonly total: string
}

/** Everything in one line: parts that sum to the total, each a toggle filter for the rows below. */
export function SummaryLine<Id extends string>({ label, parts, pressed, onToggle, total }: Props<Id>) {
  return (
    <div className="summary-line" role="group" aria-label={label}>
      {parts.map((part) => {
        const content = <>{part.sign}<span className="summary-count">{formatNumber(part.count)}</span> <span>{part.word}</span></>
        const className = `summary-part${part.separated === true ? ' separated' : ''}${part.count === 0 ? ' zero' : ''}`
        if (part.plain === true || part.count === 0) return <span key={part.id} className={className}>{content}</span>
        return (
          <button key={part.id} type="button" className={className} aria-pressed={pressed.has(part.id)} onClick={() => { onToggle(part.id) }}>{content}</button>
        )
      })}
      <span className="summary-total">{total}</span>
    </div>
  )
}
