import { parameterAt } from './arguments'
import type { FunctionDeclaration, Parameter } from './functions/define'
import { functions } from './functions/index'
import type { Token } from './lexer'

/** The innermost call around an offset of a text that need not be whole. */
export interface CallAround {
  readonly name: string
  readonly declaration?: FunctionDeclaration
  /** Which argument the offset stands in, from 0; empty slots count. */
  readonly argument: number
  /** What that argument stands for; none where there are more arguments than parameters. */
  readonly parameter?: Parameter
  /** The tokens of each argument, the whole call over. */
  readonly args: readonly (readonly Token[])[]
}

/** The innermost call whose parentheses hold an offset; undefined outside of calls. */
export function callAround(tokens: readonly Token[], offset: number): CallAround | undefined {
  const open: { readonly at: number; commas: number }[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.span[1] > offset || token.kind === 'end') break
    if (token.kind === '(') open.push({ at, commas: 0 })
    else if (token.kind === ')') open.pop()
    else if (token.kind === ',') { const call = open.at(-1); if (call) call.commas += 1 }
  }
  const call = open.at(-1)
  if (call === undefined) return undefined
  const name = tokens[call.at - 1]?.value ?? ''
  const declaration = functions.get(name)
  const parameter = declaration && parameterAt(declaration, call.commas)
  return { name, argument: call.commas, args: argumentsFrom(tokens, call.at + 1), ...(declaration && { declaration }), ...(parameter && { parameter }) }
}

function argumentsFrom(tokens: readonly Token[], from: number): readonly (readonly Token[])[] {
  const args: Token[][] = [[]]
  let depth = 0
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'end' || (token.kind === ')' && depth === 0)) break
    if (token.kind === ',' && depth === 0) { args.push([]); continue }
    if (token.kind === '(') depth += 1
    if (token.kind === ')') depth -= 1
    args.at(-1)?.push(token)
  }
  return args
}
