import type { ComponentProps } from 'react'
import type { MappingEditorProps } from '../draft/mapping-editor'
import { ExpressionEditor } from '../features/expression-editor/expression-editor'
import { MappingsView } from '../features/mappings/mappings-view'
import { objectNoun } from '../texts/common'
import { ObjectNoun } from '../ui/object-noun'

/** The mappings with the editor of their values in its slot: what holds both features. */
export function MappingsScreen(props: Omit<ComponentProps<typeof MappingsView>, 'Editor'>) {
  return <MappingsView {...props} Editor={Editor} />
}

/** The editor in the words of its source's type. */
function Editor(props: MappingEditorProps) {
  return <ObjectNoun.Provider value={objectNoun(props.source.type)}><ExpressionEditor {...props} /></ObjectNoun.Provider>
}
