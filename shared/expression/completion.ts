import { callAround, type CallAround } from './call-around'
import type { SchemaAttribute } from './checks/scope'
import type { Dialect } from './functions/define'
import { functions } from './functions/index'
import { lex, quote, type Token } from './lexer'
import { matchRank } from './match-rank'
import { documentationOf, signatureLabel } from './signature'

export interface CompletionItem {
  readonly kind: 'function' | 'attribute' | 'word' | 'text' | 'value'
  readonly label: string
  /** What to insert; the caret goes to `caret` code units after its start. */
  readonly text: string
  readonly caret: number
  /** What it replaces. */
  readonly span: readonly [number, number]
  readonly detail: string
  readonly documentation: string
  /** For an attribute its name; for a value the attribute that has it. */
  readonly attribute?: string
  /** For a value: how many objects have it, where that is known. */
  readonly count?: number
}
export interface Completion {
  readonly items: readonly CompletionItem[]
  /** Where a call can stand: what it would replace. Absent inside texts and brackets, and behind a whole operand. */
  readonly callSpan?: readonly [number, number]
}
/** A value of an attribute, and how many objects have it where that is known. */
export interface AttributeCount { readonly value: string; readonly count?: number }
export interface CompletionSchema {
  readonly source?: readonly SchemaAttribute[]
  readonly dialect?: Dialect
  /** Values that objects really have, most frequent first. Offered as keys of Switch and in comparisons. */
  readonly valuesOf?: (attribute: string) => readonly AttributeCount[]
}

/** What a name in brackets may go on with, right of the caret, where its bracket is not closed. */
const REST_OF_NAME = /^[\p{L}\p{N}_.:-]*/u
const OPERANDS: ReadonlySet<Token['kind']> = new Set(['attribute', 'text', 'number', ')'])

/**
 * What can be typed at an offset, best first: names that begin with what stands there, then those that hold it, then those that
 * have its letters in order. Nothing directly behind a whole operand, where only a comma could follow.
 */
export function complete(text: string, offset: number, schema: CompletionSchema): Completion {
  const { tokens } = lex(text)
  const inside = tokens.find((t) => t.span[0] < offset && offset <= t.span[1] && t.kind !== 'end')
  const start = inside !== undefined && (inside.kind === 'name' || inside.kind === 'text' || inside.kind === 'attribute') ? inside.span[0] : offset
  const call = callAround(tokens, start)
  if (inside?.kind === 'text' && !endsWith(text, inside, offset, '"')) {
    const typed = text.slice(inside.span[0] + 1, offset)
    return { items: ranked([...valueItems(tokens, call, schema, inside.span, inside), ...textItems(call, inside.span)], typed) }
  }
  if (inside?.kind === 'attribute' && !endsWith(text, inside, offset, ']')) return {
    items: ranked(attributeItems(schema, nameSpan(text, inside, offset)), text.slice(inside.span[0] + 1, offset)),
  }
  if (OPERANDS.has(tokens.findLast((t) => t.kind !== 'end' && t.span[1] <= start)?.kind ?? 'end')) return { items: [] }
  const typed = inside?.kind === 'name' ? text.slice(inside.span[0], offset) : ''
  const span: readonly [number, number] = inside?.kind === 'name' ? inside.span : [offset, offset]
  const called = tokens.some((t) => t.kind === '(' && t.span[0] >= span[1] && text.slice(span[1], t.span[0]).trim() === '')
  const values = typed === '' ? valueItems(tokens, call, schema, span) : []
  const names = [functionItems(schema, span, called), wordItems(call, span)].flat()
  const attributes = attributeItems(schema, span)
  // With nothing typed yet an argument is most often an attribute, a whole expression most often a call.
  return { callSpan: span, items: ranked([...values, ...(typed === '' && call !== undefined ? [...attributes, ...names] : [...names, ...attributes])], typed) }
}

/** Whether the token is closed by its last character and the caret stands behind that. */
function endsWith(text: string, { span }: Token, offset: number, close: string): boolean {
  return offset === span[1] && offset - span[0] > 1 && text.charAt(offset - 1) === close
}

/** The brackets and what is in them; of brackets that are not closed only the name, for all that follows would be lost. */
function nameSpan(text: string, { span }: Token, offset: number): readonly [number, number] {
  if (text.charAt(span[1] - 1) === ']') return span
  return [span[0], offset + (REST_OF_NAME.exec(text.slice(offset))?.[0].length ?? 0)]
}

function functionItems({ dialect }: CompletionSchema, span: readonly [number, number], called: boolean): readonly CompletionItem[] {
  return [...functions.values()].filter((f) => f.only === undefined || f.only === dialect).map((f): CompletionItem => {
    const body = called ? f.name : `${f.name}()`
    return {
      kind: 'function', label: f.name, text: body, caret: called || f.params.length === 0 ? body.length : body.length - 1, span,
      detail: signatureLabel(f).label, documentation: documentationOf(f),
    }
  })
}

function attributeItems({ source }: CompletionSchema, span: readonly [number, number]): readonly CompletionItem[] {
  return (source ?? []).map((a): CompletionItem => ({
    kind: 'attribute', label: `[${a.name}]`, text: `[${a.name}]`, caret: a.name.length + 2, span, attribute: a.name,
    detail: `${a.type ?? 'String'}${a.multiValued === true ? ', several values' : ''}`, documentation: '',
  }))
}

const FLOW_WORDS = { IgnoreAttributeFlow: 'The attribute does not flow; the target keeps what it has.', IgnoreObjectFlow: 'Mapped to objectFilter: the object is not created.' }
const COMPARE_WORDS = { vbTextCompare: 'Case does not count.', vbBinaryCompare: 'Case counts.' }

/** The words of a comparison where the parameter takes one, else those of flow. */
function wordItems(call: CallAround | undefined, span: readonly [number, number]): readonly CompletionItem[] {
  const words = call?.parameter?.kind === 'compareWord' ? COMPARE_WORDS : FLOW_WORDS
  return Object.entries(words).map(([word, documentation]) => ({ kind: 'word', label: word, text: word, caret: word.length, span, detail: 'word', documentation }))
}

/** What an attribute really holds, where the text is compared with it: keys of a Switch that has none of them yet, sides of a comparison. */
function valueItems(
  tokens: readonly Token[], call: CallAround | undefined, { valuesOf }: CompletionSchema, span: readonly [number, number], edited?: Token,
): readonly CompletionItem[] {
  const asked = comparedAttribute(tokens, call, span[0])
  if (asked === undefined || valuesOf === undefined) return []
  const taken = new Set(asked.isKey
    ? call?.args.filter((_, i) => i >= 2 && i % 2 === 0).flatMap((arg) => (arg.length === 1 && arg[0]?.kind === 'text' && arg[0] !== edited ? [arg[0].value] : []))
    : [])
  return valuesOf(asked.attribute).filter(({ value }) => !taken.has(value)).map(({ value, count }): CompletionItem => {
    const text = quote(value)
    return { kind: 'value', label: text, text, caret: text.length, span, detail: '', documentation: '', attribute: asked.attribute, ...(count !== undefined && { count }) }
  })
}

/** The attribute whose values are compared at an offset, where the text says so without being run. */
function comparedAttribute(tokens: readonly Token[], call: CallAround | undefined, offset: number): { readonly attribute: string; readonly isKey: boolean } | undefined {
  const [left, operator] = tokens.filter((t) => t.kind !== 'end' && t.span[1] <= offset).slice(-2)
  if (operator?.kind === 'compare' && left?.kind === 'attribute') return { attribute: left.value, isKey: false }
  const [source] = call?.args ?? []
  if (call?.name !== 'Switch' || call.argument < 2 || call.argument % 2 === 1 || operator?.kind === 'compare') return undefined
  return source?.length === 1 && source[0]?.kind === 'attribute' ? { attribute: source[0].value, isKey: true } : undefined
}

/** Intervals, cultures and date formats, where a call expects them. */
function textItems(call: CallAround | undefined, span: readonly [number, number]): readonly CompletionItem[] {
  const parameter = call?.parameter?.name ?? ''
  const offered = OFFERED[`${call?.name ?? ''}.${parameter}`] ?? OFFERED[parameter] ?? {}
  return Object.entries(offered).map(([value, documentation]): CompletionItem => ({
    kind: 'text', label: value, text: `"${value}"`, caret: value.length + 2, span, detail: documentation, documentation,
  }))
}

const FORMATS = {
  'yyyy-MM-dd': '2025-12-31', 'yyyy-MM-ddzzz': '2025-12-31-08:00 (Workday)', 'M/d/yyyy h:mm:ss tt': '12/31/2025 7:00:00 AM (what date functions yield)',
  'M/d/yyyy hh:mm:ss tt': '12/31/2025 07:00:00 AM (SuccessFactors)', 'yyyyMMddHHmmss.fZ': '20251231070000.0Z (generalized time)',
  'yyyy-MM-ddTHH:mm:ssZ': '2025-12-31T07:00:00Z', 'dd MMM yyyy': '31 Dec 2025',
}
const OFFERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  interval: { d: 'days', ww: 'weeks', m: 'months', yyyy: 'years', h: 'hours', n: 'minutes', s: 'seconds' },
  culture: { 'tr-TR': 'Turkish', 'az-Latn-AZ': 'Azeri' },
  inputFormat: FORMATS, outputFormat: FORMATS,
  'ConvertFromBase64.encoding': { Unicode: 'UTF-16', UTF8: 'UTF-8', ASCII: 'ASCII' },
}

/** Of two that answer equally well the one in the case that was typed: who types a capital means it. */
function ranked(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  const hasCapital = typed !== typed.toLowerCase()
  return items
    .flatMap((item) => {
      const rank = matchRank(item.label.replace(/^[["]/, ''), typed)
      return rank === undefined ? [] : [{ item, rank, otherCase: hasCapital && !item.label.includes(typed) ? 1 : 0 }]
    })
    .sort((a, b) => a.rank - b.rank || a.otherCase - b.otherCase).map(({ item }) => item)
}
