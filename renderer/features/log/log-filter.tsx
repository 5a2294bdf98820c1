import { Dropdown, Option } from '@fluentui/react-components'
import { LOG } from '../../texts/log'

/** In place of a value: no narrowing. No value is empty. */
const ANY = ''

interface Props<Id extends string> {
  readonly label: string
  readonly value: Id | undefined
  readonly options: readonly { readonly id: Id; readonly text: string }[]
  readonly onChange: (value: Id | undefined) => void
}

/** One thing that entries are narrowed by: any, or one value. */
export function LogFilter<Id extends string>({ label, value, options, onChange }: Props<Id>) {
  const shown = options.find((option) => option.id === value)?.text ?? value ?? LOG.any
  return (
    <span className="log-filter">
      <span className="small quiet" aria-hidden="true">{label}</span>
      <Dropdown
        size="small" aria-label={label} value={shown} selectedOptions={[value ?? ANY]}
        onOptionSelect={(_, data) => { onChange(data.optionValue === ANY ? undefined : data.optionValue as Id) }}
      >
        <Option value={ANY}>{LOG.any}</Option>
        {options.map((option) => <Option key={option.id} value={option.id}>{option.text}</Option>)}
      </Dropdown>
    </span>
  )
}
