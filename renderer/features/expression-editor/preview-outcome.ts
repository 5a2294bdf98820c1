import { accountStateAttribute } from '../../../shared/constraints/target-constraints'
import { parentOf, normalName } from '../../../shared/directory-name'
import { type CheckOptions, type Compiled, compile, EvaluationError, type EvaluationContext, type Outcome, parse } from '../../../shared/expression/index'
import { foldCase } from '../../../shared/fold-case'
import type { LensRow } from '../../../shared/ipc/lens-views'
import { ownEntry } from '../../../shared/own-entry'
import type { PreviewPerson } from '../../../shared/ipc/views'
import type { AttributeValue } from '../../../shared/model/attribute'
import { expressionOf, type AttributeMapping } from '../../../shared/model/project'

/** What a mapping would do to one person's account. `wait`: only a rehearsal can tell. */
export type PreviewKind = 'changes' | 'same' | 'new' | 'blank' | 'fails' | 'notFlowed' | 'wait'

/** The same with what only a look at everybody finds. */
export type ShownKind = PreviewKind | 'collides' | 'refused' | 'notAscii' | 'unknown'

/** Why an outcome is what it is, where that is not plain. */
export type PreviewReason = 'onlyOnCreation' | 'ignored' | 'noObject' | 'noValue' | 'default' | 'emptied' | 'reference' | 'redacted' | 'tooLong' | 'filled'

export interface PreviewRow {
  readonly person: PreviewPerson
  readonly now?: AttributeValue
  readonly after?: AttributeValue
  readonly kind: PreviewKind
  readonly reason?: PreviewReason
  /** For `tooLong`: how many characters fit. */
  readonly limit?: number
  /** For `fails`: what the evaluation says, and where in the expression. */
  readonly error?: { readonly message: string; readonly span: readonly [number, number] }
}

export interface PreviewGiven {
  readonly mapping: AttributeMapping
  readonly target: CheckOptions['target']
  readonly product: string | undefined
  readonly evaluation: Omit<EvaluationContext, 'drawKey'>
}

/** Whether the mapping's text is whole enough to be evaluated: half-typed text is not. */
export function canEvaluate(mapping: AttributeMapping): boolean {
  const text = expressionOf(mapping)
  return text === undefined || parse(text).tree !== undefined
}

/** Every person's value now and after, computed here and now. Half-typed text gives nothing. */
export function previewPeople(given: PreviewGiven, people: readonly PreviewPerson[]): readonly PreviewRow[] {
  const text = expressionOf(given.mapping)
  const tree = text === undefined ? undefined : parse(text).tree
  if (text !== undefined && tree === undefined) return people.map((person) => ({ person, now: currentValue(given, person), kind: 'wait' }))
  const names: string[] = []
  const compiled = tree && compile(tree, (name) => names.push(name) - 1)
  return people.map((person) => {
    const now = currentValue(given, person)
    return {
      person, ...(now !== undefined && { now }),
      ...outcomeFor(given, person, now, () => evaluated(given, person, compiled, names), compiled?.redacted === true),
    }
  })
}

export interface ShownRow extends Omit<PreviewRow, 'kind'> {
  readonly kind: ShownKind
  /** What the lens says of it. */
  readonly note?: string
}

/** What the table says of a person: what the lens found, which looks at everybody as a cycle does, else what was computed here. */
export function shownRow(row: PreviewRow, finding: LensRow | undefined): ShownRow {
  if (finding === undefined) return row
  const { person, now, reason, error, limit } = row
  const own = row.kind === 'notFlowed' && finding.wrong.length === 0
  return {
    person, ...(now !== undefined && { now }), ...(limit !== undefined && { limit }),
    ...(finding.after !== undefined && finding.after !== null && { after: finding.after }),
    kind: own ? 'notFlowed' : kindOf(finding),
    ...(finding.note === undefined
      ? { ...(reason !== undefined && reason !== 'reference' && { reason }), ...(error !== undefined && { error }) }
      : { note: finding.note }),
  }
}

/** What would stop the value comes before what the value does. */
function kindOf({ outcome, wrong }: LensRow): ShownKind {
  if (wrong.includes('fails') || wrong.includes('tooLong')) return 'fails'
  if (wrong.includes('characters')) return 'refused'
  if (wrong.includes('collides')) return 'collides'
  if (wrong.includes('notAscii')) return 'notAscii'
  if (wrong.includes('blank')) return 'blank'
  return outcome === 'newAccount' ? 'new' : outcome
}

/** The person with what the lens compares with as the account's value: it knows accounts that no rehearsal has linked yet. */
export function asCompared(person: PreviewPerson, finding: LensRow | undefined, target: string): PreviewPerson {
  if (finding === undefined) return person
  const { target: account, ...rest } = person
  if (finding.before === undefined) return finding.outcome === 'newAccount' ? rest : person
  const others = Object.fromEntries(Object.entries(account ?? {}).filter(([name]) => name.toLowerCase() !== target.toLowerCase()))
  return { ...rest, target: finding.before === null ? others : { ...others, [target]: finding.before } }
}

type Judged = Omit<PreviewRow, 'person' | 'now'>

function outcomeFor(
  { mapping, target, product }: PreviewGiven, person: PreviewPerson, now: AttributeValue | undefined, evaluate: () => Outcome, redacted: boolean,
): Judged {
  const isNew = person.target === undefined
  let outcome: Outcome
  try {
    outcome = evaluate()
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return { kind: 'fails', error: { message: error.message, span: error.span } }
  }
  if (outcome !== null && typeof outcome === 'object' && 'action' in outcome) return {
    kind: 'notFlowed', reason: outcome.action === 'IgnoreObjectFlow' ? 'noObject' : 'ignored',
  }
  if (redacted) return { kind: 'wait', reason: 'redacted' }
  const blank = outcome === null || outcome === ''
  const after = blank && isNew && mapping.default !== undefined ? mapping.default : outcome ?? undefined
  const shown = after === undefined ? {} : { after }
  if (!isNew && mapping.apply === 'ObjectAddOnly') return { ...shown, kind: 'notFlowed', reason: 'onlyOnCreation' }
  if (!isNew && mapping.apply === 'AttributeAddOnly' && now !== undefined && now !== '') return { ...shown, kind: 'notFlowed', reason: 'filled' }
  if (after === undefined) return { kind: 'blank', reason: 'noValue' }
  if (after === '') return { after, kind: 'blank', reason: 'emptied' }
  if (target?.type === 'Reference' && product !== undefined && !isParent(mapping.target)) return { after, kind: 'wait', reason: 'reference' }
  const limit = target?.maxLength
  if (limit !== undefined && listOf(after).some((value) => [...value].length > limit)) return { after, kind: 'fails', reason: 'tooLong', limit }
  if (isNew) return { after, kind: 'new', ...(blank && { reason: 'default' as const }) }
  return { after, kind: now !== undefined && sameValue(now, after, target?.caseExact ?? !ignoresCase(product), isParent(mapping.target)) ? 'same' : 'changes' }
}

function evaluated({ mapping, evaluation }: PreviewGiven, person: PreviewPerson, compiled: Compiled | undefined, names: readonly string[]): Outcome {
  if (compiled === undefined) return mapping.type === 'Constant' ? mapping.value : null
  return compiled.evaluate((slot) => ownEntry(person.attributes, names[slot] ?? '') ?? null, evaluationFor(evaluation, mapping.target, person))
}

/** Draws of RandomString and Guid are those of a rehearsal with this seed. */
export function evaluationFor(evaluation: PreviewGiven['evaluation'], target: string, person: PreviewPerson): EvaluationContext {
  return { ...evaluation, drawKey: `${target} ${person.anchor}` }
}

/** What the account holds; the account state and the container are parts of other attributes. */
function currentValue({ mapping, product }: PreviewGiven, { target }: PreviewPerson): AttributeValue | undefined {
  if (target === undefined) return undefined
  const read = (name: string): AttributeValue | undefined => target[name] ?? Object.entries(target).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
  const own = read(mapping.target)
  if (own !== undefined) return own
  const state = accountStateAttribute(product)
  if (state?.flag !== undefined && state.attribute.toLowerCase() === mapping.target.toLowerCase()) {
    const flags = read(state.flag.attribute)
    return typeof flags === 'string' ? ((Number(flags) & state.flag.bit) === 0 ? 'False' : 'True') : undefined
  }
  const name = isParent(mapping.target) ? read('dn') ?? read('distinguishedName') : undefined
  return typeof name === 'string' ? parentOf(name) : undefined
}

function isParent(target: string): boolean {
  return target.toLowerCase() === 'parentdistinguishedname'
}

/** Directories compare text without regard to case unless an attribute says otherwise. */
function ignoresCase(product: string | undefined): boolean {
  return product === 'activeDirectory' || product === 'openLdap' || product === 'ldap' || product === 'entraId'
}

function sameValue(now: AttributeValue, after: AttributeValue, caseExact: boolean, isName: boolean): boolean {
  const comparable = (value: string): string => (isName ? normalName(value) : caseExact ? value : foldCase(value))
  const left = new Set(listOf(now).map(comparable))
  const right = new Set(listOf(after).map(comparable))
  return left.size === right.size && [...left].every((value) => right.has(value))
}

function listOf(value: AttributeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
