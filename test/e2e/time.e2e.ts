import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Launched, answerSaveDialogs, launch, whyNoWindow } from '../support/electron'
import { screenshotPath, temporaryFolder } from '../support/folders'
import { goToScreen } from '../support/screens'
import { skipBecause } from '../support/skip'

/*
 * What the service would have logged, and what the coming days bring, on the sample company and the real engine.
 */

const { describe, test } = skipBecause(whyNoWindow())

let launched: Launched

async function open(screen: string): Promise<void> {
  await goToScreen(launched.window, screen)
}

/** What a table says under its rows. */
const ROWS = /^Rows .+ of [\d,]+$/u

async function rowsThere(): Promise<number> {
  return Number((await launched.window.getByText(ROWS).innerText()).replace(/^.* of |\D/gu, ''))
}

async function picture(name: string): Promise<void> {
  await launched.window.waitForTimeout(400)
  await launched.window.screenshot({ path: screenshotPath(`time-${name}`) })
}

describe('log and forecast, on the sample company', () => {
  beforeAll(async () => {
    launched = await launch()
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900))
    await launched.window.getByText('Nothing has been rehearsed yet').waitFor()
    await launched.window.getByRole('contentinfo').getByText(/^Read [\d,]+ objects/).waitFor({ timeout: 30_000 })
    await launched.window.keyboard.press('F5')
    await launched.window.getByText(/Run 1:/).first().waitFor({ timeout: 60_000 })
  }, 120_000)
  afterAll(async () => {
    await launched.close()
  })

  test('the log has an entry for everybody, statuses that sum to them, and each failure with what to do', async () => {
    await open('Log')
    const { window } = launched
    await window.getByText(ROWS).waitFor({ timeout: 20_000 })
    const number = (text: string): number => Number(text.replace(/\D/g, ''))
    await window.getByRole('group', { name: 'Status' }).getByRole('button', { name: /^Failure · \d/ }).waitFor()
    const chips = await window.getByRole('group', { name: 'Status' }).getByRole('button').allTextContents()
    expect(chips.map(number).reduce((sum, count) => sum + count, 0)).toBe(await rowsThere())
    await picture('log')
    await window.getByRole('group', { name: 'Status' }).getByRole('button', { name: /^Failure/ }).click()
    await window.getByRole('grid', { name: 'Provisioning log' }).getByRole('row').nth(1).click()
    const pane = window.getByRole('complementary')
    await pane.getByText('What to do').waitFor()
    await picture('log-failure')
    await window.keyboard.press('Escape')
  })

  test('the log is saved as Graph answers it, an entry for each row, among them those of what follows', async () => {
    const { app, window } = launched
    await open('Overview')
    await open('Log')
    await expect.poll(rowsThere).toBeGreaterThan(9999)
    const entries = await rowsThere()
    const file = path.join(temporaryFolder(), 'log.json')
    await answerSaveDialogs(app, file)
    await window.getByRole('toolbar', { name: 'Log' }).getByRole('button', { name: 'Export' }).click()
    await window.getByRole('menuitem', { name: /^As JSON/ }).click()
    await window.getByText('Saved log.json').waitFor({ timeout: 20_000 })
    interface Entry { readonly jobId: string; readonly provisioningAction: string; readonly sourceIdentity: { readonly id: string; readonly identityType: string }; readonly provisioningStatusInfo: { readonly status: string } }
    const saved = JSON.parse(readFileSync(file, 'utf8')) as { readonly value: readonly Entry[] }
    const about = (entry: Entry | undefined): string => JSON.stringify([entry?.jobId, entry?.sourceIdentity.identityType, entry?.sourceIdentity.id])
    const follow = saved.value.filter((entry, i) => entry.sourceIdentity.id !== '' && about(entry) === about(saved.value[i - 1]))
    expect(saved.value.length).toBe(entries)
    expect(follow.length).toBeGreaterThan(0)
    expect(new Set(follow.map((entry) => entry.provisioningAction))).toEqual(new Set(['update']))
    expect(new Set(saved.value.map((entry) => entry.provisioningStatusInfo.status))).toEqual(new Set(['success', 'warning', 'failure', 'skipped']))
  })

  test('the forecast of 30 days ends with its first finding, and each day with its people', async () => {
    await open('Forecast')
    const { window } = launched
    await window.getByRole('combobox', { name: 'Days ahead' }).selectOption('30')
    await window.getByRole('button', { name: 'Run forecast' }).first().click()
    await window.getByRole('contentinfo').getByRole('progressbar').waitFor()
    const day = window.getByRole('slider', { name: 'Day of the forecast' })
    await day.waitFor({ timeout: 240_000 })
    await window.getByText(/^(On \w{3} \d+ \w{3} \d{4} a guard of .+ trips|No guard trips within 30 days\.)/).waitFor()
    expect(await day.getAttribute('aria-valuemax')).toBe('30')
    await day.focus()
    await window.keyboard.press('Home')
    await window.keyboard.press('Control+ArrowRight')
    expect(await day.getAttribute('aria-valuetext')).not.toContain('nothing happens')
    await expect.poll(async () => window.getByRole('grid', { name: /^People of / }).getByRole('row').count()).toBeGreaterThan(1)
    await picture('forecast')
    expect(launched.problems).toEqual([])
  }, 300_000)
})
