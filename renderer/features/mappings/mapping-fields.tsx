import { Combobox, Input, Option, Select, Switch } from '@fluentui/react-components'
import { useId, useRef, useState } from 'react'
import type { AttributeMapping } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { APPLIES, MAPPING_TYPES, withSettings, withType, type MappingType } from './mapping-settings'

interface FieldProps {
  readonly mapping: AttributeMapping
  readonly small?: boolean
  readonly onChange: (mapping: AttributeMapping) => void
  /** Names the control where no label stands beside it. */
  readonly label?: string
}

const MOST_OFFERED = 100

/** Where the value comes from. */
export function TypeField({ mapping, small = false, label, onChange }: FieldProps) {
  return (
    <Select
      size={small ? 'small' : 'medium'} aria-label={label} value={mapping.type}
      onChange={(_, data) => { onChange(withType(mapping, data.value as MappingType)) }}
    >
      {MAPPING_TYPES.map((type) => <option key={type} value={type}>{MAPPINGS.types[type]}</option>)}
    </Select>
  )
}

/** When the mapping is applied: always, or when the object is created. */
export function ApplyField({ mapping, small = false, label, onChange }: FieldProps) {
  return (
    <Select
      size={small ? 'small' : 'medium'} aria-label={label} value={mapping.apply ?? 'Always'}
      onChange={(_, data) => { onChange(withSettings(mapping, { apply: data.value as NonNullable<AttributeMapping['apply']> })) }}
    >
      {APPLIES.map((apply) => <option key={apply} value={apply}>{MAPPINGS.applies[apply]}</option>)}
    </Select>
  )
}

/** What a created object gets where the mapping gives no value. An empty field is no default. */
export function DefaultField({ mapping, small = false, label, onChange }: FieldProps) {
  return (
    <TextField
      small={small} label={label} placeholder={MAPPINGS.settings.none} value={mapping.default ?? ''}
      onChange={(text) => { onChange(withSettings(mapping, { default: text === '' ? undefined : text })) }}
    />
  )
}

/** Priorities that no other mapping has, and none. */
export function PriorityField({ mapping, taken, small = false, label, onChange }: FieldProps & { readonly taken: ReadonlySet<number> }) {
  const free = [...new Set([...Array.from({ length: 9 }, (_, index) => index + 1), mapping.matchingPriority ?? 1])]
    .filter((priority) => !taken.has(priority))
    .sort((a, b) => a - b)
  return (
    <Select
      size={small ? 'small' : 'medium'} aria-label={label} value={String(mapping.matchingPriority ?? '')}
      onChange={(_, data) => { onChange(withSettings(mapping, { matchingPriority: data.value === '' ? undefined : Number(data.value) })) }}
    >
      <option value="">{small ? MAPPINGS.settings.none : MAPPINGS.fields.noMatch}</option>
      {free.map((priority) => <option key={priority} value={String(priority)}>{String(priority)}</option>)}
    </Select>
  )
}

/** Whether a value that is missing empties the target's. */
export function NullFlowField({ mapping, label, onChange }: FieldProps) {
  const on = mapping.flowNullValues === true
  return (
    <Switch
      aria-label={label} checked={on} label={on ? MAPPINGS.on : MAPPINGS.off}
      onChange={(_, data) => { onChange(withSettings(mapping, { flowNullValues: data.checked })) }}
    />
  )
}

interface TextProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly small?: boolean
  readonly label?: string
  readonly placeholder?: string
  readonly mono?: boolean
  /** Takes effect with every key. */
  readonly immediate?: boolean
}

/** Text that takes effect when the field is left or Enter is pressed, so that each edit is one step to undo; Escape leaves it as it was. */
export function TextField({ value, onChange, small = false, label, placeholder, mono = false, immediate = false }: TextProps) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const left = useRef(false)
  if (seen !== value) { setSeen(value); setText(value) }
  const keep = (): void => { if (text !== value && !left.current) onChange(text) }
  return (
    <Input
      className={mono ? 'mono-input' : undefined} size={small ? 'small' : 'medium'} aria-label={label} placeholder={placeholder} value={text} maxLength={10_000}
      onChange={(_, data) => { setText(data.value); if (immediate) onChange(data.value) }} onBlur={keep} onFocus={() => { left.current = false }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        // What was typed goes with the field that Escape leaves.
        if (event.key === 'Escape') { left.current = true; setText(value) }
      }}
    />
  )
}

interface AttributeProps {
  readonly value: string
  readonly attributes: readonly { readonly name: string; readonly type: string }[]
  readonly onChange: (name: string) => void
  readonly small?: boolean
  readonly label?: string
  readonly immediate?: boolean
}

/** An attribute by name: the known ones are offered, any other can be typed. */
export function AttributeField({ value, attributes, onChange, small = false, label, immediate = false }: AttributeProps) {
  const id = useId()
  const [text, setText] = useState<string>()
  const [open, setOpen] = useState(false)
  const shown = text ?? value
  const wanted = (text ?? '').toLowerCase()
  const offered = attributes.filter((attribute) => attribute.name.toLowerCase().includes(wanted)).slice(0, MOST_OFFERED)
  const keep = (name: string): void => {
    setText(undefined)
    if (name.trim() !== '' && name !== value) onChange(name.trim())
  }
  return (
    <Combobox
      id={id} className="attribute-field" size={small ? 'small' : 'medium'} aria-label={label} freeform value={shown}
      selectedOptions={value === '' ? [] : [value]}
      onChange={(event) => { setText(event.target.value); if (immediate) onChange(event.target.value.trim()) }}
      onBlur={() => { if (text !== undefined) keep(text) }}
      open={open} onOpenChange={(_, data) => { setOpen(data.open) }}
      // Escape closes the list, and what the field stands in only when there is none.
      onKeyDown={(event) => { if (event.key === 'Escape' && open) event.preventDefault() }}
      onOptionSelect={(_, data) => { keep(data.optionValue ?? text ?? '') }}
    >
      {offered.map((attribute) => (
        <Option key={attribute.name} value={attribute.name} text={attribute.name}>
          <span className="attribute-option"><span className="mono">{attribute.name}</span><span className="quiet small">{attribute.type}</span></span>
        </Option>
      ))}
    </Combobox>
  )
}
