import type { Job } from './project'

/** One value that a chain of jobs set, and the rounds in which it changed. */
export interface ChainValue {
  readonly system: string
  readonly objectType: string
  readonly anchor: string
  readonly display: string
  readonly attribute: string
  /** By round, from 1: the job that set it, and what it set; null where it cleared it. */
  readonly changes: readonly { readonly round: number; readonly job: string; readonly value: string | readonly string[] | null }[]
}

/** Values on which the jobs that set them never agree. */
export interface Oscillation {
  /** `from` to `to` are the rounds that repeat; of values that never come back, the last ones. */
  readonly from: number
  readonly to: number
  /** How many values there are, and the first of them by system, object and attribute. */
  readonly values: number
  readonly examples: readonly ChainValue[]
}

/** What the rounds of a chain came to. */
export interface ChainResult {
  readonly rounds: number
  /** The round after which nothing changed any more; absent where it never settled. */
  readonly settledAfter?: number
  /** How many values settled in each round, from 1. */
  readonly settled: readonly number[]
  /** Values that come back to what they were. */
  readonly oscillation?: Oscillation
  /** Values that are new in every round; with them every round is run that may be. */
  readonly growing?: Oscillation
}

/** Jobs that write into the source of a job before them: what they write is seen in a further round only. */
export function feedback(jobs: readonly Job[]): readonly { readonly writer: string; readonly reader: string; readonly system: string }[] {
  return jobs.flatMap((writer, at) => jobs
    .slice(0, at + 1)
    .filter((reader) => reader.source === writer.target)
    .map((reader) => ({ writer: writer.id, reader: reader.id, system: writer.target })))
}
