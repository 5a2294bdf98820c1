import { create } from 'zustand'

export type Density = 'compact' | 'default' | 'comfortable'

const ROW_HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, default: 32, comfortable: 40 }

interface DensityState {
  readonly density: Density
  readonly setDensity: (density: Density) => void
}

export const useDensity = create<DensityState>((set) => ({ density: 'default', setDensity: (density) => { set({ density }) } }))

/** Pixels of a table's row; `theme.css` says the same to the style sheets. */
export function useRowHeight(): number {
  return ROW_HEIGHTS[useDensity((state) => state.density)]
}
