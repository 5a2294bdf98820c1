/** What a target accepts in one attribute. Lengths count characters (bytes where the type is Binary). */
export interface AttributeConstraint {
  /** As the target spells it; look-ups ignore case. */
  readonly name: string
  readonly type: 'String' | 'Integer' | 'Boolean' | 'DateTime' | 'Reference' | 'Binary'
  readonly multiValued: boolean
  /** The limit that bites in practice, which may be smaller than the schema's. */
  readonly maxLength?: number
  readonly minLength?: number
  /** A create without a value fails. */
  readonly requiredOnCreate?: boolean
  /** A job may read it and never write it. */
  readonly readOnly?: boolean
  /** Where a value may stand once: `forest` is the whole target. */
  readonly unique?: 'forest' | 'domain' | 'container'
  readonly caseExact?: boolean
  /** Source of a regular expression; any match makes a value unacceptable. */
  readonly forbidden?: string
  /** Source of a regular expression that a whole value must match. */
  readonly allowed?: string
  /** The document it rests on. */
  readonly source: string
}

/** One line of a target's table. Default: one text, from the table's own source. */
export type ConstraintRow = Partial<Omit<AttributeConstraint, 'name'>>

/** A table by lower-case name, in the table's order. */
export function constraintMap(source: string, rows: Readonly<Record<string, ConstraintRow>>): ReadonlyMap<string, AttributeConstraint> {
  return new Map(Object.entries(rows).map(([name, row]) => [name.toLowerCase(), { name, type: 'String', multiValued: false, source, ...row }]))
}

/** extensionAttribute1 to 15, at most 1024 characters each: Exchange's own limit is 2048 from 11 on, Graph's 1024 for all. */
export function exchangeExtensionAttributes(): Record<string, ConstraintRow> {
  const source = 'Exchange schema, ms-Exch-Extension-Attribute; Graph, onPremisesExtensionAttributes'
  return Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`extensionAttribute${i + 1}`, { minLength: 1, maxLength: 1024, source }]))
}
