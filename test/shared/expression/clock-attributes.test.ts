import { expect, test } from 'vitest'
import { clockAttributes } from '../../../shared/expression/index'

test.each([
  { text: 'IIF(DateDiff("d", CDate([End]), Now()) > 0, [Old], [New])', names: ['End'] },
  { text: 'IIF(DateDiff("d", Now(), DateAdd("d", -14, CDate([Start]))) < 0, "True", IgnoreObjectFlow)', names: ['Start'] },
  { text: 'IIF(FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyyMMdd") >= [Coming], "a", [Name])', names: ['Coming'] },
  { text: 'Switch(IIF(DateDiff("d", Now(), CDate([A])) < 0, "1", "0"), "", IIF(DateDiff("d", Now(), CDate([B])) < 0, "1", "0"), [C])', names: ['A', 'B'] },
  { text: 'IgnoreFlowIfNullOrEmpty(DateDiff("d", CDate([End]), Now()))', names: ['End'] },
  { text: 'Join(" ", [First], [Last])', names: [] },
  { text: 'FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")', names: [] },
  { text: 'IIF(', names: [] },
  { text: '', names: [] },
])('$text holds $names against the clock', ({ text, names }) => {
  expect(clockAttributes(text)).toEqual(names)
})
