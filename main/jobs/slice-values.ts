import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { ValueOf } from '../engine/guards'
import type { MappingInput } from '../engine/ports'
import type { ObjectTable } from '../mirror/object-table'

/**
 * By source anchor, the values by which slices count a person: of the source object. Of one that the source no longer has, what its account holds
 * where a direct mapping writes the attribute, for a whole ward that is missing in an export is what a slice is there for; else none.
 */
export function sliceValues(source: ObjectTable, attributes: readonly string[], gone: Pick<MappingInput, 'mapping' | 'links' | 'target'>): (anchor: string) => ValueOf {
  if (attributes.length === 0) return () => NO_VALUE
  const rowOf = new Map(source.anchors.map((anchor, row) => [anchor, row]))
  const positions = new Map(attributes.map((name) => [name, source.attributes.indexOf(name)]))
  const ofAccount = accountValues(gone)
  return (anchor) => {
    const row = rowOf.get(anchor)
    if (row === undefined) return (name) => textOf(ofAccount(anchor, name))
    const body = source.bodies.at(row) as string
    return (name) => {
      const position = positions.get(name) ?? -1
      return textOf(position < 0 ? null : cellAt(body, position))
    }
  }
}

function accountValues({ mapping, links, target }: Pick<MappingInput, 'mapping' | 'links' | 'target'>): (anchor: string, name: string) => Cell {
  return (anchor, name) => {
    const direct = mapping.attributeMappings.find((one) => one.type === 'Direct' && one.source === name)
    const link = links.get(anchor)
    const row = link && target.rowOfAnchor(link.target)
    return direct === undefined || row === undefined ? null : target.value(target.field(direct.target), row)
  }
}

function textOf(cell: Cell): string {
  return cell === null ? '' : typeof cell === 'string' ? cell : cell.join(', ')
}

const NO_VALUE: ValueOf = () => ''
