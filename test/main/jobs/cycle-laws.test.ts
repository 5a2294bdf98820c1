import { fc } from '../../support/laws'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { comparer } from '../../../main/engine/comparer'
import type { CycleOutcome } from '../../../main/jobs/run-cycle'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { Job } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type Plan, type RehearsedProject, rehearsedProject } from '../../support/mirror'
import { type Company, DIRECTORY, PEOPLE, calmCompanyAndNextDay, company, companyAndNextDay, directoryFile, document, peopleFile } from './company'
import { cellsOf } from '../../support/texts'

/** Generated companies for each law; more in a night. */
const RUNS = Number(process.env.REHEARSAL_LAW_RUNS ?? '8')
const LIMIT = 60_000 + RUNS * 1000

/** When what failed is tried again for the first time (provisioning-cycle.md §11). */
const AFTER_SIX_HOURS = '2026-11-21T06:00:00Z'

let folders = 0

async function withCompany<T>(folder: string, { people, accounts }: Company, run: (project: RehearsedProject) => Promise<T>, mostHeld?: number): Promise<T> {
  const project = rehearsedProject(path.join(folder, String(folders++)), mostHeld === undefined ? {} : { mostHeld })
  try {
    project.write(PEOPLE, peopleFile(people))
    project.write(DIRECTORY, directoryFile(accounts))
    return await run(project)
  } finally {
    project.close()
  }
}

async function law<T>(arbitrary: fc.Arbitrary<T>, holds: (folder: string, value: T) => Promise<void>): Promise<void> {
  const folder = temporaryFolder()
  await fc.assert(fc.asyncProperty(arbitrary, (value) => holds(folder, value)), { numRuns: RUNS })
}

/** What a cycle would do, without those that fail or are held. */
const doing = (plan: Plan): readonly ProvisioningAction[] => plan.actions.filter((action) => action.kind !== 'skip' && action.status === 'planned')
/** Those whom a later cycle may treat otherwise although nothing changed: failed, held, or with a reference that did not resolve. */
const unsettled = (plan: Plan): ReadonlySet<string> => new Set(plan.actions.filter((action) => action.status !== 'planned' || action.issues.length > 0).map((action) => action.source?.anchor ?? ''))

/** Nobody asks for the scope of a manager whom an incremental cycle does not look at: that a reference is left out is the same, and why may be told otherwise. */
const withoutWhy = ({ issues, ...action }: ProvisioningAction): object => ({ ...action, issues: issues.map(({ attribute, value, severity }) => ({ attribute, value, severity })) })

/** Everybody is counted once, and the numbers are those of the rows (cli-and-plan.md, `cycle --json`). */
function expectHonestCounts(outcome: CycleOutcome, plan: Plan): void {
  const [job] = outcome.jobs
  if (!job) throw new Error('The cycle has a job.')
  const rows = (keep: (action: ProvisioningAction) => boolean): number => plan.actions.filter(keep).length
  const held = job.held?.actions ?? 0
  const planned = Object.values(job.actions).reduce((a, b) => a + b, 0)
  expect(job.inScope + job.outOfScope + job.importSkipped).toBe(job.sourceObjects)
  expect(job.matched + job.ambiguous + job.unmatched).toBe(job.inScope)
  expect(planned + held + job.failed + job.noAction).toBe(job.sourceObjects + job.goneFromSource)
  for (const [kind, count] of Object.entries(job.actions)) expect(rows((a) => a.kind === kind && a.status === 'planned')).toBe(count)
  expect(rows((a) => a.status === 'held')).toBe(held)
  expect(rows((a) => a.status === 'failed')).toBe(job.failed)
  expect(rows((a) => a.kind === 'skip' && a.status === 'planned')).toBe(job.noAction)
  expect(rows((a) => a.reason.code === 'unchanged' && a.status === 'planned')).toBe(job.unchanged)
  expect(rows((a) => a.reason.code === 'importSkipped')).toBe(job.importSkipped)
  expect(plan.header.summary).toEqual({ ...job.actions, failed: job.failed, held })
  for (const [code, count] of Object.entries(job.issues)) {
    if (code !== 'ImportSkipped') expect(plan.actions.flatMap((a) => a.issues).filter((issue) => issue.code === code)).toHaveLength(count)
  }
}

describe('a cycle', () => {
  test('that was carried out leaves nothing to do, but for those that failed or were held', async () => {
    await law(company, (folder, generated) => withCompany(folder, generated, async (project) => {
      const first = await project.plan(await project.cycle(document))
      project.reopen()
      const second = await project.plan(await project.cycle(document, { type: 'initial' }))
      const may = unsettled(first)
      expect(doing(second).filter((action) => !may.has(action.source?.anchor ?? '')).map((action) => JSON.stringify(action))).toEqual([])
    }))
  }, LIMIT)

  test('counts what its rows say, initial and incremental', async () => {
    await law(companyAndNextDay, (folder, { before, people }) => withCompany(folder, before, async (project) => {
      for (const day of [before.people, people, before.people]) {
        project.write(PEOPLE, peopleFile(day))
        const outcome = await project.cycle(document)
        expectHonestCounts(outcome, await project.plan(outcome))
      }
    }))
  }, LIMIT)

  test('plans the same bytes from shuffled rows, in another mirror, and in a session that was opened again', async () => {
    await law(fc.tuple(company, fc.infiniteStream(fc.nat(1000))), async (folder, [generated, keys]) => {
      const shuffled = <T>(items: readonly T[]): T[] => items.map((item) => ({ item, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ item }) => item)
      const plan = await withCompany(folder, generated, async (project) => project.plan(await project.cycle(document)))
      const again = await withCompany(folder, { people: shuffled(generated.people), accounts: shuffled(generated.accounts) }, async (project) => {
        await project.import(document)
        project.reopen()
        return project.plan(await project.cycle(document))
      })
      expect(again.text).toBe(plan.text)
    })
  }, LIMIT)

  test('plans the same bytes where the texts of its objects are too many to hold, day after day', async () => {
    await law(fc.tuple(companyAndNextDay, fc.nat(12)), async (folder, [{ before, people }, mostHeld]) => {
      const days = async (project: RehearsedProject): Promise<string[]> => {
        const texts: string[] = []
        for (const day of [before.people, people, before.people]) {
          project.write(PEOPLE, peopleFile(day))
          texts.push((await project.plan(await project.cycle(document))).text)
        }
        project.reopen()
        return [...texts, (await project.plan(await project.cycle(document, { type: 'initial' }))).text]
      }
      expect(await withCompany(folder, before, days, mostHeld)).toEqual(await withCompany(folder, before, days))
    })
  }, LIMIT)

  test('plans the same bytes whomever another thread compares in time', async () => {
    await law(fc.tuple(company, fc.infiniteStream(fc.boolean())), async (folder, [generated, inTime]) => {
      const alone = await withCompany(folder, generated, async (project) => project.plan(await project.cycle(document)))
      let open = 0
      const compared = await withCompany(folder, generated, async (project) => {
        project.session.openComparing = (sources, targets) => {
          open++
          return {
            begin: (comparison, rows) => {
              const compare = comparer(structuredClone(comparison))
              return (row) => ((rows[row] as number) >= 0 && inTime.next().value === true ? compare(cellsOf(sources.at(row) as string), cellsOf(targets.at(rows[row] as number) as string)) : undefined)
            },
            close: () => { open-- },
          }
        }
        return project.plan(await project.cycle(document))
      })
      expect(compared.text).toBe(alone.text)
      expect(open).toBe(0)
    })
  }, LIMIT)

  test('that is thrown away leaves the state as it was', async () => {
    await law(companyAndNextDay, (folder, { before, people }) => withCompany(folder, before, async (project) => {
      await project.cycle(document)
      project.write(PEOPLE, peopleFile(people))
      const thrown = await project.plan(await project.cycle(document, { keep: false }))
      const inMemory = await project.plan(await project.cycle(document, { keep: false }))
      project.reopen()
      const kept = await project.plan(await project.cycle(document))
      expect(inMemory.text).toBe(thrown.text)
      expect(kept.text).toBe(thrown.text)
    }))
  }, LIMIT)

  test('that is incremental does for those who changed what an initial one would do', async () => {
    await law(companyAndNextDay, (folder, { before, people }) => withCompany(folder, before, async (project) => {
      const first = await project.plan(await project.cycle(document))
      project.write(PEOPLE, peopleFile(people))
      const initial = await project.plan(await project.cycle(document, { type: 'initial', now: AFTER_SIX_HOURS, keep: false }))
      const incremental = await project.plan(await project.cycle(document, { type: 'incremental', now: AFTER_SIX_HOURS, keep: false }))
      const expected = new Map(initial.actions.map((action) => [action.source?.anchor, action]))
      // Whoever is not looked at takes part in nothing: not in a dispute about a value, a name or a reference, nor in the threshold.
      const quiet = unsettled(first).size === 0 && unsettled(initial).size === 0
      if (quiet) expect(incremental.actions).toEqual(incremental.actions.map((action) => expected.get(action.source?.anchor)))
      const changed = new Set(people.filter((p) => !before.people.some((q) => JSON.stringify(p) === JSON.stringify(q))).map((p) => p.id))
      const gone = before.people.filter((p) => !people.some((q) => q.id === p.id)).map((p) => p.id)
      const looked = incremental.actions.map((action) => action.source?.anchor ?? '')
      // What failed or was held is tried again, changed or not.
      const again = first.actions.filter((action) => action.status !== 'planned').map((action) => action.source?.anchor ?? '').filter((id) => people.some((p) => p.id === id))
      expect(looked.filter((anchor) => !gone.includes(anchor))).toEqual([...new Set([...changed, ...again])].sort())
    }))
  }, LIMIT)

  test('that is incremental does what an initial one would where nobody disputes anything, but for references that it counts', async () => {
    const { guards: _, ...only } = document.jobs[0] as Job
    const unguarded = { ...document, jobs: [only] }
    await law(calmCompanyAndNextDay, (folder, { before, people }) => withCompany(folder, before, async (project) => {
      await project.cycle(unguarded)
      project.write(PEOPLE, peopleFile(people))
      const initial = await project.plan(await project.cycle(unguarded, { type: 'initial', keep: false }))
      const outcome = await project.cycle(unguarded, { type: 'incremental', keep: false })
      const incremental = await project.plan(outcome)
      const looked = new Set(incremental.actions.map((action) => action.source?.anchor))
      const [same, left] = [initial.actions.filter((action) => looked.has(action.source?.anchor)), doing(initial).filter((action) => !looked.has(action.source?.anchor))]
      expect(incremental.actions.map(withoutWhy)).toEqual(same.map(withoutWhy))
      expect(left.map(({ kind, changes }) => [kind, ...changes.map((change) => change.attribute)])).toEqual(left.map(() => ['update', 'manager']))
      expect(outcome.jobs[0]).toMatchObject({ failed: 0, unevaluated: { clock: 0, references: left.length } })
    }))
  }, LIMIT)

  test('stages the same content twice without a change', async () => {
    await law(company, (folder, generated) => withCompany(folder, generated, async (project) => {
      await project.import(document)
      for (const repeat of ['same bytes', 'read again']) {
        if (repeat === 'read again') project.write(PEOPLE, peopleFile(generated.people).replaceAll('\r\n', '\n'))
        const results = await project.import(document)
        expect(results.map((r) => [r.new, r.changed, r.missing])).toEqual([[0, 0, 0], [0, 0, 0]])
        expect(results.map((r) => r.unchanged)).toEqual(results.map((r) => r.read))
      }
    }))
  }, LIMIT)
})
