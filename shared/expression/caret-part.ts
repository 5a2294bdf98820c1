import { childrenOf, type Expression } from './ast'
import { parse } from './parser'

/** The part of an expression whose value is worth showing at the end of the caret's line. */
export interface CaretPart {
  readonly expression: Expression
  /** What it is evaluated in: the expression, or the part alone where the text around it is not whole. */
  readonly root: Expression
  /** The part as it stands in the text. */
  readonly text: string
  /** The part is all that the line holds, so that its value needs no name. */
  readonly isLine: boolean
}

/**
 * The innermost call, comparison or attribute that holds the caret and lies on its line; else the largest that lies on the line, else
 * the one that begins there. Nothing for texts and numbers, which say themselves what they are, and for parts that are not whole yet.
 */
export function partAtCaret(text: string, offset: number): CaretPart | undefined {
  const { tree, recovered } = parse(text)
  const root = tree ?? recovered
  if (root === undefined) return undefined
  const from = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const to = end < 0 ? text.length : end
  const onLine = partsIn(root, from, to)
  const holding = onLine.filter(({ span }) => span[0] <= offset && offset <= span[1])
  const largest = onLine.reduce<Expression | undefined>((best, one) => (best === undefined || length(one) > length(best) ? one : best), undefined)
  const found = holding.at(-1) ?? largest ?? beginningIn(root, from, to)
  if (found === undefined) return undefined
  const part = text.slice(...found.span)
  const isLine = found.span[1] > to || (found === largest && holdsAll(text.slice(from, to), part))
  if (tree !== undefined) return { expression: found, root: tree, text: part, isLine }
  const alone = parse(part).tree
  return alone && { expression: alone, root: alone, text: part, isLine }
}

/** Whether nothing but blanks, closing parentheses and commas stands on the line besides the part. */
function holdsAll(line: string, part: string): boolean {
  return line.replace(part, '').replace(/[\s,)]/gu, '') === ''
}

/** Parts with a value of their own that lie within a range, parents before parts. */
function partsIn(e: Expression, from: number, to: number): readonly Expression[] {
  if (e.span[1] <= from || e.span[0] >= to) return []
  const within = e.span[0] >= from && e.span[1] <= to
  return [...(within && isShown(e) ? [e] : []), ...childrenOf(e).flatMap((child) => partsIn(child, from, to))]
}

/** The largest part that begins within a range and goes on behind it. */
function beginningIn(e: Expression, from: number, to: number): Expression | undefined {
  if (e.span[0] >= from && e.span[0] < to && isShown(e)) return e
  for (const child of childrenOf(e)) {
    const found = beginningIn(child, from, to)
    if (found !== undefined) return found
  }
  return undefined
}

function isShown({ kind }: Expression): boolean {
  return kind === 'call' || kind === 'comparison' || kind === 'attribute'
}

function length({ span }: Expression): number {
  return span[1] - span[0]
}
