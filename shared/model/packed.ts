import type { Cell } from './attribute'

/*
 * An object's values as one text, in the order of its type's attribute list: a row for each value costs ten times what a whole
 * cycle may take (README, design notes). Cells are separated by U+001F; an empty cell is an absent attribute; absent cells at the
 * end are left out, so that an attribute that a type gains later does not touch the rows that lack it. What could be mistaken
 * for structure starts with U+0010: `\x10e` is the empty text, `\x10l` a list whose items are separated by U+001E,
 * `\x10t` a text that itself holds one of the three characters, which then stand as `\x10` and a letter.
 */
export const CELL_SEPARATOR = '\u001f'
const ITEM_SEPARATOR = '\u001e'
const ESCAPE = '\u0010'
// eslint-disable-next-line no-control-regex -- these three characters are the format
const NEEDS_ESCAPE = /[\u0010\u001e\u001f]/
// eslint-disable-next-line no-control-regex
const NEEDS_ESCAPE_ALL = /[\u0010\u001e\u001f]/g
// eslint-disable-next-line no-control-regex
const ESCAPED_ALL = /\u0010(.)/gs

/** Whether a text can stand in a packed row as it is: not empty, and free of the three characters. */
export function packsPlain(text: string): boolean {
  return text !== '' && !NEEDS_ESCAPE.test(text)
}

/** One cell in packed form. */
export function packCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') {
    if (cell === '') return ESCAPE + 'e'
    return NEEDS_ESCAPE.test(cell) ? ESCAPE + 't' + escape(cell) : cell
  }
  return ESCAPE + 'l' + cell.map(escape).join(ITEM_SEPARATOR)
}

/** A whole object in packed form. */
export function packCells(cells: readonly (Cell | undefined)[]): string {
  let end = cells.length
  while (end > 0 && (cells[end - 1] === null || cells[end - 1] === undefined)) end--
  let body = ''
  for (let i = 0; i < end; i++) body += (i === 0 ? '' : CELL_SEPARATOR) + packCell(cells[i])
  return body
}

/** Cells that are packed already as one object. */
export function joinCells(packed: readonly string[]): string {
  return withoutAbsentEnd(packed.join(CELL_SEPARATOR))
}

/** An object with another cell, packed already, at a position: for few cells this is a good deal faster than to split and join. */
export function withCell(body: string, position: number, packed: string): string {
  let start = 0
  for (let i = 0; i < position; i++) {
    const next = body.indexOf(CELL_SEPARATOR, start)
    if (next < 0) return packed === '' ? body : body + CELL_SEPARATOR.repeat(position - i) + packed
    start = next + 1
  }
  const end = body.indexOf(CELL_SEPARATOR, start)
  if (end >= 0) return body.slice(0, start) + packed + body.slice(end)
  return packed === '' ? withoutAbsentEnd(body.slice(0, start)) : body.slice(0, start) + packed
}

function withoutAbsentEnd(body: string): string {
  let end = body.length
  while (end > 0 && body.charCodeAt(end - 1) === 0x1f) end--
  return end < body.length ? body.slice(0, end) : body
}

/** The cells of a packed object; absent ones are `null`, absent ones at the end are missing (`undefined` when read). */
export function unpackCells(body: string): Cell[] {
  const cells: Cell[] = body.split(CELL_SEPARATOR)
  const plain = !body.includes(ESCAPE)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string
    if (cell === '') cells[i] = null
    else if (!plain && cell.charCodeAt(0) === 0x10) cells[i] = unpackEscaped(cell)
  }
  return cells
}

/** The cells of a packed object as they are packed, to be looked at one by one: most of a row is never asked for. */
export function splitCells(body: string): readonly string[] {
  return body.split(CELL_SEPARATOR)
}

/** One of them; absent where there is none. */
export function cellOf(packed: string | undefined): Cell {
  if (packed === undefined || packed === '') return null
  return packed.charCodeAt(0) === 0x10 ? unpackEscaped(packed) : packed
}

/** One cell of a packed object without unpacking the others: for views that show a column. */
export function cellAt(body: string, position: number): Cell {
  let start = 0
  for (let i = 0; i < position; i++) {
    const next = body.indexOf(CELL_SEPARATOR, start)
    if (next < 0) return null
    start = next + 1
  }
  const end = body.indexOf(CELL_SEPARATOR, start)
  const cell = end < 0 ? body.slice(start) : body.slice(start, end)
  if (cell === '') return null
  return cell.charCodeAt(0) === 0x10 ? unpackEscaped(cell) : cell
}

function unpackEscaped(cell: string): Cell {
  const rest = cell.slice(2)
  switch (cell[1]) {
    case 'e': return ''
    case 'l': return rest === '' ? [''] : rest.split(ITEM_SEPARATOR).map(unescape)
    default: return unescape(rest)
  }
}

function escape(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(NEEDS_ESCAPE_ALL, (c) => ESCAPE + (c === ESCAPE ? 'a' : c === ITEM_SEPARATOR ? 'b' : 'c')) : text
}

function unescape(text: string): string {
  return text.includes(ESCAPE) ? text.replace(ESCAPED_ALL, (_, c: string) => (c === 'a' ? ESCAPE : c === 'b' ? ITEM_SEPARATOR : CELL_SEPARATOR)) : text
}
