import { useState } from 'react'
import type { FoundSystem } from '../../../shared/ipc/system-views'
import { ADD_SYSTEM } from '../../texts/add-system'
import { Chips } from '../../ui/chips'
import { Value } from '../../ui/value-diff'
import { distinctText, filledText, typeText } from './profile-rows'
import type { ReadingRule, RuleId } from './reading-rule'
import { RuleField } from './rule-field'

interface Props {
  readonly found: FoundSystem
  readonly rules: readonly ReadingRule[]
  readonly onSet: (id: RuleId, value: string) => void
}

const MOST_SAMPLES = 3

/** The types and attributes of a sample, and the rules by which it was read. */
export function FoundPart({ found, rules, onSet }: Props) {
  const { types, complete, anchorWhy, system } = found
  const [chosen, setChosen] = useState<string>()
  const type = types.find(({ name }) => name === chosen) ?? types[0]
  if (type === undefined) return null
  return (
    <>
      <div className="found-rules">
        {rules.map((rule) => <RuleField key={`${rule.id} ${rule.value}`} rule={rule} onSet={(value) => { onSet(rule.id, value) }} />)}
      </div>
      {anchorWhy !== undefined && system.settings.anchor !== undefined && (
        <p className="small quiet">{ADD_SYSTEM.anchorWhy(system.settings.anchor, anchorWhy, complete)}</p>
      )}
      {types.length > 1 && (
        <Chips
          label={ADD_SYSTEM.types} chips={types.map(({ name, count }) => ({ id: name, label: name, count }))} pressed={new Set([type.name])}
          onToggle={setChosen}
        />
      )}
      <div className="found-table" role="region" aria-label={ADD_SYSTEM.attributesOf(type.name)} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{ADD_SYSTEM.columns.attribute}</th>
              <th>{ADD_SYSTEM.columns.type}</th>
              <th className="right">{ADD_SYSTEM.columns.filled}</th>
              <th className="right">{ADD_SYSTEM.columns.distinct}</th>
              <th>{ADD_SYSTEM.columns.values}</th>
            </tr>
          </thead>
          <tbody>
            {type.profile.map((attribute) => (
              <tr key={attribute.name}>
                <td dir="auto">{attribute.name}</td>
                <td>{typeText(attribute)}</td>
                <td className="right number">{filledText(attribute, type.count)}</td>
                <td className="right number">{distinctText(attribute)}</td>
                <td><span className="found-values">{attribute.samples.slice(0, MOST_SAMPLES).map((sample, at) => <Value key={at} value={sample} />)}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
