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
  /** How often a character follows itself at most. */
  longestRun: number
  /** Whether a word of three letters or more follows itself: `test.test`, `Ann Ann`. */
  repeated: boolean
  /** Whether a word is one that people type when they have no value: `test`, `dummy`, `unknown`. */
  madeUp: boolean
}

export const SCRIPTS = ['Greek', 'Cyrillic', 'Hebrew', 'Arabic', 'an Indic script', 'Thai', 'Japanese kana', 'Chinese characters', 'Korean', 'another script'] as const

const LETTER = 1
const DIGIT = 2

/** Reads the traits into `into`, which is given again for each value so that a hundred thousand leave nothing behind. */
export function readTraits(text: string, into: ValueTraits): void {
  into.scripts = 0
  into.doubled = 0
  into.longestRun = 0
  into.repeated = false
  into.madeUp = false
  let pattern = 17
  let before = 0
  let beforeClass = 0
  let run = 0
  let word = WORD_START
  let wordLength = 0
  let wordBefore = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const kind = classOf(code)
    if (code > 0x36f && kind === LETTER) into.scripts |= 1 << scriptOf(code)
    run = code === before ? run + 1 : 1
    if (run > into.longestRun) into.longestRun = run
    if (kind === LETTER) {
      word = Math.imul(word ^ (code < 0x80 ? code | 0x20 : code), WORD_STEP) & SMALL
      wordLength++
    } else if (wordLength > 0) {
      wordBefore = endWord(word, wordLength, wordBefore, into)
      word = WORD_START
      wordLength = 0
    }
    if (kind === 0) {
      pattern = (Math.imul(pattern, 31) + code) & SMALL
      if (code === before && into.doubled === 0) into.doubled = code
    } else if (kind !== beforeClass) {
      pattern = (Math.imul(pattern, 31) + kind) & SMALL
      if (kind === DIGIT) wordBefore = 0
    }
    before = code
    beforeClass = kind
  }
  if (wordLength > 0) endWord(word, wordLength, wordBefore, into)
  into.pattern = pattern
  const first = text.charCodeAt(0)
  into.first = text === '' || classOf(first) !== 0 ? 0 : first
  into.last = text === '' || beforeClass !== 0 ? 0 : before
}

/** A record to fill, with the traits of an empty text. */
export function noTraits(): ValueTraits {
  return { scripts: 0, pattern: 0, first: 0, last: 0, doubled: 0, longestRun: 0, repeated: false, madeUp: false }
}

/** Numbers that every V8 keeps without an object of their own. */
const SMALL = 0x3fffffff
/** FNV-1a over a word without regard to the case of ASCII, kept small. */
const WORD_START = 0x011c9dc5
const WORD_STEP = 0x01000193
const MADE_UP: ReadonlySet<number> = new Set([
  'test', 'tests', 'testuser', 'dummy', 'xxx', 'xxxx', 'tbd', 'todo', 'unknown', 'none', 'null', 'undefined', 'asdf', 'qwerty', 'foo', 'placeholder',
].map((word) => {
  let hash = WORD_START
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), WORD_STEP) & SMALL
  return hash
}))

function endWord(word: number, length: number, before: number, into: ValueTraits): number {
  if (length >= 3 && MADE_UP.has(word)) into.madeUp = true
  if (length < 3) return 0
  if (word === before) into.repeated = true
  return word
}

/** Beyond Latin-1 whatever is not punctuation, a space or a symbol counts as a letter: names are written in it. */
function classOf(code: number): number {
  if (code < 0x80) return CLASSES[code] as number
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? LETTER : 0
  if (code === 0xd7 || code === 0xf7 || (code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040) || (code >= 0xe000 && code < 0xf900) || code >= 0xfe00) return 0
  return LETTER
}
const CLASSES = Uint8Array.from({ length: 0x80 }, (_, code) => (/[A-Za-z]/.test(String.fromCharCode(code)) ? LETTER : /\d/.test(String.fromCharCode(code)) ? DIGIT : 0))

/** Which of SCRIPTS a letter beyond Latin belongs to, by Unicode block. */
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
  if ((code >= 0x3400 && code < 0xa000) || (code >= 0xd800 && code < 0xe000) || (code >= 0xf900 && code < 0xfb00)) return 7
  return 9
}
/** A bit that no script has. */
const LATIN_EXTENDED = 31
