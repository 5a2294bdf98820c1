import type { Span } from '../ast'
import type { Instant } from '../instant'
import type { Runtime, Value } from '../value'

export type Dialect = 'app' | 'cloudSync'
export type ValueKind = 'text' | 'number' | 'bigNumber' | 'date' | 'boolean' | 'list' | 'any' | 'condition' | 'reference' | 'compareWord'

export interface Parameter {
  readonly name: string
  readonly kind: ValueKind
  readonly required: boolean
  /** The last parameter, or the last two of Switch, may come any number of times. */
  readonly repeated: boolean
  /** A list here runs the function on each of its values (§5). */
  readonly mapped: boolean
  readonly doc?: string
}

export interface EvaluationContext {
  /** The cycle's clock, ISO 8601 UTC. */
  readonly now: string
  readonly seed: number
  /** Distinguishes draws of RandomString and Guid: mapping and anchor, e.g. `sAMAccountName 1001`. */
  readonly drawKey: string
  readonly defaultDomain?: string
  readonly dialect?: Dialect
  /** For SelectUniqueValue: is this value taken in the target, ignoring case? Absent: nothing is taken. */
  readonly isTaken?: (value: string) => boolean
}

/** Reads one of the object's attributes by the slot that was given for its name. */
export type CellReader = (slot: number) => Value
/** A compiled part of an expression. */
export type Run = (cells: CellReader, context: EvaluationContext) => Runtime

/** Where a call stands in its expression. */
export interface Site {
  readonly span: Span
  /** Its number among the calls of the expression, in source order. */
  readonly index: number
}

export type Result = Value | number | boolean | Instant

interface ArgumentOf {
  readonly text: string | null
  readonly number: number
  readonly bigNumber: bigint
  readonly date: Instant
  readonly boolean: boolean
  readonly condition: boolean
  readonly list: readonly string[]
  readonly any: Runtime
  readonly reference: readonly string[]
  readonly compareWord: boolean
}
type Argument<P extends Parameter> = P['repeated'] extends true
  ? readonly ArgumentOf[P['kind']][]
  : P['required'] extends true ? ArgumentOf[P['kind']] : ArgumentOf[P['kind']] | undefined
type Arguments<Ps extends readonly Parameter[]> = { readonly [I in keyof Ps]: Ps[I] extends Parameter ? Argument<Ps[I]> : never }

interface Described {
  readonly name: string
  readonly params: readonly Parameter[]
  readonly returns: ValueKind
  /** One sentence. */
  readonly doc: string
  /** Expression without attributes, and what it yields. They run as tests. */
  readonly examples: readonly (readonly [expression: string, result: Value])[]
  /** The document that describes it. */
  readonly source: string
  /** In which dialect it exists; both when absent. */
  readonly only?: Dialect
}

/** Everything that signature help, hover, completion, the checker and both evaluators know about a function. */
export interface FunctionDeclaration extends Described {
  /**
   * Runs on coerced arguments; an omitted one is `undefined`. Absent for functions that decide which arguments are
   * evaluated at all (§4): compiler and tree evaluator have those by name.
   */
  readonly evaluate?: (args: readonly unknown[], context: EvaluationContext, site: Site) => Result
  /** Its result depends on the clock, the draw or a setting: it is never computed ahead. */
  readonly impure: boolean
}

/** A function that evaluates all its arguments. The types of `evaluate` follow from `params`. */
export function defineFunction<const Ps extends readonly Parameter[]>(
  declaration: Described & {
    readonly params: Ps
    readonly impure?: boolean
    readonly evaluate: (args: Arguments<Ps>, context: EvaluationContext, site: Site) => Result
  },
): FunctionDeclaration {
  return { impure: false, ...declaration, evaluate: declaration.evaluate as NonNullable<FunctionDeclaration['evaluate']> }
}

/** A function with laziness of its own (§4). */
export function defineLazy(declaration: Described & { readonly impure?: boolean }): FunctionDeclaration {
  return { impure: false, ...declaration }
}

function param<const K extends ValueKind>(kind: K) {
  return (name: string, doc?: string) => ({ name, kind, required: true, repeated: false, mapped: false, ...(doc !== undefined && { doc }) }) as const
}
export const text = param('text')
export const number = param('number')
export const bigNumber = param('bigNumber')
export const date = param('date')
export const list = param('list')
export const any = param('any')
export const condition = param('condition')
export const reference = param('reference')
export const compareWord = param('compareWord')

/** A parameter that may be left out. */
export function optional<const P extends Parameter>(parameter: P) {
  return { ...parameter, required: false } as Omit<P, 'required'> & { readonly required: false }
}
/** A parameter that may stand any number of times, from there on. */
export function repeated<const P extends Parameter>(parameter: P) {
  return { ...parameter, repeated: true } as Omit<P, 'repeated'> & { readonly repeated: true }
}
/** A parameter for whose lists the function runs on each value (§5). */
export function mapped<const P extends Parameter>(parameter: P) {
  return { ...parameter, mapped: true } as Omit<P, 'mapped'> & { readonly mapped: true }
}
