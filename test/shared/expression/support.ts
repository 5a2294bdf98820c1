import { compile, EvaluationError, parse, type EvaluationContext, type Outcome, type Value } from '../../../shared/expression'

export const CONTEXT: EvaluationContext = { now: '2025-07-30T00:00:00Z', seed: 7, drawKey: 'mail 1001', defaultDomain: 'contoso.onmicrosoft.com' }
export type Attributes = Readonly<Record<string, Value>>

/** What an expression yields, or the code of the error that it raises. */
export function evaluate(text: string, attributes: Attributes = {}, context: EvaluationContext = CONTEXT): Outcome | { readonly error: string } {
  const { tree, diagnostics } = parse(text)
  if (!tree) return { error: diagnostics.find((d) => d.severity === 'error')?.code ?? 'no tree' }
  const names: string[] = []
  try {
    return compile(tree, (name) => names.push(name) - 1).evaluate((slot) => attributes[names[slot] ?? ''] ?? null, context)
  } catch (reason) {
    if (reason instanceof EvaluationError) return { error: reason.code }
    throw reason
  }
}
