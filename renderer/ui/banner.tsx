import type { ReactNode } from 'react'
import { StatusSign, type Status } from './signs'

interface Props {
  readonly status: Status
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** Something about the whole screen that stays true: held, stale, an older run. */
export function Banner({ status, children, actions }: Props) {
  return (
    <div className={`banner banner-${status}`} role={status === 'failed' ? 'alert' : 'note'}>
      <StatusSign status={status} />
      <div className="banner-text">{children}</div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  )
}
