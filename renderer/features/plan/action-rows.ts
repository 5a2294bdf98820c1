import type { ActionRow } from '../../../shared/ipc/views'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { AttributeChange, Cause } from '../../../shared/model/plan'
import { COMMON } from '../../texts/common'
import { PLAN } from '../../texts/plan'

/** Whom an action is about: the person, else the account. */
export function personName(row: Pick<ActionRow, 'source' | 'target'>): string {
  const name = row.source?.display ?? row.target?.display ?? ''
  return name === '' ? PLAN.unnamed : name
}

/** The source object's anchor, else the target's. */
export function personId(row: Pick<ActionRow, 'source' | 'target'>): string {
  return row.source?.anchor ?? row.target?.anchor ?? ''
}

/** The change that a cause made: of the mapping's own attribute, or one that names the mapping. */
export function changeBy(changes: readonly AttributeChange[], cause: Cause): AttributeChange | undefined {
  if (cause.type !== 'mapping') return undefined
  return changes.find((change) => change.attribute === cause.id) ?? changes.find((change) => change.mapping === cause.id)
}

/** What stands under a name in a list of examples: the new value, else what is wrong, else the reason. */
export function exampleValue(row: ActionRow, cause: Cause): string {
  const change = changeBy(row.changes, cause)
  const failure = row.issues.find((issue) => issue.severity === 'failure')
  if (failure?.value !== undefined) return valueText(failure.value)
  if (change !== undefined) return afterText(change)
  return row.reason.clause ?? personId(row)
}

/** The value after a change as one line. */
export function afterText(change: AttributeChange): string {
  if (change.after !== undefined) return valueText(change.after)
  const added = (change.added ?? []).map((value) => `+${value}`)
  const removed = (change.removed ?? []).map((value) => `−${value}`)
  return added.length + removed.length === 0 ? COMMON.absent : [...added, ...removed].join(', ')
}

function valueText(value: AttributeValue): string {
  if (typeof value === 'string') return value === '' ? '""' : value
  const [first = '', ...more] = value
  return more.length === 0 ? first : `${first} +${String(more.length)}`
}
