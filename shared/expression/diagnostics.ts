import type { Span } from './ast'

/** Why an expression fails (expression-language.md §4). The list is closed. */
export const ERROR_CODES = [
  'SyntaxError', 'UnknownFunction', 'ArgumentCount', 'TypeMismatch', 'InvalidDate', 'InvalidDateFormat',
  'InvalidInterval', 'InvalidRegex', 'IndexOutOfRange', 'InvalidArgument', 'SelectUniqueValueNested',
  'UniqueValueExhausted', 'ExpressionTooLong', 'UserError',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What deserves a look although it evaluates. The list is closed. */
export type LintCode =
  | 'UnknownAttribute' | 'AttributeCase' | 'CurlyQuotes' | 'EmptyText' | 'OtherDialect'
  | 'DuplicateKey' | 'UnreachableKey' | 'BlanksInKey' | 'BranchTypes' | 'NullTestedCondition' | 'NullTestedSwitch'
  | 'ConnectSwitch' | 'SwitchFromEntra' | 'DateDiffInverted' | 'DatesComparedAsText' | 'ComparisonNeverHolds' | 'DateFormatMismatch' | 'NeverExpiresDate' | 'CaseKept'
  | 'SeparatorAsSuffix' | 'UniqueValueOnMatching' | 'UniqueValueAlways' | 'UniqueValueTarget' | 'UniqueValueDiacritics'
  | 'ResultTooLong' | 'ResultMayBeTooLong' | 'RefusedCharacters' | 'MultiValuedResult' | 'RegexUnanchored' | 'RegexRunaway' | 'UnknownGroup'
  | 'CaseOnlyChange' | 'RoleFunction' | 'PasswordNotRedacted' | 'ReferenceInSwitch'
  | 'DiacriticOutsideTable' | 'SurrogateCut'

export type DiagnosticCode = ErrorCode | LintCode

export interface TextEdit { readonly span: Span; readonly text: string }
export interface Fix { readonly title: string; readonly edits: readonly TextEdit[] }

/** Something to say about an expression, with the place, a sentence, the document it rests on, and what would cure it. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning' | 'info'
  readonly span: Span
  readonly message: string
  /** The paragraph that it rests on, for people. */
  readonly source?: string
  /** Where that paragraph stands. */
  readonly link?: string
  readonly fix?: Fix
}

/** An expression that fails for one object: its entry fails and is retried (expression-language.md §2). */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError'
  readonly code: ErrorCode
  readonly span: Span

  constructor(code: ErrorCode, message: string, span: Span, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.span = span
  }
}
