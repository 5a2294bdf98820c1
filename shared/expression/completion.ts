import { functions } from './functions/index'
import type { Dialect, FunctionDeclaration } from './functions/define'
import { lex, type Token } from './lexer'
import type { SchemaAttribute } from './checks/scope'

export interface CompletionItem {
  readonly kind: 'function' | 'attribute' | 'word' | 'text'
  readonly label: string
  /** What to insert; the caret goes to `caret` code units after its start. */
  readonly text: string
  readonly caret: number
  /** What it replaces. */
  readonly span: readonly [number, number]
  readonly detail: string
  readonly documentation: string
}
export interface Completion {
  readonly items: readonly CompletionItem[]
}
export interface CompletionSchema { readonly source?: readonly SchemaAttribute[]; readonly dialect?: Dialect }

/** Where the caret stands in a call: what signature help shows. */
export interface Signature {
  readonly declaration: FunctionDeclaration
  /** `Mid(source, start, length)`, with the span of each parameter in it. */
  readonly label: string
  readonly parameters: readonly { readonly span: readonly [number, number]; readonly doc: string }[]
  readonly active: number
}

/** What can be typed at an offset, best first: names that begin with what stands there, then names that hold it. */
export function complete(text: string, offset: number, schema: CompletionSchema): Completion {
  const { tokens } = lex(text)
  const inside = tokens.find((t) => t.span[0] < offset && offset <= t.span[1] && t.kind !== 'end')
  if (inside?.kind === 'text' && !(offset === inside.span[1] && text.charAt(offset - 1) === '"' && offset - inside.span[0] > 1)) return { items: textItems(text, inside, offset) }
  if (inside?.kind === 'attribute' && !(offset === inside.span[1] && text.charAt(offset - 1) === ']')) return { items: attributeItems(schema, text.slice(inside.span[0] + 1, offset), inside.span) }
  const typed = inside?.kind === 'name' ? text.slice(inside.span[0], offset) : ''
  const span: readonly [number, number] = inside?.kind === 'name' ? inside.span : [offset, offset]
  const called = tokens.some((t) => t.kind === '(' && t.span[0] >= span[1] && text.slice(span[1], t.span[0]).trim() === '')
  const functionItems = [...functions.values()].filter((f) => f.only === undefined || f.only === schema.dialect).map((f): CompletionItem => {
    const body = called ? f.name : `${f.name}()`
    return { kind: 'function', label: f.name, text: body, caret: called || f.params.length === 0 ? body.length : body.length - 1, span, detail: signatureLabel(f).label, documentation: documentationOf(f) }
  })
  return { items: ranked([...functionItems, ...wordItems(span), ...attributeItems(schema, typed, span)], typed) }
}

/** The call around an offset and the argument that the offset stands in; undefined outside of calls. */
export function signatureAt(text: string, offset: number): Signature | undefined {
  const open: { name: Token; commas: number }[] = []
  const tokens = lex(text).tokens
  tokens.forEach((token, i) => {
    if (token.span[1] > offset || token.kind === 'end') return
    if (token.kind === '(') open.push({ name: tokens[i - 1] ?? token, commas: 0 })
    else if (token.kind === ')') open.pop()
    else if (token.kind === ',') { const call = open.at(-1); if (call) call.commas += 1 }
  })
  const call = open.at(-1)
  const declaration = call && functions.get(call.name.value)
  if (!call || !declaration) return undefined
  const { label, spans } = signatureLabel(declaration)
  const repeating = declaration.params.filter((p) => p.repeated).length
  const fixed = declaration.params.length - repeating
  const active = call.commas < fixed || repeating === 0 ? call.commas : fixed + ((call.commas - fixed) % repeating)
  return { declaration, label, parameters: declaration.params.map((p, i) => ({ span: spans[i] ?? [0, 0], doc: p.doc ?? '' })), active }
}

export function signatureLabel({ name, params }: FunctionDeclaration): { readonly label: string; readonly spans: readonly (readonly [number, number])[] } {
  let label = `${name}(`
  const spans = params.map((p, i): readonly [number, number] => {
    if (i > 0) label += ', '
    const from = label.length
    label += p.required ? p.name : `[${p.name}]`
    return [from, label.length]
  })
  return { label: `${label}${params.some((p) => p.repeated) ? ', …' : ''})`, spans }
}

/** Sentence, examples and source of a function, for hover and completion, as Markdown. */
export function documentationOf({ doc, examples, source }: FunctionDeclaration): string {
  const shown = examples.map(([expression, result]) => `\`${expression}\` → ${result === null ? 'no value' : typeof result === 'string' ? `\`${result}\`` : `\`${result.join('`, `')}\``}`)
  return [doc, ...shown, `*${source}*`].join('\n\n')
}

function attributeItems({ source }: CompletionSchema, typed: string, span: readonly [number, number]): readonly CompletionItem[] {
  const items = (source ?? []).map((a): CompletionItem => ({
    kind: 'attribute', label: `[${a.name}]`, text: `[${a.name}]`, caret: a.name.length + 2, span,
    detail: `${a.type ?? 'String'}${a.multiValued === true ? ', several values' : ''}`, documentation: '',
  }))
  return ranked(items, typed)
}

function wordItems(span: readonly [number, number]): readonly CompletionItem[] {
  const words = { IgnoreAttributeFlow: 'The attribute does not flow; the target keeps what it has.', IgnoreObjectFlow: 'Mapped to objectFilter: the object is not created.' }
  return Object.entries(words).map(([word, documentation]) => ({ kind: 'word', label: word, text: word, caret: word.length, span, detail: 'word', documentation }))
}

/** Intervals, cultures and date formats, where a call expects them. */
function textItems(text: string, token: Token, offset: number): readonly CompletionItem[] {
  const signature = signatureAt(text, token.span[0])
  const name = signature?.declaration.name ?? ''
  const parameter = signature?.declaration.params[signature.active]?.name ?? ''
  const offered = OFFERED[`${name}.${parameter}`] ?? OFFERED[parameter] ?? {}
  const items = Object.entries(offered).map(([value, documentation]): CompletionItem => ({ kind: 'text', label: value, text: `"${value}"`, caret: value.length + 2, span: token.span, detail: documentation, documentation }))
  return ranked(items, text.slice(token.span[0] + 1, offset))
}

const FORMATS = {
  'yyyy-MM-dd': '2025-12-31', 'yyyy-MM-ddzzz': '2025-12-31-08:00 (Workday)', 'M/d/yyyy h:mm:ss tt': '12/31/2025 7:00:00 AM (what date functions yield)',
  'M/d/yyyy hh:mm:ss tt': '12/31/2025 07:00:00 AM (SuccessFactors)', 'yyyyMMddHHmmss.fZ': '20251231070000.0Z (generalized time)', 'yyyy-MM-ddTHH:mm:ssZ': '2025-12-31T07:00:00Z', 'dd MMM yyyy': '31 Dec 2025',
}
const OFFERED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  interval: { d: 'days', ww: 'weeks', m: 'months', yyyy: 'years', h: 'hours', n: 'minutes', s: 'seconds' },
  culture: { 'tr-TR': 'Turkish', 'az-Latn-AZ': 'Azeri' },
  inputFormat: FORMATS, outputFormat: FORMATS,
  'ConvertFromBase64.encoding': { Unicode: 'UTF-16', UTF8: 'UTF-8', ASCII: 'ASCII' },
}

function ranked(items: readonly CompletionItem[], typed: string): readonly CompletionItem[] {
  const wanted = typed.toLowerCase()
  const rank = ({ label }: CompletionItem): number => {
    const name = label.replace(/^\[/, '').toLowerCase()
    return name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2
  }
  return items.map((item) => ({ item, order: rank(item) })).filter(({ order }) => order < 2).sort((a, b) => a.order - b.order).map(({ item }) => item)
}
