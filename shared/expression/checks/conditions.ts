import type { CallNode, Expression } from '../ast'
import type { Fix } from '../diagnostics'
import { quote } from '../lexer'
import { numberText } from '../number-text'
import { lengthsOf } from './lengths'
import { argsOf, booleanMeant, callsOf, type Checked, isCall, kindOf, literalOf, textAt } from './scope'
import { connect, reference } from '../documents'

const NULL_TESTS = ['IsPresent', 'IsNull', 'IsNullOrEmpty']

/** Switch and IIF: keys that cannot match, tests for null that the service is said not to support. */
export function checkConditions(checked: Checked): void {
  for (const call of callsOf(checked, 'Switch')) checkSwitch(checked, call)
  for (const call of callsOf(checked, 'IIF')) checkNullCondition(checked, call)
}

function checkSwitch(checked: Checked, call: CallNode): void {
  const { options, report } = checked
  const args = argsOf(call)
  const [source, fallback] = args
  if (!source || args.length < 4) return
  const keys = args.filter((_, i) => i >= 2 && i % 2 === 0)
  if (kindOf(source) === 'boolean' && keys.some((key) => key.kind === 'comparison' || isCall(key, ...NULL_TESTS))) { connectSwitch(checked, call, args); return }
  checkKeys(checked, call, source, keys)
  if (isCall(source, ...NULL_TESTS)) nullTestedSwitch(checked, call, source)
  if (source.kind === 'attribute' && (/^manager$/i.test(source.name) || options.source?.find((a) => a.name === source.name)?.type?.toLowerCase() === 'reference'))
    report({
      code: 'ReferenceInSwitch', severity: 'warning', span: source.span, source: reference('Switch'),
      message: 'Switch does not work on reference attributes such as manager; IIF does.',
    })
  if (options.sourceIsEntra === true && fallback && fallback.kind !== 'omitted' && fallback.kind !== 'word')
    report({
      code: 'SwitchFromEntra', severity: 'warning', span: call.calleeSpan, source: reference('Switch'),
      message: 'With Entra ID as the source, a change of another attribute may write null through this default; nested IIF or IgnoreFlowIfNullOrEmpty avoids it.',
    })
}

function checkKeys(checked: Checked, call: CallNode, source: Expression, keys: readonly Expression[]): void {
  const { report } = checked
  const seen = new Set<string>()
  const { most } = lengthsOf(source, undefined)
  const made = isCall(source, 'ToLower') ? 'lower' : isCall(source, 'ToUpper') ? 'upper' : undefined
  for (const key of keys) {
    const text = key.kind === 'number' ? numberText(key.text) : literalOf(key)
    if (text === undefined) continue
    if (seen.has(text)) report({
      code: 'DuplicateKey', severity: 'warning', span: key.span, source: reference('Switch'),
      message: `The key “${text}” stands here a second time, and the first one wins; remove this one.`, ...withoutPair(call, key),
    })
    seen.add(text)
    const trimmed = text.trim()
    if (text !== trimmed && trimmed !== '')
      report({
        code: 'BlanksInKey', severity: 'warning', span: key.span, source: reference('Switch'),
        message: `The key “${text}” has blanks at its ends, which must be in the value as well; remove them if they are not.`,
        fix: { title: 'Remove the blanks', edits: [{ span: key.span, text: quote(trimmed) }] },
      })
    const reachable = made === 'lower' ? text.toLowerCase() === text : made === 'upper' ? text.toUpperCase() === text : true
    if (!reachable)
      report({
        code: 'UnreachableKey', severity: 'warning', span: key.span, source: reference('Switch'),
        message: `The source is in ${made} case, so the key “${text}” never matches; write it in ${made} case.`,
        fix: { title: `Write the key in ${made} case`, edits: [{ span: key.span, text: quote(made === 'lower' ? text.toLowerCase() : text.toUpperCase()) }] },
      })
    else if (kindOf(source) === 'boolean' && !['True', 'False'].includes(text))
      report({
        code: 'UnreachableKey', severity: 'warning', span: key.span, source: reference('Switch'),
        message: `The source is True or False, so the key “${text}” never matches; upper and lower case matter.`, ...booleanKey(key, text),
      })
    else if (most !== undefined && text.length > most)
      report({
        code: 'UnreachableKey', severity: 'warning', span: key.span, source: reference('Switch'),
        message: `The source has at most ${most} ${most === 1 ? 'character' : 'characters'}, so the key “${text}” never matches; write it as short, or remove it.`,
        ...withoutPair(call, key),
      })
    else if (capturesBlank(source) && !text.endsWith(' ') && text !== '')
      report({
        code: 'UnreachableKey', severity: 'warning', span: key.span, source: reference('Switch'),
        message: `The pattern captures a blank at the end of its group, so “${text}” without one never matches; take the blank out of the group.`,
        fix: { title: 'Write the key with its blank', edits: [{ span: key.span, text: quote(`${text} `) }] },
      })
  }
}

/** Cuts a key and its value out, with the comma before them; not where they are the only pair. */
function withoutPair(call: CallNode, key: Expression): { readonly fix?: Fix } {
  const i = call.args.indexOf(key)
  const [before, value] = [call.args[i - 1], call.args[i + 1]]
  if (!before || !value || call.args.length < 6) return {}
  return { fix: { title: 'Remove the key and its value', edits: [{ span: [before.span[1], value.span[1]], text: '' }] } }
}

function booleanKey(key: Expression, text: string): { readonly fix?: Fix } {
  const meant = booleanMeant(text)
  return meant === undefined ? {} : { fix: { title: `Write "${meant}"`, edits: [{ span: key.span, text: `"${meant}"` }] } }
}

/** `(?<isdCode>\d* )`, put in as `${isdCode}`, ends with a blank (the published phone-country sample). */
function capturesBlank(source: Expression): boolean {
  if (!isCall(source, 'Replace')) return false
  const [, , pattern, , value] = argsOf(source)
  const group = /^\$\{(\w+)\}$/.exec(literalOf(value) ?? '')?.[1]
  return group !== undefined && new RegExp(`\\(\\?<${group}>[^()]* \\)`).test(literalOf(pattern) ?? '')
}

/** Entra Connect's Switch(condition, value, condition, value, …): here the second argument is the default (§10). */
function connectSwitch(checked: Checked, call: CallNode, args: readonly Expression[]): void {
  let nested = '""'
  for (let i = args.length - 2; i >= 0; i -= 2) {
    const [condition, value] = [args[i], args[i + 1]]
    if (condition && value) nested = `IIF(${textAt(checked, condition)}, ${textAt(checked, value)}, ${nested})`
  }
  checked.report({
    code: 'ConnectSwitch', severity: 'warning', span: call.span, source: connect,
    message: 'This is the Switch of Entra Connect, condition and value in turn; here the second argument is the default and the others are keys and values.',
    fix: { title: 'Write it with IIF', edits: [{ span: call.span, text: nested }] },
  })
}

/** `Switch(IsPresent([x]), "-", "True", [x])` says `Switch([x], [x], "", "-")`. */
function nullTestedSwitch(checked: Checked, call: CallNode, source: CallNode): void {
  const [tested] = source.args
  const args = argsOf(call)
  const [, fallback, key, value, ...more] = args
  const isTrue = literalOf(key) === 'True'
  const simple = tested && fallback && value && more.length === 0 && (isTrue || literalOf(key) === 'False')
  let text: string | undefined
  if (simple) {
    const whenKey = textAt(checked, value)
    const otherwise = fallback.kind === 'omitted' ? '' : textAt(checked, fallback)
    const [present, empty] = isTrue === (source.callee === 'IsPresent') ? [whenKey, otherwise] : [otherwise, whenKey]
    text = `Switch(${textAt(checked, tested)}, ${present}, "", ${empty})`
  }
  checked.report({
    code: 'NullTestedSwitch', severity: 'warning', span: source.span, source: reference('Switch'),
    message: `${source.callee} is not to be the source of Switch; the key "" stands for an empty source.`,
    ...(text !== undefined && { fix: { title: 'Use the key ""', edits: [{ span: call.span, text }] } }),
  })
}

function checkNullCondition(checked: Checked, call: CallNode): void {
  const [condition, yes, no] = argsOf(call)
  if (!condition || !yes || !no) return
  const test = nullTestOf(condition)
  if (!test) return
  const [empty, present] = test.whenEmpty ? [yes, no] : [no, yes]
  checked.report({
    code: 'NullTestedCondition', severity: 'warning', span: condition.span, source: reference('IIF'),
    message: 'If the source is empty or null the check itself is documented to fail; other pages recommend this form. Switch with the key "" is safe.',
    fix: {
      title: 'Write it with Switch',
      edits: [{ span: call.span, text: `Switch(${textAt(checked, test.tested)}, ${textAt(checked, present)}, "", ${textAt(checked, empty)})` }],
    },
  })
}

function nullTestOf(condition: Expression): { readonly tested: Expression; readonly whenEmpty: boolean } | undefined {
  if (condition.kind === 'comparison') {
    const [tested, other] = literalOf(condition.right) === '' ? [condition.left, condition.right] : [condition.right, condition.left]
    if (literalOf(other) !== '' || tested.kind !== 'attribute' || (condition.operator !== '=' && condition.operator !== '<>')) return undefined
    return { tested, whenEmpty: condition.operator === '=' }
  }
  const tested = isCall(condition, ...NULL_TESTS) ? condition.args[0] : undefined
  return tested?.kind === 'attribute' && condition.kind === 'call' ? { tested, whenEmpty: condition.callee !== 'IsPresent' } : undefined
}
