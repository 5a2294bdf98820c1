import type { ActionBodies } from '../exporters/plan-file'
import { type ActionFacts, actionPages } from '../mirror/action-pages'
import type { Mirror } from '../mirror/open-mirror'

/** A run's bodies in plan order, of the actions that the test admits. */
export function bodiesOf(mirror: Mirror, run: number, admits: (facts: ActionFacts) => boolean): ActionBodies {
  const actions = actionPages(mirror.db).open(run)
  const seqs = actions.facts.filter(admits).map(({ seq }) => seq)
  return (from, limit) => seqs.slice(from, from + limit).map((seq) => actions.body(seq) as string)
}
