import { useEffect } from 'react'
import { create } from 'zustand'

/** A command of the screen that is shown. */
export interface ScreenCommand {
  readonly id: string
  readonly title: string
  /** As written on key caps. */
  readonly keys?: readonly string[]
  /** Why it cannot run now. */
  readonly unavailable?: string
  readonly run: () => void
}

const NONE: readonly ScreenCommand[] = []

/** What the screen shown has for the palette, before the commands of the window. */
export const useScreenCommands = create<{ readonly commands: readonly ScreenCommand[]; readonly set: (commands: readonly ScreenCommand[]) => void }>((set) => ({
  commands: NONE, set: (commands) => { set({ commands }) },
}))

/** Puts commands into the palette for as long as the caller is shown. The list is to stay the same object while it says the same. */
export function useProvidedCommands(commands: readonly ScreenCommand[]): void {
  const set = useScreenCommands((state) => state.set)
  useEffect(() => {
    set(commands)
    return () => { set(NONE) }
  }, [commands, set])
}
