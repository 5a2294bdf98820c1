import { walk } from '../ast'
import { argsOf, callsOf, type Checked, isCall } from './scope'
import { reference } from '../documents'

const ACTIVE_DIRECTORY = /active.?directory|^ad$|ldap|ldif/i

/** Where SelectUniqueValue may stand (§7 SelectUniqueValue). That it is outermost is a matter of structure. */
export function checkUnique(checked: Checked): void {
  const { options, report } = checked
  for (const call of callsOf(checked, 'SelectUniqueValue')) {
    const at = { span: call.calleeSpan, source: reference('SelectUniqueValue') }
    if (options.matching === true) report({
      ...at, code: 'UniqueValueOnMatching', severity: 'error',
      message: 'SelectUniqueValue cannot feed an attribute that is used for matching: it would never give the value that is already there.',
    })
    if (options.applied === 'Always') report({
      ...at, code: 'UniqueValueAlways', severity: 'warning',
      message: 'Applied always, SelectUniqueValue gives a person a new value at each change; apply it only when the object is created.',
    })
    if (options.target?.kind !== undefined && !ACTIVE_DIRECTORY.test(options.target.kind))
      report({ ...at, code: 'UniqueValueTarget', severity: 'error', message: 'SelectUniqueValue works for Active Directory only; elsewhere RandomString keeps values apart.' })
    const bare = argsOf(call).find((rule) => !walk(rule).some((e) => isCall(e, 'NormalizeDiacritics', 'RandomString', 'Guid')) && walk(rule).some((e) => e.kind === 'attribute'))
    if (bare)
      report({
        code: 'UniqueValueDiacritics', severity: 'info', span: bare.span, source: reference('SelectUniqueValue'),
        message: 'The look-up does not escape special characters: wrap names in NormalizeDiacritics.',
        fix: {
          title: 'Wrap it in NormalizeDiacritics',
          edits: [{ span: [bare.span[0], bare.span[0]], text: 'NormalizeDiacritics(' }, { span: [bare.span[1], bare.span[1]], text: ')' }],
        },
      })
  }
}
