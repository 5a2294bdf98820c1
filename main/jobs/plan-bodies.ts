import type { ActionBodies } from '../exporters/plan-file'
import type { ActionFacts } from '../mirror/action-page'
import { actionPages } from '../mirror/action-pages'
import type { Mirror } from '../mirror/open-mirror'

type Admits = (facts: Omit<ActionFacts, 'seq'>) => boolean

/** A run's bodies in plan order, of the actions that the test admits. */
export function bodiesOf(mirror: Mirror, run: number, admits: Admits): ActionBodies {
  const actions = actionPages(mirror.db).open(run)
  const seqs = actions.seqsWhere(admits)
  return (from, limit) => Array.from(seqs.subarray(from, from + limit), (seq) => actions.body(seq) as string)
}

/** The same one by one, as UTF-8 where they are kept so. */
export function* encodedBodiesOf(mirror: Mirror, run: number, admits: Admits): Generator<string | Uint8Array> {
  const actions = actionPages(mirror.db).open(run)
  for (const seq of actions.seqsWhere(admits)) yield actions.encodedBody(seq)
}
