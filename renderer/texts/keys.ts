import { EXPRESSION } from './expression'

/** What keys do, for the table of keys. */
export const KEY_TABLE = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['F5'], does: 'rehearse as last time' },
      { keys: ['Ctrl', 'F5'], does: 'rehearse with choices' },
      { keys: ['Shift', 'F5'], does: 'cancel the run' },
      { keys: ['Ctrl', 'K'], does: 'search everything' },
      { keys: ['Ctrl', '1…9'], does: 'screens in their order' },
      { keys: ['Ctrl', 'B'], does: 'show or hide the navigation' },
      { keys: ['F6'], does: 'next region; with Shift the one before' },
      { keys: ['Alt', '←'], does: 'up, or back; with → forward' },
      { keys: ['Esc'], does: 'close the details, then go up' },
      { keys: ['Ctrl', 'S'], does: 'save as version' },
      { keys: ['Ctrl', ','], does: 'settings' },
      { keys: ['Ctrl', '+'], does: 'zoom in; with − out, with 0 actual size' },
      { keys: ['?'], does: 'this list' },
    ],
  },
  {
    title: 'In a table',
    keys: [
      { keys: ['↑', '↓'], does: 'row to row; PgUp, PgDn, Home and End as usual' },
      { keys: ['←', '→'], does: 'cell to cell; on a group, close and open it' },
      { keys: ['Enter'], does: 'open the row' },
      { keys: ['Space'], does: 'show the details of the row' },
      { keys: ['J'], does: 'next row while in the details; K the one before' },
      { keys: ['Shift', '↓'], does: 'select more rows' },
      { keys: ['Ctrl', 'A'], does: 'select all rows' },
      { keys: ['Ctrl', 'C'], does: 'copy the selected rows; with Shift the cell' },
      { keys: ['Ctrl', 'F'], does: 'search the table' },
      { keys: ['a…z'], does: 'go to the row that starts so' },
    ],
  },
  {
    title: 'In the list of mappings',
    keys: [
      { keys: ['Alt', '↑'], does: 'move the mapping up; with ↓ down' },
      { keys: ['F2'], does: 'edit its value and settings' },
      { keys: ['Delete'], does: 'remove it' },
    ],
  },
  { title: 'In an expression', keys: [...EXPRESSION.help.keys, { keys: ['Alt', 'F1'], does: 'this list, in the editor' }] },
  {
    title: 'In a forecast',
    keys: [
      { keys: ['←', '→'], does: 'day to day; PgUp and PgDn by weeks' },
      { keys: ['Ctrl', '→'], does: 'the next day on which something happens; with ← the one before' },
    ],
  },
] as const
