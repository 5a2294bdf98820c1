import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { fakeBridge } from '../support/fake-bridge'
import { look } from '../support/look'
import { goToScreen } from '../support/screens'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function open(theme: 'light' | 'dark' | 'highContrast', screen: string): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', theme }))
  const { page } = shown
  await page.setViewportSize({ width: 1440, height: 900 })
  await goToScreen(page, screen)
  return page
}

describe('two runs', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`are compared by group, part and person in the theme ${theme}`, async () => {
      const page = await open(theme, 'Plan')
      await page.getByRole('button', { name: 'Compare…' }).click()
      await page.getByRole('menuitem', { name: /^Run 13/u }).click()
      const groups = page.getByRole('treegrid', { name: 'Groups of both runs, by cause and shape' })
      await groups.getByRole('columnheader', { name: 'Only in 13' }).waitFor()
      await look(page, `compare-${theme}`)
      await groups.getByRole('row', { name: /mail changes domain/u }).click()
      const pane = page.getByRole('complementary', { name: 'mail changes domain' })
      await pane.getByRole('button', { name: /^Show [\d,]+ people only in 13/u }).waitFor()
      await look(page, `compare-group-${theme}`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /come out otherwise$/u }).click()
      const people = page.getByRole('grid', { name: 'People', exact: true })
      await people.getByRole('row').nth(2).click()
      await look(page, `compare-people-${theme}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await groups.waitFor()
      await page.getByRole('button', { name: 'Close comparison' }).click()
      await page.getByRole('treegrid', { name: 'What would happen, by cause and shape' }).waitFor()
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('are chosen among the earlier ones with the keyboard, and the earlier one stands first', async () => {
    const page = await open('light', 'Rehearse')
    await page.getByText('Space chooses two runs to compare.').waitFor()
    const runs = page.getByRole('grid', { name: 'Earlier runs' })
    await runs.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await look(page, 'compare-choose')
    expect(await runs.getByRole('row', { selected: true }).count()).toBe(2)
    await page.getByRole('button', { name: 'Compare 13 and 14' }).click()
    await page.getByRole('heading', { name: 'Run 13 compared with run 14' }).waitFor()
    await page.getByRole('button', { name: /^Second run: Run 14/u }).press('Enter')
    await page.getByRole('menuitemradio', { name: /^Run 12/u }).press('Enter')
    await page.getByRole('heading', { name: 'Run 13 compared with run 12' }).waitFor()
    await page.getByRole('button', { name: 'Swap sides' }).press('Enter')
    await page.getByRole('heading', { name: 'Run 12 compared with run 13' }).waitFor()
    await look(page, 'compare-sides')
    expect(shown?.problems).toEqual([])
  }, 60_000)
})
