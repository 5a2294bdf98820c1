import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { AttributeMapping } from '../../../shared/model/project'
import { COMMON } from '../../texts/common'
import { MAPPINGS } from '../../texts/mappings'
import { Pane } from '../../ui/pane'
import type { MappingContext } from './mapping-context'
import { validateMapping } from '../../draft/mapping-draft'
import { MappingForm } from './mapping-pane'

interface Props {
  readonly context: MappingContext
  readonly onAdd: (mapping: AttributeMapping) => void
  readonly onClose: () => void
}

/** A mapping that is not there yet. */
export function AddPane({ context, onAdd, onClose }: Props) {
  const [mapping, setMapping] = useState<AttributeMapping>({ type: 'Direct', target: '', source: '' })
  const ready = validateMapping(mapping, context.objectMapping.attributeMappings).length === 0
  return (
    <Pane
      title={MAPPINGS.addTitle} onClose={onClose}
      footer={(
        <>
          <Button appearance="primary" disabled={!ready} onClick={() => { onAdd(mapping) }}>{MAPPINGS.add}</Button>
          <Button onClick={onClose}>{COMMON.cancel}</Button>
        </>
      )}
    >
      <MappingForm mapping={mapping} context={context} others={context.objectMapping.attributeMappings} focusFirst adding onChange={setMapping} />
    </Pane>
  )
}
