import { expect, test } from 'vitest'
import { issueLine } from '../../../main/cli/issue-line'

test.each([
  ['people.csv line 4', 'people.csv line 4 has 1 cell instead of 3.', 'people.csv line 4 has 1 cell instead of 3. [raggedRow]'],
  ['people.csv', 'The file people.csv is empty.', 'The file people.csv is empty. [raggedRow]'],
  ['people.csv line 9', 'This row repeats an earlier one.', 'people.csv line 9: This row repeats an earlier one. [raggedRow]'],
])('an issue names its place once: %s, %s', (origin, message, line) => {
  expect(issueLine({ code: 'raggedRow', origin, message })).toBe(line)
})
