import { AppError } from '../../shared/app-error'
import type { ReplanAnswer, ReplanRow } from '../../shared/ipc/replan-views'
import type { Page } from '../../shared/ipc/views'
import { foldCase } from '../../shared/fold-case'
import type { ProjectDocument } from '../../shared/model/project'
import type { PlanBasis } from './plan-basis'
import type { ProjectContext } from './project-context'
import { type PlanDifference, replanDifference } from './replan'
import type { Session } from './session'

/**
 * What edits would change, worked out while nothing else is under way: one question at a time, the newest. `giveUp` ends it before real
 * work begins, for both need the session to themselves.
 */
export class ReplanDesk {
  #running: Running | undefined
  #last: { readonly hash: string; readonly basis: PlanBasis; readonly difference: PlanDifference } | undefined
  /** Ends what is worked out ahead, while it is. */
  #preparing: AbortController | undefined

  /**
   * Works out what edits are compared with before there is one, so that the first is not waited for. Nothing where something was asked
   * already. An edit that comes meanwhile waits for it.
   */
  async prepare(open: () => Session, project: ProjectContext): Promise<void> {
    if (this.#running || this.#last) return
    const controller = this.#preparing = new AbortController()
    await this.difference(open, project, controller)
    if (this.#preparing === controller) this.#preparing = undefined
  }

  /** `open` gives the session once nobody else works with it. */
  async difference(open: () => Session, { document, configHash }: ProjectContext, controller = new AbortController()): Promise<ReplanAnswer> {
    const started = performance.now()
    const before = this.#running
    const done = (before ? this.#ended(before) : Promise.resolve()).then(() => {
      if (controller.signal.aborted) throw new AppError('cancelled', 'Cancelled.')
      return this.#answer(open(), { document, configHash, signal: controller.signal })
    })
    const running = this.#running = { controller, done }
    try {
      const difference = await done
      if (controller.signal.aborted) return { kind: 'superseded' }
      if (!difference) return { kind: 'rehearse' }
      const { run, before: was, after, counts, changed } = difference
      const trips = after.flatMap((job) => (job.guards ?? (job.held ? [job.held] : [])).map((hold) => ({ ...hold, job: job.id })))
      return { kind: 'difference', view: { hash: configHash, run, before: was, after, counts, trips, people: changed.length, durationMs: Math.round(performance.now() - started) } }
    } catch (error) {
      return unanswered(error)
    } finally {
      if (this.#running === running) this.#running = undefined
    }
  }

  /** What was found out for the same configuration over the same run and the same reads is answered again: each authoring screen asks. */
  async #answer(
    session: Session,
    { document, configHash, signal }: { readonly document: ProjectDocument; readonly configHash: string; readonly signal: AbortSignal },
  ): Promise<PlanDifference | undefined> {
    session.beginWork()() // what another process wrote meanwhile ends what the session knows
    if (this.#last && this.#last.hash === configHash && this.#last.basis === session.basis) return this.#last.difference
    const difference = await replanDifference(session, document, { signal, onProgress: () => undefined })
    this.#last = difference && session.basis && !signal.aborted ? { hash: configHash, basis: session.basis, difference } : this.#last
    return difference
  }

  /** One page of those whose outcome the edit changes, in the order of the plan. Empty when another edit has been looked at since. */
  people(
    { configHash }: ProjectContext,
    { hash, search = '', offset, limit }: { readonly hash: string; readonly search?: string | undefined; readonly offset: number; readonly limit: number },
  ): Page<ReplanRow> {
    if (this.#last?.hash !== hash || configHash !== hash) return { total: 0, offset, rows: [] }
    const wanted = foldCase(search)
    const { changed } = this.#last.difference
    const found = wanted === ''
      ? changed
      : changed.filter(({ after: { source, target } }) => [source?.display, source?.anchor, target?.display].some((name) => name !== undefined && foldCase(name).includes(wanted)))
    return { total: found.length, offset, rows: found.slice(offset, offset + limit).map(({ seq, before, after }) => ({ seq, before, after })) }
  }

  /** Whether there is an answer whose people somebody may still ask for. */
  get isAsked(): boolean {
    return this.#running !== undefined || this.#last !== undefined
  }

  /** The run that edits were compared with is no longer the last one. */
  forget(): void {
    this.#last = undefined
  }

  /** Ends what is being worked out; resolves when the session is free. */
  async giveUp(): Promise<void> {
    this.#preparing?.abort()
    if (this.#running) await stopped(this.#running)
  }

  async #ended(before: Running): Promise<void> {
    if (before.controller === this.#preparing) await before.done.catch(() => undefined) // whoever asked hears of it
    else await stopped(before)
  }
}

interface Running {
  readonly controller: AbortController
  readonly done: Promise<unknown>
}

async function stopped({ controller, done }: Running): Promise<void> {
  controller.abort()
  await done.catch(() => undefined) // whoever asked hears of it
}

function unanswered(error: unknown): ReplanAnswer {
  if (!(error instanceof AppError)) throw error
  switch (error.code) {
    case 'cancelled': return { kind: 'superseded' }
    case 'nothingRead': return { kind: 'unread' }
    case 'mirrorBusy': return { kind: 'busy' }
    case 'projectInvalid':
    case 'systemUnknown':
    case 'jobUnknown': return { kind: 'invalid', message: error.message }
    default: throw error
  }
}
