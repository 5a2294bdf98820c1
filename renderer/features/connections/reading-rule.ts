import type { SystemView } from '../../../shared/ipc/views'

export type RuleId =
  | 'encoding' | 'delimiter' | 'quote' | 'header' | 'skipRows' | 'anchor' | 'effectiveDate' | 'emptyIsValue' | 'nullTexts' | 'timeZone' | 'lookAhead'
  | 'url' | 'baseDn' | 'filter' | 'bindDn' | 'pageSize' | 'encrypted'

/** How a system is read, one decision at a time. */
export interface ReadingRule {
  readonly id: RuleId
  readonly name: string
  /** `fixed` is shown only: the project has no setting for it here, or it is changed elsewhere. `zone` is a time zone, offered or typed. */
  readonly kind: 'choice' | 'text' | 'number' | 'zone' | 'fixed'
  /** What is set or found, as it is stored. The empty text for a choice is: as detected. */
  readonly value: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** What speaks for it. */
  readonly evidence?: string
  readonly hint?: string
  /** Set in the project, not detected. */
  readonly yours: boolean
  /** For numbers: the least and the most. */
  readonly range?: readonly [number, number]
}

export type Finding = NonNullable<SystemView['lastRead']>['finding']
