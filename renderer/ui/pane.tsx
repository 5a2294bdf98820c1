import { Button, Tooltip } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useId, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { COMMON } from '../texts/common'
import { useOpenPane } from './details'
import { focusRows } from './focus-rows'
import { useEscape } from './key-stack'
import { usePaneWidth } from './pane-width'
import { usePreferences } from './preferences'

interface Props {
  readonly title: ReactNode
  readonly sign?: ReactNode
  /** A quiet line under the title. */
  readonly subtitle?: ReactNode
  readonly aside?: ReactNode
  readonly footer?: ReactNode
  readonly children: ReactNode
  readonly onClose: () => void
  /** `J` and `K` while the focus is in the pane. */
  readonly onNext?: () => void
  readonly onPrevious?: () => void
}

/** The details of the selected row, beside the main area. Escape closes it and the focus goes back to the table. */
export function Pane({ title, sign, subtitle, aside, footer, children, onClose, onNext, onPrevious }: Props) {
  const heading = useId()
  const element = useRef<HTMLElement>(null)
  const width = usePaneWidth((state) => state.width)
  const close = useCallback(() => {
    if (element.current?.contains(document.activeElement) === true) focusRows()
    onClose()
  }, [onClose])
  useEscape(close)
  const setOpen = useOpenPane((state) => state.set)
  useEffect(() => {
    setOpen(close)
    return () => { if (useOpenPane.getState().close === close) setOpen(undefined) }
  }, [close, setOpen])

  const letters = usePreferences((state) => state.letterKeys)
  function onKeyDown(event: KeyboardEvent): void {
    if (!letters || event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'j' && onNext !== undefined) onNext()
    else if (event.key === 'k' && onPrevious !== undefined) onPrevious()
    else return
    event.preventDefault()
  }

  return (
    <aside className="pane" aria-labelledby={heading} style={{ inlineSize: width }} ref={element} onKeyDown={onKeyDown} data-region="pane" tabIndex={-1}>
      <PaneHandle />
      <header className="pane-header">
        {sign}
        <div className="pane-title">
          <h2 id={heading} dir="auto">{title}</h2>
          {subtitle !== undefined && <div className="pane-subtitle" dir="auto">{subtitle}</div>}
        </div>
        {aside !== undefined && <span className="quiet small">{aside}</span>}
        <Tooltip content={COMMON.close} relationship="label">
          <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={close} />
        </Tooltip>
      </header>
      <div className="pane-body" tabIndex={0} role="group" aria-labelledby={heading}>{children}</div>
      {footer !== undefined && <footer className="pane-footer">{footer}</footer>}
    </aside>
  )
}

/** The main area with the pane beside it; under 1180 pixels of window the pane lies over it. */
export function WithPane({ children, pane }: { readonly children: ReactNode; readonly pane?: ReactNode }) {
  return (
    <div className="with-pane">
      <div className="with-pane-main">{children}</div>
      {pane}
    </div>
  )
}

function PaneHandle() {
  const { width, setWidth } = usePaneWidth()
  const start = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined)
  useEffect(() => () => { start.current = undefined }, [])

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width }
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (start.current !== undefined) setWidth(start.current.width + start.current.x - event.clientX)
  }
  return (
    <div
      className="pane-handle" role="separator" aria-orientation="vertical" aria-label={COMMON.detailWidth} tabIndex={0}
      aria-valuenow={width} aria-valuemin={280} aria-valuemax={800}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={() => { start.current = undefined }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') setWidth(width + 16)
        if (event.key === 'ArrowRight') setWidth(width - 16)
      }}
    />
  )
}
