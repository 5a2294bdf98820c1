import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  /** Quiet words or pickers beside the title. */
  readonly context?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A screen: its header with title, context and actions, and what is under it. */
export function ScreenFrame({ title, context, actions, children }: Props) {
  return (
    <>
      <div className="screen-header" data-region="header" tabIndex={-1}>
        <h1 id="screen-title" tabIndex={-1}>{title}</h1>
        {context !== undefined && <div className="screen-context">{context}</div>}
        {actions !== undefined && <div className="screen-actions" role="toolbar" aria-label={title}>{actions}</div>}
      </div>
      {children}
    </>
  )
}

/** A card with a heading: a region of a screen. */
export function Card({ title, aside, className, children }: {
  readonly title: ReactNode
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section className={`card ${className ?? ''}`}>
      <header className="card-header">
        <h2>{title}</h2>
        {aside !== undefined && <div className="card-aside">{aside}</div>}
      </header>
      {children}
    </section>
  )
}
