import { Input, Switch } from '@fluentui/react-components'
import { useState } from 'react'
import { MAPPINGS } from '../../texts/mappings'
import { Field } from '../../ui/field'

const G = MAPPINGS.guards

/** A whole number from 1, or a share of more than 0 and at most 100. */
export type LimitKind = 'count' | 'percent'

/** The number that a text stands for; `undefined` where it is no limit of that kind. */
export function parseLimit(text: string, kind: LimitKind): number | undefined {
  const trimmed = text.trim()
  if (kind === 'count') return /^[1-9]\d{0,8}$/u.test(trimmed) ? Number(trimmed) : undefined
  const share = /^\d{1,3}(\.\d{1,3})?$/u.test(trimmed) ? Number(trimmed) : NaN
  return share > 0 && share <= 100 ? share : undefined
}

interface LimitProps {
  readonly label: string
  readonly kind: LimitKind
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A limit that takes effect when the field is left or Enter is pressed, so that each edit is one step to undo. */
export function LimitField({ label, kind, value, onChange }: LimitProps) {
  const [text, setText] = useState(String(value))
  const [seen, setSeen] = useState(value)
  if (seen !== value) { setSeen(value); setText(String(value)) }
  const limit = parseLimit(text, kind)
  const keep = (): void => { if (limit !== undefined && limit !== value) onChange(limit) }
  return (
    <div className="threshold">
      <Field label={label} problem={limit === undefined ? G.problems[kind] : undefined}>
        <Input
          inputMode="decimal" value={text} contentAfter={kind === 'percent' ? '%' : undefined} onChange={(_, data) => { setText(data.value) }}
          onBlur={keep} onKeyDown={(event) => { if (event.key === 'Enter') keep() }}
        />
      </Field>
    </div>
  )
}

interface GuardProps {
  readonly text: { readonly label: string; readonly hint: string; readonly limit: string }
  readonly kind: LimitKind
  /** Absent while the guard is off. */
  readonly value: number | undefined
  /** What it starts with when it is switched on. */
  readonly first: number
  readonly onChange: (value: number | undefined) => void
}

/** A guard of one number, on or off. */
export function GuardSwitch({ text, kind, value, first, onChange }: GuardProps) {
  return (
    <section aria-label={text.label} className="mapping-setting">
      <Switch label={text.label} checked={value !== undefined} onChange={(_, data) => { onChange(data.checked ? first : undefined) }} />
      <p className="quiet small">{text.hint}</p>
      {value !== undefined && <LimitField label={text.limit} kind={kind} value={value} onChange={onChange} />}
    </section>
  )
}
