import { afterAll, beforeAll, expect } from 'vitest'
import { type Launched, launch, whyNoWindow } from '../support/electron'
import { screenshotPath } from '../support/folders'
import { skipBecause } from '../support/skip'

/*
 * What would change if I edited this filter? The sample is rehearsed, a clause of its scope is edited, the line under the header says what
 * that would do before anything is saved, and one of the people behind it is opened. On the real engine.
 */

const { describe, test } = skipBecause(whyNoWindow())

let launched: Launched

async function picture(name: string): Promise<void> {
  await launched.window.waitForTimeout(400)
  await launched.window.screenshot({ path: screenshotPath(`what-if-${name}`) })
}

describe('what an edit would change, before it is saved', () => {
  beforeAll(async () => {
    launched = await launch()
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900))
    const { window } = launched
    await window.getByText('Nothing has been rehearsed yet').waitFor()
    await window.getByText('5,131').first().waitFor({ timeout: 20_000 })
    await window.keyboard.press('F5')
    await window.getByText('388').first().waitFor({ timeout: 60_000 })
  }, 120_000)
  afterAll(async () => {
    await launched.close()
  })

  test('a clause is edited, the line says what it does to whom, and one of them is opened', async () => {
    const { window } = launched
    await window.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Scope/u }).click()
    const sentence = window.getByText(/people are in scope/u)
    await sentence.waitFor()
    const before = await sentence.textContent()
    await picture('1-scope')
    await window.getByRole('button', { name: 'Add clause' }).first().click()
    const clause = window.getByRole('listitem', { name: /clause \d+$/u }).last()
    await clause.getByRole('combobox', { name: 'Attribute' }).fill('Location')
    await clause.getByRole('combobox', { name: 'Attribute' }).press('Enter')
    await clause.getByRole('combobox', { name: 'Operator' }).selectOption('NOT EQUALS')
    await clause.getByRole('textbox', { name: 'Value' }).fill('Aldermere')
    await clause.getByRole('textbox', { name: 'Value' }).press('Enter')
    await expect.poll(() => sentence.textContent()).not.toBe(before)
    const effect = window.getByRole('group', { name: 'Effect of the draft' })
    await effect.getByText(/(more|fewer) would be disabled/u).waitFor({ timeout: 60_000 })
    await picture('2-effect')
    await effect.getByRole('button', { name: /^Show [\d,]+ outcomes?$/u }).click()
    const list = window.getByRole('grid', { name: 'Objects whose outcome the draft changes' })
    await list.getByRole('row').nth(2).waitFor()
    await list.getByRole('row').nth(2).click()
    await picture('3-people')
    await window.getByRole('button', { name: /^Open person/u }).click()
    await window.getByRole('heading', { level: 2, name: /^Scoping/u }).waitFor({ timeout: 20_000 })
    await picture('4-person')
    await window.getByRole('button', { name: 'Run on demand' }).click()
    await window.getByRole('button', { name: 'Back to the run' }).waitFor({ timeout: 20_000 })
    await picture('5-on-demand')
    expect(launched.problems).toEqual([])
  }, 180_000)
})
