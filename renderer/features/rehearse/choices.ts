/** What the form holds: text as typed, so that half-typed values stay. */
export interface ChoiceForm {
  readonly configuration: 'draft' | 'saved'
  readonly type: 'automatic' | 'initial' | 'incremental'
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
  readonly type?: 'initial' | 'incremental'
  readonly now?: string
  readonly seed?: number
}

const MOST_SEED = 2 ** 31

/** The saved configuration for the very first run, else the draft where there is one. */
export function firstChoices({ draft, runs, seed }: { readonly draft: boolean; readonly runs: number; readonly seed: number }): ChoiceForm {
  return { configuration: draft && runs > 0 ? 'draft' : 'saved', type: 'automatic', asOf: '', seed: String(seed), keep: true }
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
    ...(form.type !== 'automatic' && { type: form.type }),
    ...(form.asOf !== '' && { now: new Date(`${form.asOf}Z`).toISOString() }),
  }
}
