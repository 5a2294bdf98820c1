import { expect, test } from 'vitest'
import { isAppUrl, isOurs } from '../../../main/ipc/sender'

const OURS = 7

test('the main frame of our window, showing our page, may ask', () => {
  expect(isOurs({ frame: { url: 'app://rehearsal/', parent: null }, contentsId: OURS }, OURS)).toBe(true)
  expect(isOurs({ frame: { url: 'app://rehearsal/index.html#/plan', parent: null }, contentsId: OURS }, OURS)).toBe(true)
})

test.each([
  ['a frame that is gone', { frame: null, contentsId: OURS }],
  ['another window', { frame: { url: 'app://rehearsal/', parent: null }, contentsId: 8 }],
  ['a frame within our page', { frame: { url: 'app://rehearsal/', parent: {} }, contentsId: OURS }],
  ['a page from the web', { frame: { url: 'https://rehearsal/', parent: null }, contentsId: OURS }],
  ['a file', { frame: { url: 'file:///app/index.html', parent: null }, contentsId: OURS }],
  ['a data page', { frame: { url: 'data:text/html,app://rehearsal/', parent: null }, contentsId: OURS }],
  ['another host', { frame: { url: 'app://rehearsal.example/', parent: null }, contentsId: OURS }],
  ['a blank page', { frame: { url: 'about:blank', parent: null }, contentsId: OURS }],
])('%s may not', (_, sender) => {
  expect(isOurs(sender, OURS)).toBe(false)
})

test('nobody may ask while there is no window', () => {
  expect(isOurs({ frame: { url: 'app://rehearsal/', parent: null }, contentsId: OURS }, undefined)).toBe(false)
})

test.each(['app://rehearsal@evil/', 'app://user@rehearsal/', 'app://rehearsal:80/', 'APPX://rehearsal/', 'app:rehearsal', 'nonsense', ''])('%s is not our address', (url) => {
  expect(isAppUrl(url)).toBe(false)
})
