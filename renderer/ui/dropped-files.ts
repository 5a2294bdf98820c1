import { useEffect, useRef } from 'react'
import { create } from 'zustand'

interface DroppedFiles {
  /** Dropped, and not taken by anybody yet. */
  readonly files: readonly string[]
  /** How many of those who are shown take files. */
  readonly takers: number
  readonly offer: (files: readonly string[]) => void
  readonly join: (by: 1 | -1) => void
}

/** Exports that were dropped on the window, on their way to the dialog that reads them. */
export const useDroppedFiles = create<DroppedFiles>((set) => ({
  files: [], takers: 0,
  offer: (files) => { set({ files }) },
  join: (by) => { set(({ takers }) => ({ takers: takers + by })) },
}))

/** Takes what is dropped for as long as the caller is shown, and what was dropped to show it. */
export function useTakeDropped(take: (files: readonly string[]) => void): void {
  const { files, offer, join } = useDroppedFiles()
  const latest = useRef(take)
  useEffect(() => { latest.current = take })
  useEffect(() => {
    join(1)
    return () => { join(-1) }
  }, [join])
  useEffect(() => {
    if (files.length === 0) return
    offer([])
    latest.current(files)
  }, [files, offer])
}
