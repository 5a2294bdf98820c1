import { hardDeletedInSource } from './computed-source'
import { missingMeansDeleted } from './decisions'
import type { MatchOutcome } from './match-outcome'
import { lookupsOf } from './object-lookups'
import type { Objects } from './objects'
import type { MappingInput, Reservation } from './ports'
import type { ReferenceOutcome } from './reference-outcome'
import { remembered } from './remembered'

/** What one object mapping knows of its source objects, while it is planned and afterwards; by source row. */
export interface KnownObjects {
  readonly outcomes: readonly MatchOutcome[]
  /** The name that a create gives, or `failed`. */
  readonly created: ReadonlyMap<number, string>
  /** Given once the mapping is planned: whoever it moves or renames is then called by the new name. */
  readonly reserved?: ReadonlyMap<number, Reservation>
}

/**
 * What a reference's value stands for among the objects of one mapping: a source anchor, or in a source whose objects have
 * distinguished names such a name (provisioning-cycle.md §8). Who is only not in this read, which is part of an upload or was cut short,
 * still stands for the account that the link names (§12: full and delta differ only in what the client sends).
 */
export function ownReferences(
  input: Pick<MappingInput, 'source' | 'target' | 'links' | 'planned' | 'job' | 'sourceSystem' | 'sourceComplete' | 'now'>, known: KnownObjects,
): (value: string) => ReferenceOutcome {
  const { source, target, links } = input
  const absentIsDeleted = input.sourceComplete && missingMeansDeleted(input.job, input.sourceSystem)
  const hardDeleted = hardDeletedInSource(input)
  let matched: ReadonlySet<number> | undefined
  const isTakenOver = (to: number): boolean => (matched ??= new Set(known.outcomes.filter(({ kind }) => kind === 'matched').map((outcome) => outcome.target))).has(to)
  const rowOf = rowFinder(source)
  // An anchor is at hand, a name is read.
  const nameOf = target.namePosition < 0 ? (to: number): string => target.referenceText(to) : remembered((to: number) => target.referenceText(to))
  const called = (row: number | undefined, to: number): ReferenceOutcome => ({
    kind: 'resolved', text: (row === undefined ? undefined : known.reserved?.get(row)?.name) ?? nameOf(to),
  })
  const linked = (anchor: string, row?: number): ReferenceOutcome => {
    const link = links.get(anchor)
    if (link === undefined) return row === undefined ? MISSING : LEFT_OUT
    if (link.state === 'outOfScope') return OUT_OF_SCOPE
    const held = target.rowOfAnchor(link.target)
    if (held === undefined || (row === undefined && isTakenOver(held))) return LEFT_OUT
    return called(row, held)
  }
  return (value) => {
    const row = rowOf(value)
    if (row === undefined) return absentIsDeleted ? MISSING : linked(value)
    if (hardDeleted?.(row) === true) return LEFT_OUT
    const outcome = known.outcomes[row] as MatchOutcome
    // On demand nobody else is processed: others stand for what they were linked to before.
    const kind = input.planned?.(row) === false && outcome.kind !== 'outOfScope' ? 'notLookedAt' : outcome.kind
    switch (kind) {
      case 'linked':
      case 'matched': return outcome.target >= 0 ? called(row, outcome.target) : LEFT_OUT
      case 'outOfScope': return OUT_OF_SCOPE
      case 'unmatched': {
        const name = known.created.get(row)
        return name === undefined ? { kind: 'waiting', for: row } : name === 'failed' ? LEFT_OUT : { kind: 'resolved', text: name }
      }
      case 'skipped':
      case 'notLookedAt': return linked(source.anchors[row] as string, row)
      default: return LEFT_OUT
    }
  }
}

/**
 * References across the object mappings of one job: members of a group are objects of the mapping of users. Mappings are planned in
 * their order; what one asks of a later one waits until the whole job is planned.
 */
export class JobReferences {
  readonly #planned = new Map<string, (value: string) => ReferenceOutcome>()
  readonly #coming = new Map<string, (value: string) => number | undefined>()

  /** `sources`: by object mapping, what it reads; a single mapping has nobody to ask. */
  constructor(sources: ReadonlyMap<string, Objects>) {
    for (const [mapping, source] of sources) this.#coming.set(mapping, rowFinder(source))
  }

  /** What the others know of a value. Later mappings come last: who is known already need not wait. */
  elsewhere(mapping: string): (value: string) => ReferenceOutcome {
    return (value) => {
      let left = MISSING
      for (const [other, resolve] of this.#planned) {
        if (other === mapping) continue
        const found = resolve(value)
        if (found.kind === 'resolved') return found
        if (found.kind === 'outOfScope') left = OUT_OF_SCOPE
        else if (left === MISSING && (found.kind === 'waiting' || found.known)) left = LEFT_OUT // nobody of it is planned any more
      }
      for (const [other, rowOf] of this.#coming) {
        if (other !== mapping && rowOf(value) !== undefined) return { kind: 'waiting', for: ELSEWHERE }
      }
      return left
    }
  }

  /** The mapping is planned: from here on it answers by itself. */
  add(mapping: string, resolve: (value: string) => ReferenceOutcome): void {
    this.#coming.delete(mapping)
    this.#planned.set(mapping, resolve)
  }
}

/** In place of the row that is waited for: an object of a later mapping. */
export const ELSEWHERE = -1

const MISSING: ReferenceOutcome = { kind: 'missing' }
/** The job knows who is meant, who has nothing at the target that could be named. */
export const LEFT_OUT: ReferenceOutcome = { kind: 'missing', known: true }
const OUT_OF_SCOPE: ReferenceOutcome = { kind: 'outOfScope' }

/** The row that a reference's value names among a type's objects. */
export function rowFinder(source: Objects): (value: string) => number | undefined {
  const lookups = lookupsOf(source)
  const name = source.attributes.findIndex((attribute) => /^(dn|distinguishedName)$/i.test(attribute))
  if (name < 0) return (value) => lookups.anchors.get(value)
  const named = remembered((value: string) => lookups.names(name).find(value).at(-1)) // many have one manager
  return (value) => lookups.anchors.get(value) ?? (value.includes('=') ? named(value) : undefined)
}
