import { useState, type ReactNode } from 'react'
import type { AttributeProfileView, ProjectState, SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { CONNECTIONS } from '../../texts/connections'
import { Chips } from '../../ui/chips'
import type { Navigate, ScreenParams } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { Tabs } from '../../ui/tabs'
import { useRequest } from '../../use-request'
import { AttributePane } from './attribute-pane'
import type { ChosenObject } from './chosen-object'
import { DoubtedRead } from './doubted-read'
import { FindingsTable } from './findings-table'
import { LoadReport } from './load-report'
import { ObjectPane } from './object-pane'
import { ObjectsTable } from './objects-table'
import { ProfileTable } from './profile-table'

type Tab = 'rows' | 'profile' | 'findings'

interface Props {
  readonly project: ProjectState
  readonly system: ConnectedSystem
  readonly view: SystemView
  /** `type` and `anchor` of the object that is asked for. */
  readonly params: ScreenParams
  readonly navigate: Navigate
  /** Reads once more and believes that nobody is there; absent while something runs. */
  readonly onAcceptEmpty: (() => void) | undefined
  /** What stands beside the table while no row is chosen. */
  readonly pane: ReactNode
}

/** One system as it was read: rows, profile of its attributes, findings. */
export function SystemDetail({ project, system, view, params, navigate, onAcceptEmpty, pane }: Props) {
  const [tab, setTab] = useState<Tab>(params['tab'] === 'findings' ? 'findings' : 'rows')
  const [typeName, setTypeName] = useState(params['type'])
  const [search, setSearch] = useState(() => String(params['anchor'] ?? ''))
  const [blanksOnly, setBlanksOnly] = useState(false)
  const [object, setObject] = useState<ChosenObject>()
  const [attribute, setAttribute] = useState<AttributeProfileView>()
  const type = view.types.find((one) => one.name === typeName) ?? view.types[0]
  const profile = useRequest('systems.profile', tab !== 'profile' || type === undefined ? null : { system: view.id, type: type.name })
  const found = view.lastRead?.finding['anchor']
  const anchor = system.settings.anchor ?? (typeof found === 'string' ? found : undefined)
  const clear = (): void => { setSearch(''); setBlanksOnly(false) }
  const leave = (): void => { setObject(undefined); setAttribute(undefined); clear() }

  return (
    <WithPane
      pane={object !== undefined && type !== undefined
        ? <ObjectPane object={object} type={type} onClose={() => { setObject(undefined) }} />
        : attribute !== undefined && type !== undefined
          ? (
            <AttributePane
              document={project.document} system={view.id} type={type} profile={attribute} navigate={navigate}
              onClose={() => { setAttribute(undefined) }}
            />
          )
          : pane}
    >
      <LoadReport view={view} system={system} />
      <DoubtedRead view={view} onAccept={onAcceptEmpty} />
      <Tabs
        label={CONNECTIONS.view} selected={tab} onSelect={(next) => { leave(); setTab(next) }}
        tabs={[
          { id: 'rows', label: CONNECTIONS.tabs.rows, count: type?.count ?? 0 },
          { id: 'profile', label: CONNECTIONS.tabs.profile, count: type?.attributes.length ?? 0 },
          { id: 'findings', label: CONNECTIONS.tabs.findings, count: view.lastRead?.issues ?? 0 },
        ]}
      />
      {tab !== 'findings' && (
        <div className="toolbar">
          <SearchField label={tab === 'rows' ? CONNECTIONS.findRow : CONNECTIONS.findAttribute} value={search} onChange={setSearch} />
          {view.types.length > 1 && (
            <Chips
              label={CONNECTIONS.types} chips={view.types.map((one) => ({ id: one.name, label: one.name, count: one.count }))}
              pressed={new Set([type?.name ?? ''])}
              onToggle={(name) => { leave(); setTypeName(name) }}
            />
          )}
          {tab === 'profile' && type !== undefined && (
            <Chips
              label={CONNECTIONS.profileFilters} pressed={blanksOnly ? BLANKS : NONE} onToggle={() => { setBlanksOnly((before) => !before) }}
              chips={[{ id: 'blanks', label: CONNECTIONS.withBlanks, count: (profile.value ?? []).filter((one) => one.filled < type.count).length }]}
            />
          )}
        </div>
      )}
      {tab === 'rows' && (
        <ObjectsTable
          view={view} type={type} anchor={anchor} search={search} chosen={object?.row.anchor} onChoose={setObject}
          onClear={search === '' ? undefined : clear}
        />
      )}
      {tab === 'profile' && (
        <ProfileTable
          view={view} type={type} answer={profile} search={search} blanksOnly={blanksOnly} chosen={attribute?.name} onChoose={setAttribute}
          onClear={search === '' && !blanksOnly ? undefined : clear}
        />
      )}
      {tab === 'findings' && <FindingsTable view={view} />}
    </WithPane>
  )
}

const NONE: ReadonlySet<'blanks'> = new Set()
const BLANKS: ReadonlySet<'blanks'> = new Set(['blanks'])
