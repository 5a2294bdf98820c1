import { afterAll, beforeAll, expect } from 'vitest'
import { type Launched, launch, whyNoWindow } from '../support/electron'
import { screenshotPath } from '../support/folders'
import { skipBecause } from '../support/skip'

/*
 * The main job as somebody does it who has just installed the application: the sample is open, its first cycle is rehearsed, the plan is
 * followed down to one person, then what it would take away, what is wrong, who is whose, and what leaves here. Each step on the real
 * engine; the pictures are for people to look at.
 */

const { describe, test } = skipBecause(whyNoWindow())

let launched: Launched

function screens() {
  return launched.window.getByRole('navigation', { name: 'Screens' })
}

async function open(screen: string): Promise<void> {
  await screens().getByRole('link', { name: new RegExp(`^${screen}`) }).click()
  await launched.window.getByRole('heading', { level: 1, name: screen }).waitFor()
}

async function picture(name: string): Promise<void> {
  await launched.window.waitForTimeout(400)
  await launched.window.screenshot({ path: screenshotPath(`story-${name}`) })
}

describe('the main job, on the sample company', () => {
  beforeAll(async () => {
    launched = await launch()
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900))
  })
  afterAll(async () => {
    await launched.close()
  })

  test('opens on the sample, read and not rehearsed yet', async () => {
    await launched.window.getByText('Nothing has been rehearsed yet').waitFor()
    await launched.window.getByText('5,131').first().waitFor({ timeout: 20_000 })
    await picture('1-first-run')
  })

  test('rehearses the first cycle with one key and shows what waits for a decision', async () => {
    await launched.window.keyboard.press('F5')
    await launched.window.getByText(/Run 1/).first().waitFor({ timeout: 30_000 })
    await launched.window.getByText('388').first().waitFor({ timeout: 30_000 })
    await picture('2-overview')
  })

  test('shows the plan in groups that sum to everybody, and one person behind a group', async () => {
    await open('Plan')
    const summary = launched.window.getByRole('group', { name: /Summary/ })
    await summary.waitFor()
    const text = await summary.innerText()
    const counts = [...text.matchAll(/([\d,]+)/g)].map(([, n]) => Number((n as string).replaceAll(',', '')))
    const population = counts.pop() as number
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(population)
    expect(population).toBe(4998)
    await picture('3-plan')
    await launched.window.getByText('Terminated').or(launched.window.getByText(/accountDisabled/)).first().click()
    await picture('4-plan-group')
  })

  for (const [number, screen] of [[5, 'Impact'], [6, 'Matching'], [7, 'Problems'], [8, 'Connections'], [9, 'Mappings'], [10, 'Export'], [11, 'Rehearse']] as const) {
    test(`shows ${screen} of the same run without an error`, async () => {
      await open(screen)
      await launched.window.waitForTimeout(1000)
      await picture(`${number}-${screen.toLowerCase()}`)
      expect(launched.problems).toEqual([])
    })
  }
})
