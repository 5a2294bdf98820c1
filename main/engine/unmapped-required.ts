import type { AttributeConstraint } from '../../shared/constraints/constraint'
import { namingAttribute } from './decisions'
import type { MappingInput } from './ports'

/** An attribute that a create cannot do without and no mapping feeds, with its own default where it has one. */
export interface UnmappedRequired {
  readonly name: string
  readonly default: string | undefined
}

/**
 * What a create lacks whoever it is for: attributes that the project says are required (or are not), the one that Active Directory names objects by, and
 * those without which an LDAP directory takes no entry of the class (RFC 4512 §2.4.1), which refuses it whatever service writes. Entra ID
 * and applications may be given values that no mapping names. `mapped` holds names in lower case.
 */
export function unmappedRequired(
  { targetSystem, mapping }: MappingInput, mapped: ReadonlySet<string>, constraints: ReadonlyMap<string, AttributeConstraint>,
): readonly UnmappedRequired[] {
  const own = targetSystem.attributes ?? {}
  const required = new Map(bySchema(targetSystem.product, mapping.targetType, constraints).map((name) => [name.toLowerCase(), name]))
  for (const [name, { required: said }] of Object.entries(own)) {
    if (said === true) required.set(name.toLowerCase(), name)
    if (said === false) required.delete(name.toLowerCase())
  }
  return [...required].filter(([key]) => !mapped.has(key)).map(([, name]) => ({ name, default: own[name]?.default }))
}

function bySchema(product: string | undefined, type: string, constraints: ReadonlyMap<string, AttributeConstraint>): readonly string[] {
  if (product === 'activeDirectory') return [namingAttribute(type)]
  if (product !== 'openLdap' && product !== 'ldap') return []
  return [...constraints.values()].filter(({ requiredOnCreate }) => requiredOnCreate === true).map(({ name }) => name)
}
