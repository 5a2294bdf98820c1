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

async function open(options: FakeOptions, screen: string, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge(options))
  const { page } = shown
  await page.setViewportSize(size)
  await goToScreen(page, screen)
  return page
}

describe('what an edit would do, who is in scope, and one person', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`are shown without offence in the theme ${theme}`, async () => {
      const page = await open({ state: 'rehearsed', theme }, 'Scope')
      await page.getByText('are in scope').waitFor()
      await page.getByRole('grid').getByRole('row').nth(2).click()
      await look(page, `scope-${theme}`)
      await page.getByRole('group', { name: 'Effect of the draft' }).getByRole('button', { name: /^Show [\d,]+ outcomes?$/u }).click()
      await page.getByRole('grid', { name: 'People whose outcome the draft changes' }).getByRole('row').nth(2).click()
      await look(page, `effect-people-${theme}`)
      await page.getByRole('button', { name: /^Open person/u }).click()
      await page.getByRole('heading', { level: 2, name: /^Action/u }).waitFor()
      await look(page, `person-${theme}`)
      await page.getByRole('tab', { name: /^Values/u }).click()
      await page.getByRole('button', { name: 'mail', exact: true }).click()
      await look(page, `person-values-${theme}`)
      await page.getByRole('tab', { name: /^Links/u }).click()
      await look(page, `person-links-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('an edited clause changes the sentence at once, is kept, told in the line, and undone', async () => {
    const page = await open({ state: 'rehearsed' }, 'Scope')
    const sentence = page.getByText(/of 5,000 people are in scope/u)
    await expect.poll(() => sentence.textContent()).toContain('4,875')
    const value = page.getByRole('textbox', { name: 'Value' })
    await value.fill('Employee')
    await expect.poll(() => sentence.textContent()).toContain('125')
    await value.press('Enter')
    await page.getByText(/Edit \d+, scope, clause 1:/u).waitFor()
    await page.getByRole('group', { name: 'Effect of the draft' }).getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => sentence.textContent()).toContain('4,875')
    expect(shown?.problems).toEqual([])
  }, 60_000)

  test('a pattern that does not read is marked, and the last good count stays', async () => {
    const page = await open({ state: 'rehearsed' }, 'Scope')
    await page.getByRole('combobox', { name: 'Operator' }).selectOption('REGEX MATCH')
    await page.getByRole('textbox', { name: 'Value' }).fill('Agency')
    const sentence = page.getByText(/of 5,000 people are in scope/u)
    await expect.poll(() => sentence.textContent()).toContain('125')
    await page.getByRole('textbox', { name: 'Value' }).fill('Agency(')
    await page.getByText(/is no regular expression/u).waitFor()
    expect(await sentence.textContent()).toContain('125')
    await look(page, 'scope-invalid')
  }, 60_000)

  test('a person marks the screen that opened them, and Alt and the left arrow return there', async () => {
    const page = await open({ state: 'rehearsed' }, 'Impact')
    await page.getByRole('grid').getByRole('row').nth(2).dblclick()
    await page.getByRole('heading', { level: 2, name: /^Scoping/u }).waitFor()
    expect(await page.getByRole('navigation', { name: 'Screens' }).locator('[aria-current="page"]').textContent()).toContain('Impact')
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('heading', { level: 1, name: 'Impact' }).waitFor()
  }, 60_000)

  test('at 1024 × 640 nothing scrolls sideways', async () => {
    const page = await open({ state: 'rehearsed' }, 'Scope', { width: 1024, height: 640 })
    await page.getByText('are in scope').waitFor()
    await look(page, 'scope-1024')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
  }, 60_000)
})
