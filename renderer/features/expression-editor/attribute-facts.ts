import { useCallback, useMemo, useState } from 'react'
import type { AttributeCount } from '../../../shared/expression/index'
import type { AttributeProfileView, SystemView } from '../../../shared/ipc/views'
import { EXPRESSION } from '../../texts/expression'
import { formatNumber, formatPercent } from '../../ui/format'
import { useRequest } from '../../use-request'
import { code } from './part-values'

/** What the mirror knows of the source's attributes. */
export interface AttributeFacts {
  /** `97.8% filled · 12 values`. */
  readonly filled: (name: string) => string | undefined
  /** Values with their counts, or samples, as Markdown. */
  readonly values: (name: string) => string | undefined
  readonly valuesOf: (name: string) => readonly AttributeCount[]
}

export const NO_FACTS: AttributeFacts = { filled: () => undefined, values: () => undefined, valuesOf: () => [] }

const MOST_SAMPLES = 3

/** What is known by now of one type's attributes. The first call asks for it; it is asked anew only when something was read. */
export function useFactsWhenAsked({ system, type }: { readonly system: string; readonly type: string }): () => AttributeFacts {
  const [asked, setAsked] = useState(false)
  const systems = useRequest('systems.list', asked ? {} : null)
  const objects = objectsOf(systems.value ?? [], { system, type })
  const profile = useRequest('systems.profile', asked && objects > 0 ? { system, type } : null)
  const facts = useMemo(() => (profile.value === undefined ? NO_FACTS : factsOf(profile.value, objects)), [profile.value, objects])
  return useCallback(() => {
    setAsked(true)
    return facts
  }, [facts])
}

function objectsOf(systems: readonly SystemView[], { system, type }: { readonly system: string; readonly type: string }): number {
  return systems.find((one) => one.id === system)?.types.find((one) => one.name === type)?.count ?? 0
}

/** What the editor says of attributes by name, out of the profiles of what was read. `undefined` for one that nobody has. */
export function factsOf(profiles: readonly AttributeProfileView[], objects: number): AttributeFacts {
  const byName = new Map(profiles.map((profile) => [profile.name, profile]))
  return {
    filled: (name) => {
      const profile = byName.get(name)
      return profile
        && EXPRESSION.filled(formatPercent(Math.min(profile.filled, objects), objects), formatNumber(profile.distinct), profile.distinctIsLowerBound)
    },
    values: (name) => {
      const profile = byName.get(name)
      if (profile === undefined) return undefined
      const top = profile.top.slice(0, MOST_SAMPLES).map(({ value, count }) => `${code(value)} ${formatNumber(count)}`)
      return (top.length > 0 ? top : profile.samples.slice(0, MOST_SAMPLES).map(code)).join(' · ')
    },
    valuesOf: (name) => {
      const { top = [], samples = [] } = byName.get(name) ?? {}
      const counted = new Set(top.map(({ value }) => value))
      return [...top, ...samples.filter((value) => !counted.has(value)).map((value) => ({ value }))]
    },
  }
}
