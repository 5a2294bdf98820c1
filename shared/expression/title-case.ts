import { toLower, toTitle } from './case-mapping'

/**
 * .NET's word separators: white space, control and format characters, all punctuation and symbol classes; the ASCII apostrophe is
 * part of the word (TextInfo.ToTitleCase). Digits and letters do not separate.
 */
const SEPARATOR = /[\p{Z}\p{Cc}\p{Cf}\p{P}\p{Sm}\p{Sc}\p{Sk}\p{So}]/u
const ascii = Array.from({ length: 128 }, (_, code) => code !== 39 && SEPARATOR.test(String.fromCharCode(code)))

/** First character of each word upper, the rest lower. The text is lowered first: `SECOND` is a word, not an acronym (PCase). */
export function titleCase(text: string, separators?: string): string {
  const lower = toLower(text)
  let title = ''
  let atStart = true
  for (const character of lower) {
    const separates = separators === undefined ? isSeparator(character) : separators.includes(character)
    title += atStart && !separates ? toTitle(character) : character
    atStart = separates
  }
  return title
}

function isSeparator(character: string): boolean {
  const code = character.charCodeAt(0)
  return code < 128 ? ascii[code] === true : SEPARATOR.test(character)
}
