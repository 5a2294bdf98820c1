/**
 * A text as it may stand between tags and between double quotes. Characters that XML 1.0 cannot hold at all, not even by number (§2.2:
 * most control characters, lone surrogates, U+FFFE and U+FFFF), become U+FFFD; line ends and tabs stand by number, so that a parser
 * does not normalise them away. HTML reads it the same.
 */
export function xmlText(text: string): string {
  return text.replace(REFUSED, '\ufffd').replace(SPECIAL, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`)
}

// eslint-disable-next-line no-control-regex -- they are what is meant
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu
const SPECIAL = /[&<>"'\t\r\n]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
