import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ActionRecord } from '../../../../main/mirror/action-page'
import { actionPages } from '../../../../main/mirror/action-pages'
import { openMirror } from '../../../../main/mirror/open-mirror'
import { PagePacker } from '../../../../main/mirror/page-packer'
import { runsTable } from '../../../../main/mirror/runs-table'
import { mirrorViews, type MirrorViews } from '../../../../main/mirror/views/mirror-views'
import { planAction, planActions, planGroups } from '../../../../main/mirror/views/plan-view'
import type { JobCounts } from '../../../../shared/model/cycle'
import type { PlanHeader, ProvisioningAction } from '../../../../shared/model/plan'
import { temporaryFolder } from '../../../support/folders'

const PEOPLE = 1000
const PER_PAGE = 64
const KINDS = ['update', 'create', 'skip', 'disable'] as const

/** A thousand people, every fourth created, every tenth failed; the last page holds people whose actions were worked out late. */
function plan(): MirrorViews {
  const mirror = openMirror(path.join(temporaryFolder(), 'mirror.sqlite'))
  onTestFinished(() => mirror.close())
  const runs = runsTable(mirror.db)
  const run = runs.begin({
    type: 'initial', now: '2026-11-21T06:00:00Z', seed: 1, startedAt: '2026-11-21T06:00:00Z', kept: true, draft: false, configHash: 'sha256:1',
    document: JSON.stringify({ formatVersion: '1.0', name: 'Small hospital', systems: [], jobs: [] }),
  })
  const inTurn = Array.from({ length: PEOPLE }, (_, seq) => seq)
  const late = inTurn.filter((seq) => seq % 97 === 5)
  const order = [...inTurn.filter((seq) => !late.includes(seq)), ...late]
  const head = { job: 'hr-to-ad', objectMapping: 'people', objectType: 'user', sourceSystem: 'hr', targetSystem: 'ad' }
  const packer = new PagePacker(0)
  for (let from = 0; from < PEOPLE; from += PER_PAGE) {
    for (const seq of order.slice(from, from + PER_PAGE)) packer.add(record(seq))
    packer.endPage(head)
  }
  for (const page of packer.take()) actionPages(mirror.db).add(run, page)
  runs.addGroups(run, [
    { id: 0, jobNo: 0, kind: 'update', status: 'planned', cause: { type: 'mapping', id: 'mail' }, shape: '@a.example → @b.example', objects: 200, values: 200, members: planned('update') },
    { id: 1, jobNo: 0, kind: 'disable', status: 'planned', cause: { type: 'scope', id: 'clause 2' }, shape: 'leaves scope', objects: 250, values: 250, members: planned('disable') },
  ])
  runs.addJob(run, { jobNo: 0, counts: { id: 'hr-to-ad' } as JobCounts, matching: [], onlyTarget: [], sourceRead: 1, targetRead: 1, mappingHash: '' })
  runs.commit(run, { header: { dataHash: 'sha256:2' } as PlanHeader, durationMs: 1, kept: true })
  return mirrorViews(mirror)
}

const kindOf = (seq: number) => KINDS[seq % 4] as (typeof KINDS)[number]
const failed = (seq: number) => seq % 10 === 0
const planned = (kind: string) => Array.from({ length: PEOPLE }, (_, seq) => seq).filter((seq) => kindOf(seq) === kind && !failed(seq))

function record(seq: number): ActionRecord {
  const kind = kindOf(seq)
  const status = failed(seq) ? 'failed' : 'planned'
  const display = seq === 123 ? 'Håkon Åse' : `Person ${seq}`
  const action: ProvisioningAction = {
    job: 'hr-to-ad', objectType: 'user', kind, status, source: { system: 'hr', anchor: `W${seq}`, display }, changes: [], reason: { code: 'valuesDiffer', text: '' }, marks: [], issues: [],
  }
  return { seq, job: 0, kind, status, match: 'matched', reason: 'valuesDiffer', sourceAnchor: `W${seq}`, sourceDisplay: display, targetDisplay: `CN=${display}`, targetAnchor: `t${seq}`, body: JSON.stringify(action) }
}

test('pages follow each other in plan order, whatever page of the mirror they lie on', () => {
  const { plans } = plan()
  const seqs: number[] = []
  for (let offset = 0; offset < PEOPLE; offset += 300) seqs.push(...planActions(plans, { run: 1, offset, limit: 300 }).rows.map(({ seq }) => seq))
  expect(seqs).toEqual(Array.from({ length: PEOPLE }, (_, seq) => seq))
})

test('a page after the end is empty and still says how many there are', () => {
  expect(planActions(plan().plans, { run: 1, offset: 5000, limit: 10 })).toEqual({ total: PEOPLE, offset: 5000, rows: [] })
})

describe('a filter admits the rows that its count says', () => {
  const views = (): MirrorViews => plan()
  test.each([
    [{ kinds: ['create'] as const }, 250],
    [{ kinds: ['update', 'create'] as const, statuses: ['planned'] as const }, 450],
    [{ statuses: ['failed'] as const }, 100],
    [{ statuses: ['held'] as const }, 0],
    [{ kinds: [] as const }, PEOPLE],
    [{ job: 'hr-to-ad' }, PEOPLE],
    [{ job: 'another' }, 0],
    [{ search: 'person 99' }, 11],
    [{ search: 'HÅKON' }, 1],
    [{ search: 'hakon' }, 0],
    [{ search: '%' }, 0],
    [{ search: 'w7', kinds: ['update'] as const }, 27],
    [{ group: 0 }, 200],
    [{ group: 0, search: 'Person 99' }, 2],
    [{ group: 0, kinds: ['create'] as const }, 0],
  ])('%j: %i', (filter, total) => {
    const { plans } = views()
    const page = planActions(plans, { run: 1, offset: 0, limit: 500, ...filter })
    expect(page.total).toBe(total)
    expect(page.rows).toHaveLength(Math.min(500, total))
  })
})

test('groups come with their words, the dangerous first', () => {
  expect(planGroups(plan().plans, { run: 1 }).map(({ title, causeText }) => [title, causeText])).toEqual([['Leaves scope', 'Scope, clause 2'], ['mail changes domain', 'mail']])
})

test('an action knows the groups that it is in', () => {
  const { plans, objects } = plan()
  expect(planAction(plans, objects, { run: 1, seq: 4 }).causes).toEqual([{ type: 'mapping', id: 'mail' }])
  expect(planAction(plans, objects, { run: 1, seq: 5 }).causes).toEqual([])
})

test('what is not there is said to be unknown', () => {
  const { plans, objects } = plan()
  expect(() => planActions(plans, { run: 2, offset: 0, limit: 1 })).toThrow(expect.objectContaining({ code: 'runUnknown' }))
  expect(() => planActions(plans, { run: 1, group: 9, offset: 0, limit: 1 })).toThrow(expect.objectContaining({ code: 'runUnknown' }))
  expect(() => planAction(plans, objects, { run: 1, seq: PEOPLE })).toThrow(expect.objectContaining({ code: 'objectUnknown' }))
})
