import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Reply } from '../../shared/ipc/contract'
import type { SystemTestView } from '../../shared/ipc/system-views'
import type { ProjectState, RunView, SystemView } from '../../shared/ipc/views'
import { checkSynchronizationSchema } from '../../shared/schema/check-schema'
import { parseSynchronizationSchema } from '../../shared/schema/synchronization-schema'
import { type Launched, answerOpenDialogs, answerSaveDialogs, launch, whyNoWindow } from '../support/electron'
import { screenshotPath, temporaryFolder } from '../support/folders'
import { goToScreen } from '../support/screens'
import { skipBecause } from '../support/skip'

/*
 * The main job as somebody does it who has just installed the application: the sample is open, its first cycle is rehearsed, the plan is
 * followed down to one person, then what it would take away, what is wrong, who is whose, and what leaves here. Each step on the real
 * engine; the pictures are for people to look at.
 */

const { describe, test } = skipBecause(whyNoWindow())

let launched: Launched

async function open(screen: string): Promise<void> {
  await goToScreen(launched.window, screen)
}

async function picture(name: string): Promise<void> {
  await launched.window.waitForTimeout(400)
  await launched.window.screenshot({ path: screenshotPath(`story-${name}`) })
}

/** Drags a file of this computer over the window and lets it go, as the system does. */
async function drop(file: string): Promise<void> {
  const session = await launched.window.context().newCDPSession(launched.window)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  await session.detach()
}

describe('the main job, on the sample company', () => {
  beforeAll(async () => {
    launched = await launch()
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900))
  })
  afterAll(async () => {
    await launched.close()
  })

  test('opens on the sample, read and not rehearsed yet', async () => {
    await launched.window.getByText('Nothing has been rehearsed yet').waitFor()
    await launched.window.getByText('5,131').first().waitFor({ timeout: 20_000 })
    await picture('1-first-run')
  })

  test('rehearses the first cycle with one key and shows what waits for a decision', async () => {
    await launched.window.keyboard.press('F5')
    await launched.window.getByText(/Run 1/).first().waitFor({ timeout: 30_000 })
    await launched.window.getByText('388').first().waitFor({ timeout: 30_000 })
    await picture('2-overview')
  })

  test('shows the plan in groups that sum to everybody, and one person behind a group', async () => {
    await open('Plan')
    const summary = launched.window.getByRole('group', { name: /Summary/ })
    await summary.waitFor()
    const text = await summary.innerText()
    const counts = [...text.matchAll(/([\d,]+)/g)].map(([, n]) => Number((n as string).replaceAll(',', '')))
    const population = counts.pop() as number
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(population)
    expect(population).toBe(4998)
    await picture('3-plan')
    await launched.window.getByText('Terminated').or(launched.window.getByText(/accountDisabled/)).first().click()
    await picture('4-plan-group')
  })

  for (const [number, screen] of [[5, 'Impact'], [6, 'Matching'], [7, 'Problems'], [8, 'Connections'], [9, 'Mappings'], [10, 'Export'], [11, 'Rehearse']] as const) {
    test(`shows ${screen} of the same run without an error`, async () => {
      await open(screen)
      await launched.window.waitForTimeout(1000)
      await picture(`${number}-${screen.toLowerCase()}`)
      expect(launched.problems).toEqual([])
    })
  }

  test('saves a valid synchronizationSchema and the plan where the person says', async () => {
    const folder = temporaryFolder()
    const schema = path.join(folder, 'schema.json')
    await answerSaveDialogs(launched.app, schema)
    await open('Export')
    await launched.window.getByRole('button', { name: /^Save file/ }).click()
    await expect.poll(() => readable(schema), { timeout: 10_000 }).toBe(true)
    const parsed = parseSynchronizationSchema(readFileSync(schema, 'utf8'))
    expect(parsed.schema && checkSynchronizationSchema(parsed.schema).filter((d) => d.severity === 'error')).toEqual([])

    const plan = path.join(folder, 'plan.json')
    await answerSaveDialogs(launched.app, plan)
    expect(await ask<{ file: string }>('plan.save', { run: 1, format: 'json' })).toEqual({ file: 'plan.json' })
    const { summary, actions } = JSON.parse(readFileSync(plan, 'utf8')) as { summary: { create: number }; actions: { kind: string; status: string }[] }
    expect(actions.filter((action) => action.kind === 'create' && action.status === 'planned')).toHaveLength(summary.create)
  })

  test('makes a project of somebody\'s own two files and rehearses it', async () => {
    const folder = temporaryFolder()
    const people = path.join(folder, 'people.csv')
    const accounts = path.join(folder, 'accounts.csv')
    writeFileSync(people, 'empno;firstname;lastname;city\r\n0001;Ann;Berg;Oslo\r\n0002;Bo;Dahl;Bergen\r\n0003;Cy;Elm;Oslo\r\n')
    writeFileSync(accounts, 'employeeNumber,givenName,sn,l\n0001,Ann,Berg,Oslo\n0002,Bo,Dal,Bergen\n')
    await drop(people)
    await launched.window.getByRole('dialog', { name: 'Add system' }).getByText('people.csv').first().waitFor()
    await picture('11-dropped')
    await launched.window.keyboard.press('Escape')
    await answerOpenDialogs(launched.app, accounts)
    expect(await ask('project.chooseFiles', { side: 'target' })).toEqual([accounts])
    const project = path.join(folder, 'project')
    mkdirSync(project)
    await answerOpenDialogs(launched.app, project)
    const made = await ask<{ project: ProjectState; decisions: readonly string[] }>('project.createFromFiles', { source: [people], target: [accounts] })
    expect(made.project.folder).toBe(project)
    expect(made.decisions.join(' ')).toContain('empno')
    await expect.poll(async () => (await ask<readonly SystemView[]>('systems.list')).filter((system) => system.lastRead !== undefined).length, { timeout: 15_000 }).toBe(2)
    await expect.poll(async () => (await request('work.rehearse', { configuration: 'saved', keep: true })).ok, { timeout: 15_000 }).toBe(true)
    await expect.poll(async () => (await ask<readonly RunView[]>('runs.list')).length, { timeout: 15_000 }).toBe(1)
    const [run] = await ask<readonly RunView[]>('runs.list')
    expect(run?.jobs[0]?.actions).toMatchObject({ create: 1, update: 1 })
    await picture('12-own-files')

    // The cycle's run is there a moment before its work has ended.
    await expect.poll(async () => (await request('systems.test', { place: { kind: 'files', paths: [accounts] } })).ok, { timeout: 15_000 }).toBe(true)
    const tested = await ask<SystemTestView>('systems.test', { place: { kind: 'files', paths: [accounts] } })
    expect(tested.steps.map(({ layer, status }) => `${layer} ${status}`)).toEqual(['file ok', 'format ok', 'header ok', 'sample ok'])
    const added = await ask<{ project: ProjectState; system: string }>('systems.add', { system: { name: 'Branch', settings: tested.found?.system.settings }, job: { role: 'target', other: made.project.document.systems[0]?.id } })
    expect([added.system, added.project.document.jobs.map(({ target }) => target)]).toEqual(['branch', [made.project.document.jobs[0]?.target, 'branch']])
    expect((await ask<SystemTestView>('systems.test', { system: 'branch' })).steps.at(-1)?.status).toBe('ok')
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const asked = request('systems.test', { place: { kind: 'ldap', url: `ldap://127.0.0.1:${String((silent.address() as AddressInfo).port)}`, baseDn: '' } })
    await ask('systems.endTest')
    expect(await asked).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    silent.close()
  })

  test('makes a project of a template in an empty folder, and in no other', async () => {
    const folder = temporaryFolder()
    await answerOpenDialogs(launched.app, folder)
    const made = await ask<ProjectState>('project.createFromTemplate', { template: 'cloud-only' })
    expect([made.folder, made.document.jobs.length]).toEqual([folder, 4])
    await expect.poll(async () => (await ask<readonly SystemView[]>('systems.list')).filter((system) => system.lastRead !== undefined).length, { timeout: 20_000 }).toBe(made.document.systems.length)
    await expect.poll(() => request('project.createFromTemplate', { template: 'cloud-only' }), { timeout: 15_000 }).toMatchObject({ ok: false, error: { code: 'folderNotEmpty' } })
  })
})

interface TestedPage {
  readonly rehearsal: { request(name: string, input: unknown): Promise<Reply<unknown>> }
}

function request(name: string, input: unknown = {}): Promise<Reply<unknown>> {
  return launched.window.evaluate(([n, i]) => (globalThis as unknown as TestedPage).rehearsal.request(n as string, i), [name, input])
}

async function ask<T>(name: string, input: unknown = {}): Promise<T> {
  const reply = await request(name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.value as T
}

function readable(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'))
    return true
  } catch {
    return false
  }
}
