import { COMMON, PERSON } from './common'
import { counted, type Noun } from './plural'

const ERROR: Noun = { one: 'error', other: 'errors' }
const WARNING: Noun = { one: 'warning', other: 'warnings' }
const NOTE: Noun = { one: 'note', other: 'notes' }

export const EXPRESSION = {
  title: 'Expression',
  label: (target: string): string => `Expression for ${target}`,
  loading: COMMON.loading,
  format: 'Format',
  place: (line: number, column: number, length: string): string => `Ln ${String(line)}, Col ${String(column)} · ${length} of 10,000 characters`,
  tabLeaves: 'Tab leaves the editor',
  tabIndents: 'Tab indents',
  problems: 'Problems of the expression',
  noProblems: 'No problems found',
  line: (line: number): string => `Line ${String(line)}`,
  errors: (count: number): string => counted(count, ERROR),
  warnings: (count: number): string => counted(count, WARNING),
  notes: (count: number): string => counted(count, NOTE),
  failsHere: (count: number): string => `fails for ${counted(count, PERSON)} below`,
  value: (person: string): string => `For ${person}:`,
  failsFor: (person: string, message: string): string => `For ${person}: ${message}`,
  /** Each goes before the value. */
  taken: {
    first: (absent: readonly string[], taken: string | undefined): string => [
      ...(absent.length === 0 ? [] : [`${absent.join(', ')} ${absent.length === 1 ? 'is' : 'are'} absent,`]), taken === undefined ? 'so there is' : `${absent.length === 0 ? '' : 'so '}${taken} gives`,
    ].join(' '),
    condition: (holds: boolean, taken: string | undefined): string => `the condition is ${holds ? 'true' : 'false'}, so ${taken === undefined ? 'there is' : `${taken} gives`}`,
    key: (key: string | undefined, source: string, taken: string | undefined): string => `${key === undefined ? `no key is ${source}, so the default` : `the key ${key} matches, so ${taken ?? 'its empty slot'}`} gives`,
  },
  noValue: 'no value',
  empty: '""',
  /** `values`: how many different ones, a lower bound where `more`. */
  filled: (share: string, values: string, more: boolean): string => `${share} filled · ${values}${more ? ' or more' : ''} different`,
  fixAll: (code: string, count: number): string => `Fix all ${String(count)} of this kind (${code})`,
  tabMode: 'Tab key: leave the editor or indent',
  compare: (version: string): string => `Compare with ${version}`,
  savedLabel: (version: string): string => `Expression in ${version}, read only`,
  help: {
    title: 'Help for the expression editor',
    about: 'The editor holds one expression. Its value for the person chosen in People stands at the end of the caret’s line and in each hover.',
    keys: [
      { keys: ['Ctrl', 'Space'], does: 'functions, attributes, values and usual jobs that fit' },
      { keys: ['Ctrl', 'Shift', 'Space'], does: 'parameters of the call around the caret' },
      { keys: ['Ctrl', 'K', 'Ctrl', 'I'], does: 'what stands at the caret, with its value' },
      { keys: ['Ctrl', '.'], does: 'fixes for the problem at the caret' },
      { keys: ['F8'], does: 'next problem; with Shift the one before' },
      { keys: ['Shift', 'Alt', 'F'], does: 'format' },
      { keys: ['F2'], does: 'rename the attribute at the caret everywhere' },
      { keys: ['F12'], does: 'the mapping that feeds it; with Shift its usages' },
      { keys: ['Ctrl', 'Shift', '['], does: 'fold the call; with ] unfold it' },
      { keys: ['Ctrl', 'M'], does: 'Tab leaves the editor, or indents' },
      { keys: ['Esc'], does: 'close what is open, then go back to the mappings' },
    ],
  },
  paragraph: { source: 'Rests on', copy: 'Copy address', copied: 'Copied', explain: (code: string): string => `${code}: what this rests on` },
  snippets: {
    userPrincipalName: 'User principal name', placement: 'Place in the directory by a list', proxyAddress: 'Primary proxy address', rehired: 'Account off until hired again', expires: 'Expiry of the account from a date',
    mailAddress: 'Mail address from first and last name', uniqueName: 'Account name that nobody else has', displayName: 'Display name', firstPresent: 'First value that is present', accountDisabled: 'Account on or off by a status',
    lookUp: 'Look a value up in a list', ifPresent: 'Only where there is a value', replaceText: 'Replace a text', replacePattern: 'Replace by a pattern', date: 'Date in another format', cut: 'Trim and shorten',
  },
} as const

export const PEOPLE = {
  title: 'People',
  about: (target: string): string => `value now in ${target}, and the value this mapping gives`,
  before: 'before this edit',
  add: 'Add person',
  random: '5 at random',
  find: 'Find a person by name or ID',
  found: 'People found',
  notFound: 'Nobody of that name or ID.',
  pin: (person: string): string => `Pin ${person}`,
  unpin: (person: string): string => `Unpin ${person}`,
  unpinned: (person: string): string => `${person} is no longer pinned.`,
  undo: 'Undo',
  columns: { pin: 'Pinned', person: 'Person', id: 'ID', now: 'Now', after: 'After', outcome: 'Outcome' },
  chosen: (label: string, people: number): string => `${label}: ${counted(people, PERSON)}`,
  firstOf: (shown: number, people: number): string => `${String(shown)} of ${counted(people, PERSON)} shown`,
  showAll: (people: number): string => `Show all ${counted(people, PERSON)}`,
  back: 'Show odd people again',
  nobody: 'Nobody',
  nobodyWhy: (label: string): string => `No person counts under “${label}”.`,
  split: 'Height of the editor, in lines',
  noAccount: 'no account',
  kinds: { changes: 'changes', same: 'same', new: 'new', blank: 'blank', fails: 'fails', notFlowed: 'not flowed', wait: 'in a rehearsal', collides: 'collides', characters: 'characters' },
  reasons: {
    onlyOnCreation: 'Flows only during creation; the account exists.', ignored: 'The expression says not to flow.', noObject: 'The expression says that this person gets no account.', noValue: 'There is no value; the account keeps what it has.',
    default: 'There is no value; the default is used.', emptied: 'An empty text is not the same as no value.', reference: 'Which account this names is found out in a rehearsal.', redacted: 'The value is redacted and never shown.',
    filled: 'Flows only while the account has no value.', tooLong: (length: number, limit: number): string => `${String(length)} characters; ${String(limit)} fit.`,
  },
  none: 'Nobody is shown',
  noneWhy: 'Add a person to see what this mapping gives for them.',
  noData: (system: string): string => `${system} has not been read yet`,
  noDataWhy: (system: string): string => `Read ${system} to see this mapping’s values for its people.`,
  read: 'Show connections',
  unique: 'Which names are taken is known in a rehearsal: the first candidate is shown here.',
  count: (count: number): string => counted(count, PERSON),
  absent: COMMON.absent,
} as const
