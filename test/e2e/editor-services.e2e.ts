import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { type } from '../support/expression-editor'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { offences, pictures } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

/** The editor of one mapping, its text selected and gone where another is given. */
async function openEditor(target: string, text?: string, options: Partial<FakeOptions> = {}): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  const { page } = shown
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Mappings/u }).click()
  await page.getByRole('row', { name: new RegExp(`^${target}`, 'u') }).dblclick()
  await page.getByRole('textbox', { name: `Expression for ${target}` }).waitFor()
  if (text !== undefined) await type(page, text)
  return page
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400)
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
}

async function shownText(page: Page): Promise<string> {
  return (await page.locator('.code-editor:not([hidden]) .view-lines').first().textContent() ?? '').replaceAll('\u00a0', ' ')
}

describe('the expression editor', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`completes, explains and values while one types, in the theme ${theme}`, async () => {
      const page = await openEditor('mail', '', { theme })
      await page.keyboard.type('Jo')
      const widget = page.locator('.suggest-widget.visible')
      await widget.getByText('Join', { exact: true }).first().waitFor()
      await page.keyboard.press('Control+Space')
      await look(page, `editor-completion-function-${theme}`)
      await page.keyboard.press('Enter')
      await page.locator('.parameter-hints-widget.visible').getByText('separator').first().waitFor()
      await look(page, `editor-signature-${theme}`)
      await page.keyboard.press('Escape')
      await page.keyboard.type('".", [legal')
      await widget.getByText('LegalFirstName').first().waitFor()
      await widget.getByText('% filled').first().waitFor()
      await look(page, `editor-completion-attribute-${theme}`)
      await page.keyboard.press('Enter')
      await expect.poll(async () => shownText(page)).toBe('Join(".", [LegalFirstName])')

      await type(page, 'Switch([Site], "?", , "x")')
      for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Control+Space')
      await widget.getByText('"Leeds"').waitFor()
      await look(page, `editor-completion-keys-${theme}`)
      await page.keyboard.press('Enter')
      await expect.poll(async () => shownText(page)).toMatch(/^Switch\(\[Site\], "\?", "\p{L}+", "x"\)$/u)

      await type(page, 'Join("@", ToLower(Join(".", [LegalFirstName], [LegalLastName])), "nwhg.example")')
      await page.locator('.ghost-text').getByText('@nwhg.example').waitFor()
      await page.keyboard.press('Home')
      for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowRight')
      await page.locator('.ghost-text', { hasText: '[LegalFirstName] → Zofia' }).waitFor()
      await page.keyboard.press('Control+i')
      await page.locator('.monaco-hover').getByText('% filled').waitFor()
      await look(page, `editor-hover-${theme}`)
      expect(await offences(page)).toEqual([])
      expect(shown?.problems).toEqual([])
    }, 120_000)

    test(`marks, cures, formats and compares, in the theme ${theme}`, async () => {
      const page = await openEditor('mail', 'Join("-", [legalfirstname], [legallastname], Left([Title], 99))', { theme })
      await page.locator('.squiggly-warning, .squiggly-error').first().waitFor()
      await page.keyboard.press('Home')
      await page.keyboard.press('F8')
      await page.locator('.marker-widget').first().waitFor()
      await look(page, `editor-problem-${theme}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+.')
      await page.locator('.action-widget').first().waitFor()
      await look(page, `editor-fixes-${theme}`)
      await page.locator('.action-widget').getByText('AttributeCase: fix all 2').click()
      await expect.poll(async () => shownText(page)).toContain('[LegalFirstName], [LegalLastName]')

      await page.getByRole('button', { name: 'Compare with v7' }).click()
      await page.locator('.monaco-diff-editor .line-insert, .monaco-diff-editor .char-insert').first().waitFor()
      const editor = page.locator('.monaco-diff-editor .monaco-editor').first()
      expect(await editor.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(41, 41, 41)')
      await look(page, `editor-compare-${theme}`)
      expect(await offences(page)).toEqual([])
      await page.getByRole('button', { name: 'Compare with v7' }).click()
      await page.getByRole('textbox', { name: 'Expression for mail' }).waitFor()

      await type(page, 'Left([WorkEmail], [Title])')
      await page.locator('.fails-for-person').first().waitFor()
      await page.locator('.ghost-text.fails').waitFor()
      await look(page, `editor-fails-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)

    test(`renames, finds usages and what feeds an attribute, in the theme ${theme}`, async () => {
      const page = await openEditor('displayName', undefined, { theme })
      await page.getByRole('textbox', { name: 'Expression for displayName' }).focus()
      await page.keyboard.press('Home')
      for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('F12')
      await page.getByText('No mapping feeds LegalFirstName: it is read from Workday.').waitFor()
      await page.keyboard.press('Shift+F12')
      const usages = page.getByRole('dialog', { name: 'Usages of LegalFirstName' })
      await usages.getByRole('listitem').nth(2).waitFor()
      await look(page, `editor-usages-${theme}`)
      expect(await offences(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('textbox', { name: 'Expression for displayName' }).focus()
      await page.keyboard.press('F2')
      const rename = page.getByRole('dialog', { name: 'Rename LegalFirstName' })
      await rename.getByLabel('New name').fill('GivenName')
      await look(page, `editor-rename-${theme}`)
      expect(await offences(page)).toEqual([])
      await rename.getByRole('button', { name: 'Rename in 3 places' }).click()
      await expect.poll(async () => shownText(page)).toContain('[GivenName]')
      await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
      await expect.poll(async () => shownText(page)).toContain('[LegalFirstName]')
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('formats and folds a long call, shows its help, and has its commands in the palette', async () => {
    const page = await openEditor('mail', 'Switch([Site], "elsewhere", "Leeds", "OU=Leeds,DC=example,DC=org", "Bergen", "OU=Bergen,DC=example,DC=org")')
    await page.keyboard.press('Shift+Alt+f')
    await expect.poll(async () => page.locator('.code-editor .view-line').count()).toBe(5)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+Shift+[')
    await expect.poll(async () => shownText(page)).not.toContain('Bergen')
    await page.keyboard.press('Control+Shift+]')
    await expect.poll(async () => shownText(page)).toContain('Bergen')
    await page.keyboard.press('Alt+F1')
    await page.getByRole('dialog', { name: 'Help for the expression editor' }).waitFor()
    await look(page, 'editor-help')
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'Expression for mail' }).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('usages')
    await look(page, 'editor-palette')
    await page.getByRole('option', { name: /Find usages of Site/u }).click()
    await page.getByRole('dialog', { name: 'Usages of Site' }).getByRole('button', { name: /physicalDeliveryOfficeName/u }).click()
    await page.getByRole('heading', { level: 1, name: /physicalDeliveryOfficeName/u }).waitFor()
  })

  test('takes a usual job with Tab from place to place, then lets Tab leave', async () => {
    const page = await openEditor('mail', '')
    await page.keyboard.type('proxyA')
    await page.locator('.suggest-widget.visible').getByText('Primary proxy address').first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(async () => shownText(page)).toBe('Join(":", "SMTP", ToLower([WorkEmail]))')
    await page.keyboard.press('Tab')
    const editor = page.getByRole('textbox', { name: 'Expression for mail' })
    await page.keyboard.press('Tab')
    expect(await editor.evaluate((element) => element === document.activeElement)).toBe(false)
  })

  test('explains what a problem rests on, without leaving the window', async () => {
    const page = await openEditor('mail', 'ToLower([workemail])')
    await page.getByRole('button', { name: /^AttributeCase: what this rests on/u }).click()
    await page.getByRole('dialog', { name: 'AttributeCase' }).waitFor()
    await look(page, 'editor-paragraph')
    expect(await offences(page)).toEqual([])
  })
})
