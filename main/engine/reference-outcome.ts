/** What a reference's source value stands for at this point of the cycle. */
export type ReferenceOutcome =
  | { readonly kind: 'resolved'; readonly text: string }
  /** The object it names is still to be planned in this cycle. */
  | { readonly kind: 'waiting'; readonly for: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outOfScope' }
