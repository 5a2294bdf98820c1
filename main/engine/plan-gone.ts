import type { About } from './action-maker'
import type { CompiledMapping } from './compile-mapping'
import { hardDeletedInSource } from './computed-source'
import { deletesForGood, missingMeansDeleted } from './decisions'
import { lookupsOf } from './object-lookups'
import { type Draft, draft, mark } from './draft'
import type { MappingInput } from './ports'
import { rowLinks } from './row-links'

/** Source anchors of links whose object the source no longer has, ascending; none where it was not read to the end. */
export function goneAnchors(input: MappingInput): readonly string[] {
  if (input.planned) return []
  const links = rowLinks(input)
  const hardDeleted = hardDeletedInSource(input)
  const given = hardDeleted === undefined ? [] : input.source.anchors.filter((_, row) => links.of(row) !== undefined && hardDeleted(row))
  return [...(input.sourceComplete ? links.elsewhere : []), ...given].sort()
}

/** A link whose source object is gone. `takenOver`: target rows that other source objects stand for from now on. */
export function planGone(
  anchor: string,
  { input, mapping, takenOver }: { readonly input: MappingInput; readonly mapping: CompiledMapping; readonly takenOver: ReadonlySet<number> },
): { readonly plan: Draft; readonly about: Omit<About, 'seq'> } {
  const { job, target } = input
  const link = input.links.get(anchor) as { readonly target: string; readonly state: 'active' | 'outOfScope' }
  const held = target.rowOfAnchor(link.target)
  const kept = lookupsOf(input.source).anchors.has(anchor) // Entra ID still lists it, with the day on which it was deleted
  const deleted = kept || missingMeansDeleted(job, input.sourceSystem)
  const plan = draft('skip', held === undefined ? 'targetGone' : !deleted ? 'notADeletion' : !mapping.deletes ? 'deleteOff' : kept ? 'hardDeleted' : 'goneFromSource')
  plan.cause = { cause: { type: 'source', id: 'gone' }, shape: 'gone from the source' }
  // After a disable for leaving scope the service no longer manages the object: a later delete sends nothing (§7.1).
  const isDelete = plan.reasonCode === 'goneFromSource' || plan.reasonCode === 'hardDeleted'
  if (isDelete && link.state === 'outOfScope') plan.reasonCode = 'alreadyDisabled'
  else if (held !== undefined && takenOver.has(held)) plan.reasonCode = 'takenOver'
  else if (isDelete) {
    plan.kind = 'delete'
    if (deletesForGood(target.product)) mark(plan, 'final')
  }
  const about: Omit<About, 'seq'> = {
    match: 'gone', on: -1, sourceAnchor: anchor, sourceDisplay: held === undefined ? anchor : target.display(held), to: held,
    effect: plan.kind === 'delete' ? { link: { source: anchor, end: true }, ...(held === undefined ? {} : { row: held }) }
      : held === undefined || plan.reasonCode === 'takenOver' ? { link: { source: anchor, end: true } } : {},
  }
  return { plan, about }
}
