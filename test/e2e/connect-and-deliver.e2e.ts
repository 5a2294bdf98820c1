import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { exportSynchronizationSchema } from '../../main/exporters/graph-schema'
import type { ExportCheck } from '../../shared/ipc/views'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { fakeData } from '../support/fake-data'
import { fakeViews, type FakeViews } from '../support/fake-views'
import { look } from '../support/look'
import { goToScreen } from '../support/screens'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

const project = fakeData().project
const warning = { code: 'S20', severity: 'warning' as const, path: 'synchronizationRules[0].objectMappings[0].attributeMappings[1]', message: 'userPrincipalName is made unique on every cycle, so names may change.' }
const checkOf = (job: string, diagnostics: ExportCheck['diagnostics'], provedBy?: ExportCheck['provedBy']): ExportCheck => {
  const errors = diagnostics.filter((one) => one.severity === 'error').length
  return { job, format: 'graph-schema', valid: errors === 0, errors, warnings: diagnostics.length - errors, diagnostics, text: exportSynchronizationSchema(project.document, job).text, ...(provedBy !== undefined && { provedBy }) }
}
const exports: FakeViews['exports'] = {
  'hr-to-ad': checkOf('hr-to-ad', [warning], { run: 14, summary: { create: 412, update: 3902, disable: 0, enable: 9, delete: 0 }, held: 137, failed: 38 }),
  'ad-to-entra': checkOf('ad-to-entra', [warning, { code: 'S17', severity: 'error', path: 'synchronizationRules[0].objectMappings[0]', message: 'The object mapping has no matching attribute.' }]),
}

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

async function open(options: FakeOptions, views: Partial<FakeViews> = {}, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(`${fakeBridge(options)};${fakeViews({ exports, ...views })}`)
  await shown.page.setViewportSize(size)
  await shown.page.getByRole('heading', { level: 1 }).waitFor()
  return shown.page
}

describe('connections, matching, problems and export', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`are shown without offence in the theme ${theme}`, async () => {
      const page = await open({ state: 'rehearsed', theme })
      await goToScreen(page, 'Connections')
      await page.getByRole('grid', { name: 'worker of Workday as read' }).getByRole('row').nth(3).waitFor()
      await page.getByText('Since run 14: 12 new, 40 changed, 3 missing').waitFor()
      await page.getByRole('combobox', { name: 'Time zone of the source' }).waitFor()
      await look(page, `connections-rows-${theme}`)
      await page.getByRole('tab', { name: /^Profile/u }).click()
      await page.getByRole('row', { name: /^Title/u }).waitFor()
      await look(page, `connections-profile-${theme}`)
      await page.getByRole('row', { name: /^Title/u }).click()
      await page.getByRole('complementary', { name: 'Title' }).waitFor()
      await look(page, `connections-attribute-${theme}`)
      await page.getByRole('tab', { name: /^Findings/u }).click()
      await page.getByRole('grid', { name: 'Findings in Workday' }).getByRole('row').nth(3).waitFor()
      await look(page, `connections-findings-${theme}`)

      await goToScreen(page, 'Matching')
      await page.getByRole('grid', { name: 'Matched' }).getByRole('row').nth(2).click()
      await page.getByRole('complementary').getByText('employeeID', { exact: true }).waitFor()
      await look(page, `matching-${theme}`)
      await page.getByRole('tab', { name: /^Ambiguous/u }).click()
      await page.getByRole('grid', { name: 'Ambiguous' }).getByRole('row').nth(1).click()
      await page.getByRole('complementary').getByRole('columnheader').nth(2).waitFor()
      await look(page, `matching-ambiguous-${theme}`)
      await page.getByRole('tab', { name: /^Only in Active Directory/u }).click()
      await page.getByRole('button', { name: 'Near match · 73' }).click()
      await page.getByText(/^Rows 1–\d+ of 73$/u).waitFor()
      await page.getByRole('grid', { name: 'Only in Active Directory' }).getByRole('row').nth(1).click()
      await page.getByRole('complementary').getByText(/^It looks like .* Provisioning leaves it alone\.$/u).waitFor()
      await look(page, `matching-only-target-${theme}`)

      await goToScreen(page, 'Problems')
      await page.getByRole('row', { name: /SelectUniqueValue/u }).click()
      await page.getByRole('complementary').getByRole('list').getByRole('button').first().waitFor()
      await look(page, `problems-${theme}`)

      await goToScreen(page, 'Export')
      await page.getByText('"directories"').waitFor()
      await look(page, `export-${theme}`)
      await page.getByRole('button', { name: /^Active Directory → Entra ID/u }).click()
      await page.getByRole('button', { name: 'Show 1 error' }).click()
      await look(page, `export-diagnostics-${theme}`)
      await page.getByRole('button', { name: /^Plan as a table/u }).click()
      await look(page, `export-plan-${theme}`)
      expect(shown?.problems).toEqual([])
    }, 180_000)
  }

  test('fit 1280 by 800 and 1024 by 640', async () => {
    const page = await open({ state: 'rehearsed' }, {}, { width: 1280, height: 800 })
    for (const screen of ['Connections', 'Matching', 'Problems', 'Export']) {
      await goToScreen(page, screen)
      await look(page, `${screen.toLowerCase()}-1280`)
    }
    await page.setViewportSize({ width: 1024, height: 640 })
    for (const screen of ['Connections', 'Matching', 'Problems', 'Export']) {
      await goToScreen(page, screen)
      await look(page, `${screen.toLowerCase()}-1024`)
    }
    await goToScreen(page, 'Connections')
    await page.getByRole('button', { name: 'Reading rules' }).click()
    await look(page, 'connections-rules-1024')
    await addSystems(page)
    expect(shown?.problems).toEqual([])
  }, 120_000)

  /** A file, then a directory whose password is wrong at first, on the smallest window. */
  async function addSystems(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByRole('complementary', { name: 'Test of Workday' }).getByText('It can be read; look at what is odd.').waitFor()
    await look(page, 'connections-test-1024')
    await page.getByRole('button', { name: 'Add system' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click()
    await page.getByText('EmployeeID identifies an object: filled and different in every row.').waitFor()
    await page.getByRole('combobox', { name: 'Separator' }).click()
    await page.getByRole('option', { name: 'Tab' }).click()
    await page.getByRole('dialog').getByText('yours', { exact: true }).waitFor()
    await look(page, 'add-system-files-1024')
    await page.getByRole('radio', { name: 'Live directory (LDAP)' }).click()
    const test = page.getByRole('dialog').getByRole('button', { name: 'Test connection' })
    await test.click()
    await page.getByText('An account has to be named.').waitFor()
    await page.getByRole('textbox', { name: 'Address' }).fill('ldaps://dc.northwind.example')
    await page.getByRole('textbox', { name: 'Account' }).fill('cn=reader,dc=northwind,dc=example')
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await test.click()
    await page.getByText(/the name or the password is wrong/u).waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('right')
    await test.click()
    await page.getByText(/^Read the first 1,000 entries/u).waitFor()
    await look(page, 'add-system-directory-1024')
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Active Directory 2')
    await page.getByRole('textbox', { name: 'Name' }).fill('Branch AD')
    await page.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'target of a new job from Workday' }).click()
    await page.getByRole('button', { name: 'Add and read' }).click()
    await page.getByText('Maps FirstName to givenName and LastName to sn.').waitFor()
    await look(page, 'add-system-decisions-1024')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByRole('button', { name: /4 edits since v7/u }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /3 edits since v7/u }).waitFor()
  }

  test('a reading rule goes into the draft as yours, and takes effect with the next read', async () => {
    const page = await open({ state: 'rehearsed' })
    await goToScreen(page, 'Connections')
    const rules = page.getByRole('complementary', { name: 'Reading rules' })
    await rules.getByText('8 detected, 0 yours').waitFor()
    await rules.getByRole('combobox', { name: 'Separator' }).click()
    await page.getByRole('option', { name: 'Tab' }).click()
    await rules.getByText('7 detected, 1 yours').waitFor()
    await rules.getByRole('textbox', { name: 'Rows before the header' }).fill('many')
    await rules.getByText('A whole number from 0 to 1,000.').waitFor()
    await rules.getByRole('textbox', { name: 'Rows before the header' }).fill('2')
    await page.keyboard.press('Enter')
    await rules.getByText('6 detected, 2 yours').waitFor()
    await page.getByRole('button', { name: /4 edits since v7/u }).waitFor()
    await look(page, 'connections-yours')
    await rules.getByRole('button', { name: 'Apply and read again' }).click()
    await page.getByRole('contentinfo').getByRole('progressbar').waitFor()
    expect(shown?.problems).toEqual([])
  })

  test('a system that was never read offers to read it, and a directory asks for its password before', async () => {
    const page = await open({ state: 'rehearsed' }, { neverRead: 'entra', live: 'entra', doubted: 'ad' })
    await goToScreen(page, 'Connections')
    await page.getByRole('button', { name: /^Active Directory/u }).click()
    await page.getByText('The last read of Active Directory brought nobody, where 5,358 objects were held before.').waitFor()
    await look(page, 'connections-doubted')
    await page.getByRole('button', { name: 'Active Directory is empty now…' }).click()
    const accept = page.getByRole('button', { name: 'Remove 5,358 objects' })
    expect(await accept.isDisabled()).toBe(true)
    await page.getByLabel('Type 5358 to take it').fill('5358')
    await look(page, 'connections-accept-empty')
    await accept.click()
    await page.getByRole('contentinfo').getByRole('progressbar').waitFor()
    await page.keyboard.press('Shift+F5')
    await page.getByRole('button', { name: /^Entra ID/u }).click()
    await page.getByRole('heading', { name: 'Entra ID has not been read yet' }).waitFor()
    const password = page.getByRole('region', { name: 'Password' })
    await password.getByLabel('Password').fill('hunter2')
    await look(page, 'connections-never-read')
    await page.keyboard.press('Enter')
    await password.getByText('kept in the operating system\'s store').waitFor()
    await password.getByRole('button', { name: 'Replace' }).click()
    expect(await password.getByLabel('Password').inputValue()).toBe('')
    await password.getByRole('button', { name: 'Cancel' }).click()
    await look(page, 'connections-password')
    await password.getByRole('button', { name: 'Forget' }).click()
    expect(await password.getByRole('button', { name: 'Keep password' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await page.getByRole('contentinfo').getByRole('progressbar').waitFor()
  })

  test('rows are found, opened and walked by keyboard, and Escape goes back to the table', async () => {
    const page = await open({ state: 'rehearsed' })
    await goToScreen(page, 'Connections')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('zofia')
    const rows = page.getByRole('grid', { name: 'worker of Workday as read' })
    await page.getByText(/^Rows 1–\d+ of 250$/u).waitFor()
    await rows.focus()
    await page.keyboard.press('Space')
    await page.getByRole('complementary', { name: /^Zofia/u }).getByText('workers.csv line 2').waitFor()
    await page.getByRole('complementary', { name: /^Zofia/u }).focus()
    await page.keyboard.press('j')
    await page.getByRole('complementary', { name: /^Zofia/u }).getByText(/workers.csv line (?!2$)\d+/u).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: 'Reading rules' }).waitFor()
    expect(await rows.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('F8 walks through the problems, and Enter opens where one is cured', async () => {
    const page = await open({ state: 'rehearsed' })
    await page.getByRole('link', { name: /^Problems\W+\d+ error/u }).waitFor()
    await page.keyboard.press('F8')
    await page.getByRole('heading', { level: 1, name: 'Problems' }).waitFor()
    await page.getByRole('complementary', { name: /company would be 71/u }).waitFor()
    await page.keyboard.press('Control+j')
    await expect.poll(async () => page.getByRole('complementary').count()).toBe(0)
    await page.getByRole('heading', { level: 1, name: 'Problems' }).focus()
    await page.keyboard.press('F6')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treegrid')
    await page.keyboard.press('Shift+F6')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Run 14/u)
    await page.keyboard.press('Control+Shift+R')
    await page.getByRole('menuitemradio', { name: /^Run 13/u }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('F8')
    await page.getByRole('complementary', { name: /company would be 71/u }).waitFor()
    await page.keyboard.press('Shift+F8')
    await page.getByRole('complementary', { name: /13 cells/u }).waitFor()
    await page.getByRole('button', { name: /^Open connection/u }).click()
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor()
    await page.getByRole('grid', { name: 'Findings in Workday' }).waitFor()
    await goToScreen(page, 'Problems')
    await page.getByRole('treegrid').getByText('DuplicateTargetEntries').dblclick()
    await page.getByRole('heading', { level: 1, name: 'Matching' }).waitFor()
    await page.getByRole('tab', { name: /^Ambiguous/u, selected: true }).waitFor()
    await page.getByRole('tab', { name: /^Only in Active Directory/u }).click()
    await page.getByRole('grid', { name: 'Only in Active Directory' }).getByRole('row').nth(1).click()
    await page.getByRole('complementary').getByRole('button', { name: 'Protect' }).click()
    await page.getByRole('complementary').getByText('Protected by this job’s guards').waitFor()
    await look(page, 'matching-protected')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('complementary').getByRole('button', { name: 'Protect' }).waitFor()
  })

  test('a schema with errors cannot be saved; a finding leads to its line', async () => {
    const page = await open({ state: 'rehearsed' })
    await goToScreen(page, 'Export')
    await page.getByRole('button', { name: 'Save file…' }).click()
    await page.getByText('Saved /home/alex/synchronization-schema.json').waitFor()
    await page.getByRole('button', { name: /^Active Directory → Entra ID/u }).click()
    await page.getByText('No initial cycle since the last edit').waitFor()
    expect(await page.getByRole('button', { name: 'Save file…' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show 1 error' }).click()
    await page.getByRole('list', { name: 'Errors and warnings' }).getByRole('button', { name: /^Line/u }).first().click()
    await page.locator('.json-line.marked').waitFor()
    await look(page, 'export-line')
  })

  test('says that nothing is wrong, that nothing was rehearsed, and what failed', async () => {
    const page = await open({ state: 'rehearsed' }, { noProblems: true })
    await goToScreen(page, 'Problems')
    await page.getByRole('heading', { name: 'No problems found in 16 mappings and 5,000 people' }).waitFor()
    await look(page, 'problems-empty')
    await shown?.close()
    const first = await open({ state: 'firstRun', tour: 'left' })
    await goToScreen(first, 'Matching')
    await first.getByRole('heading', { name: 'Nobody has been matched yet' }).waitFor()
    await look(first, 'matching-empty')
    await shown?.close()
    const failing = await open({ state: 'rehearsed', failing: ['systems.list', 'systems.rows', 'matching.counts', 'problems.list', 'export.check'] })
    for (const screen of ['Connections', 'Matching', 'Problems', 'Export']) {
      await goToScreen(failing, screen)
      await failing.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
      await look(failing, `${screen.toLowerCase()}-failed`)
    }
  })
})
