import { cellAt } from '../../shared/model/packed'
import type { ValueOf } from '../engine/guards'
import type { ObjectTable } from '../mirror/object-table'

/** By source anchor, the values by which slices count a person: of the source object, none where the source no longer has it. */
export function sliceValues(source: ObjectTable, attributes: readonly string[]): (anchor: string) => ValueOf {
  if (attributes.length === 0) return () => NO_VALUE
  const rowOf = new Map(source.anchors.map((anchor, row) => [anchor, row]))
  const positions = new Map(attributes.map((name) => [name, source.attributes.indexOf(name)]))
  return (anchor) => {
    const row = rowOf.get(anchor)
    const body = row === undefined ? undefined : source.bodies.at(row)
    return (name) => {
      const position = positions.get(name) ?? -1
      const cell = body === undefined || position < 0 ? null : cellAt(body, position)
      return cell === null ? '' : typeof cell === 'string' ? cell : cell.join(', ')
    }
  }
}

const NO_VALUE: ValueOf = () => ''
