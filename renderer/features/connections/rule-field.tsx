import { Dropdown, Input, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { CONNECTIONS } from '../../texts/connections'
import { Field } from '../../ui/field'
import { Mark } from '../../ui/signs'
import type { ReadingRule } from './reading-rule'
import { ZoneRule } from './zone-rule'

/** One reading rule with its value, what speaks for it, and a mark where it was set. */
export function RuleField({ rule, onSet }: { readonly rule: ReadingRule; readonly onSet: (value: string) => void }) {
  const hint = [rule.evidence, rule.hint].filter((part) => part !== undefined).join(' · ')
  if (rule.kind === 'fixed') return (
    <dl className="fixed-rule"><dt>{rule.name}</dt><dd className="mono">{rule.value}</dd>{hint !== '' && <dd className="small quiet">{hint}</dd>}</dl>
  )
  return (
    <div className="rule">
      {rule.yours && <span className="rule-mark"><Mark tone="brand">{CONNECTIONS.yours}</Mark></span>}
      {rule.kind === 'choice'
        ? <Field label={rule.name} hint={hint === '' ? undefined : hint}><Choice rule={rule} onSet={onSet} /></Field>
        : rule.kind === 'zone' ? <ZoneRule rule={rule} onSet={onSet} /> : <TextRule rule={rule} hint={hint} onSet={onSet} />}
    </div>
  )
}

function Choice({ rule, onSet, ...field }: { readonly rule: ReadingRule; readonly onSet: (value: string) => void }) {
  const options = rule.options ?? []
  const label = options.find((option) => option.value === rule.value)?.label ?? rule.value
  return (
    <Dropdown
      {...field} size="small" className="rule-control" value={label} selectedOptions={[rule.value]}
      onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onSet(data.optionValue) }}
    >
      {options.map((option) => <Option key={option.value} value={option.value} text={option.label}>{option.label}</Option>)}
    </Dropdown>
  )
}

/** Kept when the field is left, or with Enter; what does not fit is said and not kept. */
function TextRule({ rule, hint, onSet }: { readonly rule: ReadingRule; readonly hint: string; readonly onSet: (value: string) => void }) {
  const [text, setText] = useState(rule.value)
  const problem = problemOf(rule, text)
  const keep = (): void => { if (problem === undefined && text.trim() !== rule.value) onSet(text.trim()) }
  return (
    <Field label={rule.name} hint={hint === '' ? undefined : hint} problem={problem}>
      <Input
        size="small" className="rule-control" value={text} inputMode={rule.kind === 'number' ? 'numeric' : undefined}
        onChange={(_, data) => { setText(data.value) }} onBlur={keep}
        onKeyDown={(event) => { if (event.key === 'Enter') keep() }}
      />
    </Field>
  )
}

function problemOf(rule: ReadingRule, text: string): string | undefined {
  if (rule.range === undefined || text.trim() === '') return undefined
  const [least, most] = rule.range
  const value = Number(text)
  if (/^\d+$/u.test(text.trim()) && value >= least && value <= most) return undefined
  return rule.id === 'pageSize' ? CONNECTIONS.pageSizeProblem : CONNECTIONS.skipRowsProblem
}
