import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CycleOutcome } from '../../../main/jobs/run-cycle'
import { type SampleManifest, writeSample } from '../../../main/sample/write-sample'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { removableFolder, temporaryFolder } from '../../support/folders'
import { type Plan, type RehearsedProject, rehearsedProject } from '../../support/mirror'

const folder = removableFolder()
let project: RehearsedProject
let manifest: SampleManifest
let first: CycleOutcome
let plan: Plan
let again: CycleOutcome
let nextDay: Plan

beforeAll(async () => {
  project = rehearsedProject(folder.path)
  manifest = await writeSample(project.folder, { people: 1500, chain: true })
  first = await project.cycle(manifest.document, { now: manifest.clock })
  plan = await project.plan(first)
  again = await project.cycle(manifest.document, { now: manifest.clock, type: 'initial' })
  await copyFile(path.join(project.folder, 'data/day-2/workers.csv'), path.join(project.folder, 'data/workers.csv'))
  nextDay = await project.plan(await project.cycle(manifest.document, { now: manifest.secondDayClock }), { skipped: false })
}, 120_000)
afterAll(() => {
  project.close()
  folder.remove()
})

const of = (job: string, where: Plan = plan): readonly ProvisioningAction[] => where.actions.filter((action) => action.job === job)
const planted = (id: string): readonly string[] => {
  const found = manifest.plantedAtHops.find((item) => item.id === id)
  if (!found) throw new Error(`Nothing is planted as ${id}.`)
  return found.people
}
/** What the job from the directory would do about accounts and groups, by their common names. */
const aboutAccounts = (names: readonly string[]): readonly ProvisioningAction[] => of('ad-to-entra').filter((action) => names.includes(action.source?.display ?? ''))

describe('hybrid basic', () => {
  test('runs its three jobs in one cycle, each on what the one before leaves behind', () => {
    expect(first.jobs.map((job) => job.id)).toEqual(['workday-to-ad', 'ad-to-entra', 'entra-to-servicenow'])
    const created = of('workday-to-ad').filter((action) => action.kind === 'create' && action.status === 'planned')
    const seen = new Set(of('ad-to-entra').filter((action) => action.kind === 'create').map((action) => action.changes.find((change) => change.attribute === 'employeeId')?.after))
    const numbers = created.flatMap((action) => action.changes.find((change) => change.attribute === 'employeeID')?.after ?? [])
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers.filter((number) => !seen.has(number))).toEqual([])
  })

  test('takes a leaver to the end of the chain', () => {
    const leavers = of('workday-to-ad').filter((action) => action.kind === 'disable' && action.status === 'planned').map((action) => action.target?.anchor)
    const inCloud = of('ad-to-entra').filter((action) => action.kind === 'disable')
    expect(inCloud.map((action) => action.source?.anchor).sort()).toEqual(leavers.sort())
    expect(leavers.length).toBeGreaterThan(5)
    const users = new Set(inCloud.map((action) => action.target?.anchor))
    expect(of('entra-to-servicenow').filter((action) => action.kind === 'disable' && !users.has(action.source?.anchor))).toEqual([])
  })

  test('leaves nothing to do at any hop', () => {
    for (const job of again.jobs) expect({ id: job.id, ...job.actions }).toEqual({ id: job.id, create: 0, update: 0, disable: 0, enable: 0, delete: 0 })
  })

  test.each([
    { id: 'not-synchronised-yet', kind: 'create', attribute: 'displayName' },
    { id: 'old-user-name', kind: 'update', attribute: 'userPrincipalName' },
    { id: 'stale-title', kind: 'update', attribute: 'jobTitle' },
    { id: 'manager-missing', kind: 'update', attribute: 'manager' },
  ])('finds what was planted in Entra ID as $id', ({ id, kind, attribute }) => {
    const actions = aboutAccounts(planted(id))
    expect(actions).toHaveLength(planted(id).length)
    for (const action of actions) {
      expect(['enable', kind]).toContain(action.kind)
      expect(action.changes.map((change) => change.attribute)).toContain(attribute)
    }
  })

  test('says that two users of Entra ID stand for one person, and acts on neither', () => {
    expect(aboutAccounts(planted('two-in-the-cloud')).map((action) => action.issues[0]?.code)).toEqual(planted('two-in-the-cloud').map(() => 'DuplicateTargetEntries'))
  })

  test('creates the groups that Entra ID does not have, with their members', () => {
    const groups = aboutAccounts(planted('groups-not-synchronised-yet'))
    expect(groups.map((action) => action.kind)).toEqual(planted('groups-not-synchronised-yet').map(() => 'create'))
    for (const group of groups) expect(group.changes.find((change) => change.attribute === 'members')).toMatchObject({ deferred: true })
  })

  test('creates in the application whom it does not have, and leaves its own users alone', () => {
    const actions = of('entra-to-servicenow')
    const names = new Set(actions.filter((action) => action.kind === 'create' && action.objectType === 'User').map((action) => action.changes.find((change) => change.attribute === 'userName')?.after))
    expect(planted('no-account-in-the-application').filter((name) => !names.has(name))).toEqual([])
    expect(actions.filter((action) => action.target?.display === 'Integration User')).toEqual([])
  })

  test('the second day goes through all hops as an incremental cycle', () => {
    const kinds = (job: string, type: string): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (const action of of(job, nextDay)) if (action.status === 'planned' && action.objectType === type) counts[action.kind] = (counts[action.kind] ?? 0) + 1
      return counts
    }
    expect(kinds('ad-to-entra', 'user')).toEqual(kinds('workday-to-ad', 'user'))
    expect(Object.keys(kinds('entra-to-servicenow', 'User'))).toContain('update')
  })

  test('a group of the directory loses whom the first hop deletes, and so it does at the next', () => {
    const [deleted] = of('ad-to-entra', nextDay).filter((action) => action.kind === 'delete')
    const lost = of('ad-to-entra', nextDay).filter((action) => action.objectType === 'group' && action.kind === 'update')
      .flatMap((action) => action.changes.flatMap(({ before = [], after = [] }) => [before].flat().filter((member) => ![after].flat().includes(member))))
    expect(lost).toEqual([deleted?.target?.anchor])
  })

  test('the company is the same with and without the later hops', async () => {
    const alone = await writeSample(temporaryFolder(), { people: 1500 })
    expect(alone.planted).toEqual(manifest.planted)
    expect(alone.document.jobs).toEqual(manifest.document.jobs.slice(0, 1))
  })
})
