import type { GuardHold, JobCounts } from '../../shared/model/cycle'
import type { ActionIssueCode } from '../../shared/model/plan'
import type { PlannedObject } from '../engine/run-mapping'

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
  #hold: GuardHold | null = null

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

  hold(hold: GuardHold, removals: readonly PlannedObject[]): void {
    this.#hold = this.#hold ? { ...hold, actions: this.#hold.actions + hold.actions } : hold
    for (const { action } of removals) if (action.kind !== 'skip') this.#actions[action.kind]--
  }

  counts(): JobCounts {
    const held: GuardHold | null = this.#hold ? { ...this.#hold, actions: this.#hold.actions + this.#protected }
      : this.#protected > 0 ? { guard: 'protected', count: this.#protected, limit: 1, actions: this.#protected } : null
    return {
      id: this.id, sourceObjects: this.#sourceObjects, outOfScope: this.#outOfScope, importSkipped: this.#importSkipped,
      inScope: this.#matched + this.#ambiguous + this.#unmatched, matched: this.#matched, ambiguous: this.#ambiguous, unmatched: this.#unmatched,
      actions: { ...this.#actions }, unchanged: this.#unchanged, noAction: this.#noAction, goneFromSource: this.#gone, failed: this.#failed, held,
      issues: Object.fromEntries([...this.#issues].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }
}
