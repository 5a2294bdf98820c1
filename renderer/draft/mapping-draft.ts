import { renameAttribute, type SystemAttribute } from '../../shared/model/attribute-usages'
import type { AttributeMapping, ConnectedSystem, GoldenRecord, Guards, Job, ObjectMapping, ProjectDocument, ScopingFilter } from '../../shared/model/project'

/** Which attribute mappings are edited. */
export interface Place {
  readonly job: string
  readonly objectMapping: string
}

export type FlowType = NonNullable<ObjectMapping['flowTypes']>[number]

export type MappingEdit =
  | { readonly kind: 'add'; readonly mapping: AttributeMapping; readonly at?: number }
  | { readonly kind: 'change'; readonly index: number; readonly mapping: AttributeMapping }
  | { readonly kind: 'delete'; readonly index: number }
  | SeveralEdit
  /** `to` is the index afterwards. */
  | { readonly kind: 'move'; readonly index: number; readonly to: number }
  | { readonly kind: 'flowTypes'; readonly flowTypes: readonly FlowType[] }
  | { readonly kind: 'guards'; readonly guards: Guards }
  | { readonly kind: 'skipOutOfScope'; readonly skip: boolean }
  /** Another scoping filter, `undefined` for none; `clause` names what was edited in it: `clause 2`. */
  | { readonly kind: 'scope'; readonly scope: ScopingFilter | undefined; readonly clause: string }
  | TestEdit
  | RenameEdit
  | PrecedenceEdit

/** The same done to several mappings, as one step to undo. */
export type SeveralEdit =
  /** `at`: where each stands afterwards, ascending; the end without it. */
  | { readonly kind: 'addSeveral'; readonly mappings: readonly AttributeMapping[]; readonly at?: readonly number[] }
  | { readonly kind: 'changeSeveral'; readonly changes: ReadonlyMap<number, AttributeMapping> }
  | { readonly kind: 'deleteSeveral'; readonly indexes: ReadonlySet<number> }

/** Another attribute wherever one is read, in all jobs. */
export interface RenameEdit { readonly kind: 'rename'; readonly attribute: SystemAttribute; readonly to: string }

/** Another precedence at a system, `undefined` for none; `attribute` names whose order was edited, or the object type. */
export interface PrecedenceEdit { readonly kind: 'precedence'; readonly system: string; readonly precedence: ConnectedSystem['precedence']; readonly attribute: string }

/** An edit that is not of one job alone. */
type ProjectEdit = TestEdit | RenameEdit | PrecedenceEdit

/** An edit of the project's golden records. */
export type TestEdit =
  /** Replaces the test of the same id; a new one comes last, or to the place that it had. */
  | { readonly kind: 'putTest'; readonly test: GoldenRecord; readonly at?: number }
  | { readonly kind: 'removeTest'; readonly id: string }

/** What was done, so that undo and redo can name it. */
export interface EditName {
  readonly kind: MappingEdit['kind']
  /**
   * The mapping's target attribute, where the edit was in a mapping; the test's name, where it was in a test; the attribute's old one in a rename;
   * the clause, where it was in a scope; the attribute or object type of a precedence; how many mappings, where it was in several.
   */
  readonly target?: string
}

interface Step {
  readonly name: EditName
  readonly document: ProjectDocument
}

/** The document as it is edited, with what it was before each edit and after each undone one, the nearest last. */
export interface MappingDraft {
  readonly document: ProjectDocument
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export type DraftAction =
  | { readonly kind: 'edit'; readonly place: Place; readonly edit: MappingEdit }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  /** The document was changed elsewhere: there is nothing of ours to undo in it. */
  | { readonly kind: 'replace'; readonly document: ProjectDocument }

const MOST_STEPS = 100

/** A draft in which nothing has been done yet. */
export function draftOf(document: ProjectDocument): MappingDraft {
  return { document, past: [], future: [] }
}

/** An edit, a step back or a step forward. What changes nothing is no step; after an edit nothing is left to do again. */
export function reduceDraft(draft: MappingDraft, action: DraftAction): MappingDraft {
  switch (action.kind) {
    case 'edit': {
      const document = editDocument(draft.document, action.place, action.edit)
      if (sameJson(document, draft.document)) return draft
      return {
        document, past: [...draft.past.slice(1 - MOST_STEPS), { name: nameOf(draft.document, action.place, action.edit), document: draft.document }],
        future: [],
      }
    }
    case 'undo': {
      const step = draft.past.at(-1)
      return step === undefined
        ? draft
        : { document: step.document, past: draft.past.slice(0, -1), future: [...draft.future, { name: step.name, document: draft.document }] }
    }
    case 'redo': {
      const step = draft.future.at(-1)
      return step === undefined
        ? draft
        : { document: step.document, past: [...draft.past, { name: step.name, document: draft.document }], future: draft.future.slice(0, -1) }
    }
    case 'replace': return draftOf(action.document)
  }
}

/** The document with one edit; the very document where the place is not in it. */
function editDocument(document: ProjectDocument, place: Place, edit: MappingEdit): ProjectDocument {
  if (edit.kind === 'putTest' || edit.kind === 'removeTest') return editTests(document, edit)
  if (edit.kind === 'rename') return renameAttribute(document, edit.attribute, edit.to).document
  if (edit.kind === 'precedence') return {
    ...document, systems: document.systems.map((system) => (system.id === edit.system ? withPrecedence(system, edit.precedence) : system)),
  }
  return { ...document, jobs: document.jobs.map((job) => (job.id === place.job ? editJob(job, place, edit) : job)) }
}

function withPrecedence({ precedence: _, ...system }: ConnectedSystem, precedence: ConnectedSystem['precedence']): ConnectedSystem {
  return precedence === undefined ? system : { ...system, precedence }
}

function editTests({ tests = [], ...rest }: ProjectDocument, edit: TestEdit): ProjectDocument {
  const next = edit.kind === 'removeTest'
    ? tests.filter((test) => test.id !== edit.id)
    : tests.some((test) => test.id === edit.test.id)
      ? tests.map((test) => (test.id === edit.test.id ? edit.test : test))
      : tests.toSpliced(edit.at ?? tests.length, 0, edit.test)
  return next.length === 0 ? rest : { ...rest, tests: next }
}

function editJob(job: Job, place: Place, edit: Exclude<MappingEdit, ProjectEdit>): Job {
  if (edit.kind === 'guards') return { ...job, guards: edit.guards }
  if (edit.kind === 'skipOutOfScope') {
    const { skipOutOfScopeDeletions: _, ...rest } = job
    return edit.skip ? { ...rest, skipOutOfScopeDeletions: true } : rest
  }
  return { ...job, objectMappings: job.objectMappings.map((mapping) => (mapping.id === place.objectMapping ? editObjectMapping(mapping, edit) : mapping)) }
}

function editObjectMapping(mapping: ObjectMapping, edit: Exclude<MappingEdit, ProjectEdit | { kind: 'guards' | 'skipOutOfScope' }>): ObjectMapping {
  const { attributeMappings } = mapping
  switch (edit.kind) {
    case 'add': return { ...mapping, attributeMappings: attributeMappings.toSpliced(edit.at ?? attributeMappings.length, 0, edit.mapping) }
    case 'change': return { ...mapping, attributeMappings: attributeMappings.map((one, index) => (index === edit.index ? edit.mapping : one)) }
    case 'delete': return { ...mapping, attributeMappings: attributeMappings.toSpliced(edit.index, 1) }
    case 'addSeveral': return {
      ...mapping, attributeMappings: edit.mappings.reduce((list, one, i) => list.toSpliced(edit.at?.[i] ?? list.length, 0, one), attributeMappings),
    }
    case 'changeSeveral': return { ...mapping, attributeMappings: attributeMappings.map((one, index) => edit.changes.get(index) ?? one) }
    case 'deleteSeveral': return { ...mapping, attributeMappings: attributeMappings.filter((_, index) => !edit.indexes.has(index)) }
    case 'move': {
      const moved = attributeMappings[edit.index]
      if (moved === undefined || edit.to < 0 || edit.to >= attributeMappings.length) return mapping
      return { ...mapping, attributeMappings: attributeMappings.toSpliced(edit.index, 1).toSpliced(edit.to, 0, moved) }
    }
    case 'scope': {
      const { scope: _, ...rest } = mapping
      return edit.scope === undefined ? rest : { ...rest, scope: edit.scope }
    }
    case 'flowTypes': {
      const { flowTypes: _, ...rest } = mapping
      return edit.flowTypes.length === FLOW_TYPES.length ? rest : { ...rest, flowTypes: FLOW_TYPES.filter((type) => edit.flowTypes.includes(type)) }
    }
  }
}

export const FLOW_TYPES = ['Add', 'Update', 'Delete'] as const satisfies readonly FlowType[]

function nameOf(document: ProjectDocument, place: Place, edit: MappingEdit): EditName {
  if (edit.kind === 'add' || edit.kind === 'change') return { kind: edit.kind, target: edit.mapping.target }
  if (edit.kind === 'addSeveral') return { kind: edit.kind, target: String(edit.mappings.length) }
  if (edit.kind === 'changeSeveral') return { kind: edit.kind, target: String(edit.changes.size) }
  if (edit.kind === 'deleteSeveral') return { kind: edit.kind, target: String(edit.indexes.size) }
  if (edit.kind === 'rename') return { kind: edit.kind, target: edit.attribute.name }
  if (edit.kind === 'scope') return { kind: edit.kind, target: edit.clause }
  if (edit.kind === 'precedence') return { kind: edit.kind, target: edit.attribute }
  if (edit.kind === 'putTest') return { kind: edit.kind, target: edit.test.name ?? edit.test.anchor }
  if (edit.kind === 'removeTest') {
    const test = document.tests?.find((one) => one.id === edit.id)
    return { kind: edit.kind, target: test?.name ?? test?.anchor ?? edit.id }
  }
  const target = 'index' in edit ? placeIn(document, place)?.objectMapping.attributeMappings[edit.index]?.target : undefined
  return target === undefined ? { kind: edit.kind } : { kind: edit.kind, target }
}

/** The job and object mapping at a place; `undefined` where the document has them no longer. */
export function placeIn(document: ProjectDocument, place: Place): { readonly job: Job; readonly objectMapping: ObjectMapping } | undefined {
  const job = document.jobs.find((one) => one.id === place.job)
  const objectMapping = job?.objectMappings.find((one) => one.id === place.objectMapping)
  return job === undefined || objectMapping === undefined ? undefined : { job, objectMapping }
}

/** How the mappings of a place differ from the saved version, by target attribute. */
export function editedSince(saved: ProjectDocument, document: ProjectDocument, place: Place): ReadonlyMap<string, 'added' | 'changed'> {
  const before = new Map(placeIn(saved, place)?.objectMapping.attributeMappings.map((mapping) => [mapping.target, mapping]))
  return new Map(placeIn(document, place)?.objectMapping.attributeMappings.flatMap((mapping): [string, 'added' | 'changed'][] => {
    const old = before.get(mapping.target)
    if (old === undefined) return [[mapping.target, 'added']]
    return sameJson(old, mapping) ? [] : [[mapping.target, 'changed']]
  }))
}

export type MappingProblem = 'noTarget' | 'targetTaken' | 'noSource' | 'noExpression' | 'priorityTaken'

/** What keeps a mapping from being taken up, given the others of its place. */
export function validateMapping(mapping: AttributeMapping, others: readonly AttributeMapping[]): readonly MappingProblem[] {
  const target = mapping.target.toLowerCase()
  return [
    ...(mapping.target.trim() === '' ? ['noTarget' as const] : others.some((other) => other.target.toLowerCase() === target) ? ['targetTaken' as const] : []),
    ...(mapping.type === 'Direct' && mapping.source.trim() === '' ? ['noSource' as const] : []),
    ...(mapping.type === 'Expression' && mapping.expression.trim() === '' ? ['noExpression' as const] : []),
    ...(mapping.matchingPriority !== undefined && others.some((other) => other.matchingPriority === mapping.matchingPriority)
      ? ['priorityTaken' as const]
      : []),
  ]
}

/** Whether two documents say the same: the order of keys does not count, and a key without a value is no key. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((one, index) => sameJson(one, right[index]))
  }
  const a = present(left)
  const b = present(right)
  return a.length === b.length && a.every(([key, value]) => sameJson(value, (right as Readonly<Record<string, unknown>>)[key]))
}

function present(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined)
}
