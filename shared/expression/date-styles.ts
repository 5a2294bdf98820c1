import { ownEntry } from '../own-entry'

/** What .NET's DateTimeStyles say of reading a text: where white space may stand, and what stands for what it does not say. */
export interface DateStyles {
  readonly leading: boolean
  readonly trailing: boolean
  readonly inner: boolean
  readonly toUniversal: boolean
  readonly assumeUniversal: boolean
  readonly noCurrentDate: boolean
}

const STYLE_VALUES: Readonly<Record<string, number>> = {
  none: 0, allowleadingwhite: 1, allowtrailingwhite: 2, allowinnerwhite: 4, allowwhitespaces: 7, nocurrentdatedefault: 8,
  adjusttouniversal: 16, assumelocal: 32, assumeuniversal: 64, roundtripkind: 128,
}

/** RoundtripKind, AllowLeadingWhite and AllowTrailingWhite. */
export const DEFAULT_STYLES: DateStyles = { leading: true, trailing: true, inner: false, toUniversal: false, assumeUniversal: false, noCurrentDate: false }

/** Names of .NET's DateTimeStyles, joined by commas, or their number; the default of FormatDateTime when left out. */
export function dateStylesOf(text: string | undefined): DateStyles | undefined {
  if (text === undefined || text.trim() === '') return DEFAULT_STYLES
  let bits = 0
  for (const name of text.split(/[,|+]/)) {
    const key = name.trim().replace(/^DateTimeStyles\./i, '').toLowerCase()
    const value = /^\d+$/.test(key) ? Number(key) : ownEntry(STYLE_VALUES, key)
    if (value === undefined || value > 255) return undefined
    bits |= value
  }
  const has = (bit: number): boolean => (bits & bit) !== 0
  if (has(32) && has(64)) return undefined
  if (has(128) && (has(32) || has(64) || has(16))) return undefined
  return { leading: has(1), trailing: has(2), inner: has(4), noCurrentDate: has(8), toUniversal: has(16), assumeUniversal: has(64) }
}
