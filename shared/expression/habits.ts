import type { Span } from './ast'
import { type Source, reference } from './documents'

/**
 * Something that another language would read and this one does not: what stands there, what it means here, and the text that would
 * cure it. Without a `kind` it says nothing here, as a comment.
 */
export interface Habit {
  readonly span: Span
  readonly kind?: 'compare' | 'attribute' | 'name' | ',' | '(' | ')'
  readonly value: string
  readonly message: string
  readonly source: Source
  readonly title: string
  readonly text: string
}

interface Recognizer {
  /** Sticky. */
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray, text: string) => Omit<Habit, 'span' | 'source'> & { readonly source?: Source }
}

/** The habit that begins at an offset outside texts and brackets; `first` where nothing stands before it. */
export function habitAt(text: string, at: number, first: boolean): Habit | undefined {
  if (first && text.charAt(at) === '=' && text.charAt(at + 1) !== '=') {
    return {
      span: [at, at + 1], value: '', message: 'A formula of Excel begins with “=”; an expression begins with its function.',
      source: reference('Syntax overview'), title: 'Remove “=”', text: '',
    }
  }
  for (const { pattern, read } of RECOGNIZERS) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return { source: reference('Syntax overview'), ...read(match, text), span: [at, at + match[0].length] }
  }
  return undefined
}

const COMPARISONS: Readonly<Record<string, readonly [operator: string, where: string]>> = {
  '==': ['=', 'C#'], '===': ['=', 'JavaScript'], '!=': ['<>', 'C#'], '!==': ['<>', 'JavaScript'], '≠': ['<>', 'mathematics'],
  '≥': ['>=', 'mathematics'], '≤': ['<=', 'mathematics'], '=>': ['>=', 'mathematics'], '=<': ['<=', 'mathematics'], '-eq': ['=', 'PowerShell'],
  '-ne': ['<>', 'PowerShell'], '-gt': ['>', 'PowerShell'], '-ge': ['>=', 'PowerShell'], '-lt': ['<', 'PowerShell'], '-le': ['<=', 'PowerShell'],
}
/** What word processors, keyboards and other alphabets have for the signs of the language. */
const LOOK_ALIKES: Readonly<Record<string, ',' | '(' | ')'>> = { '（': '(', '）': ')', '，': ',', '、': ',' }

const RECOGNIZERS: readonly Recognizer[] = [
  {
    pattern: /\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*|<!--[^]*?(?:-->|$)|#[^\n]*|--[^\n]*/y,
    read: ([comment]) => ({
      value: '', message: `An expression has no comments; ${shorten(comment)} would be refused. A note has its place in the version’s description.`,
      title: 'Remove the comment', text: '',
    }),
  },
  {
    pattern: /===?|!==?|[≠≥≤]|=[><]|-(?:eq|ne|gt|ge|lt|le)(?![\w-])/y,
    read: ([operator]) => {
      const [here, where] = COMPARISONS[operator] ?? ['=', 'C#']
      const says = here === '=' ? 'Equality is a single “=”' : here === '<>' ? 'Inequality is “<>”' : `The comparison is written “${here}”`
      return { kind: 'compare', value: here, message: `${says} here; “${operator}” belongs to ${where}.`, source: reference('IIF'), title: `Write ${here}`, text: here }
    },
  },
  {
    pattern: /[@$](?=")/y,
    read: ([sign]) => ({ value: '', message: `A text begins with its quotation mark; “${sign}” before it belongs to C#.`, title: `Remove “${sign}”`, text: '' }),
  },
  { pattern: /@(?=\[|[\p{L}_][\p{L}\p{Nd}_]*\s*\()/uy, read: () => ({ value: '', message: 'Attributes and functions stand without “@” here.', title: 'Remove “@”', text: '' }) },
  {
    pattern: /[@$]?\{+\s*([\p{L}_][\p{L}\p{Nd}_:]*)\s*\}+|@([\p{L}_][\p{L}\p{Nd}_]*)/uy,
    read: (match) => asAttribute(match[0], match[1] ?? match[2] ?? ''),
  },
  {
    pattern: /[\p{L}_][\p{L}\p{Nd}_]*(?:\.[\p{L}_][\p{L}\p{Nd}_]*)+/uy,
    read: (match, text) => {
      const [dotted] = match
      const name = dotted.slice(dotted.lastIndexOf('.') + 1)
      const isCall = /^\s*\(/.test(text.slice(match.index + dotted.length))
      if (!isCall) return asAttribute(dotted, /^(?:user|source|person|worker|employee|object|this)\./i.test(dotted) ? name : dotted)
      return { kind: 'name', value: name, message: `Functions stand alone here, without “${dotted.slice(0, -name.length)}”.`, title: `Write ${name}`, text: name }
    },
  },
  {
    pattern: /;/y,
    read: (match, text) => (text.slice(match.index + 1).trim() === ''
      ? { value: '', message: 'An expression ends without a semicolon.', title: 'Remove the semicolon', text: '' }
      : { kind: ',', value: ',', message: 'Arguments are separated by commas here, in every language of Windows; semicolons belong to Excel.', title: 'Write a comma', text: ',' }),
  },
  {
    pattern: /[（），、]/y,
    read: ([sign]) => {
      const meant = LOOK_ALIKES[sign] ?? ','
      return { kind: meant, value: meant, message: `“${sign}” looks like “${meant}” and is another character.`, title: `Write ${meant}`, text: meant }
    },
  },
]

function asAttribute(written: string, name: string): Omit<Habit, 'span' | 'source'> {
  return { kind: 'attribute', value: name, message: `An attribute stands in square brackets: [${name}], not ${written}.`, title: `Write [${name}]`, text: `[${name}]` }
}

function shorten(comment: string): string {
  const line = comment.replace(/\s+/g, ' ').trim()
  return `“${line.length > 30 ? `${line.slice(0, 29)}…` : line}”`
}

/** How functions of Excel, C#, SQL and JavaScript are called here, in lower case; those that only differ in case are found anyway. */
export const OTHER_NAMES: Readonly<Record<string, { readonly name: string; readonly from: string }>> = {
  if: { name: 'IIF', from: 'Excel' }, ifs: { name: 'Switch', from: 'Excel' }, concatenate: { name: 'Join', from: 'Excel' }, concat: { name: 'Join', from: 'Excel' },
  textjoin: { name: 'Join', from: 'Excel' }, lower: { name: 'ToLower', from: 'Excel' }, upper: { name: 'ToUpper', from: 'Excel' }, proper: { name: 'PCase', from: 'Excel' },
  substitute: { name: 'Replace', from: 'Excel' }, find: { name: 'InStr', from: 'Excel' }, search: { name: 'InStr', from: 'Excel' },
  isblank: { name: 'IsNullOrEmpty', from: 'Excel' }, today: { name: 'Now', from: 'Excel' }, datedif: { name: 'DateDiff', from: 'Excel' },
  text: { name: 'FormatDateTime', from: 'Excel' }, clean: { name: 'StripSpaces', from: 'Excel' }, substring: { name: 'Mid', from: 'C#' },
  tolowerinvariant: { name: 'ToLower', from: 'C#' }, toupperinvariant: { name: 'ToUpper', from: 'C#' },
  tolowercase: { name: 'ToLower', from: 'JavaScript' }, touppercase: { name: 'ToUpper', from: 'JavaScript' },
  isnullorwhitespace: { name: 'IsNullOrEmpty', from: 'C#' }, indexof: { name: 'InStr', from: 'C#' }, length: { name: 'Len', from: 'C#' },
  substr: { name: 'Mid', from: 'SQL' }, nvl: { name: 'Coalesce', from: 'SQL' }, ifnull: { name: 'Coalesce', from: 'SQL' },
  getdate: { name: 'Now', from: 'SQL' }, newguid: { name: 'Guid', from: 'C#' },
  case: { name: 'Switch', from: 'SQL' }, iff: { name: 'IIF', from: 'Power Query' },
}
