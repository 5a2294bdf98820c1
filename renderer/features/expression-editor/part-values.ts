import { partValues, type EvaluationContext, type Expression, type Outcome, type Span } from '../../../shared/expression/index'
import type { PreviewPerson } from '../../../shared/ipc/views'
import { EXPRESSION } from '../../texts/expression'

/** The value of a part of the expression for one person, as Markdown for a hover; nothing for a span that is no part. */
export function partValueReader(tree: Expression | undefined, person: PreviewPerson | undefined, context: EvaluationContext): (span: Span) => string | undefined {
  if (tree === undefined || person === undefined) return () => undefined
  let parts: ReturnType<typeof partValues> | undefined
  return (span) => {
    parts ??= partValues(tree, person.attributes, context)
    const part = parts.find((one) => one.span[0] === span[0] && one.span[1] === span[1])
    if (part === undefined || part.expression.kind === 'text' || part.expression.kind === 'number') return undefined
    return `${EXPRESSION.value(person.display)} ${part.error?.message ?? outcomeText(part.outcome ?? null)}`
  }
}

function outcomeText(outcome: Outcome): string {
  if (outcome === null) return `*${EXPRESSION.noValue}*`
  if (typeof outcome === 'string') return code(outcome)
  return 'action' in outcome ? code(outcome.action) : outcome.map(code).join(', ')
}

/** A value is never read as Markdown. */
function code(text: string): string {
  if (text === '') return `\`${EXPRESSION.empty}\``
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length)) + 1)
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`
}
