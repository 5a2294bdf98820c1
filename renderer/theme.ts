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

const WITH_INTER: Readonly<Record<ThemeName, Theme>> = {
  light: { ...THEMES.light, fontFamilyBase: '"Inter Variable", sans-serif' },
  dark: { ...THEMES.dark, fontFamilyBase: '"Inter Variable", sans-serif' },
  highContrast: { ...THEMES.highContrast, fontFamilyBase: '"Inter Variable", sans-serif' },
}

/** A theme in the font of a setting: the system's where it has one that suits, or the one that is bundled. */
export function themeOf(name: ThemeName, font: 'system' | 'inter'): Theme {
  return (font === 'inter' ? WITH_INTER : THEMES)[name]
}

/** The theme that a setting means, given what the system says about itself now. */
export function themeFor(setting: ThemeName | 'system', system: { readonly dark: boolean; readonly forcedColors: boolean }): ThemeName {
  if (setting !== 'system') return setting
  if (system.forcedColors) return 'highContrast'
  return system.dark ? 'dark' : 'light'
}
