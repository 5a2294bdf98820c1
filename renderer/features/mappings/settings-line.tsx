import type { AttributeMapping } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import type { MappingContext } from './mapping-context'
import { ApplyField, AttributeField, DefaultField, NullFlowField, PriorityField, TextField, TypeField } from './mapping-fields'
import { withContent } from './mapping-settings'

const S = MAPPINGS.settings

interface Props {
  readonly mapping: AttributeMapping
  readonly context: MappingContext
  readonly others: readonly AttributeMapping[]
  readonly onChange: (mapping: AttributeMapping) => void
}

/** How the value flows, on one line above the editor. */
export function SettingsLine({ mapping, context, others, onChange }: Props) {
  const taken = new Set(others.flatMap((other) => other.matchingPriority ?? []))
  return (
    <div className="settings-line" role="group" aria-label={S.label(mapping.target)}>
      <label><span aria-hidden="true">{S.type}</span><TypeField small label={S.type} mapping={mapping} onChange={onChange} /></label>
      {mapping.type === 'Direct' && (
        <label>
          <span aria-hidden="true">{MAPPINGS.fields.source}</span>
          <AttributeField
            small label={MAPPINGS.fields.source} value={mapping.source} attributes={context.source.attributes}
            onChange={(source) => { onChange(withContent(mapping, source)) }}
          />
        </label>
      )}
      {mapping.type === 'Constant' && (
        <label>
          <span aria-hidden="true">{MAPPINGS.fields.value}</span>
          <TextField small mono label={MAPPINGS.fields.value} value={mapping.value} onChange={(value) => { onChange(withContent(mapping, value)) }} />
        </label>
      )}
      <label><span aria-hidden="true">{S.apply}</span><ApplyField small label={S.apply} mapping={mapping} onChange={onChange} /></label>
      <label className="settings-default">
        <span aria-hidden="true">{S.default}</span>
        <DefaultField small label={S.default} mapping={mapping} onChange={onChange} />
      </label>
      <label><span aria-hidden="true">{S.match}</span><PriorityField small label={S.match} mapping={mapping} taken={taken} onChange={onChange} /></label>
      <label><span aria-hidden="true">{S.nullFlow}</span><NullFlowField small label={S.nullFlow} mapping={mapping} onChange={onChange} /></label>
      <span className="settings-where quiet small">{S.where(`${context.source.name} → ${context.target.name}`, context.source.type, context.target.type)}</span>
    </div>
  )
}
