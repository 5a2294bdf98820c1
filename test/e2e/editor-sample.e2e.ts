import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launch, whyNoWindow, type Launched } from '../support/electron'
import { editorOf, hoverText, lensOf, number, type } from '../support/expression-editor'
import { pictures } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoWindow())

const SIZES = [{ width: 1440, height: 900 }, { width: 1280, height: 800 }]

/** Pictures in light and dark, in both sizes. */
async function look({ app, window: page }: Launched, name: string): Promise<void> {
  for (const { width, height } of SIZES) {
    await app.evaluate(({ BrowserWindow }, [x, y]) => { BrowserWindow.getAllWindows()[0]?.setContentSize(x, y) }, [width, height] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(500)
      await page.screenshot({ path: path.join(pictures, `editor-sample-${name}-${colorScheme}-${String(width)}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}


async function countOf(part: Locator): Promise<number> {
  return Number((await part.locator('.lens-count').textContent() ?? '').replace(/\D/gu, ''))
}

async function openSample(): Promise<Launched> {
  const launched = await launch()
  await launched.window.getByText(/^Read [\d,]+ objects/u).first().waitFor({ timeout: 90_000 })
  return launched
}

async function openMapping(page: Page, target: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Mappings/u }).click()
  await page.getByRole('row', { name: new RegExp(`^${target}`, 'u') }).dblclick()
  await page.locator('.code-editor .view-lines').waitFor()
}

describe('the editor on the sample company', () => {
  test('completes, explains, cures, renames, finds what feeds an attribute, and stops what runs away', async () => {
    const launched = await openSample()
    const { window: page, problems, close } = launched
    try {
      await openMapping(page, 'mail')
      await number(page, /^Changes [\d,]{4,} people/u).waitFor()
      await look(launched, 'lens')

      await type(page, '')
      await page.keyboard.type('ToLower(Join(".", [Legal')
      await page.locator('.suggest-widget.visible').getByText('[Legal_First_Name]').first().waitFor()
      await look(launched, 'completion')
      await page.keyboard.press('Escape')

      await type(page, 'Join("@", ToLower(Join(".", Coalesce([Preferred_First_Name], [Legal_First_Name]), [Legal_Last_Name])), "nwhg.example")')
      await expect.poll(async () => countOf(number(page, /^Changes/u)), { timeout: 15_000 }).toBeGreaterThan(3000)
      await hoverText(page, 'Coalesce', page.locator('.monaco-hover').getByText(/^For /u))
      await look(launched, 'hover')
      await page.mouse.move(10, 10)

      const bar = lensOf(page).getByRole('figure').getByRole('button').nth(6)
      const people = Number((/: ([\d,]+) /u.exec(await bar.getAttribute('aria-label') ?? '')?.[1] ?? '').replaceAll(',', ''))
      await bar.press('Enter')
      await page.getByRole('grid', { name: /characters$/u }).getByRole('row').nth(2).waitFor()
      await page.getByText(new RegExp(`^Rows 1–\\d+ of ${people.toLocaleString('en-GB')}$`, 'u')).waitFor()
      await look(launched, 'bar')
      await page.keyboard.press('Escape')

      await type(page, 'ToLower([email_work])')
      await page.getByRole('list', { name: 'Problems of the expression' }).getByRole('listitem').first().waitFor()
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowRight')
      await hoverText(page, 'email_work', page.locator('.monaco-hover:not(.hidden)').first())
      await look(launched, 'diagnostic')
      await page.mouse.move(10, 10)
      await page.getByRole('button', { name: /Email_Work/u }).first().click()
      await expect.poll(async () => page.locator('.view-lines').first().textContent()).toBe('ToLower([Email_Work])')

      await page.keyboard.press('Home')
      for (let i = 0; i < 11; i++) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Shift+F12')
      await page.getByRole('dialog').waitFor()
      await look(launched, 'usages')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await editorOf(page).focus()
      await page.keyboard.press('F2')
      await page.getByRole('dialog').waitFor()
      await look(launched, 'rename')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })

      await page.getByRole('button', { name: 'Functions', exact: true }).click()
      await page.getByRole('searchbox', { name: /^Find a function/u }).fill('first value')
      await page.getByRole('region', { name: 'Coalesce' }).waitFor()
      await look(launched, 'functions')
      await page.keyboard.press('Escape')

      await type(page, 'Replace([Email_Work], , "(a+)+$", , "x", , )')
      await page.getByRole('list', { name: 'Problems of the expression' }).getByRole('listitem').first().waitFor()
      await look(launched, 'runaway')

      await type(page, 'ToLower([Email_Work])')
      await number(page, /^Changes 0 people/u).waitFor()
      await page.keyboard.press('Control+End')
      await page.keyboard.insertText(' &')
      await lensOf(page).getByText('before this edit').waitFor()
      await look(launched, 'half-typed')
      expect(problems).toEqual([])
    } finally {
      await close()
    }
  }, 300_000)

  test('measures everybody as one types, lists the people of a number, and keeps one of them as a test', async () => {
    const { window: page, problems, close } = await openSample()
    try {
      await openMapping(page, 'mail')
      await number(page, /^Changes 3,\d\d\d people/u).waitFor()
      const sum = async (): Promise<number> => (await lensOf(page).getByRole('list', { name: 'What happens' }).locator('.lens-count').allTextContents()).reduce((total, text) => total + Number(text.replace(/\D/gu, '')), 0)
      const population = Number(/^[\d,]+/u.exec(await lensOf(page).locator('.lens-header .number').textContent() ?? '')?.[0].replaceAll(',', ''))
      expect(await sum()).toBe(population)

      await type(page, '[Email_Work]')
      await number(page, /^Changes \d{1,3} (?:people|person)/u).waitFor()
      await number(page, /^Same/u).press('Enter')
      const total = /[\d,]+/u.exec(await number(page, /^Same/u).textContent() ?? '')?.[0] ?? ''
      await page.getByRole('grid', { name: 'Same' }).getByRole('row').nth(3).waitFor()
      await page.getByText(new RegExp(`^Rows 1–\\d+ of ${total}$`, 'u')).waitFor()
      await page.screenshot({ path: path.join(pictures, 'lens-sample-list.png') })
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Save as test' }).click()
      await page.getByRole('tab', { name: /^Tests/u }).click()
      await page.getByText('passed', { exact: true }).first().waitFor()
      await page.screenshot({ path: path.join(pictures, 'lens-sample-tests.png') })
      expect(problems).toEqual([])
    } finally {
      await close()
    }
  }, 180_000)
})
