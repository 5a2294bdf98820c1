import type { Database } from 'better-sqlite3'
import { foldCase } from '../../../shared/fold-case'

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/

/** A condition of SQL that is true where one of the columns holds the text, ignoring case, and the value to bind as `@text`. */
export interface TextCondition {
  readonly sql: string
  readonly text: string
}

/** SQLite's own LIKE ignores the case of ASCII letters alone, five times faster than a function of ours can for every letter. */
export function holdsText(columns: readonly string[], text: string): TextCondition {
  if (ASCII.test(text)) {
    return { sql: `(${columns.map((column) => `${column} LIKE @text ESCAPE '\\'`).join(' OR ')})`, text: `%${text.replace(/[\\%_]/g, '\\$&')}%` }
  }
  return { sql: `(${columns.map((column) => `holds_folded(${column}, @text)`).join(' OR ')})`, text: foldCase(text) }
}

/** Whether a text holds the other, ignoring case. */
export function textTest(text: string): (value: string) => boolean {
  const folded = foldCase(text)
  return (value) => foldCase(value).includes(folded)
}

/** Makes `holds_folded` known to a connection. */
export function defineTextSearch(db: Database): void {
  db.function('holds_folded', { deterministic: true }, (value: unknown, text: unknown) => (foldCase(String(value)).includes(String(text)) ? 1 : 0))
}
