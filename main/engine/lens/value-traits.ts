/** What is told of a value in one pass over its characters. */
export interface ValueTraits {
  /** Bits of SCRIPTS: the scripts that its letters belong to, Latin aside. */
  scripts: number
  /** Equal for values of the same pattern: runs of letters, runs of digits, and whatever else as it stands. */
  pattern: number
  /** The first and the last character, where they are neither letter nor digit; 0 otherwise. */
  first: number
  last: number
  /** A character other than letter and digit that stands twice in a row; 0 for none. */
  doubled: number
  /** How often the most frequent of all characters follows itself at most. */
  longestRun: number
}

export const SCRIPTS = ['Greek', 'Cyrillic', 'Hebrew', 'Arabic', 'an Indic script', 'Thai', 'Japanese kana', 'Chinese characters', 'Korean', 'another script'] as const

const LETTER = 1
const DIGIT = 2

/** Reads the traits into `into`, which is given again for each value so that a hundred thousand leave nothing behind. */
export function readTraits(text: string, into: ValueTraits): void {
  into.scripts = 0
  into.doubled = 0
  into.longestRun = 0
  let pattern = 17
  let before = 0
  let beforeClass = 0
  let run = 0
  let firstClass = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const kind = classOf(code)
    if (i === 0) firstClass = kind
    if (code > 0x36f && kind === LETTER) into.scripts |= 1 << scriptOf(code)
    run = code === before ? run + 1 : 1
    if (run > into.longestRun) into.longestRun = run
    if (code === before && kind === 0 && into.doubled === 0) into.doubled = code
    if (kind === 0 || kind !== beforeClass) pattern = (Math.imul(pattern, 31) + (kind === 0 ? code : kind)) | 0
    before = code
    beforeClass = kind
  }
  into.pattern = pattern
  into.first = text === '' || firstClass !== 0 ? 0 : text.charCodeAt(0)
  into.last = text === '' || beforeClass !== 0 ? 0 : before
}

export function noTraits(): ValueTraits {
  return { scripts: 0, pattern: 0, first: 0, last: 0, doubled: 0, longestRun: 0 }
}

/** Beyond Latin-1 whatever is not punctuation, a space or a symbol counts as a letter: names are written in it. */
function classOf(code: number): number {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? LETTER : code >= 0x30 && code <= 0x39 ? DIGIT : 0
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : 0
  if (code === 0xd7 || code === 0xf7 || (code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040) || (code >= 0xe000 && code < 0xf900) || code >= 0xfe00) return 0
  return LETTER
}

function scriptOf(code: number): number {
  if (code < 0x400) return 0
  if (code < 0x530) return 1
  if (code < 0x590) return 9
  if (code < 0x600) return 2
  if (code < 0x780) return 3
  if (code < 0x900) return 9
  if (code < 0xe00) return 4
  if (code < 0xe80) return 5
  if (code >= 0x1e00 && code < 0x1f00) return LATIN_EXTENDED
  if (code >= 0x1f00 && code < 0x2000) return 0
  if (code >= 0x3040 && code < 0x3100) return 6
  if (code >= 0xac00 && code < 0xd7b0) return 8
  if ((code >= 0x3400 && code < 0xa000) || (code >= 0xd800 && code < 0xdc00) || (code >= 0xf900 && code < 0xfb00)) return 7
  return code >= 0xdc00 && code < 0xe000 ? 7 : 9
}
/** A bit that no script has. */
const LATIN_EXTENDED = 31
