import { Button } from '@fluentui/react-components'
import type { SystemTypeView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { Key } from '../../ui/key'
import { Pane } from '../../ui/pane'
import { Value } from '../../ui/value-diff'
import type { ChosenObject } from './chosen-object'

interface Props {
  readonly object: ChosenObject
  readonly type: SystemTypeView
  readonly onClose: () => void
}

/** One object with every attribute as it was read. */
export function ObjectPane({ object: { row, step }, type, onClose }: Props) {
  return (
    <Pane
      title={row.display} subtitle={[row.anchor, row.origin].filter((part) => part !== '').join(' · ')} onClose={onClose} onNext={() => { step(1) }}
      onPrevious={() => { step(-1) }}
      footer={(
        <>
          <Button appearance="subtle" onClick={() => { step(-1) }}>{CONNECTIONS.previous} <Key>K</Key></Button>
          <Button appearance="subtle" onClick={() => { step(1) }}>{CONNECTIONS.next} <Key>J</Key></Button>
        </>
      )}
    >
      <dl className="pairs">
        {type.attributes.map((name, index) => <div key={name} className="pair"><dt>{name}</dt><dd><Value value={row.cells[index]} /></dd></div>)}
      </dl>
    </Pane>
  )
}
