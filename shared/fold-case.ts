/**
 * The form that two values take when a directory ignores case: Unicode default case folding, approximated by lower, upper and
 * lower case so that `ß`, `ẞ`, `ſ` and final sigma meet. The dotless `ı` is a letter of its own, which it is not by its upper case. Independent
 * of the machine's locale.
 */
export function foldCase(text: string): string {
  // Nearly every key is plain ASCII, where one call is enough.
  if (ASCII.test(text)) return text.toLowerCase()
  const composed = text.normalize('NFC')
  return composed.includes(DOTLESS) ? composed.split(DOTLESS).map(folded).join(DOTLESS) : folded(composed)
}

function folded(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase()
}

const DOTLESS = 'ı'

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
