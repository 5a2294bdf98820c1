import { editor } from 'monaco-editor/editor/editor.api'
import { THEMES, type ThemeName } from '../../theme'

const BASES = { light: 'vs', dark: 'vs-dark', highContrast: 'hc-black' } as const satisfies Readonly<Record<ThemeName, editor.BuiltinTheme>>

/** Monaco's themes, from the tokens of the window's. */
export function defineThemes(): void {
  for (const name of Object.keys(BASES) as ThemeName[]) {
    const t = THEMES[name]
    const rule = (token: string, colour: string, fontStyle = ''): editor.ITokenThemeRule => ({ token, foreground: colour.slice(1), fontStyle })
    editor.defineTheme(themeId(name), {
      base: BASES[name], inherit: true,
      rules: [
        rule('', t.colorNeutralForeground1), rule('function', t.colorBrandForeground2), rule('unknown', t.colorNeutralForeground1),
        rule('attribute', t.colorPaletteLilacForeground2), rule('string', t.colorPalettePumpkinForeground2),
        rule('number', t.colorPaletteTealForeground2), rule('word', t.colorBrandForeground2, 'italic'), rule('delimiter', t.colorNeutralForeground2),
      ],
      colors: {
        'editor.background': t.colorNeutralBackground1, 'editor.foreground': t.colorNeutralForeground1,
        'editorLineNumber.foreground': t.colorNeutralForeground3, 'editorLineNumber.activeForeground': t.colorNeutralForeground1,
        'editorCursor.foreground': t.colorNeutralForeground1,
        'editor.lineHighlightBackground': name === 'highContrast' ? t.colorNeutralBackground1 : t.colorNeutralBackground3,
        'editorWidget.background': t.colorNeutralBackground1, 'editorWidget.border': t.colorNeutralStroke1,
        'editorHoverWidget.background': t.colorNeutralBackground1, 'editorHoverWidget.border': t.colorNeutralStroke1,
        'editorHoverWidget.foreground': t.colorNeutralForeground1, 'editorSuggestWidget.background': t.colorNeutralBackground1,
        'editorSuggestWidget.border': t.colorNeutralStroke1, 'editorSuggestWidget.foreground': t.colorNeutralForeground1,
        'editorBracketHighlight.foreground1': t.colorNeutralForeground1, 'editorBracketHighlight.foreground2': t.colorBrandForegroundLink,
        'editorBracketHighlight.foreground3': t.colorPaletteBerryForeground1,
        'editorError.foreground': t.colorStatusDangerForeground3, 'editorWarning.foreground': t.colorStatusWarningForeground3,
        'editorInfo.foreground': t.colorBrandForegroundLink, focusBorder: t.colorStrokeFocus2, 'textLink.foreground': t.colorBrandForegroundLink,
        'textLink.activeForeground': t.colorBrandForegroundLinkHover,
        'editorSuggestWidget.highlightForeground': t.colorBrandForegroundLink, 'editorSuggestWidget.focusHighlightForeground': t.colorBrandForegroundLink,
        ...(name !== 'highContrast' && {
          'editorSuggestWidget.selectedBackground': t.colorBrandBackground2, 'editorSuggestWidget.selectedForeground': t.colorNeutralForeground1,
          'list.hoverBackground': t.colorSubtleBackgroundHover,
          'editor.selectionBackground': t.colorBrandBackground2Pressed,
        }),
      },
    })
  }
}

/** Shows the theme that the document shows, now and later; the answer ends that. */
export function followTheme(): () => void {
  const root = document.documentElement
  const show = (): void => { editor.setTheme(themeId((root.dataset['theme'] ?? 'light') as ThemeName)) }
  const observer = new MutationObserver(show)
  observer.observe(root, { attributeFilter: ['data-theme'] })
  show()
  return () => { observer.disconnect() }
}

function themeId(name: ThemeName): string {
  return `rehearsal-${name}`
}
