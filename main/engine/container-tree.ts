import { normalName, splitName } from '../../shared/directory-name'

/** A place in a directory: a container, or what only stands above one. */
interface Place {
  rdn: string
  parent: Place | undefined
  readonly beneath: Map<string, Place>
  /** Of the container itself; absent where the directory's export has none there. */
  row: number | undefined
}

/**
 * A directory's containers while a plan goes on: one that is renamed or moved takes along whatever stands beneath it (RFC 4511 §4.9).
 * Rows are the caller's numbers. Each question takes as many steps as a name has components.
 */
export class ContainerTree {
  readonly #root: Place = { rdn: '', parent: undefined, beneath: new Map(), row: undefined }
  readonly #places = new Map<number, Place>()
  /** What stood where before anything moved, by name in normal form. */
  readonly #before = new Map<string, Place>()
  #hasMoved = false

  /** `names`: the containers' distinguished names, by row. */
  constructor(names: Iterable<readonly [row: number, name: string]>) {
    for (const [row, name] of names) {
      const place = this.#reach(name)
      place.rdn = splitName(name).rdn
      place.row = row
      this.#places.set(row, place)
    }
    this.#remember(this.#root)
  }

  /** Whether any container is called otherwise than before. */
  get hasMoved(): boolean {
    return this.#hasMoved
  }

  /** What a container is called now. */
  nameOf(row: number): string | undefined {
    const place = this.#places.get(row)
    return place && nameAt(place)
  }

  /** What stands at a name now, as the directory spells it. */
  find(name: string): { readonly name: string; readonly row: number | undefined } | undefined {
    const place = this.#at(name)
    return place && place !== this.#root ? { name: nameAt(place), row: place.row } : undefined
  }

  /** Whether one name stands at or beneath a container. */
  isWithin(name: string, row: number): boolean {
    const container = this.#places.get(row)
    for (let place = this.#at(name); place; place = place.parent) if (place === container) return true
    return false
  }

  /** Whether nothing stands beneath a container but others whose rows are given. */
  holdsOnly(row: number, leaving: ReadonlySet<number>): boolean {
    const place = this.#places.get(row)
    return place === undefined || holdsOnly(place, leaving)
  }

  /** A container is created, renamed or moved; one that would come to stand beneath itself stays where it is. */
  put(name: string, row: number): void {
    const { rdn, parent } = splitName(name)
    const place = this.#places.get(row)
    if (place && this.isWithin(parent, row)) return
    const above = this.#reach(parent)
    const key = normalName(rdn)
    const there = above.beneath.get(key)
    if (!place) {
      const made = there ?? addPlace(above, key, rdn)
      made.row = row
      this.#places.set(row, made)
      return
    }
    place.parent?.beneath.delete(normalName(place.rdn))
    if (there && there !== place && there.row === undefined) adopt(place, there)
    place.rdn = rdn
    place.parent = above
    above.beneath.set(key, place)
    this.#hasMoved = true
  }

  /** What an object is called now that was called so before anything moved; `undefined` where it still is. */
  nowOf(name: string): string | undefined {
    const place = this.#before.get(normalName(name))
    if (place) {
      const now = nameAt(place)
      return normalName(now) === normalName(name) ? undefined : now
    }
    const { rdn, parent } = splitName(name)
    const above = parent === '' ? undefined : this.nowOf(parent)
    return above === undefined ? undefined : `${rdn},${above}`
  }

  #at(name: string): Place | undefined {
    if (name === '') return this.#root
    const { rdn, parent } = splitName(name)
    return this.#at(parent)?.beneath.get(normalName(rdn))
  }

  #reach(name: string): Place {
    if (name === '') return this.#root
    const { rdn, parent } = splitName(name)
    const above = this.#reach(parent)
    const key = normalName(rdn)
    return above.beneath.get(key) ?? addPlace(above, key, rdn)
  }

  #remember(from: Place): void {
    for (const place of from.beneath.values()) {
      this.#before.set(normalName(nameAt(place)), place)
      this.#remember(place)
    }
  }
}

function addPlace(parent: Place, key: string, rdn: string): Place {
  const place: Place = { rdn, parent, beneath: new Map(), row: undefined }
  parent.beneath.set(key, place)
  return place
}

/** A place that is no container is as good as what stands beneath it. */
function holdsOnly({ beneath }: Place, leaving: ReadonlySet<number>): boolean {
  for (const place of beneath.values()) if (place.row === undefined ? !holdsOnly(place, leaving) : !leaving.has(place.row)) return false
  return true
}

/** What stands beneath a place that no container was known for stands beneath the one that takes it. */
function adopt(container: Place, place: Place): void {
  for (const [key, child] of place.beneath) {
    child.parent = container
    container.beneath.set(key, child)
  }
}

function nameAt(place: Place): string {
  const parts: string[] = []
  for (let at: Place | undefined = place; at?.parent; at = at.parent) parts.push(at.rdn)
  return parts.join(',')
}
