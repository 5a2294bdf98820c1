import type { ReadIssueCode } from '../../../shared/model/issue'
import { packCell } from '../../../shared/model/packed'
import type { DelimitedSettings } from '../../../shared/model/project'
import type { ByteRow } from './byte-rows'

/** What a cell says by the settings of a system: a value, several, an empty one, or none. */
export class CellRules {
  /** How a blank cell is packed: as none, or as the empty value where the settings say so. */
  readonly emptyCell: string
  /** False where the settings ask for more than cells as they are written. */
  readonly asWritten: boolean
  readonly #separatorOf: Readonly<Record<string, string>>
  readonly #nullTexts: ReadonlySet<string> | undefined
  readonly #suspects = new Uint8Array(256)
  #lists: readonly { readonly column: number; readonly separator: string }[] = []

  constructor({ emptyIsValue, nullTexts, multiValued }: Pick<DelimitedSettings, 'emptyIsValue' | 'nullTexts' | 'multiValued'>) {
    this.emptyCell = emptyIsValue ? packCell('') : ''
    this.#separatorOf = multiValued ?? {}
    this.asWritten = emptyIsValue !== true && Object.keys(this.#separatorOf).length === 0
    this.#nullTexts = nullTexts && nullTexts.length > 0 ? new Set(nullTexts.map((text) => text.trim())) : undefined
    // First bytes of what may be blank or null: the ASCII blanks, and what UTF-8 writes other blanks with.
    for (let byte = 0; byte <= 32; byte++) this.#suspects[byte] = 1
    for (const byte of [0xc2, 0xe1, 0xe2, 0xe3, 0xef]) this.#suspects[byte] = 1
    for (const text of nullTexts ?? []) if (text.trim() !== '') this.#suspects[Buffer.from(text.trim())[0] as number] = 1
  }

  /** Finds the columns whose cells hold several values; -1 for a name that no column has. */
  findLists(columnOf: (name: string) => number): void {
    this.#lists = Object.entries(this.#separatorOf).map(([name, separator]) => ({ column: columnOf(name), separator })).filter(({ column }) => column >= 0)
  }

  /** Whether no cell of a row is blank without being empty, and none spells null: then it is packed as it stands. */
  isPlain(row: ByteRow): boolean {
    const { bytes, ends, count } = row
    const suspects = this.#suspects
    let { start } = row
    for (let i = 0; i < count; i++) {
      const end = ends[i] as number
      if (end > start && suspects[bytes[start] as number] === 1 && this.#isAbsent(bytes.toString('utf8', start, end))) return false
      start = end + 1
    }
    return true
  }

  /**
   * Packs the first `columns` cells of a row where they stand; `structure` says that some may hold characters that packed rows are built
   * with. Returns whether any of them has a value.
   */
  pack(cells: string[], columns: number, structure: boolean): boolean {
    const empty = this.emptyCell
    const nullTexts = this.#nullTexts
    let filled = false
    for (let i = 0; i < columns; i++) {
      const cell = cells[i]
      if (cell === undefined) {
        cells[i] = ''
        continue
      }
      const first = cell.charCodeAt(0)
      // Most cells start with a letter or a digit; the others may be blank. NaN, of an empty cell, is not greater than anything.
      if (!(first > 32 && first !== 0xa0 && first !== 0x3000) && cell.trim() === '') {
        cells[i] = empty
        continue
      }
      if (nullTexts !== undefined && nullTexts.has(cell.trim())) {
        cells[i] = ''
        continue
      }
      filled = true
      if (structure) cells[i] = packCell(cell)
    }
    return filled
  }

  /** Splits packed cells that hold several values where they stand; the columns that turned out to. */
  splitLists(cells: string[]): readonly number[] {
    return this.#lists.length === 0 ? NONE : this.#lists.filter(({ column, separator }) => this.#split(cells, column, separator)).map(({ column }) => column)
  }

  #split(cells: string[], column: number, separator: string): boolean {
    const cell = cells[column]
    if (cell === undefined || cell === '' || cell === this.emptyCell || cell.charCodeAt(0) === 0x10) return false
    const values = cell.split(separator).map((value) => value.trim()).filter((value) => value !== '')
    const [first = this.emptyCell, ...others] = values
    cells[column] = others.length === 0 ? first : packCell(values)
    return others.length > 0
  }

  #isAbsent(cell: string): boolean {
    const trimmed = cell.trim()
    return trimmed === '' || (this.#nullTexts?.has(trimmed) ?? false)
  }
}

const NONE: readonly number[] = []

/** Takes out of a row what no text has, and says what was wrong with its characters. */
export function mendCharacters(
  cells: string[], traits: { readonly nul: boolean; readonly replacement: boolean },
): readonly { readonly code: ReadIssueCode; readonly what: string }[] {
  const found: { readonly code: ReadIssueCode; readonly what: string }[] = []
  if (traits.nul && cells.some((cell) => cell.includes('\0'))) {
    for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).replaceAll('\0', '')
    found.push({ code: 'nulByte', what: 'holds zero bytes, which no text has; they were left out. Check whether the file was damaged, or is UTF-16.' })
  }
  if (traits.replacement && cells.some((cell) => cell.includes('\ufffd'))) {
    found.push({ code: 'invalidCharacter', what: 'holds bytes that are no characters in this encoding; they stand as \ufffd. Set the encoding of the file, or export it again.' })
  }
  return found
}
