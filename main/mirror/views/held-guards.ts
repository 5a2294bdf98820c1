import type { GuardHold, JobCounts } from '../../../shared/model/cycle'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { growingLists, type PlanColumn } from './plan-column'
import type { PlanRows } from './plan-rows'
import { slices } from './slices'

/**
 * By which guards each held action of a run is held; blank for all others. A plan does not write it down: it follows from what the run's guards held
 * and from the action, and for a slice from the person's value, which `sourceColumns` gives.
 */
export async function guardColumn(plans: PlanRows, run: number, sourceColumns: (names: readonly string[]) => Promise<readonly PlanColumn[]>): Promise<PlanColumn> {
  const turn = slices()
  const actions = plans.packed(run)
  const holdsOfJob = new Map(plans.run(run).jobs.map((job) => [job.id, holdsOf(job)]))
  const attributes = [...new Set([...holdsOfJob.values()].flatMap((holds) => holds.flatMap(({ slice }) => slice?.attribute ?? [])))]
  const columns = attributes.length === 0 ? [] : await sourceColumns(attributes)
  const { column, add } = growingLists(actions.seqs.length)
  const held = plans.index(run).select({ statuses: ['held'] })
  for (let from = 0; from < held.length; from += AT_ONCE) {
    for (const { seq, action } of plans.actions(run, held.subarray(from, from + AT_ONCE))) {
      const row = actions.rowOf(seq)
      if (action.issues.some(({ code }) => code === 'ProtectedAccount')) add(row, 'protected')
      else for (const hold of holdsOfJob.get(action.job) ?? []) if (catches(hold, action, (attribute) => valueAt(columns[attributes.indexOf(attribute)], row))) add(row, hold.guard)
    }
    await turn()
  }
  return column
}

const AT_ONCE = 500

function holdsOf({ guards, held }: JobCounts): readonly GuardHold[] {
  return (guards ?? (held === null ? [] : [held])).filter(({ guard }) => guard !== 'protected')
}

function catches({ guard, slice }: GuardHold, { kind, marks }: ProvisioningAction, valueOf: (attribute: string) => string): boolean {
  switch (guard) {
    case 'deletions':
    case 'share': return isRemoval(kind)
    case 'slice': return isRemoval(kind) && slice !== undefined && valueOf(slice.attribute) === slice.value
    case 'creations': return kind === 'create'
    case 'renames': return kind !== 'create' && marks.includes('renamed')
    case 'blanks': return kind !== 'create' && marks.includes('blanks')
    case 'protected': return false
  }
}

function isRemoval(kind: ProvisioningAction['kind']): boolean {
  return kind === 'disable' || kind === 'delete'
}

/** The person's value as a slice counts it: several joined, none as an empty text. */
function valueAt(column: PlanColumn | undefined, row: number): string {
  return (column?.values[column.numberOf[row] as number] ?? []).map((key) => (key.startsWith('=') ? key.slice(1) : '')).join(', ')
}
