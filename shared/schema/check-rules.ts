import { checkAttributeMappings, creates } from './check-mappings'
import { flags } from './check-directories'
import { checkScope } from './check-scope'
import type { Reporter } from './diagnostic'
import { sameIgnoringCase, type ObjectIndex, type SchemaIndex } from './schema-index'
import type { SchemaObjectMapping, SynchronizationRule, SynchronizationSchema } from './synchronization-schema'
import { sourceText } from './source-tree'
import type { SurroundingsOf } from './surroundings'

/** S04 to S06, S08, S09, S16, S27: the rules, and everything within their object mappings. */
export function checkRules(schema: SynchronizationSchema, index: SchemaIndex, around: SurroundingsOf, report: Reporter): void {
  schema.synchronizationRules?.forEach((rule, r) => {
    const path = `synchronizationRules[${r}]`
    if (rule.id == null || rule.id === '') report.error('S05', `${path}.id`, `The rule ${rule.name ?? `number ${r + 1}`} has no id, and a job knows its rules by their ids.`)
    if (index.present) {
      checkDirectoryName(rule, 'sourceDirectoryName', path, schema, index, report)
      checkDirectoryName(rule, 'targetDirectoryName', path, schema, index, report)
    }
    rule.objectMappings?.forEach((mapping, m) => { checkObjectMapping(rule, mapping, index, around, `${path}.objectMappings[${m}]`, report) })
  })
}

/** S05, S06 against the document that was imported: rules keep their ids, and those that are not editable stay as they are. */
export function compareWithOriginal(schema: SynchronizationSchema, original: SynchronizationSchema, report: Reporter): void {
  const rules = schema.synchronizationRules ?? []
  const before = new Map((original.synchronizationRules ?? []).flatMap((rule) => (rule.id == null ? [] : [[rule.id, rule] as const])))
  rules.forEach((rule, r) => {
    if (rule.id == null) return
    const earlier = before.get(rule.id)
    if (earlier === undefined) report.error('S05', `synchronizationRules[${r}].id`, `The rule ${rule.name ?? ''} has an id that the imported document does not have; ids belong to the job's template and cannot be changed.`)
    else if (earlier.editable === false && !sameJson(rule, earlier)) report.error('S06', `synchronizationRules[${r}]`, `The rule ${rule.name ?? ''} is not editable, and it differs from the imported one.`)
  })
  for (const [id, rule] of before) {
    if (!rules.some((r) => r.id === id)) report.error('S05', 'synchronizationRules', `The rule ${rule.name ?? id} of the imported document is missing; saving would remove it.`)
  }
}

function checkDirectoryName(
  rule: SynchronizationRule, key: 'sourceDirectoryName' | 'targetDirectoryName', path: string, schema: SynchronizationSchema, index: SchemaIndex,
  report: Reporter,
): void {
  const name = rule[key]
  const side = key === 'sourceDirectoryName' ? 'source' : 'target'
  if (name == null || name === '') {
    report.warning('S02', `${path}.${key}`, `The rule ${rule.name ?? ''} names no ${side} directory: the document is a fragment.`)
    return
  }
  if (index.directory(name) !== undefined) return
  const names = (schema.directories ?? []).flatMap((d) => (d.name == null ? [] : [d.name]))
  const other = sameIgnoringCase(names, name)
  report.error('S04', `${path}.${key}`, `The rule's ${side} directory ${name} is not in the document${other === undefined ? '' : `; ${other} is`}.`)
}

function checkObjectMapping(rule: SynchronizationRule, mapping: SchemaObjectMapping, index: SchemaIndex, around: SurroundingsOf, path: string, report: Reporter): void {
  for (const flag of flags(mapping.flowTypes)) {
    if (!FLOW_TYPES.includes(flag)) report.error('S16', `${path}.flowTypes`, `${flag} is no flow type; ${FLOW_TYPES.join(', ')} are.`)
  }
  if (mapping.enabled === false) return
  const source = side(mapping.sourceObjectName, rule.sourceDirectoryName, 'sourceObjectName', index, path, report)
  const target = side(mapping.targetObjectName, rule.targetDirectoryName, 'targetObjectName', index, path, report)
  checkAnchor(source, mapping.sourceObjectName, `${path}.sourceObjectName`, report)
  checkAnchor(target, mapping.targetObjectName, `${path}.targetObjectName`, report)
  checkScope(mapping.scope, source, `${path}.scope`, report)
  checkAttributeMappings(mapping, { source, target }, around(rule, mapping), path, report)
  checkLeavers(mapping, target, path, report)
}

function side(name: string | null | undefined, directory: string | null | undefined, key: string, index: SchemaIndex, path: string, report: Reporter): ObjectIndex | undefined {
  if (name == null || name === '') {
    report.error('S09', `${path}.${key}`, `An enabled object mapping needs a ${key === 'sourceObjectName' ? 'source' : 'target'} object.`)
    return undefined
  }
  const described = index.directory(directory)
  if (described === undefined || (described.objects ?? []).length === 0) return undefined
  const object = index.object(directory, name)
  if (object === undefined) {
    const other = sameIgnoringCase((described.objects ?? []).flatMap((o) => (o.name == null ? [] : [o.name])), name)
    report.error('S09', `${path}.${key}`, `The directory ${directory ?? ''} has no object ${name}${other === undefined ? '' : `; it has ${other}, and names are case-sensitive`}.`)
  }
  return object
}

function checkAnchor(object: ObjectIndex | undefined, name: string | null | undefined, path: string, report: Reporter): void {
  if (object === undefined || object.partial) return
  const anchors = [...object.attributes.values()].filter((a) => a.anchor === true).map((a) => a.name ?? '')
  if (anchors.length === 1) return
  report.error('S08', path, `The object ${name ?? ''} has ${anchors.length === 0 ? 'no anchor' : `several anchors (${anchors.join(', ')})`}; exactly one attribute identifies an object.`)
}

function checkLeavers(mapping: SchemaObjectMapping, target: ObjectIndex | undefined, path: string, report: Reporter): void {
  if (!/user|person|account/i.test(mapping.targetObjectName ?? '') || !hasAccountState(target)) return
  const mappings = mapping.attributeMappings ?? []
  const speaksOfState = mappings.some((m) => ACCOUNT_STATE.has((m.targetAttributeName ?? '').toLowerCase()) || (m.source != null && /\[(IsSoftDeleted|accountEnabled|accountDisabled)\]/i.test(sourceText(m.source) ?? '')))
  if (!speaksOfState && creates(mapping)) report.warning('S27', `${path}.attributeMappings`, 'No mapping uses IsSoftDeleted, accountEnabled or accountDisabled: the accounts of those who leave stay active.')
}

/** Where a target describes its attributes and none is an account state, there is nothing to map. */
function hasAccountState(target: ObjectIndex | undefined): boolean {
  if (target === undefined || target.partial) return true
  return [...target.attributes.keys()].some((name) => ACCOUNT_STATE.has(name.toLowerCase()))
}

/** Equal as JSON, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a).filter(([, v]) => v !== undefined)
  const right = new Map(Object.entries(b).filter(([, v]) => v !== undefined))
  return left.length === right.size && left.every(([k, v]) => right.has(k) && sameJson(v, right.get(k)))
}

const FLOW_TYPES = ['Add', 'Update', 'Delete', 'None']
const ACCOUNT_STATE: ReadonlySet<string> = new Set(['accountenabled', 'accountdisabled', 'useraccountcontrol', 'active', 'isactive', 'issoftdeleted', 'nsaccountlock'])
