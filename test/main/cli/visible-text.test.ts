import { expect, test } from 'vitest'
import { visibleLine, visibleText } from '../../../main/cli/visible-text'

test.each([
  ['a colour', '\u001b[31mRed', '\\u001b[31mRed'],
  ['a bell and a carriage return', 'a\u0007b\rc', 'a\\u0007b\\u000dc'],
  ['a turn of the direction', '\u202eevil', '\\u202eevil'],
  ['letters of any kind, tabs and line ends', 'Zoë\t名\nעברית', 'Zoë\t名\nעברית'],
])('on a terminal %s is shown and not obeyed', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown)
})

test('a value with line ends stays on its line', () => {
  expect(visibleLine('Bob\ndn: cn=admin')).toBe('Bob\\ndn: cn=admin')
})
