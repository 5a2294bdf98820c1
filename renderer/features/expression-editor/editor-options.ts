import type { editor } from 'monaco-editor/editor/editor.api'
import type { Settings } from '../../../shared/ipc/views'
import { LANGUAGE } from './monaco-language'

const LINE = 20
const PADDING = 8
const LEAST_LINES = 10
const MOST_LINES = 24

/** The height of an editor in pixels, for a content of so many: it grows with its text, then scrolls. */
export function heightFor(content: number): string {
  return `${String(Math.min(MOST_LINES * LINE, Math.max(LEAST_LINES * LINE, content)) + 2)}px`
}

/** How every text of the language is shown. The theme is the whole window's: see followTheme. */
const SHARED_OPTIONS = {
  automaticLayout: true, accessibilitySupport: 'on', fontFamily: '"Cascadia Mono", Consolas, monospace', fontSize: 13, lineHeight: LINE,
  padding: { top: PADDING, bottom: PADDING },
  minimap: { enabled: false }, scrollBeyondLastLine: false, overviewRulerLanes: 0, lineNumbersMinChars: 3, glyphMargin: false,
  bracketPairColorization: { enabled: true },
  fixedOverflowWidgets: true, links: false, colorDecorators: false, renderLineHighlight: 'line', occurrencesHighlight: 'off',
  unicodeHighlight: { ambiguousCharacters: false },
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 }, stickyScroll: { enabled: false },
} as const satisfies editor.IEditorOptions & editor.IGlobalEditorOptions

export const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...SHARED_OPTIONS, language: LANGUAGE, tabFocusMode: true, tabSize: 2, wordWrap: 'on', wrappingIndent: 'indent', folding: true,
  showFoldingControls: 'always', guides: { bracketPairs: 'active', bracketPairsHorizontal: false }, matchBrackets: 'always',
  quickSuggestions: { other: true, strings: true, comments: false },
  suggest: { showWords: false, preview: false, showStatusBar: true, filterGraceful: false }, wordBasedSuggestions: 'off', snippetSuggestions: 'inline',
  parameterHints: { enabled: true, cycle: false }, hover: { enabled: 'on', delay: 300, sticky: true }, contextmenu: true,
  lightbulb: { enabled: 'onCode' as editor.ShowLightbulbIconMode },
}

/** What a person set for the editor. Lines keep the proportions of the standard size. */
export function preferredOptions({ editorFontSize, editorWrap }: Pick<Settings, 'editorFontSize' | 'editorWrap'>): editor.IEditorOptions {
  return { fontSize: editorFontSize, lineHeight: Math.round((editorFontSize * LINE) / 13), wordWrap: editorWrap ? 'on' : 'off' }
}

export const DIFF_OPTIONS: editor.IStandaloneDiffEditorConstructionOptions = {
  ...SHARED_OPTIONS, originalEditable: false, renderSideBySide: true, useInlineViewWhenSpaceIsLimited: true, renderOverviewRuler: false,
  renderMarginRevertIcon: true, renderGutterMenu: false, folding: false, wordWrap: 'on', diffWordWrap: 'on',
  ignoreTrimWhitespace: false, tabFocusMode: true,
}
