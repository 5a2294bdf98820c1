import { parse } from '../../../shared/expression/index'
import { structureErrors } from '../../../shared/expression/structure'
import { type AttributeMapping, expressionOf } from '../../../shared/model/project'
import { compileMapping, type Flow } from '../compile-mapping'
import type { MappingInput } from '../ports'

/** Why a mapping as it stands in the editor would fail for everybody; undefined where it would not. */
export function invalidBecause(edited: AttributeMapping): string | undefined {
  const text = expressionOf(edited)
  if (text === undefined) return undefined
  const { tree, diagnostics } = parse(text)
  return diagnostics.find(({ severity }) => severity === 'error')?.message ?? (tree && structureErrors(tree)[0]?.message)
}

/** One mapping, ready to run. Throws `projectInvalid` where it is invalid. */
export function compileEdited(input: MappingInput, edited: AttributeMapping): Flow {
  return compileMapping({ ...input, mapping: { ...input.mapping, attributeMappings: [edited] } }, input.source.attributes.length).flows[0] as Flow
}
