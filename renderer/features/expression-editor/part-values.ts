import {
  evaluatePart, EvaluationError, partAtCaret, partValues, print, takenBranch,
  type ErrorCode, type EvaluationContext, type Expression, type Outcome, type Span, type TakenBranch,
} from '../../../shared/expression/index'
import type { PreviewPerson } from '../../../shared/ipc/views'
import { EXPRESSION } from '../../texts/expression'
import { showInvisible } from '../../ui/diff-text'

/** The value of a part of the expression for one person, as Markdown for a hover; nothing for a span that is no part. */
export function partValueReader(
  tree: Expression | undefined, person: PreviewPerson | undefined, context: EvaluationContext,
): (span: Span) => string | undefined {
  if (tree === undefined || person === undefined) return () => undefined
  let parts: ReturnType<typeof partValues> | undefined
  return (span) => {
    parts ??= partValues(tree, person.attributes, context)
    const part = parts.find((one) => one.span[0] === span[0] && one.span[1] === span[1])
    if (part === undefined || part.expression.kind === 'text' || part.expression.kind === 'number') return undefined
    const branch = part.error === undefined ? takenBranch(tree, part.expression, person.attributes, context) : undefined
    const why = branch === undefined ? '' : `${branchText(branch)} `
    return `${EXPRESSION.value(person.display)} ${why}${part.error?.message ?? outcomeMarkdown(part.outcome ?? null)}`
  }
}

/** What stands at the end of the caret's line. */
export interface CaretValue {
  /** The part that has the value, where the line holds more than it. */
  readonly name?: string
  readonly text: string
  readonly failed: boolean
}

/** What fails for everybody stands as a problem of the expression already. */
const SAID_BY_CHECKER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['SyntaxError', 'UnknownFunction', 'ArgumentCount', 'SelectUniqueValueNested'])

/** The value of the part at the caret for one person; also of a whole part in half-typed text. */
export function caretValueReader(person: PreviewPerson | undefined, context: EvaluationContext): (text: string, offset: number) => CaretValue | undefined {
  if (person === undefined) return () => undefined
  return (text, offset) => {
    const part = partAtCaret(text, offset)
    if (part === undefined) return undefined
    const named = part.isLine ? {} : { name: nameOf(part.expression, part.text) }
    try {
      return { ...named, text: outcomeText(evaluatePart(part.root, part.expression, person.attributes, context)), failed: false }
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      if (SAID_BY_CHECKER.has(error.code)) return undefined
      return { ...named, text: error.message, failed: true }
    }
  }
}

/** Why the part has its value, up to the value itself. */
function branchText(branch: TakenBranch): string {
  const taken = branch.taken === undefined ? undefined : code(shortened(print(branch.taken)))
  switch (branch.kind) {
    case 'first': return EXPRESSION.taken.first(branch.absent.map((one) => code(shortened(print(one)))), taken)
    case 'condition': return EXPRESSION.taken.condition(branch.holds, taken)
    case 'key': return EXPRESSION.taken.key(branch.key === undefined ? undefined : code(shortened(print(branch.key))), outcomeMarkdown(branch.source), taken)
  }
}

const MOST_SHOWN = 40

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text
}

function nameOf(expression: Expression, text: string): string {
  return expression.kind === 'call' ? `${expression.callee}(…)` : text
}

function outcomeText(outcome: Outcome): string {
  if (outcome === null) return EXPRESSION.noValue
  if (typeof outcome === 'string') return outcome === '' ? EXPRESSION.empty : showInvisible(outcome)
  return 'action' in outcome ? outcome.action : outcome.map(showInvisible).join('; ')
}

function outcomeMarkdown(outcome: Outcome): string {
  if (outcome === null) return `*${EXPRESSION.noValue}*`
  if (typeof outcome === 'string') return code(outcome)
  return 'action' in outcome ? code(outcome.action) : outcome.map(code).join(', ')
}

/** A value is never read as Markdown. */
export function code(text: string): string {
  if (text === '') return `\`${EXPRESSION.empty}\``
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length)) + 1)
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`
}
