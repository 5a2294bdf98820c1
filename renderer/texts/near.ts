import { titled, type Noun } from './plural'

export const NEAR = {
  tab: 'Near matches',
  todo: 'To do',
  accepted: 'Accepted',
  rejected: 'Rejected',
  show: 'Which pairs',
  object: (noun: Noun): string => titled(noun.one),
  account: 'Account',
  score: 'Score',
  question: (noun: Noun): string => `Are these the same ${noun.one}?`,
  pair: (person: string, account: string): string => `${person} and ${account}`,
  scored: (score: number): string => `score ${score.toFixed(2)}`,
  next: (score: number, name: string): string => `next best: ${score.toFixed(2)} ${name}`,
  parts: 'What the score is made of',
  what: (what: 'names' | 'address' | 'hint' | 'limit', value: string | undefined): string => {
    switch (what) {
      case 'names': return 'Names'
      case 'address': return 'The same address before the @'
      case 'hint': return `The same value: ${value ?? ''}`
      case 'limit': return 'No more than 1'
    }
  },
  weight: (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`,
  sum: 'Score',
  whyNot: 'Why no rule matched',
  accept: 'Accept',
  reject: 'Reject',
  skip: 'Skip',
  undo: 'Undo',
  commands: { accept: 'Accept this near match', reject: 'Reject this near match', next: 'Next undecided near match', undo: 'Undo the last decision' },
  nothingShown: 'no pair is shown',
  export: 'Export back-fill…',
  rehearse: 'Rehearse with back-fill',
  rehearseWhy: 'A first cycle over what was read, at the clock of this run, as if the accepted pairs had been filled in at the target. It is marked so, and not kept.',
  exported: (file: string): string => `Saved ${file}`,
  adds: (attribute: string, value: string): string => `Accepting adds ${attribute} ${value} to the back-fill list. It takes effect when that list has been run and the target is read again.`,
  addsNothing: 'No matching attribute has a value to fill in, so accepting only notes the decision.',
  order: 'best score first',
  done: (verdict: 'accepted' | 'rejected' | 'skipped' | 'undone', left: number, next: string): string => `${{ accepted: 'Accepted', rejected: 'Rejected', skipped: 'Skipped', undone: 'Undone' }[verdict]}. ${String(left)} left.${next === '' ? '' : ` ${next}.`}`,
  empty: { todo: 'Everything that looks alike is decided.', accepted: 'No pair is accepted.', rejected: 'No pair is rejected.' },
  none: 'Nobody without an account looks like an account without a person.',
} as const
