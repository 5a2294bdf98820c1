import type { AttributeValue } from '../model/attribute'

/*
 * What the population lens says: one mapping, as it stands in the editor, run over everybody in scope. The parts of `happens` sum to
 * `people`; those of `wrong` may overlap. Whoever a number counts is listed by `lens.people` with the same question.
 */

/** Every number of the lens that can be opened. */
export type LensPart = 'changes' | 'same' | 'newAccount' | 'unknown' | 'collides' | 'characters' | 'blank' | 'tooLong' | 'fails'

/**
 * What can be wrong with one person's value. The number `characters` counts both values that the target refuses for their characters and
 * addresses with characters outside ASCII, which it takes.
 */
export type LensWrong = 'collides' | 'characters' | 'notAscii' | 'blank' | 'tooLong' | 'fails'

export interface LensHistogramBin {
  /** As it stands under the bar: `20`, `20–23`, a value, `n others`. */
  readonly label: string
  readonly count: number
}

export interface LensOddity {
  readonly anchor: string
  readonly display: string
  readonly value: AttributeValue | null
  /** `only one in Cyrillic`, `shortest`, `longest`, `starts with a dot`. */
  readonly why: string
}

export interface LensView {
  readonly against: 'target' | 'saved'
  /** People in scope of the object mapping whose value was asked for. */
  readonly people: number
  /** How many were run so far; equals `people` when the answer is whole. */
  readonly evaluated: number
  /** `same` and `changes` compare with what the target holds now, or with what the saved version gives; `unknown`: matching is ambiguous. */
  readonly happens: { readonly changes: number; readonly same: number; readonly newAccount: number; readonly unknown: number }
  readonly wrong: {
    readonly collides: number
    /** How many different values collide. */
    readonly collidingValues: number
    readonly characters: number
    readonly blank: number
    readonly tooLong: number
    readonly fails: number
  }
  /** What `characters` means for this target attribute: `characters outside ASCII`, `characters that AD refuses`. */
  readonly charactersText: string
  readonly histogram: {
    readonly of: 'length' | 'value'
    readonly bins: readonly LensHistogramBin[]
    /** The target's limit in characters, where it has one. */
    readonly limit?: number
  }
  /** At most ten, the strangest first. */
  readonly oddest: readonly LensOddity[]
  /** The codes of what fails, with how many people each, most frequent first. */
  readonly failures: readonly { readonly code: string; readonly message: string; readonly people: number }[]
  readonly durationMs: number
}

export type LensAnswer =
  | { readonly kind: 'measured'; readonly lens: LensView }
  /** A newer question of the same window took its place. */
  | { readonly kind: 'superseded' }
  /** The source was never read, or the target where the comparison is with it: name of the system. */
  | { readonly kind: 'unread'; readonly system: string; readonly name: string }
  /** The text does not compile: the last answer stays on the screen. */
  | { readonly kind: 'invalid'; readonly message: string }
  /** A pattern ran away and was stopped. */
  | { readonly kind: 'stopped'; readonly message: string; readonly pattern: string; readonly anchor: string; readonly display: string }

/** One person of a number of the lens. */
export interface LensRow {
  readonly anchor: string
  readonly display: string
  /** What the target holds now, or what the saved version gives; null for no value, absent where there is no account. */
  readonly before?: AttributeValue | null
  /** What the expression gives; null for no value, absent where it fails. */
  readonly after?: AttributeValue | null
  readonly outcome: 'changes' | 'same' | 'newAccount' | 'unknown'
  readonly wrong: readonly LensWrong[]
  /** What is wrong in a sentence, where something is: with whom it collides, which limit, which error. */
  readonly note?: string
}

/** One expectation of a golden record, run. */
export interface GoldenResult {
  readonly test: string
  readonly name: string
  readonly job: string
  readonly objectMapping: string
  readonly anchor: string
  readonly attribute: string
  readonly passed: boolean
  /** As text for people: a quoted value, a list, `no value`, an error's code, an action. */
  readonly expected: string
  readonly actual: string
  /** Why it cannot be run, where it cannot: its mapping is gone, its expression does not compile. */
  readonly problem?: string
}
