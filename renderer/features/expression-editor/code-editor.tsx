import * as monaco from 'monaco-editor/editor/editor.api'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { linkOf, type CompletionSchema, type Diagnostic, type Span } from '../../../shared/expression/index'
import type { AttributeAction } from '../../draft/mapping-editor'
import { usePreferences } from '../../ui/preferences'
import type { AttributeFacts } from './attribute-facts'
import { CompareWithSaved } from './compare-with-saved'
import { heightFor, OPTIONS, preferredOptions } from './editor-options'
import { addActions, attributeAtCaret } from './monaco-actions'
import { toFailureDecoration, toMarker } from './monaco-diagnostics'
import './monaco-features'
import { GhostText } from './monaco-ghost'
import { registerLanguage, setModelContext } from './monaco-language'
import { defineThemes, followTheme } from './monaco-theme'
import type { CaretValue } from './part-values'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }
registerLanguage()
defineThemes()

export interface CodeEditorHandle {
  readonly format: () => void
  /** Puts the caret at an offset and shows it. */
  readonly reveal: (offset: number) => void
  /** Puts a call of a function in place of the selection, the caret into its parentheses. */
  readonly insertCall: (name: string) => void
  /** Takes a diagnostic's fix, as one step to undo. */
  readonly fix: (diagnostic: Diagnostic) => void
}

export interface Caret {
  readonly line: number
  readonly column: number
  readonly tabIndents: boolean
  /** The attribute that the caret touches. */
  readonly attribute?: string
}

interface Props {
  readonly ref: Ref<CodeEditorHandle>
  readonly label: string
  readonly value: string
  readonly schema: CompletionSchema
  readonly diagnostics: readonly Diagnostic[]
  /** Places that fail for people, with what is said there. */
  readonly failures: readonly { readonly span: Span; readonly message: string }[]
  readonly facts: () => AttributeFacts
  readonly valueOf: (span: Span) => string | undefined
  /** What stands at the end of the caret's line. */
  readonly valueAt: (text: string, offset: number) => CaretValue | undefined
  /** Compares with this text instead of showing the edited one alone. */
  readonly saved?: { readonly name: string; readonly text: string } | undefined
  readonly onChange: (text: string) => void
  readonly onCaret: (caret: Caret) => void
  readonly onAttribute: (action: AttributeAction, name: string | undefined) => void
  readonly onHelp: () => void
  /** The link of a marker was followed. */
  readonly onExplain: (diagnostic: Diagnostic) => void
}

/** The text of an expression in Monaco. Everything that it shows comes from the language. */
export function CodeEditor({
  ref, label, value, schema, diagnostics, failures, facts, valueOf, valueAt, saved, onChange, onCaret, onAttribute, onHelp, onExplain,
}: Props) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const ghost = useRef<GhostText>(null)
  const failing = useRef<monaco.editor.IEditorDecorationsCollection>(null)
  const preferences = usePreferences()
  const latest = useRef({ preferences, value, label, diagnostics, valueAt, onChange, onCaret, onAttribute, onHelp, onExplain })
  useEffect(() => { latest.current = { preferences, value, label, diagnostics, valueAt, onChange, onCaret, onAttribute, onHelp, onExplain } })

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const created = monaco.editor.create(element, {
      ...OPTIONS, ...preferredOptions(latest.current.preferences), value: latest.current.value, ariaLabel: latest.current.label,
    })
    const shown = new GhostText(created)
    editor.current = created
    ghost.current = shown
    failing.current = created.createDecorationsCollection()
    let tabIndents = false
    const tell = (): void => {
      const { lineNumber, column } = created.getPosition() ?? { lineNumber: 1, column: 1 }
      const attribute = attributeAtCaret(created)
      latest.current.onCaret({ line: lineNumber, column, tabIndents, ...(attribute !== undefined && { attribute }) })
    }
    const showValue = (): void => { if (latest.current.preferences.editorValues) shown.show(() => valueAtCaret(created, latest.current.valueAt)) }
    const grow = (): void => { element.style.blockSize = heightFor(created.getContentHeight()) }
    const disposables = [
      created.onDidChangeModelContent(() => { latest.current.onChange(created.getValue()); showValue() }),
      created.onDidChangeCursorPosition(() => { tell(); showValue() }),
      created.onDidLayoutChange(showValue),
      created.onDidContentSizeChange(grow),
      addActions(created, {
        onAttribute: (action, name) => { latest.current.onAttribute(action, name) }, onHelp: () => { latest.current.onHelp() },
        onTabMode: (indents) => { tabIndents = indents; tell() },
      }),
      monaco.editor.registerLinkOpener({
        open: (address) => {
          const followed = latest.current.diagnostics.find(({ source }) => source !== undefined && linkOf(source) === address.toString(true))
          if (followed !== undefined) latest.current.onExplain(followed)
          // Nothing is opened outside of the window.
          return true
        },
      }),
      shown,
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
      ghost.current = null
      failing.current = null
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
    setModelContext(model, { schema, diagnostics, facts, valueOf })
    monaco.editor.setModelMarkers(model, 'check', diagnostics.map((diagnostic) => linked(toMarker(model, diagnostic), diagnostic)))
    const saidAlready = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ span }) => span.join()))
    failing.current?.set(failures.filter(({ span }) => !saidAlready.has(span.join())).map(({ span, message }) => toFailureDecoration(model, span, message)))
  }, [schema, diagnostics, failures, facts, valueOf])
  useEffect(() => {
    const shown = editor.current
    if (shown !== null && preferences.editorValues) ghost.current?.show(() => valueAtCaret(shown, valueAt))
  }, [valueAt, preferences.editorValues])
  const comparing = saved !== undefined
  useEffect(() => { if (!comparing) editor.current?.focus() }, [comparing])

  useImperativeHandle(ref, () => ({
    format: () => { void editor.current?.getAction('editor.action.formatDocument')?.run() },
    reveal: (offset) => {
      const position = editor.current?.getModel()?.getPositionAt(offset)
      if (position === undefined) return
      editor.current?.setPosition(position)
      editor.current?.revealPositionInCenterIfOutsideViewport(position)
      editor.current?.focus()
    },
    insertCall: (name) => {
      const selection = editor.current?.getSelection()
      if (!selection) return
      const inside = selection.getStartPosition().delta(0, name.length + 1)
      editor.current?.pushUndoStop()
      editor.current?.executeEdits('functions', [{ range: selection, text: `${name}()` }], [monaco.Selection.fromPositions(inside)])
      editor.current?.pushUndoStop()
      editor.current?.focus()
      editor.current?.trigger('functions', 'editor.action.triggerParameterHints', null)
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

  return (
    <>
      <div className="code-editor" ref={host} hidden={comparing} />
      {saved !== undefined && <CompareWithSaved label={label} saved={saved} model={() => editor.current?.getModel()} />}
    </>
  )
}

/** The marker with its code as a link to the paragraph that it rests on. */
function linked(marker: monaco.editor.IMarkerData, { code, source }: Diagnostic): monaco.editor.IMarkerData {
  const address = source === undefined ? undefined : linkOf(source)
  return address === undefined ? marker : { ...marker, code: { value: code, target: monaco.Uri.parse(address) } }
}

function valueAtCaret(editor: monaco.editor.ICodeEditor, valueAt: Props['valueAt']): CaretValue | undefined {
  const model = editor.getModel()
  const position = editor.getPosition()
  return model === null || position === null ? undefined : valueAt(model.getValue(), model.getOffsetAt(position))
}
