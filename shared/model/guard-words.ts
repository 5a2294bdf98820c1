import type { GuardHold, GuardId } from './cycle'

/** What a guard watches, as the screens and the command line call it. */
export const GUARD_NAMES: Readonly<Record<GuardId, string>> = {
  deletions: 'Accidental deletions',
  share: 'Share of accounts removed',
  slice: 'Removals in one slice',
  creations: 'Creations',
  renames: 'Renames',
  blanks: 'Blanked values',
  protected: 'Protected accounts',
}

/** What made a guard trip, in one sentence, with its count and its limit. */
export function guardSentence(hold: GuardHold): string {
  const n = (count: number): string => count.toLocaleString('en-US')
  const { count, limit, of = 0 } = hold
  const percent = hold.percent === undefined ? '' : `${String(hold.percent)} % of `
  switch (hold.guard) {
    case 'deletions': return `${n(count)} disables and deletes reach the limit of ${n(limit)} in one job.`
    case 'share': return `${n(count)} disables and deletes reach ${percent}the ${n(of)} accounts that the job manages (${n(limit)}).`
    case 'slice': return `${n(count)} disables and deletes of people with ${hold.slice?.attribute ?? ''} ${hold.slice?.value === '' ? 'blank' : `“${hold.slice?.value ?? ''}”`} reach the limit of ${n(limit)} out of ${n(of)} accounts.`
    case 'creations': return `${n(count)} creates reach the limit of ${n(limit)}.`
    case 'renames': return `${n(count)} renames reach the limit of ${n(limit)}.`
    case 'blanks': return `${n(count)} values that would be cleared reach the limit of ${n(limit)}.`
    case 'protected': return count === 1 ? '1 protected account would be disabled or deleted.' : `${n(count)} protected accounts would be disabled or deleted.`
  }
}
