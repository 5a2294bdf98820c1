import { fc } from '../support/laws'
import { expect, test } from 'vitest'
import { diffText, showInvisible } from '../../renderer/ui/diff-text'

const marked = (parts: readonly { readonly text: string; readonly changed: boolean }[]): string => parts.map((part) => (part.changed ? `[${part.text}]` : part.text)).join('')

test.each([
  { before: 'zofia.wojcik@northwind.example', after: 'zofia.wojcik@nwhg.example', left: 'zofia.wojcik@[northwind].example', right: 'zofia.wojcik@[nwhg].example', because: 'a replaced word is marked as a word' },
  { before: 'Zofia Wojcik', after: 'Zofia Wójcik', left: 'Zofia W[o]jcik', right: 'Zofia W[ó]jcik', because: 'one letter is one letter' },
  { before: 'Staff Nurse', after: 'Senior Staff Nurse', left: 'Staff Nurse', right: '[Senior ]Staff Nurse', because: 'what was put in front is marked' },
  { before: 'Room 3', after: 'Leeds', left: '[Room 3]', right: '[Leeds]', because: 'what has little in common is marked whole' },
  { before: 'same', after: 'same', left: 'same', right: 'same', because: 'nothing differs' },
  { before: '', after: 'x', left: '', right: '[x]', because: 'everything is new' },
])('$before → $after: $because', ({ before, after, left, right }) => {
  const diff = diffText(before, after)
  expect([marked(diff.before), marked(diff.after)]).toEqual([left, right])
})

test('the parts of each side are that side, and what is kept is the same on both', () => {
  fc.assert(fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (before, after) => {
    const diff = diffText(before, after)
    expect(diff.before.map((part) => part.text).join('')).toBe(before)
    expect(diff.after.map((part) => part.text).join('')).toBe(after)
    const kept = (parts: typeof diff.before): string => parts.filter((part) => !part.changed).map((part) => part.text).join('')
    expect(kept(diff.before)).toBe(kept(diff.after))
  }))
})

test('spaces at the ends, repeated spaces and characters that nobody sees are shown as signs', () => {
  expect(showInvisible(' a  b\tc\r\nd ')).toBe('␣a ␣b⇥c⏎d␣')
  expect(showInvisible('a\u200bb\u00a0c')).toBe('a∅b⍽c')
})
