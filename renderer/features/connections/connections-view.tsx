import { Button, ToggleButton } from '@fluentui/react-components'
import { AddRegular, ArrowDownloadRegular, OptionsRegular, PlugConnectedCheckmarkRegular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { ProjectState, SystemView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import type { OutputOf } from '../../../shared/ipc/contract'
import { ADD_SYSTEM } from '../../texts/add-system'
import { COMMON } from '../../texts/common'
import { CONNECTIONS } from '../../texts/connections'
import { Dialog } from '../../ui/dialog'
import { systemName } from '../../ui/names'
import type { Navigate, ScreenParams } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { ScreenFrame } from '../../ui/screen'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { useCommand, useRequest } from '../../use-request'
import { AddSystemDialog } from './add-system-dialog'
import './connections.css'
import { PasswordPart } from './password-part'
import { RulesPane } from './rules-pane'
import { SystemDetail } from './system-detail'
import { SystemList } from './system-list'
import { TestPane } from './test-pane'

interface Props {
  readonly project: ProjectState
  readonly params: ScreenParams
  /** Whether something is being read or rehearsed. */
  readonly running: boolean
  readonly navigate: Navigate
  readonly onProject: (project: ProjectState) => void
}

/** Below this width the reading rules would leave the table too little room, so they wait to be asked for. */
const WIDE = 1340

/** Has Rehearsal read this the way it is meant? */
export function ConnectionsView({ project, params, running, navigate, onProject }: Props) {
  const answer = useRequest('systems.list', {})
  const [chosen, setChosen] = useState(params['system'])
  const [rules, setRules] = useState(() => window.innerWidth >= WIDE)
  const [tested, setTested] = useState(params['test'])
  const [adding, setAdding] = useState(params['add'] !== undefined)
  const [proposed, setProposed] = useState<{ readonly decisions: readonly string[]; readonly job: string }>()
  const [asked, setAsked] = useState(params)
  const takeBack = useCommand('systems.undoAdd')
  const showToast = useToasts((state) => state.show)
  const read = useCommand('work.import')
  const systems = answer.value ?? []
  const view = systems.find((one) => one.id === chosen) ?? systems[0]
  const system = project.document.systems.find((one) => one.id === view?.id)
  const start = (id: string, acceptEmpty?: true): void => { void read.run({ system: id, ...(acceptEmpty !== undefined && { acceptEmpty }) }) }
  const busy = running || read.status === 'running'
  // Asked for once more, from the palette, while the screen is shown.
  if (asked !== params) {
    setAsked(params)
    if (params['add'] !== undefined) setAdding(true)
    setTested(params['test'])
  }

  async function undoAdd(added: string): Promise<void> {
    const undone = await takeBack.run({ system: added })
    if (undone === undefined) return
    setProposed(undefined)
    onProject(undone)
    answer.reload()
  }
  function onAdded({ project: next, system: id, decisions }: OutputOf<'systems.add'>): void {
    setAdding(false)
    if (decisions.length > 0) setProposed({ decisions, job: next.document.jobs.at(-1)?.id ?? '' })
    onProject(next)
    answer.reload()
    setChosen(id)
    if (!busy) start(id)
    const name = systemName(id, next.document.systems)
    showToast({
      text: ADD_SYSTEM.added(name),
      action: { label: ADD_SYSTEM.undo, run: () => { void undoAdd(id) } },
    })
  }

  const testPane = view !== undefined && tested === view.id ? <TestPane key={view.id} system={view} onClose={() => { setTested(undefined) }} /> : undefined
  return (
    <ScreenFrame
      title={CONNECTIONS.title}
      actions={(
        <>
          {view?.lastRead !== undefined && (
            <ToggleButton
              size="small" appearance="subtle" icon={<OptionsRegular />} checked={rules && testPane === undefined}
              onClick={() => { setTested(undefined); setRules((before) => !before || testPane !== undefined) }}
            >
              {CONNECTIONS.rules}
            </ToggleButton>
          )}
          {view !== undefined && (
            <Button size="small" icon={<PlugConnectedCheckmarkRegular />} disabled={busy} onClick={() => { setTested(view.id) }}>{ADD_SYSTEM.test}</Button>
          )}
          {view?.lastRead !== undefined && (
            <Button size="small" icon={<ArrowDownloadRegular />} disabled={busy} onClick={() => { start(view.id) }}>{CONNECTIONS.readAgain}</Button>
          )}
          <Button size="small" appearance="primary" icon={<AddRegular />} onClick={() => { setAdding(true) }}>{ADD_SYSTEM.add}</Button>
        </>
      )}
    >
      {adding && <AddSystemDialog project={project} onAdded={onAdded} onClose={() => { setAdding(false) }} />}
      {proposed !== undefined && (
        <Dialog
          wide title={ADD_SYSTEM.decisions} onClose={() => { setProposed(undefined) }}
          actions={(
            <>
              <Button appearance="primary" onClick={() => { navigate('mappings', { job: proposed.job }) }}>{ADD_SYSTEM.showMappings}</Button>
              <Button onClick={() => { setProposed(undefined) }}>{COMMON.close}</Button>
            </>
          )}
        >
          <ul className="decisions">{proposed.decisions.map((decision) => <li key={decision}>{decision}</li>)}</ul>
        </Dialog>
      )}
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {read.failure !== undefined && <FailedState failure={read.failure} />}
      {takeBack.failure !== undefined && <FailedState failure={takeBack.failure} />}
      {answer.value === undefined && answer.status === 'loading' && <Skeleton />}
      {answer.value?.length === 0 && (
        <EmptyState title={CONNECTIONS.noSystems} action={<Button appearance="primary" onClick={() => { setAdding(true) }}>{ADD_SYSTEM.add}</Button>}>
          {CONNECTIONS.noSystemsWhy}
        </EmptyState>
      )}
      {view !== undefined && system !== undefined && (
        <div className="connections">
          <SystemList systems={systems} chosen={view.id} onChoose={setChosen} />
          {view.lastRead === undefined
            ? <NeverRead key={view.id} view={view} system={system} busy={busy} pane={testPane} onProject={onProject} onRead={() => { start(view.id) }} />
            : (
              <SystemDetail
                key={view.id} project={project} system={system} view={view} params={view.id === params['system'] ? params : NOTHING}
                navigate={navigate} onAcceptEmpty={busy ? undefined : () => { start(view.id, true) }}
                pane={testPane ?? (rules
                  ? (
                    <RulesPane
                      project={project} system={system} view={view} busy={busy} onProject={onProject} onRead={() => { start(view.id) }}
                      onClose={() => { setRules(false) }}
                    />
                  )
                  : undefined)}
              />
            )}
        </div>
      )}
    </ScreenFrame>
  )
}

const NOTHING: ScreenParams = {}

interface NeverReadProps {
  readonly view: SystemView
  readonly system: ConnectedSystem
  readonly busy: boolean
  readonly pane: ReactNode
  readonly onProject: (project: ProjectState) => void
  readonly onRead: () => void
}

function NeverRead({ view, system, busy, pane, onProject, onRead }: NeverReadProps) {
  return (
    <WithPane pane={pane}>
      <EmptyState
        title={CONNECTIONS.neverReadTitle(view.name)}
        action={(
          <div className="never-read">
            <PasswordPart system={system} onProject={onProject} />
            <Button appearance="primary" disabled={busy} onClick={onRead}>{CONNECTIONS.read}</Button>
          </div>
        )}
      >
        {CONNECTIONS.neverReadWhy}
      </EmptyState>
    </WithPane>
  )
}
