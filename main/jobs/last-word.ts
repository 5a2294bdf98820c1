import type { PersonHop } from '../../shared/ipc/person-views'
import type { ProvisioningAction } from '../../shared/model/plan'
import { actionPages } from '../mirror/action-pages'
import { runsTable } from '../mirror/runs-table'
import type { Session } from './session'

/** Kept runs whose plan is looked through for one object. */
const MOST_RUNS = 10

/** What the newest kept run that looked at a source object planned for it, in words; nothing where none of the last ones did. Goes over the names of a plan. */
export function lastWord({ mirror: { db } }: Session, { job, mapping, anchor }: { readonly job: string; readonly mapping: string; readonly anchor: string }): PersonHop['said'] {
  const runs = runsTable(db).list().filter((run) => run.status === 'done' && run.kept && run.jobs.some(({ id }) => id === job))
  for (const { run } of runs.slice(0, MOST_RUNS)) {
    const actions = actionPages(db).open(run)
    for (const seq of [...actions.find((name) => name === anchor)].sort((a, b) => a - b)) {
      const action = JSON.parse(actions.body(seq) as string) as ProvisioningAction
      if (action.job !== job || action.source?.anchor !== anchor || (action.objectMapping ?? mapping) !== mapping) continue
      const { kind, status, reason, issues } = action
      return { run, kind, status, text: status === 'failed' ? issues.find(({ severity }) => severity === 'failure')?.message ?? reason.text : reason.text }
    }
  }
  return undefined
}
