import { RESTART_SCOPES, type RestartScope } from '../../../shared/model/restart'

/** A cycle of one type, or what a restart resets before it; `Restart` is what the admin centre's button does. */
export type CycleChoice = 'automatic' | 'initial' | 'incremental' | RestartChoice
export type RestartChoice = 'Restart' | RestartScope

export const RESTARTS: readonly RestartChoice[] = ['Restart', ...RESTART_SCOPES]

/** What the form holds: text as typed, so that half-typed values stay. */
export interface ChoiceForm {
  readonly configuration: 'draft' | 'saved'
  /** One job by its id, or empty for all in their order. */
  readonly job: string
  readonly cycle: CycleChoice
  /** `2027-01-01T00:00` in UTC, or empty for the computer's clock. */
  readonly asOf: string
  readonly seed: string
  readonly keep: boolean
}

export interface ChoiceProblems {
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
  return { configuration: draft && runs > 0 ? 'draft' : 'saved', job: '', cycle: 'automatic', asOf: '', seed: String(seed), keep: true }
}

export function problemsOf(form: ChoiceForm): ChoiceProblems {
  const seed = Number(form.seed)
  return {
    asOf: form.asOf !== '' && Number.isNaN(Date.parse(`${form.asOf}Z`)),
    seed: form.seed.trim() === '' || !Number.isInteger(seed) || seed < 0 || seed > MOST_SEED,
  }
}

/** What is asked of the job process; `undefined` while something is wrong. */
export function toInput(form: ChoiceForm): RehearseInput | undefined {
  const problems = problemsOf(form)
  if (problems.asOf || problems.seed) return undefined
  return {
    configuration: form.configuration, keep: form.keep, seed: Number(form.seed),
    ...(form.job !== '' && { job: form.job }), ...cycleOf(form.cycle),
    ...(form.asOf !== '' && { now: new Date(`${form.asOf}Z`).toISOString() }),
  }
}

function cycleOf(cycle: CycleChoice): Pick<RehearseInput, 'type' | 'restart'> {
  switch (cycle) {
    case 'automatic': return {}
    case 'initial':
    case 'incremental': return { type: cycle }
    case 'Restart': return { restart: [] }
    default: return { restart: [cycle] }
  }
}
