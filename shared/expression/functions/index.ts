import type { FunctionDeclaration } from './define'
import * as convert from './convert'
import * as date from './date'
import * as generate from './generate'
import * as list from './list'
import * as logic from './logic'
import { replace } from './replace'
import * as text from './text'

/** Every function, by name; names are case-sensitive. */
export const functions: ReadonlyMap<string, FunctionDeclaration> = new Map(
  [
    text.append, text.join, text.left, text.len, text.mid, text.normalize, text.pcase, replace, text.split, text.stripSpaces,
    text.lower, text.upper, text.word, text.inStr, text.prepend, text.trim,
    logic.coalesce, logic.iif, logic.switchFunction, logic.not, logic.isNullFunction, logic.isNullOrEmptyFunction, logic.isPresent,
    logic.isString, logic.isNothing, logic.ignoreFlowIfNullOrEmpty, logic.selectUniqueValue, logic.redact, logic.error,
    date.cdate, date.dateAdd, date.dateDiff, date.dateFromNum, date.formatDateTime, date.now, date.numFromDate,
    convert.bitAnd, convert.cbool, convert.cstr, convert.convertToBase64, convert.convertToUtf8Hex, convert.convertFromBase64,
    convert.dnComponent, convert.stringFromSid,
    list.count, list.item, list.removeDuplicates, list.singleAppRoleAssignment, list.appRoleAssignments,
    list.appRoleAssignmentsComplex, list.assertiveAppRoleAssignmentsComplex,
    generate.guid, generate.randomString, generate.defaultDomain,
  ].map((declaration) => [declaration.name, declaration]),
)

/** Functions that cloud sync does not have (cloud-sync/reference-expressions.md). */
export const missingInCloudSync: ReadonlySet<string> = new Set([
  'Coalesce', 'DateAdd', 'DateDiff', 'CDate', 'Now', 'NumFromDate', 'Len', 'PCase', 'RandomString', 'Redact',
  'IgnoreFlowIfNullOrEmpty', 'AppRoleAssignmentsComplex', 'AssertiveAppRoleAssignmentsComplex',
])
