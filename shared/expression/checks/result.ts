import { type Expression, walk } from '../ast'
import { callsOf, type Checked, isCall, kindOf, leavesOf, literalOf, textAt } from './scope'
import { connect, guides, logCodes, nullAndEmpty, reference, roleProvisioning } from '../documents'

const SENT_LOWER = /^(?:mail|userPrincipalName|mailNickname|proxyAddresses|userName|emails\b.*)$/i
const ACTIVE_DIRECTORY = /active.?directory|^ad$|ldap/i

/** What the target would make of the result. */
export function checkResult(checked: Checked): void {
  const { options, report, tree } = checked
  const { target } = options
  checkJoins(checked)
  for (const call of callsOf(checked, 'SingleAppRoleAssignment', 'AppRoleAssignmentsComplex', 'AssertiveAppRoleAssignmentsComplex'))
    report({
      code: 'RoleFunction', severity: 'info', span: call.calleeSpan, source: roleProvisioning,
      message: `${call.callee} does not work with the scope “Sync all users and groups”.`,
    })
  if (!target) return
  if (target.multiValued === false && kindOf(tree, options.source) === 'list')
    report({
      code: 'MultiValuedResult', severity: 'error', span: tree.span, source: logCodes,
      message: `The result is a list and ${target.name} takes one value, so the service fails with SchemaPropertyCanOnlyAcceptValue; Join makes one text of it, Item picks one.`,
      fix: { title: 'Join the values', edits: [{ span: tree.span, text: `Join(",", ${textAt(checked, tree)})` }] },
    })
  if (target.kind !== undefined && ACTIVE_DIRECTORY.test(target.kind)) checkEmpty(checked)
  if (target.caseExact === false && isCall(tree, 'ToLower', 'ToUpper', 'PCase'))
    report({
      code: 'CaseOnlyChange', severity: 'info', span: tree.calleeSpan, source: reference('ToLower'),
      message: `A value that differs in case alone is not seen as a change, because ${target.name} ignores case; caseExact on the target attribute makes it one.`,
    })
  if (SENT_LOWER.test(target.name) && !keepsNoCase(tree)) caseKept(checked)
  if (/password|unicodePwd/i.test(target.name) && callsOf(checked, 'RandomString').length > 0 && !isCall(tree, 'Redact'))
    report({
      code: 'PasswordNotRedacted', severity: 'warning', span: tree.span, source: reference('Redact'),
      message: 'A generated password is written to the logs; Redact keeps it out.',
      fix: { title: 'Wrap it in Redact', edits: [{ span: tree.span, text: `Redact(${textAt(checked, tree)})` }] },
    })
}

/** Active Directory refuses an empty text (§3). */
function checkEmpty(checked: Checked): void {
  const { tree, report } = checked
  if (isCall(tree, 'IgnoreFlowIfNullOrEmpty')) return
  const empty = leavesOf(tree).find((leaf) => leaf.kind === 'text' && leaf.value === '')
  if (!empty) return
  report({
    code: 'EmptyText', severity: 'warning', span: empty.span, source: nullAndEmpty,
    message: 'An empty text is sent as it is and Active Directory refuses it (InvalidAttributeSyntax).',
    ...(!isCall(tree, 'SelectUniqueValue') && {
      fix: { title: 'Wrap it in IgnoreFlowIfNullOrEmpty', edits: [{ span: tree.span, text: `IgnoreFlowIfNullOrEmpty(${textAt(checked, tree)})` }] },
    }),
  })
}

/** `Join("01@", name, domain)`: the separator stands between, so the number follows the name. Entra Connect's Join has its list first. */
function checkJoins(checked: Checked): void {
  for (const call of callsOf(checked, 'Join')) {
    const [separator, ...sources] = call.args
    if (!separator) continue
    const text = literalOf(separator)
    if (text !== undefined && /[A-Za-z0-9]/.test(text) && /@/.test(text))
      checked.report({
        code: 'SeparatorAsSuffix', severity: 'info', span: separator.span, source: guides,
        message: `“${text}” stands between the values: after the first, before the next, and nowhere if one of them is missing.`,
      })
    const last = sources.at(-1)
    if (separator.kind === 'attribute' && sources.length === 1 && last?.kind === 'text')
      checked.report({
        code: 'OtherDialect', severity: 'warning', span: call.span, source: connect, message: 'The separator comes first here; Entra Connect has it last.',
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
    code: 'CaseKept', severity: 'info', span: tree.span, source: guides, message: 'Nothing here changes case: names keep their capital letters. ToLower makes them small.',
    ...(!isCall(tree, 'SelectUniqueValue') && { fix: { title: 'Wrap it in ToLower', edits: [{ span: tree.span, text: `ToLower(${textAt(checked, tree)})` }] } }),
  })
}
