import type { ActionKind, ActionMark } from '../../shared/model/plan'
import { counted, type Noun } from './plural'

export const PERSON: Noun = { one: 'person', other: 'people' }
export const OBJECT: Noun = { one: 'object', other: 'objects' }
export const ROW: Noun = { one: 'row', other: 'rows' }
export const VALUE: Noun = { one: 'changed value', other: 'changed values' }
export const GROUP: Noun = { one: 'group', other: 'groups' }

/** Types whose objects stand for people, whatever a system calls them. */
const PEOPLE_TYPES: ReadonlySet<string> = new Set(['row', 'worker', 'employee', 'person'])

/** What objects of a type are called: `people`, `users`, `departments`. The one place for the plural of a type. */
export function objectNoun(type: string): Noun {
  if (PEOPLE_TYPES.has(type.toLowerCase())) return PERSON
  const word = asWords(type)
  return { one: word, other: /[^aeiou]y$/u.test(word) ? `${word.slice(0, -1)}ies` : `${word}s` }
}

/** `User` is `user`, `organizationalUnit` is `organizational unit`; abbreviations stay. */
function asWords(type: string): string {
  return type.replace(/^[A-Z](?=[a-z])/u, (letter) => letter.toLowerCase()).replace(/([a-z])([A-Z])(?=[a-z])/gu, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
}

/** What objects of several types are called together: `people` where all of them are people, else `objects`. */
export function nounOfTypes(types: readonly string[]): Noun {
  const [first = OBJECT, ...others] = [...new Set(types)].map(objectNoun)
  if (others.every(({ one }) => one === first.one)) return first
  return types.every((type) => type.toLowerCase() === 'user' || PEOPLE_TYPES.has(type.toLowerCase())) ? PERSON : OBJECT
}

export const KIND_WORDS: Readonly<Record<ActionKind, string>> = {
  create: 'create', update: 'update', disable: 'disable', enable: 'enable', delete: 'delete', skip: 'no action',
}

export const MARK_WORDS: Readonly<Record<ActionMark, string>> = {
  moved: 'moved', renamed: 'renamed', blanks: 'blanks', deferred: 'deferred', final: 'final', bornDisabled: 'starts disabled', overwrites: 'overwrites', noEffect: 'no effect', takesOver: 'takes over', nowReal: 'now real', outranked: 'outranked',
}

/** Words that several screens and the shared parts say. */
export const COMMON = {
  absent: 'absent',
  added: 'added',
  after: 'after',
  before: 'before',
  cancel: 'Cancel',
  clearFilters: 'Clear filters',
  close: 'Close',
  copyDetails: 'Copy details',
  dismiss: 'Dismiss',
  detailWidth: 'Width of the details',
  failed: 'would fail',
  held: 'held',
  loading: 'Loading',
  next: 'Next',
  noAction: 'no action',
  nothingFound: 'Nothing matches the filters.',
  olderRun: 'older run',
  incrementalRun: (run: number, whole: number | undefined): string => `Run ${String(run)} is incremental: it looked only at what had changed.${whole === undefined ? '' : ` Run ${String(whole)} looked at everybody.`}`,
  showRun: (run: number): string => `Show run ${String(run)}`,
  asReleased: 'as if released',
  withBackfill: 'with back-fill',
  previous: 'Previous',
  run: (run: number, type: string, now: string): string => `Run ${String(run)} · ${type} · ${now}`,
  roundOf: (round: number, of: number): string => `round ${String(round)} of run ${String(of)}`,
  rehearseFirst: 'Rehearse first cycle',
  removed: 'removed',
  retry: 'Try again',
  sortedBy: (column: string): string => `Sorted by ${column}`,
  rowsShown: (first: string, last: string, total: string): string => `Rows ${first}–${last} of ${total}`,
  rowsLoaded: (count: number): string => counted(count, ROW),
  selected: (count: number): string => `${counted(count, ROW)} selected`,
  table: 'Table',
  tooLong: (length: string): string => `… (${length} characters)`,
} as const
