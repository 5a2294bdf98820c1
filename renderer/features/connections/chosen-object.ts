import type { ObjectRow } from '../../../shared/ipc/views'

/** The row whose details are shown, with the way to its neighbours. */
export interface ChosenObject {
  readonly row: ObjectRow
  readonly step: (by: number) => void
}
