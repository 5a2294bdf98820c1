import { parse, type Expression } from '../../../shared/expression/index'

type Call = Extract<Expression, { kind: 'call' }>

const WIDTH = 76
const INDENT = '  '

/**
 * The expression over several lines where it does not fit one: it parses to the same, and texts and numbers stay as they were typed.
 * Half-typed text stays as it is.
 */
export function formatExpression(text: string): string {
  const { tree } = parse(text)
  return tree === undefined ? text : laidOut(tree, '')

  function laidOut(e: Expression, indent: string): string {
    const line = inline(e)
    if (e.kind !== 'call' || e.args.length === 0 || indent.length + line.length < WIDTH) return line
    const inner = `${indent}${INDENT}`
    return `${e.callee}(\n${linesOf(e, inner).map((one) => `${inner}${one}`).join(',\n')}\n${indent})`
  }

  function inline(e: Expression): string {
    switch (e.kind) {
      case 'call': return `${e.callee}(${e.args.map(inline).join(', ')})`
      case 'comparison': return `${inline(e.left)} ${e.operator} ${inline(e.right)}`
      case 'omitted': return ''
      default: return text.slice(...e.span)
    }
  }

  /** Arguments in lines: keys stay with their values, short ones share a line, calls have their own. */
  function linesOf(e: Call, indent: string): readonly string[] {
    const texts = e.args.map((argument) => laidOut(argument, indent))
    if (e.callee === 'Switch') return texts.flatMap((one, index) => (index % 2 === 1 ? [] : [texts.slice(index, index + 2).join(', ')]))
    const lines: string[] = []
    let open = false
    for (const [index, one] of texts.entries()) {
      const simple = e.args[index]?.kind !== 'call'
      const joined = `${lines.at(-1) ?? ''}, ${one}`
      if (open && simple && indent.length + joined.length < WIDTH) lines[lines.length - 1] = joined
      else lines.push(one)
      open = simple
    }
    return lines
  }
}
