import type { Diagnostic } from '../../../shared/expression/index'
import { EXPRESSION } from '../../texts/expression'
import { StatusSign } from '../../ui/signs'

interface Props {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  readonly onReveal: (offset: number) => void
  readonly onFix: (diagnostic: Diagnostic) => void
  /** What it rests on. */
  readonly onExplain: (diagnostic: Diagnostic) => void
}

const SIGNS = { error: 'failed', warning: 'warning', info: 'info' } as const

/** What there is to say about the expression, in the order of its text. */
export function ProblemList({ text, diagnostics, onReveal, onFix, onExplain }: Props) {
  if (diagnostics.length === 0) return null
  return (
    <ul className="problem-list" aria-label={EXPRESSION.problems}>
      {diagnostics.map((diagnostic, index) => (
        <li key={index}>
          <StatusSign status={SIGNS[diagnostic.severity]} />
          <button type="button" className="link problem-line" onClick={() => { onReveal(diagnostic.span[0]) }}>
            {EXPRESSION.line(lineOf(text, diagnostic.span[0]))}
          </button>
          <span className="problem-text">{diagnostic.message}</span>
          {diagnostic.fix !== undefined && (
            <button type="button" className="link problem-line" onClick={() => { onFix(diagnostic) }}>{diagnostic.fix.title}</button>
          )}
          <button
            type="button" className="mono link quiet-link problem-code" title={diagnostic.source}
            aria-label={EXPRESSION.paragraph.explain(diagnostic.code)} onClick={() => { onExplain(diagnostic) }}
          >
            {diagnostic.code}
          </button>
        </li>
      ))}
    </ul>
  )
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
