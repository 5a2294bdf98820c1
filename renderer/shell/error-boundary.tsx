import { Button } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'
import { SHELL } from '../texts/shell'
import { EmptyState } from '../ui/states'

interface Props {
  readonly children: ReactNode
}

/** A screen that throws takes nothing else with it. */
export class ErrorBoundary extends Component<Props, { readonly message?: string }> {
  override state: { readonly message?: string } = {}

  static getDerivedStateFromError(error: unknown): { readonly message: string } {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === undefined) return this.props.children
    return (
      <EmptyState title={SHELL.broken} action={<Button appearance="primary" onClick={() => { this.setState({ message: undefined }) }}>{SHELL.reload}</Button>}>
        <p>{SHELL.brokenWhy}</p>
        <p className="mono">{message}</p>
      </EmptyState>
    )
  }
}
