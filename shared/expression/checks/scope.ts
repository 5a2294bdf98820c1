import type { CallNode, Expression } from '../ast'
import type { Diagnostic } from '../diagnostics'
import type { Dialect, ValueKind } from '../functions/define'
import { argumentsOf } from '../arguments'
import { functions } from '../functions/index'

export interface SchemaAttribute {
  readonly name: string
  readonly type?: string
  readonly multiValued?: boolean
  readonly maxLength?: number
  readonly caseExact?: boolean
  /** Code units of the longest value that was read. */
  readonly longest?: number
}

/** The attribute into which the result flows. */
export interface SchemaTarget extends SchemaAttribute {
  /** The target system's product, e.g. `activeDirectory` or `entraId`. */
  readonly kind?: string
  /** Sources of regular expressions: a value with a match of the first is refused, and so is one that the second does not match. */
  readonly forbidden?: string
  readonly allowed?: string
  /** The document that limits it. */
  readonly source?: string
}

export interface CheckOptions {
  /** Attributes of the source; without them no name is unknown. */
  readonly source?: readonly SchemaAttribute[]
  /** Where the result flows. */
  readonly target?: SchemaTarget
  readonly dialect?: Dialect
  /** The mapping is used for matching. */
  readonly matching?: boolean
  readonly applied?: 'Always' | 'ObjectAddOnly'
  /** The source is Entra ID, of which the service loads changed attributes only. */
  readonly sourceIsEntra?: boolean
}

/** What every check is handed. */
export interface Checked {
  readonly tree: Expression
  /** Every node, parents first. */
  readonly nodes: readonly Expression[]
  readonly text: string
  readonly options: CheckOptions
  readonly report: (diagnostic: Diagnostic) => void
  /** What was reported so far. */
  readonly found: () => readonly Diagnostic[]
}

/** The calls of these functions, of all where none is named, parents first. */
export function callsOf({ nodes }: Checked, ...names: readonly string[]): readonly CallNode[] {
  return nodes.filter((e): e is CallNode => e.kind === 'call' && (names.length === 0 || names.includes(e.callee)))
}

/** A part as its author wrote it. */
export function textAt({ text }: Checked, e: Expression): string {
  return text.slice(...e.span)
}

/** Whether a part is a call of one of these functions, spelled as they are declared. */
export function isCall(e: Expression | undefined, ...names: readonly string[]): e is CallNode {
  return e?.kind === 'call' && names.includes(e.callee)
}

/** Arguments by parameter, or none where the function is unknown. */
export function argsOf(call: CallNode): readonly Expression[] {
  const declaration = functions.get(call.callee)
  return declaration ? argumentsOf(call, declaration) : call.args
}

/** What a text or number literal says. */
export function literalOf(e: Expression | undefined): string | undefined {
  return e?.kind === 'text' ? e.value : e?.kind === 'number' ? e.text : undefined
}

/** What another system's word for yes or no is here; nothing for other texts. */
export function booleanMeant(text: string): 'True' | 'False' | undefined {
  if (/^(?:true|1|y|yes|ja|on|active|enabled)$/i.test(text)) return 'True'
  return /^(?:false|0|n|no|nein|off|inactive|disabled)$/i.test(text) ? 'False' : undefined
}

/** Expressions that may become the result: the branches of IIF and Switch, the rules of SelectUniqueValue, and so on. */
export function leavesOf(e: Expression): readonly Expression[] {
  if (e.kind !== 'call') return [e]
  const args = argsOf(e)
  switch (e.callee) {
    case 'IIF': return args.slice(1).flatMap(leavesOf)
    case 'Switch': return [args[1], ...args.filter((_, i) => i >= 3 && i % 2 === 1)].flatMap((a) => (a ? leavesOf(a) : []))
    case 'Coalesce': case 'SelectUniqueValue': return args.flatMap(leavesOf)
    case 'IgnoreFlowIfNullOrEmpty': case 'Redact': return args.slice(0, 1).flatMap(leavesOf)
    default: return [e]
  }
}

/** The kind of value that an expression yields, as far as its text says. */
export function kindOf(e: Expression, source?: readonly SchemaAttribute[]): ValueKind {
  switch (e.kind) {
    case 'text': return 'text'
    case 'number': return 'number'
    case 'comparison': return 'boolean'
    case 'attribute': return source?.find((a) => a.name === e.name)?.multiValued === true ? 'list' : 'any'
    case 'call': {
      const declaration = functions.get(e.callee)
      if (!declaration) return 'any'
      if (['IIF', 'Switch', 'Coalesce', 'Redact', 'IgnoreFlowIfNullOrEmpty'].includes(e.callee)) {
        const kinds = new Set(leavesOf(e).filter((leaf) => leaf.kind !== 'omitted' && leaf.kind !== 'word').map((leaf) => kindOf(leaf, source)))
        const [only] = kinds
        if (kinds.has('list')) return 'list'
        return kinds.size === 1 && only ? only : 'any'
      }
      const overList = declaration.params.some((p, i) => p.mapped && e.args[i] !== undefined && kindOf(e.args[i], source) === 'list')
      return overList ? 'list' : declaration.returns
    }
    default: return 'any'
  }
}
