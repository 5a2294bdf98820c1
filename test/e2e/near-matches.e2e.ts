import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { look } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function openNear(options: Partial<FakeOptions> = {}, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  const { page } = shown
  await page.setViewportSize(size)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Matching/u }).click()
  await page.getByRole('tab', { name: /^Near matches/u }).click()
  await page.getByRole('heading', { name: 'Are these the same person?' }).waitFor()
  return page
}

describe('near matches', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`show both sides of a pair without offence in the theme ${theme}`, async () => {
      const page = await openNear({ theme })
      await page.getByRole('table').first().waitFor()
      await look(page, `near-${theme}`)
    })
  }

  test('are accepted, rejected, skipped and taken back by letters, the next at once, the focus where it was', async () => {
    const page = await openNear()
    const name = async (): Promise<string | null> => page.locator('.near-comparison').getAttribute('aria-label')
    const first = await name()
    await page.getByRole('grid', { name: 'Near matches' }).focus()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: /^To do · 10/u }).waitFor()
    const second = await name()
    expect(second).not.toBe(first)
    await page.keyboard.press('r')
    await page.getByRole('button', { name: /^To do · 9/u }).waitFor()
    await page.getByRole('button', { name: /^Accepted · 1/u }).waitFor()
    const third = await name()
    await page.keyboard.press('s')
    expect(await name()).not.toBe(third)
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: /^To do · 10/u }).waitFor()
    expect(await name()).toBe(second)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
    await page.getByRole('button', { name: 'Rehearse with back-fill' }).click()
    await page.getByRole('row', { name: /^15 .*with back-fill.*not kept/u }).waitFor()
  })

  test('fit 1024 by 640', async () => {
    await look(await openNear({}, { width: 1024, height: 640 }), 'near-1024')
  })
})
