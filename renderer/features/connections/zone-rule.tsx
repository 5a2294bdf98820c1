import { Combobox, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { isTimeZone } from '../../../shared/local-date'
import { CONNECTIONS } from '../../texts/connections'
import { Field } from '../../ui/field'
import type { ReadingRule } from './reading-rule'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const MOST_OFFERED = 100

/** A time zone by name: all are offered by what is typed of them. Kept when it is one, or left to its default by an empty text. */
export function ZoneRule({ rule, onSet }: { readonly rule: ReadingRule; readonly onSet: (value: string) => void }) {
  const [typed, setTyped] = useState<string>()
  const text = typed ?? rule.value
  const wanted = (typed ?? '').trim().replaceAll(' ', '_').toLowerCase()
  const [refused, setRefused] = useState(false)
  const keep = (zone: string): void => {
    const known = zone.trim() === '' || isTimeZone(zone.trim())
    setRefused(!known)
    if (!known) return
    setTyped(undefined)
    if (zone.trim() !== rule.value) onSet(zone.trim())
  }
  return (
    <Field label={rule.name} hint={rule.hint} problem={refused ? CONNECTIONS.dates.zoneProblem : undefined}>
      <Combobox
        freeform size="small" className="rule-control" value={text} selectedOptions={rule.value === '' ? [] : [rule.value]}
        onChange={(event) => { setTyped(event.target.value); setRefused(false) }} onBlur={() => { if (typed !== undefined) keep(typed) }}
        onOptionSelect={(_, data) => { keep(data.optionValue ?? text) }}
      >
        {ZONES.filter((zone) => zone.toLowerCase().includes(wanted)).slice(0, MOST_OFFERED).map((zone) => <Option key={zone} value={zone}>{zone}</Option>)}
      </Combobox>
    </Field>
  )
}
