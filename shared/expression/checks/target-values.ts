import { type Expression, walk } from '../ast'
import type { Fix } from '../diagnostics'
import { nullAndEmpty } from '../documents'
import { quote } from '../lexer'
import { lengthsOf, longestNamed } from './lengths'
import { argsOf, type Checked, isCall, leavesOf, literalOf, type SchemaTarget, textAt } from './scope'

/** Whether the target takes what comes out: its length, and its characters as far as they stand in the text. */
export function checkTargetValues(checked: Checked): void {
  const { target } = checked.options
  if (!target || target.type?.toLowerCase() === 'reference') return
  for (const leaf of leavesOf(checked.tree)) {
    checkLength(checked, leaf, target)
    checkCharacters(checked, leaf, target)
  }
}

function checkLength(checked: Checked, leaf: Expression, target: SchemaTarget): void {
  const { name, maxLength: limit, source } = target
  if (limit === undefined || leaf.kind === 'omitted' || leaf.kind === 'word' || isOfWrongForm(leaf, target)) return
  const { options, report, tree } = checked
  const { least, proven, most } = lengthsOf(leaf, options.source)
  const at = { span: leaf.span, source: source ?? nullAndEmpty, fix: cutTo(checked, leaf, limit) }
  if (least > limit) {
    report({
      ...at, code: 'ResultTooLong', severity: 'error',
      message: `The value has at least ${least} characters and ${name} takes ${limit}, so the target refuses it; shorten it, with Left for example.`,
    })
    return
  }
  const named = longestNamed(leaf, options.source)
  if (proven > limit && isForEverybody(tree, leaf))
    report({
      ...at, code: 'ResultTooLong', severity: 'warning',
      message: `Somebody’s value is too long: it has at least ${proven} characters and ${name} takes ${limit} (longest values that were read: ${named}); shorten it, with Left for example.`,
    })
  else if (most !== undefined && most > limit)
    report({
      ...at, code: 'ResultMayBeTooLong', severity: 'info',
      message: `The value can have up to ${most} characters and ${name} takes ${limit} (longest values that were read: ${named}); Left would keep it within.`,
    })
}

/** A constant that does not look as the target wants it, which says more than its length. */
function isOfWrongForm(leaf: Expression, { allowed }: SchemaTarget): boolean {
  const constant = literalOf(leaf)
  return constant !== undefined && constant !== '' && allowed !== undefined && !new RegExp(allowed, 'u').test(constant)
}

/** Which of several branches the person with the longest value takes is open. */
function isForEverybody(e: Expression, leaf: Expression): boolean {
  return e === leaf || (isCall(e, 'SelectUniqueValue', 'IgnoreFlowIfNullOrEmpty', 'Redact') && e.args[0] !== undefined && isForEverybody(e.args[0], leaf))
}

function cutTo(checked: Checked, leaf: Expression, limit: number): Fix {
  return { title: `Keep ${limit} characters`, edits: [{ span: leaf.span, text: `Left(${textAt(checked, leaf)}, ${limit})` }] }
}

/** What every unknown part is taken for: a letter that no target refuses. */
const NEUTRAL = 'a'

function checkCharacters(checked: Checked, leaf: Expression, target: SchemaTarget): void {
  if (leaf.kind === 'text' && leaf.value === '') return
  const refused = refusal(target)
  if (!refused) return
  const constant = literalOf(leaf)
  if (constant !== undefined) {
    if (refused(constant, true)) reportRefused(checked, leaf, constant, target, (text) => !refused(text, true))
    return
  }
  if (!refused(shapeOf(leaf), false)) return
  const culprit = walk(leaf).find((e) => e.kind === 'text' && !refused(shapeOf(leaf, e), false))
  if (culprit?.kind === 'text') reportRefused(checked, culprit, culprit.value, target, (text) => !refused(shapeOf(leaf, culprit, text), false))
}

function reportRefused(checked: Checked, e: Expression, text: string, target: SchemaTarget, fits: (text: string) => boolean): void {
  const mended = [
    text.toUpperCase(), text.replace(/\s/g, ''), text.replace(/[^A-Za-z0-9@._-]/g, ''), text.replace(/[^A-Za-z0-9]/g, ''),
  ].find((t) => t !== text && t !== '' ? fits(t) : t === '' && fits(t))
  checked.report({
    code: 'RefusedCharacters', severity: 'error', span: e.span, source: target.source ?? nullAndEmpty,
    message: `“${shorten(text)}” puts into ${target.name} what the target refuses${hint(target)}; write something that it takes.`,
    ...(mended !== undefined && { fix: { title: `Write ${quote(mended)}`, edits: [{ span: e.span, text: quote(mended) }] } }),
  })
}

function hint({ allowed, forbidden }: SchemaTarget): string {
  if (allowed === '^[A-Z]{2}$') return ', which takes two capital letters'
  return forbidden !== undefined && /\\s/.test(forbidden) ? ' (blanks among others)' : ''
}

/** Whether a value would be refused; that the whole must look a certain way can be said of constants only. */
function refusal({ forbidden, allowed }: SchemaTarget): ((value: string, whole: boolean) => boolean) | undefined {
  if (forbidden === undefined && allowed === undefined) return undefined
  const never = forbidden === undefined ? undefined : new RegExp(forbidden, 'u')
  const only = allowed === undefined ? undefined : new RegExp(allowed, 'u')
  return (value, whole) => never?.test(value) === true || (whole && only?.test(value) === false)
}

/** The value with its literal parts as they stand; one of them may be read as something else, or as a letter. */
function shapeOf(e: Expression, instead?: Expression, as: string = NEUTRAL): string {
  if (e === instead) return as
  if (e.kind === 'text') return e.value
  if (e.kind !== 'call') return e.kind === 'omitted' ? '' : NEUTRAL
  const args = argsOf(e)
  const shapes = (parts: readonly Expression[]): readonly string[] => parts.map((part) => shapeOf(part, instead, as))
  switch (e.callee) {
    case 'Append': return shapes(args).join('')
    case 'Join': return args[0]?.kind === 'text' ? shapes(args.slice(1)).filter((s) => s !== '').join(shapeOf(args[0], instead, as)) : NEUTRAL
    case 'StripSpaces': return shapes(args)[0]?.replaceAll(' ', '') ?? NEUTRAL
    case 'ToLower': case 'ToUpper': case 'PCase': case 'Redact': case 'IgnoreFlowIfNullOrEmpty': return shapes(args)[0] ?? NEUTRAL
    default: return NEUTRAL
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
