import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readInline } from '../../../main/jobs/read-systems'
import { runCycle, type CycleOutcome } from '../../../main/jobs/run-cycle'
import { Session } from '../../../main/jobs/session'
import { openMirror } from '../../../main/mirror/open-mirror'
import { readsTable } from '../../../main/mirror/reads-table'
import { actionPages } from '../../../main/mirror/action-pages'
import type { Showing } from '../../../main/sample/planting'
import { writeSample, type SampleManifest } from '../../../main/sample/write-sample'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'

interface Rehearsed {
  readonly outcome: CycleOutcome
  readonly actions: ReadonlyMap<string, ProvisioningAction>
}

let folder: string
let manifest: SampleManifest
let saved: Rehearsed
let draft: Rehearsed
let secondDay: Rehearsed
let readIssues: readonly string[]

/** The saved version on the first day, the draft on the same state, the saved version again on the second day. */
async function rehearseSample(size: { readonly seed: number; readonly people: number }): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'rehearsed-sample-'))
  manifest = await writeSample(folder, size)
  const session = new Session(folder, openMirror(path.join(folder, '.rehearsal', 'mirror.sqlite')), readInline)
  try {
    saved = await rehearse(session, manifest.document, manifest.clock, { keep: true })
    readIssues = readsTable(session.mirror.db).issues('workday', { offset: 0, limit: -1 }).issues.map(issue => issue.code)
    draft = await rehearse(session, manifest.draft, manifest.clock, { keep: false })
    await cp(path.join(folder, 'data/day-2'), path.join(folder, 'data'), { recursive: true })
    secondDay = await rehearse(session, manifest.document, manifest.secondDayClock, { keep: true })
  } finally {
    session.close()
    await rm(folder, { recursive: true })
  }
}

async function rehearse(session: Session, document: ProjectDocument, now: string, options: { readonly keep: boolean }): Promise<Rehearsed> {
  const outcome = await runCycle(session, { document, configHash: JSON.stringify(document), draft: !options.keep, now, seed: 1, keep: options.keep, startedAt: now }, { signal: new AbortController().signal, onProgress: () => {} })
  const run = actionPages(session.mirror.db).open(outcome.runNumber)
  const actions = run.facts.map(({ seq }) => JSON.parse(run.body(seq) ?? '') as ProvisioningAction)
  return { outcome, actions: new Map(actions.map(action => [action.source?.anchor ?? `target ${action.target?.anchor ?? ''}`, action])) }
}

/** What is not as the item says, of one person's action. */
function contradiction(showing: Showing, action: ProvisioningAction | undefined): string | undefined {
  if (showing.where === 'noAction') return action === undefined || action.kind !== 'skip' || action.status !== 'planned' || action.reason.code !== showing.reason ? `no skip for ${showing.reason}` : undefined
  if (!('status' in showing)) return undefined
  if (action === undefined) return 'no action'
  if (action.kind !== showing.kind || action.status !== showing.status) return `${action.kind} ${action.status}`
  if (showing.issue !== undefined && !action.issues.some(issue => issue.code === showing.issue)) return `issues ${action.issues.map(issue => issue.code).join()}`
  const failures = new Set(action.issues.filter(issue => issue.severity === 'failure').map(issue => issue.code))
  if (showing.status === 'failed' && [...failures].join() !== showing.issue) return `fails by ${[...failures].join()}`
  if (showing.attribute !== undefined && showing.status === 'planned' && !action.changes.some(change => change.attribute === showing.attribute)) return `changes ${action.changes.map(change => change.attribute).join()}`
  if (showing.mark !== undefined && !action.marks.includes(showing.mark)) return `marks ${action.marks.join()}`
  return undefined
}

/** The sample's own size, the smallest one, and a larger one. */
describe.each([{ seed: 1, people: 5000 }, { seed: 9, people: 1000 }, { seed: 5, people: 12_000 }])('a rehearsal of the sample with $people people from seed $seed', size => {
  beforeAll(() => rehearseSample(size), 90_000)

  test('shows everything that is planted where it is said to show', () => {
    const contradictions: string[] = []
    for (const item of manifest.planted) {
      for (const showing of item.shows) {
        const { actions } = showing.where === 'draftPlan' ? draft : showing.where === 'secondDayPlan' ? secondDay : saved
        if (showing.where === 'read' && showing.system === 'workday' && !readIssues.includes(showing.issue)) contradictions.push(`${item.id}: no ${showing.issue}`)
        for (const { anchor } of item.people) {
          const found = contradiction(showing, actions.get(anchor))
          if (found !== undefined) contradictions.push(`${item.id} ${anchor} (${showing.where}): ${found}; ${JSON.stringify(actions.get(anchor)?.issues)}`)
        }
      }
    }
    expect(contradictions).toEqual([])
  })

  test('fails nobody who is not planted to fail', () => {
    const planted = new Set(manifest.planted.filter(item => item.shows.some(showing => 'status' in showing && showing.status === 'failed')).flatMap(item => item.people.map(person => person.anchor)))
    expect([...saved.actions].filter(([anchor, action]) => action.status === 'failed' && !planted.has(anchor)).map(([anchor, action]) => `${anchor} ${JSON.stringify(action.issues)}`)).toEqual([])
  })

  test('holds nothing as saved, and the agency staff as drafted', () => {
    expect(saved.outcome.jobs[0]?.held).toBeNull()
    expect(draft.outcome.jobs[0]?.held).toMatchObject({ guard: 'deletions' })
    expect(secondDay.outcome.jobs[0]?.held).toBeNull()
    expect(secondDay.outcome.type).toBe('incremental')
  })
})

describe('the numbers of the sample', () => {
  beforeAll(() => rehearseSample({ seed: 1, people: 5000 }), 60_000)

  test('has some of everything and most people unchanged, and holds nothing as saved', () => {
    const [counts] = saved.outcome.jobs
    expect(counts?.held).toBeNull()
    expect(counts?.actions).toMatchObject({ disable: 41, enable: 9, delete: 0 })
    expect(counts?.actions.create).toBeGreaterThan(350)
    expect(counts?.actions.update).toBeGreaterThan(1100)
    expect(counts?.actions.update).toBeLessThan(1400)
    expect(counts?.failed).toBeGreaterThan(38)
    expect(counts?.outOfScope).toBe(218)
    expect(counts?.unchanged).toBeGreaterThan(2500)
  })

  test('is held as drafted, with a new mail domain for most people', () => {
    const [counts] = draft.outcome.jobs
    expect(counts?.held).toMatchObject({ guard: 'deletions', limit: 100 })
    expect(counts?.held?.count).toBeGreaterThanOrEqual(130)
    expect([...draft.actions.values()].filter(action => action.changes.some(change => change.attribute === 'mail')).length).toBeGreaterThan(3500)
  })

  test('evaluates on the second day those who changed and nobody else', () => {
    const [counts] = secondDay.outcome.jobs
    expect(secondDay.outcome.type).toBe('incremental')
    expect(counts?.actions).toMatchObject({ disable: 11, enable: 1, delete: 1, create: 15 })
    expect(counts?.held).toBeNull()
  })
})
