import type { ComponentType } from 'react'
import type { AttributeMapping, GoldenRecord } from '../../shared/model/project'
import type { CheckOptions } from '../../shared/expression/index'
import type { Place, TestEdit } from './mapping-draft'

/** What can be asked of an attribute that a mapping reads: another name everywhere, what feeds it, where it is used. */
export type AttributeAction = 'rename' | 'feeding' | 'usages'

/** What the editor of a mapping's value is given by the list of mappings that it stands in. */
export interface MappingEditorProps {
  readonly mapping: AttributeMapping
  readonly place: Place
  /** Says which mapping of which project this is, for what is remembered of it. */
  readonly mappingKey: string
  /** Number of the last saved version, where there is one. */
  readonly version: number | undefined
  /** Whether the last saved version has this mapping. */
  readonly inSaved: boolean
  /** All golden records of the project, as the draft has them. */
  readonly tests: readonly GoldenRecord[]
  readonly checkOptions: CheckOptions
  /** Where the expression's attributes are read. */
  readonly source: { readonly system: string; readonly type: string }
  /** The expression of the last saved version, where it has one: `v7`, and its text. */
  readonly saved: { readonly name: string; readonly text: string } | undefined
  readonly sourceName: string
  readonly targetName: string
  readonly targetProduct: string | undefined
  readonly defaultDomain: string | undefined
  readonly seed: number
  /** The instant that the expression takes for now. */
  readonly now: string
  readonly onText: (expression: string) => void
  /** The attribute that the caret touches. */
  readonly onCaretAttribute: (name: string | undefined) => void
  readonly onAttribute: (action: AttributeAction, name: string | undefined) => void
  readonly onTest: (edit: TestEdit) => void
  /** Where systems are read. */
  readonly onConnections: () => void
}

export type MappingEditor = ComponentType<MappingEditorProps>
