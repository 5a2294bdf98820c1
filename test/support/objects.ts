import type { Objects } from '../../main/engine/objects'
import type { AttributeBag, Cell } from '../../shared/model/attribute'
import { packCells } from '../../shared/model/packed'

/** Objects of one type by anchor, as a mirror would hand them over: sorted by code unit, packed in the order in which names come up. */
export function objects(type: string, bags: Readonly<Record<string, AttributeBag>>): Objects {
  const anchors = Object.keys(bags).sort()
  const attributes = [...new Set(Object.values(bags).flatMap((bag) => Object.keys(bag)))]
  return { type, attributes, anchors, bodies: anchors.map((anchor) => packCells(attributes.map((name): Cell => bags[anchor]?.[name] ?? null))) }
}
