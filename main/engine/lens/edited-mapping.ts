import { parse } from '../../../shared/expression/index'
import { structureErrors } from '../../../shared/expression/structure'
import { type AttributeMapping, expressionOf } from '../../../shared/model/project'
import { compileMapping, type Flow } from '../compile-mapping'
import type { MappingInput } from '../ports'

/** The mapping as it stands in the editor, ready to run, or why it would fail for everybody. */
export function compileEdited(input: MappingInput, edited: AttributeMapping): { readonly flow: Flow } | { readonly invalid: string } {
  const text = expressionOf(edited)
  if (text !== undefined) {
    const { tree, diagnostics } = parse(text)
    const error = diagnostics.find(({ severity }) => severity === 'error') ?? (tree && structureErrors(tree)[0])
    if (error) return { invalid: error.message }
  }
  const { flows } = compileMapping({ ...input, mapping: { ...input.mapping, attributeMappings: [edited] } }, input.source.attributes.length)
  return { flow: flows[0] as Flow }
}
