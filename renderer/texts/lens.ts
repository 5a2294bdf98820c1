import type { LensPart, LensView, LensWrong } from '../../shared/ipc/lens-views'
import { counted, oneOf, plural, titled, type Noun } from './plural'

const VALUE: Noun = { one: 'value', other: 'values' }
const number = new Intl.NumberFormat('en-GB')

/** What the population lens says. */
export const LENS = {
  title: 'Population lens',
  show: 'Population lens',
  close: 'Close the population lens',
  head: (count: number, noun: Noun, ms: number): string => `${counted(count, noun)}, ${ms < 1000 ? `${String(Math.max(1, Math.round(ms)))} ms` : `${(ms / 1000).toFixed(1)} s`}`,
  soFar: (evaluated: number, count: number, noun: Noun): string => `${number.format(evaluated)} of ${counted(count, noun)} so far`,
  against: 'against',
  againstLabel: 'Compare with',
  target: (system: string): string => `${system} now`,
  saved: 'last saved version',
  savedVersion: (version: number): string => `v${String(version)}, the last saved version`,
  before: 'before this edit',
  happens: 'What happens',
  wrong: 'What is wrong',
  parts: {
    changes: 'Changes', same: 'Same', newAccount: 'New account', unknown: 'Target unknown (ambiguous)',
    collides: 'Collides', characters: '', blank: 'Blank', tooLong: 'Too long', fails: 'Fails to evaluate',
  } satisfies Record<LensPart, string>,
  objectWord: (count: number, noun: Noun): string => plural(count, noun),
  collidingValues: (values: number): string => counted(values, VALUE),
  chartOf: { length: 'Length of value', value: 'Values' },
  chartName: (of: LensView['histogram']['of'], target: string, noun: Noun): string => (of === 'length' ? `How many ${noun.other} have a value of ${target} of each length` : `How many ${noun.other} have each value of ${target}`),
  showTable: 'Show as table',
  showChart: 'Show as chart',
  bin: { length: 'Characters', value: 'Value' },
  objects: (noun: Noun): string => titled(noun.other),
  bar: (label: string, count: number, of: LensView['histogram']['of'], noun: Noun): string => `${LENS.barLabel(label, of)}: ${counted(count, noun)}`,
  barLabel: (label: string, of: LensView['histogram']['of']): string => (of === 'length' ? `${label} ${label === '1' ? 'character' : 'characters'}` : label),
  axis: (target: string, limit: number | undefined): string => (limit === undefined ? 'characters' : `characters; the limit of ${target} is ${number.format(limit)}`),
  limit: (limit: number): string => `limit ${number.format(limit)}`,
  noBars: 'Nobody has a value.',
  oddest: 'Oddest values',
  of: (person: string): string => `of ${person}: `,
  failures: 'Why it fails',
  unread: (system: string): string => `Read ${system} to see this for everybody`,
  read: 'Show connections',
  stopped: (person: string): string => `The evaluation was stopped at ${person}.`,
  stoppedPattern: 'Pattern',
  invalid: 'This is shown once the text is whole.',
  noValue: 'A mapping of the type None gives no value.',
  said: (lens: LensView): string => {
    const { happens, wrong } = lens
    const parts = [
      `${number.format(happens.changes)} ${plural(happens.changes, { one: 'changes', other: 'change' })}`, ...(wrong.collides > 0 ? [`${number.format(wrong.collides)} collide`] : []),
      ...(wrong.characters > 0 ? [`${number.format(wrong.characters)} with ${lens.charactersText}`] : []), ...(wrong.blank > 0 ? [`${number.format(wrong.blank)} blank`] : []),
      ...(wrong.tooLong > 0 ? [`${number.format(wrong.tooLong)} too long`] : []), ...(wrong.fails > 0 ? [`${number.format(wrong.fails)} ${plural(wrong.fails, { one: 'fails', other: 'fail' })}`] : []),
    ]
    return parts.join(', ')
  },
  list: {
    path: 'Path',
    back: 'back to the expression',
    find: (noun: Noun): string => `Find ${oneOf(noun)}, an ID or a value`,
    columns: { object: (noun: Noun): string => titled(noun.one), id: 'ID', now: 'Now', saved: 'Saved', after: 'After', outcome: 'Outcome', note: 'Note' },
    outcomes: { changes: 'changes', same: 'same', newAccount: 'new', unknown: 'unknown' },
    wrong: { collides: 'collides', characters: 'refused', notAscii: 'not ASCII', blank: 'blank', tooLong: 'too long', fails: 'fails' } satisfies Record<LensWrong, string>,
    none: 'Nobody',
    footer: (noun: Noun): string => `Enter pins ${oneOf(noun)} beside the expression`,
  },
} as const

/** Golden records of one mapping. */
export const TESTS = {
  title: 'Tests',
  tabs: 'People and tests',
  save: 'Save as test',
  saveCommand: (person: string | undefined): string => (person === undefined ? TESTS.save : `${TESTS.save}: ${person}`),
  cannotSave: { nobody: 'nobody is shown', invalid: 'the expression is not whole', none: 'the mapping gives no value' },
  saveFor: (person: string): string => `Save what ${person} gets as a test`,
  saved: (name: string): string => `${name} is saved as a test.`,
  replaced: (name: string): string => `The test ${name} takes the new value.`,
  removed: (name: string): string => `The test ${name} is removed.`,
  undo: 'Undo',
  name: (name: string): string => `Name of the test ${name}`,
  columns: { name: 'Test', id: 'ID', expected: 'Expected', actual: 'Actual', result: 'Result', actions: 'Actions' },
  passed: 'passed',
  failed: 'failed',
  missing: (attributes: string): string => `Its record says nothing of ${attributes}.`,
  take: 'Take the new value',
  takeFor: (name: string): string => `Take the new value for ${name}`,
  remove: (name: string): string => `Remove the test ${name}`,
  none: 'No test yet',
  noneWhy: 'Save as test keeps what one person gets now, with the attributes it is made from, so that a later edit which changes it is seen.',
  failing: (count: number): string => counted(count, { one: 'test fails', other: 'tests fail' }),
  redacted: 'A redacted value is never written into a test.',
} as const
