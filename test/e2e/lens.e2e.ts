import type { Locator, Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { lensOf, number, type } from '../support/expression-editor'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { look } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function openEditor(target = 'mail', options: Partial<FakeOptions> = {}, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  const { page } = shown
  await page.setViewportSize(size)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Mappings/u }).click()
  await page.getByRole('row', { name: new RegExp(`^${target}`, 'u') }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: new RegExp(target, 'u') }).waitFor()
  if (target !== 'title') await page.locator('.code-editor .view-lines').waitFor()
  return page
}

/** Has the window's next answers to a request be this one. */
async function answer(page: Page, request: string, value: unknown): Promise<void> {
  await page.evaluate(([name, given]) => {
    const { rehearsal } = window as unknown as { readonly rehearsal: { request: (name: string, input: unknown) => Promise<unknown> } }
    const before = rehearsal.request
    rehearsal.request = async (asked, input) => (asked === name ? { ok: true, value: given } : before(asked, input))
  }, [request, value] as const)
}

const people = (page: Page): Locator => page.getByRole('region', { name: 'People', exact: true }).locator('tr:not(.why-row)')
const names = async (page: Page): Promise<string[]> => people(page).getByRole('rowheader').allTextContents()

describe('the population lens', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`shows figures, a list and tests without offence in the theme ${theme}`, async () => {
      const page = await openEditor('mail', { theme })
      await number(page, /^Collides 56 people 28 values/u).waitFor()
      await people(page).nth(8).waitFor()
      await look(page, `lens-${theme}`)
      await number(page, /^Collides/u).click()
      await page.getByText('Collides: 56 people').waitFor()
      await page.getByRole('button', { name: 'Save as test' }).click()
      await page.getByRole('tab', { name: /^Tests/u }).waitFor()
      await look(page, `lens-selected-${theme}`)
      await page.getByRole('tab', { name: /^Tests/u }).click()
      await look(page, `lens-tests-${theme}`)
      await number(page, /^Changes/u).press('Enter')
      await page.getByRole('grid', { name: 'Changes' }).getByRole('row').nth(3).waitFor()
      await look(page, `lens-people-${theme}`)
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'People' }).click()
      await look(page, `lens-1280-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('dims its numbers while one types, replaces them, and keeps the last ones for half-typed text', async () => {
    const page = await openEditor()
    await number(page, /^Changes 3,7\d\d people/u).waitFor()
    const before = await number(page, /^Changes/u).textContent()
    await type(page, 'Replace([WorkEmail], "@nothing", , , "@elsewhere.example", , )')
    await number(page, /^Changes/u).waitFor()
    await expect.poll(async () => lensOf(page).locator('.lens-figures.stale').count()).toBe(0)
    await type(page, '[WorkEmail]')
    await number(page, /^Changes 0 people/u).waitFor()
    expect(await number(page, /^Changes/u).textContent()).not.toBe(before)
    await page.keyboard.insertText(' &')
    await lensOf(page).getByText('before this edit').waitFor()
    await number(page, /^Changes 0 people/u).waitFor()
    await look(page, 'lens-half-typed')
    expect(shown?.problems).toEqual([])
  })

  test('says the figures politely once they have settled', async () => {
    const page = await openEditor()
    await expect.poll(async () => lensOf(page).getByRole('status').textContent(), { timeout: 5000 }).toMatch(/^3,7\d\d change, 56 collide/u)
  })

  test('selects the people of a number, opens all of them with Enter, and gives the focus back', async () => {
    const page = await openEditor()
    await number(page, /^Collides/u).press('Space')
    await page.getByText('Collides: 56 people').waitFor()
    await expect.poll(async () => people(page).filter({ hasText: 'collides' }).count()).toBeGreaterThan(20)
    await number(page, /^Collides/u).press('Enter')
    const grid = page.getByRole('grid', { name: 'Collides' })
    await grid.getByText('and one other get this value').first().waitFor()
    await page.getByRole('searchbox', { name: 'Find a person, an ID or a value' }).fill('100260')
    await expect.poll(async () => grid.getByRole('row').count()).toBe(2)
    await grid.focus()
    await page.keyboard.press('Enter')
    await grid.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Unpin/u }).waitFor()
    expect(await people(page).nth(1).textContent()).toContain('100260')
    await number(page, /^Same/u).press('Enter')
    await page.getByRole('grid', { name: 'Same' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(async () => number(page, /^Same/u).evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('shows the histogram as a table, and each bar to the arrows', async () => {
    const page = await openEditor('userPrincipalName')
    const chart = lensOf(page).getByRole('figure', { name: /each length/u })
    const bars = chart.getByRole('button')
    await bars.first().focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => bars.nth(1).evaluate((element) => element === document.activeElement)).toBe(true)
    const label = await bars.nth(1).getAttribute('aria-label')
    await chart.getByText(label ?? '', { exact: true }).waitFor()
    await look(page, 'lens-limit')
    await lensOf(page).getByRole('button', { name: 'Show as table' }).click()
    await lensOf(page).getByRole('columnheader', { name: 'Characters' }).waitFor()
    await look(page, 'lens-table')
  })

  test('pins, unpins with a way back, and draws the same people for the same seed', async () => {
    const page = await openEditor()
    await people(page).nth(6).waitFor()
    const name = await people(page).nth(3).getByRole('rowheader').textContent() ?? ''
    await people(page).nth(3).getByRole('button', { name: /^Pin/u }).click()
    await expect.poll(async () => people(page).nth(1).textContent()).toContain(name)
    await page.getByRole('button', { name: '5 at random' }).click()
    await expect.poll(async () => page.getByRole('button', { name: /^Unpin/u }).count()).toBe(1)
    const drawn = await names(page)
    await page.getByRole('button', { name: /^Unpin/u }).click()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /^Unpin/u }).waitFor()
    await page.reload()
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Mappings/u }).click()
    await page.getByRole('row', { name: /^mail/u }).dblclick()
    await number(page, /^Collides 56/u).waitFor()
    await page.getByRole('button', { name: '5 at random' }).click()
    await expect.poll(async () => (await names(page)).slice(0, 5)).toEqual(drawn.slice(1, 6))
  })

  test('makes the focused person a test, says when it fails, and takes the new value', async () => {
    const page = await openEditor()
    await people(page).nth(1).getByRole('button', { name: 'Zofia Wójcik-Andersen', exact: true }).click()
    await page.getByRole('button', { name: 'Save as test' }).click()
    await page.getByText('Zofia Wójcik-Andersen is saved as a test.').waitFor()
    await page.getByRole('button', { name: /^Draft · 4 edits/u }).waitFor()
    await page.getByRole('tab', { name: /^Tests/u }).click()
    await page.getByText('passed', { exact: true }).waitFor()
    await type(page, 'ToUpper([WorkEmail])')
    await page.getByRole('button', { name: '1 test fails' }).waitFor()
    await look(page, 'lens-test-fails')
    await page.getByRole('button', { name: 'Take the new value for Zofia Wójcik-Andersen' }).click()
    await page.getByText('passed', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Name of the test Zofia Wójcik-Andersen' }).fill('Hyphen in the name')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove the test Hyphen in the name' }).click()
    await page.getByRole('heading', { name: 'No test yet' }).waitFor()
    await page.getByRole('status').filter({ hasText: 'Hyphen in the name is removed' }).getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('textbox', { name: 'Name of the test Hyphen in the name' }).waitFor()
    expect(shown?.problems).toEqual([])
  })

  for (const { name, value, says } of [
    { name: 'unread', value: { kind: 'unread', system: 'workday', name: 'Workday' }, says: 'Read Workday to see this for everybody' },
    { name: 'stopped', value: { kind: 'stopped', message: 'The pattern took more than 2 s.', pattern: '(a+)+$', anchor: '100012', display: 'Grace O’Malley' }, says: 'The evaluation was stopped at Grace O’Malley.' },
  ]) {
    test(`says what it is where there are no figures: ${name}`, async () => {
      const page = await openEditor('title')
      await answer(page, 'lens.measure', value)
      await page.keyboard.press('Escape')
      await page.getByRole('row', { name: /^mail/u }).dblclick()
      await lensOf(page).getByText(says).waitFor()
      await look(page, `lens-${name}`)
    })
  }

  test('lets the height of the editor be moved with the keyboard', async () => {
    const page = await openEditor()
    const split = page.getByRole('separator', { name: /^Height of the editor/u })
    const height = async (): Promise<number> => (await page.locator('.code-editor').boundingBox())?.height ?? 0
    await page.getByRole('textbox', { name: /^Expression for/u }).waitFor()
    expect(await height()).toBe(202)
    await split.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(height).toBe(242)
    await page.keyboard.press('End')
    await expect.poll(height).toBe(482)
  })

  test('lies over the screen where the window is narrow', async () => {
    const page = await openEditor('mail', {}, { width: 1024, height: 700 })
    expect(await lensOf(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Population lens', exact: true }).click()
    await lensOf(page).waitFor()
    await look(page, 'lens-narrow')
    await page.keyboard.press('Escape')
    await lensOf(page).waitFor({ state: 'hidden' })
  })
})
