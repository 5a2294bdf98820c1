import { AppError } from '../../shared/app-error'
import type { InputOf } from '../../shared/ipc/contract'
import type { LensAnswer, LensRow } from '../../shared/ipc/lens-views'
import type { Page } from '../../shared/ipc/views'
import type { AttributeMapping, ObjectMapping } from '../../shared/model/project'
import { compileEdited, invalidBecause } from '../engine/lens/edited-mapping'
import { type LensComparison, measure } from '../engine/lens/measure'
import { peopleOf, rowsOf } from '../engine/lens/people'
import type { LensPopulation } from '../engine/lens/population'
import { runFlow, type RunningFlow } from '../engine/lens/run-flow'
import { displayOf } from '../engine/display-of'
import { findMapping } from '../../shared/model/find-mapping'
import type { LensData } from './lens-data'
import type { ProjectContext } from './project-context'

export type LensQuestion = InputOf<'lens.measure'>
export type LensPeopleQuestion = InputOf<'lens.people'>

/** Runs that are kept, so that a list of people and the number that opened it come from the same one. */
const KEPT_RUNS = 4
const SLICE = 1000
/** Above so many people an answer does not wait for everybody: it says how many it has looked at, and the same question goes on. */
const WHOLE_UP_TO = 250_000
const ANSWER_WITHIN_MS = 120

/** Whether the question that is being worked on was overtaken by a newer one; asked before the first thousand people and after each. */
export type Superseded = () => boolean

interface Measured {
  readonly comparison: LensComparison
  readonly displayOf: (person: number) => string
  readonly lists: Map<string, Int32Array>
}

/** Answers the lens's two questions over what `LensData` holds. One at a time: a question is either whole or overtaken. */
export class LensDesk {
  readonly #runs = new Map<string, RunningFlow>()
  readonly #lists = new Map<string, Int32Array>()

  async measure(data: LensData | undefined, project: ProjectContext, question: LensQuestion, superseded: Superseded): Promise<LensAnswer> {
    const started = performance.now()
    const found = await this.#compare(data, project, question, superseded, started)
    if ('kind' in found) return found
    const { comparison, displayOf } = found
    const { stopped } = comparison.edited
    if (stopped) {
      const { input, rows } = comparison.edited.population
      return {
        kind: 'stopped', pattern: stopped.pattern, anchor: input.source.anchors[rows[stopped.person] as number] as string, display: displayOf(stopped.person),
        message: stopped.message,
      }
    }
    const lens = measure(comparison, displayOf)
    return { kind: 'measured', lens: { ...lens, durationMs: Math.round(performance.now() - started) } }
  }

  /** Throws `nothingRead` and `projectInvalid` where the question has no numbers whose people could be listed. */
  async people(
    data: LensData | undefined, project: ProjectContext, { part, bin, anchors, search, offset, limit, ...question }: LensPeopleQuestion,
    superseded: Superseded,
  ): Promise<Page<LensRow>> {
    const found = await this.#compare(data, project, question, superseded, undefined)
    if ('kind' in found) throw found.kind === 'unread'
      ? new AppError('nothingRead', `${found.name} was never read; read it first.`, { system: found.system })
      : new AppError('projectInvalid', 'message' in found ? found.message : 'The question was overtaken.')
    const { comparison, displayOf, lists } = found
    const key = JSON.stringify([question, part, bin, anchors, search, comparison.edited.evaluated])
    let people = lists.get(key)
    if (!people) {
      people = peopleOf(comparison, { part, bin, ...(anchors && { anchors: new Set(anchors) }), ...(search !== undefined && { search }) }, displayOf)
      lists.clear()
      lists.set(key, people)
    }
    return { total: people.length, offset, rows: rowsOf(comparison, people.subarray(offset, offset + limit), displayOf) }
  }

  /** Goes on with a run whose answer did not wait for everybody; true when there is nothing left to do. */
  goOn(): boolean {
    const unfinished = [...this.#runs.values()].find((run) => run.evaluated < run.population.size && !run.stopped)
    return !unfinished || unfinished.advance(SLICE)
  }

  async #compare(
    data: LensData | undefined, project: ProjectContext, question: LensQuestion, superseded: Superseded, started: number | undefined,
  ): Promise<Measured | Exclude<LensAnswer, { kind: 'measured' }>> {
    const { document } = project
    const { attribute, against } = question
    const { job, mapping } = findMapping(document, question)
    const unread = data ? data.unread(document, job, against) : document.systems.find(({ id }) => id === job.source)
    if (!data || unread) return { kind: 'unread', system: unread?.id ?? job.source, name: unread?.name ?? job.source }
    const invalid = invalidBecause(attribute)
    if (invalid !== undefined) return { kind: 'invalid', message: invalid }
    const { key, mapping: whole, population: loading } = data.population(document, job, mapping, attribute)
    const population = await loading.catch(asInvalid)
    if ('kind' in population) return population
    if (superseded()) return { kind: 'superseded' }
    const edited = this.#run(key, population, whole, attribute)
    const saved = against === 'target' ? undefined : this.#saved(key, population, whole, project, attribute.target)
    for (const run of saved === undefined || saved === 'nothing' ? [edited] : [saved, edited]) {
      const deadline = started !== undefined && population.size > WHOLE_UP_TO ? Math.max(performance.now(), started + ANSWER_WITHIN_MS) : Infinity
      while (!run.stopped && run.evaluated < population.size && performance.now() <= deadline) {
        run.advance(SLICE)
        if (superseded()) return { kind: 'superseded' }
      }
    }
    const display = displayOf(population.input)
    return { comparison: { edited, saved }, displayOf: (person) => display(population.rows[person] as number), lists: this.#lists }
  }

  /** The run of a mapping over a population, as far as it got when it was last asked for. */
  #run(populationKey: string, population: LensPopulation, mapping: ObjectMapping, attribute: AttributeMapping): RunningFlow {
    const flow = compileEdited(population.input, attribute)
    const key = JSON.stringify([attribute, flow.reference ? mapping : undefined, populationKey])
    const run = this.#runs.get(key) ?? runFlow(population, flow, mapping)
    this.#runs.delete(key)
    if (this.#runs.size >= KEPT_RUNS) this.#runs.delete(this.#runs.keys().next().value as string)
    this.#runs.set(key, run)
    return run
  }

  /** The saved version's mapping of the attribute; `nothing` where it has none, or one that does not compile. */
  #saved(populationKey: string, population: LensPopulation, whole: ObjectMapping, project: ProjectContext, target: string): RunningFlow | 'nothing' {
    const document = project.saved ?? project.document
    const mapping = document.jobs.find(({ id }) => id === population.input.job.id)?.objectMappings.find(({ id }) => id === whole.id)
    const attribute = mapping?.attributeMappings.find((m) => m.target === target)
    return !attribute || invalidBecause(attribute) !== undefined ? 'nothing' : this.#run(populationKey, population, whole, attribute)
  }
}

/** A matching attribute that does not compile: nobody can be matched until it does. */
function asInvalid(cause: unknown): Extract<LensAnswer, { kind: 'invalid' }> {
  if (cause instanceof AppError && cause.code === 'projectInvalid') return { kind: 'invalid', message: cause.message }
  throw cause
}
