import { reason } from '../../shared/model/explain'
import type { AttributeChange, ProvisioningAction } from '../../shared/model/plan'

/*
 * An action as a later run has it that differs from an earlier one's by the change of one attribute: the earlier text with the change in it.
 * No text in an action holds a quotation mark that is not escaped, so that what looks like structure is structure.
 */

const KIND = ',"kind":'
const CHANGES = ',"changes":['
const REASON = '],"reason":'
const CHANGE = '{"attribute":"'

/**
 * The action's JSON with another change of the attribute; `change` is JSON, empty for no change any more. An action that was nothing to do
 * becomes an update; `match` says what matching made of its object.
 */
export function patchedAction(body: string, attribute: string, change: string, match: string): string {
  if (body.startsWith('"skip"', body.indexOf(KIND) + KIND.length)) return updateOf(JSON.parse(body) as ProvisioningAction, JSON.parse(change) as AttributeChange, match)
  const start = body.indexOf(CHANGES) + CHANGES.length
  const end = body.indexOf(REASON, start)
  for (let at = start; at < end;) {
    const next = body.indexOf(`,${CHANGE}`, at + 1)
    const stop = next < 0 || next > end ? end : next
    const name = nameAt(body, at)
    if (name === attribute) return change === '' ? without(body, { start, at, stop, end }) : body.slice(0, at) + change + body.slice(stop)
    if (name > attribute) return `${body.slice(0, at)}${change},${body.slice(at)}`
    at = stop + 1
  }
  return `${body.slice(0, end)}${start === end ? '' : ','}${change}${body.slice(end)}`
}

function nameAt(body: string, at: number): string {
  const from = at + CHANGE.length
  const name = body.slice(from, body.indexOf('"', from))
  return name.includes('\\') ? (JSON.parse(body.slice(at, body.indexOf('","', at) + 1) + '}') as { readonly attribute: string }).attribute : name
}

/** Without the change from `at` to `stop`, and without the comma on one side of it. */
function without(body: string, { start, at, stop, end }: { readonly start: number; readonly at: number; readonly stop: number; readonly end: number }): string {
  return stop < end ? body.slice(0, at) + body.slice(stop + 1) : body.slice(0, at > start ? at - 1 : at) + body.slice(stop)
}

function updateOf(action: ProvisioningAction, change: AttributeChange, match: string): string {
  const updated: ProvisioningAction = {
    ...action, kind: 'update', changes: [change], reason: reason(match === 'matched' ? 'firstMatch' : 'valuesDiffer'), marks: match === 'matched' ? ['overwrites'] : [],
  }
  return JSON.stringify(updated)
}
