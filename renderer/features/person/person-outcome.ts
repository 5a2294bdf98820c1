import type { PersonTrace } from '../../../shared/ipc/person-views'
import type { FlowGate, GatedFlow } from '../../../shared/model/gate'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { PERSON_TEXTS } from '../../texts/person'

/** Gates that stop a value that would otherwise change something. */
const STOPS: ReadonlySet<FlowGate> = new Set([
  'equalButCase', 'onlyOnCreation', 'notRead', 'nullFlowOff', 'otherApply', 'outranked', 'noEffect', 'expressionFailed',
])

/** What would change but does not, in the order of names. */
export function stoppedFlows({ flows }: Pick<PersonTrace, 'flows'>): readonly GatedFlow[] {
  return flows.filter(({ gate }) => STOPS.has(gate))
}

/** The gate of the whole action, where there is one: nothing of it is written. */
export function actionGate({ status, reason }: ProvisioningAction): keyof typeof PERSON_TEXTS.gateOf | undefined {
  return status === 'failed' ? 'failed' : status === 'held' ? 'held' : reason.code === 'updateOff' ? 'updateOff' : undefined
}

/** What happened to somebody, in one sentence or two. */
export function outcomeSentences(trace: PersonTrace, action: ProvisioningAction, target: string): readonly string[] {
  const T = PERSON_TEXTS
  const changes = action.changes.filter((change) => change.resent !== true).length
  const stopped = stoppedFlows(trace).length
  const same = trace.flows.length - stopped - changes
  const why = changes === 0
    ? [action.reason.text]
    : [action.kind === 'create' ? T.given(changes) : T.differ(changes, Math.max(trace.flows.length, changes), target)]
  return [
    action.status === 'failed' ? T.failed : action.status === 'held' ? T.heldWould(T.would[action.kind]) : T.would[action.kind],
    ...(action.status === 'failed' ? action.issues.filter(({ severity }) => severity === 'failure').map(({ message }) => message) : why),
    ...(stopped > 0 ? [T.stopped(stopped)] : []), ...(changes > 0 && action.kind !== 'create' && same > 0 ? [T.same(same)] : []),
  ]
}
