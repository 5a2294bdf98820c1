import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'

/** The parts of the expression editor that tests of the window take hold of. */
export const editorOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Expression for/u })
export const lensOf = (page: Page): Locator => page.getByRole('region', { name: 'Population lens' })
export const number = (page: Page, name: RegExp): Locator => lensOf(page).getByRole('button', { name })

/** Puts `text` where the whole expression was. */
export async function type(page: Page, text: string): Promise<void> {
  await editorOf(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

/** The mouse over a part of the text, anew until `hover` is there: the text may move under a resting mouse while figures arrive. */
export async function hoverText(page: Page, part: string, hover: Locator): Promise<void> {
  await vi.waitFor(async () => {
    await page.mouse.move(10, 10)
    await page.locator('.view-lines').getByText(part).hover()
    await hover.waitFor({ timeout: 3000 })
  }, { timeout: 30_000 })
}
