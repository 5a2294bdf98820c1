import type { Link, NewLinks, NewObjects, RehearsedObject } from '../mirror/rehearsal-tables'
import type { RunWrites } from '../mirror/run-writes'

/** What a run makes of links and target objects, gathered until it is handed to the run's writer. */
export class RehearsedRows {
  #links: Growing<NewLinks>[] = []
  #objects: Growing<NewObjects>[] = []
  #endedLinks: number[] = []
  #endedObjects: number[] = []
  /** Ids of all rows that the run ended, to be removed once it is committed. */
  readonly ended: { readonly links: number[]; readonly objects: number[] } = { links: [], objects: [] }

  addLink(mappingKey: string, source: string, { id, target, state }: Link): void {
    let links = this.#links.at(-1)
    if (links?.mappingKey !== mappingKey) this.#links.push(links = { mappingKey, ids: [], sources: [], targets: [], states: [] })
    links.ids.push(id)
    links.sources.push(source)
    links.targets.push(target)
    links.states.push(state)
  }

  addObject(typeId: number, jobNo: number, anchor: string, { id, kind, body, baseHash }: Omit<RehearsedObject, 'stamp'>): void {
    let objects = this.#objects.at(-1)
    if (objects?.typeId !== typeId || objects.jobNo !== jobNo) this.#objects.push(objects = { typeId, jobNo, ids: [], anchors: [], kinds: [], bodies: [], baseHashes: [] })
    objects.ids.push(id)
    objects.anchors.push(anchor)
    objects.kinds.push(kind)
    objects.bodies.push(body)
    objects.baseHashes.push(baseHash)
  }

  endLink(id: number): void {
    this.#endedLinks.push(id)
  }

  endObject(id: number): void {
    this.#endedObjects.push(id)
  }

  /** What was gathered since the last call. */
  take(): Omit<RunWrites, 'run' | 'pages'> {
    const gathered = { links: this.#links, objects: this.#objects, endedLinks: this.#endedLinks, endedObjects: this.#endedObjects }
    for (const id of this.#endedLinks) this.ended.links.push(id)
    for (const id of this.#endedObjects) this.ended.objects.push(id)
    this.#links = []
    this.#objects = []
    this.#endedLinks = []
    this.#endedObjects = []
    return gathered
  }
}

type Growing<T> = { readonly [K in keyof T]: T[K] extends readonly (infer V)[] ? V[] : T[K] }
