import type { UnreadAttribute } from '../../shared/model/cycle'
import type { MappingInput } from './ports'

/** What mappings write on update, or match by, and the target's read did not ask for: it is not compared, and finds nobody. */
export function unreadAttributes({ mapping, target }: Pick<MappingInput, 'mapping' | 'target'>): readonly UnreadAttribute[] {
  return mapping.attributeMappings.flatMap(({ target: attribute, matchingPriority, apply }) => {
    const isMatchedBy = matchingPriority !== undefined
    if (attribute === 'objectFilter' || (apply === 'ObjectAddOnly' && !isMatchedBy) || !target.isUnread(target.field(attribute), attribute)) return []
    return [{ objectType: mapping.targetType, attribute, ...(isMatchedBy ? { isMatchedBy } : {}) }]
  })
}
