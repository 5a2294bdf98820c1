/** What a reference's source value stands for at this point of the cycle. */
export type ReferenceOutcome =
  | { readonly kind: 'resolved'; readonly text: string }
  /** The object it names is still to be planned in this cycle. */
  | { readonly kind: 'waiting'; readonly for: number }
  /** Nothing at the target stands for it; `known`: although it is an object of this job. */
  | { readonly kind: 'missing'; readonly known?: true }
  | { readonly kind: 'outOfScope' }
