import type { LensOddity } from '../../../shared/ipc/lens-views'
import { EXPRESSION } from '../../texts/expression'
import { LENS } from '../../texts/lens'
import { valueText } from './value-text'

interface Props {
  readonly oddest: readonly LensOddity[]
  readonly onPerson: (anchor: string) => void
}

/** The strangest values with the reason; each shows its person. */
export function OddValues({ oddest, onPerson }: Props) {
  if (oddest.length === 0) return null
  return (
    <div className="odd-values">
      <header className="lens-section"><h3>{LENS.oddest}</h3></header>
      <ul>
        {oddest.map((one) => {
          const text = one.value === null ? EXPRESSION.noValue : valueText(one.value)
          return (
            <li key={`${one.anchor} ${one.why}`}>
              <button type="button" title={`${text} ${LENS.of(one.display)}${one.why}`} onClick={() => { onPerson(one.anchor) }}>
                <span className={one.value === null ? 'absent ellipsis' : 'mono ellipsis'} dir="auto">{text}</span>
                <span className="quiet small"><span className="visually-hidden">{LENS.of(one.display)}</span>{one.why}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
