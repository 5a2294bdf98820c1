import type { FacetAttribute, FacetChoice, FacetKey } from '../../../shared/ipc/facet-views'
import { FACETS } from '../../texts/facets'

/** Names by which an attribute is offered first, where the source has one of them. */
const FIRST: readonly RegExp[] = [/^department(_?name)?$/i, /^(country|country_?name|co|site|location|city)$/i]

/** What is offered before anybody chooses: department, country, and what else changes. */
export function firstAttributes(known: readonly FacetAttribute[]): readonly FacetAttribute[] {
  const found = FIRST.flatMap((pattern) => {
    const attribute = known.find(({ of, name }) => of === 'source' && pattern.test(name)) ?? known.find(({ name }) => pattern.test(name))
    return attribute === undefined ? [] : [attribute]
  })
  return [...found, { of: 'action', name: 'change' }]
}

/** What every action can be told apart by. */
export const ACTION_ATTRIBUTES: readonly FacetAttribute[] = ['kind', 'status', 'cause', 'change', 'mark', 'guard'].map((name) => ({ of: 'action', name }))

/** Tells apart attributes of one name in source, target and action. */
export function attributeId({ of, name }: FacetAttribute): string {
  return `${of} ${name}`
}

/** The attribute as people know it: a word for what an action has, else its own name. */
export function attributeTitle({ of, name }: FacetAttribute): string {
  return of === 'action' ? FACETS.action[name] ?? name : name
}

/** A value as a person reads it: the words of kinds and statuses, the value itself, or that there is none. */
export function valueTitle({ of, name }: FacetAttribute, key: FacetKey): string {
  if (key === 'blank') return (of === 'action' ? FACETS.none[name] : undefined) ?? FACETS.blank
  if (key === 'error') return FACETS.error
  const value = key.slice(1)
  if (value === '') return '""'
  return of === 'action' ? FACETS.words[value] ?? value : value
}

/** The choices with one value more, or without it. */
export function toggled(where: readonly FacetChoice[], attribute: FacetAttribute, key: FacetKey): readonly FacetChoice[] {
  const id = attributeId(attribute)
  const before = where.find((choice) => attributeId(choice) === id)?.values ?? []
  const values = before.includes(key) ? before.filter((value) => value !== key) : [...before, key]
  const others = where.filter((choice) => attributeId(choice) !== id)
  return values.length === 0 ? others : [...others, { of: attribute.of, name: attribute.name, values }]
}

/** `Department is Emergency or Surgery, and Country is blank`: what is chosen, to be read and to be copied. */
export function choicesText(where: readonly FacetChoice[]): string {
  return where
    .filter(({ values }) => values.length > 0)
    .map((choice) => FACETS.is(attributeTitle(choice), choice.values.map((key) => valueTitle(choice, key))))
    .join(FACETS.and)
}
