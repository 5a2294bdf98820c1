import * as monaco from 'monaco-editor/editor/editor.api'
import type { CaretValue } from './part-values'

const GAP = 20
const LEAST_WIDTH = 60

/**
 * A value at the end of the caret's line. It is drawn over the editor and is no part of its text: screen readers have the same value
 * in the hover, so that it is not read twice.
 */
export class GhostText implements monaco.editor.IContentWidget {
  readonly suppressMouseDown = true
  private readonly editor: monaco.editor.ICodeEditor
  private readonly node = document.createElement('div')
  private line = 1
  private frame = 0

  constructor(editor: monaco.editor.ICodeEditor) {
    this.editor = editor
    this.node.setAttribute('aria-hidden', 'true')
    this.node.hidden = true
    editor.addContentWidget(this)
  }

  getId(): string { return 'rehearsal.ghostText' }

  getDomNode(): HTMLElement { return this.node }

  getPosition(): monaco.editor.IContentWidgetPosition | null {
    const model = this.editor.getModel()
    if (model === null || this.node.hidden) return null
    return { position: { lineNumber: this.line, column: model.getLineMaxColumn(this.line) }, preference: [monaco.editor.ContentWidgetPositionPreference.EXACT] }
  }

  /** Shows what the caret's place has to say in the next frame, when the editor has drawn what was typed. */
  show(valueAt: () => CaretValue | undefined): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => { this.draw(valueAt()) })
  }

  private draw(value: CaretValue | undefined): void {
    const model = this.editor.getModel()
    const lineNumber = Math.min(this.editor.getPosition()?.lineNumber ?? 1, model?.getLineCount() ?? 1)
    const room = model === null ? 0 : this.roomBehind({ lineNumber, column: model.getLineMaxColumn(lineNumber) })
    this.line = lineNumber
    this.node.hidden = value === undefined || room < LEAST_WIDTH
    this.node.className = value?.failed === true ? 'ghost-text fails' : 'ghost-text'
    this.node.replaceChildren(...(value === undefined
      ? []
      : [...(value.name === undefined ? [] : [span(value.name)]), span(value.name === undefined ? value.text : ` → ${value.text}`)]))
    this.node.style.inlineSize = `${String(room)}px`
    this.editor.layoutContentWidget(this)
  }

  /** Pixels between the end of a line and the editor's edge; none while the editor is not shown. */
  private roomBehind(end: monaco.IPosition): number {
    const { contentLeft, contentWidth, verticalScrollbarWidth } = this.editor.getLayoutInfo()
    const left = contentWidth <= 0 ? undefined : this.editor.getScrolledVisiblePosition(end)?.left
    return left === undefined ? 0 : contentLeft + contentWidth - verticalScrollbarWidth - left - GAP
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
    this.editor.removeContentWidget(this)
  }
}

/** Of two, the name gives way first where there is little room. */
function span(text: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  return element
}
