import type { Page } from 'playwright-core'

/** Goes to a screen of the window by its link, whose text begins with its name, and waits until it stands there. */
export async function goToScreen(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: new RegExp(`^${screen}`, 'u') }).click()
  await page.getByRole('heading', { level: 1, name: screen }).waitFor()
}
