import { PERSON } from './common'
import { counted } from './plural'

export const TOUR = {
  title: 'Tour of the sample',
  lead: 'Five minutes. The sample holds planted problems of the kind that real data holds.',
  done: (count: number, all: number): string => `${String(count)} of ${String(all)}`,
  leave: 'Leave the tour',
  own: 'Open my own files',
  stepDone: 'done',
  rehearse: 'Rehearse',
  show: (screen: string): string => `Show ${screen}`,
  first: { title: 'Rehearse the first cycle', text: 'Nothing is written anywhere; the result is kept in the mirror of this project.' },
  impact: {
    title: (count: number): string => (count === 0 ? 'See who would be disabled' : `See why ${counted(count, { one: 'account', other: 'accounts' })} would be disabled or deleted`),
    text: 'By cause and by department, with the guard that stops them.',
  },
  problems: { title: (count: number): string => (count === 0 ? 'See what would fail' : `Find out why ${counted(count, PERSON)} would fail`), text: 'One row for each cause, with the place that cures it.' },
  address: { title: (count: number): string => `See which ${String(count)} people share an address`, text: 'The service writes to none of them; the row says what cures it, and who it is.' },
  mapping: { title: 'Change an expression', text: 'Watch the values of real people follow while you type.' },
  near: { title: 'Decide a near match', text: 'Somebody without an account, and an account without a person: A accepts, R rejects.' },
  clock: { title: 'Move the clock', text: 'Choose another “as of” on Rehearse: future hires and leavers come due.' },
} as const
