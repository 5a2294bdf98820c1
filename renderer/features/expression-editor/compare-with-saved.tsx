import * as monaco from 'monaco-editor/editor/editor.api'
import { useEffect, useRef } from 'react'
import { EXPRESSION } from '../../texts/expression'
import { usePreferences } from '../../ui/preferences'
import { DIFF_OPTIONS, heightFor, preferredOptions } from './editor-options'
import { LANGUAGE } from './monaco-language'

interface Props {
  /** The accessible name of the side that is edited. */
  readonly label: string
  /** What the saved version has: `v7`, and its text. */
  readonly saved: { readonly name: string; readonly text: string }
  /** The text that is edited; it lives on when the comparison is closed. */
  readonly model: () => monaco.editor.ITextModel | null | undefined
}

/** The saved text beside the edited one; the saved side is read only. */
export function CompareWithSaved({ label, saved, model }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const text = useRef(model)
  useEffect(() => { text.current = model })

  useEffect(() => {
    const element = host.current
    const modified = text.current()
    if (element === null || modified == null) return undefined
    const original = monaco.editor.createModel(saved.text, LANGUAGE)
    const created = monaco.editor.createDiffEditor(element, {
      ...DIFF_OPTIONS, ...preferredOptions(usePreferences.getState()), originalAriaLabel: EXPRESSION.savedLabel(saved.name), modifiedAriaLabel: label,
    })
    created.setModel({ original, modified })
    const sides = [created.getOriginalEditor(), created.getModifiedEditor()]
    const grow = (): void => { element.style.blockSize = heightFor(Math.max(...sides.map((side) => side.getContentHeight()))) }
    const disposables = sides.map((side) => side.onDidContentSizeChange(grow))
    grow()
    created.getModifiedEditor().focus()
    return () => {
      for (const disposable of disposables) disposable.dispose()
      created.dispose()
      original.dispose()
    }
  }, [saved.text, saved.name, label])

  return <div className="code-editor" ref={host} />
}
