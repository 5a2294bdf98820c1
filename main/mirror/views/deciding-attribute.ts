import { compile, EvaluationError, parse, PatternStopped, type EvaluationContext } from '../../../shared/expression/index'
import { foldCase } from '../../../shared/fold-case'
import type { AttributeValue } from '../../../shared/model/attribute'
import { expressionOf, type ObjectMapping } from '../../../shared/model/project'
import { ownEntry } from '../../../shared/own-entry'

type Attributes = Readonly<Record<string, AttributeValue>>

/** The matching attribute by which a person's account was found, and the value that both sides have. */
export interface Decided {
  readonly on: string
  readonly value: string
}

/**
 * Says of people of an object mapping by which matching attribute their account was found. A plan does not write it down: it is the first in the
 * order of priority in which the account, as it was before the plan, has a value that the person has; `undefined` where it has none any more.
 */
export function decidingAttribute({ attributeMappings }: ObjectMapping, setting: Pick<EvaluationContext, 'now' | 'seed' | 'defaultDomain'>): (person: { readonly anchor: string; readonly attributes: Attributes }, account: Attributes) => Decided | undefined {
  const rules = attributeMappings.filter(({ matchingPriority }) => matchingPriority !== undefined).sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number)).flatMap((mapping) => {
    const tree = parse(expressionOf(mapping) ?? '').tree
    if (!tree) return []
    const names: string[] = []
    const { evaluate } = compile(tree, (name) => names.push(name) - 1)
    return [{ target: mapping.target, evaluate, names }]
  })
  return ({ anchor, attributes }, account) => {
    const held = new Map(Object.entries(account).map(([name, value]) => [name.toLowerCase(), listOf(value)]))
    for (const { target, evaluate, names } of rules) {
      const values = new Set(held.get(target.toLowerCase())?.map(foldCase))
      if (values.size === 0) continue
      const wanted = attempt(() => evaluate((slot) => ownEntry(attributes, names[slot] ?? '') ?? null, { ...setting, drawKey: `${target} ${anchor}`, isTaken: () => false }))
      const value = wanted.find((one) => values.has(foldCase(one)))
      if (value !== undefined) return { on: target, value }
    }
    return undefined
  }
}

/** What an expression gives; nothing where it fails for this person. */
function attempt(evaluate: () => unknown): readonly string[] {
  try {
    const given = evaluate()
    return typeof given === 'string' ? [given] : Array.isArray(given) ? given.filter((one) => typeof one === 'string') : []
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof PatternStopped) return []
    throw error
  }
}

function listOf(value: AttributeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
