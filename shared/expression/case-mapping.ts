/**
 * Upper and lower case as .NET maps them: one code unit to one, whatever stands beside it. `ß` stays, final sigma is an
 * ordinary sigma, `İ` and `ı` stay; with a Turkish or Azeri culture `i` pairs with `İ` and `ı` with `I`.
 * Source: functions-for-customizing-application-data.md, ToLower and ToUpper.
 */
export function toLower(text: string, culture?: string): string {
  if (culture !== undefined && isTurkic(culture)) text = text.replace(/İ/g, 'i').replace(/I/g, 'ı')
  const lower = text.toLowerCase()
  return SPECIAL_LOWER.test(text) ? mapEach(text, (c) => (c === 'İ' ? c : c === 'Σ' ? 'σ' : c.toLowerCase())) : lower
}

/** Upper case by the same rules. */
export function toUpper(text: string, culture?: string): string {
  if (culture !== undefined && isTurkic(culture)) text = text.replace(/i/g, 'İ').replace(/ı/g, 'I')
  const upper = text.toUpperCase()
  return upper.length === text.length && !text.includes('ı') ? upper : mapEach(text, (c) => (c === 'ı' ? c : c.toUpperCase()))
}

/** The upper case of a word's first letter; the four digraphs have a form of their own. */
export function toTitle(letter: string): string {
  return TITLE[letter] ?? toUpper(letter)
}

/** `tr-TR`, `de`, `sr-Latn-RS`. */
export function isCulture(name: string): boolean {
  return name === '' || /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/.test(name)
}

const SPECIAL_LOWER = /[İΣ]/
const TITLE: Readonly<Record<string, string>> = { ǆ: 'ǅ', Ǆ: 'ǅ', ǉ: 'ǈ', Ǉ: 'ǈ', ǌ: 'ǋ', Ǌ: 'ǋ', ǳ: 'ǲ', Ǳ: 'ǲ' }

function isTurkic(culture: string): boolean {
  return /^(?:tr|az)(?:[-_]|$)/i.test(culture)
}

function mapEach(text: string, map: (character: string) => string): string {
  let mapped = ''
  for (const character of text) {
    const image = map(character)
    mapped += image.length === character.length ? image : character
  }
  return mapped
}
