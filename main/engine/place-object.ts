import { childName, leafValue, parentOf } from '../../shared/directory-name'
import { failures } from '../../shared/model/explain'
import { namingAttribute } from './decisions'
import { type Draft, fail, mark } from './draft'
import type { TargetView } from './target-view'

/** Where the objects of a target with distinguished names stand. */
interface Places {
  readonly target: TargetView
  /** Of objects that no mapping places. */
  readonly container: string | undefined
  /** Who has a name, in a sentence. */
  readonly describeOwner: (row: number) => string
}

/** The name of a created object, and whether its place is free. */
export function placeCreated(plan: Draft, walk: Places): void {
  const { target } = walk
  if (!target.hasNames) return
  const value = (name: string): string | undefined => {
    const found = plan.changes.find((change) => change.attribute.toLowerCase() === name)?.after
    return typeof found === 'string' ? found : undefined
  }
  const naming = namingAttribute(target.objects.type)
  const rdn = naming === 'ou' || target.product === 'activeDirectory' || value('uid') === undefined ? naming : 'uid'
  const leaf = value(rdn)
  const parent = value('parentdistinguishedname') ?? walk.container
  if (leaf === undefined || parent === undefined) return
  const container = target.container(parent)
  const name = childName(target.product === 'activeDirectory' ? rdn.toUpperCase() : rdn, leaf, container ?? parent)
  plan.name = name
  if (value('parentdistinguishedname') === undefined && container === undefined) {
    fail(plan, failures.container('parentDistinguishedName', parent), 'parentDistinguishedName', parent)
  }
  const owner = target.rowOfName(name)
  if (owner !== undefined) fail(plan, failures.taken('distinguishedName', name, walk.describeOwner(owner)), rdn, 'the name is taken in its container')
}

/** Moves and renames: what the object would be called afterwards, and whether that place is free. */
export function placeMoved(plan: Draft, row: number, walk: Places): void {
  const { target } = walk
  if (plan.changes.length === 0) return
  const name = target.hasNames ? target.nameNow(row) : undefined
  if (name === undefined) return
  const rdn = name.slice(0, name.indexOf('=')).trim()
  const after = (attribute: string): string | undefined => {
    const found = plan.changes.find((change) => change.attribute.toLowerCase() === attribute.toLowerCase())?.after
    return typeof found === 'string' ? found : undefined
  }
  const parent = after('parentDistinguishedName')
  const leaf = after(rdn)
  if (parent === undefined && leaf === undefined) return
  if (parent !== undefined) mark(plan, 'moved')
  if (leaf !== undefined) mark(plan, 'renamed')
  plan.name = childName(rdn, leaf ?? leafValue(name), parent === undefined ? parentOf(name) : target.container(parent) ?? parent)
  if (parent !== undefined && target.isWithin(parent, row)) return fail(plan, failures.withinItself('parentDistinguishedName', parent), 'parentDistinguishedName', parent)
  const owner = target.rowOfName(plan.name)
  if (owner === undefined || owner === row) return
  const by = leaf === undefined ? 'parentDistinguishedName' : rdn
  fail(plan, failures.taken('distinguishedName', plan.name, walk.describeOwner(owner)), by, 'the name is taken in its container')
}
