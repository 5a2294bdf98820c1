import type { AttributeBag, AttributeValue } from '../../../shared/model/attribute'
import type { AttributeMapping, ObjectMapping } from '../../../shared/model/project'
import { foldAccents } from '../../ui/fold-accents'
import { attributesRead } from '../../ui/mapping-attributes'

export type Sign = 'equal' | 'near' | 'different' | 'absent'

/** One field of a person and the accounts beside them. */
export interface ComparedField {
  /** The target attribute. */
  readonly field: string
  /** The source attributes that its mapping reads: `LegalFirstName LegalLastName`. Empty where no mapping feeds the field. */
  readonly from: string
  readonly source?: AttributeValue
  /** In the order of the accounts; absent where the account has no value. */
  readonly targets: readonly (AttributeValue | undefined)[]
  /** How the source compares with each account; not there for a field that no mapping feeds. */
  readonly signs: readonly Sign[]
  /** Whether the accounts differ among themselves. */
  readonly differs: boolean
}

/**
 * A person's values beside those of one or several accounts: first what the mappings feed, in their order, then fields in which several
 * accounts differ. What a mapping reads is compared as it stands in the source, not as the mapping would change it.
 */
export function compareObjects(source: AttributeBag, targets: readonly AttributeBag[], mapping: ObjectMapping | undefined): readonly ComparedField[] {
  const mapped = (mapping?.attributeMappings ?? []).flatMap((one) => {
    const field = comparedField(source, targets, one)
    return field === undefined ? [] : [field]
  })
  const known = new Set(mapped.map((field) => field.field))
  const names = targets.length < 2 ? [] : [...new Set(targets.flatMap((target) => Object.keys(target)))]
  const others = names.filter((name) => !known.has(name)).flatMap((name): readonly ComparedField[] => {
    const values = targets.map((target) => target[name])
    return allSame(values) ? [] : [{ field: name, from: '', targets: values, signs: [], differs: true }]
  })
  return [...mapped, ...others]
}

/** How alike two values are: near where they differ in case, accents and signs alone, or where one holds the other. */
export function signOf(source: AttributeValue | undefined, target: AttributeValue | undefined): Sign {
  if (source === undefined || target === undefined) return 'absent'
  const left = textOf(source)
  const right = textOf(target)
  if (left === right) return 'equal'
  const foldedLeft = folded(left)
  const foldedRight = folded(right)
  if (foldedLeft === foldedRight) return 'near'
  const [short, long] = foldedLeft.length < foldedRight.length ? [foldedLeft, foldedRight] : [foldedRight, foldedLeft]
  return short.length >= 3 && long.includes(short) ? 'near' : 'different'
}

function comparedField(source: AttributeBag, targets: readonly AttributeBag[], mapping: AttributeMapping): ComparedField | undefined {
  const names = attributesRead(mapping)
  if (names.length === 0) return undefined
  const [first = '', ...more] = names
  const values = names.flatMap((name) => { const value = source[name]; return value === undefined ? [] : [value] })
  const value = more.length === 0 ? source[first] : values.length === 0 ? undefined : values.map(textOf).join(' ')
  const held = targets.map((target) => target[mapping.target])
  if (value === undefined && held.every((one) => one === undefined)) return undefined
  return {
    field: mapping.target, from: names.join(' '), ...(value !== undefined && { source: value }), targets: held,
    signs: held.map((one) => signOf(value, one)), differs: !allSame(held),
  }
}

function allSame(values: readonly (AttributeValue | undefined)[]): boolean {
  const [first, ...others] = values.map((value) => (value === undefined ? undefined : textOf(value)))
  return others.every((value) => value === first)
}

function textOf(value: AttributeValue): string {
  return typeof value === 'string' ? value : value.join('; ')
}

/** Letters and digits only, without case and accents: `Hakon Sørlie-Berg` and `hakon sorlie berg` are one. */
function folded(text: string): string {
  return foldAccents(text)
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
