import type { ComponentType } from 'react'
import type { AttributeMapping } from '../../../shared/model/project'
import type { CheckOptions } from '../../../shared/expression/index'
import type { Place } from './mapping-draft'

/** What the editor of a mapping's value is given. The view that holds both features puts the editor into this slot. */
export interface MappingEditorProps {
  readonly mapping: AttributeMapping
  readonly place: Place
  readonly checkOptions: CheckOptions
  readonly sourceName: string
  readonly targetName: string
  readonly targetProduct: string | undefined
  readonly defaultDomain: string | undefined
  readonly seed: number
  /** The instant that the expression takes for now. */
  readonly now: string
  readonly onText: (expression: string) => void
  /** Where systems are read. */
  readonly onConnections: () => void
}

export type MappingEditor = ComponentType<MappingEditorProps>
