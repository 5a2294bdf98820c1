import { normalName, parentOf } from '../../shared/directory-name'
import { failures } from '../../shared/model/explain'
import { cellIn } from '../../shared/model/texts'
import type { Objects } from './objects'
import type { Draft } from './draft'
import type { MappingInput, MovedPlaces } from './ports'
import type { TargetView } from './target-view'

interface Waiting {
  readonly plan: Draft
  /** Of the target; below 0 for one that is created. */
  readonly row: number
  readonly hand: () => void
}

/**
 * What can be said of containers only when all of them are planned: whether one that is deleted is empty by then, for creates, moves and renames come
 * before deletes (§2.2 names them last) and what stands beneath goes first; and whether a place that was not there is made later in the same cycle.
 */
export class ContainerVerdicts {
  readonly #waiting: Waiting[] = []
  #isSettled = false

  constructor(private readonly input: Pick<MappingInput, 'target' | 'moved'>) {}

  get isAnybodyWaiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Whether the last word about an object is not spoken yet. */
  waits(plan: Draft): boolean {
    return !this.#isSettled && (isPlacedNowhere(plan) || (plan.kind === 'delete' && !plan.failed))
  }

  /** `row`: of the target, below 0 for an object that is created; `hand` is called when the last word is spoken. */
  add(plan: Draft, row: number, hand: () => void): void {
    this.#waiting.push({ plan, row, hand })
  }

  /** Everybody is planned. Hands on those that wait, in the order in which they came. */
  settle(): void {
    this.#isSettled = true
    const { target } = this.input
    for (const { plan, row } of this.#waiting) if (isPlacedNowhere(plan)) sayWhereLater(plan, row, target)
    this.#failOccupied()
    for (const { hand } of this.#waiting.splice(0)) hand()
  }

  /** A directory deletes no container that holds anything (notAllowedOnNonLeaf, RFC 4511 §4.8). The deepest are decided first, so that one that stays keeps those above it. */
  #failOccupied(): void {
    const deletes = this.#waiting.filter(({ plan }) => plan.kind === 'delete' && !plan.failed)
    if (deletes.length === 0) return
    const { target, moved } = this.input
    const occupied = occupiedContainers(target, moved)
    const leaving = new Set(deletes.map(({ row }) => row))
    const depths = new Map(deletes.map(({ row }) => [row, depthOf(target.nameNow(row) ?? '')]))
    for (const { plan, row } of [...deletes].sort((a, b) => (depths.get(b.row) ?? 0) - (depths.get(a.row) ?? 0))) {
      if (!occupied.has(row) && target.holdsOnly(row, leaving)) continue
      leaving.delete(row)
      plan.failed = true
      plan.issues.push(failures.containerNotEmpty(target.display(row)))
      if (plan.cause) plan.cause = { ...plan.cause, shape: 'the container is not empty' }
    }
  }
}

function isPlacedNowhere({ failed, issues }: Draft): boolean {
  return failed && issues.some(({ code }) => code === 'ContainerMissing')
}

/** A place that a later object of the plan makes, or is renamed to, is said to be so: the entry fails now, and is tried again when the place is there. */
function sayWhereLater({ issues }: Draft, row: number, target: TargetView): void {
  issues.forEach(({ code, attribute = '', value }, i) => {
    if (code !== 'ContainerMissing' || typeof value !== 'string' || target.rowOfName(value) === undefined || target.isWithin(value, row)) return
    issues[i] = failures.containerLater(attribute, value)
  })
}

/** Rows of the containers that objects of other types stand in, be it in a place between that is no object itself. One pass over those. */
function occupiedContainers(target: TargetView, moved: MovedPlaces | undefined): ReadonlySet<number> {
  const places = new Set<string>(moved?.taken)
  for (const other of target.others) for (const place of placesOf(other, moved?.left)) places.add(target.nowCalled(place))
  const occupied = new Set<number>()
  for (const place of places) {
    for (let name = place; name !== ''; name = parentOf(name)) {
      const row = target.rowOfName(name)
      if (row === undefined) continue
      occupied.add(row)
      break
    }
  }
  return occupied
}

/** What objects stand under, each once as it is written; without those called by the names that were left. */
function placesOf({ attributes, bodies }: Objects, left: ReadonlySet<string> | undefined): ReadonlySet<string> {
  const places = new Set<string>()
  const position = attributes.findIndex((name) => /^(dn|distinguishedName)$/i.test(name))
  if (position < 0) return places
  for (let row = 0; row < bodies.length; row++) {
    const name = cellIn(bodies, row, position)
    if (typeof name !== 'string' || left?.has(normalName(name)) === true) continue
    places.add(parentOf(name))
  }
  return places
}

function depthOf(name: string): number {
  let depth = 0
  for (let at = name; at !== ''; at = parentOf(at)) depth++
  return depth
}
