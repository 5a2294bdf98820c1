/** What an account looks like that belongs to nobody in the source, in the order in which they are listed; each account is one of them. */
export const ONLY_TARGET_KINDS = ['service', 'protected', 'disabled', 'near', 'other'] as const
export type OnlyTargetKind = (typeof ONLY_TARGET_KINDS)[number]

/** How many there are of each; they sum to the accounts that are only in the target. */
export type OnlyTargetCounts = Readonly<Record<OnlyTargetKind, number>>
