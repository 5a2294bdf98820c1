import { childName } from '../../../shared/directory-name'
import type { Cell } from '../../../shared/model/attribute'
import { EvaluationError } from '../../../shared/expression/index'
import type { ObjectMapping } from '../../../shared/model/project'
import { compileMapping } from '../compile-mapping'
import { givenOnCreate } from '../flow-value'
import { contextOf, type LensPopulation } from './population'

/** What a source anchor in a reference would be written as, or why it would not: missing, or out of scope. */
export type ResolvedReference = { readonly text: string } | { readonly problem: 'missing' | 'outOfScope' }

/**
 * References as a cycle resolves them (provisioning-cycle.md §8). Somebody who is created in the same cycle is known by the name that
 * the mappings give them; whether that create would fail is not looked at.
 */
export function referenceResolver(population: LensPopulation, mapping: ObjectMapping): (anchor: string) => ResolvedReference {
  const { source, target, newAnchor } = population.input
  const rowOfAnchor = new Map(source.anchors.map((anchor, row) => [anchor, row]))
  const createdName = namesOfCreated(population, mapping)
  return (anchor) => {
    const row = rowOfAnchor.get(anchor)
    if (row === undefined) return MISSING
    const outcome = population.outcomeOfRow(row)
    switch (outcome.kind) {
      case 'linked':
      case 'matched': return outcome.target >= 0 ? { text: target.referenceText(outcome.target) } : MISSING
      case 'outOfScope': return OUT_OF_SCOPE
      case 'unmatched': return population.creates ? { text: createdName(row) ?? newAnchor(anchor) } : MISSING
      default: return MISSING
    }
  }
}

const MISSING: ResolvedReference = { problem: 'missing' }
const OUT_OF_SCOPE: ResolvedReference = { problem: 'outOfScope' }

/** The distinguished name of a person's new account, where the target has names and the mappings give one. By source row. */
function namesOfCreated(population: LensPopulation, mapping: ObjectMapping): (row: number) => string | undefined {
  const { input } = population
  const { target } = input
  if (!target.hasNames) return () => undefined
  const naming = mapping.attributeMappings.filter(({ target: name }) => ['cn', 'uid', 'parentdistinguishedname'].includes(name.toLowerCase()))
  const { flows } = compileMapping({ ...input, mapping: { ...mapping, attributeMappings: naming } }, input.source.attributes.length)
  const { context, at } = contextOf(input)
  return (row) => {
    const value = (name: string): string | undefined => {
      const flow = flows.find(({ target: mapped }) => mapped.toLowerCase() === name)
      if (!flow) return undefined
      at(flow, row)
      const reader = (slot: number): Cell => (slot < 0 ? null : population.sourceColumn(slot)[row] ?? null)
      try {
        const given = givenOnCreate(flow, flow.evaluate(reader, context))
        return typeof given === 'string' ? given : undefined
      } catch (error) {
        if (error instanceof EvaluationError) return undefined
        throw error
      }
    }
    const uid = target.product === 'activeDirectory' ? undefined : value('uid')
    const leaf = uid ?? value('cn')
    const parent = value('parentdistinguishedname') ?? mapping.container
    return leaf === undefined || parent === undefined ? undefined : childName(target.product === 'activeDirectory' ? 'CN' : uid === undefined ? 'cn' : 'uid', leaf, parent)
  }
}
