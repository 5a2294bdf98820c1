import type { AttributeValue, Cell } from '../../shared/model/attribute'
import { cellAt, cellOf, joinCells, packCell, splitCells, withCell } from '../../shared/model/packed'
import type { AttributeChange } from '../../shared/model/plan'
import { NORMAL_ACCOUNT } from './given-by-system'
import type { TargetView } from './target-view'

/** The names that an object's cells stand for; what a rehearsal writes for the first time is appended. */
export interface GrowingAttributes {
  positionFor(name: string): number
}

/**
 * A target object as a plan would leave it; both packed, for most of its cells stay as they are, and none for one that is created. The account state and the place of a directory object are parts of other attributes
 * and are written there: bit 2 of userAccountControl, and the distinguished name.
 */
export function applyChanges(
  body: string, changes: readonly AttributeChange[], name: string | undefined, target: TargetView, attributes: GrowingAttributes,
): string {
  const cells = changes.length > FEW ? listedCells(body) : cellsInPlace(body)
  const put = (attribute: string, value: AttributeValue | undefined): void => cells.put(attributes.positionFor(attribute), packCell(value))
  for (const change of changes) {
    const field = target.field(change.attribute)
    switch (field.kind) {
      case 'parent': break // the name says it
      case 'flag': {
        const flag = target.accountState?.flag
        if (!flag) break
        const current = field.position >= 0 ? Number(cells.at(field.position) ?? NORMAL_ACCOUNT) : NORMAL_ACCOUNT
        const off = typeof change.after === 'string' && change.after.toLowerCase() === target.accountState?.off.toLowerCase()
        put(flag.attribute, String(off ? current | field.bit : current & ~field.bit))
        break
      }
      case 'cell': put(change.attribute, change.after); break
    }
  }
  if (name !== undefined) {
    put('dn', name)
    if (target.position('distinguishedName') >= 0) put('distinguishedName', name)
  }
  return cells.body()
}

/** Up to so many changes are made in the packed object as it stands. */
const FEW = 4

/** The cells of an object that is being changed. */
interface Cells {
  at(position: number): Cell
  put(position: number, packed: string): void
  body(): string
}

function cellsInPlace(body: string): Cells {
  return {
    at: (position) => cellAt(body, position),
    put: (position, packed) => { body = withCell(body, position, packed) },
    body: () => body,
  }
}

function listedCells(body: string): Cells {
  const cells = body === '' ? [] : [...splitCells(body)]
  return {
    at: (position) => cellOf(cells[position]),
    put: (position, packed) => {
      while (cells.length <= position) cells.push('')
      cells[position] = packed
    },
    body: () => joinCells(cells),
  }
}
