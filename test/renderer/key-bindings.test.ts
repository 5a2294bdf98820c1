import { describe, expect, test } from 'vitest'
import { commandOf, DEFAULT_KEYS, keyOf, keyRefusal, pressedKey, withKey } from '../../renderer/ui/key-bindings'
import { KEYS_DO, TAKEN_KEYS } from '../../renderer/texts/keys'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test.each([
  { pressed: { key: 'j', ctrlKey: true }, key: 'Ctrl+J' },
  { pressed: { key: 'J', ctrlKey: true, shiftKey: true }, key: 'Ctrl+Shift+J' },
  { pressed: { key: 'k', metaKey: true }, key: 'Ctrl+K' },
  { pressed: { key: 'F8', shiftKey: true }, key: 'Shift+F8' },
  { pressed: { key: 'ArrowLeft', altKey: true }, key: 'Alt+←' },
  { pressed: { key: '?', shiftKey: true }, key: '?' },
  { pressed: { key: '+', ctrlKey: true, shiftKey: true }, key: 'Ctrl+=' },
  { pressed: { key: 'Shift', shiftKey: true }, key: undefined },
])('$pressed is written as $key', ({ pressed, key }) => {
  expect(pressedKey({ ...NONE, ...pressed })).toBe(key)
})

test('no two commands are delivered with one key, and none with a key that always means something else', () => {
  const keys = Object.values(DEFAULT_KEYS)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.filter((key) => key in TAKEN_KEYS)).toEqual([])
})

test('the table of keys tells of every command that has one', () => {
  expect(Object.keys(DEFAULT_KEYS).filter((command) => !command.startsWith('screen.') && KEYS_DO[command] === undefined)).toEqual([])
})

describe('a changed key', () => {
  const changed = withKey({}, 'details', 'Ctrl+D')
  test('is the command’s in place of the delivered one', () => {
    expect([keyOf('details', changed), commandOf('Ctrl+D', changed), commandOf('Ctrl+J', changed)]).toEqual(['Ctrl+D', 'details', undefined])
  })
  test('that is the delivered one again is no change', () => {
    expect(withKey(changed, 'details', 'Ctrl+J')).toEqual({})
  })
  test.each([
    { command: 'navigation', key: 'Ctrl+D', refusal: { why: 'command', command: 'details' } },
    { command: 'navigation', key: 'Ctrl+K', refusal: { why: 'command', command: 'palette' } },
    { command: 'navigation', key: 'Ctrl+C', refusal: { why: 'taken', by: 'copy' } },
    { command: 'navigation', key: 'N', refusal: { why: 'plain' } },
    { command: 'navigation', key: 'Shift+Tab', refusal: { why: 'plain' } },
    { command: 'navigation', key: 'Ctrl+J', refusal: undefined },
    { command: 'navigation', key: 'F9', refusal: undefined },
    { command: 'keys', key: '?', refusal: undefined },
  ])('$key for $command: $refusal', ({ command, key, refusal }) => {
    expect(keyRefusal(command, key, changed)).toEqual(refusal)
  })
})
