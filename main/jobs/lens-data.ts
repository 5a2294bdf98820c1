import { BugError } from '../../shared/assert'
import { AppError } from '../../shared/app-error'
import type { AttributeMapping, ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { type LensPopulation, lensPopulation, populationMapping } from '../engine/lens/population'
import type { MappingInput } from '../engine/ports'
import { TargetView } from '../engine/target-view'
import { emptyTable, type ObjectTable } from '../mirror/object-table'
import type { Mirror } from '../mirror/open-mirror'
import { readsTable } from '../mirror/reads-table'
import { rehearsalTables } from '../mirror/rehearsal-tables'
import { runsTable } from '../mirror/runs-table'
import { effectiveObjects } from './effective-objects'
import { rehearsedAnchor } from './rehearsed-anchor'
import { Session } from './session'

/** Populations that are kept: the one that is being edited, and the one before. */
const KEPT = 2

/**
 * What lenses look at, kept from one question to the next: objects, links, scope and match outcomes. Everything is dropped when the
 * mirror has another current read or run. Loads nothing before it is asked.
 */
export class LensData {
  readonly #session: Session
  readonly #reads: ReturnType<typeof readsTable>
  readonly #rehearsal: ReturnType<typeof rehearsalTables>
  readonly #runs: ReturnType<typeof runsTable>
  readonly #effective = new Map<number, ObjectTable>()
  readonly #views = new Map<string, TargetView>()
  readonly #populations = new Map<string, Promise<LensPopulation>>()
  #generation = ''

  constructor(readonly mirror: Mirror) {
    this.#session = new Session('', mirror, () => { throw new BugError('A lens reads no system') })
    this.#reads = readsTable(mirror.db)
    this.#rehearsal = rehearsalTables(mirror.db)
    this.#runs = runsTable(mirror.db)
  }

  /** The first of a job's systems that was never read; the target alone where only it is asked for. */
  unread(document: ProjectDocument, job: Job, against: 'target' | 'saved'): ConnectedSystem | undefined {
    const asked = against === 'target' ? [job.source, job.target] : [job.source]
    const missing = asked.find((id) => !this.#reads.current(id))
    return missing === undefined ? undefined : systemOf(document, missing)
  }

  /**
   * Everybody in scope of the mapping, and the mapping with the edited attribute in its place. The same people, by key, as long as data,
   * scope and matching stay the same. Throws `projectInvalid`.
   */
  population(
    document: ProjectDocument, job: Job, mapping: ObjectMapping, edited: AttributeMapping,
  ): { readonly key: string; readonly mapping: ObjectMapping; readonly population: Promise<LensPopulation> } {
    this.#refresh(job)
    const now = this.#runs.latest()?.now ?? new Date().toISOString().replace(/T.*/, 'T00:00:00Z')
    const { guards: _, ...rest } = job
    const sourceSystem = systemOf(document, job.source)
    const targetSystem = systemOf(document, job.target)
    const whole = { ...mapping, attributeMappings: [...mapping.attributeMappings.filter(({ target }) => target !== edited.target), edited] }
    const settling = populationMapping(mapping, edited)
    const mapped = whole.attributeMappings.map(({ target }) => target).sort()
    const key = JSON.stringify([this.#generation, { ...rest, objectMappings: [] }, sourceSystem, targetSystem, settling, mapped, now, document.seed, document.defaultDomain])
    let population = this.#populations.get(key)
    if (!population) {
      population = lensPopulation(this.#input(document, job, settling, { sourceSystem, targetSystem, mapped, now }))
      population.catch(() => this.#populations.delete(key))
      if (this.#populations.size >= KEPT) this.#populations.delete(this.#populations.keys().next().value as string)
      this.#populations.set(key, population)
    }
    return { key, mapping: whole, population }
  }

  #input(
    document: ProjectDocument, job: Job, mapping: ObjectMapping,
    about: { readonly sourceSystem: ConnectedSystem; readonly targetSystem: ConnectedSystem; readonly mapped: readonly string[]; readonly now: string },
  ): MappingInput {
    const { sourceSystem, targetSystem, mapped, now } = about
    const mappingKey = `${job.id}/${mapping.id}`
    // One snapshot of the mirror, while somebody else may be writing the next one.
    return this.mirror.db.transaction(() => ({
      job, mapping, sourceSystem, targetSystem, source: this.#objects(sourceSystem, mapping.sourceType), target: this.#targetView(targetSystem, mapping.targetType, mapped),
      links: this.#session.links(mappingKey), type: 'initial' as const, changed: undefined, sourceComplete: true, now, seed: document.seed ?? 1,
      defaultDomain: document.defaultDomain, newAnchor: (anchor: string) => rehearsedAnchor(mappingKey, anchor), pacer: { turn: () => undefined },
      onProgress: () => undefined,
    }))()
  }

  #targetView(system: ConnectedSystem, type: string, mapped: readonly string[]): TargetView {
    const key = JSON.stringify([system, type, mapped])
    let view = this.#views.get(key)
    if (!view) {
      const others = [...this.#session.tables(system.id).keys()].filter((other) => other !== type).map((other) => this.#objects(system, other))
      view = new TargetView(this.#objects(system, type), others, system, mapped)
      this.#views.clear()
      this.#views.set(key, view)
    }
    return view
  }

  #objects(system: ConnectedSystem, type: string): ObjectTable {
    const table = this.#session.tables(system.id).get(type)
    if (!table) return emptyTable(system.id, type, 0, [])
    let effective = this.#effective.get(table.typeId)
    if (!effective) this.#effective.set(table.typeId, effective = effectiveObjects(this.#session.rehearsed(table.typeId), table).table)
    return effective
  }

  #refresh(job: Job): void {
    const generation = JSON.stringify([this.#rehearsal.currentRun(), ...[job.source, job.target].map((system) => [system, this.#reads.current(system)?.readNo])])
    if (generation === this.#generation) return
    this.#generation = generation
    this.#session.forget()
    this.#effective.clear()
    this.#views.clear()
    this.#populations.clear()
  }
}

function systemOf(document: ProjectDocument, id: string): ConnectedSystem {
  const system = document.systems.find((one) => one.id === id)
  if (!system) throw new AppError('systemUnknown', `The project has no system ${id}; correct source or target of the job.`, { system: id })
  return system
}
