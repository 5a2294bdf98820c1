import { COMMON } from './common'
import { counted, oneOf, plural, titled, type Noun } from './plural'

const OUTCOME: Noun = { one: 'outcome', other: 'outcomes' }

const MORE: Readonly<Record<'delete' | 'disable' | 'create' | 'enable' | 'update' | 'failed', string>> = {
  delete: 'would be deleted', disable: 'would be disabled', create: 'created', enable: 'enabled', update: 'updated', failed: COMMON.failed,
}

/** The line that says what an edit would make of the last run, and the list behind it. */
export const EFFECT = {
  label: 'Effect of the draft',
  edit: (number: number, name: string): string => `Edit ${String(number)}${name === '' ? '' : `, ${name}`}:`,
  working: 'working out…',
  cancel: 'Cancel',
  part: (what: keyof typeof MORE, change: number, shown: string): string => `${shown} ${change > 0 || (change === 0 && what === 'disable') ? 'more' : 'fewer'} ${MORE[what]}`,
  scope: (change: number, shown: string): string => `${shown} ${change > 0 ? 'more' : 'fewer'} out of scope`,
  people: (count: number): string => `${counted(count, OUTCOME)} ${plural(count, { one: 'differs', other: 'differ' })}`,
  nobody: 'nobody comes out otherwise',
  trips: 'guard trips', stillTrips: 'guard still trips', noLongerTrips: 'guard no longer trips',
  against: (run: number): string => (run === 0 ? 'against the saved version' : `against run ${String(run)}`),
  /** Of all jobs: somebody has an outcome in each. */
  show: (count: number): string => `Show ${counted(count, OUTCOME)}`,
  undo: 'Undo',
  undoNamed: (name: string): string => `Undo: ${name}`,
  busy: 'worked out when the work under way has ended',
  given: 'not worked out',
  workOut: 'Work out',
  unread: 'not known before all systems have been read',
  invalid: (message: string): string => `does not run: ${message}`,
  rehearse: 'too many to work it out beside your work; rehearse to see',
  up: 'back',
  path: 'Path',
  list: (noun: Noun): string => `${titled(noun.other)} whose outcome the draft changes`,
  find: (noun: Noun): string => `Find ${oneOf(noun)}`,
  columns: { object: (noun: Noun): string => titled(noun.one), id: 'ID', job: 'Job', before: 'Before', after: 'After', why: 'Why' },
  none: 'Nobody comes out otherwise.',
  open: (noun: Noun): string => `Open ${noun.one}`,
  would: { before: (run: number): string => (run === 0 ? 'As the saved configuration has it' : `In run ${String(run)}`), after: 'With the draft' },
  noValues: 'No values change.',
} as const
