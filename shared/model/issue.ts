/** Everything that can be wrong with data while it is read (camelCase), as a closed list. */
export type ReadIssueCode =
  | 'raggedRow'
  | 'anchorMissing'
  | 'anchorDuplicate'
  | 'rowRepeated'
  | 'effectiveDateInvalid'
  | 'headerRepeated'
  | 'headerDuplicate'
  | 'headerEmpty'
  | 'quoteUnclosed'
  | 'encodingDoubtful'
  | 'invalidCharacter'
  | 'nulByte'
  | 'cellTooLong'
  | 'fileEmpty'
  | 'typeMissing'
  | 'fileTruncated'
  | 'entryUnreadable'
  | 'dnMissing'
  | 'valueUnreadable'
  | 'valueByReference'
  | 'changeRecord'
  | 'referralIgnored'
  | 'rangeIncomplete'
  | 'resultLimited'
  | 'attributeRepeated'
  | 'pageMissing'
  | 'ownerUnknown'

/** Something wrong with data, as data: the pipeline records it and goes on; a person reads it. */
export interface Issue {
  readonly code: ReadIssueCode
  /** Where a person can find it again: `people.csv line 1204`, or a DN. */
  readonly origin: string
  /** One sentence: what, why, what to do. */
  readonly message: string
}
