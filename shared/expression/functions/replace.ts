import type { Span } from '../ast'
import { EvaluationError } from '../diagnostics'
import { NetRegex } from '../regex/matcher'
import { RegexRefusal } from '../regex/refusal'
import { PatternStopped } from '../regex/stopped'
import { defineFunction, mapped, optional, text } from './define'

/** Which of the seven slots are filled decides what Replace does (§7). Undefined: they make no sense together. */
export type ReplaceMode = 'text' | 'template' | 'pattern' | 'group' | 'fallback'

/** What Replace does where these of its seven slots are given, the source first. */
export function replaceMode(given: readonly boolean[]): ReplaceMode | undefined {
  const [, oldValue, pattern, group, value, attribute, template] = given
  if (oldValue === true && pattern !== true) {
    if (template === true) return 'template'
    return value === true ? 'text' : undefined
  }
  if (pattern !== true || oldValue === true) return undefined
  if (group === true && attribute === true) return 'fallback'
  if (value !== true) return undefined
  return group === true ? 'group' : 'pattern'
}

export const replace = defineFunction({
  name: 'Replace',
  params: [
    mapped(text('source')), optional(text('oldValue', 'The text to replace.')), optional(text('regexPattern', 'A .NET regular expression.')),
    optional(text('regexGroupName', 'A group (?<name>…) of the pattern.')), optional(text('replacementValue', 'What to put in its place; ${name} is a group.')),
    optional(text('replacementAttributeName', 'An attribute to take the group from when the source is empty.')),
    optional(text('template', 'A text whose oldValue becomes the source.')),
  ],
  returns: 'text',
  doc: 'The source with a text or the matches of a pattern replaced. Seven slots; those not needed stay empty. Case-sensitive.',
  examples: [
    ['Replace("EN-US", "-", , , "_", , )', 'EN_US'],
    ['Replace("jsmith", "<username>", , , , , "<username>@contoso.com")', 'jsmith@contoso.com'],
    ['Replace("+1 (999) 888-7777", , "[()\\\\s-]+", , "", , )', '+19998887777'],
    ['Replace("John Smith", , "(?<firstName>[a-zA-Z]+ )(?<lastName>[a-zA-Z]+)", , "${lastName}", , )', 'Smith'],
    ['Replace("545 Tremont Street", , "(?<streetNumber>^\\\\d*)", "streetNumber", "888", , )', '888 Tremont Street'],
    ['Replace("", , "\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})", "phoneNumber", , "+91 8887779999", )', '8887779999'],
  ],
  source: 'functions-for-customizing-application-data.md § Replace',
  evaluate: ([source, oldValue, pattern, group, value, attribute, template], _, { span }) => {
    const mode = replaceMode([true, oldValue !== undefined, pattern !== undefined, group !== undefined, value !== undefined, attribute !== undefined, template !== undefined])
    switch (mode) {
      case 'text': return source === null ? null : replaceText(source, oldValue ?? '', value ?? '')
      case 'template': return source === null ? null : replaceText(template ?? '', oldValue ?? '', source)
      case 'pattern': return source === null ? null : withPattern(pattern ?? '', span, (regex) => regex.replaceAll(source, value ?? ''))
      case 'group': return source === null ? null : withPattern(pattern ?? '', span, (regex) => regex.replaceGroup(source, capturesOf(regex, group ?? '', span), value ?? ''))
      case 'fallback': {
        if (source !== null && source !== '') return source
        return withPattern(pattern ?? '', span, (regex) => {
          const captures = capturesOf(regex, group ?? '', span)
          // Without a match the source stays as it is, here as in the other modes.
          return (typeof attribute === 'string' ? regex.firstGroup(attribute, captures) : undefined) ?? source
        })
      }
      default: throw new EvaluationError('ArgumentCount', 'These slots of Replace make no sense together.', span)
    }
  },
})

function replaceText(source: string, oldValue: string, value: string): string {
  return oldValue === '' ? source : source.replaceAll(oldValue, () => value)
}

/** Runs a pattern. One that .NET would not take, that cannot be rehearsed or that runs away becomes `InvalidRegex` at `span`. */
export function withPattern<T>(pattern: string, span: Span, use: (regex: NetRegex) => T): T {
  try {
    return use(NetRegex.of(pattern))
  } catch (reason) {
    if (reason instanceof RegexRefusal || reason instanceof PatternStopped) throw new EvaluationError('InvalidRegex', reason.message, span, { cause: reason })
    throw reason
  }
}

function capturesOf(regex: NetRegex, group: string, span: Span): readonly number[] {
  const captures = regex.tree.groups.get(group)
  if (captures) return captures
  throw new EvaluationError('InvalidArgument', `The pattern has no group “${group}”.`, span)
}
