import { copyFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CycleOutcome } from '../../../main/jobs/run-cycle'
import { checkDocument } from '../../../main/jobs/check-document'
import type { PlantedProblem, Template } from '../../../main/sample/templates/template'
import { TEMPLATES, type OtherTemplate } from '../../../main/sample/templates/templates'
import { writeTemplate } from '../../../main/sample/templates/write-template'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { runGolden } from '../../../shared/model/run-golden'
import { removableFolder } from '../../support/folders'
import { type Plan, type RehearsedProject, rehearsedProject } from '../../support/mirror'

const SIZES: Readonly<Record<OtherTemplate, number>> = { 'cloud-only': 400, 'hybrid-advanced': 800 }

describe.each(Object.keys(TEMPLATES) as OtherTemplate[])('%s', (name) => {
  const folder = removableFolder()
  const template: Template = TEMPLATES[name]({ seed: 1, people: SIZES[name] })
  let project: RehearsedProject
  let first: CycleOutcome
  let plan: Plan
  let again: CycleOutcome
  let nextDay: Plan

  beforeAll(async () => {
    project = rehearsedProject(folder.path)
    await writeTemplate(project.folder, template)
    first = await project.cycle(template.document, { now: template.clock })
    plan = await project.plan(first)
    await project.cycle(template.document, { now: template.clock, type: 'initial' })
    again = await project.cycle(template.document, { now: template.clock, type: 'initial' })
    for (const file of readdirSync(path.join(folder.path, 'data/day-2'))) copyFileSync(path.join(folder.path, 'data/day-2', file), path.join(folder.path, 'data', file))
    nextDay = await project.plan(await project.cycle(template.document, { now: template.secondDayClock }), { skipped: false })
  }, 240_000)
  afterAll(() => {
    project.close()
    folder.remove()
  })

  test('runs all its jobs, and none is held by a guard', () => {
    expect(first.jobs.map(({ id }) => id)).toEqual(template.document.jobs.map(({ id }) => id))
    expect(first.jobs.filter(({ held }) => held !== null)).toEqual([])
  })

  test('has nothing to correct', () => {
    expect(checkDocument(project.session.mirror, template.document).filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  test('has at least eight situations, and some at each of its hops', () => {
    expect(template.planted.length).toBeGreaterThanOrEqual(8)
    expect([...new Set(template.planted.map(({ job }) => job))].sort()).toEqual(template.document.jobs.map(({ id }) => id).sort())
    expect(new Set(template.planted.map(({ id }) => id)).size).toBe(template.planted.length)
  })

  test.each(template.planted.filter(({ shows }) => shows.where !== 'untouched').map((item) => [item.id, item] as const))('shows what was planted as %s', (_, item) => {
    expect(item.anchors.length).toBeGreaterThan(0)
    const actions = (item.shows.where === 'plan' ? plan : nextDay).actions.filter(({ job, source }) => job === item.job && item.anchors.includes(source?.anchor ?? ''))
    expect(actions.map(({ source }) => source?.anchor).sort()).toEqual([...item.anchors].sort())
    expect(actions.filter((action) => !shows(action, item))).toEqual([])
  })

  test.each(template.planted.filter(({ shows }) => shows.where === 'untouched').map((item) => [item.id, item] as const))('leaves alone what was planted as %s', (_, item) => {
    expect(plan.actions.filter(({ job, target }) => job === item.job && item.anchors.includes(target?.anchor ?? ''))).toEqual([])
  })

  test('settles', () => {
    for (const job of again.jobs) expect({ id: job.id, ...job.actions }).toEqual({ id: job.id, create: 0, update: 0, disable: 0, enable: 0, delete: 0 })
  })

  test('passes its golden records', () => {
    expect(template.document.tests?.length).toBeGreaterThanOrEqual(3)
    expect(runGolden(template.document).filter(({ passed }) => !passed)).toEqual([])
  })

  test('is the same bytes for the same seed, and another company for another', () => {
    expect(TEMPLATES[name]({ seed: 1, people: SIZES[name] })).toEqual(template)
    expect(TEMPLATES[name]({ seed: 2, people: SIZES[name] }).files).not.toEqual(template.files)
  })
})

function shows(action: ProvisioningAction, { shows: { kind, status, attribute, issue } }: PlantedProblem): boolean {
  return (kind === undefined || action.kind === kind) && (status === undefined || action.status === status)
    && (attribute === undefined || action.changes.some((change) => change.attribute === attribute)) && (issue === undefined || action.issues.some(({ code }) => code === issue))
}
