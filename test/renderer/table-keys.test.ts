import { expect, test } from 'vitest'
import { moveFocus, selectedRange, type TableFocus } from '../../renderer/ui/table-keys'
import { defuse, toHtmlTable, toTsv } from '../../renderer/ui/table-copy'
import { fittingColumns, nextSort } from '../../renderer/ui/table-columns'

const size = { rows: 3790, columns: 5, page: 16, header: true }
const at = (row: number, column = -1, from?: number): TableFocus => ({ row, column, ...(from !== undefined && { from }) })
const press = (key: string, more: { ctrl?: boolean; shift?: boolean } = {}) => ({ key, ctrl: false, shift: false, ...more })

test.each([
  { from: at(0), key: press('ArrowDown'), to: at(1) },
  { from: at(3789), key: press('ArrowDown'), to: at(3789) },
  { from: at(0), key: press('ArrowUp'), to: at(-1) },
  { from: at(-1), key: press('ArrowUp'), to: at(-1) },
  { from: at(-1), key: press('ArrowDown'), to: at(0) },
  { from: at(10), key: press('PageDown'), to: at(26) },
  { from: at(10), key: press('PageUp'), to: at(0) },
  { from: at(10), key: press('End'), to: at(3789) },
  { from: at(10), key: press('Home', { ctrl: true }), to: at(0) },
  { from: at(2), key: press('ArrowRight'), to: at(2, 0) },
  { from: at(2, 4), key: press('ArrowRight'), to: at(2, 4) },
  { from: at(2, 0), key: press('ArrowLeft'), to: at(2, -1) },
  { from: at(5), key: press('ArrowDown', { shift: true }), to: at(6, -1, 5) },
  { from: at(6, -1, 5), key: press('ArrowUp', { shift: true }), to: at(5, -1, 5) },
  { from: at(5), key: press('a', { ctrl: true }), to: at(3789, -1, 0) },
])('$key.key moves from row $from.row, column $from.column to row $to.row, column $to.column', ({ from, key, to }) => {
  expect(moveFocus(from, key, size)).toEqual(to)
})

test('the header cannot be entered where nothing can be sorted', () => {
  expect(moveFocus(at(0), press('ArrowUp'), { ...size, header: false })).toEqual(at(0))
})

test('a key that moves nothing is left to others', () => {
  expect(moveFocus(at(0), press('F5'), size)).toBeUndefined()
})

test('the selection reaches from where it began to where the focus is', () => {
  expect(selectedRange(at(3, -1, 7))).toEqual({ first: 3, last: 7 })
  expect(selectedRange(at(3))).toEqual({ first: 3, last: 3 })
})

test('a press sorts, the second reverses, the third clears', () => {
  const first = nextSort(undefined, 'name')
  const second = nextSort(first, 'name')
  expect([first?.direction, second?.direction, nextSort(second, 'name')]).toEqual(['ascending', 'descending', undefined])
  expect(nextSort(second, 'count')).toEqual({ column: 'count', direction: 'ascending' })
})

test('cells that a spreadsheet would run are defused, numbers are not', () => {
  expect(['=1+1', '+47 12 34', '-12.5', '@x', 'a=b'].map(defuse)).toEqual(["'=1+1", "'+47 12 34", '-12.5', "'@x", 'a=b'])
})

test('copied rows have the header first, and nothing in a cell breaks the table', () => {
  expect(toTsv(['Name', 'Note'], [['A\tB', 'one\ntwo']])).toBe('Name\tNote\nA B\tone two')
  expect(toHtmlTable(['N'], [['<b>&']])).toBe('<table><thead><tr><th>N</th></tr></thead><tbody><tr><td>&lt;b&gt;&amp;</td></tr></tbody></table>')
})

test('columns give way by importance where there is no room for all, and the first one never does', () => {
  const column = (id: string, yields?: number) => ({ id, title: id, width: 100, cell: () => id, ...(yields !== undefined && { yields }) })
  const columns = [column('name'), column('time', 2), column('status'), column('id', 1)]
  const fitting = (width: number): string => fittingColumns(columns, width).map(({ id }) => id).join(' ')
  expect([0, 400, 399, 299, 50].map(fitting)).toEqual(['name time status id', 'name time status id', 'name status id', 'name status', 'name status'])
})
