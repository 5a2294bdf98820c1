import { NetRegex } from '../regex/matcher'
import { unknownGroups } from '../regex/replacement'
import { RegexRefusal } from '../regex/syntax'
import { argsOf, callsOf, type Checked, literalOf } from './scope'

/** Patterns of Replace: whether .NET takes them, whether they may run away, whether they say what is meant. */
export function checkPatterns(checked: Checked): void {
  const { report } = checked
  for (const call of callsOf(checked, 'Replace')) {
    const [, , pattern, group, value] = argsOf(call)
    if (pattern?.kind !== 'text') continue
    const at = { span: pattern.span, source: '§7 Replace' }
    let regex: NetRegex
    try {
      regex = NetRegex.of(pattern.value)
    } catch (reason) {
      if (!(reason instanceof RegexRefusal)) throw reason
      report({ ...at, code: 'InvalidRegex', severity: 'error', message: `${reason.message}${hintFor(pattern.value)}` })
      continue
    }
    if (regex.runsAway)
      report({ ...at, code: 'RegexRunaway', severity: 'warning', message: `The pattern repeats a part that itself repeats, and may try endlessly on some values${regex.isLinear ? '; the rehearsal matches it in linear time, the service may not' : ''}.` })
    const groupName = literalOf(group)
    if (group && groupName !== undefined && !regex.tree.groups.has(groupName)) {
      const names = [...regex.tree.groups.keys()].filter((key) => !/^\d+$/.test(key))
      const [only] = names
      report({
        code: 'InvalidArgument', severity: 'error', span: group.span, source: '§7 Replace', message: `The pattern has no group “${groupName}”${names.length > 0 ? `; it has ${names.join(', ')}` : ''}.`,
        ...(names.length === 1 && only !== undefined && { fix: { title: `Write "${only}"`, edits: [{ span: group.span, text: `"${only}"` }] } }),
      })
    }
    const replacement = literalOf(value)
    if (!value || replacement === undefined || groupName !== undefined) continue
    const [unknown] = unknownGroups(replacement, regex.tree.groups)
    if (unknown !== undefined) report({ code: 'UnknownGroup', severity: 'warning', span: value.span, source: '§7 Replace', message: `The pattern has no group “${unknown}”, so “\${${unknown}}” stays as it stands.` })
    // Only the part that matches is replaced; an author who keeps a group of it usually means the whole value.
    if (unknown === undefined && /\$\{\w+\}|\$\d/.test(replacement) && !coversTheEnd(pattern.value))
      report({ ...at, code: 'RegexUnanchored', severity: 'info', message: 'Only what the pattern matches is replaced; text before or after it stays. To keep the group alone, let the pattern begin with ^.*? and end with .*$.' })
  }
}

function coversTheEnd(pattern: string): boolean {
  return /(?:\$|\\[zZ]|\.\*|\.\+)\)*$/.test(pattern)
}

/** Slips from other dialects. */
function hintFor(pattern: string): string {
  if (/\(\?P[<=]/.test(pattern)) return ' In .NET a named group is (?<name>…), without P.'
  if (/^\/.*\/[a-z]*$/.test(pattern)) return ' In .NET a pattern stands without slashes; options are (?i).'
  return ''
}
