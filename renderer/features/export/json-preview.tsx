import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { jsonTokens } from './export-facts'

const LINE_HEIGHT = 20
const CHARACTER_WIDTH = 7.3

interface Props {
  readonly label: string
  readonly lines: readonly string[]
  /** The line to be shown, from 1. */
  readonly line: number | undefined
}

/** A document to read: only the lines in view are drawn. */
export function JsonPreview({ label, lines, line }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => LINE_HEIGHT, overscan: 20 })
  useEffect(() => { if (line !== undefined) virtual.scrollToIndex(line - 1, { align: 'center' }) }, [virtual, line])
  const gutter = String(lines.length).length + 1
  const width = 40 + gutter * CHARACTER_WIDTH + CHARACTER_WIDTH * lines.reduce((most, text) => Math.max(most, text.length), 0)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Home' && event.key !== 'End') return
    virtual.scrollToIndex(event.key === 'Home' ? 0 : lines.length - 1)
    event.preventDefault()
  }

  return (
    <div className="json" ref={scroller} role="group" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <div className="json-lines" style={{ blockSize: virtual.getTotalSize(), minInlineSize: width }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key} className={item.index + 1 === line ? 'json-line marked' : 'json-line'}
            style={{ transform: `translateY(${String(item.start)}px)` }}
          >
            <span className="json-number" style={{ inlineSize: `${String(gutter)}ch` }}>{item.index + 1}</span>
            <code>
              {jsonTokens(lines[item.index] ?? '').map((token, index) => token.kind === 'plain'
                ? token.text
                : <span key={index} className={`json-${token.kind}`}>{token.text}</span>)}
            </code>
          </div>
        ))}
      </div>
    </div>
  )
}
