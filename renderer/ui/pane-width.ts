import { create } from 'zustand'

interface PaneWidth {
  readonly width: number
  readonly setWidth: (width: number) => void
}

export const usePaneWidth = create<PaneWidth>((set) => ({
  width: 336,
  setWidth: (width) => { set({ width: Math.round(Math.min(800, Math.max(280, width))) }) },
}))
