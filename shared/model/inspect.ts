import type { Issue } from './issue'

/*
 * What a file, directory or server was found to be: the document of `rehearsal inspect --json`, and what a project is proposed from.
 */

export type InspectFormat =
  | 'delimited' | 'xlsx' | 'workday-xml' | 'successfactors-json' | 'json' | 'xml' | 'ldif' | 'graph-json' | 'scim-json'
  | 'scim-bulk' | 'sqlite' | 'ldap' | 'scim' | 'postgresql' | 'synchronization-schema'

export interface InspectDialect {
  readonly delimiter: string
  /** Empty for none. */
  readonly quote: string
  readonly newline: string
  /** Whether the first row names the columns. */
  readonly header: boolean
}

/** A profile of one attribute over the objects that were looked at. */
export interface InspectAttribute {
  readonly name: string
  /** What the values look like; everything is read as text. */
  readonly type: 'string' | 'integer' | 'boolean' | 'dateTime' | 'reference' | 'binary'
  readonly multiValued: boolean
  /** Objects that have a value. */
  readonly filled: number
  /** Different values, by exact text. */
  readonly distinct: number
  /** Characters of the longest value. */
  readonly maxLength: number
  /** A few values in the order in which they came. */
  readonly samples: readonly string[]
}

export interface InspectObjectType {
  /** `row`, `user`, `group` … as the connector names it. */
  readonly name: string
  readonly count: number
  /** The attribute that is filled and different everywhere and looks like a key. */
  readonly suggestedAnchor?: string
  readonly attributes: readonly InspectAttribute[]
}

export interface InspectResult {
  readonly format: InspectFormat
  readonly encoding?: string
  readonly dialect?: InspectDialect
  readonly objectTypes: readonly InspectObjectType[]
  readonly issues: readonly Issue[]
}
