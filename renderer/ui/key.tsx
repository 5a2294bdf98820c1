import type { ReactNode } from 'react'
import { keyCaps, keyOf, useKeyBindings } from './key-bindings'
import { usePreferences } from './preferences'

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

/** A single letter that acts beside what it stands on; nothing where single letters are switched off. */
export function LetterKey({ children }: Props) {
  return usePreferences((state) => state.letterKeys) ? <Key>{children}</Key> : null
}
