import type { Screen } from '../ui/navigation'
import { EXPRESSION } from './expression'

/** What commands with keys do, by the command's id, in the order of the table of keys. */
export const KEYS_DO: Readonly<Record<string, string>> = {
  rehearse: 'rehearse as last time', rehearseChoices: 'rehearse with choices', cancel: 'cancel the run', palette: 'search everything', paletteCommands: 'search commands',
  problemNext: 'next problem', problemPrevious: 'the problem before', details: 'show or hide the details', navigation: 'show or hide the navigation', pickJob: 'pick the job', pickRun: 'pick the run',
  export: 'export what is shown', saveVersion: 'save as version', openProject: 'open a project', back: 'up, or back', ahead: 'forward', settings: 'settings', zoomIn: 'zoom in', zoomOut: 'zoom out', zoomReset: 'actual size',
  keys: 'keys of this screen',
}

export const KEYS = {
  title: (screen: string | undefined): string => (screen === undefined ? 'Keys' : `Keys of ${screen}`),
  everywhere: 'Everywhere',
  screens: { keys: ['Ctrl', '1…9'], does: 'screens in their order' },
  screen: (title: string): string => `go to ${title}`,
  fixed: [{ keys: ['F6'], does: 'next region; with Shift the one before' }, { keys: ['Esc'], does: 'close the details, then go up' }],
  change: 'Change in Settings…',
} as const

/** Keys that mean the same everywhere, with what they do; no command can have them. */
export const TAKEN_KEYS = {
  'F6': 'next region', 'Shift+F6': 'the region before', 'Ctrl+F': 'search the table', 'Ctrl+Shift+F': 'facets', 'Ctrl+Z': 'undo', 'Ctrl+Y': 'redo', 'Ctrl+Shift+Z': 'redo', 'Ctrl+.': 'quick fixes',
  'Ctrl+A': 'select all', 'Ctrl+C': 'copy', 'Ctrl+Shift+C': 'copy the cell', 'Ctrl+X': 'cut', 'Ctrl+V': 'paste', 'Ctrl+M': 'what Tab does in an expression', 'F1': 'commands of the editor', 'Alt+F1': 'help in an expression',
  'F2': 'edit or rename', 'F12': 'what feeds an attribute', 'Shift+F12': 'usages of an attribute', 'Shift+F10': 'the menu of a row', 'Alt+↑': 'move a mapping up', 'Alt+↓': 'move a mapping down', 'Alt+F4': 'close the window',
} as const

interface KeyGroup {
  readonly title: string
  /** The screens that have them; all of them where it is absent. */
  readonly screens?: readonly Screen[]
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[]
}

/** What keys do in places of a screen, for the table of keys. */
export const KEY_TABLE: readonly KeyGroup[] = [
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
    title: 'In the list of mappings', screens: ['mappings'],
    keys: [
      { keys: ['Alt', '↑'], does: 'move the mapping up; with ↓ down' },
      { keys: ['F2'], does: 'edit its value and settings' },
      { keys: ['Delete'], does: 'remove it' },
    ],
  },
  { title: 'In an expression', screens: ['mappings'], keys: [...EXPRESSION.help.keys, { keys: ['Alt', 'F1'], does: 'this list, in the editor' }] },
  {
    title: 'In a forecast', screens: ['forecast'],
    keys: [
      { keys: ['←', '→'], does: 'day to day; PgUp and PgDn by weeks' },
      { keys: ['Ctrl', '→'], does: 'the next day on which something happens; with ← the one before' },
    ],
  },
  {
    title: 'In near matches', screens: ['matching'],
    keys: [
      { keys: ['A'], does: 'accept the pair' },
      { keys: ['R'], does: 'reject it' },
      { keys: ['S'], does: 'skip it' },
      { keys: ['Ctrl', 'Z'], does: 'take the last decision back' },
    ],
  },
]
