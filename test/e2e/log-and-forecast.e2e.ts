import type { Locator, Page } from 'playwright-core'
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

async function open(screen: string, options: Partial<FakeOptions> = {}, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  const { page } = shown
  await page.setViewportSize(size)
  await goToScreen(page, screen)
  return page
}

const log = (page: Page): Locator => page.getByRole('grid', { name: 'Provisioning log' })
const chip = (page: Page, name: RegExp): Locator => page.getByRole('group', { name: 'Status' }).getByRole('button', { name })
const playhead = (page: Page): Locator => page.getByRole('slider', { name: 'Day of the forecast' })

async function lookAhead(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run forecast' }).first().click()
  await playhead(page).waitFor()
}

describe('the provisioning log', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`shows entries and what one is made of without offence in the theme ${theme}`, async () => {
      const page = await open('Log', { theme })
      await log(page).getByRole('row').nth(5).waitFor()
      await look(page, `log-${theme}`)
      await chip(page, /^Failure/u).click()
      await log(page).getByRole('row').nth(1).click()
      await page.getByRole('complementary').getByRole('listitem').first().waitFor()
      await look(page, `log-failure-${theme}`)
      await page.getByRole('tab', { name: 'JSON' }).click()
      await look(page, `log-json-${theme}`)
      await page.setViewportSize({ width: 1280, height: 800 })
      await chip(page, /^Failure/u).click()
      await page.getByRole('tab', { name: /^Modified properties/u }).click()
      await look(page, `log-1280-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('counts statuses that sum to all entries, and narrows by status, action, code and text', async () => {
    const page = await open('Log')
    await page.getByText(/^Rows .+ of [\d,]+$/u).waitFor()
    await chip(page, /^Failure · \d/u).waitFor()
    const entries = async (): Promise<number> => Number((await page.getByText(/^Rows .+ of [\d,]+$/u).textContent() ?? '').replace(/^.* of |\D/gu, ''))
    const counts = await page.getByRole('group', { name: 'Status' }).getByRole('button').allTextContents()
    expect(counts.map((text) => Number(text.replace(/\D/gu, ''))).reduce((sum, count) => sum + count, 0)).toBe(await entries())
    await chip(page, /^Failure/u).click()
    await expect.poll(entries).toBe(38)
    await page.getByRole('combobox', { name: 'Code' }).click()
    await page.getByRole('option', { name: /^ValueTooLong/u }).click()
    await expect.poll(entries).toBe(12)
    await page.getByRole('searchbox').fill('nobody has this name')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect.poll(entries).toBeGreaterThan(4000)
    await page.getByRole('combobox', { name: 'Action' }).click()
    await page.getByRole('option', { name: 'staged' }).click()
    await expect.poll(entries).toBe(137)
  })

  test('goes from entry to entry by keyboard, to the person, and back to the table', async () => {
    const page = await open('Log')
    await log(page).getByRole('row').nth(5).waitFor()
    await log(page).focus()
    await page.keyboard.press('Space')
    const pane = page.getByRole('complementary')
    await pane.getByRole('listitem').first().waitFor()
    const first = await pane.getByRole('heading', { level: 2 }).locator('xpath=..').textContent()
    await page.keyboard.press('ArrowDown')
    await expect.poll(async () => pane.getByRole('heading', { level: 2 }).locator('xpath=..').textContent()).not.toBe(first)
    await page.keyboard.press('Escape')
    await pane.waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Alt+ArrowLeft')
    await log(page).waitFor()
  })

  test('saves the whole log in each format and says where', async () => {
    const page = await open('Log')
    for (const [item, ending] of [['As JSON', 'json'], ['For Log Analytics', 'ndjson'], ['As CSV', 'csv and 2 more files']] as const) {
      await page.getByRole('toolbar', { name: 'Log' }).getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: new RegExp(`^${item}`, 'u') }).click()
      await page.getByText(`Saved /home/alex/provisioning-log.${ending}`).waitFor()
    }
  })

  test('says that there is no run, and what failed', async () => {
    const page = await open('Log', { state: 'firstRun' })
    await page.getByRole('heading', { name: 'Nothing has been rehearsed yet' }).waitFor()
    await look(page, 'log-empty')
    await shown?.close()
    await open('Log', { failing: ['log.entries'] })
    await shown?.page.getByRole('button', { name: 'Try again' }).waitFor()
  })
})

describe('the forecast', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`shows the days, the guard and the people without offence in the theme ${theme}`, async () => {
      const page = await open('Forecast', { theme })
      await look(page, `forecast-none-${theme}`)
      await lookAhead(page)
      await page.getByText(/On Thu 31 Dec 2026 a guard of Workday → Active Directory trips: 118 disables and deletes reach the limit of 100/u).waitFor()
      await look(page, `forecast-${theme}`)
      await page.getByRole('button', { name: 'Table' }).click()
      await look(page, `forecast-table-${theme}`)
      await page.getByRole('button', { name: 'Table' }).click()
      await page.getByRole('combobox', { name: 'Days ahead' }).selectOption('30')
      await page.getByRole('button', { name: 'Run forecast' }).click()
      await page.getByText('No guard trips within 30 days.').waitFor()
      await page.setViewportSize({ width: 1280, height: 800 })
      await look(page, `forecast-30-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('moves the playhead by keys, over days without events with Ctrl, and shows who it is', async () => {
    const page = await open('Forecast', { forecastMs: 1500 })
    await page.getByRole('button', { name: 'Run forecast' }).first().click()
    await page.getByRole('img', { name: 'Days computed so far' }).waitFor()
    await page.getByText('A guard trips on Thu 31 Dec 2026').waitFor()
    await page.getByRole('main').getByText(/^46 of 91 days/u).waitFor()
    await playhead(page).waitFor()
    await page.getByText('A day begins at 08:00 UTC (America/Los_Angeles) for Workday → Active Directory.').waitFor()
    await playhead(page).focus()
    await page.keyboard.press('Home')
    expect(await playhead(page).getAttribute('aria-valuetext')).toBe('Sat 21 Nov 2026: 412 create and 9 enable')
    await page.keyboard.press('ArrowRight')
    expect(await playhead(page).getAttribute('aria-valuetext')).toBe('Sun 22 Nov 2026: nothing happens')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+ArrowRight')
    expect(await playhead(page).getAttribute('aria-valuetext')).toMatch(/^Mon 23 Nov 2026: /u)
    await page.getByRole('grid', { name: 'People of Mon 23 Nov 2026' }).waitFor()
    await page.getByRole('button', { name: 'Show that day' }).click()
    await expect.poll(async () => page.getByRole('tab', { name: /^Thu 31 Dec 2026 118$/u }).count()).toBe(1)
    await page.getByRole('button', { name: 'Show 16 people' }).click()
    const late = page.getByRole('grid', { name: 'People whom no cycle looks at in time' })
    await expect.poll(async () => late.getAttribute('aria-rowcount')).toBe('17')
    expect(await page.getByText(/14 leavers would stay active and 2 hires would have no account until their records change\./u).count()).toBe(1)
  })

  test('says when a later day could not be computed, and when the configuration changed since', async () => {
    const page = await open('Forecast')
    await page.evaluate(() => {
      const { rehearsal } = window as unknown as { readonly rehearsal: { request: (name: string, input: unknown) => Promise<{ value: { stale: boolean; forecast: { byDay: unknown[]; stopped: unknown; late?: unknown } } | null }> } }
      const before = rehearsal.request
      rehearsal.request = async (name, input) => {
        const reply = await before(name, input)
        if (name !== 'forecast.latest' || reply.value === null) return reply
        const { late: _, ...forecast } = reply.value.forecast
        return { ...reply, value: { ...reply.value, stale: true, forecast: { ...forecast, byDay: forecast.byDay.slice(0, 50), stopped: { day: 50, date: '2027-01-10', code: 'diskFull', message: 'The disk is full.' } } } }
      }
    })
    await lookAhead(page)
    await page.getByText('The forecast stopped on Sun 10 Jan 2027; that day and later ones are not computed.').waitFor()
    await page.getByText('The configuration changed after this forecast was made.').waitFor()
    await look(page, 'forecast-stopped')
  })

  test('fits 1024 by 640', async () => {
    const page = await open('Forecast', {}, { width: 1024, height: 640 })
    await lookAhead(page)
    await look(page, 'forecast-1024')
  })
})

describe('guards', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`are edited one by one and undone, without offence in the theme ${theme}`, async () => {
      const page = await open('Mappings', { theme })
      await page.getByRole('tab', { name: 'Deprovisioning and guards' }).click()
      await page.getByRole('switch', { name: 'Limit the share of accounts removed' }).click()
      const share = page.getByRole('textbox', { name: 'Share of accounts' })
      await share.fill('0')
      await page.getByText('A share above 0 and up to 100.').waitFor()
      await share.fill('7.5')
      await share.press('Enter')
      await page.getByRole('button', { name: 'Add slice' }).click()
      await page.getByRole('switch', { name: 'Limit blanked values' }).click()
      await page.getByRole('listitem', { name: 'Department' }).getByRole('textbox', { name: 'Share' }).waitFor()
      await look(page, `guards-${theme}`)
      await page.getByRole('heading', { level: 1 }).focus()
      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
      await expect.poll(async () => share.inputValue()).toBe('5')
      expect(shown?.problems).toEqual([])
    }, 60_000)
  }

  test('say in the plan what they hold, by which of them, and rehearse as if released beside it', async () => {
    const page = await open('Plan')
    await page.getByText('137 actions are held by a guard.').waitFor()
    await page.getByText('137 disables and deletes reach the limit of 100 in one job.').waitFor()
    await look(page, 'plan-held')
    await page.getByRole('button', { name: 'Rehearse as if released' }).click()
    await page.getByText('Rehearsed as if released.').waitFor()
    await page.getByRole('main').getByText('as if released', { exact: true }).waitFor()
    await look(page, 'plan-released')
    await goToScreen(page, 'Rehearse')
    await page.getByRole('grid', { name: 'Earlier runs' }).getByText('as if released').waitFor()
    await page.getByRole('combobox', { name: 'Cycle' }).selectOption('Restart with scopes…')
    await page.getByText('Choose what the restart resets.').waitFor()
    expect(await page.getByRole('main').getByRole('button', { name: 'Rehearse' }).isDisabled()).toBe(true)
    await page.getByRole('combobox', { name: 'Reset (resetScope)' }).click()
    for (const scope of ['Watermark', 'ForceDeletes']) await page.getByRole('menuitemcheckbox', { name: scope }).click()
    await page.keyboard.press('Escape')
    await page.getByText('Everybody is evaluated anew. Links stay. Disables and deletes that a guard held in the last cycle go ahead.').waitFor()
    await look(page, 'rehearse-restart')
  })

  test('stay reachable under Impact in a narrow window', async () => {
    const page = await open('Impact', {}, { width: 1024, height: 640 })
    await page.getByText('Removals in one slice').scrollIntoViewIfNeeded()
    await look(page, 'impact-guards-1024')
  })
})

describe('a clock that is not now', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`is said in the status bar of every screen in the theme ${theme}`, async () => {
      shown = await showInChromium(`${fakeBridge({ state: 'rehearsed', theme })};Date.now = () => Date.parse('2026-10-12T08:00:00Z')`)
      const { page } = shown
      await page.clock.install({ time: new Date('2026-10-12T08:00:00Z') })
      await page.reload()
      await page.setViewportSize({ width: 1440, height: 900 })
      await goToScreen(page, 'Overview')
      await page.getByRole('contentinfo').getByText('40 days ahead').waitFor()
      await look(page, `clock-${theme}`)
      if (theme !== 'light') return
      await page.getByRole('contentinfo').getByRole('button', { name: /^As of 21 Nov 2026/u }).click()
      await page.getByRole('menuitem', { name: 'Rehearse as of another date…' }).click()
      await page.getByRole('heading', { level: 1, name: 'Rehearse' }).waitFor()
      await expect.poll(async () => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('datetime-local')
    })
  }
})
