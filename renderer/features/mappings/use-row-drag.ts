import { useState, type DragEvent } from 'react'

const TYPE = 'application/x-rehearsal-row'

/** Dragging rows of the table by their handle. Handlers stand around the table; rows are told by their `aria-rowindex`. */
export function useRowDrag(onMove: (from: number, to: number) => void) {
  const [over, setOver] = useState<{ readonly from: number; readonly to: number }>()

  return {
    /** Where the row would go. */
    over,
    handlers: {
      onDragStart: (event: DragEvent) => {
        const from = indexAt(event)
        if (from === undefined) return
        event.dataTransfer.setData(TYPE, String(from))
        event.dataTransfer.effectAllowed = 'move'
        setOver({ from, to: from })
      },
      onDragOver: (event: DragEvent) => {
        const to = indexAt(event)
        if (over === undefined || to === undefined) return
        event.preventDefault()
        if (over.to !== to) setOver({ from: over.from, to })
      },
      onDrop: (event: DragEvent) => {
        if (over === undefined) return
        event.preventDefault()
        if (over.to !== over.from) onMove(over.from, over.to)
        setOver(undefined)
      },
      onDragEnd: () => { setOver(undefined) },
    },
  }
}

function indexAt({ target }: DragEvent): number | undefined {
  const row = target instanceof Element ? target.closest('[role="row"]') : null
  const index = Number(row?.getAttribute('aria-rowindex') ?? Number.NaN) - 2
  return Number.isInteger(index) && index >= 0 ? index : undefined
}
