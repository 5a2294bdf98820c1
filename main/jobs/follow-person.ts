import { compileMapping } from '../engine/compile-mapping'
import { followHop } from '../engine/follow'
import { keptValues } from '../engine/kept-values'
import { lookupsOf } from '../engine/object-lookups'
import { displayOf } from '../engine/display-of'
import type { PersonHop } from '../../shared/ipc/person-views'
import type { Cell } from '../../shared/model/attribute'
import type { FlowGate } from '../../shared/model/gate'
import { cellOf, splitCells } from '../../shared/model/packed'
import { higherMappings } from '../../shared/model/precedence'
import { lastWord } from './last-word'
import { objectInput, type ObjectsToPlan } from './object-input'
import { oneObjectInput, standAlone } from './one-object-input'

export interface PersonToFollow extends Omit<ObjectsToPlan, 'job' | 'mapping'> {
  readonly job: string
  readonly anchor: string
}

/**
 * A person's way through the systems, hop by hop, as the last rehearsal left them: from the source object along its link to the object in
 * the target, and from there through every job whose source that is. In the order of jobs; an object that is reached twice is followed once.
 * Empty for an anchor that the job's source does not have. Where nothing is in memory yet, only the person's objects are read. Throws `projectInvalid`, `systemUnknown`.
 */
export async function followPerson({ document, job, anchor, ...rest }: PersonToFollow): Promise<readonly PersonHop[]> {
  const hops: PersonHop[] = []
  const first = document.jobs.find(({ id }) => id === job)
  const waiting = first ? [{ system: first.source, type: undefined as string | undefined, anchor, jobs: [first] }] : []
  const seen = new Set<string>()
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (const one of next.jobs) {
      for (const mapping of one.objectMappings) {
        const key = `${one.id}/${mapping.id}/${next.anchor}`
        if (mapping.enabled === false || seen.has(key) || (next.type !== undefined && mapping.sourceType !== next.type)) continue
        seen.add(key)
        const hop = await followMapping({ ...rest, document, job: one, mapping, anchor: next.anchor })
        if (!hop) continue
        hops.push(hop)
        const { target } = hop
        if (target) waiting.push({ system: target.system, type: target.type, anchor: target.anchor, jobs: document.jobs.filter(({ source }) => source === target.system) })
      }
    }
  }
  return hops
}

async function followMapping({ anchor, ...toPlan }: ObjectsToPlan & { readonly anchor: string }): Promise<PersonHop | undefined> {
  const input = isAlone(toPlan) ? oneObjectInput({ ...toPlan, anchor }) : await objectInput(toPlan)
  const row = input && lookupsOf(input.source).anchors.get(anchor)
  if (!input || row === undefined) return undefined
  const { source, target, job, mapping, links } = input
  const cells = splitCells(source.bodies.at(row) as string)
  const values = new Map(source.attributes.map((name, at): [string, Cell] => [name, cellOf(cells[at])]))
  const link = links.get(anchor)
  const held = link && target.rowOfAnchor(link.target)
  const targetCells = held === undefined ? undefined : target.cells(held)
  const missing = !link ? 'noLink' as const : held === undefined ? 'targetGone' as const : undefined
  const compiled = compileMapping(input, source.attributes.length)
  const outside = missing !== undefined || link?.state === 'outOfScope'
  const kept = held === undefined || outside ? undefined : keptValues(input, compiled, row, held)
  const asked = outside || [...kept?.values() ?? []].some(({ gate }) => STOPPED.has(gate))
  const said = asked ? lastWord(toPlan.session, { job: job.id, mapping: mapping.id, anchor }) : undefined
  return {
    job: job.id, objectMapping: mapping.id, system: job.target,
    source: { system: job.source, type: mapping.sourceType, anchor, display: displayOf(input)(row) },
    ...(held === undefined ? {} : { target: { system: job.target, type: mapping.targetType, anchor: target.anchor(held), display: target.display(held) } }),
    ...(missing === undefined ? {} : { missing }), ...(said && (outside || said.status !== 'planned') ? { said } : {}),
    ...followHop({ mapping: compiled, source: values, kept, target: targetCells && ((flow) => target.read(flow.field, targetCells)) }),
  }
}

/** What a run would have written, had its action not failed or been held. */
const STOPPED: ReadonlySet<FlowGate> = new Set(['written', 'expressionFailed'])

/** Whether nobody but the person has to be looked at: other jobs' people may have precedence. */
function isAlone({ session, document, job, mapping }: ObjectsToPlan): boolean {
  return higherMappings(document, job, mapping).length === 0
    && [job.source, job.target].every((id) => !session.hasTables(id) && standAlone(session, document.systems.find((system) => system.id === id), document))
}
