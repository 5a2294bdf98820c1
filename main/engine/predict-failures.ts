import type { AttributeConstraint } from '../../shared/constraints/constraint'
import { isPassword, isPhoto } from '../../shared/constraints/never-provisioned'
import { failures } from '../../shared/model/explain'
import type { AttributeValue } from '../../shared/model/attribute'
import type { ActionIssue } from '../../shared/model/plan'
import type { Flow } from './compile-mapping'
import { refusesEmptyText } from './decisions'
import { listOf } from './diff'
import type { TargetView } from './target-view'

/**
 * Why a target would refuse one value that is about to be written, or nothing. Lengths, characters and read-only attributes come
 * from the target's table of constraints; where nothing is known about an attribute, nothing is predicted.
 */
export function refusalOf(flow: Flow, value: AttributeValue, target: TargetView): ActionIssue | undefined {
  const { constraint } = flow
  if (isPhoto(flow.target) || (isPassword(flow.target) && !flow.redacted)) return failures.neverProvisioned(flow.target)
  if (value === '') return refusesEmptyText(target.product) ? failures.emptyText(flow.target) : undefined
  if (!constraint) return undefined
  if (constraint.readOnly === true) return failures.readOnly(flow.target)
  if (typeof value !== 'string' && !constraint.multiValued && value.length > 1) return failures.several(flow.target, value.length)
  for (const one of listOf(value)) {
    if (constraint.maxLength !== undefined && constraint.type !== 'Reference' && one.length > constraint.maxLength) {
      return failures.tooLong(flow.target, one, constraint.maxLength, target.system.name)
    }
    if (flow.forbidden?.test(one) === true || flow.allowed?.test(one) === false) {
      const refused = hasCodeOfItsOwn(flow, target) ? failures.userPrincipalName : failures.characters
      return refused(flow.target, one, target.system.name)
    }
    if (isOfOtherType(constraint.type, one)) return failures.otherType(flow.target, one, constraint.type === 'Integer' ? 'a whole number' : 'True or False', target.system.name)
  }
  return undefined
}

/** The one attribute whose characters the service has a code for (howto-analyze-provisioning-logs). */
function hasCodeOfItsOwn({ target: attribute }: Flow, { product }: TargetView): boolean {
  return product === 'entraId' && attribute.toLowerCase() === 'userprincipalname'
}

/** Whether a text cannot be turned into what the target keeps: the service converts texts to its schema's types, and a directory refuses the rest. */
function isOfOtherType(type: AttributeConstraint['type'], value: string): boolean {
  return (type === 'Integer' && !/^[+-]?\d+$/.test(value)) || (type === 'Boolean' && !/^(true|false)$/i.test(value))
}

/** The failure of a value that places an object where there is no container, as far as the directory's export holds containers. */
export function missingContainerOf(flow: Flow, value: AttributeValue, target: TargetView): ActionIssue | undefined {
  const places = flow.field.kind === 'parent' || (target.hasNames && flow.target.toLowerCase() === 'parentdistinguishedname')
  return places && typeof value === 'string' && target.container(value) === undefined ? failures.container(flow.target, value) : undefined
}
