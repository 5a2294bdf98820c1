import { accountStateAttribute, targetConstraints } from '../../shared/constraints/target-constraints'
import type { AttributeChange } from '../../shared/model/plan'
import type { ConnectedSystem } from '../../shared/model/project'
import type { Objects } from './objects'

/**
 * What a system itself gives an object that a job creates there, by its anchor and besides what the job writes: the anchor, and in AD the
 * flags of an ordinary account that is on. The next job of a chain reads them as it would from a real one.
 */
export function givenBySystem(system: ConnectedSystem, { type, attributes }: Pick<Objects, 'type' | 'attributes'>): (anchor: string) => readonly AttributeChange[] {
  const name = anchorAttribute(system, attributes)
  const flag = targetConstraints(system.product, type).has('useraccountcontrol') ? accountStateAttribute(system.product, type)?.flag : undefined
  const flags = flag === undefined ? [] : [{ attribute: flag.attribute, after: String(NORMAL_ACCOUNT) }]
  return (anchor) => (name === undefined ? flags : [{ attribute: name, after: anchor }, ...flags])
}

/** userAccountControl of an ordinary account that is on (MS-ADTS §2.2.16, NORMAL_ACCOUNT). */
export const NORMAL_ACCOUNT = 512

/** The attribute whose values are the anchors: as set, else as the connectors find it; nothing where objects are known by their names alone. */
function anchorAttribute({ settings, product }: ConnectedSystem, attributes: readonly string[]): string | undefined {
  if (settings.anchor !== undefined) return settings.anchor
  if (settings.kind === 'graph-json' || settings.kind === 'scim-json') return 'id'
  return DIRECTORY_ANCHORS.find((name) => attributes.some((one) => one.toLowerCase() === name.toLowerCase())) ?? (product === 'activeDirectory' ? DIRECTORY_ANCHORS[0] : undefined)
}

/** What identifies an entry of a directory, the first that it has: AD, RFC 4530, 389 DS. */
const DIRECTORY_ANCHORS = ['objectGUID', 'entryUUID', 'nsUniqueId'] as const
