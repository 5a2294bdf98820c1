import { Radio, RadioGroup } from '@fluentui/react-components'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

/** A few values beside each other, one of which is taken. */
export function Choices<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
  return (
    <RadioGroup layout="horizontal" aria-label={label} value={value} onChange={(_, data) => { onChange(data.value as Value) }}>
      {(Object.keys(choices) as Value[]).map((choice) => <Radio key={choice} value={choice} label={choices[choice]} />)}
    </RadioGroup>
  )
}
