/**
 * What no document settles, decided here so that it can be changed in one place. Each names the paragraph of
 * expression-language.md that leaves it open; `null` stands for "no value".
 *
 * Four more are not constants but the shape of a function:
 * - §7, text functions other than Left, Word and Len: a source without a value gives no value (`functions/text.ts`);
 * - §2: `[country]=""` holds for an absent country too, as in VB (`textOrEmpty` in `value.ts`);
 * - §7 PCase: "digits and letters do not separate", so `2ND` gives `2nd`, where .NET prints `2Nd` (`title-case.ts`);
 * - §3: a flow action handed to a function becomes the result of the whole (`FlowSignal` in `value.ts`).
 */
export const decisions = {
  /** §1: the documents put no limit to nesting; the parser does, so that no text can exhaust the stack. */
  maxNesting: 1000,
  /** §1: at most 10,000 characters; beyond this many the text is not even parsed for the editor. */
  maxParsedLength: 100_000,
  /** §7 IIF: a condition without a value, or empty, is false, as in VB. */
  emptyConditionIsFalse: true,
  /** §2: a list of exactly one value stands for that value wherever one is wanted; of more, `TypeMismatch`. */
  singleValueListIsScalar: true,
  /** §7 Split: the printed sample shows `One, Two` split on a comma without the blank; no sentence states it. */
  splitTrims: true,
  /** §7 Split: the Graph listing marks the delimiter optional without naming a default. */
  splitDefaultDelimiter: ',',
  /** §7 InStr: comparison is binary unless asked otherwise. */
  inStrDefaultIgnoresCase: false,
  /** §7 SelectUniqueValue: a candidate that is null or empty cannot be looked up and is passed over. */
  emptyCandidateIsSkipped: true,
  /** §7 RandomString: characters beyond the minimums come from the classes asked for; from letters and digits if none was. */
  randomFillWhenNothingAsked: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  /** §7 PCase: an ASCII apostrophe belongs to the word, as in .NET. */
  apostropheSeparatesWords: false,
  /** §7 FormatDateTime: .NET's two-digit years end in 2049 (`TwoDigitYearMax` since .NET 8). */
  twoDigitYearMax: 2049,
  /** §7 FormatDateTime: a source without a value gives no value; an empty one does not parse. */
  formatNullGivesNull: true,
  /** §7 Replace: backtracking steps that one value may cost V8 at most, by estimate, before a safer engine takes over. */
  backtrackingSteps: 200_000,
  /** §7 Replace: the same for a pattern that can run away, whose estimate is often reached. */
  runawaySteps: 5_000,
  /** §7 Replace: steps of the counting matcher that a pattern has for each value, besides those for its length: a fifth of a millisecond. */
  patternSteps: 5_000,
  /** §7 Replace: steps for each UTF-16 code unit of a value. */
  patternStepsPerCharacter: 100,
  /** §7 Replace: steps that no value goes beyond, however long: some 30 ms. */
  patternStepsMost: 1_000_000,
} as const
