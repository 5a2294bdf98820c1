/**
 * The printed table of NormalizeDiacritics (functions-for-customizing-application-data.md). Letters that only lose a mark
 * follow from decomposition; these rows do not. German umlauts lose their dots: `ü` is `u`, `ß` is `ss`.
 */
const TABLE: Readonly<Record<string, string>> = {
  æ: 'ae', ǣ: 'ae', Æ: 'AE', Ǣ: 'AE', ø: 'oe', Ø: 'OE', ß: 'ss', ẞ: 'SS', ł: 'l', Ł: 'L', ı: 'i',
}
/** Only with a macron does œ stand in the table (`œ̄`). */
const TABLE_WITH_MACRON: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE' }
/** Rows of the table that decomposition yields as well; whatever else decomposes is reported (`reportDiacritics`). */
const PRINTED = 'äàâãåáąăāǟǡöòőõôóōṓṑȫǭȭȱüùûúůűūǖṻïîìíīİÏÎÌÍĪľḹḻçčćšśșşťțṯďḏğḡñńňṉřṟṝëèéêęěėēḗḕÿýȳźžżẕ'

const MARKS = /[\u0300-\u036f]+/g
// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
// eslint-disable-next-line no-control-regex -- everything below the combining marks is meant
const LATIN = /^[\x00-\u024f]*$/
const images = new Map<string, string>()
const printed = new Set([...PRINTED, ...PRINTED.toUpperCase()])

/** A text with its accented letters written plainly; what the table does not have stays (expression-language.md §7 NormalizeDiacritics). */
export function normalizeDiacritics(text: string): string {
  if (ASCII.test(text)) return text
  if (LATIN.test(text)) return latin(text)
  const composed = text.normalize('NFC')
  let plain = ''
  let wasOe = ''
  for (const character of composed) {
    if (character === '\u0304' && wasOe !== '') plain = plain.slice(0, -wasOe.length) + (TABLE_WITH_MACRON[wasOe] ?? wasOe)
    wasOe = character in TABLE_WITH_MACRON ? character : ''
    plain += imageOf(character)
  }
  return plain
}

/** Precomposed letters alone: each has its image, and nothing is to be composed first. */
function latin(text: string): string {
  let plain = ''
  let from = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code < 128) continue
    plain += text.slice(from, i) + imageOf(text.charAt(i))
    from = i + 1
  }
  return plain + text.slice(from)
}

/** What became of the characters that the printed table does not list, for a note beside the value (decided by us, §7). */
export function reportDiacritics(text: string): readonly { readonly character: string; readonly image: string }[] {
  const report: { character: string; image: string }[] = []
  for (const character of text.normalize('NFC')) {
    if (ASCII.test(character) || character in TABLE || printed.has(character) || !/\p{L}/u.test(character)) continue
    report.push({ character, image: imageOf(character) })
  }
  return report
}

function imageOf(character: string): string {
  if (character.length === 1 && character.charCodeAt(0) < 128) return character
  const known = images.get(character)
  if (known !== undefined) return known
  const listed = TABLE[character]
  const stripped = character.normalize('NFD').replace(MARKS, '').normalize('NFC')
  const image = listed ?? (stripped in TABLE ? TABLE[stripped] ?? stripped : stripped)
  images.set(character, image)
  return image
}
