import type { ComponentProps } from 'react'
import { ExpressionEditor } from '../features/expression-editor/expression-editor'
import { MappingsView } from '../features/mappings/mappings-view'

/** The mappings with the editor of their values in its slot: what holds both features. */
export function MappingsScreen(props: Omit<ComponentProps<typeof MappingsView>, 'Editor'>) {
  return <MappingsView {...props} Editor={ExpressionEditor} />
}
