import type { Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import { showInChromium, whyNoChromium, type Shown } from '../support/chromium'
import { fakeBridge, type FakeOptions } from '../support/fake-bridge'
import { look } from '../support/look'
import { skipBecause } from '../support/skip'

const { describe, test } = skipBecause(whyNoChromium())

let shown: Shown | undefined
afterEach(async () => {
  await shown?.close()
  shown = undefined
})

/** The people of the group whose mail gets another domain. */
async function openPeople(options: Partial<FakeOptions> = {}, size = { width: 1440, height: 900 }): Promise<Page> {
  shown = await showInChromium(fakeBridge({ state: 'rehearsed', ...options }))
  const { page } = shown
  await page.setViewportSize(size)
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Plan/u }).click()
  await page.getByRole('row', { name: /mail changes domain/u }).click()
  await page.getByRole('button', { name: /^Show 3,790 people/u }).click()
  return page
}

const counted = async (text: string | null): Promise<number> => Promise.resolve(Number((text ?? '').replace(/[^\d]/gu, '')))

describe('a plan grouped by an attribute', () => {
  test('has a row for each value, which opens as many people as it counts', async () => {
    const page = await openPeople()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cause and shape' }).click()
    await page.getByRole('menuitemradio', { name: 'Department', exact: true }).click()
    const row = page.getByRole('grid', { name: 'What would happen, by Department' }).getByRole('row').nth(1)
    const people = await counted(await row.getByRole('gridcell').nth(1).textContent())
    await look(page, 'plan-by-department')
    await row.dblclick()
    await page.getByRole('navigation', { name: 'Path' }).getByText(/^Department is /u).waitFor()
    await page.getByText(new RegExp(`of ${people.toLocaleString('en-US')}$`, 'u')).waitFor()
  })
})

describe('the facets of a plan', () => {
  for (const theme of ['light', 'dark', 'highContrast'] as const) {
    test(`narrow the people without offence in the theme ${theme}`, async () => {
      const page = await openPeople({ theme })
      const filters = page.getByRole('region', { name: 'Filters' })
      await filters.getByRole('checkbox').first().check()
      await page.getByRole('row').nth(3).click()
      await look(page, `facets-${theme}`)
    })
  }

  test('give the table as many rows as their counts say, and keep their own counts', async () => {
    const page = await openPeople()
    const department = page.getByRole('group', { name: 'Department' })
    const names = await department.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')))
    await department.getByRole('checkbox').first().check()
    const wanted = await counted(names[0]?.split(',').slice(1).join() ?? '')
    await page.getByText(new RegExp(`of ${wanted.toLocaleString('en-US')}$`, 'u')).waitFor()
    expect(await department.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')))).toEqual(names)
    await page.getByRole('navigation', { name: 'Path' }).getByText(/^Department is /u).waitFor()
    await page.getByRole('group', { name: 'Site' }).getByRole('checkbox', { name: /^\(blank\)/u }).check()
    await page.getByRole('navigation', { name: 'Path' }).getByText(/^Department is .*, and Site is \(blank\)$/u).waitFor()
    await page.getByRole('button', { name: /^Department is/u }).click()
    await page.getByRole('button', { name: /^Site is/u }).click()
    await page.getByText('of 3,790').waitFor()
  })

  test('take any attribute, sort by a header, and go with Ctrl+Shift+F', async () => {
    const page = await openPeople()
    await page.getByRole('button', { name: 'Choose attribute…' }).click()
    await page.getByRole('menuitem', { name: 'WorkerType' }).click()
    await page.getByRole('group', { name: 'WorkerType' }).getByRole('checkbox', { name: /^Agency/u }).waitFor()
    await page.getByRole('columnheader', { name: 'Person' }).click()
    await page.getByText('Sorted by Person').waitFor()
    expect(await page.getByRole('columnheader', { name: 'Person' }).getAttribute('aria-sort')).toBe('ascending')
    await page.keyboard.press('Control+Shift+f')
    expect(await page.getByRole('region', { name: 'Filters' }).count()).toBe(0)
  })

  test('stay hidden at first where there is little room', async () => {
    const page = await openPeople({}, { width: 1024, height: 640 })
    expect(await page.getByRole('region', { name: 'Filters' }).count()).toBe(0)
    await page.getByRole('button', { name: /^Filters/u }).click()
    await page.getByRole('region', { name: 'Filters' }).getByRole('checkbox').first().check()
    await look(page, 'facets-1024')
  })
})
