import { describe, expect, test } from 'vitest'
import { check, parse, type CheckOptions, type Diagnostic } from '../../../shared/expression'

const SOURCE: CheckOptions = { source: [{ name: 'mail' }, { name: 'givenName' }, { name: 'surname' }, { name: 'country' }, { name: 'StatusHireDate' }, { name: 'proxyAddresses', multiValued: true }, { name: 'manager', type: 'Reference' }] }
const AD = { target: { name: 'sAMAccountName', kind: 'activeDirectory', maxLength: 20, multiValued: false } } as const

/** The text after a diagnostic's fix, or undefined when it has none. */
function fixed(text: string, d: Diagnostic | undefined): string | undefined {
  if (!d?.fix) return undefined
  return [...d.fix.edits].sort((a, b) => b.span[0] - a.span[0]).reduce((all, e) => all.slice(0, e.span[0]) + e.text + all.slice(e.span[1]), text)
}

interface Case { readonly text: string; readonly code: string; readonly at?: string; readonly fix?: string; readonly options?: CheckOptions; readonly says?: RegExp }

const cases: readonly Case[] = [
  { text: 'switch([mail], "a", "b", "c")', code: 'UnknownFunction', at: 'switch', fix: 'Switch([mail], "a", "b", "c")', says: /upper and lower case/ },
  { text: 'Appendd([mail], "x")', code: 'UnknownFunction', at: 'Appendd', fix: 'Append([mail], "x")', says: /did you mean Append\?/ },
  { text: 'LCase([mail])', code: 'UnknownFunction', fix: 'ToLower([mail])', says: /Entra Connect/ },
  { text: 'PadLeft([mail], 10, "0")', code: 'UnknownFunction', says: /Entra Connect/ },
  { text: 'Append([mail])', code: 'ArgumentCount', at: 'Append([mail])' },
  { text: 'FormatDateTime([mail], "yyyy")', code: 'ArgumentCount', fix: 'FormatDateTime([mail], , "M/d/yyyy h:mm:ss tt", "yyyy")' },
  { text: 'Replace([mail], "a", "b")', code: 'ArgumentCount', fix: 'Replace([mail], "a", , , "b", , )' },
  { text: '[Mail]', code: 'AttributeCase', fix: '[mail]', options: SOURCE },
  { text: '[surnme]', code: 'UnknownAttribute', fix: '[surname]', options: SOURCE },
  { text: 'Mid([mail], "one", 2)', code: 'TypeMismatch', at: '"one"' },
  { text: 'Left([mail], Now())', code: 'TypeMismatch', at: 'Now()' },
  { text: 'DateAdd("d", 7, [StatusHireDate])', code: 'TypeMismatch', at: '[StatusHireDate]', fix: 'DateAdd("d", 7, CDate([StatusHireDate]))' },
  { text: 'DateAdd("week", 7, Now())', code: 'InvalidInterval', at: '"week"', fix: 'DateAdd("ww", 7, Now())' },
  { text: 'CDate("31/12/2025")', code: 'InvalidDate', at: '"31/12/2025"' },
  { text: 'FormatDateTime(DateAdd("yyyy", 5, Now()), , "yyyy-MM-dd", "yyyy")', code: 'DateFormatMismatch', at: '"yyyy-MM-dd"', fix: 'FormatDateTime(DateAdd("yyyy", 5, Now()), , "M/d/yyyy h:mm:ss tt", "yyyy")' },
  { text: 'FormatDateTime([mail], , "q%", "yyyy")', code: 'InvalidDateFormat', at: '"q%"' },
  { text: 'IIF([mail] = "x", Split([mail], ","), "one")', code: 'BranchTypes', at: '"one"' },
  { text: 'Switch([mail], "yes", "a", "no")', code: 'BranchTypes', options: { target: { name: 'enabled', type: 'Boolean' } } },
  { text: 'Join("-", SelectUniqueValue("a", "b"))', code: 'SelectUniqueValueNested', at: 'SelectUniqueValue' },
  { text: 'SelectUniqueValue("a", "b")', code: 'UniqueValueOnMatching', options: { matching: true } },
  { text: 'SelectUniqueValue("a", "b")', code: 'UniqueValueAlways', options: { applied: 'Always' } },
  { text: 'SelectUniqueValue("a", "b")', code: 'UniqueValueTarget', options: { target: { name: 'userPrincipalName', kind: 'entra' } } },
  { text: 'SelectUniqueValue([mail], NormalizeDiacritics([mail]))', code: 'UniqueValueDiacritics', at: '[mail]', fix: 'SelectUniqueValue(NormalizeDiacritics([mail]), NormalizeDiacritics([mail]))' },
  { text: 'Switch([mail], "d", "a", "1", "a", "2")', code: 'DuplicateKey', at: '"a"' },
  { text: 'Switch(ToLower([mail]), "d", "ABC", "1")', code: 'UnreachableKey', fix: 'Switch(ToLower([mail]), "d", "abc", "1")' },
  { text: 'Switch([mail], "d", "a ", "1")', code: 'BlanksInKey', at: '"a "', fix: 'Switch([mail], "d", "a", "1")' },
  { text: 'Switch(Replace([mail], , "\\\\+(?<cc>\\\\d* )(?<no>.*)", , "${cc}", , ), "?", "44", "GBR")', code: 'UnreachableKey', at: '"44"', says: /captures a blank/ },
  { text: 'Switch([mail], "d", "a")', code: 'ArgumentCount', says: /even number|at least one key/ },
  { text: 'IIF(DateDiff("d", Now(), CDate([StatusHireDate])) >= 0, "True", "False")', code: 'DateDiffInverted', fix: 'IIF(DateDiff("d", CDate([StatusHireDate]), Now()) >= 0, "True", "False")' },
  { text: 'IIF(DateDiff("d", CDate([StatusHireDate]), Now()) <= 0, "True", "False")', code: 'DateDiffInverted', fix: 'IIF(DateDiff("d", Now(), CDate([StatusHireDate])) <= 0, "True", "False")' },
  { text: 'IIF(CDate([StatusHireDate]) <= Now(), "True", "False")', code: 'DatesComparedAsText', fix: 'IIF(DateDiff("s", Now(), CDate([StatusHireDate])) <= 0, "True", "False")' },
  { text: 'IIF([StatusHireDate] > Now(), "True", "False")', code: 'DatesComparedAsText', fix: 'IIF(DateDiff("s", Now(), CDate([StatusHireDate])) > 0, "True", "False")' },
  { text: 'IIF(Now() = [StatusHireDate], "True", "False")', code: 'DatesComparedAsText', at: 'Now() = [StatusHireDate]' },
  { text: 'IIF(IsPresent([mail]) = "true", [mail], "-")', code: 'ComparisonNeverHolds', at: '"true"', fix: 'IIF(IsPresent([mail]) = "True", [mail], "-")' },
  { text: 'IIF("" <> Len([mail]), [mail], "-")', code: 'ComparisonNeverHolds', at: '""', says: /a number, which never equals/ },
  { text: 'IIF(0 <= DateDiff("d", Now(), CDate([StatusHireDate])), "True", "False")', code: 'DateDiffInverted', fix: 'IIF(0 <= DateDiff("d", CDate([StatusHireDate]), Now()), "True", "False")' },
  { text: 'Switch(IsPresent([mail]), "-", "True", [mail])', code: 'NullTestedSwitch', fix: 'Switch([mail], [mail], "", "-")' },
  { text: 'Switch(IsNullOrEmpty([mail]), [mail], "True", "-")', code: 'NullTestedSwitch', fix: 'Switch([mail], [mail], "", "-")' },
  { text: 'Switch(IsPresent([mail]), [mail], IsPresent([surname]), [surname])', code: 'ConnectSwitch', fix: 'IIF(IsPresent([mail]), [mail], IIF(IsPresent([surname]), [surname], ""))' },
  { text: 'IIF(IsNullOrEmpty([country]), "Other", [country])', code: 'NullTestedCondition', fix: 'Switch([country], [country], "", "Other")' },
  { text: 'IIF([country] = "", "Other", [country])', code: 'NullTestedCondition', fix: 'Switch([country], [country], "", "Other")' },
  { text: 'IIF(IsPresent([country]), [country], "Other")', code: 'NullTestedCondition', fix: 'Switch([country], [country], "", "Other")' },
  { text: 'Append(“a”, [mail])', code: 'CurlyQuotes', at: '“a”', fix: 'Append("a", [mail])' },
  { text: `Append("${'x'.repeat(10_000)}", "")`, code: 'ExpressionTooLong' },
  { text: 'Append("a-rather-long-prefix-", [mail])', code: 'ResultTooLong', options: AD },
  { text: 'Split([mail], ",")', code: 'MultiValuedResult', options: AD },
  { text: 'ToLower([proxyAddresses])', code: 'MultiValuedResult', options: { ...SOURCE, ...AD } },
  { text: 'Switch([mail], "", "a", "1")', code: 'EmptyText', options: AD, fix: 'IgnoreFlowIfNullOrEmpty(Switch([mail], "", "a", "1"))' },
  { text: 'Replace([mail], , "(a+)+$", , "", , )', code: 'RegexRunaway', at: '(a+)+', says: /repeats \(a\+\)\+/ },
  { text: 'Replace([mail], , "a++", , "", , )', code: 'InvalidRegex', says: /possessive/ },
  { text: 'Replace([mail], , "(?<open-close>x)", , "", , )', code: 'InvalidRegex', says: /balancing/ },
  { text: 'Replace([mail], , "(?P<x>a)", , "", , )', code: 'InvalidRegex', says: /without P/ },
  { text: 'Replace([mail], , "(?<x>a)", , "${y}", , )', code: 'UnknownGroup', at: '"${y}"' },
  { text: 'Replace([mail], , "(?<x>a)", "y", "", , )', code: 'InvalidArgument', at: '"y"', fix: 'Replace([mail], , "(?<x>a)", "x", "", , )' },
  { text: 'Replace([mail], , "(?<x>a)b", , "${x}", , )', code: 'RegexUnanchored' },
  { text: 'Join("01@", [givenName], "contoso.com")', code: 'SeparatorAsSuffix', at: '"01@"' },
  { text: 'Join([proxyAddresses], ",")', code: 'OtherDialect', fix: 'Join(",", [proxyAddresses])' },
  { text: 'NumFromDate("9999-12-31")', code: 'NeverExpiresDate', fix: '"9223372036854775807"' },
  { text: 'Trim([mail])', code: 'OtherDialect' },
  { text: 'Coalesce([mail], "x")', code: 'OtherDialect', options: { dialect: 'cloudSync' } },
  { text: 'Switch([manager], "a", "b", "c")', code: 'ReferenceInSwitch', options: SOURCE },
  { text: 'Switch([mail], "a", "b", "c")', code: 'SwitchFromEntra', options: { sourceIsEntra: true } },
  { text: 'Join("@", NormalizeDiacritics([givenName]), "contoso.com")', code: 'CaseKept', options: { target: { name: 'mail' } } },
  { text: 'ToLower([mail])', code: 'CaseOnlyChange', options: { target: { name: 'mail', caseExact: false } } },
  { text: 'RandomString(16,1,1,1,1)', code: 'PasswordNotRedacted', options: { target: { name: 'unicodePwd' } }, fix: 'Redact(RandomString(16,1,1,1,1))' },
  { text: '[givenName] & " " & [surname]', code: 'SyntaxError', fix: 'Join("", [givenName], " ", [surname])', says: /Join/ },
  { text: 'IIF([mail]="a" && [country]="b", "x", "y")', code: 'SyntaxError', says: /nest an IIF on the true branch/ },
  { text: 'IIF([mail]="a" || [country]="b", "x", "y")', code: 'SyntaxError', says: /false branch/ },
  { text: 'IIF([mail] == "a", "x", "y")', code: 'SyntaxError', at: '==', fix: 'IIF([mail] = "a", "x", "y")' },
  { text: 'IIF([mail] != "a", "x", "y")', code: 'SyntaxError', at: '!=', fix: 'IIF([mail] <> "a", "x", "y")' },
  { text: 'Append(%Domain%, "x")', code: 'SyntaxError', at: '%Domain%', says: /parameter of an Entra Connect rule/ },
  { text: 'Append($item, "x")', code: 'SyntaxError', says: /variable of Entra Connect/ },
  { text: 'IIF([mail]="a", NULL, "x")', code: 'SyntaxError', fix: 'IIF([mail]="a", IgnoreAttributeFlow, "x")' },
  { text: 'IIF([mail]="a", IgnoreThisFlow, "x")', code: 'SyntaxError', fix: 'IIF([mail]="a", IgnoreAttributeFlow, "x")' },
  { text: "Append('x', [mail])", code: 'SyntaxError', fix: 'Append("x", [mail])' },
  { text: 'Append([mail], "x"', code: 'SyntaxError', fix: 'Append([mail], "x")' },
  { text: 'Append([mail] "x")', code: 'SyntaxError', fix: 'Append([mail], "x")' },
  { text: 'Not([mail] = "x")', code: 'SyntaxError', at: '[mail] = "x"' },
  { text: 'Mid([mail], 0, 3)', code: 'InvalidArgument', at: 'Mid([mail], 0, 3)' },
  { text: 'Item([proxyAddresses], 0)', code: 'IndexOutOfRange' },
  { text: 'Join("", [mail], RandomString(300, 0, 0, 0, 0))', code: 'InvalidArgument', at: 'RandomString(300, 0, 0, 0, 0)' },
  { text: 'ToLower([mail], "not a culture")', code: 'InvalidArgument' },
  { text: 'DateAdd("yyyy", 9999, Now())', code: 'InvalidDate' },
  { text: 'Switch(Left([mail], 2), "d", "abc", "1", "ab", "2")', code: 'UnreachableKey', at: '"abc"', fix: 'Switch(Left([mail], 2), "d", "ab", "2")', says: /at most 2 characters/ },
  { text: 'Switch(IsPresent([mail]), "d", "true", "1")', code: 'UnreachableKey', at: '"true"', fix: 'Switch(IsPresent([mail]), "d", "True", "1")' },
  { text: 'Switch([mail], "d", "a", "1", "a", "2")', code: 'DuplicateKey', fix: 'Switch([mail], "d", "a", "1")' },
  { text: 'ToLower(SelectUniqueValue([mail], "b"))', code: 'SelectUniqueValueNested', fix: 'SelectUniqueValue(ToLower([mail]), ToLower("b"))' },
  { text: 'IIF([mail] = "x", Now(), "never")', code: 'BranchTypes', at: '"never"', says: /gives a date/ },
  { text: 'Switch([mail], IsPresent([surname]), "a", NumFromDate(Now()))', code: 'BranchTypes', at: 'NumFromDate(Now())' },
  { text: 'Switch([mail], "1", "a", "no")', code: 'BranchTypes', at: '"no"', fix: 'Switch([mail], "1", "a", "False")', options: { target: { name: 'enabled', type: 'Boolean' } } },
  { text: 'IIF([mail] = "x", "512", "enabled")', code: 'BranchTypes', at: '"enabled"', options: { target: { name: 'userAccountControl', type: 'Integer' } } },
  { text: 'IIF([mail] = "x", Now(), "soon")', code: 'BranchTypes', at: '"soon"', options: { target: { name: 'employeeHireDate', type: 'DateTime' } } },
  { text: 'BitAnd([mail], 2)', code: 'BranchTypes', fix: 'CBool(BitAnd([mail], 2))', options: { target: { name: 'accountDisabled', type: 'Boolean' } } },
  { text: 'Left("a constant that is far too long", 30)', code: 'ResultTooLong', fix: 'Left(Left("a constant that is far too long", 30), 20)', options: AD },
  { text: '[givenName]', code: 'ResultTooLong', fix: 'Left([givenName], 20)', options: { ...AD, source: [{ name: 'givenName', longest: 24 }] }, says: /at least 24 characters .*\[givenName\] 24/ },
  { text: 'Append([givenName], ".x")', code: 'ResultTooLong', options: { ...AD, source: [{ name: 'givenName', longest: 19 }] }, says: /at least 21/ },
  { text: 'Join(".", [givenName], [surname])', code: 'ResultMayBeTooLong', fix: 'Left(Join(".", [givenName], [surname]), 20)', options: { ...AD, source: [{ name: 'givenName', longest: 12 }, { name: 'surname', longest: 14 }] }, says: /up to 27 .*\[givenName\] 12, \[surname\] 14/ },
  { text: 'IIF([surname] = "x", [givenName], "y")', code: 'ResultMayBeTooLong', at: '[givenName]', options: { ...AD, source: [{ name: 'givenName', longest: 24 }, { name: 'surname' }] } },
  { text: 'Join(" ", [givenName], [surname])', code: 'RefusedCharacters', at: '" "', fix: 'Join("", [givenName], [surname])', options: { target: { name: 'mailNickname', forbidden: '^\\.|[\\s"@]' } } },
  { text: 'Append([givenName], ".")', code: 'RefusedCharacters', at: '"."', options: { target: { name: 'sAMAccountName', forbidden: '[@]|\\.$' } } },
  { text: 'Join("@", [mail], "@contoso.com")', code: 'RefusedCharacters', options: { target: { name: 'userPrincipalName', forbidden: '@.*@' } } },
  { text: 'IIF([mail] = "x", "de", "DE")', code: 'RefusedCharacters', at: '"de"', fix: 'IIF([mail] = "x", "DE", "DE")', options: { target: { name: 'c', allowed: '^[A-Z]{2}$' } }, says: /two capital letters/ },
  { text: 'Split([mail], ",")', code: 'MultiValuedResult', fix: 'Join(",", Split([mail], ","))', options: AD },
  { text: 'Replace([mail], , "(?:a|ab)*c", , "", , )', code: 'RegexRunaway', at: '(?:a|ab)*' },
  { text: 'Replace([mail], , "(?P<x>a)b$", , "${x}", , )', code: 'InvalidRegex', fix: 'Replace([mail], , "(?<x>a)b$", , "${x}", , )' },
  { text: 'Replace([mail], , "(?<x>a)b", , "${x}", , )', code: 'RegexUnanchored', fix: 'Replace([mail], , "^.*?(?<x>a)b.*$", , "${x}", , )' },
  { text: 'Join(vbTextCompare, "x")', code: 'TypeMismatch', at: 'vbTextCompare' },
]

describe('the checker', () => {
  test.each(cases)('reports $code in $text', ({ text, code, at, fix, options, says }) => {
    const found = check(text, options ?? {}).filter((d) => d.code === code)
    expect(found.length, JSON.stringify(check(text, options ?? {}))).toBeGreaterThan(0)
    const [first] = found
    expect(first?.message).toMatch(/^[A-Z“$%].*[.?]$/su)
    expect(first?.source).toBeTruthy()
    if (at !== undefined) expect(found.map((d) => text.slice(...d.span))).toContain(at)
    if (says) expect(found.some((d) => says.test(d.message))).toBe(true)
    if (fix !== undefined) {
      const repaired = found.map((d) => fixed(text, d))
      expect(repaired).toContain(fix)
      expect(parse(fix).tree).toBeDefined()
    }
  })

  test.each<[says: string, text: string, options: CheckOptions]>([
    ['a name with dots between its parts', 'Join(".", [givenName], [surname])', { target: { name: 'sAMAccountName', maxLength: 20, forbidden: '[@]|\\.$' } }],
    ['an address whose domain is an attribute', 'Join("@", [givenName], [surname])', { target: { name: 'mail', allowed: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' } }],
    ['a cut that keeps within', 'Left(Join(".", [givenName], [surname]), 20)', { ...AD, source: [{ name: 'givenName', longest: 40 }, { name: 'surname', longest: 40 }] }],
    ['attributes of which no value was read', 'Join(".", [givenName], [surname])', AD],
    ['text for a whole number out of digits', 'Join("", "5", [givenName])', { target: { name: 'level', type: 'Integer' } }],
    ['True, False or nothing for a Boolean', 'Switch([mail], "True", "a", "False", "b", "")', { target: { name: 'active', type: 'Boolean' } }],
    ['an account that is off until its first day', 'IIF(DateDiff("d", Now(), CDate([StatusHireDate])) > 0, "True", "False")', { target: { name: 'accountDisabled', type: 'Boolean' } }],
    ['a name that is sent from the first day on', 'IgnoreFlowIfNullOrEmpty(IIF(DateDiff("d", Now(), CDate([StatusHireDate])) > 0, "", [mail]))', {}],
    ['a person who is created from the first day on', 'IIF(DateDiff("d", Now(), CDate([StatusHireDate])) > 0, IgnoreObjectFlow, [mail])', {}],
    ['a day counted from the first day on', 'IIF(DateDiff("d", CDate([StatusHireDate]), Now()) >= 0, "True", "False")', {}],
    ['dates that are held against each other for being the same', 'IIF(CDate([mail]) = CDate([surname]), "a", "b")', {}],
    ['numbers in any form, and True', 'IIF(BitAnd([mail], 2) = "0", IIF(Len([mail]) <> &HF, "a", "b"), IIF(Not([mail]) = "True", "c", "d"))', {}],
    ['a date or nothing', 'Switch([mail], Now(), "", "")', {}],
  ])('says nothing about %s', (_, text, options) => {
    expect(check(text, options)).toEqual([])
  })

  test.each<[mistake: string, text: string, code: string, options: CheckOptions]>([
    ['a format that no date function writes', 'FormatDateTime(Now(), , "yyyy-MM-dd", "yyyy")', 'DateFormatMismatch', {}],
    ['a word where two letters are wanted', 'Switch([mail], "Germany", "x", "GB")', 'RefusedCharacters', { target: { name: 'c', maxLength: 2, allowed: '^[A-Z]{2}$' } }],
  ])('says once that there is %s', (_, text, code, options) => {
    expect(check(text, options).map((d) => d.code)).toEqual([code])
  })

  test('every diagnostic names its paragraph, and most have its address', () => {
    const found = cases.flatMap(({ text, options }) => check(text, options ?? {}))
    for (const { source, link } of found) {
      expect(source).toMatch(/^[A-Z.][^§]*$/)
      if (source?.startsWith('Entra')) expect(link).toMatch(/^https:\/\/learn\.microsoft\.com\//)
    }
  })

  test('says nothing about an expression that is as it should be', () => {
    const text = 'SelectUniqueValue(ToLower(Join(".", NormalizeDiacritics([givenName]), NormalizeDiacritics([surname]))), ToLower(NormalizeDiacritics([surname])))'
    expect(check(text, { ...SOURCE, target: { name: 'mailNickname', kind: 'activeDirectory', maxLength: 64, multiValued: false }, applied: 'ObjectAddOnly' })).toEqual([])
  })

  test('reports in the order of the text', () => {
    const spans = check('switch([a], LCase([b]), nope([c]))', {}).map((d) => d.span[0])
    expect(spans).toEqual([...spans].sort((a, b) => a - b))
    expect(spans.length).toBe(3)
  })
})
