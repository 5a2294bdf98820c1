import { useEffect, useRef } from 'react'

/**
 * Keys of the screen wherever the focus is, before those of the window: the handler answers whether the key meant something. What a
 * control has dealt with is left alone.
 */
export function useDocumentKeys(handle: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(handle)
  useEffect(() => { latest.current = handle })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const dialog = event.target instanceof Element && event.target.closest('[role="dialog"], [role="alertdialog"]') !== null
      if (!event.defaultPrevented && !dialog && latest.current(event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => { document.removeEventListener('keydown', onKeyDown) }
  }, [])
}
