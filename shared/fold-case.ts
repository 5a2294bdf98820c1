/**
 * The form that two values take when a directory ignores case: Unicode default case folding, approximated by upper and then
 * lower case so that `ß`, `ſ` and final sigma meet. Independent of the machine's locale.
 */
export function foldCase(text: string): string {
  // Nearly every key is plain ASCII, where one call is enough.
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFC').toUpperCase().toLowerCase()
}

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
