import { ANY_ATTRIBUTE, precedenceOf } from '../model/precedence'
import type { ConnectedSystem, FilterClause, Job, ObjectMapping, ProjectDocument } from '../model/project'
import type { Reporter } from './diagnostic'
import type { KnownAttributes } from './project-to-schema'

/**
 * What only the jobs of a project together show: two that own one attribute, an order in which a job reads what another one has yet to
 * write, values that go round, a source that was never read, and a precedence that names what is not there.
 */
export function checkJobsTogether(document: ProjectDocument, known: KnownAttributes | undefined, report: Reporter): void {
  checkOwners(document, report)
  checkOrder(document, report)
  if (known !== undefined) checkSourcesRead(document, known, report)
  document.systems.forEach((_, i) => { checkPrecedence(document, i, report) })
}

/** An object mapping that is run, with where it stands. */
interface Writer {
  readonly job: Job
  readonly mapping: ObjectMapping
  readonly path: string
}

/** S11 for two jobs: the same attribute of the same objects, and nothing that says which wins (provisioning-cycle.md §16). */
function checkOwners({ systems, jobs }: ProjectDocument, report: Reporter): void {
  const writers = jobs
    .flatMap((job, j) => job.objectMappings.map((mapping, m): Writer => ({ job, mapping, path: `jobs[${j}].objectMappings[${m}]` })))
    .filter(({ mapping }) => mapping.enabled !== false)
  writers.forEach((later, at) => {
    for (const earlier of writers.slice(0, at)) {
      if (earlier.job === later.job || earlier.job.target !== later.job.target || earlier.mapping.targetType !== later.mapping.targetType || areDisjoint(earlier, later)) continue
      const system = systems.find(({ id }) => id === later.job.target)
      const shared = sharedAttributes(earlier.mapping, later.mapping).filter(({ name }) => {
        const order = precedenceOf(system, later.mapping.targetType, name)
        return order === undefined || !order.includes(earlier.job.id) || !order.includes(later.job.id)
      })
      const [first] = shared
      if (first === undefined) continue
      const names = shared.slice(0, SHOWN).map(({ name }) => name).join(', ') + (shared.length > SHOWN ? ` and ${shared.length - SHOWN} more` : '')
      report.warning('S11', `${later.path}.attributeMappings[${first.at}].target`, `${later.job.id} and ${earlier.job.id} (${earlier.path}.attributeMappings[${first.other}].target) both write ${names} of ${later.mapping.targetType} objects of ${system?.name ?? later.job.target}, and the last job wins. Declare a precedence at the system, or give the jobs scopes that share nobody.`)
    }
  })
}

const SHOWN = 5

/** Attributes that both write whenever a value differs; one that is written only during creation is no rival. */
function sharedAttributes(earlier: ObjectMapping, later: ObjectMapping): readonly { readonly name: string; readonly at: number; readonly other: number }[] {
  const others = new Map(earlier.attributeMappings.flatMap((one, i) => (writesAlways(one) ? [[one.target.toLowerCase(), i] as const] : [])))
  return later.attributeMappings.flatMap((one, at) => {
    const other = others.get(one.target.toLowerCase())
    return other === undefined || !writesAlways(one) ? [] : [{ name: one.target, at, other }]
  })
}

function writesAlways({ type, apply, target }: ObjectMapping['attributeMappings'][number]): boolean {
  return type !== 'None' && apply !== 'ObjectAddOnly' && target !== 'objectFilter'
}

/** Whether nobody can be in both scopes: each pair of groups has an attribute that must equal two values. Only told of one source. */
function areDisjoint(one: Writer, other: Writer): boolean {
  const [groups, others] = [one.mapping.scope?.groups ?? [], other.mapping.scope?.groups ?? []]
  if (one.job.source !== other.job.source || one.mapping.sourceType !== other.mapping.sourceType || groups.length === 0 || others.length === 0) return false
  return groups.every((group) => others.every((against) => group.clauses.some((clause) => against.clauses.some((rival) => exclude(clause, rival)))))
}

function exclude(one: FilterClause, other: FilterClause): boolean {
  if (one.attribute !== other.attribute) return false
  const operators = [one.operator, other.operator].sort().join(' / ')
  switch (operators) {
    case 'EQUALS / EQUALS': return one.value !== other.value
    case 'EQUALS / NOT EQUALS': return one.value === other.value
    case 'IS FALSE / IS TRUE':
    case 'IS NOT NULL / IS NULL': return true
    default: return false
  }
}

/**
 * S04 for the order of jobs: one that reads what a later one writes is a step too early, unless that later one builds on it. Then the
 * jobs go round, which is what a write-back does; an attribute that is read and written back by its own name never settles by itself.
 */
function checkOrder({ systems, jobs }: ProjectDocument, report: Reporter): void {
  const leadsTo = reachable(jobs)
  for (const [w, writer] of jobs.entries()) {
    for (const [r, reader] of jobs.entries()) {
      if (w === r || reader.source !== writer.target) continue
      const name = systems.find(({ id }) => id === writer.target)?.name ?? writer.target
      const isLate = w > r
      if (!leadsTo(reader, writer)) {
        if (isLate) report.warning('S04', `jobs[${r}].source`, `${reader.id} reads ${name} before ${writer.id} (jobs[${w}].target) has written to it, and sees it a cycle late. Put ${reader.id} after ${writer.id}.`)
        continue
      }
      const round = writesBack(writer, reader, jobs, leadsTo) ? goRound(reader, writer) : []
      if (round.length > 0) report.warning('S04', `jobs[${w}].target`, `${writer.id} writes ${round.join(', ')} to ${name}, and ${reader.id} (jobs[${r}].source) reads it again: what is written back becomes its own source. Take it out of one of the two.`)
      else if (isLate) report.info('S04', `jobs[${w}].target`, `${writer.id} writes to ${name}, which ${reader.id} (jobs[${r}].source) reads: the jobs go round, and a cycle is repeated until nothing changes.`)
    }
  }
}

type LeadsTo = ReturnType<typeof reachable>

/**
 * Of jobs that go round, whether what one writes for another goes back: their services say so, whatever their order. Where they do not, the
 * later job writes back to the earlier one, unless the way round passes a job from further inbound.
 */
function writesBack(writer: Job, reader: Job, jobs: readonly Job[], leadsTo: LeadsTo): boolean {
  const [from, to] = [DISTANCE[writer.service], DISTANCE[reader.service]]
  if (from !== to) return from > to
  if (jobs.some((job) => DISTANCE[job.service] < to && leadsTo(reader, job) && leadsTo(job, writer))) return false
  return jobs.indexOf(writer) > jobs.indexOf(reader)
}

/** How far from HR a service stands. */
const DISTANCE: Readonly<Record<Job['service'], number>> = { Workday: 0, SuccessFactors: 0, ApiDriven: 0, CloudSync: 1, Application: 2 }

/** Whether what one job writes is read by another, directly or through others. */
function reachable(jobs: readonly Job[]): (from: Job, to: Job) => boolean {
  return (from, to) => {
    const seen = new Set([from])
    for (const job of seen) for (const next of jobs) if (next.source === job.target) seen.add(next)
    return from !== to && seen.has(to)
  }
}

/** Attributes that one job writes and another reads for something other than finding people. */
function goRound(into: Job, from: Job): readonly string[] {
  const round = new Set<string>()
  for (const writer of from.objectMappings) {
    for (const reader of into.objectMappings) {
      if (writer.targetType !== reader.sourceType || leavesOut(reader, writer)) continue
      const read = new Set(reader.attributeMappings.flatMap((one) => (one.matchingPriority === undefined ? namesIn(one) : [])))
      for (const { target, matchingPriority } of writer.attributeMappings) if (matchingPriority === undefined && read.has(target)) round.add(target)
    }
  }
  return [...round]
}

/** The source attributes that a mapping reads. */
function namesIn(mapping: ObjectMapping['attributeMappings'][number]): readonly string[] {
  if (mapping.type === 'Direct') return [mapping.source]
  return mapping.type === 'Expression' ? [...mapping.expression.matchAll(/\[([^\]]+)\]/g)].map((found) => found[1] as string) : []
}

/** Whether a scope leaves out whatever another mapping has written: each of its groups refuses a constant that that one sets. */
function leavesOut(reader: ObjectMapping, writer: ObjectMapping): boolean {
  const groups = reader.scope?.groups ?? []
  const marks = writer.attributeMappings.flatMap((one): FilterClause[] => (one.type === 'Constant' ? [{ attribute: one.target, operator: 'EQUALS', value: one.value }] : []))
  return groups.length > 0
    && groups.every(({ clauses }) => clauses.some((clause) => marks.some((mark) => exclude(clause, clause.operator === 'IS NULL' ? { ...mark, operator: 'IS NOT NULL' } : mark))))
}

/** S04 where something was read, and a job's source was not: its cycle would stop. */
function checkSourcesRead({ systems, jobs }: ProjectDocument, known: KnownAttributes, report: Reporter): void {
  if (Object.keys(known).length === 0) return
  jobs.forEach((job, j) => {
    const system = systems.find(({ id }) => id === job.source)
    if (system === undefined || known[job.source] !== undefined) return
    report.warning('S04', `jobs[${j}].source`, `${system.name} was never read, so ${job.id} has nobody to provision. Read it with import, and look there if its files are missing.`)
  })
}

function checkPrecedence({ systems, jobs }: ProjectDocument, at: number, report: Reporter): void {
  const system = systems[at] as ConnectedSystem
  for (const [type, orders] of Object.entries(system.precedence ?? {})) {
    for (const [attribute, order] of Object.entries(orders)) {
      const path = `systems[${at}].precedence.${type}.${attribute}`
      const places = order.map((id) => jobs.findIndex((job) => job.id === id && job.target === system.id))
      order.forEach((id, i) => {
        if ((places[i] as number) < 0) report.error('S04', `${path}[${i}]`, `${id} is no job that writes to ${system.name}; correct the name or take it out of the order.`)
        else if (attribute === ANY_ATTRIBUTE && !writesType(jobs[places[i] as number] as Job, type)) report.warning('S10', `${path}[${i}]`, `${id} has no mapping for ${type} objects, so its place in the order has no effect.`)
        else if (attribute !== ANY_ATTRIBUTE && !feeds(jobs[places[i] as number] as Job, type, attribute)) report.warning('S10', `${path}[${i}]`, `${id} has no mapping of ${attribute} for ${type} objects, so its place in the order has no effect.`)
      })
    }
  }
}

function writesType({ objectMappings }: Job, type: string): boolean {
  return objectMappings.some(({ targetType }) => targetType === type)
}

function feeds(job: Job, type: string, attribute: string): boolean {
  return job.objectMappings.some((mapping) => mapping.targetType === type && mapping.attributeMappings.some(({ target }) => target.toLowerCase() === attribute.toLowerCase()))
}
