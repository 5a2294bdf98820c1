import type { PatternOf } from '../engine/group-changes'
import { patternShape } from '../engine/shape'
import { type RunActions, actionPages } from '../mirror/action-pages'
import type { Mirror } from '../mirror/open-mirror'
import type { ProvisioningAction } from '../../shared/model/plan'

/** The patterns of changes that a run carries over from the one it rests on, read from what that one wrote. Few are ever asked for. */
export function carriedPatterns(mirror: Mirror, run: number): PatternOf {
  let actions: RunActions | undefined
  return (seq, cause) => {
    actions ??= actionPages(mirror.db).open(run)
    const { changes } = JSON.parse(actions.body(seq) as string) as ProvisioningAction
    const change = changes.find(({ mapping, attribute, resent }) => resent !== true && (mapping ?? attribute) === cause.id)
    return patternShape(change?.before, change?.after)
  }
}
