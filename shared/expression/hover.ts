import { childrenOf, type Expression, type Span } from './ast'
import type { EvaluationContext } from './functions/define'
import { functions } from './functions/index'
import { EvaluationError } from './diagnostics'
import { parse } from './parser'
import { documentationOf, signatureLabel } from './signature'
import { evaluatePart } from './tree-evaluator'
import type { Outcome, Value } from './value'

/** The smallest part of an expression around an offset, and what it is. */
export interface Hover {
  readonly span: Span
  readonly expression: Expression
  /** Markdown; empty for attributes and literals. */
  readonly documentation: string
}

/** Nothing outside the expression; a text that is not whole yet is taken as far as it can be read. */
export function hoverAt(text: string, offset: number): Hover | undefined {
  const { tree, recovered } = parse(text)
  let found = tree ?? recovered
  if (!found || offset < found.span[0] || offset > found.span[1]) return undefined
  for (;;) {
    const inner: Expression | undefined = childrenOf(found).find((c) => c.span[0] <= offset && offset < c.span[1])
    if (!inner) break
    found = inner
  }
  const declaration = found.kind === 'call' ? functions.get(found.callee) : undefined
  return { span: found.span, expression: found, documentation: declaration ? `\`${signatureLabel(declaration).label}\`\n\n${documentationOf(declaration)}` : '' }
}

/** One part of an expression with its value for one object, for "where a value comes from". */
export interface PartValue {
  readonly span: Span
  readonly depth: number
  readonly expression: Expression
  readonly outcome?: Outcome
  readonly error?: { readonly code: string; readonly message: string }
}

/** Every part's value for one object, parents before parts. A branch that is not taken is evaluated as well, and marked by nothing. */
export function partValues(tree: Expression, attributes: Readonly<Record<string, Value>>, context: EvaluationContext): readonly PartValue[] {
  const parts: PartValue[] = []
  visit(tree, 0)
  return parts

  function visit(e: Expression, depth: number): void {
    if (e.kind === 'omitted') return
    parts.push({ span: e.span, depth, expression: e, ...evaluated(e) })
    for (const child of childrenOf(e)) visit(child, depth + 1)
  }

  function evaluated(e: Expression): Pick<PartValue, 'outcome' | 'error'> {
    try {
      return { outcome: evaluatePart(tree, e, attributes, context) }
    } catch (reason) {
      if (reason instanceof EvaluationError) return { error: { code: reason.code, message: reason.message } }
      throw reason
    }
  }
}
