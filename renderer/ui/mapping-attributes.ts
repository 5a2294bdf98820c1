import { parse, walk } from '../../shared/expression/index'
import { expressionOf, type AttributeMapping } from '../../shared/model/project'

/** Source attributes that a mapping reads, each once, in the order in which they stand. A text that does not parse reads none. */
export function attributesRead(mapping: AttributeMapping): readonly string[] {
  if (mapping.type === 'Direct') return [mapping.source]
  const text = expressionOf(mapping)
  if (text === undefined) return []
  const { tree, recovered } = parse(text)
  const root = tree ?? recovered
  if (root === undefined) return []
  return [...new Set(walk(root).flatMap((node) => (node.kind === 'attribute' ? [node.name] : [])))]
}
