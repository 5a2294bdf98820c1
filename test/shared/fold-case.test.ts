import { expect, test } from 'vitest'
import { foldCase } from '../../shared/fold-case'

test.each([
  { a: 'ISTANBUL', b: 'istanbul', same: true, because: 'these are plain letters, wherever the machine stands' },
  { a: 'ISTANBUL', b: 'ıstanbul', same: false, because: 'the dotless i is a letter of its own' },
  { a: 'KADIR', b: 'Kadır', same: false, because: 'it is one within a name, too' },
  { a: 'İlker', b: 'i\u0307lker', same: true, because: 'a dotted capital is an i with a dot' },
  { a: 'STRASSE', b: 'straße', same: true, because: 'a sharp s is two' },
  { a: 'STRAẞE', b: 'straße', same: true, because: 'its capital is the same letter' },
  { a: 'ΟΔΥΣΣΕΥΣ', b: 'οδυσσευς', same: true, because: 'a final sigma is a sigma' },
  { a: 'Å', b: 'a\u030A', same: true, because: 'a letter may be written as two characters' },
  { a: '\u212B', b: 'å', same: true, because: 'the sign for a unit is the letter' },
  { a: 'ÅSE', b: 'ase', same: false, because: 'an accent is no case' },
])('$a and $b are the same but for case: $same, because $because', ({ a, b, same }) => {
  expect(foldCase(a) === foldCase(b)).toBe(same)
  expect(foldCase(foldCase(a))).toBe(foldCase(a))
})
