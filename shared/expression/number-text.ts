/**
 * A number, as the language writes it, in decimal digits: `&H1F` is 31, in quotation marks too (§1, Numbers). Whatever else stays as
 * it stands, for a literal keeps its digits: 9223372036854775807 is no double.
 */
export function numberText(text: string): string {
  return HEX.test(text) ? BigInt(`0x${text.trim().slice(2)}`).toString() : text
}

const HEX = /^\s*&[Hh][0-9A-Fa-f]+\s*$/
