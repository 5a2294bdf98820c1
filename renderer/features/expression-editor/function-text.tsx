import type { FunctionDeclaration } from '../../../shared/expression/index'
import { EXPRESSION } from '../../texts/expression'

/** Signature, sentence and examples of a function. */
export function FunctionText({ declaration: { doc, examples }, label }: { readonly declaration: FunctionDeclaration; readonly label: string }) {
  return (
    <>
      <p className="mono strong">{label}</p>
      <p>{doc}</p>
      {examples.map(([expression, result]) => (
        <p key={expression} className="mono small">
          {expression} <span className="quiet">→</span> {result === null ? EXPRESSION.noValue : result === '' ? EXPRESSION.empty : [result].flat().join('; ')}
        </p>
      ))}
    </>
  )
}
