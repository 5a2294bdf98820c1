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
  noValue: 'no value',
  empty: '""',
  snippets: {
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
  remove: (person: string): string => `Remove ${person}`,
  columns: { person: 'Person', id: 'ID', now: 'Now', after: 'After', outcome: 'Outcome', actions: 'Remove' },
  noAccount: 'no account',
  kinds: { changes: 'changes', same: 'same', new: 'new', blank: 'blank', fails: 'fails', notFlowed: 'not flowed', wait: 'in a rehearsal' },
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
