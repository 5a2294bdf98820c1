import type { Cell } from '../../shared/model/attribute'
import { ACCOUNT_DISABLED, ORIGINAL_USER_PRINCIPAL_NAME, computedNames } from '../../shared/model/computed-attributes'
import { cellIn } from '../../shared/model/texts'
import { isKeptDeleted } from './decisions'
import type { MappingInput } from './ports'

/*
 * What the service computes of a source object while it reads it (provisioning-cycle.md §3.1). Computed attributes have slots after
 * the source's own: the first is IsSoftDeleted, which only the walk can tell.
 */

type Source = Pick<MappingInput, 'source' | 'sourceSystem'>

/**
 * Names whose slots differ from the source's own attributes: where Entra ID is the source, a guest's userPrincipalName is read shortened; where
 * AD is, accountDisabled stands for a bit of userAccountControl, as it does where AD is the target.
 */
export function computedSlots({ source, sourceSystem }: Source): ReadonlyMap<string, number> {
  const computed = computedNames(sourceSystem.product, source.attributes)
  if (computed.includes(ACCOUNT_DISABLED)) return new Map([[ACCOUNT_DISABLED, source.attributes.length + 2]])
  const own = source.attributes.indexOf(USER_PRINCIPAL_NAME)
  if (sourceSystem.product !== 'entraId' || own < 0) return NONE
  const slots = new Map([[USER_PRINCIPAL_NAME, source.attributes.length + 1]])
  if (computed.includes(ORIGINAL_USER_PRINCIPAL_NAME)) slots.set(ORIGINAL_USER_PRINCIPAL_NAME, own)
  return slots
}

/** Reads the computed attributes but IsSoftDeleted, through what reads the source's own. */
export function computedReader({ source }: Source, own: (slot: number) => Cell): (slot: number) => Cell {
  const guest = source.attributes.length + 1
  const disabled = guest + 1
  const name = source.attributes.indexOf(USER_PRINCIPAL_NAME)
  const control = source.attributes.indexOf(CONTROL)
  return (slot) => (slot === guest ? withoutExternal(own(name)) : slot === disabled ? isDisabled(own(control)) : null)
}

/**
 * Reads whatever a mapping compiled for the source may ask for: its own attributes, through what reads those, IsSoftDeleted, and what is
 * computed. The walk and matching have a reader of their own each, for one that others share is not compiled into them.
 */
export function sourceReader(of: Source, own: (slot: number) => Cell, softDeleted: () => Cell): (slot: number) => Cell {
  const first = of.source.attributes.length
  const computed = computedReader(of, own)
  return (slot) => (slot > first ? computed(slot) : slot === first ? softDeleted() : slot < 0 ? null : own(slot))
}

/**
 * Whether Entra ID holds a user as disabled or soft-deleted; nothing for other sources. Such a user is never created, and for one who
 * is linked IsSoftDeleted is true.
 */
export function disabledInSource({ source, sourceSystem }: Source): ((own: (slot: number) => Cell) => boolean) | undefined {
  if (sourceSystem.product !== 'entraId') return undefined
  const enabled = source.attributes.indexOf('accountEnabled')
  const deleted = source.attributes.indexOf('deletedDateTime')
  if (enabled < 0 && deleted < 0) return undefined
  return (own) => {
    const state = enabled < 0 ? null : own(enabled)
    return (typeof state === 'string' && state.toLowerCase() === 'false') || (deleted >= 0 && own(deleted) !== null)
  }
}

/** Whether Entra ID has given a source object up: 30 days after it was soft-deleted it is deleted for good. By row; absent for other sources. */
export function hardDeletedInSource({ source, sourceSystem, now }: Source & Pick<MappingInput, 'now'>): ((row: number) => boolean) | undefined {
  const deleted = sourceSystem.product === 'entraId' ? source.attributes.indexOf('deletedDateTime') : -1
  if (deleted < 0) return undefined
  return (row) => {
    const at = cellIn(source.bodies, row, deleted)
    return typeof at === 'string' && !isKeptDeleted(at, now)
  }
}

/** `bob_fabrikam.example#EXT#@contoso.example` is read as `bob_fabrikam.example`. */
function withoutExternal(name: Cell): Cell {
  return typeof name === 'string' ? name.replace(/#EXT#@.*$/i, '') : name
}

/** Bit 2 of userAccountControl (MS-ADTS §2.2.16, ACCOUNTDISABLE). */
function isDisabled(control: Cell): Cell {
  return typeof control !== 'string' ? null : (Number(control) & 2) !== 0 ? 'True' : 'False'
}

const CONTROL = 'userAccountControl'
const USER_PRINCIPAL_NAME = 'userPrincipalName'
const NONE: ReadonlyMap<string, number> = new Map()
