import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { repository } from './folders'

/** Where the tests leave their pictures of the window. */
export const pictures = path.join(repository, 'test-output', 'screenshots')
mkdirSync(pictures, { recursive: true })

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What axe need not look at: the traps for the focus that the components lay around themselves, and the editor, which is Monaco's own. */
const exclude = ['[data-tabster-dummy]', '.monaco-editor']

/** A picture of the window to look at, and no offence against axe's rules on it. */
export async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(150)
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  expect.soft((await offences(page)).map((offence) => `${name}: ${offence}`)).toEqual([])
}

/**
 * What axe finds, one line each: by every rule in the light theme, and in the others, whose structure is the same, by contrast alone.
 * axe runs inside the page, without its Playwright wrapper, which takes three times as long for pages without frames.
 */
export async function offences(page: Page): Promise<readonly string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe)
  return page.evaluate(async (without) => {
    const { axe: runner } = globalThis as unknown as { readonly axe: { run: (context: object, options: RunOptions) => Promise<AxeResults> } }
    const light = document.documentElement.dataset['theme'] === 'light'
    const { violations } = await runner.run({ exclude: without }, { resultTypes: ['violations'], ...(!light && { runOnly: ['color-contrast'] }) })
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  }, exclude)
}
