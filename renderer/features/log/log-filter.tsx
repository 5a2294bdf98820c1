import { Dropdown, Option } from '@fluentui/react-components'

/** In place of a value: no narrowing. No value is empty. */
const ANY = ''

interface Props<Id extends string> {
  readonly label: string
  /** What stands there while nothing is chosen: `Any action`. */
  readonly any: string
  readonly value: Id | undefined
  readonly options: readonly { readonly id: Id; readonly text: string }[]
  readonly onChange: (value: Id | undefined) => void
}

/** One thing that entries are narrowed by: any, or one value. */
export function LogFilter<Id extends string>({ label, any, value, options, onChange }: Props<Id>) {
  const shown = options.find((option) => option.id === value)?.text ?? value ?? any
  return (
    <Dropdown
      className="log-filter" size="small" aria-label={label} value={shown} selectedOptions={[value ?? ANY]}
      onOptionSelect={(_, data) => { onChange(data.optionValue === ANY ? undefined : data.optionValue as Id) }}
    >
      <Option value={ANY}>{any}</Option>
      {options.map((option) => <Option key={option.id} value={option.id}>{option.text}</Option>)}
    </Dropdown>
  )
}
