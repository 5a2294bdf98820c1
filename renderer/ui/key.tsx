import type { ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
}

/** A key as it is written on a key cap. */
export function Key({ children }: Props) {
  return <kbd className="key" aria-hidden="true">{children}</kbd>
}
