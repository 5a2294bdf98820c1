import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { check, parse, type CheckOptions, type Diagnostic } from '../../../shared/expression'
import { applyEdits, MOST_CURES } from '../../../shared/expression/corrections'

/** How many texts each law tries; more with `REHEARSAL_FUZZ`. */
const RUNS = Math.ceil(Number(process.env['REHEARSAL_FUZZ'] ?? 20_000) / 10)

const OPTIONS: CheckOptions = {
  source: [...['mail', 'a', 'b', 'c', 'country'].map((name) => ({ name, longest: 12 })), { name: 'list', multiValued: true }],
  target: { name: 'sAMAccountName', kind: 'activeDirectory', type: 'String', maxLength: 20, multiValued: false, forbidden: '["/\\\\\\[\\]:;|=,+*?<>\\u0000-\\u001f\\u007f@]|\\.$|^\\s*$' },
}

function repaired(text: string, d: Diagnostic): string | undefined {
  return d.fix && applyEdits(text, d.fix.edits)
}

/** What people bring from other languages or leave out while typing: one diagnostic, its place, and the text after its fix. */
const mistakes: readonly (readonly [text: string, at: string, fixed?: string])[] = [
  ['IIF([a]="x" && [b]="y", "1", "2")', '&&', 'IIF([a]="x", IIF([b]="y", "1", "2"), "2")'],
  ['IIF([a]="x" || [b]="y" || [c]="z", "1", "2")', '||', 'IIF([a]="x", "1", IIF([b]="y", "1", IIF([c]="z", "1", "2")))'],
  ['IIF([a]="x" AND [b]="y", "1", "2")', 'AND', 'IIF([a]="x", IIF([b]="y", "1", "2"), "2")'],
  ['IIF(Or([a]="x", [b]="y"), "1", "2")', 'Or', 'IIF([a]="x", "1", IIF([b]="y", "1", "2"))'],
  ['IIF([a] == "x", "1", "2")', '==', 'IIF([a] = "x", "1", "2")'],
  ['IIF([a] != "x", "1", "2")', '!=', 'IIF([a] <> "x", "1", "2")'],
  ['IIF([a] -eq "x", "1", "2")', '-eq', 'IIF([a] = "x", "1", "2")'],
  ['IIF([a] ≥ "5", "1", "2")', '≥', 'IIF([a] >= "5", "1", "2")'],
  ['IIF([a] = "x" = "y", "1", "2")', '='],
  ['[a] = "x" ? "1" : "2"', '?', 'IIF([a] = "x", "1", "2")'],
  ['[a] ?? [b] ?? "x"', '??', 'Coalesce([a], [b], "x")'],
  ['Not(![a])', '!', 'Not(Not([a]))'],
  ['"a" + [b] + "c"', '+', 'Join("", "a", [b], "c")'],
  ['[a] & [b]', '&', 'Join("", [a], [b])'],
  ['Left([a], 3 * 2)', '*'],
  ['[mail].ToLower()', '.ToLower', 'ToLower([mail])'],
  ['string.IsNullOrEmpty([a])', 'string.IsNullOrEmpty', 'IsNullOrEmpty([a])'],
  ['Append(user.mail, "x")', 'user.mail', 'Append([mail], "x")'],
  ['Append(@mail, "x")', '@mail', 'Append([mail], "x")'],
  ['Append(@[mail], "x")', '@', 'Append([mail], "x")'],
  ['@ToLower([mail])', '@', 'ToLower([mail])'],
  ['Append({{mail}}, "x")', '{{mail}}', 'Append([mail], "x")'],
  ['Append([mail], @"x")', '@', 'Append([mail], "x")'],
  ['Append([mail], $"x")', '$', 'Append([mail], "x")'],
  ['Append(mail, "x")', 'mail', 'Append([mail], "x")'],
  ['=ToLower([mail])', '=', 'ToLower([mail])'],
  ['Append([mail]; "x")', ';', 'Append([mail], "x")'],
  ['ToLower([mail]);', ';', 'ToLower([mail])'],
  ['Append([mail]， "x")', '，', 'Append([mail], "x")'],
  ["Append([mail], 'x')", "'x'", 'Append([mail], "x")'],
  ['Append([mail], ‘x’)', '‘x’', 'Append([mail], "x")'],
  ['Append([mail], “x”)', '“x”', 'Append([mail], "x")'],
  ['ToLower([mail]) // small', '// small', 'ToLower([mail]) '],
  ['ToLower(/* who */ [mail])', '/* who */', 'ToLower( [mail])'],
  ['# note\nToLower([mail])', '# note', '\nToLower([mail])'],
  ['IIF([a] = "x", null, "y")', 'null', 'IIF([a] = "x", IgnoreAttributeFlow, "y")'],
  ['IIF([a] = true, "x", "y")', 'true', 'IIF([a] = "True", "x", "y")'],
  ['IF([a] = "x", "1", "2")', 'IF', 'IIF([a] = "x", "1", "2")'],
  ['CONCATENATE([a], " ", [b])', 'CONCATENATE', 'Join("", [a], " ", [b])'],
  ['SUBSTITUTE([a], "x", "y")', 'SUBSTITUTE', 'Replace([a], "x", , , "y", , )'],
  ['FIND("x", [a])', 'FIND', 'InStr([a], "x")'],
  ['LOWER([a])', 'LOWER', 'ToLower([a])'],
  ['LCase([a])', 'LCase', 'ToLower([a])'],
  ['Right([a], 3)', 'Right', 'Replace([a], , "^.*?(?<end>.{0,3})$", , "${end}", , )'],
  ['RTrim([a])', 'RTrim', 'Replace([a], , "\\\\s+$", , "", , )'],
  ['tolower([a])', 'tolower', 'ToLower([a])'],
  ['ToLowr([a])', 'ToLowr', 'ToLower([a])'],
  ['Append([mail, "x")', '[mail', 'Append([mail], "x")'],
  ['Append(mail], "x")', 'mail]', 'Append([mail], "x")'],
  ['Append([mail]], "x")', ']', 'Append([mail], "x")'],
  ['Append("x, [mail])', '"x', 'Append("x", [mail])'],
  ['Append([mail], "x)', '"x', 'Append([mail], "x")'],
  ['Join("-, [a], "x")', '"-', 'Join("-", [a], "x")'],
  ['IIF([a] = "x", ToLower([b], "c")', 'IIF(', 'IIF([a] = "x", ToLower([b]), "c")'],
  ['ToLower(Append([a], "b"', 'Append(', 'ToLower(Append([a], "b"))'],
  ['Append(ToLower([a])), "x")', ')', 'Append(ToLower([a]), "x")'],
  ['ToLower([mail]))', ')', 'ToLower([mail])'],
  ['ToLower [mail])', 'ToLower', 'ToLower([mail])'],
  ['ToLower(([mail]))', '(', 'ToLower([mail])'],
  ['[a] [b]', '[b]', 'Join("", [a] , [b])'],
  ['Append([a] "x")', '"x"', 'Append([a], "x")'],
  ['Append([a], "x", [b])', 'Append([a], "x", [b])', 'Join("", [a], "x", [b])'],
  ['Switch([a], "k", "v")', 'Switch([a], "k", "v")', 'Switch([a], , "k", "v")'],
  ['IIF([a] = "x", "1")', 'IIF([a] = "x", "1")', 'IIF([a] = "x", "1", IgnoreAttributeFlow)'],
  ['Mid([a], 1)', 'Mid([a], 1)'],
  ['DateDiff(Now(), CDate([a]), "d")', 'DateDiff(Now(), CDate([a]), "d")', 'DateDiff("d", Now(), CDate([a]))'],
  ['DateAdd(CDate([a]), 7, "d")', 'DateAdd(CDate([a]), 7, "d")', 'DateAdd("d", 7, CDate([a]))'],
]

/** Texts as they stand while somebody types them. */
const halfTyped: readonly (readonly [text: string, at: string, fixed: string])[] = [
  ['Append([mail], ', 'Append(', 'Append([mail],) '],
  ['IIF([a] = ', '=', 'IIF([a] = "") '],
  ['IIF(', 'IIF(', 'IIF()'],
  ['Append([ma', '[ma', 'Append([ma])'],
  ['Append([mail], "x', '"x', 'Append([mail], "x")'],
  ['ToLower(Append("x', '"x', 'ToLower(Append("x"))'],
  ['"', '"', '""'],
]

describe('one mistake gives one diagnostic', () => {
  test.each(mistakes.map(([text, at, fixed]) => ({ text, at, fixed })))('$text', ({ text, at, fixed }) => {
    const found = check(text, {})
    expect(found.map((d) => text.slice(...d.span))).toEqual([at])
    const [d] = found
    if (d) expect(repaired(text, d)).toBe(fixed)
    if (fixed !== undefined) expect(check(fixed, {}).filter((left) => left.severity === 'error')).toEqual([])
  })

  test.each(halfTyped)('while typing %s', (text, at, fixed) => {
    const found = check(text, {})
    expect(found.map((d) => text.slice(...d.span))).toEqual([at])
    const [d] = found
    if (d) expect(repaired(text, d)).toBe(fixed)
  })

  test('the rest is still judged, but not what was put there', () => {
    const text = 'IIF([a] == "x", LCase([b]), Replace([c], , "(a+)+$", , "", , ))'
    expect(check(text, {}).map((d) => [d.code, text.slice(...d.span)])).toEqual([['SyntaxError', '=='], ['UnknownFunction', 'LCase'], ['RegexRunaway', '(a+)+']])
  })
})

/** What a diagnostic says, without the place, which a fix may move. */
function say(d: Diagnostic): string {
  return `${d.code} ${d.message}`
}

/** Laws of a fix: it can be applied, what it cures is gone, and an expression stays one. */
function fixesHold(text: string, options: CheckOptions): void {
  const found = check(text, options)
  if (found.filter((d) => d.code === 'SyntaxError').length >= MOST_CURES) return // there are more than were looked at
  for (const d of found) {
    if (d.fix === undefined) continue
    const edits = [...d.fix.edits].sort((x, y) => x.span[0] - y.span[0])
    edits.forEach((edit, i) => {
      expect(edit.span[0]).toBeLessThanOrEqual(edit.span[1])
      expect(edit.span[0]).toBeGreaterThanOrEqual(edits[i - 1]?.span[1] ?? 0)
      expect(edit.span[1]).toBeLessThanOrEqual(text.length)
    })
    const after = applyEdits(text, edits)
    const times = (list: readonly Diagnostic[]): number => list.filter((other) => say(other) === say(d)).length
    const left = check(after, options)
    const start = d.span[0] + edits.reduce((sum, e) => sum + (e.span[1] <= d.span[0] ? e.text.length - (e.span[1] - e.span[0]) : 0), 0)
    const stays = times(left) >= times(found) && left.some((other) => say(other) === say(d) && other.span[0] === start)
    expect(stays, `${say(d)}\n${text}\n${after}`).toBe(false)
    if (parse(text).tree !== undefined) expect(parse(after).tree, `${text}\n${after}`).toBeDefined()
  }
}

describe('a fix cures what it is for', () => {
  const texts = [...mistakes.map(([text]) => text), ...halfTyped.map(([text]) => text)]
  test.each(texts)('%s', (text) => {
    fixesHold(text, {})
    fixesHold(text, OPTIONS)
  })

  const piece = fc.constantFrom('[a]', '[mail]', '[Mail]', '[lst]', '"x"', '" x"', '"a@b"', '"01@"', '""', '12', '-1', 'Now()', 'RandomString(30, 1, 1, 1, 1)', '"a very long text, longer than twenty"', '“x”', "'x'", '"True"', '"d"', '"week"')
  const call = fc.letrec<{ e: string }>((tie) => ({
    e: fc.oneof(
      { maxDepth: 3, depthSize: 'small' }, piece,
      fc.tuple(fc.constantFrom('ToLower', 'lower', 'LCase', 'Append', 'Join', 'IIF', 'IF', 'Switch', 'Left', 'Mid', 'CDate', 'DateAdd', 'DateDiff', 'SelectUniqueValue', 'Replace', 'Concat', 'NumFromDate', 'FormatDateTime', 'Word', 'IsPresent', 'And', 'Item', 'Split', 'Redact'),
        fc.array(tie('e'), { maxLength: 6 }), fc.constantFrom(', ', ', ', ', ', ', ', '; ', ' ', ',, ')).map(([name, args, separator]) => `${name}(${args.join(separator)})`),
      fc.tuple(tie('e'), fc.constantFrom(' = ', ' == ', ' & ', ' && ', ' + ', ' OR ', ' ?? '), tie('e')).map((parts) => `IIF(${parts.join('')}, "1", "2")`),
    ),
  })).e

  test('in whatever is put together of right and wrong parts', () => {
    fc.assert(fc.property(call, fc.boolean(), (text, described) => { fixesHold(text, described ? OPTIONS : {}) }), { numRuns: RUNS, seed: 20_261_121 })
  }, Math.max(60_000, RUNS * 30))

  test('in texts that were cut off, or lost or gained a character', () => {
    const wrong = fc.tuple(call, fc.nat(), fc.constantFrom('', '', '(', ')', '"', '[', ']', ',', '=', ' ')).map(([text, at, put]) => {
      const i = at % (text.length + 1)
      return put === '' && at % 3 === 0 ? text.slice(0, i) : `${text.slice(0, i)}${put}${text.slice(put === '' ? i + 1 : i)}`
    })
    fc.assert(fc.property(wrong, (text) => { fixesHold(text, OPTIONS) }), { numRuns: RUNS, seed: 20_261_121 })
  }, Math.max(60_000, RUNS * 30))
})
