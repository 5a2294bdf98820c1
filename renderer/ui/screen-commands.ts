import { useEffect, useId, useMemo, useRef } from 'react'
import { create } from 'zustand'

/** A command of what is shown. */
export interface ScreenCommand {
  readonly id: string
  readonly title: string
  /** As written on key caps. */
  readonly keys?: readonly string[]
  /** Why it cannot run now. */
  readonly unavailable?: string
  /** One of many alike: shown when its words are typed. */
  readonly searchedOnly?: true
  readonly run: () => void
}

interface Provided {
  /** By whom, in the order in which they came. */
  readonly by: ReadonlyMap<string, readonly ScreenCommand[]>
  readonly set: (who: string, commands: readonly ScreenCommand[] | undefined) => void
}

/** What the parts that are shown have for the palette, before the commands of the window. */
export const useScreenCommands = create<Provided>((set) => ({
  by: new Map(),
  set: (who, commands) => {
    set(({ by }) => {
      const next = new Map(by)
      if (commands === undefined) next.delete(who)
      else next.set(who, commands)
      return { by: next }
    })
  },
}))

/** Puts commands into the palette for as long as the caller is shown. They are put there anew when one of them says something else. */
export function useProvidedCommands(commands: readonly ScreenCommand[]): void {
  const who = useId()
  const set = useScreenCommands((state) => state.set)
  const latest = useRef(commands)
  useEffect(() => { latest.current = commands })
  const said = JSON.stringify(commands)
  const stable = useMemo(() => (JSON.parse(said) as readonly Omit<ScreenCommand, 'run'>[]).map((command, at): ScreenCommand => ({
    ...command, run: () => { latest.current[at]?.run() },
  })), [said])
  useEffect(() => {
    set(who, stable)
    return () => { set(who, undefined) }
  }, [who, stable, set])
}
