import { RESTART_SCOPES, restartOf, type RestartScope } from '../../../shared/model/restart'
import { REHEARSE } from '../../texts/rehearse'

/** A cycle of one type, or one after a restart: `restart` is what the admin centre's button does, `resetScope` resets what is chosen. */
export type CycleChoice = 'automatic' | 'initial' | 'incremental' | 'restart' | 'resetScope'

/** What the form holds: text as typed, so that half-typed values stay. */
export interface ChoiceForm {
  readonly configuration: 'draft' | 'saved'
  /** One job by its id, or empty for all in their order. */
  readonly job: string
  readonly cycle: CycleChoice
  /** What a restart resets, where it is one with scopes. */
  readonly scopes: readonly RestartScope[]
  /** `2027-01-01T00:00` in UTC, or empty for the computer's clock. */
  readonly asOf: string
  readonly seed: string
  readonly keep: boolean
}

export interface ChoiceProblems {
  readonly scopes: boolean
  readonly asOf: boolean
  readonly seed: boolean
}

export interface RehearseInput {
  readonly configuration: 'draft' | 'saved'
  readonly keep: boolean
  readonly job?: string
  readonly type?: 'initial' | 'incremental'
  readonly restart?: RestartScope[]
  readonly now?: string
  readonly seed?: number
}

const MOST_SEED = 2 ** 31

/** The saved configuration for the very first run, else the draft where there is one. */
export function firstChoices({ draft, runs, seed }: { readonly draft: boolean; readonly runs: number; readonly seed: number }): ChoiceForm {
  return { configuration: draft && runs > 0 ? 'draft' : 'saved', job: '', cycle: 'automatic', scopes: [], asOf: '', seed: String(seed), keep: true }
}

/** What is wrong with the fields of the form. */
export function problemsOf(form: ChoiceForm): ChoiceProblems {
  const seed = Number(form.seed)
  return {
    scopes: form.cycle === 'resetScope' && form.scopes.length === 0,
    asOf: form.asOf !== '' && Number.isNaN(Date.parse(`${form.asOf}Z`)),
    seed: form.seed.trim() === '' || !Number.isInteger(seed) || seed < 0 || seed > MOST_SEED,
  }
}

/** What is asked of the job process; `undefined` while something is wrong. */
export function toInput(form: ChoiceForm): RehearseInput | undefined {
  const problems = problemsOf(form)
  if (problems.scopes || problems.asOf || problems.seed) return undefined
  return {
    configuration: form.configuration, keep: form.keep, seed: Number(form.seed),
    ...(form.job !== '' && { job: form.job }), ...cycleOf(form),
    ...(form.asOf !== '' && { now: new Date(`${form.asOf}Z`).toISOString() }),
  }
}

/** What the cycle that is chosen does, as a sentence or several. */
export function cycleHint({ cycle, scopes }: Pick<ChoiceForm, 'cycle' | 'scopes'>): string {
  if (cycle !== 'restart' && cycle !== 'resetScope') return REHEARSE.cycleHints[cycle]
  const restart = restartOf(cycle === 'restart' ? [] : scopes)
  return restart === undefined || (cycle === 'resetScope' && scopes.length === 0) ? REHEARSE.chooseScopes : REHEARSE.restartDoes(restart)
}

function cycleOf({ cycle, scopes }: Pick<ChoiceForm, 'cycle' | 'scopes'>): Pick<RehearseInput, 'type' | 'restart'> {
  switch (cycle) {
    case 'automatic': return {}
    case 'initial':
    case 'incremental': return { type: cycle }
    case 'restart': return { restart: [] }
    case 'resetScope': return { restart: RESTART_SCOPES.filter((scope) => scopes.includes(scope)) }
  }
}
