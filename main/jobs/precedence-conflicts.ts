import type { AttributeValue } from '../../shared/model/attribute'
import type { ObjectReference, ProvisioningAction } from '../../shared/model/plan'
import { actionPages } from '../mirror/action-pages'
import type { Mirror } from '../mirror/open-mirror'
import { runsTable } from '../mirror/runs-table'

/** Two jobs with different values for one attribute of an object: what the one that is outranked would write, and what stays. */
export interface PrecedenceConflict {
  readonly job: string
  readonly objectType: string
  readonly source: ObjectReference | undefined
  readonly target: ObjectReference | undefined
  readonly attribute: string
  readonly value: AttributeValue
  readonly winner: { readonly job: string; readonly value: AttributeValue }
}

/** Every conflict of a run, in the order of its plan. Looks at no action of a run without any. */
export function precedenceConflicts({ db }: Mirror, run: number): readonly PrecedenceConflict[] {
  const jobs = runsTable(db).get(run)?.jobs ?? []
  if (!jobs.some(({ issues }) => (issues['PrecedenceConflict'] ?? 0) > 0)) return []
  return actionPages(db).open(run).scan((body) => body.includes('"PrecedenceConflict"')).sort((a, b) => a.seq - b.seq).flatMap(({ body }) => {
    const { job, objectType, source, target, issues } = JSON.parse(body) as ProvisioningAction
    return issues.flatMap(({ code, attribute = '', value = '', winner }): PrecedenceConflict[] => (code === 'PrecedenceConflict' && winner
      ? [{ job, objectType, source, target, attribute, value, winner }]
      : []))
  })
}
