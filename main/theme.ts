import type { Settings } from '../shared/ipc/views'

/** Fluent's neutral backgrounds 1 and 3 and foreground 1 of each theme: what the window shows before, and beside, its page. */
const COLOURS = {
  light: { page: '#ffffff', bar: '#f5f5f5', symbols: '#242424' },
  dark: { page: '#292929', bar: '#141414', symbols: '#ffffff' },
  highContrast: { page: '#000000', bar: '#000000', symbols: '#ffffff' },
} as const

/** Of the title bar, in CSS pixels; its lowest one is a line of ours. */
const TITLE_BAR_HEIGHT = 40

export interface WindowColours {
  readonly page: string
  readonly overlay: { readonly color: string; readonly symbolColor: string; readonly height: number }
}

/** The colours of a theme for what lies around the page; the buttons of the title bar are as high as the page is zoomed. */
export function windowColours({ theme, zoomPercent }: Settings, systemIsDark: boolean): WindowColours {
  const { page, bar, symbols } = COLOURS[theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme]
  return { page, overlay: { color: bar, symbolColor: symbols, height: Math.round(TITLE_BAR_HEIGHT * zoomPercent / 100) - 1 } }
}
