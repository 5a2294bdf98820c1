import { create } from 'zustand'

/** The problem that was looked at last, for walking on from it on any screen. */
export const useLookedAt = create<{
  readonly problem: string | undefined
  readonly lookAt: (problem: string) => void
}>((set) => ({ problem: undefined, lookAt: (problem) => { set({ problem }) } }))
