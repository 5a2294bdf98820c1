import type { GuardHold, JobCounts } from '../../shared/model/cycle'
import { GUARD_ORDER } from '../engine/guards'
import { quarantineOf } from '../engine/quarantine'
import type { ActionIssueCode, PlanSummary } from '../../shared/model/plan'
import type { PlannedObject } from '../engine/planned-object'

/** Counts one job's outcomes, each object once (cli-and-plan.md, `cycle --json`). */
export class JobCounter {
  readonly #actions = { create: 0, update: 0, disable: 0, enable: 0, delete: 0 }
  readonly #issues = new Map<ActionIssueCode, number>()
  #sourceObjects = 0
  #outOfScope = 0
  #importSkipped = 0
  #matched = 0
  #ambiguous = 0
  #unmatched = 0
  #unchanged = 0
  #noAction = 0
  #gone = 0
  #failed = 0
  #protected = 0
  #held = 0
  readonly #tripped: GuardHold[] = []
  #released: readonly GuardHold[] = []

  constructor(readonly id: string) {}

  /** Counts an outcome, or so many that count alike. */
  count({ action, match }: Pick<PlannedObject, 'action' | 'match'>, times = 1): void {
    if (match === 'gone') this.#gone += times
    else this.#sourceObjects += times
    switch (match) {
      case 'outOfScope': this.#outOfScope += times; break
      case 'skipped': this.#importSkipped += times; break
      case 'linked':
      case 'matched': this.#matched += times; break
      case 'ambiguous': this.#ambiguous += times; break
      case 'unmatched': this.#unmatched += times; break
      case 'duplicate':
        if (action.target !== undefined) this.#matched += times
        else this.#unmatched += times
        break
      case 'gone': break
    }
    for (const issue of action.issues) this.#issues.set(issue.code, (this.#issues.get(issue.code) ?? 0) + times)
    if (match === 'skipped' && action.status !== 'failed') this.#issues.set('ImportSkipped', (this.#issues.get('ImportSkipped') ?? 0) + times)
    if (action.status === 'failed') this.#failed += times
    else if (action.status === 'held') this.#protected += times
    else if (action.kind === 'skip') {
      this.#noAction += times
      if (action.reason.code === 'unchanged') this.#unchanged += times
    } else this.#actions[action.kind] += times
  }

  /** Counts what guards hold, each action once whichever of them hold it. */
  hold(tripped: readonly GuardHold[], held: readonly PlannedObject[]): void {
    this.#tripped.push(...tripped)
    this.#held += held.length
    for (const { action } of held) if (action.kind !== 'skip') this.#actions[action.kind]--
  }

  /** Guards that would have held something, had they not been released. */
  release(tripped: readonly GuardHold[]): void {
    this.#released = [...this.#released, ...tripped]
  }

  /** Who is counted so far. */
  decided(): number {
    return this.#sourceObjects + this.#gone
  }

  /** What is planned so far. */
  planned(): PlanSummary {
    return { ...this.#actions, failed: this.#failed, held: this.#held + this.#protected }
  }

  counts(): JobCounts {
    const tripped = [...this.#tripped].sort((a, b) => GUARD_ORDER.indexOf(a.guard) - GUARD_ORDER.indexOf(b.guard))
    const [first] = tripped
    const held: GuardHold | null = first ? { ...first, actions: this.#held + this.#protected }
      : this.#protected > 0 ? { guard: 'protected', count: this.#protected, limit: 1, actions: this.#protected } : null
    const references = (this.#issues.get('ReferenceNotFound') ?? 0) + (this.#issues.get('ReferenceOutOfScope') ?? 0)
    const { create, update, disable, enable, delete: deleted } = this.#actions
    const quarantine = tripped.some((hold) => hold.guard === 'deletions') ? { reason: 'TooManyDeletes' as const, failed: this.#failed, references, limit: first?.limit ?? 0 }
      : quarantineOf({ failed: this.#failed, references, succeeded: create + update + disable + enable + deleted + this.#unchanged })
    return {
      id: this.id, sourceObjects: this.#sourceObjects, outOfScope: this.#outOfScope, importSkipped: this.#importSkipped,
      inScope: this.#matched + this.#ambiguous + this.#unmatched, matched: this.#matched, ambiguous: this.#ambiguous, unmatched: this.#unmatched,
      actions: { ...this.#actions }, unchanged: this.#unchanged, noAction: this.#noAction, goneFromSource: this.#gone, failed: this.#failed, held,
      ...(tripped.length > 1 ? { guards: tripped } : {}), ...(this.#released.length > 0 ? { released: this.#released } : {}), ...(quarantine ? { quarantine } : {}),
      issues: Object.fromEntries([...this.#issues].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }
}
