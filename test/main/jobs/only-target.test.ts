import { expect, onTestFinished, test } from 'vitest'
import { onlyTarget } from '../../../main/jobs/only-target'
import type { ProjectContext } from '../../../main/jobs/project-context'
import { matchingCounts } from '../../../main/mirror/views/matching-view'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import type { NearPair, NearVerdict, NearView } from '../../../shared/ipc/near-views'
import { ONLY_TARGET_KINDS, type OnlyTargetKind } from '../../../shared/ipc/only-target-views'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const PAGE = { offset: 0, limit: 50 }

test('accounts that nobody has are sorted, each list is as long as its count, and together they are all of them', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann' }]))
  const user = (name: string, more: Readonly<Record<string, string>> = {}) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: name, cn: name, sAMAccountName: name, userAccountControl: '512', ...more })
  project.write('directory.ldif', ldifOf([user('Ann', { employeeID: '1' }), user('Zoe', { userAccountControl: '514' }), user('svc-scan'), user('Bo'), user('Cy'), user('mbx-lab', { userAccountControl: '514' }), user('Dag')]))
  const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn')])])])
  const { runNumber: run } = await project.cycle(document)
  const views = mirrorViews(project.session.mirror)
  const pair = (verdict: NearVerdict | null): NearView => ({
    pairs: [{ source: { system: 'hr', anchor: '9', display: 'Bow' }, target: { system: 'ad', anchor: views.objects.page(views.objects.types('ad')[0] as never, { search: 'Bo', offset: 0, limit: 1 }).objects[0]?.anchor ?? '', display: 'Bo' }, score: 0.8, parts: [], whyNot: [], verdict } satisfies NearPair],
    todo: 0, accepted: 0, rejected: 0,
  })
  let verdict: NearVerdict | null = null
  const lone = onlyTarget(() => Promise.resolve(pair(verdict)))
  const context = (names: readonly string[]): ProjectContext => ({ folder: project.folder, mirror: '', configHash: '', draft: true, document: { ...document, jobs: document.jobs.map((one) => ({ ...one, guards: { protected: [...names] } })) } })
  const where = { run, job: 'hr-to-ad' }
  const listed = async (names: readonly string[], kind?: OnlyTargetKind, search?: string) =>
    (await lone.rows(views, context(names), { ...where, kind, search, ...PAGE })).rows.map(({ kind: of, target }) => `${of ?? ''} ${target?.display.slice(3, -5) ?? ''}`)

  expect(await listed([])).toEqual(['service svc-scan', 'service mbx-lab', 'disabled Zoe', 'near Bo', 'other Cy', 'other Dag'])
  expect(await lone.counts(views, context([]), where)).toEqual({ service: 2, protected: 0, disabled: 1, near: 1, other: 2 })
  for (const kind of ONLY_TARGET_KINDS) expect((await lone.rows(views, context([]), { ...where, kind, ...PAGE })).total).toBe((await lone.counts(views, context([]), where))[kind])
  expect(matchingCounts(views.plans, views.objects, where).tabs.onlyTarget).toBe(6)
  expect(await listed([], undefined, 'mbx')).toEqual(['service mbx-lab'])
  // A draft that protects somebody shows it at once; a pair that is rejected looks like nobody.
  verdict = 'rejected'
  expect(await listed(['CY', 'cn=Dag, dc=X'])).toEqual(['service svc-scan', 'service mbx-lab', 'protected Cy', 'protected Dag', 'disabled Zoe', 'other Bo'])
  await expect(lone.counts(views, context([]), { run, job: 'other' })).rejects.toMatchObject({ code: 'jobUnknown' })
})
