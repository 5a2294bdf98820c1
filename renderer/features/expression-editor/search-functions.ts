import { matchRank, type FunctionDeclaration } from '../../../shared/expression/index'

/** Functions whose name answers to the query, the best first, then those whose sentence has all its words; by name without one. */
export function searchFunctions(all: readonly FunctionDeclaration[], query: string): readonly FunctionDeclaration[] {
  const wanted = query.trim()
  const words = wanted.toLowerCase().split(/\s+/u)
  return all
    .flatMap((one) => {
      const rank = matchRank(one.name, wanted) ?? (words.every((word) => one.doc.toLowerCase().includes(word)) ? BY_SENTENCE : undefined)
      return rank === undefined ? [] : [{ one, rank }]
    })
    .sort((a, b) => a.rank - b.rank || (a.one.name < b.one.name ? -1 : 1)).map(({ one }) => one)
}

/** After every rank that a name can have. */
const BY_SENTENCE = 9
