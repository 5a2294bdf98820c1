import { Checkbox } from '@fluentui/react-components'
import { MAPPINGS } from '../../texts/mappings'
import type { MappingContext } from './mapping-context'
import { FLOW_TYPES, type MappingEdit } from '../../draft/mapping-draft'

interface Props {
  readonly context: MappingContext
  readonly onEdit: (edit: MappingEdit) => void
}

/** Create, update and delete, as in the admin centre. */
export function TargetActions({ context, onEdit }: Props) {
  const on = context.objectMapping.flowTypes ?? FLOW_TYPES
  return (
    <section className="mapping-section" role="group" aria-label={MAPPINGS.actions.label}>
      <p className="quiet">{MAPPINGS.actions.why}</p>
      {FLOW_TYPES.map((type) => (
        <div key={type} className="mapping-setting">
          <Checkbox
            label={MAPPINGS.actions[type].label} checked={on.includes(type)}
            onChange={(_, data) => {
              onEdit({ kind: 'flowTypes', flowTypes: FLOW_TYPES.filter((one) => (one === type ? data.checked === true : on.includes(one))) })
            }}
          />
          <p className="quiet small">{MAPPINGS.actions[type].hint}</p>
        </div>
      ))}
    </section>
  )
}
