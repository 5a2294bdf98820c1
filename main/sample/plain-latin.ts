/**
 * A name without diacritics, as `NormalizeDiacritics` gives it (Entra, NormalizeDiacritics) for the letters that the generated names
 * have: `Müller` → `Muller`, `Søren` → `Soeren`, `Ægir` → `AEgir`. What has no form there stays (`Đặng` → `Đang`).
 */
export function plainLatin(name: string): string {
  if (ASCII.test(name)) return name
  return name.normalize('NFD').replace(MARKS, '').replace(SPECIAL, letter => FORMS[letter] ?? letter)
}

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
const MARKS = /\p{M}+/gu
const FORMS: Readonly<Record<string, string>> = { æ: 'ae', Æ: 'AE', ø: 'oe', Ø: 'OE', ß: 'ss', ı: 'i', ł: 'l', Ł: 'L' }
const SPECIAL = /[æÆøØßıłŁ]/g
