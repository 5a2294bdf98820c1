import type { AttributeValue } from '../../shared/model/attribute'
import { cellOf, splitCells } from '../../shared/model/packed'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { lookupsOf } from '../engine/object-lookups'
import { TargetView } from '../engine/target-view'
import type { ObjectTable } from '../mirror/object-table'
import { EffectSink } from './effect-sink'
import { lookedFor } from './looked-for'
import type { Rehearsal } from './rehearse-effects'

/** A person and an account that somebody said belong together, by their anchors. */
export interface AcceptedPair {
  readonly job: string
  readonly source: string
  readonly target: string
}

interface Backfill {
  readonly document: ProjectDocument
  readonly job: Job
  readonly mappings: readonly ObjectMapping[]
  readonly targetSystem: ConnectedSystem
  readonly now: string
  readonly pairs: readonly AcceptedPair[]
  readonly rehearsal: Rehearsal
  readonly objectsOf: (side: 'source' | 'target', type: string) => ObjectTable
}

/**
 * Lays over a job's target what the back-fill list would write: into the account of each accepted pair the value of the first matching attribute
 * that looks for one. Pairs one of whose sides is not there are left out.
 */
export function layBackfill({ document, job, mappings, targetSystem, now, pairs, rehearsal, objectsOf }: Backfill): void {
  const own = pairs.filter((pair) => pair.job === job.id)
  if (own.length === 0) return
  for (const mapping of mappings) {
    const source = objectsOf('source', mapping.sourceType)
    const target = objectsOf('target', mapping.targetType)
    const view = new TargetView(target, [], targetSystem, mapping.attributeMappings.map((one) => one.target))
    const sink = new EffectSink(rehearsal, `${job.id}/${mapping.id}`, target, view)
    const rows = lookupsOf(source).anchors
    for (const pair of own) {
      const [person, row] = [rows.get(pair.source), view.rowOfAnchor(pair.target)]
      if (person === undefined || row === undefined) continue
      const filled = lookedFor(document, mapping, { anchor: pair.source, record: recordAt(source, person), now }).find(({ wanted }) => wanted !== undefined)
      if (filled?.wanted !== undefined) sink.take({ row, changes: [{ attribute: filled.rule.target, after: filled.wanted }] })
    }
    sink.finish()
  }
}

function recordAt({ attributes, bodies }: ObjectTable, row: number): Record<string, string | string[]> {
  const cells = splitCells(bodies.at(row) as string)
  return Object.fromEntries(attributes.flatMap((name, at): [string, string | string[]][] => {
    const cell: AttributeValue | null = cellOf(cells[at])
    return cell === null ? [] : [[name, typeof cell === 'string' ? cell : [...cell]]]
  }))
}
