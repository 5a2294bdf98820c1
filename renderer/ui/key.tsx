import type { ReactNode } from 'react'
import { keyCaps, keyOf, useKeyBindings } from './key-bindings'

interface Props {
  readonly children: ReactNode
}

/** A key as it is written on a key cap. */
export function Key({ children }: Props) {
  return <kbd className="key" aria-hidden="true">{children}</kbd>
}

/** The keys of a command, as they are set. */
export function CommandKeys({ command }: { readonly command: string }) {
  const key = keyOf(command, useKeyBindings((state) => state.changed))
  return key === undefined ? null : <>{keyCaps(key).map((cap) => <Key key={cap}>{cap}</Key>)}</>
}
