import { useEffect, useRef, useState } from 'react'

/** The width that an element has, and has after the window or the pane changed; 0 before it is laid out. */
export function useWidth<Element extends HTMLElement>() {
  const element = useRef<Element>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const measured = element.current
    if (measured === null) return undefined
    const observer = new ResizeObserver(() => { setWidth(measured.clientWidth) })
    observer.observe(measured)
    return () => { observer.disconnect() }
  }, [])
  return { element, width }
}
