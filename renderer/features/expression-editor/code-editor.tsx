import * as monaco from 'monaco-editor/editor/editor.api'
import 'monaco-editor/features/register.all'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import type { CompletionSchema, Diagnostic, Span } from '../../../shared/expression/index'
import { toFailureMarker, toMarker } from './monaco-diagnostics'
import { LANGUAGE, registerLanguage, setModelContext } from './monaco-language'
import { defineThemes, followTheme } from './monaco-theme'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }
registerLanguage()
defineThemes()

const LINE = 20
const LEAST_LINES = 10
const MOST_LINES = 24
const PADDING = 8

export interface CodeEditorHandle {
  readonly format: () => void
  /** Puts the caret at an offset and shows it. */
  readonly reveal: (offset: number) => void
  /** Takes a diagnostic's fix, as one step to undo. */
  readonly fix: (diagnostic: Diagnostic) => void
}

export interface Caret {
  readonly line: number
  readonly column: number
  readonly tabIndents: boolean
}

interface Props {
  readonly ref: Ref<CodeEditorHandle>
  readonly label: string
  readonly value: string
  readonly schema: CompletionSchema
  readonly diagnostics: readonly Diagnostic[]
  /** Places that fail for people, with what is said there. */
  readonly failures: readonly { readonly span: Span; readonly message: string }[]
  readonly valueOf: (span: Span) => string | undefined
  readonly onChange: (text: string) => void
  readonly onCaret: (caret: Caret) => void
}

/** The text of an expression in Monaco. Everything that it shows comes from the language. */
export function CodeEditor({ ref, label, value, schema, diagnostics, failures, valueOf, onChange, onCaret }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const latest = useRef({ value, label, onChange, onCaret })
  useEffect(() => { latest.current = { value, label, onChange, onCaret } })

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const created = monaco.editor.create(element, { ...OPTIONS, value: latest.current.value, ariaLabel: latest.current.label })
    editor.current = created
    let tabIndents = false
    const tell = (): void => {
      const { lineNumber, column } = created.getPosition() ?? { lineNumber: 1, column: 1 }
      latest.current.onCaret({ line: lineNumber, column, tabIndents })
    }
    const grow = (): void => { element.style.blockSize = `${String(Math.min(MOST_LINES * LINE, Math.max(LEAST_LINES * LINE, created.getContentHeight())) + 2)}px` }
    const disposables = [
      created.onDidChangeModelContent(() => { latest.current.onChange(created.getValue()) }),
      created.onDidChangeCursorPosition(tell),
      created.onDidContentSizeChange(grow),
      created.addAction({
        id: 'rehearsal.tabMovesFocus', label: 'Tab', keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyM],
        run: () => {
          tabIndents = !tabIndents
          created.updateOptions({ tabFocusMode: !tabIndents })
          tell()
        },
      }),
    ]
    const unfollow = followTheme()
    grow()
    created.focus()
    return () => {
      for (const disposable of disposables) disposable.dispose()
      unfollow()
      created.getModel()?.dispose()
      created.dispose()
      editor.current = null
    }
  }, [])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (model && model.getValue() !== value) editor.current?.executeEdits('outside', [{ range: model.getFullModelRange(), text: value }])
  }, [value])
  useEffect(() => { editor.current?.updateOptions({ ariaLabel: label }) }, [label])
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    setModelContext(model, { schema, diagnostics, valueOf })
    monaco.editor.setModelMarkers(model, 'check', diagnostics.map((diagnostic) => toMarker(model, diagnostic)))
    monaco.editor.setModelMarkers(model, 'people', failures.map(({ span, message }) => toFailureMarker(model, span, message)))
  }, [schema, diagnostics, failures, valueOf])

  useImperativeHandle(ref, () => ({
    format: () => { void editor.current?.getAction('editor.action.formatDocument')?.run() },
    reveal: (offset) => {
      const position = editor.current?.getModel()?.getPositionAt(offset)
      if (position === undefined) return
      editor.current?.setPosition(position)
      editor.current?.revealPositionInCenterIfOutsideViewport(position)
      editor.current?.focus()
    },
    fix: ({ fix }) => {
      const model = editor.current?.getModel()
      if (!model || fix === undefined) return
      editor.current?.pushUndoStop()
      editor.current?.executeEdits('fix', fix.edits.map(({ span, text }) => {
        const [from, to] = [model.getPositionAt(span[0]), model.getPositionAt(span[1])]
        return { range: monaco.Range.fromPositions(from, to), text }
      }))
      editor.current?.pushUndoStop()
      editor.current?.focus()
    },
  }), [])

  return <div className="code-editor" ref={host} />
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  language: LANGUAGE, theme: 'rehearsal-light', automaticLayout: true, accessibilitySupport: 'on', tabFocusMode: true,
  fontFamily: '"Cascadia Mono", Consolas, monospace', fontSize: 13, lineHeight: LINE, padding: { top: PADDING, bottom: PADDING }, tabSize: 2, wordWrap: 'on', wrappingIndent: 'indent',
  minimap: { enabled: false }, scrollBeyondLastLine: false, overviewRulerLanes: 0, lineNumbersMinChars: 3, glyphMargin: false, folding: true, bracketPairColorization: { enabled: true }, guides: { bracketPairs: 'active' },
  fixedOverflowWidgets: true, quickSuggestions: { other: true, strings: true, comments: false }, suggest: { showWords: false, preview: false, showStatusBar: true }, wordBasedSuggestions: 'off', snippetSuggestions: 'inline',
  parameterHints: { enabled: true, cycle: false }, hover: { enabled: 'on', delay: 300, sticky: true }, links: false, colorDecorators: false, contextmenu: true, renderLineHighlight: 'line', occurrencesHighlight: 'off', unicodeHighlight: { ambiguousCharacters: false },
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 }, stickyScroll: { enabled: false },
}
