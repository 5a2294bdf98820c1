import { describe, expect, test } from 'vitest'
import { evaluate } from './support'

/** The printed table of NormalizeDiacritics, row by row (functions-for-customizing-application-data.md). */
const ROWS: readonly (readonly [letters: string, image: string])[] = [
  ['ä à â ã å á ą ă ā ā́ ā̀ ā̂ ā̃ ǟ ā̈ ǡ a̱ å̄', 'a'], ['æ ǣ', 'ae'], ['ç č ć c̄ c̱', 'c'], ['ď d̄ ḏ', 'd'],
  ['ë è é ê ę ě ė ē ḗ ḕ ē̂ ē̃ ê̄ e̱ ë̄ e̊̄', 'e'], ['ğ ḡ g̱', 'g'], ['ï î ì í ı ī ī́ ī̀ ī̂ ī̃ i̱', 'i'], ['ľ ł l̄ ḹ ḻ', 'l'],
  ['ñ ń ň n̄ ṉ', 'n'], ['ö ò ő õ ô ó ō ṓ ṑ ō̂ ō̃ ȫ ō̈ ǭ ȭ ȱ o̱', 'o'], ['ø ø̄ œ̄', 'oe'], ['ř r̄ ṟ ṝ', 'r'], ['ß', 'ss'],
  ['š ś ș ş s̄ s̱', 's'], ['ť ț t̄ ṯ', 't'], ['ü ù û ú ů ű ū ū́ ū̀ ū̂ ū̃ u̇̄ ǖ ṻ ṳ̄ u̱', 'u'], ['ÿ ý ȳ ȳ́ ȳ̀ ȳ̃ y̱', 'y'], ['ź ž ż z̄ ẕ', 'z'],
]

describe.each(ROWS)('of %s', (letters, image) => {
  const listed = letters.split(' ')
  test.each(listed)(`%s becomes ${image}, composed or not`, (letter) => {
    for (const form of [letter, letter.normalize('NFC'), letter.normalize('NFD')]) expect(evaluate('NormalizeDiacritics([a])', { a: `x${form}y` })).toBe(`x${image}y`)
  })

  test('upper case likewise', () => {
    for (const letter of listed.filter((l) => l !== 'ı')) expect(evaluate('NormalizeDiacritics([a])', { a: letter.toUpperCase() })).toBe(image.toUpperCase())
  })
})

test('letters that the table leaves out lose a mark where they have one, and stay otherwise', () => {
  expect(evaluate('NormalizeDiacritics([a])', { a: 'İ đ Đ œ Œ þ Þ ð Ð ħ ŋ ŧ ģ ķ ļ ņ ŗ ẽ ĝ ĥ ĵ ŝ Nguyễn Thị Ánh' })).toBe('I đ Đ œ Œ þ Þ ð Ð ħ ŋ ŧ g k l n r e g h j s Nguyen Thi Anh')
})

test('letters of other scripts lose their marks by decomposition alone', () => {
  expect(evaluate('NormalizeDiacritics([a])', { a: 'Ελένη Дмитрий 山田 が 한글 ابن 😀' })).toBe('Ελενη Дмитрии 山田 が 한글 ابن 😀')
})
