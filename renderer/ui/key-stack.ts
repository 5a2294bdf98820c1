import { useEffect, useRef } from 'react'

type Handler = () => void

const escapes: Handler[] = []
const backs: Handler[] = []

/** While active, Escape calls this handler before those that became active earlier: the pane before the path, the path before the screen. */
export function useEscape(handler: Handler, active = true): void {
  useStacked(escapes, handler, active)
}

/** The same for going up with `Alt+←`. */
export function useGoUp(handler: Handler, active = true): void {
  useStacked(backs, handler, active)
}

/** Calls what Escape means now; false when it means nothing. */
export function pressEscape(): boolean {
  return callLast(escapes)
}

/** Goes up a level, where somebody wants that; false where nobody does. */
export function pressGoUp(): boolean {
  return callLast(backs)
}

function callLast(stack: readonly Handler[]): boolean {
  const handler = stack.at(-1)
  handler?.()
  return handler !== undefined
}

function useStacked(stack: Handler[], handler: Handler, active: boolean): void {
  const latest = useRef(handler)
  useEffect(() => { latest.current = handler })
  useEffect(() => {
    if (!active) return undefined
    const entry = (): void => { latest.current() }
    stack.push(entry)
    return () => { stack.splice(stack.indexOf(entry), 1) }
  }, [stack, active])
}
