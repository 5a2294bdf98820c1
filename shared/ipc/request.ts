import type { z } from 'zod'

/** Which process answers: main itself, the job process (the only writer) or the view process (reads the mirror only). */
export type Answerer = 'main' | 'job' | 'view'

export interface RequestDefinition<To extends Answerer, Input extends z.ZodType, Output> {
  readonly input: Input
  readonly to: To
  /** Carries the output's type and nothing else. */
  readonly output: Output
}

/** Declares one request: which process answers it, a schema for its input, the type of its output. */
export function defineRequest<To extends Answerer, Input extends z.ZodType, Output>(definition: RequestDefinition<To, Input, Output>): RequestDefinition<To, Input, Output> {
  return definition
}

/** A type as a value: outputs come from our own processes and are not validated again. */
export function type<T>(): T {
  return undefined as T
}
