import type { ProvisioningAction } from '../../shared/model/plan'
import type { ProjectDocument } from '../../shared/model/project'
import { plannedOn } from '../mirror/open-page'
import { type RunWriter, writeNothing } from '../mirror/run-writes'
import type { ChangedOutcome } from './changed-outcomes'
import type { PlanBasis } from './plan-basis'
import { type CycleRequest, planAndKeep } from './run-cycle'
import type { Work } from './run-import'
import type { Session } from './session'

/**
 * Everybody planned by both configurations over what the last run was planned over, and who comes out otherwise: for edits that go too
 * far to be planned for those alone whom they touch. Writes nothing; takes as long as two cycles and holds the first one's actions.
 * Throws as `runCycle`.
 */
export async function wholeDifference(session: Session, basis: PlanBasis, document: ProjectDocument, work: Work): Promise<{
  readonly before: Awaited<ReturnType<typeof planAndKeep>>['jobs']; readonly after: Awaited<ReturnType<typeof planAndKeep>>['jobs']; readonly changed: readonly ChangedOutcome[]
}> {
  const plan = (of: ProjectDocument, take: (key: string, body: string, seq: number) => void) => {
    const request: CycleRequest = { document: of, configHash: '', draft: true, keep: false, type: 'initial', now: basis.now, seed: basis.seed, startedAt: basis.now }
    return planAndKeep(session, {
      request, run: 0, type: 'initial', work, writer: collecting(take), started: 0, watermarks: new Map(), dataHash: () => basis.dataHash,
      over: { basis, again: undefined },
    })
  }
  const bodies = new Map<string, string>()
  const before = await plan(basis.document, (key, body) => void bodies.set(key, body))
  const changed: ChangedOutcome[] = []
  const after = await plan(document, (key, body, seq) => {
    const old = bodies.get(key)
    // Somebody whom only one of the two plans knows came by a new type or job: there is nothing to hold them against.
    if (old === undefined || old === body) return
    const action = JSON.parse(body) as ProvisioningAction
    changed.push({ job: action.job, seq, before: JSON.parse(old) as ProvisioningAction, after: action })
  })
  return { before: before.jobs, after: after.jobs, changed: changed.sort((a, b) => a.seq - b.seq) }
}

/** Hands on each planned action, under what names its object in every plan. */
function collecting(take: (key: string, body: string, seq: number) => void): RunWriter {
  return {
    ...writeNothing,
    post: (writes) => {
      if (!('pages' in writes)) return
      for (const page of writes.pages) for (const { key, body, seq } of plannedOn(page)) take(key, body, seq)
    },
  }
}
