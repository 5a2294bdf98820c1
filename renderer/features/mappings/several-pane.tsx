import { Button, Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger, Select } from '@fluentui/react-components'
import type { AttributeMapping } from '../../../shared/model/project'
import type { SeveralEdit } from '../../draft/mapping-draft'
import { MAPPINGS } from '../../texts/mappings'
import { Field } from '../../ui/field'
import { Key } from '../../ui/key'
import { Pane } from '../../ui/pane'
import type { MappingRow } from './mapping-rows'
import { APPLIES, withSettings } from './mapping-settings'
import type { CopyTarget } from './use-copy-to-job'

interface Props {
  readonly rows: readonly MappingRow[]
  readonly copies: readonly CopyTarget[]
  readonly onEdit: (edit: SeveralEdit) => void
  readonly onDelete: () => void
  readonly onClose: () => void
}

const T = MAPPINGS.several

/** What can be done to several mappings at once; each is one edit. */
export function SeveralPane({ rows, copies, onEdit, onDelete, onClose }: Props) {
  const change = (settings: Pick<AttributeMapping, 'apply' | 'flowNullValues'>): void => {
    onEdit({ kind: 'changeSeveral', changes: new Map(rows.map(({ index, mapping }) => [index, withSettings(mapping, settings)])) })
  }
  const apply = common(rows.map(({ mapping }) => mapping.apply ?? 'Always'))
  const nullFlow = common(rows.map(({ mapping }) => (mapping.flowNullValues === true ? 'on' : 'off')))
  return (
    <Pane
      title={T.title(rows.length)} subtitle={T.why} onClose={onClose}
      footer={<Button onClick={onDelete}>{T.delete(rows.length)} <Key>Del</Key></Button>}
    >
      <div className="mapping-form" role="group" aria-label={T.title(rows.length)}>
        <Field label={MAPPINGS.fields.apply}>
          <Select value={apply ?? ''} onChange={(_, data) => { change({ apply: data.value as NonNullable<AttributeMapping['apply']> }) }}>
            {apply === undefined && <option value="" disabled>{T.mixed}</option>}
            {APPLIES.map((one) => <option key={one} value={one}>{MAPPINGS.applies[one]}</option>)}
          </Select>
        </Field>
        <Field label={MAPPINGS.fields.nullFlow}>
          <Select value={nullFlow ?? ''} onChange={(_, data) => { change({ flowNullValues: data.value === 'on' }) }}>
            {nullFlow === undefined && <option value="" disabled>{T.mixed}</option>}
            <option value="off">{MAPPINGS.off}</option>
            <option value="on">{MAPPINGS.on}</option>
          </Select>
        </Field>
        {copies.length > 0 && <CopyMenu copies={copies} />}
      </div>
      <ul className="several-targets">{rows.map(({ mapping }) => <li key={mapping.target}>{mapping.target}</li>)}</ul>
    </Pane>
  )
}

function CopyMenu({ copies }: { readonly copies: readonly CopyTarget[] }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement><MenuButton>{T.copy}</MenuButton></MenuTrigger>
      <MenuPopover>
        <MenuList>
          {copies.map(({ id, name, unavailable, run }) => (
            <MenuItem key={id} disabled={unavailable !== undefined} title={unavailable} onClick={run}>{name}</MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** What all have in common; `undefined` where they differ. */
function common<Value>(values: readonly Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined
}
