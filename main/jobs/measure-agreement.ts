import { foldCase } from '../../shared/fold-case'
import type { Cell } from '../../shared/model/attribute'
import type { Agreement, AttributePair } from '../project/agreement'

/** The cells of one side's people, in the order of the attributes asked for. */
export type ReadCells = (attributes: readonly string[]) => AsyncIterable<readonly Cell[]>

/** So many accounts are kept to compare with: enough for a judgement, and memory stays small. */
const MOST_ACCOUNTS = 50_000

/**
 * Compares attributes of those who are found on both sides by a pair of attributes; of several accounts with one value the first counts.
 * Case and blanks around a value do not count, and of lists one common value is enough. Answers in the order of `pairs`.
 */
export async function measureAgreement(
  match: AttributePair, pairs: readonly AttributePair[], { source, target }: { readonly source: ReadCells; readonly target: ReadCells },
): Promise<readonly Agreement[]> {
  const accounts = new Map<string, readonly Cell[]>()
  for await (const [key = null, ...values] of target([match.target, ...pairs.map((pair) => pair.target)])) {
    for (const one of folded(key)) if (!accounts.has(one)) accounts.set(one, values)
    if (accounts.size >= MOST_ACCOUNTS) break
  }
  const agreements = pairs.map(() => ({ compared: 0, same: 0, example: undefined as Agreement['example'] }))
  for await (const [key = null, ...values] of source([match.source, ...pairs.map((pair) => pair.source)])) {
    const account = folded(key).map((one) => accounts.get(one)).find((held) => held !== undefined)
    if (account === undefined) continue
    for (const [i, agreement] of agreements.entries()) {
      const [mine, theirs] = [folded(values[i] ?? null), folded(account[i] ?? null)]
      if (mine.length === 0 || theirs.length === 0) continue
      agreement.compared++
      if (mine.some((value) => theirs.includes(value))) agreement.same++
      else agreement.example ??= { source: first(values[i] ?? null), target: first(account[i] ?? null) }
    }
  }
  return agreements.map(({ example, ...counts }) => ({ ...counts, ...(example === undefined ? {} : { example }) }))
}

function folded(cell: Cell): readonly string[] {
  const values = cell === null ? [] : typeof cell === 'string' ? [cell] : cell
  return values.map((value) => foldCase(value.trim())).filter((value) => value !== '')
}

function first(cell: Cell): string {
  return cell === null ? '' : typeof cell === 'string' ? cell : cell[0] ?? ''
}
