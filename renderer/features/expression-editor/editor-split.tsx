import { useRef, type CSSProperties, type PointerEvent } from 'react'
import { create } from 'zustand'
import { PEOPLE } from '../../texts/expression'

const LEAST_LINES = 10
const MOST_LINES = 24
const LINE = 20
const BORDERS = 2

/** How many lines the editor takes; absent while it takes as many as its text has. Kept from mapping to mapping. */
export const useEditorLines = create<{ readonly lines: number | undefined; readonly setLines: (lines: number | undefined) => void }>((set) => ({
  lines: undefined, setLines: (lines) => { set({ lines: lines === undefined ? undefined : Math.round(Math.min(MOST_LINES, Math.max(LEAST_LINES, lines))) }) },
}))

/** The height of so many lines, for the style sheet. */
export function editorHeight(lines: number): CSSProperties {
  return { '--editor-height': `${String(lines * LINE + BORDERS)}px` } as CSSProperties
}

/** Between the editor and what is under it: dragged, or moved with the arrows; a double click lets the text decide again. */
export function EditorSplit({ textLines }: { readonly textLines: number }) {
  const { lines, setLines } = useEditorLines()
  const start = useRef<{ readonly y: number; readonly lines: number } | undefined>(undefined)
  const shown = lines ?? Math.min(MOST_LINES, Math.max(LEAST_LINES, textLines))

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { y: event.clientY, lines: shown }
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (start.current !== undefined) setLines(start.current.lines + (event.clientY - start.current.y) / LINE)
  }
  return (
    <div
      className="editor-split" role="separator" aria-orientation="horizontal" aria-label={PEOPLE.split} tabIndex={0} aria-valuenow={shown}
      aria-valuemin={LEAST_LINES} aria-valuemax={MOST_LINES}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={() => { start.current = undefined }}
      onPointerCancel={() => { start.current = undefined }} onDoubleClick={() => { setLines(undefined) }}
      onKeyDown={(event) => {
        const to = { ArrowUp: shown - 1, ArrowDown: shown + 1, PageUp: shown - 5, PageDown: shown + 5, Home: LEAST_LINES, End: MOST_LINES }[event.key]
        if (to === undefined) return
        event.preventDefault()
        setLines(to)
      }}
    />
  )
}
