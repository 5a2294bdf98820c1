import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components'

export type ThemeName = 'light' | 'dark' | 'highContrast'

const overrides = {
  fontSizeBase300: '13px',
  fontFamilyBase: '"Segoe UI Variable Text", "Segoe UI", "Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"Cascadia Mono", Consolas, monospace',
} as const satisfies Partial<Theme>

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: { ...webLightTheme, ...overrides },
  dark: { ...webDarkTheme, ...overrides },
  highContrast: { ...teamsHighContrastTheme, ...overrides },
}

/** The theme that a setting means, given what the system says about itself now. */
export function themeFor(setting: ThemeName | 'system', system: { readonly dark: boolean; readonly forcedColors: boolean }): ThemeName {
  if (setting !== 'system') return setting
  if (system.forcedColors) return 'highContrast'
  return system.dark ? 'dark' : 'light'
}
