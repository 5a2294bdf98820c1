import { useState } from 'react'
import type { ObjectView } from '../../../shared/ipc/views'
import type { ObjectReference } from '../../../shared/model/plan'
import { useRequest, type Requested } from '../../use-request'

/**
 * The object that a reference names, looked for in each of the types that the job maps: a reference does not say its type. Nothing is
 * asked for a reference without an anchor; that stays loading.
 */
export function useObject(reference: ObjectReference | undefined, types: readonly string[]): Requested<ObjectView> {
  const [position, setPosition] = useState(0)
  const type = types[position]
  const { system, anchor } = reference ?? {}
  const answer = useRequest('objects.get', system === undefined || anchor === undefined || type === undefined ? null : { system, type, anchor })
  if (answer.status === 'failed' && answer.failure.code === 'objectUnknown' && position + 1 < types.length) setPosition(position + 1)
  return answer
}
