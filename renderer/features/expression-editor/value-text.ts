import type { AttributeValue } from '../../../shared/model/attribute'
import { showInvisible } from '../../ui/diff-text'

/** A value as it stands in a table cell: what nobody sees as signs, several values one after the other. */
export function valueText(value: AttributeValue): string {
  const text = typeof value === 'string' ? value : value.join('; ')
  return text === '' ? '""' : showInvisible(text)
}
