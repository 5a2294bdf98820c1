import { assertNever } from '../assert'
import type { Expression } from './ast'
import { quote } from './lexer'

/** The canonical text of an expression, as Graph stores it. `parse(print(e))` is `e` without its spans. */
export function print(e: Expression): string {
  switch (e.kind) {
    case 'text': return quote(e.value)
    case 'number': return e.text // as written: 9223372036854775807 is no double
    case 'omitted': return ''
    case 'attribute': return `[${e.name}]`
    case 'word': return e.word
    case 'call': return `${e.callee}(${e.args.map(print).join(', ')})`
    case 'comparison': return `${print(e.left)} ${e.operator} ${print(e.right)}`
    default: return assertNever(e)
  }
}
