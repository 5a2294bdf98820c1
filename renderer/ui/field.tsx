import { Field as FluentField } from '@fluentui/react-components'
import type { ComponentProps } from 'react'

type FluentProps = ComponentProps<typeof FluentField>

interface Props {
  readonly label: string
  readonly hint?: string
  /** What is wrong with the value, as a sentence. */
  readonly problem?: string
  readonly required?: boolean
  readonly children: FluentProps['children']
}

/** Label, control, message. */
export function Field({ label, hint, problem, required = false, children }: Props) {
  return (
    <FluentField label={label} hint={hint} required={required} validationMessage={problem} validationState={problem === undefined ? 'none' : 'error'}>
      {children}
    </FluentField>
  )
}
