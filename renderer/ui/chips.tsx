import { formatNumber } from './format'

export interface Chip<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: number
}

interface Props<Id extends string> {
  readonly label: string
  readonly chips: readonly Chip<Id>[]
  readonly pressed: ReadonlySet<Id>
  readonly onToggle: (id: Id) => void
}

/** Saved filters with their counts, each a toggle. */
export function Chips<Id extends string>({ label, chips, pressed, onToggle }: Props<Id>) {
  return (
    <div className="chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button key={chip.id} type="button" className="chip" aria-pressed={pressed.has(chip.id)} onClick={() => { onToggle(chip.id) }}>
          {chip.label}{chip.count !== undefined && <span className="chip-count"> · {formatNumber(chip.count)}</span>}
        </button>
      ))}
    </div>
  )
}
