import type { CallNode, Expression } from '../ast'
import { attributeKinds, logCodes } from '../documents'
import { functions } from '../functions/index'
import type { ValueKind } from '../functions/define'
import { parseInstant } from '../instant'
import { argsOf, booleanMeant, callsOf, type Checked, isCall, kindOf, leavesOf, literalOf, type SchemaTarget, textAt } from './scope'

/** Branches of different kinds, and results that the target's type does not take. */
export function checkBranches(checked: Checked): void {
  for (const call of callsOf(checked, 'IIF', 'Switch')) checkAlike(checked, call)
  const { target } = checked.options
  if (target?.type !== undefined) for (const leaf of leavesOf(checked.tree)) checkFlow(checked, leaf, target, target.type.toLowerCase())
}

type Kind = 'date' | 'True or False' | 'number' | 'text'

/** The values of a call side by side: the first kind that a call yields is what the others are held against. */
function checkAlike(checked: Checked, call: CallNode): void {
  const { options, report } = checked
  const args = argsOf(call)
  const branches = call.callee === 'IIF' ? args.slice(1) : [args[1], ...args.filter((_, i) => i >= 3 && i % 2 === 1)]
  const known = branches.flatMap((branch) => (branch && branch.kind !== 'omitted' && branch.kind !== 'word' ? [{ branch, kind: kindOf(branch, options.source) }] : []))
  const single = known.find((k) => ['text', 'number', 'boolean', 'date'].includes(k.kind))
  if (known.some((k) => k.kind === 'list') && single) {
    report({
      code: 'BranchTypes', severity: 'warning', span: single.branch.span, source: logCodes,
      message: `One branch of ${call.callee} is a list and this one is a single value, which a target can hardly take both; make both the same, with Join or Split.`,
    })
    return
  }
  const first = known.map((k) => kindName(k.kind, k.branch)).find((kind) => kind !== undefined && kind !== 'text')
  const odd = known.find(({ branch, kind }) => first !== undefined && !suits(branch, kind, first))
  if (odd) report({
    code: 'BranchTypes', severity: 'warning', span: odd.branch.span, source: attributeKinds,
    message: `Another branch of ${call.callee} gives a ${first ?? ''}, and this one does not; a target attribute takes one kind of value.`,
  })
}

/** What a call yields; literals and attributes are whatever they read as. */
function kindName(kind: ValueKind, e: Expression): Kind | undefined {
  if (e.kind !== 'call') return undefined
  return kind === 'date' ? 'date' : kind === 'boolean' ? 'True or False' : kind === 'number' || kind === 'bigNumber' ? 'number' : undefined
}

function suits(e: Expression, kind: ValueKind, wanted: Kind): boolean {
  const literal = literalOf(e)
  if (literal === '') return true
  if (literal !== undefined) return readsAs(literal, wanted)
  const own = kindName(kind, e)
  return own === undefined || own === wanted
}

function readsAs(text: string, kind: Kind): boolean {
  switch (kind) {
    case 'date': return parseInstant(text) !== undefined
    case 'True or False': return /^(?:true|false)$/i.test(text)
    case 'number': return /^[+-]?\d+(?:\.\d+)?$/.test(text)
    case 'text': return true
  }
}

const TAKES: Readonly<Record<string, { readonly kind: Kind; readonly say: string }>> = {
  boolean: { kind: 'True or False', say: 'True or False' }, integer: { kind: 'number', say: 'whole numbers' },
  int: { kind: 'number', say: 'whole numbers' }, datetime: { kind: 'date', say: 'dates' },
}
/** Functions that make text of whatever they are given. */
const MAKE_TEXT = ['Join', 'Append', 'PCase', 'NormalizeDiacritics', 'ConvertToBase64', 'ConvertToUTF8Hex', 'Guid', 'RandomString', 'StripSpaces']

function checkFlow(checked: Checked, leaf: Expression, target: SchemaTarget, type: string): void {
  const wanted = Object.hasOwn(TAKES, type) ? TAKES[type] : undefined
  if (!wanted) return
  const literal = literalOf(leaf)
  const report = (severity: 'error' | 'warning', what: string): void => {
    checked.report({
      code: 'BranchTypes', severity, span: leaf.span, source: attributeKinds,
      message: `${what} cannot flow to ${target.name}, which takes ${wanted.say}; give it a value of that kind.`,
      ...fixFor(checked, leaf, literal, wanted.kind),
    })
  }
  if (literal !== undefined) {
    const fits = literal === '' || (wanted.kind === 'number' ? /^[+-]?\d+$/.test(literal) : readsAs(literal, wanted.kind))
    if (!fits) report('error', `“${literal}”`)
    return
  }
  if (leaf.kind !== 'call') return
  const own = kindName(kindOf(leaf, checked.options.source), leaf)
  if (own !== undefined && own !== wanted.kind) report('error', own === 'True or False' ? own : `A ${own}`)
  // Join and Append may build a number or a date out of digits, but hardly True or False.
  else if (wanted.kind === 'True or False' && isCall(leaf, ...MAKE_TEXT) && functions.get(leaf.callee)?.returns === 'text') report('warning', `Text that ${leaf.callee} makes`)
}

/** Yes, no, 1 and 0 are how other systems say it. */
function fixFor(
  checked: Checked, leaf: Expression, literal: string | undefined, kind: Kind,
): { readonly fix?: { readonly title: string; readonly edits: readonly [{ readonly span: readonly [number, number]; readonly text: string }] } } {
  const as = (title: string, text: string) => ({ fix: { title, edits: [{ span: leaf.span, text }] as const } })
  const meant = kind === 'True or False' && literal !== undefined ? booleanMeant(literal) : undefined
  if (meant !== undefined) return as(`Write "${meant}"`, `"${meant}"`)
  if (kind === 'True or False' && leaf.kind === 'call' && kindName(kindOf(leaf), leaf) === 'number') return as('Wrap it in CBool', `CBool(${textAt(checked, leaf)})`)
  return {}
}
