import type { Texts } from '../../shared/model/texts'

/** All objects of one type, ascending by anchor (UTF-16 code units), packed. The mirror's tables fit it. */
export interface Objects {
  readonly type: string
  readonly attributes: readonly string[]
  readonly anchors: readonly string[]
  readonly bodies: Texts
  /** As `EndEvent.told`, of the type; absent where the read does not say. */
  readonly told?: readonly string[]
}
