const LEAST_FUZZY = 2

/**
 * How well a name answers to what was typed, without regard to case; the least is best, `undefined` does not answer. 0: begins with
 * it · 1: has it at the start of a word (`FirstName`, `hire_date`) · 2: has it anywhere · 3: has its letters in order, the first at
 * the start of a word.
 */
export function matchRank(name: string, typed: string): 0 | 1 | 2 | 3 | undefined {
  const wanted = typed.toLowerCase()
  const folded = name.toLowerCase()
  if (folded.startsWith(wanted)) return 0
  const starts = wordStarts(name)
  if (starts.some((at) => folded.startsWith(wanted, at))) return 1
  if (folded.includes(wanted)) return 2
  return wanted.length >= LEAST_FUZZY && starts.some((at) => folded[at] === wanted[0] && hasInOrder(folded.slice(at), wanted)) ? 3 : undefined
}

/** Where words of a name begin: at a capital after a small letter, after a digit or after what is no letter. */
function wordStarts(name: string): readonly number[] {
  return [0, ...[...name.matchAll(/(?<=[\p{Ll}\p{N}])\p{Lu}|(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index)]
}

function hasInOrder(name: string, wanted: string): boolean {
  let from = 0
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}
