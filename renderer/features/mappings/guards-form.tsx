import { Button, Input, Switch } from '@fluentui/react-components'
import { DismissRegular, ShieldRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Guards } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { GuardSwitch, LimitField } from './guard-fields'
import type { MappingContext } from './mapping-context'
import type { MappingEdit } from '../../draft/mapping-draft'
import { SlicesForm } from './slices-form'

const DEFAULT_THRESHOLD = { enabled: true, value: 500 }
/** What a guard starts with when it is switched on. */
const FIRST = { share: 5, creations: 500, renames: 100, blanks: 100 } as const
const WRITES = ['creations', 'renames', 'blanks'] as const
const G = MAPPINGS.guards

interface Props {
  readonly context: MappingContext
  readonly onEdit: (edit: MappingEdit) => void
}

/** What keeps a job from taking too much away. */
export function GuardsForm({ context, onEdit }: Props) {
  const { job } = context
  const guards: Guards = job.guards ?? {}
  const threshold = guards.deletions ?? DEFAULT_THRESHOLD
  const names = guards.protected ?? []
  const change = (part: Partial<Guards>): void => { onEdit({ kind: 'guards', guards: withoutAbsent({ ...guards, ...part }) }) }

  return (
    <div className="mapping-section">
      <section aria-label={G.deletions} className="mapping-setting">
        <Switch label={G.deletions} checked={threshold.enabled} onChange={(_, data) => { change({ deletions: { ...threshold, enabled: data.checked } }) }} />
        <p className="quiet small">{G.deletionsHint}</p>
        {threshold.enabled && (
          <LimitField label={G.threshold} kind="count" value={threshold.value} onChange={(value) => { change({ deletions: { enabled: true, value } }) }} />
        )}
      </section>
      <GuardSwitch
        text={G.share} kind="percent" value={guards.share?.percent} first={FIRST.share}
        onChange={(percent) => { change({ share: percent === undefined ? undefined : { percent } }) }}
      />
      <SlicesForm
        slices={guards.slices ?? []} attributes={context.source.attributes}
        onChange={(slices) => { change({ slices: slices.length === 0 ? undefined : [...slices] }) }}
      />
      {WRITES.map((id) => (
        <GuardSwitch
          key={id} text={G[id]} kind="count" value={guards[id]?.value} first={FIRST[id]}
          onChange={(value) => { change({ [id]: value === undefined ? undefined : { value } }) }}
        />
      ))}
      <section aria-label={G.outOfScope} className="mapping-setting">
        <Switch
          label={G.outOfScope} checked={job.skipOutOfScopeDeletions === true}
          onChange={(_, data) => { onEdit({ kind: 'skipOutOfScope', skip: data.checked }) }}
        />
        <p className="quiet small">{G.outOfScopeHint}</p>
      </section>
      <section aria-label={G.protected} className="mapping-setting">
        <h2>{G.protected}</h2>
        <p className="quiet small">{G.protectedHint}</p>
        <AddProtected names={names} onAdd={(name) => { change({ protected: [...names, name] }) }} />
        {names.length === 0 && <p className="quiet small">{G.protectedNone}</p>}
        <ul className="protected">
          {names.map((name) => (
            <li key={name}>
              <ShieldRegular aria-hidden="true" /><span className="mono" dir="auto">{name}</span>
              <Button
                size="small" appearance="subtle" icon={<DismissRegular />} aria-label={G.remove(name)}
                onClick={() => { change({ protected: names.filter((one) => one !== name) }) }}
              />
            </li>
          ))}
        </ul>
      </section>
      {job.objectMappings.length > 1 && <p className="quiet small">{G.unless}</p>}
    </div>
  )
}

/** As the project file has it: what is not set is not there. */
function withoutAbsent(guards: Guards): Guards {
  return Object.fromEntries(Object.entries(guards).filter(([, value]) => value !== undefined))
}

function AddProtected({ names, onAdd }: { readonly names: readonly string[]; readonly onAdd: (name: string) => void }) {
  const [text, setText] = useState('')
  const name = text.trim()
  const add = (): void => {
    if (name === '' || names.includes(name)) return
    onAdd(name)
    setText('')
  }
  return (
    <div className="add-protected">
      <Input
        aria-label={G.protectedAdd} placeholder={G.protectedAdd} value={text} maxLength={1000} onChange={(_, data) => { setText(data.value) }}
        onKeyDown={(event) => { if (event.key === 'Enter') add() }}
      />
      <Button disabled={name === '' || names.includes(name)} onClick={add}>{G.protectedAddAction}</Button>
    </div>
  )
}
