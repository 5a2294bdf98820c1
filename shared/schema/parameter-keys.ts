/*
 * The keys under which Graph stores the arguments of a function. Where none is published the documented names of the parameters
 * stand in; the service makes its own tree from the text, so a wrong one here does no harm.
 * Source: Graph, attributeMappingFunctionSchema and sample documents; otherwise Entra, expression reference.
 */
interface Keys {
  readonly keys: readonly string[]
  /** How many of the last keys come again and again, in turn. */
  readonly repeat?: number
}

/** The key of the argument at a position (from 0). */
export function parameterKey(callee: string, position: number): string {
  const entry = KEYS.get(callee)
  if (entry === undefined) return `parameter${position + 1}`
  const { keys, repeat = 0 } = entry
  if (position < keys.length) return keys[position] ?? ''
  if (repeat === 0) return `parameter${position + 1}`
  return keys[keys.length - repeat + ((position - keys.length) % repeat)] ?? ''
}

/** The position of the n-th argument (from 0) with a key; `undefined` for a key that the function does not have. */
export function parameterPosition(callee: string, key: string, occurrence: number): number | undefined {
  const entry = KEYS.get(callee)
  if (entry === undefined) return undefined
  const positions = entry.keys.flatMap((k, i) => (k === key ? [i] : []))
  const known = positions[occurrence]
  if (known !== undefined) return known
  const last = positions.at(-1)
  const { repeat = 0 } = entry
  if (last === undefined || repeat === 0 || last < entry.keys.length - repeat) return undefined
  return last + (occurrence - positions.length + 1) * repeat
}

const KEYS: ReadonlyMap<string, Keys> = new Map<string, Keys>([
  ['Append', { keys: ['source', 'suffix'] }],
  ['AppRoleAssignments', { keys: ['source'] }],
  ['AppRoleAssignmentsComplex', { keys: ['source'] }],
  ['AssertiveAppRoleAssignmentsComplex', { keys: ['source'] }],
  ['BitAnd', { keys: ['value1', 'value2'] }],
  ['CBool', { keys: ['expression'] }],
  ['CDate', { keys: ['expression'] }],
  ['Coalesce', { keys: ['source'], repeat: 1 }],
  ['ConvertToBase64', { keys: ['source'] }],
  ['ConvertToUTF8Hex', { keys: ['source'] }],
  ['Count', { keys: ['attribute'] }],
  ['CStr', { keys: ['value'] }],
  ['DateAdd', { keys: ['interval', 'value', 'dateTime'] }],
  ['DateDiff', { keys: ['interval', 'date1', 'date2'] }],
  ['DateFromNum', { keys: ['value'] }],
  ['DefaultDomain', { keys: [] }],
  ['FormatDateTime', { keys: ['source', 'dateTimeStyles', 'inputFormat', 'outputFormat'] }],
  ['Guid', { keys: [] }],
  ['IgnoreFlowIfNullOrEmpty', { keys: ['expression'] }],
  ['IIF', { keys: ['one', 'two', 'three'] }],
  ['InStr', { keys: ['value1', 'value2', 'start', 'compareType'] }],
  ['IsNothing', { keys: ['source'] }],
  ['IsNull', { keys: ['expression'] }],
  ['IsNullOrEmpty', { keys: ['expression'] }],
  ['IsPresent', { keys: ['source'] }],
  ['IsString', { keys: ['expression'] }],
  ['Item', { keys: ['attribute', 'index'] }],
  ['Join', { keys: ['separator', 'source'], repeat: 1 }],
  ['Left', { keys: ['string', 'numChars'] }],
  ['Len', { keys: ['string'] }],
  ['Mid', { keys: ['source', 'start', 'length'] }],
  ['NormalizeDiacritics', { keys: ['source'] }],
  ['Not', { keys: ['source'] }],
  ['Now', { keys: [] }],
  ['NumFromDate', { keys: ['value'] }],
  ['PCase', { keys: ['source', 'wordSeparators'] }],
  ['Prepend', { keys: ['prefix', 'source'] }],
  ['RandomString', { keys: ['length', 'minimumNumbers', 'minimumSpecialCharacters', 'minimumCapital', 'minimumLowerCase', 'charactersToAvoid'] }],
  ['Redact', { keys: ['value'] }],
  ['RemoveDuplicates', { keys: ['attribute'] }],
  ['Replace', { keys: ['source', 'Find', 'RegularExpression', 'RegularExpressionGroupName', 'Replacement', 'ReplacementPropertyName', 'Template'] }],
  ['SelectUniqueValue', { keys: ['uniqueValueRule'], repeat: 1 }],
  ['SingleAppRoleAssignment', { keys: ['source'] }],
  ['Split', { keys: ['source', 'delimiter'] }],
  ['StripSpaces', { keys: ['source'] }],
  ['Switch', { keys: ['source', 'defaultValue', 'switchValue', 'switchValue'], repeat: 2 }],
  ['ToLower', { keys: ['source', 'culture'] }],
  ['ToUpper', { keys: ['source', 'culture'] }],
  ['Trim', { keys: ['source'] }],
  ['Word', { keys: ['string', 'wordNumber', 'delimiters'] }],
])
