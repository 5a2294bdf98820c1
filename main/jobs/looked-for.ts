import type { AttributeMapping, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { expectationOf } from '../../shared/model/run-golden'

/** A matching attribute and the value that it looks for, for one person; absent where the source gives none. */
export interface LookedFor {
  readonly rule: AttributeMapping
  readonly wanted?: string
}

/** What the matching attributes of a mapping look for, for one source object, in the order of priority. */
export function lookedFor({ seed = 1, defaultDomain }: ProjectDocument, { attributeMappings }: ObjectMapping, input: Parameters<typeof expectationOf>[1]): readonly LookedFor[] {
  const setting = { seed, ...(defaultDomain === undefined ? {} : { defaultDomain }) }
  return attributeMappings.filter(({ matchingPriority }) => matchingPriority !== undefined).sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number)).map((rule): LookedFor => {
    const given = expectationOf(rule, input, setting)
    return typeof given === 'string' && given !== '' ? { rule, wanted: given } : { rule }
  })
}
