/** For those who are found on both sides: how often a source attribute and a target attribute hold the same value. */
export interface Agreement {
  /** People who have a value in both. */
  readonly compared: number
  /** Of them, those whose values are the same but for case and blanks around them. */
  readonly same: number
  /** The first two values that differ. */
  readonly example?: { readonly source: string; readonly target: string }
}

export interface AttributePair {
  readonly source: string
  readonly target: string
}

/** A pair as the key of a map. */
export function pairKey({ source, target }: AttributePair): string {
  return JSON.stringify([source, target])
}

/** So few people prove nothing. */
const FEWEST = 10

/** Whether nobody's values agree, of enough people to say so: the two attributes hardly mean the same. */
export function neverAgrees(agreement: Agreement | undefined): agreement is Agreement {
  return agreement !== undefined && agreement.compared >= FEWEST && agreement.same === 0
}

/** What goes on after `Maps … to …`: how many of those on both sides hold the same value. Empty where nobody could be compared. */
export function agreementText(agreement: Agreement | undefined): string {
  return agreement === undefined || agreement.compared === 0 ? '' : `; ${agreement.same} of ${agreement.compared} agree`
}

/** Two values that differ, for a sentence. Empty where none are known. */
export function exampleText({ example }: Agreement): string {
  return example === undefined ? '' : ` (${JSON.stringify(shortened(example.source))} and ${JSON.stringify(shortened(example.target))})`
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value
}
