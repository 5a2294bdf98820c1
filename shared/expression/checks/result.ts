import { type Expression, walk } from '../ast'
import { argsOf, callsOf, type Checked, isCall, kindOf, leavesOf, literalOf, textAt } from './scope'

const SENT_LOWER = /^(?:mail|userPrincipalName|mailNickname|proxyAddresses|userName|emails\b.*)$/i
const ACTIVE_DIRECTORY = /active.?directory|^ad$|ldap/i

/** What the target would make of the result. */
export function checkResult(checked: Checked): void {
  const { options, report, tree } = checked
  const { target } = options
  checkJoins(checked)
  for (const call of callsOf(checked, 'SingleAppRoleAssignment', 'AppRoleAssignmentsComplex', 'AssertiveAppRoleAssignmentsComplex'))
    report({ code: 'RoleFunction', severity: 'info', span: call.calleeSpan, source: 'customize-application-attributes.md', message: `${call.callee} does not work with the scope “Sync all users and groups”.` })
  if (!target) return
  if (target.multiValued === false && kindOf(tree, options.source) === 'list')
    report({ code: 'MultiValuedResult', severity: 'error', span: tree.span, source: '§5', message: `The result is a list; ${target.name} takes one value. The service fails with SchemaPropertyCanOnlyAcceptValue.` })
  checkLength(checked, target.name, target.maxLength)
  if (target.kind !== undefined && ACTIVE_DIRECTORY.test(target.kind)) checkEmpty(checked)
  if (target.caseExact === false && isCall(tree, 'ToLower', 'ToUpper', 'PCase'))
    report({ code: 'CaseOnlyChange', severity: 'info', span: tree.calleeSpan, source: '§7 ToLower', message: `A value that differs in case alone is not seen as a change, because ${target.name} ignores case; caseExact on the target attribute makes it one.` })
  if (SENT_LOWER.test(target.name) && !keepsNoCase(tree)) caseKept(checked)
  if (/password|unicodePwd/i.test(target.name) && callsOf(checked, 'RandomString').length > 0 && !isCall(tree, 'Redact'))
    report({ code: 'PasswordNotRedacted', severity: 'warning', span: tree.span, source: '§7 Redact', message: 'A generated password is written to the logs; Redact keeps it out.', fix: { title: 'Wrap it in Redact', edits: [{ span: tree.span, text: `Redact(${textAt(checked, tree)})` }] } })
}

function checkLength(checked: Checked, name: string, most: number | undefined): void {
  if (most === undefined) return
  for (const leaf of leavesOf(checked.tree)) {
    const least = leastLength(leaf)
    if (least > most) checked.report({ code: 'ResultTooLong', severity: 'error', span: leaf.span, source: '§3', message: `The value has at least ${least} characters; ${name} takes ${most}.` })
  }
}

/** How many characters a value has at the least, whatever the object; 0 when nothing is known. */
function leastLength(e: Expression): number {
  if (e.kind === 'text') return e.value.length
  if (e.kind === 'number') return e.text.startsWith('&') ? 0 : e.text.length
  if (e.kind !== 'call') return 0
  const args = argsOf(e)
  switch (e.callee) {
    case 'Append': case 'Prepend': return args[0]?.kind === 'text' || args[1]?.kind === 'text' ? args.reduce((sum, a) => sum + leastLength(a), 0) : 0
    case 'Join': {
      const known = args.slice(1).map(leastLength).filter((length) => length > 0)
      return known.reduce((sum, length) => sum + length, 0) + Math.max(0, known.length - 1) * (literalOf(args[0])?.length ?? 0)
    }
    case 'ToLower': case 'ToUpper': case 'PCase': case 'NormalizeDiacritics': return args[0] ? leastLength(args[0]) : 0
    case 'IIF': case 'Switch': case 'Coalesce': case 'SelectUniqueValue': {
      const leaves = leavesOf(e).filter((leaf) => leaf !== e)
      return leaves.length === 0 ? 0 : Math.min(...leaves.map(leastLength))
    }
    case 'RandomString': return Number(literalOf(args[0]) ?? 0) || 0
    case 'Guid': return 36
    default: return 0
  }
}

/** Active Directory refuses an empty text (§3). */
function checkEmpty(checked: Checked): void {
  const { tree, report } = checked
  if (isCall(tree, 'IgnoreFlowIfNullOrEmpty')) return
  const empty = leavesOf(tree).find((leaf) => leaf.kind === 'text' && leaf.value === '')
  if (!empty) return
  report({
    code: 'EmptyText', severity: 'warning', span: empty.span, source: '§3', message: 'An empty text is sent as it is and Active Directory refuses it (InvalidAttributeSyntax).',
    ...(!isCall(tree, 'SelectUniqueValue') && { fix: { title: 'Wrap it in IgnoreFlowIfNullOrEmpty', edits: [{ span: tree.span, text: `IgnoreFlowIfNullOrEmpty(${textAt(checked, tree)})` }] } }),
  })
}

/** `Join("01@", name, domain)`: the separator stands between, so the number follows the name. Entra Connect's Join has its list first. */
function checkJoins(checked: Checked): void {
  for (const call of callsOf(checked, 'Join')) {
    const [separator, ...sources] = call.args
    if (!separator) continue
    const text = literalOf(separator)
    if (text !== undefined && /[A-Za-z0-9]/.test(text) && /@/.test(text))
      checked.report({ code: 'SeparatorAsSuffix', severity: 'info', span: separator.span, source: '§8', message: `“${text}” stands between the values: after the first, before the next, and nowhere if one of them is missing.` })
    const last = sources.at(-1)
    if (separator.kind === 'attribute' && sources.length === 1 && last?.kind === 'text')
      checked.report({
        code: 'OtherDialect', severity: 'warning', span: call.span, source: '§10', message: 'The separator comes first here; Entra Connect has it last.',
        fix: { title: 'Put the separator first', edits: [{ span: separator.span, text: textAt(checked, last) }, { span: last.span, text: textAt(checked, separator) }] },
      })
  }
}

function keepsNoCase(tree: Expression): boolean {
  for (const e of walk(tree)) if (isCall(e, 'ToLower', 'ToUpper')) return true
  return false
}

/** The guides print such names in lower case; without ToLower the case of the source stays (§8). */
function caseKept(checked: Checked): void {
  const { tree, report } = checked
  const builds = leavesOf(tree).some((leaf) => isCall(leaf, 'Join', 'Append') && walk(leaf).some((e) => isCall(e, 'NormalizeDiacritics', 'StripSpaces')))
  if (!builds) return
  report({
    code: 'CaseKept', severity: 'info', span: tree.span, source: '§8', message: 'Nothing here changes case: names keep their capital letters. ToLower makes them small.',
    ...(!isCall(tree, 'SelectUniqueValue') && { fix: { title: 'Wrap it in ToLower', edits: [{ span: tree.span, text: `ToLower(${textAt(checked, tree)})` }] } }),
  })
}
