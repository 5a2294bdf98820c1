/** Why a pattern is refused: it is no .NET pattern, or one that cannot be rehearsed. */
export class RegexRefusal extends Error {
  override readonly name = 'RegexRefusal'
}

/** Throws RegexRefusal with a sentence: `claim` goes on from “The pattern”. */
export function refuse(claim: string): never {
  throw new RegexRefusal(`The pattern ${claim}.`)
}
