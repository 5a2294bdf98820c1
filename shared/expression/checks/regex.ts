import type { Expression, Span, TextNode } from '../ast'
import type { Fix } from '../diagnostics'
import { quote } from '../lexer'
import { canRunAway } from '../regex/cost'
import { NetRegex } from '../regex/matcher'
import { RegexRefusal } from '../regex/refusal'
import { unknownGroups } from '../regex/replacement'
import { parsePattern } from '../regex/syntax'
import { argsOf, callsOf, type Checked, literalOf, textAt } from './scope'
import { dotnetPatterns, reference } from '../documents'

/** Patterns of Replace: whether .NET takes them, whether they may run away, whether they say what is meant. */
export function checkPatterns(checked: Checked): void {
  const { report } = checked
  for (const call of callsOf(checked, 'Replace')) {
    const [, , pattern, group, value] = argsOf(call)
    if (pattern?.kind !== 'text') continue
    const at = { span: pattern.span, source: reference('Replace') }
    let regex: NetRegex
    try {
      regex = NetRegex.of(pattern.value)
    } catch (reason) {
      if (!(reason instanceof RegexRefusal)) throw reason
      report({ ...at, code: 'InvalidRegex', severity: 'error', message: `${reason.message}${hintFor(pattern.value)}`, ...patternFix(pattern) })
      continue
    }
    if (regex.runsAway) reportRunaway(checked, pattern, regex.isLinear)
    const groupName = literalOf(group)
    if (group && groupName !== undefined && !regex.tree.groups.has(groupName)) {
      const names = [...regex.tree.groups.keys()].filter((key) => !/^\d+$/.test(key))
      const [only] = names
      report({
        code: 'InvalidArgument', severity: 'error', span: group.span, source: reference('Replace'),
        message: `The pattern has no group “${groupName}”${names.length > 0 ? `; it has ${names.join(', ')}` : ''}.`,
        ...(names.length === 1 && only !== undefined && { fix: { title: `Write "${only}"`, edits: [{ span: group.span, text: `"${only}"` }] } }),
      })
    }
    const replacement = literalOf(value)
    if (!value || replacement === undefined || groupName !== undefined) continue
    const [unknown] = unknownGroups(replacement, regex.tree.groups)
    if (unknown !== undefined) report({
      code: 'UnknownGroup', severity: 'warning', span: value.span, source: reference('Replace'),
      message: `The pattern has no group “${unknown}”, so “\${${unknown}}” stays as it stands; name one that it has.`,
      ...onlyGroup(value, replacement, unknown, regex),
    })
    // Only the part that matches is replaced; an author who keeps a group of it usually means the whole value.
    if (unknown === undefined && /\$\{\w+\}|\$\d/.test(replacement) && !coversWhole(pattern.value))
      report({
        ...at, code: 'RegexUnanchored', severity: 'info',
        message: 'Only what the pattern matches is replaced, and text before or after it stays; to keep the group alone, let the pattern begin with ^.*? and end with .*$.',
        ...anchored(textAt(checked, pattern), pattern),
      })
  }
}

/** Names the part of a pattern that repeats what repeats, at its place where the text shows it as it is. */
function reportRunaway(checked: Checked, pattern: TextNode, isLinear: boolean): void {
  const part = runawayPart(pattern.value)
  const at = part === undefined ? -1 : textAt(checked, pattern).indexOf(part)
  const span: Span = part === undefined || at < 0 ? pattern.span : [pattern.span[0] + at, pattern.span[0] + at + part.length]
  checked.report({
    code: 'RegexRunaway', severity: 'warning', span, source: dotnetPatterns,
    message: `The pattern ${part === undefined ? 'repeats in many places what may match the same characters' : `repeats ${part}, which can match the same characters in many ways`}, and may try endlessly on some values${isLinear ? '; here it is matched in linear time, the service may not' : ''}; let each part match what no other does.`,
  })
}

/** The smallest repeated group that can run away by itself. */
function runawayPart(pattern: string): string | undefined {
  const opened: number[] = []
  const parts: string[] = []
  for (const { 0: token, index } of pattern.matchAll(/\\[^]|\[\^?\]?(?:\\[^]|[^\]\\])*\]|\(|\)(?:[*+?]|\{\d*,?\d*\})?\??/g)) {
    if (token === '(') opened.push(index)
    else if (token.startsWith(')')) {
      const from = opened.pop()
      if (from !== undefined && token.length > 1) parts.push(pattern.slice(from, index + token.length))
    }
  }
  return parts.sort((a, b) => a.length - b.length).find(runsAwayAlone)
}

function runsAwayAlone(part: string): boolean {
  try {
    return canRunAway(parsePattern(`${part}$`).root)
  } catch (reason) {
    if (reason instanceof RegexRefusal) return false // refers to a group outside
    throw reason
  }
}

/** Whether nothing of a value can stand outside a match. */
function coversWhole(pattern: string): boolean {
  return /^\(*(?:\?<\w+>)?(?:\^|\\A|\.[*+])/.test(pattern) && /(?:\$|\\[zZ]|\.\*|\.\+)\)*$/.test(pattern)
}

function anchored(written: string, pattern: TextNode): { readonly fix?: Fix } {
  if (/\|/.test(pattern.value)) return {}
  const start = /^(?:\^|\\A|\.[*+])/.test(pattern.value) ? '' : '^.*?'
  const end = /(?:\$|\\[zZ]|\.\*|\.\+)$/.test(pattern.value) ? '' : '.*$'
  return { fix: { title: 'Match the whole value', edits: [{ span: pattern.span, text: `${written.slice(0, 1)}${start}${written.slice(1, -1)}${end}${written.slice(-1)}` }] } }
}

function onlyGroup(value: Expression, replacement: string, unknown: string, regex: NetRegex): { readonly fix?: Fix } {
  const names = [...regex.tree.groups.keys()].filter((key) => !/^\d+$/.test(key))
  const [only] = names
  if (names.length !== 1 || only === undefined) return {}
  return { fix: { title: `Write \${${only}}`, edits: [{ span: value.span, text: quote(replacement.replaceAll(`\${${unknown}}`, `\${${only}}`)) }] } }
}

/** Slips from other dialects. */
function hintFor(pattern: string): string {
  if (/\(\?P[<=]/.test(pattern)) return ' In .NET a named group is (?<name>…), without P.'
  if (/^\/.*\/[a-z]*$/.test(pattern)) return ' In .NET a pattern stands without slashes; options are (?i).'
  return ''
}

function patternFix(pattern: TextNode): { readonly fix?: Fix } {
  const mended = pattern.value.replace(/\(\?P</g, '(?<').replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
  return mended === pattern.value ? {} : { fix: { title: 'Write the group as .NET does', edits: [{ span: pattern.span, text: quote(mended) }] } }
}

