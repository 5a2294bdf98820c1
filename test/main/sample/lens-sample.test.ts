import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LensData } from '../../../main/jobs/lens-data'
import { LensDesk } from '../../../main/jobs/lens-desk'
import { readInline } from '../../../main/jobs/read-systems'
import { runCycle } from '../../../main/jobs/run-cycle'
import { Session } from '../../../main/jobs/session'
import { actionPages } from '../../../main/mirror/action-pages'
import { openMirror } from '../../../main/mirror/open-mirror'
import { writeSample, type SampleManifest } from '../../../main/sample/write-sample'
import type { LensView } from '../../../shared/ipc/lens-views'
import type { ActionIssueCode, ProvisioningAction } from '../../../shared/model/plan'
import type { AttributeMapping, Job } from '../../../shared/model/project'
import { removableFolder } from '../../support/folders'
import { quietly } from '../../support/mirror'

let removable: ReturnType<typeof removableFolder>
let session: Session
let manifest: SampleManifest
let job: Job
let actions: readonly ProvisioningAction[]

beforeAll(async () => {
  removable = removableFolder()
  const folder = removable.path
  manifest = await writeSample(folder, { seed: 1, people: 5000 })
  job = manifest.document.jobs[0] as Job
  session = new Session(folder, openMirror(path.join(folder, '.rehearsal', 'mirror.sqlite')), readInline)
  const outcome = await runCycle(session, { document: manifest.document, configHash: 'sha256:test', draft: false, now: manifest.clock, seed: 1, keep: false, startedAt: manifest.clock }, quietly)
  const run = actionPages(session.mirror.db).open(outcome.runNumber)
  actions = run.facts.map(({ seq }) => JSON.parse(run.body(seq) ?? '') as ProvisioningAction).filter((action) => action.job === job.id)
}, 90_000)
afterAll(() => {
  session.close()
  removable.remove()
})

async function lensOf(attribute: AttributeMapping): Promise<LensView> {
  const question = { job: job.id, mapping: job.objectMappings[0]?.id ?? '', attribute, against: 'target' } as const
  const context = { folder: '', mirror: session.mirror.file, document: manifest.document, configHash: 'sha256:test', draft: false }
  const answer = await new LensDesk().measure(new LensData(session.mirror), context, question, () => false)
  if (answer.kind !== 'measured') throw new Error(JSON.stringify(answer))
  return answer.lens
}

const failing = (attribute: string, ...codes: readonly ActionIssueCode[]): number => actions.filter(({ issues }) => issues.some((issue) => issue.attribute === attribute && codes.includes(issue.code))).length

test.each(['displayName', 'mail', 'department', 'title', 'company', 'sAMAccountName', 'userPrincipalName', 'manager'])('the lens of %s counts what the plan of the sample holds', async (target) => {
  const attribute = job.objectMappings[0]?.attributeMappings.find((one) => one.target === target)
  if (!attribute) throw new Error(`The sample maps no ${target}`)
  const { happens, wrong } = await lensOf(attribute)
  const changing = actions.filter(({ kind, changes }) => kind !== 'create' && changes.some((change) => change.attribute === target))
  expect(happens.changes).toBe(changing.length)
  expect(happens.newAccount).toBe(actions.filter(({ kind }) => kind === 'create').length)
  expect(happens.unknown).toBe(actions.filter(({ reason }) => ['ambiguous', 'duplicateSources', 'targetGone'].includes(reason.code)).length)
  expect(wrong.tooLong).toBe(failing(target, 'ValueTooLong'))
  expect(wrong.fails).toBe(failing(target, 'ExpressionFailed', 'UniqueValueExhausted', 'CandidateMissing', 'SchemaPropertyCanOnlyAcceptValue'))
  expect(wrong.collides).toBeGreaterThanOrEqual(failing(target, 'EntryConflict'))
}, 30_000)
