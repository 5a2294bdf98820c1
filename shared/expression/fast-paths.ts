import type { Expression, Span } from './ast'
import { toLower } from './case-mapping'
import { normalizeDiacritics } from './diacritics'
import type { EvaluationContext, Run, Site } from './functions/define'
import { replaceMode, withPattern } from './functions/replace'
import { NetRegex } from './regex/matcher'
import { FlowSignal, isList, isNullOrEmpty, textOrEmpty } from './value'

interface Plain {
  readonly name: string
  readonly args: readonly Expression[]
  /** Undefined where the slot is empty. */
  readonly runs: readonly (Run | undefined)[]
  readonly spans: readonly Span[]
  readonly site: Site
  /** The same call without shortcuts, for values that the shortcut does not cover. */
  readonly general: Run
}

/**
 * Leaner closures for the calls that most mappings are made of, on plain text. They must give what `general` gives; a law tests
 * it. Undefined where there is none.
 */
export function fastPath(call: Plain): Run | undefined {
  switch (call.name) {
    case 'Join': return join(call)
    case 'Append': return append(call)
    case 'ToLower': return call.runs.length === 1 ? onText(call, (source) => toLower(source)) : undefined
    case 'StripSpaces': return onText(call, (source) => (source.includes(' ') ? source.replaceAll(' ', '') : source))
    case 'NormalizeDiacritics': return onText(call, (source) => normalizeDiacritics(source))
    case 'Mid': return mid(call)
    case 'Replace': return replace(call)
    default: return undefined
  }
}

/** A function of one text; no value stays none. Evaluating the argument again in `general` is safe: it is pure. */
function onText({ runs, general }: Plain, image: (source: string, context: EvaluationContext) => string): Run | undefined {
  const [source] = runs
  if (!source) return undefined
  return (cells, context) => {
    const value = source(cells, context)
    if (typeof value === 'string') return image(value, context)
    return value === null ? null : general(cells, context)
  }
}

function join({ args, runs, spans, general }: Plain): Run | undefined {
  const [separator] = args
  if (separator?.kind !== 'text') return undefined
  const between = separator.value
  const sources = runs.slice(1).flatMap((run, i) => (run ? [{ run, span: spans[i + 1] ?? separator.span }] : []))
  return (cells, context) => {
    let text = ''
    let any = false
    for (let i = 0; i < sources.length; i += 1) {
      const source = sources[i]
      if (!source) continue
      let value = source.run(cells, context)
      if (typeof value !== 'string') {
        if (value === null) continue
        if (value instanceof FlowSignal) return general(cells, context) // later sources may still fail
        if (isList(value)) value = value.filter((v) => v !== '').join(between)
        else if (isNullOrEmpty(value)) continue
        else value = textOrEmpty(value, source.span)
      }
      if (value === '') continue
      text = any ? text + between + value : value
      any = true
    }
    return text
  }
}

function append({ runs, general }: Plain): Run | undefined {
  const [source, suffix] = runs
  if (!source || !suffix) return undefined
  return (cells, context) => {
    const value = source(cells, context)
    const end = suffix(cells, context)
    return typeof value === 'string' && typeof end === 'string' ? value + end : general(cells, context)
  }
}

function mid(call: Plain): Run | undefined {
  const [, start, length] = call.args.map(smallInteger)
  if (start === undefined || length === undefined || start < 1 || length < 0) return undefined
  return onText(call, (source) => source.slice(start - 1, start - 1 + length))
}

function smallInteger(e: Expression): number | undefined {
  const text = e.kind === 'number' ? e.text : e.kind === 'text' ? e.value : ''
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function replace(call: Plain): Run | undefined {
  const mode = replaceMode(call.args.map((a) => a.kind !== 'omitted'))
  const [, oldValue, pattern, , value] = call.args
  // A slot that the mode ignores is evaluated all the same, and may fail.
  if (value?.kind !== 'text' || call.args.some((a, i) => a.kind !== 'omitted' && ![0, 1, 2, 4].includes(i))) return undefined
  if (mode === 'text' && oldValue?.kind === 'text' && oldValue.value !== '') {
    const [from, to] = [oldValue.value, value.value]
    return onText(call, (source) => (source.includes(from) ? source.replaceAll(from, () => to) : source))
  }
  if (mode !== 'pattern' || pattern?.kind !== 'text') return undefined
  try {
    NetRegex.of(pattern.value)
  } catch {
    return undefined // refused: `general` says why, for each object that reaches it
  }
  const { span } = call.site
  return onText(call, (source) => withPattern(pattern.value, span, (regex) => regex.replaceAll(source, value.value)))
}

