import { AppError } from '../../shared/app-error'
import type { InputOf } from '../../shared/ipc/contract'
import type { FoundPerson, PersonHop, PersonTrace } from '../../shared/ipc/person-views'
import type { ClauseProblem, ScopeAnswer, ScopeRow } from '../../shared/ipc/scope-views'
import type { Page } from '../../shared/ipc/views'
import { BugError } from '../../shared/assert'
import { foldCase } from '../../shared/fold-case'
import type { Job, ObjectMapping, ProjectDocument, ScopingFilter } from '../../shared/model/project'
import { compileMapping } from '../engine/compile-mapping'
import { VERDICT, type ScopeVerdicts, countGroups, countRows, countedBy, scopeVerdicts, scopeVerdictsOf } from '../engine/lens/scope-lens'
import { lookupsOf } from '../engine/object-lookups'
import { matchAll, matchingContext } from '../engine/match'
import type { MatchOutcome } from '../engine/match-outcome'
import type { MappingInput } from '../engine/ports'
import { displayOf } from '../engine/display-of'
import type { PlannedObject } from '../engine/planned-object'
import { runMapping } from '../engine/run-mapping'
import type { Mirror } from '../mirror/open-mirror'
import { readsTable } from '../mirror/reads-table'
import { rehearsalTables } from '../mirror/rehearsal-tables'
import { checkDocument } from './check-document'
import { findMapping } from '../../shared/model/find-mapping'
import { followPerson } from './follow-person'
import { objectInput } from './object-input'
import type { ProjectContext } from './project-context'
import type { Work } from './run-import'
import { Session } from './session'
import { tracePerson } from './trace-person'

const QUIETLY: Work = { signal: new AbortController().signal, onProgress: () => undefined }

export type ScopeQuestion = InputOf<'scope.measure'>
export type ScopePeopleQuestion = InputOf<'scope.people'>
/** Beyond the contract: a person by configuration, clock and seed of the run that is looked at, else by those of now. */
export interface PersonQuestion {
  readonly job: string
  readonly anchor: string
  readonly document: ProjectDocument
  readonly now: string
  readonly seed: number
}

/**
 * Single people and scoping filters over everybody, as the last rehearsal left them. What was loaded is kept until the mirror has another
 * current read or run.
 */
export class PeopleDesk {
  readonly #session: Session
  readonly #reads: ReturnType<typeof readsTable>
  readonly #rehearsal: ReturnType<typeof rehearsalTables>
  #generation = ''
  /** By what they depend on: the newest only. */
  #unscoped: { readonly key: string; readonly input: MappingInput; readonly accounts: Int32Array } | undefined
  #outcomes: { readonly key: string; readonly outcomes: readonly MatchOutcome[] } | undefined
  #list: { readonly key: string; readonly rows: Int32Array } | undefined

  constructor(readonly mirror: Mirror) {
    this.#session = new Session('', mirror, () => { throw new BugError('Looking at people reads no system') })
    this.#reads = readsTable(mirror.db)
    this.#rehearsal = rehearsalTables(mirror.db)
  }

  trace(question: PersonQuestion): Promise<PersonTrace> {
    const { session, job } = this.#jobOf(question)
    return tracePerson({ session, document: question.document, job, anchor: question.anchor, now: question.now, seed: question.seed, work: QUIETLY })
  }

  follow(question: PersonQuestion): Promise<readonly PersonHop[]> {
    const { session, job } = this.#jobOf(question)
    return followPerson({ session, document: question.document, job: job.id, anchor: question.anchor, now: question.now, seed: question.seed, work: QUIETLY })
  }

  /** As whose source object an object of any system is met: itself, or through a link to it. In the order of jobs. */
  find(document: ProjectDocument, { system, anchor }: InputOf<'person.find'>): readonly FoundPerson[] {
    this.#refresh(document)
    return document.jobs.flatMap((job) => job.objectMappings.filter((mapping) => mapping.enabled !== false).flatMap((mapping): FoundPerson[] => {
      const read = this.#session.tables(job.source).get(mapping.sourceType)
      if (!read || (job.source !== system && job.target !== system)) return []
      const table = this.#session.effective(read).table
      const from = job.source === system ? anchor : [...this.#session.links(`${job.id}/${mapping.id}`)].find(([, link]) => link.target === anchor)?.[0]
      const row = from === undefined ? undefined : lookupsOf(table).anchors.get(from)
      if (row === undefined) return []
      const sourceSystem = document.systems.find(({ id }) => id === job.source)
      return [{
        job: job.id, objectMapping: mapping.id, anchor: table.anchors[row] as string,
        display: sourceSystem ? displayOf({ source: table, sourceSystem })(row) : anchor, system: job.source,
      }]
    }))
  }

  async measureScope(project: ProjectContext, question: ScopeQuestion): Promise<ScopeAnswer> {
    const started = performance.now()
    const { document } = project
    const { job, mapping } = findMapping(document, question)
    const unread = this.#unread(document, job)
    if (unread) return unread
    const problems = this.#problems(document, question)
    if (problems.some((problem) => problem.severity === 'error' && unreadablePattern(question.scope, problem))) return { kind: 'invalid', problems }
    try {
      const { input, accounts } = await this.#settle(document, job, mapping)
      const now = scopeVerdicts(input, question.scope ?? undefined)
      const saved = scopeVerdicts(input, savedScope(project, question))
      const size = now.whole.length
      const count = (part: 'in' | 'out' | 'fallOut' | 'comeIn', account = false): number => {
        const counts = countedBy(now, saved, part, undefined)
        return countRows(size, account ? (row) => (accounts[row] as number) >= 0 && counts(row) : counts)
      }
      return {
        kind: 'measured', problems,
        view: {
          people: size, in: count('in'), out: count('out'), outWithAccount: count('out', true), undecided: countRows(size, (row) => now.whole[row] === VERDICT.undecided),
          dropped: countRows(size, (row) => now.inputFilter.whole[row] === VERDICT.out), groups: countGroups(input, now.scope, now.whole),
          inputFilterGroups: countGroups(input, now.inputFilter, now.whole), fallOut: count('fallOut'), fallOutWithAccount: count('fallOut', true),
          comeIn: count('comeIn'), durationMs: Math.round(performance.now() - started),
        },
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'projectInvalid') return { kind: 'broken', message: error.message }
      throw error
    }
  }

  /** One page of whom a number of the screen counts, in the order of anchors, each with what a cycle would do. Throws `nothingRead`, `projectInvalid`. */
  async scopePeople(project: ProjectContext, question: ScopePeopleQuestion): Promise<Page<ScopeRow>> {
    const { document } = project
    const { part, clause, search = '', anchors, offset, limit, scope } = question
    const { job, mapping } = findMapping(document, question)
    if (this.#unread(document, job)) throw new AppError('nothingRead', 'The source was never read; read it first.')
    const { input, accounts } = await this.#settle(document, job, mapping)
    const [now, saved] = [scopeVerdicts(input, scope ?? undefined), scopeVerdicts(input, savedScope(project, question))]
    const display = displayOf(input)
    const key = JSON.stringify([this.#generation, job, mapping.id, scope, part, clause, search, anchors])
    if (this.#list?.key !== key) this.#list = { key, rows: listed(input, countedBy(now, saved, part, clause), display, search, anchors && new Set(anchors)) }
    const { rows } = this.#list
    const page = rows.subarray(offset, offset + limit)
    const planned = await this.#plan(document, job, withScope(mapping, scope ?? undefined), page)
    return {
      total: rows.length, offset,
      rows: [...page].map((row) => toRow(input, { now, saved }, {
        scope: scope ?? undefined, account: accounts[row] as number, row, display: display(row),
        planned: planned.get(input.source.anchors[row] as string),
      })),
    }
  }

  /** What a cycle would do with these rows, by source anchor. */
  async #plan(document: ProjectDocument, job: Job, mapping: ObjectMapping, rows: Int32Array): Promise<ReadonlyMap<string, PlannedObject>> {
    const input = await objectInput({ session: this.#session, document, job, mapping, ...clockOf(document), work: QUIETLY })
    if (!input) return new Map()
    const key = JSON.stringify([this.#generation, job, mapping])
    if (this.#outcomes?.key !== key) this.#outcomes = { key, outcomes: await matchAll(input, compileMapping(input, input.source.attributes.length), matchingContext(input)) }
    const { outcomes } = this.#outcomes
    const wanted = new Set(rows)
    const planned = new Map<string, PlannedObject>()
    const trace = { outcomes, reserved: new Map(), created: new Map(), waited: new Set<number>(), seqs: new Int32Array(0) }
    await runMapping({
      ...input, planned: (row) => wanted.has(row), carried: { trace, outcomes, holds: () => false, carry: () => undefined },
    }, (one) => void planned.set(one.action.source?.anchor ?? '', one))
    return planned
  }

  /** Everybody without a filter, and which row of the target is whose account, -1 for none: the same for every edit of the filter. */
  async #settle(document: ProjectDocument, job: Job, mapping: ObjectMapping): Promise<{ readonly input: MappingInput; readonly accounts: Int32Array }> {
    const unscoped = withScope(mapping, undefined)
    const key = JSON.stringify([this.#generation, { ...job, objectMappings: [] }, unscoped, document.systems])
    if (this.#unscoped?.key === key) return this.#unscoped
    const input = await objectInput({ session: this.#session, document, job, mapping: unscoped, ...clockOf(document), work: QUIETLY })
    if (!input) throw new AppError('nothingRead', 'The source has no objects of this type; read it first.')
    const outcomes = await matchAll(input, compileMapping(input, input.source.attributes.length), matchingContext(input))
    this.#unscoped = { key, input, accounts: Int32Array.from(outcomes, ({ target }) => target) }
    return this.#unscoped
  }

  #problems(document: ProjectDocument, question: ScopeQuestion): readonly ClauseProblem[] {
    const edited = {
      ...document,
      jobs: document.jobs.map((job) => (job.id !== question.job
        ? job
        : { ...job, objectMappings: job.objectMappings.map((one) => (one.id === question.mapping ? withScope(one, question.scope ?? undefined) : one)) })),
    }
    const j = edited.jobs.findIndex(({ id }) => id === question.job)
    const m = edited.jobs[j]?.objectMappings.findIndex(({ id }) => id === question.mapping) ?? -1
    return checkDocument(this.mirror, edited).flatMap(({ path, severity, message }): ClauseProblem[] => {
      const found = CLAUSE_PATH.exec(path)
      if (!found || Number(found[1]) !== j || Number(found[2]) !== m) return []
      return [{ collection: found[3] as ClauseProblem['collection'], group: Number(found[4]), clause: Number(found[5]), severity, message }]
    })
  }

  #unread(document: ProjectDocument, job: Job): Extract<ScopeAnswer, { kind: 'unread' }> | undefined {
    this.#refresh(document)
    const system = [job.source, job.target].find((id) => !this.#reads.current(id))
    return system === undefined ? undefined : { kind: 'unread', system, name: document.systems.find(({ id }) => id === system)?.name ?? system }
  }

  #jobOf({ document, job: id }: PersonQuestion): { readonly session: Session; readonly job: Job } {
    this.#refresh(document)
    const job = document.jobs.find((one) => one.id === id)
    if (!job) throw new AppError('jobUnknown', `The project has no job ${id}.`, { job: id })
    return { session: this.#session, job }
  }

  #refresh({ systems }: ProjectDocument): void {
    const generation = JSON.stringify([this.#rehearsal.currentRun(), systems.map(({ id }) => [id, this.#reads.current(id)?.readNo])])
    if (generation === this.#generation) return
    this.#generation = generation
    this.#session.forget()
    this.#unscoped = undefined
    this.#outcomes = undefined
    this.#list = undefined
  }
}

const CLAUSE_PATH = /^jobs\[(\d+)\]\.objectMappings\[(\d+)\]\.scope\.(groups|inputFilterGroups)\[(\d+)\]\.clauses\[(\d+)\]/

/** Scope does not depend on the clock; matching rarely does. The day is enough, and keeps what was settled. */
function clockOf({ seed = 1 }: ProjectDocument): { readonly now: string; readonly seed: number } {
  return { now: new Date().toISOString().replace(/T.*/, 'T00:00:00Z'), seed }
}

function withScope({ scope: _, ...rest }: ObjectMapping, scope: ScopingFilter | undefined): ObjectMapping {
  return scope === undefined ? rest : { ...rest, scope }
}

function savedScope({ saved, document }: ProjectContext, { job, mapping }: ScopeQuestion): ScopingFilter | undefined {
  return (saved ?? document).jobs.find(({ id }) => id === job)?.objectMappings.find(({ id }) => id === mapping)?.scope
}

function unreadablePattern(scope: ScopingFilter | null, { collection, group, clause, message }: ClauseProblem): boolean {
  return scope?.[collection]?.[group]?.clauses[clause]?.operator.endsWith('REGEX MATCH') === true && message.includes('regular expression')
}

function listed(input: MappingInput, counts: (row: number) => boolean, display: (row: number) => string, search: string, anchors: ReadonlySet<string> | undefined): Int32Array {
  const wanted = foldCase(search)
  const rows: number[] = []
  input.source.anchors.forEach((anchor, row) => {
    if (!counts(row) || (anchors && !anchors.has(anchor))) return
    if (wanted === '' || foldCase(anchor).includes(wanted) || foldCase(display(row)).includes(wanted)) rows.push(row)
  })
  return Int32Array.from(rows)
}

interface RowToShow {
  readonly scope: ScopingFilter | undefined
  /** Row of the target; -1 for none. */
  readonly account: number
  readonly row: number
  readonly display: string
  readonly planned: PlannedObject | undefined
}

/** Reasons whose clause is one of the filter. */
const SCOPE_REASONS: ReadonlySet<string> = new Set(['outOfScope', 'leftScope', 'skipOutOfScope', 'alreadyDisabled'])

function toRow(
  input: MappingInput, { now, saved }: { readonly now: ScopeVerdicts; readonly saved: ScopeVerdicts },
  { scope, account, row, display, planned }: RowToShow,
): ScopeRow {
  const word = (verdicts: ScopeVerdicts): ScopeRow['now'] => (['out', 'in', 'undecided'] as const)[verdicts.whole[row] as 0 | 1 | 2]
  const action = planned?.action
  return {
    anchor: input.source.anchors[row] as string, display, now: word(now), saved: word(saved),
    groups: scopeVerdictsOf(input, scope?.groups ?? [], row), inputFilterGroups: scopeVerdictsOf(input, scope?.inputFilterGroups ?? [], row),
    ...(account < 0 ? {} : { account: input.target.display(account) }),
    fate: {
      kind: action?.kind ?? 'skip', status: action?.status ?? 'planned',
      text: action?.issues.find(({ severity }) => severity === 'failure')?.message ?? action?.reason.text ?? '',
      ...(action?.status !== 'failed' && SCOPE_REASONS.has(action?.reason.code ?? '') && action?.reason.clause !== undefined && { clause: action.reason.clause }),
    },
  }
}
