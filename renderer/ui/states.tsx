import { Button } from '@fluentui/react-components'
import { useEffect, useState, type ReactNode } from 'react'
import { COMMON } from '../texts/common'
import type { Failure } from './row-source'
import { StatusSign } from './signs'

interface EmptyProps {
  readonly title: string
  /** Why there is nothing, or what would bring something. */
  readonly children?: ReactNode
  /** The one button that cures it. */
  readonly action?: ReactNode
  readonly picture?: ReactNode
}

/** Why there is nothing here, and what cures it. */
export function EmptyState({ title, children, action, picture }: EmptyProps) {
  return (
    <div className="empty-state">
      {picture}
      <h2>{title}</h2>
      {children !== undefined && <div className="empty-why">{children}</div>}
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  )
}

interface FailedProps {
  readonly failure: Failure
  readonly onRetry?: () => void
}

/** What failed and why, with trying again first; the details can be copied. */
export function FailedState({ failure, onRetry }: FailedProps) {
  return (
    <div className="failed-state" role="alert">
      <StatusSign status="failed" />
      <p>{failure.message}</p>
      {onRetry !== undefined && <Button size="small" onClick={onRetry}>{COMMON.retry}</Button>}
      <Button size="small" appearance="subtle" onClick={() => { void copyText(`${failure.code}: ${failure.message}`) }}>{COMMON.copyDetails}</Button>
    </div>
  )
}

/** Grey bars where rows will be, after 150 ms, so that fast answers do not flicker. */
export function Skeleton({ rows = 6 }: { readonly rows?: number }) {
  const late = useLate(150)
  return (
    <div className="skeleton" role="status" aria-label={COMMON.loading}>
      {late && Array.from({ length: rows }, (_, index) => <span key={index} style={{ inlineSize: `${String(90 - ((index * 37) % 50))}%` }} />)}
    </div>
  )
}

/** True once so many milliseconds have passed: what comes sooner needs no sign of waiting. */
export function useLate(ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => { setLate(true) }, ms)
    return () => { clearTimeout(timer) }
  }, [ms])
  return late
}

async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
