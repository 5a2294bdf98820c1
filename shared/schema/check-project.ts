import { isPhoto } from '../constraints/never-provisioned'
import type { AttributeMapping, Job, ProjectDocument } from '../model/project'
import { checkJobsTogether } from './check-jobs-together'
import { checkLeavers } from './check-leavers'
import { checkOnPremises } from './check-on-premises'
import { checkRules } from './check-rules'
import { checkTests } from './check-tests'
import { reporterInto, type Reporter, type SchemaDiagnostic } from './diagnostic'
import { indexSchema, sameIgnoringCase } from './schema-index'
import { anchorOf, schemaOfJob, type KnownAttributes } from './project-to-schema'
import { surroundingsOfJob, type KnownValues } from './surroundings'
import type { SynchronizationSchema } from './synchronization-schema'

/**
 * Every diagnostic of a project, by the rules of a synchronization schema, with the paths of `rehearsal.json`
 * (`jobs[0].objectMappings[0].attributeMappings[2].expression`), in the order of the document. `known` holds what was read of the
 * systems; without it nothing is said about attributes that may be missing. `values` holds what was found in the sources' values, for
 * what may be too long or several.
 */
export function checkProject(document: ProjectDocument, known?: KnownAttributes, values?: KnownValues): readonly SchemaDiagnostic[] {
  const diagnostics: SchemaDiagnostic[] = []
  const report = reporterInto(diagnostics)
  checkIds(document, report)
  document.systems.forEach((system, i) => {
    for (const [type, attributes] of Object.entries(known?.[system.id] ?? {})) {
      const anchor = system.settings.anchor
      if (anchor !== undefined && attributes.length > 0 && system.settings.kind === 'delimited' && !attributes.includes(anchor)) {
        report.error('S08', `systems[${i}].settings.anchor`, `The ${type} objects of ${system.name} have no ${anchor}, which should identify them.`)
      }
    }
  })
  document.jobs.forEach((job, j) => {
    checkSystemNames(document, job, j, report)
    checkObjectTypes(document, job, j, known, report)
    const schema = schemaOfJob(document, job, { known, describeMapped: false })
    const found: SchemaDiagnostic[] = []
    checkRules(schema, indexSchema(schema), surroundingsOfJob(document, job, values), reporterInto(found))
    for (const d of found) {
      if (d.code === 'S10' && spelledOtherwise(d, document, job, schema)) continue
      const translated = translate(d, document, job, j)
      if (translated !== undefined) diagnostics.push(translated)
    }
    checkSecondJob(document, job, j, report)
    checkTargetRules(document, job, j, report)
    checkLeavers(document, job, j, report)
    checkOnPremises(document, job, j, report)
  })
  checkJobsTogether(document, known, report)
  checkTests(document, known, report)
  return diagnostics
}

function checkIds(document: ProjectDocument, report: Reporter): void {
  const systems = new Set<string>()
  document.systems.forEach((system, i) => {
    if (systems.has(system.id)) report.error('S03', `systems[${i}].id`, `Two systems have the id ${system.id}.`)
    systems.add(system.id)
  })
  const jobs = new Set<string>()
  document.jobs.forEach((job, j) => {
    if (jobs.has(job.id)) report.error('S05', `jobs[${j}].id`, `Two jobs have the id ${job.id}.`)
    jobs.add(job.id)
    const mappings = new Set<string>()
    job.objectMappings.forEach((mapping, m) => {
      if (mappings.has(mapping.id)) report.error('S07', `jobs[${j}].objectMappings[${m}].id`, `Two object mappings of the job have the id ${mapping.id}.`)
      mappings.add(mapping.id)
    })
  })
}

function checkSystemNames(document: ProjectDocument, job: Job, j: number, report: Reporter): void {
  for (const side of ['source', 'target'] as const) {
    if (!document.systems.some((s) => s.id === job[side])) report.error('S04', `jobs[${j}].${side}`, `The job's ${side} ${job[side]} is none of the project's systems; ${document.systems.map((s) => s.id).join(', ')} are.`)
  }
}

/**
 * S09: a mapping of users that is switched off, which the admin centre does with groups alone (provisioning-cycle.md §6); where systems were read, an
 * object type that they do not have.
 */
function checkObjectTypes(document: ProjectDocument, job: Job, j: number, known: KnownAttributes | undefined, report: Reporter): void {
  job.objectMappings.forEach((mapping, m) => {
    if (mapping.enabled === false) {
      if (USER_TYPES.has(mapping.targetType.toLowerCase())) report.info('S09', `jobs[${j}].objectMappings[${m}].enabled`, 'The mapping of users is switched off. The admin centre switches groups off, never users: in the service it would run.')
      return
    }
    for (const [side, type] of [['source', mapping.sourceType], ['target', mapping.targetType]] as const) {
      const types = Object.keys(known?.[job[side]] ?? {})
      if (types.length === 0 || types.includes(type)) continue
      const system = document.systems.find((s) => s.id === job[side])
      // A directory may have no object of a type yet; a file has the one type that it is read as.
      const say = side === 'target' && system?.settings.kind !== 'delimited' ? report.warning : report.error
      say('S09', `jobs[${j}].objectMappings[${m}].${side}Type`, `${system?.name ?? job[side]} has no objects of the type ${type}; it has ${types.join(', ')}.`)
    }
  })
}

const USER_TYPES: ReadonlySet<string> = new Set(['user', 'inetorgperson', 'person'])

/** The second half of S21: a key that only a create writes cannot help another job to find the object again. */
function checkSecondJob(document: ProjectDocument, job: Job, j: number, report: Reporter): void {
  if (!document.jobs.some((other) => other !== job && other.target === job.target)) return
  job.objectMappings.forEach((mapping, m) => {
    mapping.attributeMappings.forEach((a, i) => {
      if (a.matchingPriority === undefined || a.apply !== 'ObjectAddOnly') return
      report.warning('S21', `jobs[${j}].objectMappings[${m}].attributeMappings[${i}].apply`, `${a.target} is matched on and written only during creation, while another job writes to the same system.`)
    })
  })
}

/** What only the product of a target tells: attributes it cannot be searched by, and those that are never provisioned. */
function checkTargetRules(document: ProjectDocument, job: Job, j: number, report: Reporter): void {
  const product = document.systems.find((system) => system.id === job.target)?.product
  const assigns = job.assignment?.sync === 'assigned'
  if (assigns && (job.service === 'Workday' || job.service === 'SuccessFactors' || job.service === 'ApiDriven')) report.warning('S22', `jobs[${j}].assignment`, 'Assignment does not apply to HR sources: everybody in scope is synchronized.')
  job.objectMappings.forEach((mapping, m) => {
    mapping.attributeMappings.forEach((a, i) => {
      const path = `jobs[${j}].objectMappings[${m}].attributeMappings[${i}]`
      if (a.matchingPriority !== undefined && product === 'entraId' && EXTENSION_ATTRIBUTE.test(a.target)) report.warning('S21', `${path}.matchingPriority`, `${a.target} cannot be searched by in Entra ID, and matching on it fails.`)
      if (isPhoto(a.target)) report.error('S12', `${path}.target`, `${a.target} is a photo, and photos are never provisioned.`)
    })
  })
}

/** Entra, hr-user-update-issues. */
const EXTENSION_ATTRIBUTE = /^extensionAttribute(?:[1-9]|1[0-5])$/i

/** Directories ignore the case of attribute names, so another spelling is no other attribute. */
function spelledOtherwise(d: SchemaDiagnostic, document: ProjectDocument, job: Job, schema: SynchronizationSchema): boolean {
  if (document.systems.find((s) => s.id === job.target)?.settings.kind === 'delimited') return false
  const match = /objectMappings\[(\d+)\]\.attributeMappings\[(\d+)\]/.exec(d.path)
  const mapping = job.objectMappings[Number(match?.[1])]
  const name = mapping?.attributeMappings[Number(match?.[2])]?.target
  const object = indexSchema(schema).object(schema.synchronizationRules?.[0]?.targetDirectoryName, mapping?.targetType)
  return name !== undefined && sameIgnoringCase(object?.attributes.keys() ?? [], name) !== undefined
}

function translate(d: SchemaDiagnostic, document: ProjectDocument, job: Job, j: number): SchemaDiagnostic | undefined {
  // Whether directories are named is S04 above; a project has no fragments, and its ids are its own.
  if (['S02', 'S04', 'S05', 'S06'].includes(d.code)) return undefined
  const match = /^synchronizationRules\[0\]\.objectMappings\[(\d+)\](.*)$/.exec(d.path)
  if (match === null) return undefined
  const mapping = job.objectMappings[Number(match[1])]
  const inner = match[2] ?? ''
  const attribute = /^\.attributeMappings\[(\d+)\]/.exec(inner)
  const attributeMapping = attribute === null ? undefined : mapping?.attributeMappings[Number(attribute[1])]
  const path = `jobs[${j}].objectMappings[${match[1]}]${projectPath(inner, attributeMapping)}`
  const { span, fix, ...rest } = d
  const target = document.systems.find((s) => s.id === job.target)
  const source = document.systems.find((s) => s.id === job.source)

  // One value in a multi-valued attribute is how LDAP holds names, titles and numbers.
  if (d.code === 'S26' && attributeMapping?.type === 'Direct' && target?.settings.kind !== 'delimited' && (target?.product === 'ldap' || target?.product === 'openLdap')) return undefined
  if (d.code === 'S28' && target?.settings.kind === 'delimited' && attributeMapping?.target === anchorOf(target, undefined)) return undefined
  // What a directory has not filled anywhere may still exist in its schema.
  const unsure = (d.code === 'S10' && target?.settings.kind !== 'delimited') || (d.code === 'S13' && source?.settings.kind !== 'delimited' && fix === undefined)
  // What a direct mapping and a constant say stands in the document without the signs of the language.
  const isText = attributeMapping === undefined || attributeMapping.type === 'Expression'
  return {
    ...rest,
    path,
    ...(unsure && d.severity === 'error' && { severity: 'warning' as const }),
    ...(isText && span !== undefined && { span }),
    ...(isText && fix !== undefined && { fix }),
  }
}

function projectPath(inner: string, mapping: AttributeMapping | undefined): string {
  const source = mapping?.type === 'Direct' ? '.source' : mapping?.type === 'Constant' ? '.value' : mapping?.type === 'Expression' ? '.expression' : ''
  return inner
    .replace(/^\.sourceObjectName$/, '.sourceType')
    .replace(/^\.targetObjectName$/, '.targetType')
    .replace(/^(\.attributeMappings\[\d+\])\.source$/, `$1${source}`)
    .replace(/\.targetAttributeName$/, '.target')
    .replace(/\.flowType$/, '.apply')
    .replace(/\.defaultValue$/, '.default')
    .replace(/\.sourceOperandName$/, '.attribute')
    .replace(/\.operatorName$/, '.operator')
    .replace(/\.targetOperand$/, '.value')
}
