import { expect, test } from 'vitest'
import { foundSections, isFound, type Section } from '../../renderer/features/settings/found-settings'

const setting = (id: string, label: string, more: { readonly hint?: string; readonly words?: string } = {}) => ({ id, label, control: label, ...more })
const SECTIONS: readonly Section[] = [
  { id: 'appearance', settings: [setting('theme', 'Theme', { words: 'Light Dark' }), setting('zoom', 'Zoom')] },
  { id: 'keys', settings: [setting('rehearse', 'Rehearse', { words: 'F5' }), setting('letters', 'Single letters', { hint: 'J and K in the details.' })] },
]

test.each([
  ['', ['theme', 'zoom', 'rehearse', 'letters']], ['  ', ['theme', 'zoom', 'rehearse', 'letters']], ['DARK', ['theme']], ['f5', ['rehearse']], ['details single', ['letters']], ['keys f5', ['rehearse']], ['appear', ['theme', 'zoom']],
  ['zoom dark', []], ['nothing of the kind', []],
])('the search %j finds %j', (query, ids) => {
  const found = foundSections(SECTIONS, query)
  expect(found.flatMap(({ settings }) => settings.map(({ id }) => id))).toEqual(ids)
  expect(found.every(({ settings }) => settings.length > 0)).toBe(true)
})

test('accents are no matter in a search', () => {
  expect([isFound(['Größe'], 'grosse'), isFound(['Größe'], 'große'), isFound(['Größe'], 'größe')]).toEqual([false, true, true])
})
