import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { hoverText, type } from '../support/expression-editor'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { look, pictures } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function openMappings(options: Partial<FakeOptions> = {}): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  await shown.page.setViewportSize({ width: 1440, height: 900 })
  await shown.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Mappings/u }).click()
  await shown.page.getByRole('grid', { name: 'Attribute mappings in evaluation order' }).waitFor()
  return shown.page
}

async function openEditor(page: Page, target: string): Promise<Locator> {
  await page.getByRole('row', { name: new RegExp(`^${target}`, 'u') }).dblclick()
  await page.getByRole('heading', { level: 1, name: new RegExp(target, 'u') }).waitFor()
  const editor = page.getByRole('textbox', { name: `Expression for ${target}` })
  await editor.waitFor()
  return editor
}

describe('mappings', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`shows its parts without offence in the theme ${theme}`, async () => {
      const page = await openMappings({ theme })
      await look(page, `mappings-${theme}`)
      await page.getByRole('row', { name: /^department/u }).click()
      await page.getByRole('complementary', { name: 'department' }).waitFor()
      await look(page, `mappings-pane-${theme}`)
      for (const [tab, name] of [['Target actions', 'actions'], ['Deprovisioning and guards', 'guards'], ['Schema', 'schema']] as const) {
        await page.getByRole('tab', { name: tab }).click()
        await look(page, `mappings-${name}-${theme}`)
      }
      await page.getByRole('tab', { name: /^Attribute mappings/u }).click()
      await openEditor(page, 'userPrincipalName')
      await page.getByRole('table').getByRole('row').nth(5).waitFor()
      await look(page, `expression-editor-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 120_000)
  }

  test('reorders with the keyboard, deletes with a way back, and says in the title bar that the draft has edits', async () => {
    const page = await openMappings()
    const grid = page.getByRole('grid', { name: 'Attribute mappings in evaluation order' })
    const second = grid.getByRole('row').nth(2)
    await grid.focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => second.textContent()).toContain('employeeID')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => grid.getByRole('row').nth(3).textContent()).toContain('employeeID')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => second.textContent()).toContain('employeeID')
    await page.keyboard.press('Delete')
    await page.getByText('The mapping of ').waitFor()
    expect(await grid.getByRole('row').count()).toBe(14)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => grid.getByRole('row').count()).toBe(15)
  })

  test('adds a mapping and edits its settings in place', async () => {
    const page = await openMappings()
    await page.getByRole('button', { name: 'Add mapping' }).click()
    const pane = page.getByRole('complementary', { name: 'New mapping' })
    await pane.getByRole('combobox', { name: 'Target attribute' }).pressSequentially('extensionAttribute3')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('listbox').count()).toBe(0)
    await pane.getByRole('combobox', { name: 'Source attribute' }).fill('Site')
    await page.keyboard.press('Enter')
    await pane.getByRole('button', { name: 'Add mapping' }).click()
    await page.getByRole('complementary', { name: 'extensionAttribute3' }).getByLabel('Apply this mapping').selectOption('ObjectAddOnly')
    await page.getByRole('row', { name: /^extensionAttribute3.*added.*Direct.*Site.*Creation/u }).waitFor()
    await page.getByRole('button', { name: /^Draft · 4 edits/u }).waitFor()
    await look(page, 'mappings-added')
    await page.keyboard.press('Control+Shift+P')
    await page.getByRole('combobox', { name: 'Search everything' }).fill('>copy extensionAttribute3')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Draft · 5 edits/u }).waitFor()
    await page.getByText('extensionAttribute3 is copied to Active Directory → Entra ID.').waitFor()
  })

  test('writes an expression: completion, marker, hover, and the value for a person', async () => {
    const page = await openMappings()
    await openEditor(page, 'mail')
    await type(page, 'ToLower(')
    await page.keyboard.type('[WorkE')
    await page.locator('.suggest-widget.visible').getByText('[WorkEmail]').waitFor()
    await page.waitForTimeout(400)
    await page.screenshot({ path: path.join(pictures, 'expression-completion.png') })
    await page.keyboard.press('Enter')
    await page.locator('.view-lines').getByText('[WorkEmail]').waitFor()
    await page.keyboard.press('End')
    if (!(await page.locator('.view-lines').textContent())?.endsWith(')')) await page.keyboard.type(')')
    const person = page.getByRole('table').getByRole('row', { name: /Zofia.* 100000/u })
    await person.getByText('same').waitFor()

    await type(page, 'Replace(ToLower([WorkEmail]), "@northwind.example", , , "@nwhg.example", , )')
    await person.getByText('changes').waitFor()
    await expect.poll(async () => person.locator('ins').textContent()).toContain('zofia.wojcik-andersen@nwhg.example')
    await hoverText(page, 'ToLower', page.locator('.monaco-hover').getByText('For Zofia Wójcik-Andersen'))
    await look(page, 'expression-hover')

    await page.keyboard.press('Control+End')
    await page.keyboard.type(' x')
    await page.getByText('before this edit').first().waitFor()
    await page.getByRole('list', { name: 'Problems of the expression' }).getByRole('listitem').first().waitFor()
    await page.locator('.squiggly-error').first().waitFor()
    expect(await person.locator('ins').textContent()).toContain('zofia.wojcik-andersen@nwhg.example')
    await look(page, 'expression-half-typed')
    expect(shown?.problems).toEqual([])
  })

  test('marks where an expression fails for a person, and offers the fix of a diagnostic', async () => {
    const page = await openMappings()
    await openEditor(page, 'mail')
    await type(page, 'Left([WorkEmail], [Title])')
    await page.getByRole('table').getByRole('row', { name: /Zofia/u }).getByText('fails').waitFor()
    await page.locator('.fails-for-person').first().waitFor()
    await look(page, 'expression-fails')
    await type(page, 'ToLower([workemail])')
    await page.getByRole('button', { name: /WorkEmail/u }).click()
    await expect.poll(async () => page.locator('.view-lines').textContent()).toBe('ToLower([WorkEmail])')
  })

  test('keeps an edit with Ctrl+S, leaves with Escape, and loses nothing that was not kept', async () => {
    const page = await openMappings()
    await openEditor(page, 'mail')
    await type(page, 'ToUpper([WorkEmail])')
    await page.keyboard.press('Control+s')
    await expect.poll(async () => page.getByRole('button', { name: /^Keep/u }).isDisabled()).toBe(true)
    await type(page, 'Trim([WorkEmail])')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /^mail.*not kept.*ToUpper\(\[WorkEmail\]\)/u }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: /^Expression for/u }).waitFor()
    await expect.poll(async () => page.locator('.view-lines').textContent()).toContain('Trim')
  })

  test('lets Tab leave the editor, and Ctrl+M let it indent', async () => {
    const page = await openMappings()
    const editor = await openEditor(page, 'mail')
    await editor.focus()
    await page.keyboard.press('Tab')
    expect(await editor.evaluate((element) => element === document.activeElement)).toBe(false)
    await editor.focus()
    await page.keyboard.press('Control+m')
    await page.getByText('Tab indents').waitFor()
    await page.keyboard.press('Tab')
    expect(await editor.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('chooses the people: by name or ID, at random, and without', async () => {
    const page = await openMappings()
    await openEditor(page, 'mail')
    const rows = page.getByRole('table').getByRole('row')
    await page.getByRole('region', { name: 'Population lens' }).getByRole('button', { name: /^Collides/u }).waitFor()
    await expect.poll(async () => rows.count()).toBeGreaterThan(8)
    await page.getByRole('button', { name: 'Add person' }).click()
    await page.getByRole('searchbox', { name: 'Find a person by name or ID' }).fill('100777')
    await page.getByRole('button', { name: /100777/u }).first().waitFor()
    await look(page, 'expression-add-person')
    await page.keyboard.press('Enter')
    await expect.poll(async () => rows.nth(1).textContent()).toContain('100777')
    const spread = await rows.nth(3).textContent()
    await page.getByRole('button', { name: '5 at random' }).click()
    await expect.poll(async () => rows.nth(3).textContent()).not.toBe(spread)
    expect(await rows.nth(1).textContent()).toContain('100777')
    await rows.nth(1).getByRole('button', { name: /^Unpin/u }).click()
    await expect.poll(async () => rows.nth(1).textContent()).not.toContain('100777')
  })

  test('says what to read where there is nobody to show', async () => {
    const page = await openMappings()
    await page.evaluate(() => {
      const { rehearsal } = window as unknown as { readonly rehearsal: { request: (name: string, input: unknown) => Promise<unknown> } }
      const before = rehearsal.request
      rehearsal.request = async (name, input) => (name === 'preview.people' ? { ok: true, value: [] } : before(name, input))
    })
    await openEditor(page, 'mail')
    await page.getByRole('heading', { name: 'Workday has not been read yet' }).waitFor()
    await look(page, 'expression-no-data')
  })
})
