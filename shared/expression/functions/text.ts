import { isCulture, toLower, toUpper } from '../case-mapping'
import { decisions } from '../decisions'
import { normalizeDiacritics } from '../diacritics'
import { EvaluationError } from '../diagnostics'
import { titleCase } from '../title-case'
import { any, compareWord, defineFunction, mapped, number, optional, repeated, text } from './define'
import { isList, isNullOrEmpty, textOrEmpty } from '../value'

const PAGE = 'functions-for-customizing-application-data.md'

export const append = defineFunction({
  name: 'Append',
  params: [mapped(text('source', 'The text to begin with.')), mapped(text('suffix', 'The text to put at its end.'))],
  returns: 'text',
  doc: 'The source with the suffix at its end.',
  examples: [['Append("Ada", ".test")', 'Ada.test'], ['Append("smtp:", "ada@example.org")', 'smtp:ada@example.org']],
  source: `${PAGE} § Append`,
  // Undocumented for a missing source; a bare suffix would be a value nobody asked for.
  evaluate: ([source, suffix]) => (source === null ? null : source + (suffix ?? '')),
})

export const prepend = defineFunction({
  name: 'Prepend',
  params: [mapped(text('prefix')), mapped(text('source'))],
  returns: 'text',
  doc: 'The source with the prefix before it. Listed by the Graph functions endpoint only.',
  examples: [['Prepend("smtp:", "ada@example.org")', 'smtp:ada@example.org']],
  source: 'synchronization-schema functions listing',
  evaluate: ([prefix, source]) => (source === null ? null : (prefix ?? '') + source),
})

export const join = defineFunction({
  name: 'Join',
  params: [text('separator', 'What stands between the values; "" for nothing.'), repeated(any('source', 'A value, or a list whose values are all joined.'))],
  returns: 'text',
  doc: 'The sources with the separator between them. Sources without a value or with an empty one are left out, and leave no dangling separator.',
  examples: [['Join(", ", "", "Lovelace", "Ada")', 'Lovelace, Ada'], ['Join("", "A", "B")', 'AB'], ['Join("-", " ", "x")', ' -x']],
  source: `${PAGE} § Join`,
  evaluate: ([separator, sources], _context, { span }) => {
    const parts: string[] = []
    for (const source of sources) {
      if (isList(source)) { for (const value of source) if (value !== '') parts.push(value) } // a group may have more members than a call takes arguments
      else if (!isNullOrEmpty(source)) parts.push(textOrEmpty(source, span))
    }
    return parts.join(separator ?? '')
  },
})

export const left = defineFunction({
  name: 'Left',
  params: [mapped(text('string')), number('numChars', 'How many characters; negative gives the whole text.')],
  returns: 'text',
  doc: 'The first characters of the text.',
  examples: [['Left("John Doe", 3)', 'Joh'], ['Left("abc", 0)', ''], ['Left("abc", 99)', 'abc'], ['Left("abc", -1)', 'abc']],
  source: `${PAGE} § Left`,
  evaluate: ([source, count]) => (source === null ? '' : count < 0 ? source : source.slice(0, count)),
})

export const len = defineFunction({
  name: 'Len',
  params: [mapped(text('string'))],
  returns: 'number',
  doc: 'How many characters the text has; 0 for no value.',
  examples: [['Len("John Doe")', '8'], ['Len(42568.75)', '8'], ['Len("")', '0']],
  source: `${PAGE} § Len`,
  evaluate: ([source]) => source?.length ?? 0, // UTF-16 units, as .NET counts
})

export const mid = defineFunction({
  name: 'Mid',
  params: [mapped(text('source')), number('start', 'Where the part begins; the first character is 1.'), number('length', 'How many characters at most.')],
  returns: 'text',
  doc: 'The part of the source that begins at start and is at most length characters long.',
  examples: [['Mid("Lovelace", 1, 4)', 'Love'], ['Mid("Lovelace", 5, 99)', 'lace'], ['Mid("L", 2, 64)', '']],
  source: `${PAGE} § Mid`,
  // The first character is 1, not 0, and running past the end is not an error. Other positions are undocumented: §7 Mid, [ours].
  evaluate: ([source, start, length], _context, { span }) => {
    if (start < 1) throw new EvaluationError('InvalidArgument', `Mid counts characters from 1; start is ${start}.`, span)
    if (length < 0) throw new EvaluationError('InvalidArgument', `Mid cannot take ${length} characters.`, span)
    return source === null ? null : source.slice(start - 1, start - 1 + length)
  },
})

export const normalize = defineFunction({
  name: 'NormalizeDiacritics',
  params: [mapped(text('source'))],
  returns: 'text',
  doc: 'Letters with diacritical marks as plain ones, by a printed table: ü is u, å is a, ø is oe, ß is ss.',
  examples: [['NormalizeDiacritics("Zoë Müller")', 'Zoe Muller'], ['NormalizeDiacritics("Æther søn")', 'AEther soen'], ['NormalizeDiacritics("đ")', 'đ']],
  source: `${PAGE} § NormalizeDiacritics`,
  evaluate: ([source]) => (source === null ? null : normalizeDiacritics(source)),
})

export const pcase = defineFunction({
  name: 'PCase',
  params: [mapped(text('source')), optional(text('wordSeparators', 'The only characters that separate words; .NET’s rules when left out.'))],
  returns: 'text',
  doc: 'The first character of each word in upper case, the rest in lower case.',
  examples: [['PCase("PABLO GONSALVES (SECOND)")', 'Pablo Gonsalves (Second)'], ['PCase("PINTO-DE\'SILVA", " \'-")', "Pinto-De'Silva"]],
  source: `${PAGE} § PCase`,
  evaluate: ([source, separators]) => (source === null ? null : titleCase(source, separators ?? undefined)),
})

export const split = defineFunction({
  name: 'Split',
  params: [mapped(text('source')), optional(text('delimiter'))],
  returns: 'list',
  doc: 'The parts of the text between delimiters, as a list, without blanks at their ends.',
  examples: [['Split("a,b,c", ",")', ['a', 'b', 'c']], ['Split("PermissionSetOne, PermissionSetTwo", ",")', ['PermissionSetOne', 'PermissionSetTwo']]],
  source: `${PAGE} § Split`,
  evaluate: ([source, delimiter]) => {
    if (source === null) return null
    const between = delimiter ?? decisions.splitDefaultDelimiter
    const parts = between === '' ? [source] : source.split(between)
    return decisions.splitTrims ? parts.map((part) => part.trim()) : parts
  },
})

export const stripSpaces = defineFunction({
  name: 'StripSpaces',
  params: [mapped(text('source'))],
  returns: 'text',
  doc: 'The text without its blanks (U+0020); other white space stays.',
  examples: [['StripSpaces("Jo hn  Smi th")', 'JohnSmith']],
  source: `${PAGE} § StripSpaces`,
  evaluate: ([source]) => (source === null ? null : source.replaceAll(' ', '')),
})

export const lower = defineFunction({
  name: 'ToLower',
  params: [mapped(text('source')), optional(text('culture', 'An RFC 4646 name such as tr-TR; invariant when left out.'))],
  returns: 'text',
  doc: 'The text in lower case.',
  examples: [['ToLower("Ada")', 'ada'], ['ToLower("IĞDIR", "tr-TR")', 'ığdır']],
  source: `${PAGE} § ToLower`,
  evaluate: ([source, culture], _context, { span }) => (source === null ? null : toLower(source, checkedCulture(culture, span))),
})

export const upper = defineFunction({
  name: 'ToUpper',
  params: [mapped(text('source')), optional(text('culture', 'An RFC 4646 name such as tr-TR; invariant when left out.'))],
  returns: 'text',
  doc: 'The text in upper case.',
  examples: [['ToUpper("abc é")', 'ABC É'], ['ToUpper("izmir", "tr-TR")', 'İZMİR'], ['ToUpper("straße")', 'STRAßE']],
  source: `${PAGE} § ToUpper`,
  evaluate: ([source, culture], _context, { span }) => (source === null ? null : toUpper(source, checkedCulture(culture, span))),
})

function checkedCulture(culture: string | null | undefined, span: readonly [number, number]): string | undefined {
  if (culture === undefined || culture === null || isCulture(culture)) return culture ?? undefined
  throw new EvaluationError('InvalidArgument', `“${culture}” is not the name of a culture, such as tr-TR.`, span)
}

export const word = defineFunction({
  name: 'Word',
  params: [mapped(text('string')), number('wordNumber', 'Which word; the first is 1.'), text('delimiters', 'Every character of it separates words.')],
  returns: 'text',
  doc: 'The n-th word of the text; "" if there are not so many. Empty pieces do not count.',
  examples: [['Word("The quick brown fox", 3, " ")', 'brown'], ['Word("This,string!has&many separators", 3, ",!&#")', 'has'], ['Word("a b", 0, " ")', '']],
  source: `${PAGE} § Word`,
  evaluate: ([source, wanted, delimiters]) => {
    if (source === null || wanted < 1) return ''
    const separators = delimiters ?? ''
    let count = 0
    for (let start = 0; start < source.length;) {
      if (separators.includes(source.charAt(start))) { start += 1; continue }
      let end = start
      while (end < source.length && !separators.includes(source.charAt(end))) end += 1
      count += 1
      if (count === wanted) return source.slice(start, end)
      start = end
    }
    return ''
  },
})

export const inStr = defineFunction({
  name: 'InStr',
  params: [
    mapped(text('value1', 'The text to search.')),
    text('value2', 'The text to find.'),
    optional(number('start', 'Where to begin; the first character is 1.')),
    optional(compareWord('compareType', 'vbTextCompare ignores case, vbBinaryCompare does not.')),
  ],
  returns: 'number',
  doc: 'The position of the first occurrence, counted from 1; 0 if there is none.',
  examples: [
    ['InStr("The quick brown fox", "quick")', '5'],
    ['InStr("repEated", "e", 3, vbBinaryCompare)', '7'],
    ['InStr("repEated", "e", 3, vbTextCompare)', '4'],
    ['InStr("abc", "z")', '0'],
  ],
  source: `${PAGE} § InStr`,
  evaluate: ([searched, found, start = 1, ignoreCase = decisions.inStrDefaultIgnoresCase], _context, { span }) => {
    if (start < 1) throw new EvaluationError('InvalidArgument', `InStr counts characters from 1; start is ${start}.`, span)
    if (searched === null || found === null || start > searched.length) return 0
    return ignoreCase ? toUpper(searched).indexOf(toUpper(found), start - 1) + 1 : searched.indexOf(found, start - 1) + 1
  },
})

export const trim = defineFunction({
  name: 'Trim',
  params: [mapped(text('value'))],
  returns: 'text',
  doc: 'The text without white space at its ends.',
  examples: [['Trim(" Test ")', 'Test']],
  source: 'cloud-sync/reference-expressions.md § Trim',
  only: 'cloudSync',
  evaluate: ([value]) => (value === null ? null : value.trim()),
})
