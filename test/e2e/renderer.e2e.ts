import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { look } from '../support/look'
import { goToScreen } from '../support/screens'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function open(options: FakeOptions, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge(options))
  await shown.page.setViewportSize(size)
  await shown.page.getByRole('heading', { level: 1 }).waitFor()
  return shown.page
}

/** What the system tells the page of while a file is dragged over the window, and when it is let go. */
async function drag(page: Page, type: 'dragover' | 'drop', name: string): Promise<void> {
  await page.evaluate(([event, file]) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([''], file as string))
    document.body.dispatchEvent(new DragEvent(event as string, { bubbles: true, cancelable: true, dataTransfer }))
  }, [type, name])
}

describe('the window', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`shows every screen without offence in the theme ${theme}`, async () => {
      const page = await open({ state: 'rehearsed', theme })
      await look(page, `overview-${theme}`)
      for (const screen of ['Rehearse', 'Plan', 'Impact', 'Settings']) {
        await goToScreen(page, screen)
        await look(page, `${screen.toLowerCase()}-${theme}`)
      }
      await goToScreen(page, 'Plan')
      await page.getByRole('row', { name: /mail changes domain/u }).click()
      await page.getByRole('complementary', { name: 'mail changes domain' }).waitFor()
      await look(page, `plan-group-${theme}`)
      await page.getByRole('button', { name: /^Show 3,790 people/u }).click()
      await page.getByRole('grid', { name: 'mail changes domain' }).getByRole('row').nth(3).click()
      await look(page, `plan-people-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('starts with the sample, own files and recent projects where no project is open', async () => {
    const page = await open({ state: 'start' })
    await look(page, 'start')
    await drag(page, 'dragover', 'logo.png')
    await look(page, 'start-drop')
    await drag(page, 'drop', 'logo.png')
    await page.getByRole('alert').getByText('logo.png is no export that can be dropped.').waitFor()
    await look(page, 'start-drop-refused')
    await drag(page, 'drop', 'people.csv')
    await page.getByRole('dialog').getByText('people.csv').waitFor()
    await drag(page, 'drop', 'directory.ldif')
    await page.getByRole('dialog').getByText('directory.ldif').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await look(page, 'start-own-files')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Choose a template…' }).click()
    await page.getByRole('radio', { name: /^Hybrid advanced/ }).check()
    await look(page, 'start-template')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Open sample' }).click()
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    expect(shown?.problems).toEqual([])
  })

  test('rehearses the first cycle from Overview with F5, shows progress, and then what waits for a decision', async () => {
    const page = await open({ state: 'firstRun', rehearsalMs: 2500 })
    await page.getByRole('heading', { name: 'Nothing has been rehearsed yet' }).waitFor()
    await look(page, 'first-run')
    await page.keyboard.press('F5')
    await page.getByRole('contentinfo').getByRole('progressbar').waitFor()
    await page.getByRole('button', { name: /^Cancel run/u }).waitFor()
    await goToScreen(page, 'Rehearse')
    await look(page, 'rehearse-running')
    await goToScreen(page, 'Overview')
    await page.getByText('137 removals are held by a guard').waitFor()
    await look(page, 'overview-after-first-run')
    expect(shown?.problems).toEqual([])
  })

  test('says what a run plans while it is under way, and cancels it with Shift+F5', async () => {
    const page = await open({ state: 'rehearsed', rehearsalMs: 10_000 })
    await goToScreen(page, 'Rehearse')
    await page.keyboard.press('F5')
    await page.getByRole('contentinfo').getByRole('progressbar').waitFor()
    await page.getByRole('list', { name: 'Planned so far' }).first().getByRole('listitem').first().waitFor()
    const steps = page.getByRole('list', { name: 'Steps of Workday → Active Directory' })
    expect(await steps.getByRole('listitem').count()).toBe(6)
    await steps.getByText(/^[\d,]+ of 5,000$/u).last().waitFor()
    await look(page, 'rehearse-steps')
    await page.keyboard.press('Shift+F5')
    await page.getByRole('contentinfo').getByText('Run 15 cancelled; nothing was changed').waitFor()
  })

  test('walks from the summary line to one person by keyboard, and back up to the same group', async () => {
    const page = await open({ state: 'rehearsed' })
    const order = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents()
    await page.keyboard.press(`Control+${String(order.indexOf('Plan') + 1)}`)
    await page.getByRole('heading', { level: 1, name: 'Plan' }).waitFor()
    await page.getByRole('tab', { name: /Workday → Active Directory/u }).click()
    await page.getByRole('group', { name: 'Summary of run 14' }).getByRole('button', { name: '3,902 update' }).click()
    const groups = page.getByRole('treegrid')
    await groups.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.getByRole('complementary', { name: 'mail changes domain' }).waitFor()
    await groups.focus()
    await page.keyboard.press('Enter')
    const people = page.getByRole('grid', { name: 'mail changes domain' })
    await people.waitFor()
    await people.focus()
    await page.keyboard.press('End')
    await page.getByText(/^Rows 3,7\d\d–3,790 of 3,790$/u).waitFor()
    await expect.poll(async () => people.locator('.placeholder').count()).toBe(0)
    await page.keyboard.press('Space')
    await page.getByRole('complementary').getByText('before', { exact: true }).first().waitFor()
    await page.keyboard.press('Escape')
    await people.waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: 'mail changes domain' }).waitFor()
    expect(await page.getByRole('button', { name: '3,902 update' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('finds people and commands with Ctrl+K', async () => {
    const page = await open({ state: 'rehearsed' })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('zofia')
    await page.getByRole('option', { name: /Zofia/u }).first().waitFor()
    await look(page, 'palette')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('#sam')
    await page.getByRole('option').first().and(page.getByRole('option', { name: /^sAMAccountName SelectUniqueValue.* Workday → Active Directory$/u })).waitFor()
    expect(await page.getByRole('option', { name: 'Rehearse' }).count()).toBe(0)
    await page.getByRole('combobox').fill('impact')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Impact' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search everything' }).fill('compare version')
    await page.getByRole('option', { name: /version 5.*was never rehearsed/u, disabled: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Run 12 compared with run 13').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search everything' }).fill('restore version 6')
    await page.keyboard.press('Enter')
    await page.getByText('Version 6 is the draft.').waitFor()
    expect(await page.getByRole('button', { name: /^Draft · 3 edits/u }).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /^Draft · 3 edits/u }).waitFor()
  })

  test('narrows the people under Impact by cause and by department, with counts that agree', async () => {
    const page = await open({ state: 'rehearsed' })
    await goToScreen(page, 'Impact')
    await page.getByRole('button', { name: /Agency staff leave scope/u }).click()
    await page.getByText('96 accounts').waitFor()
    const bar = page.getByRole('figure').getByRole('button').first()
    await bar.click()
    await page.getByRole('button', { name: /^only / }).waitFor()
    await look(page, 'impact-narrowed')
    await page.getByRole('button', { name: /^only / }).click()
    await page.getByRole('group', { name: 'What goes with it' }).getByRole('button', { name: /groups lose members$/u }).click()
    await look(page, 'impact-groups')
    const group = page.getByRole('row', { name: /^PACS admins/u })
    const loses = await group.getByRole('gridcell').nth(3).textContent()
    await group.dblclick()
    const lost = await page.getByRole('button', { name: 'through whom PACS admins loses' }).locator('xpath=ancestor::header').getByText(/accounts?$/u).textContent()
    expect(lost).toBe(`${loses ?? ''} accounts`)
    await page.getByRole('group', { name: 'What goes with it' }).getByRole('button', { name: /lose their manager$/u }).click()
    await page.getByRole('grid', { name: 'People who lose their manager' }).getByRole('row').nth(3).waitFor()
    await look(page, 'impact-managers')
  })

  test('says what failed and offers to try again', async () => {
    const page = await open({ state: 'rehearsed', failing: ['systems.list', 'plan.groups'] })
    await page.getByText('The mirror of this project does not read.').first().waitFor()
    await goToScreen(page, 'Plan')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await look(page, 'failed')
  })

  test('draws systems that branch and feed back, leads from them to plans and problems, and shows the rounds of a chain', async () => {
    shown = await showInChromium(`${fakeBridge({ state: 'rehearsed' })};(${branching.toString()})()`)
    const { page } = shown
    await page.setViewportSize({ width: 1440, height: 900 })
    const graph = page.getByRole('list', { name: 'Systems and jobs' })
    await expect.poll(async () => graph.getByRole('listitem').count(), { timeout: 10_000 }).toBe(8)
    await look(page, 'topology')
    await graph.getByRole('button', { name: 'Workday', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Active Directory')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Plan' }).waitFor()
    await goToScreen(page, 'Overview')
    await page.getByRole('button', { name: /^3 errors\s*2 warnings\s*of Active Directory$/u }).click()
    await page.getByRole('button', { name: 'only Active Directory' }).waitFor()
    expect(await page.getByText('20 rows have too many cells').count()).toBe(0)
    await page.getByRole('row', { name: /title has another value/u }).click()
    const conflict = page.getByRole('table', { name: 'Both values of title, and which stays' })
    expect(await conflict.getByRole('row').allInnerTexts()).toEqual([expect.stringMatching(/Workday → Active Directory\s+stays.*SAP HCM → Active Directory\s+not written/su), expect.stringMatching(/Zofia Wójcik-Andersen\s+Nurse\s+Clerk/u)])
    await look(page, 'problems-conflict')
    await page.setViewportSize({ width: 1024, height: 700 })
    await goToScreen(page, 'Overview')
    await graph.waitFor()
    expect(await page.evaluate(() => [...document.querySelectorAll('.overview, .topology-graph *')].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && getComputedStyle(one).display !== 'inline').map((one) => one.className))).toEqual([])
    await page.getByRole('button', { name: 'Table' }).first().click()
    await page.getByRole('table', { name: 'Jobs in order, with what the last run planned' }).getByRole('row', { name: /SAP HCM → Active Directory/u }).waitFor()
    await goToScreen(page, 'Rehearse')
    await page.getByText('2 values go back and forth between rounds 1 and 3.').waitFor()
    await look(page, 'rounds')
    expect(shown.problems).toEqual([])
  }, 30_000)

  test('fits 1280 by 800 and 1024 by 640', async () => {
    const page = await open({ state: 'rehearsed' }, { width: 1280, height: 800 })
    await look(page, 'overview-1280')
    await goToScreen(page, 'Plan')
    await page.getByRole('row', { name: /mail changes domain/u }).click()
    await look(page, 'plan-1280')
    await page.setViewportSize({ width: 1024, height: 640 })
    await look(page, 'plan-1024')
    await page.keyboard.press('Escape')
    await goToScreen(page, 'Overview')
    await look(page, 'overview-1024')
    await goToScreen(page, 'Impact')
    await look(page, 'impact-1024')
    await goToScreen(page, 'Settings')
    const search = page.getByRole('searchbox', { name: 'Find a setting' })
    await search.fill('purge')
    await page.getByText('1 setting', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Purge personal data…' }).click()
    await look(page, 'settings-purge')
    await page.getByRole('dialog').getByRole('button', { name: 'Purge personal data' }).click()
    await page.getByText('Nothing has been read yet.').waitFor()
    await search.fill('')
    await page.getByRole('button', { name: 'Change the key: Show or hide the details' }).click()
    await page.keyboard.press('Control+k')
    await page.getByText('Ctrl+K is the key of “Search everything”.').waitFor()
    await look(page, 'settings-keys')
    await page.keyboard.press('Control+d')
    await page.getByRole('button', { name: 'Reset: Show or hide the details' }).waitFor()
    await page.locator(':focus').and(page.getByRole('button', { name: 'Change the key: Show or hide the details' })).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys of Settings' }).getByText('Ctrl+D').waitFor()
  })
})

/** Runs after the fake bridge, in the page: two HR systems feed one directory, Entra ID writes back, and the last cycle never settled. */
function branching(): void {
  type Reply = { value: Record<string, unknown> & unknown[] }
  const { rehearsal } = window as unknown as { readonly rehearsal: { request: (name: string, input: unknown) => Promise<Reply> } }
  const before = rehearsal.request
  const grown = (document: { systems: object[]; jobs: { id: string }[] }): object => ({
    ...document,
    systems: [...document.systems, { id: 'hcm', name: 'SAP HCM', product: 'other', settings: { kind: 'delimited', paths: ['hcm.csv'], anchor: 'PERNR' } }],
    jobs: [...document.jobs, { ...document.jobs[0], id: 'hcm-to-ad', source: 'hcm', target: 'ad' }, { ...document.jobs[0], id: 'entra-to-hr', source: 'entra', target: 'workday' }],
  })
  rehearsal.request = async (name, input) => {
    const reply = await before(name, input)
    if (name === 'app.state') {
      const project = reply.value['project'] as { document: Parameters<typeof grown>[0]; saved: Parameters<typeof grown>[0] }
      return { ...reply, value: { ...reply.value, project: { ...project, document: grown(project.document), saved: grown(project.saved) } } }
    }
    if (name === 'problems.list') return { ...reply, value: [...reply.value, { id: 'hcm-to-ad/PrecedenceConflict/title', section: 'precedence', severity: 'warning', code: 'PrecedenceConflict', sentence: 'title has another value in a job that has precedence, which stays.', place: 'hcm-to-ad', fix: 'Correct the value at one of the two sources.', count: 1, job: 'hcm-to-ad', mapping: 'title', system: 'ad' }] as unknown as Reply['value'] }
    if (name === 'problems.rows' && JSON.stringify(input).includes('PrecedenceConflict')) {
      return { ...reply, value: { total: 1, offset: 0, rows: [{ origin: '100000', display: 'Zofia Wójcik-Andersen', message: '', seq: 1, conflict: { attribute: 'title', value: 'Clerk', winner: { job: 'hr-to-ad', value: 'Nurse' } } }] } as unknown as Reply['value'] }
    }
    if (name !== 'runs.list') return reply
    const [first, ...older] = reply.value as unknown as { jobs: { id: string; actions: object }[] }[]
    const jobs = ['hcm-to-ad', 'entra-to-hr'].map((id) => ({ ...first?.jobs[1], id, actions: { create: 0, update: 12, disable: 0, enable: 0, delete: 0 } }))
    const changes = [1, 2, 3].map((round) => ({ round, job: 'entra-to-hr', value: round % 2 === 0 ? 'zofia.wojcik' : 'zwojcik' }))
    const example = (attribute: string): object => ({ system: 'workday', objectType: 'worker', anchor: '100000', display: 'Zofia Wójcik-Andersen', attribute, changes })
    const chain = { rounds: 3, settled: [4110, 0, 2], oscillation: { from: 1, to: 3, values: 2, examples: [example('WorkEmail'), example('UserName')] } }
    const later = [3, 2].map((number) => ({ ...first, run: 13 + number, type: 'incremental', round: { of: 14, number }, held: null, jobs: jobs.slice(1) }))
    return { ...reply, value: [...later, { ...first, chain, jobs: [...first?.jobs ?? [], ...jobs] }, ...older] } as unknown as Reply
  }
}
