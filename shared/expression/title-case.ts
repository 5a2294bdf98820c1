import { toLower, toTitle } from './case-mapping'
import { decisions } from './decisions'

/**
 * .NET's word separators: white space, control and format characters, all punctuation and symbol classes; the ASCII apostrophe is
 * part of the word (TextInfo.ToTitleCase). Digits and letters do not separate.
 */
const SEPARATOR = /[\p{Z}\p{Cc}\p{Cf}\p{P}\p{Sm}\p{Sc}\p{Sk}\p{So}]/u
const ascii = Array.from({ length: 128 }, (_, code) => (code !== 39 || decisions.apostropheSeparatesWords) && SEPARATOR.test(String.fromCharCode(code)))

/** First character of each word upper, the rest lower. The text is lowered first: `SECOND` is a word, not an acronym (PCase). */
export function titleCase(text: string, separators?: string): string {
  const lower = toLower(text)
  if (separators === undefined && ASCII.test(lower)) return asciiTitle(lower)
  let title = ''
  let atStart = true
  for (const character of lower) {
    const separates = separators === undefined ? isSeparator(character) : separators.includes(character)
    title += atStart && !separates ? toTitle(character) : character
    atStart = separates
  }
  return title
}

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/

function asciiTitle(lower: string): string {
  let title = ''
  let from = 0
  let atStart = true
  for (let i = 0; i < lower.length; i += 1) {
    const code = lower.charCodeAt(i)
    if (atStart && code >= 97 && code <= 122) {
      title += lower.slice(from, i) + String.fromCharCode(code - 32)
      from = i + 1
    }
    atStart = ascii[code] === true
  }
  return title + lower.slice(from)
}

function isSeparator(character: string): boolean {
  const code = character.charCodeAt(0)
  return code < 128 ? ascii[code] === true : SEPARATOR.test(character)
}
