import type { Fix } from './diagnostics'
import { quote, type Token } from './lexer'

// What people write here out of habit with Entra Connect, Excel or C#, and what to tell them.

/** Words that have a meaning in Entra Connect, and what stands for them here; by name in lower case. */
export const CONNECT_WORDS: Readonly<Record<string, { readonly message: string; readonly text: string }>> = {
  null: { message: 'NULL is a literal of Entra Connect; here an empty argument slot or IgnoreAttributeFlow stands for “no value”.', text: 'IgnoreAttributeFlow' },
  authoritativenull: { message: 'AuthoritativeNull belongs to Entra Connect; here clearing is a setting of the mapping (null flow).', text: '""' },
  ignorethisflow: { message: 'IgnoreThisFlow belongs to Entra Connect; here the word is IgnoreAttributeFlow.', text: 'IgnoreAttributeFlow' },
  true: { message: 'True is text here and stands in quotation marks.', text: '"True"' },
  false: { message: 'False is text here and stands in quotation marks.', text: '"False"' },
  crlf: { message: 'CRLF is a literal of Entra Connect; here the line break stands in quotation marks.', text: '"\r\n"' },
}

/** What an operator of another language does; undefined for what is none. */
export function operatorOf({ kind, value }: Token): 'join' | 'arithmetic' | 'logical' | 'default' | 'choice' | undefined {
  if (kind === 'name') return /^(?:and|or|andalso|orelse)$/i.test(value) ? 'logical' : undefined
  if (kind !== 'foreign') return undefined
  switch (value) {
    case '&': case '+': return 'join'
    case '&&': case '||': return 'logical'
    case '*': case '/': case '-': case '^': case '|': return 'arithmetic'
    case '??': return 'default'
    case '?': return 'choice'
  }
  return undefined
}

/** Whether a joining word of another language means “and”; else it means “or”. */
export function isAnd({ value }: Token): boolean {
  return value === '&&' || /^and/i.test(value)
}

/** Why something of another language has no meaning here; `written` as the text has it. */
export function explainForeign(value: string, written = value): string {
  switch (value) {
    case '&': case '+': return `“${value}” does not join texts here, as it does in Entra Connect and Excel; use Join("", a, b) or Append(a, b).`
    case '&&': return `There is no ${written} here: nest an IIF on the true branch, IIF(first, IIF(second, yes, no), no).`
    case '||': return `There is no ${written} here: nest an IIF on the false branch, IIF(first, yes, IIF(second, yes, no)).`
    case '!': return 'Negation is Not(…).'
    case '??': return 'The first value that is there is Coalesce(a, b); “??” belongs to C#.'
    case '*': case '/': case '-': case '^': return `There is no arithmetic here; “${value}” has no meaning.`
  }
  if (value.startsWith('%')) return `${value} is a parameter of an Entra Connect rule; here the value stands in the expression itself.`
  if (value.startsWith('$')) return `${value} is a variable of Entra Connect (With, Select); there are none here.`
  return `“${value}” has no meaning here.`
}

/** A parameter or variable of Entra Connect can at least stand as text. */
export function foreignFix(token: Token): Fix | undefined {
  return /^[%$]/.test(token.value) ? { title: 'Write it as text', edits: [{ span: token.span, text: quote(token.value) }] } : undefined
}
