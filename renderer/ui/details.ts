import { create } from 'zustand'
import { focusRows } from './focus-rows'
import { useLastTable } from './table-clipboard'

/** What closes the pane that is open. */
export const useOpenPane = create<{
  readonly close: (() => void) | undefined
  readonly set: (close: (() => void) | undefined) => void
}>((set) => ({ close: undefined, set: (close) => { set({ close }) } }))

/** Closes the pane; where none is open it shows the details of the focused row, of the table that had the focus last, else of the one that is shown. */
export function toggleDetails(): void {
  const { close } = useOpenPane.getState()
  if (close !== undefined) {
    close()
    return
  }
  if (useLastTable.getState().table === undefined) focusRows()
  useLastTable.getState().table?.showDetails()
}
