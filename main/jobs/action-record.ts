import type { ProvisioningAction } from '../../shared/model/plan'
import type { PlannedObject } from '../engine/planned-object'
import type { ActionRecord } from '../mirror/action-page'

/** An outcome as the mirror keeps it. */
export function toRecord(seq: number, job: number, { action, match }: PlannedObject): ActionRecord {
  return {
    seq, job, kind: action.kind, status: action.status, match, reason: action.reason.code, sourceAnchor: action.source?.anchor ?? '',
    sourceDisplay: action.source?.display ?? '', targetDisplay: action.target?.display ?? '', targetAnchor: action.target?.anchor ?? '',
    body: isPlainlyUnchanged(action) ? '' : JSON.stringify(action),
  }
}

/** Whether everything that the action says is known from its names: nothing changes, and there is nothing to remark. */
function isPlainlyUnchanged(action: ProvisioningAction): boolean {
  return action.reason.code === 'unchanged' && action.kind === 'skip' && action.status === 'planned' && action.issues.length === 0 && action.marks.length === 0
    && action.source !== undefined && action.target?.anchor !== undefined && isOneLine(action.source.anchor ?? '') && isOneLine(action.source.display) && isOneLine(action.target.anchor) && isOneLine(action.target.display)
}

function isOneLine(name: string): boolean {
  return !name.includes('\n') && !name.includes('\u001f')
}
