import { useEffect, useRef } from 'react'

/** Gives the focus to the rows of the table that is shown; a table whose place another one has taken is passed over. */
export function focusRows(): void {
  shown<HTMLElement>('main [role="grid"], main [role="treegrid"]')?.focus()
}

/** The search of the table that is shown. */
export function findField(): HTMLInputElement | undefined {
  return shown<HTMLInputElement>('main [data-find] input, main input[data-find]')
}

function shown<Kind extends HTMLElement>(selector: string): Kind | undefined {
  return [...document.querySelectorAll<Kind>(selector)].find((element) => element.offsetParent !== null)
}

/**
 * For rows that take the place of other rows: the focus goes to them, or to the search that brought them, which somebody may still be typing in; and back to the rows
 * that were left.
 */
export function useDrillFocus(searching: boolean): void {
  const first = useRef(searching)
  useEffect(() => {
    const field = findField()
    if (first.current && field !== undefined) {
      field.focus()
      field.setSelectionRange(field.value.length, field.value.length)
    } else focusRows()
    return () => { setTimeout(focusRows) }
  }, [])
}
