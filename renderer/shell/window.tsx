import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Dropped } from '../../shared/ipc/contract'
import type { ProjectState, Settings } from '../../shared/ipc/views'
import { PaletteDialog } from '../features/palette/palette-dialog'
import { StartView } from '../features/start/start-view'
import { useSession } from '../session'
import { SCREEN_TITLES, SHELL } from '../texts/shell'
import { toggleDetails } from '../ui/details'
import { useDroppedFiles } from '../ui/dropped-files'
import { useChosenJob } from '../ui/job-picker'
import { pressGoUp } from '../ui/key-stack'
import type { Navigate } from '../ui/navigation'
import { usePaneWidth } from '../ui/pane-width'
import { obeySettings } from '../ui/preferences'
import { useScreenCommands } from '../ui/screen-commands'
import { ToastArea } from '../ui/toasts'
import { useCommand } from '../use-request'
import { allCommands, commandsOf } from './commands'
import { DropArea } from './drop-area'
import { DiscardDraftDialog, DraftState, SaveVersionDialog } from './draft-state'
import { draftEdits } from './draft-edits'
import { KeysDialog } from './keys-dialog'
import { ProjectWindow } from './project-window'
import { BUILT_SCREENS } from './screens'
import { StatusBar } from './status-bar'
import { TitleBar } from './title-bar'
import { useKeys } from './use-keys'
import { useRehearse } from './use-rehearse'

interface Props {
  readonly settings: Settings
  readonly commandListeners: Set<(name: string) => void>
}

type Open = 'palette' | 'keys' | 'saveVersion' | 'discardDraft'

/** The window: title bar, the project or the start screen, status bar, and the dialogs that commands open. */
export function Window({ settings, commandListeners }: Props) {
  const session = useSession()
  const { project, state, works, go, setProject } = session
  const [open, setOpen] = useState<Open>()
  const [paletteText, setPaletteText] = useState('')
  const close = useCallback(() => { setOpen(undefined) }, [])
  const saveSettings = useSaveSettings()
  const projects = useProjects()
  const rehearsing = useRehearse(project)
  const navigate = useCallback<Navigate>((screen, params) => {
    if (!BUILT_SCREENS.includes(screen) && screen !== 'person') return
    go(screen, params)
    focusTitle()
  }, [go])
  const offer = useDroppedFiles((dropped) => dropped.offer)
  const takeDropped = useCallback((dropped: Dropped) => {
    setOpen(undefined)
    if (dropped.kind === 'project') { setProject(dropped.project); return }
    const { takers } = useDroppedFiles.getState()
    offer(dropped.files)
    if (takers === 0 && useSession.getState().project !== null) navigate('connections', { add: 1 })
  }, [offer, setProject, navigate])
  const edits = useMemo(() => (project === null ? [] : draftEdits(project.saved, project.document)), [project])

  const provided = useScreenCommands((state) => state.by)
  const ofScreen = useMemo(() => [...provided.values()].flat(), [provided])
  const commands = allCommands(ofScreen, commandsOf({
    project, recent: state?.recent ?? [], settings, running: works.length > 0, navigate, saveSettings,
    openSample: projects.openSample, openProject: projects.choose, openRecent: projects.openRecent, closeProject: projects.close,
    saveVersion: () => { setOpen('saveVersion') }, discardDraft: () => { setOpen('discardDraft') }, keys: () => { setOpen('keys') },
    palette: (first) => { setPaletteText(first); setOpen('palette') },
    rehearse: rehearsing.again, cancel: rehearsing.cancel, readSystems: rehearsing.readAll,
    tour: () => { saveSettings({ tour: 'open' }); navigate('overview') },
    back: () => { if (!pressGoUp()) session.back() }, ahead: session.ahead, canGoAhead: session.forward.length > 0, details: toggleDetails,
    exportShown: () => { const { job } = useChosenJob.getState(); navigate('export', job === undefined ? {} : { job }) },
  }), settings.keys)
  useKeys(commands)
  useEffect(() => {
    const listener = (name: string): void => {
      const command = commands.find((one) => one.id === name)
      if (command?.unavailable === undefined) command?.run()
    }
    commandListeners.add(listener)
    return () => { commandListeners.delete(listener) }
  })
  const screen = session.places.at(-1)?.screen ?? 'overview'
  useEffect(() => {
    document.title = project === null ? SHELL.product : `${SCREEN_TITLES[screen]} – ${project.document.name} – ${SHELL.product}`
  }, [project, screen])

  return (
    <div className="window">
      <a className="skip-link" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}>{SHELL.skip}</a>
      <TitleBar
        project={project?.document.name} frame={state?.frame ?? 'system'} commands={commands} running={works[0]?.name} nextRun={rehearsing.nextRun}
        draft={project === null
          ? undefined
          : (
            <DraftState
              project={project} edits={edits} navigate={navigate} onSaveVersion={() => { setOpen('saveVersion') }}
              onDiscard={() => { setOpen('discardDraft') }}
            />
          )}
      />
      {project === null
        ? (
          <>
            <StartView
              recent={state?.recent ?? []} notice={state?.notice} busy={projects.busy} failure={projects.failure}
              onSample={projects.openSample} onOpen={projects.choose} onRecent={projects.openRecent} onProject={session.setProject}
            />
            <StatusBar
              project={false} problems={[]} works={works} outcome={undefined} run={undefined} navigate={navigate} onCancel={rehearsing.cancelWork}
              onToday={rehearsing.asOfNow}
            />
          </>
        )
        : (
          <ProjectWindow
            project={project} settings={settings} edits={edits} navigate={navigate} rehearsing={rehearsing} saveSettings={saveSettings}
            openOwn={projects.choose}
          />
        )}
      <ToastArea />
      <DropArea project={project !== null} onDropped={takeDropped} />
      {open === 'palette' && (
        <PaletteDialog
          commands={commands} document={project?.document} run={session.run} first={paletteText} navigate={navigate} onPickRun={session.pickRun}
          onClose={close}
        />
      )}
      {open === 'keys' && (
        <KeysDialog
          screen={project === null ? undefined : screen} changed={settings.keys}
          onSettings={() => { close(); navigate('settings', { section: 'keys' }) }} onClose={close}
        />
      )}
      {open === 'saveVersion' && project !== null && (
        <SaveVersionDialog project={project} edits={edits.length} onProject={session.setProject} onClose={close} />
      )}
      {open === 'discardDraft' && project !== null && (
        <DiscardDraftDialog project={project} edits={edits.length} onProject={session.setProject} onClose={close} />
      )}
    </div>
  )
}

function useSaveSettings(): (settings: Partial<Settings>) => void {
  const keepSettings = useSession((session) => session.keepSettings)
  const { run } = useCommand('app.saveSettings')
  const save = useCallback((settings: Partial<Settings>) => {
    void run(settings).then((kept) => {
      if (kept === undefined) return
      obeySettings(kept)
      keepSettings(kept)
    })
  }, [run, keepSettings])
  const width = usePaneWidth((state) => state.width)
  useEffect(() => {
    if (useSession.getState().settings?.paneWidth === width) return undefined
    const timer = setTimeout(() => { save({ paneWidth: width }) }, 500)
    return () => { clearTimeout(timer) }
  }, [width, save])
  return save
}

function useProjects() {
  const setProject = useSession((session) => session.setProject)
  const sample = useCommand('project.openSample')
  const chosen = useCommand('project.choose')
  const recent = useCommand('project.openRecent')
  const closing = useCommand('project.close')
  const keep = (project: ProjectState | null | undefined): void => { if (project !== undefined && project !== null) setProject(project) }
  return {
    busy: sample.status === 'running' || chosen.status === 'running' || recent.status === 'running',
    failure: sample.failure ?? chosen.failure ?? recent.failure,
    openSample: () => { void sample.run({}).then(keep) },
    choose: () => { void chosen.run({}).then(keep) },
    openRecent: (folder: string) => { void recent.run({ folder }).then(keep) },
    close: () => { void closing.run({}).then((answer) => { if (answer === null) setProject(null) }) },
  }
}

/** The focus goes to what the new screen is opened for, else to its title, which may still be on its way. */
function focusTitle(): void {
  let tries = 0
  const attempt = (): void => {
    const title = document.getElementById('screen-title')
    if (title !== null) (document.querySelector<HTMLElement>('[data-first-focus]') ?? title).focus()
    else if (++tries < 20) setTimeout(attempt, 50)
  }
  setTimeout(attempt)
}
