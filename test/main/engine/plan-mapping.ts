import type { MappingInput, SourceLink } from '../../../main/engine/ports'
import type { MappingResult, PlannedObject } from '../../../main/engine/planned-object'
import { runMapping } from '../../../main/engine/run-mapping'
import { TargetView } from '../../../main/engine/target-view'
import type { AttributeBag, AttributeValue } from '../../../shared/model/attribute'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { AttributeMapping, ConnectedSystem, Job, ObjectMapping } from '../../../shared/model/project'
import { objects } from '../../support/objects'
import { job, objectMapping, sourceSystem, targetSystem } from '../../support/project'

export interface Situation {
  readonly source: Readonly<Record<string, AttributeBag>>
  readonly target?: Readonly<Record<string, AttributeBag>>
  /** Containers that the directory's export holds; none says nothing about containers. */
  readonly containers?: readonly string[]
  readonly mappings: readonly AttributeMapping[]
  readonly mapping?: Partial<ObjectMapping>
  readonly job?: Partial<Job>
  readonly sourceSystem?: Partial<ConnectedSystem>
  readonly targetSystem?: Partial<ConnectedSystem>
  /** Source anchor → target anchor, or both with the state of the link. */
  readonly links?: Readonly<Record<string, string | SourceLink>>
  /** Anchors that changed since the watermark, for an incremental cycle. */
  readonly changed?: readonly string[]
  readonly sourceComplete?: boolean
  /** Attributes that the source told of everybody; absent where it leaves out what is empty. */
  readonly told?: readonly string[]
  /** Anchors that are assigned; absent where assignment does not count. */
  readonly assigned?: readonly string[]
}

export interface Planned {
  /** By source anchor, skips included. */
  readonly actions: ReadonlyMap<string, ProvisioningAction>
  readonly planned: readonly PlannedObject[]
  readonly result: MappingResult
}

/** One object mapping over objects in memory, as an engine is given it. */
export function mappingInput(situation: Situation): MappingInput {
  const mapping = objectMapping(situation.mappings, situation.mapping)
  const source = { ...objects('worker', situation.source), ...(situation.told ? { told: situation.told } : {}) }
  const target = objects(situation.mapping?.targetType ?? 'user', situation.target ?? {})
  const containers = objects('organizationalUnit', Object.fromEntries((situation.containers ?? []).map((dn) => [dn, { dn }])))
  const system = targetSystem(situation.targetSystem)
  const changed = situation.changed === undefined ? undefined : new Set(situation.changed)
  return {
    job: job([mapping], situation.job), mapping, sourceSystem: sourceSystem(situation.sourceSystem), targetSystem: system, source,
    target: new TargetView(target, [containers], system, mapping.attributeMappings.map((m) => m.target)),
    links: new Map(Object.entries(situation.links ?? {}).map(([from, to]) => [from, typeof to === 'string' ? { target: to, state: 'active' } : to])),
    type: changed ? 'incremental' : 'initial', changed: changed && ((row) => changed.has(source.anchors[row] as string)),
    ...(situation.assigned === undefined ? {} : { assigned: (row: number) => situation.assigned?.includes(source.anchors[row] as string) === true }),
    sourceComplete: situation.sourceComplete ?? true, now: '2026-11-21T00:00:00Z', seed: 1, defaultDomain: undefined,
    newAnchor: (anchor) => `new-${anchor}`, pacer: { turn: () => undefined }, onProgress: () => undefined,
  }
}

/** One object mapping over objects in memory, no mirror beneath. */
export async function planMapping(situation: Situation): Promise<Planned> {
  const input = mappingInput(situation)
  const planned: PlannedObject[] = []
  const result = await runMapping(input, (one) => planned.push(one))
  planned.sort((a, b) => a.seq - b.seq)
  return { planned, result, actions: new Map(planned.map(({ action }) => [action.source?.anchor as string, action])) }
}

/** The action of the situation's only person, `1`. */
export async function actionOf(situation: Situation): Promise<ProvisioningAction> {
  const { actions } = await planMapping(situation)
  return actions.get('1') as ProvisioningAction
}

/** Attribute → value after; `undefined` for one that is cleared. */
export function written(action: ProvisioningAction): Readonly<Record<string, AttributeValue | undefined>> {
  return Object.fromEntries(action.changes.map((change) => [change.attribute, change.after]))
}

export function issueCodes(action: ProvisioningAction | undefined): readonly string[] {
  return (action?.issues ?? []).map((issue) => issue.code)
}
