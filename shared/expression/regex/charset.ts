import { ownEntry } from '../../own-entry'

/** A set of UTF-16 code units as ascending, disjoint, inclusive ranges. .NET matches code units, not code points. */
export type CharSet = readonly (readonly [number, number])[]

export const EVERYTHING: CharSet = [[0, 0xffff]]
export const ASCII: CharSet = [[0, 0x7f]]
const NOTHING: CharSet = []

/** One UTF-16 code unit. */
export function only(code: number): CharSet {
  return [[code, code]]
}

/** What is in any of the sets, as ranges that neither meet nor overlap, ascending. */
export function union(...sets: readonly CharSet[]): CharSet {
  const ranges = sets.flat().sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [lo, hi] of ranges) {
    const last = merged.at(-1)
    if (last && lo <= last[1] + 1) last[1] = Math.max(last[1], hi)
    else merged.push([lo, hi])
  }
  return merged
}

/** What is not in a set whose ranges ascend and do not overlap. */
export function complement(set: CharSet): CharSet {
  const rest: [number, number][] = []
  let from = 0
  for (const [lo, hi] of set) {
    if (lo > from) rest.push([from, lo - 1])
    from = hi + 1
  }
  if (from <= 0xffff) rest.push([from, 0xffff])
  return rest
}

/** What is in both. */
export function intersect(a: CharSet, b: CharSet): CharSet {
  return complement(union(complement(a), complement(b)))
}

/** What `a` has and `b` has not, as `[a-z-[aeiou]]`. */
export function without(a: CharSet, b: CharSet): CharSet {
  return intersect(a, complement(b))
}

/** Both cases of every letter, as RegexOptions.IgnoreCase matches them. */
export function ignoringCase(set: CharSet): CharSet {
  const codes: [number, number][] = [...set.map(([lo, hi]): [number, number] => [lo, hi])]
  for (const [lo, hi] of set) {
    for (let code = lo; code <= hi; code += 1) {
      const character = String.fromCharCode(code)
      for (const other of [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()])
        if (other.length === 1 && other !== character) codes.push([other.charCodeAt(0), other.charCodeAt(0)])
    }
  }
  return union(codes)
}

const categories = new Map<string, CharSet>()

/** The code units of a Unicode general category: `Lu`, `Nd`, `P`. Undefined for an unknown name. */
export function category(name: string): CharSet | undefined {
  if (!/^(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfson]?)$/.test(name)) return undefined
  const known = categories.get(name)
  if (known) return known
  const property = new RegExp(`^\\p{${name}}$`, 'u')
  const ranges: [number, number][] = []
  for (let code = 0; code <= 0xffff; code += 1) {
    if (!property.test(String.fromCharCode(code))) continue
    const last = ranges.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  categories.set(name, ranges)
  return ranges
}

/** .NET's named blocks, the ones people's names and addresses use. */
const BLOCKS: Readonly<Record<string, readonly [number, number]>> = {
  IsBasicLatin: [0, 0x7f], 'IsLatin-1Supplement': [0x80, 0xff], 'IsLatinExtended-A': [0x100, 0x17f], 'IsLatinExtended-B': [0x180, 0x24f],
  IsIPAExtensions: [0x250, 0x2af], IsSpacingModifierLetters: [0x2b0, 0x2ff], IsCombiningDiacriticalMarks: [0x300, 0x36f],
  IsGreek: [0x370, 0x3ff], IsGreekandCoptic: [0x370, 0x3ff], IsCyrillic: [0x400, 0x4ff], IsCyrillicSupplement: [0x500, 0x52f],
  IsArmenian: [0x530, 0x58f], IsHebrew: [0x590, 0x5ff], IsArabic: [0x600, 0x6ff], IsSyriac: [0x700, 0x74f], IsThaana: [0x780, 0x7bf],
  IsDevanagari: [0x900, 0x97f], IsBengali: [0x980, 0x9ff], IsGurmukhi: [0xa00, 0xa7f], IsGujarati: [0xa80, 0xaff], IsOriya: [0xb00, 0xb7f],
  IsTamil: [0xb80, 0xbff], IsTelugu: [0xc00, 0xc7f], IsKannada: [0xc80, 0xcff], IsMalayalam: [0xd00, 0xd7f], IsSinhala: [0xd80, 0xdff],
  IsThai: [0xe00, 0xe7f], IsLao: [0xe80, 0xeff], IsTibetan: [0xf00, 0xfff], IsMyanmar: [0x1000, 0x109f], IsGeorgian: [0x10a0, 0x10ff],
  IsHangulJamo: [0x1100, 0x11ff], IsEthiopic: [0x1200, 0x137f], IsCherokee: [0x13a0, 0x13ff], IsKhmer: [0x1780, 0x17ff], IsMongolian: [0x1800, 0x18af],
  IsLatinExtendedAdditional: [0x1e00, 0x1eff], IsGreekExtended: [0x1f00, 0x1fff], IsGeneralPunctuation: [0x2000, 0x206f],
  IsSuperscriptsandSubscripts: [0x2070, 0x209f], IsCurrencySymbols: [0x20a0, 0x20cf], IsLetterlikeSymbols: [0x2100, 0x214f],
  IsNumberForms: [0x2150, 0x218f], IsArrows: [0x2190, 0x21ff], IsMathematicalOperators: [0x2200, 0x22ff], IsBoxDrawing: [0x2500, 0x257f],
  IsCJKSymbolsandPunctuation: [0x3000, 0x303f], IsHiragana: [0x3040, 0x309f], IsKatakana: [0x30a0, 0x30ff], IsBopomofo: [0x3100, 0x312f],
  IsHangulCompatibilityJamo: [0x3130, 0x318f], IsCJKUnifiedIdeographsExtensionA: [0x3400, 0x4dbf], IsCJKUnifiedIdeographs: [0x4e00, 0x9fff],
  IsYiSyllables: [0xa000, 0xa48f], IsHangulSyllables: [0xac00, 0xd7af], IsPrivateUse: [0xe000, 0xf8ff],
  IsCJKCompatibilityIdeographs: [0xf900, 0xfaff], IsAlphabeticPresentationForms: [0xfb00, 0xfb4f], 'IsArabicPresentationForms-A': [0xfb50, 0xfdff],
  'IsArabicPresentationForms-B': [0xfe70, 0xfeff], IsHalfwidthandFullwidthForms: [0xff00, 0xffef],
}

/** The code units of a named block, such as `IsCyrillic`. Undefined for an unknown name. */
export function block(name: string): CharSet | undefined {
  const range = ownEntry(BLOCKS, name)
  return range && [range]
}

export const digits = (): CharSet => category('Nd') ?? NOTHING
/** .NET: `\w` is letters, non-spacing marks, decimal digits and connectors. */
export const wordCharacters = (): CharSet => (words ??= union(category('L') ?? NOTHING, category('Mn') ?? NOTHING, digits(), category('Pc') ?? NOTHING))
let words: CharSet | undefined
export const blanks = (): CharSet => (spaces ??= union([[9, 13], [0x85, 0x85]], category('Z') ?? NOTHING))
let spaces: CharSet | undefined
