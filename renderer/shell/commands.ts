import type { AppState, ProjectState, Settings } from '../../shared/ipc/views'
import { COMMAND_TITLES, SCREEN_TITLES, WHY_NOT } from '../texts/shell'
import type { Navigate } from '../ui/navigation'
import { DEFAULT_KEYS, keyCaps, keyOf } from '../ui/key-bindings'
import type { ScreenCommand } from '../ui/screen-commands'
import { BUILT_SCREENS } from './screens'

export type AppCommand = ScreenCommand

export interface CommandTargets {
  readonly project: ProjectState | null
  readonly recent: AppState['recent']
  readonly settings: Settings
  readonly running: boolean
  readonly navigate: Navigate
  readonly openSample: () => void
  readonly openProject: () => void
  readonly openRecent: (folder: string) => void
  readonly closeProject: () => void
  readonly saveVersion: () => void
  readonly discardDraft: () => void
  readonly rehearse: () => void
  readonly cancel: () => void
  readonly readSystems: () => void
  readonly tour: () => void
  readonly keys: () => void
  /** Up, or to the place before. */
  readonly back: () => void
  readonly ahead: () => void
  readonly canGoAhead: boolean
  /** Goes to where the shown thing can be exported. */
  readonly exportShown: () => void
  /** Closes the details of a row, or opens them. */
  readonly details: () => void
  /** Opens the palette with this in its box. */
  readonly palette: (first: string) => void
  readonly saveSettings: (settings: Partial<Settings>) => void
}

/** Of a command that only some screens have. */
const nothing = (): void => undefined

const ZOOM_STEPS = [80, 90, 100, 110, 125, 150, 175, 200]

/** Every command of the window: the menus, the palette, the keys and the application's menu run these by name. */
export function commandsOf(targets: CommandTargets): readonly AppCommand[] {
  const { project, settings, running, navigate, saveSettings } = targets
  const noProject = project === null ? WHY_NOT.noProject : undefined
  const noDraft = noProject ?? (project?.draft === undefined ? WHY_NOT.noDraft : undefined)
  const busy = noProject ?? (running ? WHY_NOT.running : undefined)
  return [
    ...BUILT_SCREENS.map((screen) => ({ id: `screen.${screen}`, title: SCREEN_TITLES[screen], unavailable: noProject, run: () => { navigate(screen) } })),
    { id: 'rehearse', title: COMMAND_TITLES.rehearse, unavailable: busy, run: targets.rehearse },
    { id: 'rehearseChoices', title: COMMAND_TITLES.rehearseChoices, unavailable: noProject, run: () => { navigate('rehearse') } },
    { id: 'cancel', title: COMMAND_TITLES.cancel, unavailable: running ? undefined : WHY_NOT.noWork, run: targets.cancel },
    { id: 'readSystems', title: COMMAND_TITLES.readSystems, unavailable: busy, run: targets.readSystems },
    { id: 'openSample', title: COMMAND_TITLES.openSample, run: targets.openSample },
    { id: 'openProject', title: COMMAND_TITLES.openProject, run: targets.openProject },
    ...targets.recent.map((recent) => ({ id: `recent.${recent.folder}`, title: recent.name, run: () => { targets.openRecent(recent.folder) } })),
    { id: 'closeProject', title: COMMAND_TITLES.closeProject, unavailable: noProject, run: targets.closeProject },
    { id: 'saveVersion', title: COMMAND_TITLES.saveVersion, unavailable: noDraft, run: targets.saveVersion },
    { id: 'discardDraft', title: COMMAND_TITLES.discardDraft, unavailable: noDraft, run: targets.discardDraft },
    { id: 'palette', title: COMMAND_TITLES.palette, run: () => { targets.palette('') } },
    { id: 'paletteCommands', title: COMMAND_TITLES.paletteCommands, run: () => { targets.palette('>') } },
    { id: 'back', title: COMMAND_TITLES.back, unavailable: noProject, run: targets.back },
    { id: 'ahead', title: COMMAND_TITLES.ahead, unavailable: noProject ?? (targets.canGoAhead ? undefined : WHY_NOT.nothingAhead), run: targets.ahead },
    { id: 'details', title: COMMAND_TITLES.details, unavailable: noProject, run: targets.details },
    // Screens that have them take the places of these.
    { id: 'pickJob', title: COMMAND_TITLES.pickJob, unavailable: noProject ?? WHY_NOT.noJobHere, run: nothing },
    { id: 'pickRun', title: COMMAND_TITLES.pickRun, unavailable: noProject ?? WHY_NOT.noRunHere, run: nothing },
    { id: 'problemNext', title: COMMAND_TITLES.problemNext, unavailable: noProject ?? WHY_NOT.noProblem, run: nothing },
    { id: 'problemPrevious', title: COMMAND_TITLES.problemPrevious, unavailable: noProject ?? WHY_NOT.noProblem, run: nothing },
    { id: 'export', title: COMMAND_TITLES.export, unavailable: noProject, run: targets.exportShown },
    {
      id: 'navigation', title: COMMAND_TITLES.navigation, unavailable: noProject,
      run: () => { saveSettings({ navigationCollapsed: !settings.navigationCollapsed }) },
    },
    { id: 'zoomIn', title: COMMAND_TITLES.zoomIn, run: () => { saveSettings({ zoomPercent: zoomed(settings.zoomPercent, 1) }) } },
    { id: 'zoomOut', title: COMMAND_TITLES.zoomOut, run: () => { saveSettings({ zoomPercent: zoomed(settings.zoomPercent, -1) }) } },
    { id: 'zoomReset', title: COMMAND_TITLES.zoomReset, run: () => { saveSettings({ zoomPercent: 100 }) } },
    { id: 'themeSystem', title: COMMAND_TITLES.themeSystem, run: () => { saveSettings({ theme: 'system' }) } },
    { id: 'themeLight', title: COMMAND_TITLES.themeLight, run: () => { saveSettings({ theme: 'light' }) } },
    { id: 'themeDark', title: COMMAND_TITLES.themeDark, run: () => { saveSettings({ theme: 'dark' }) } },
    { id: 'themeHighContrast', title: COMMAND_TITLES.themeHighContrast, run: () => { saveSettings({ theme: 'highContrast' }) } },
    { id: 'densityCompact', title: COMMAND_TITLES.densityCompact, run: () => { saveSettings({ density: 'compact' }) } },
    { id: 'densityDefault', title: COMMAND_TITLES.densityDefault, run: () => { saveSettings({ density: 'default' }) } },
    { id: 'densityComfortable', title: COMMAND_TITLES.densityComfortable, run: () => { saveSettings({ density: 'comfortable' }) } },
    { id: 'tour', title: COMMAND_TITLES.tour, unavailable: noProject, run: targets.tour },
    { id: 'keys', title: COMMAND_TITLES.keys, run: targets.keys },
    { id: 'settings', title: COMMAND_TITLES.settings, unavailable: noProject, run: () => { navigate('settings') } },
    { id: 'about', title: COMMAND_TITLES.about, unavailable: noProject, run: () => { navigate('settings', { section: 'about' }) } },
  ]
}

/** The next step of the zoom in a direction, within 80 and 200 %. */
function zoomed(percent: number, direction: 1 | -1): number {
  const next = direction === 1 ? ZOOM_STEPS.find((step) => step > percent) : ZOOM_STEPS.findLast((step) => step < percent)
  return next ?? percent
}

/** The commands of what is shown before those of the window, whose places they take where they have their names; each with its keys as they are set. */
export function allCommands(ofScreen: readonly AppCommand[], ofWindow: readonly AppCommand[], changedKeys: Settings['keys']): readonly AppCommand[] {
  const byId = new Map<string, AppCommand>()
  for (const command of [...ofScreen, ...ofWindow]) if (!byId.has(command.id)) byId.set(command.id, command)
  return [...byId.values()].map((command) => {
    const key = DEFAULT_KEYS[command.id] === undefined ? undefined : keyOf(command.id, changedKeys)
    return key === undefined ? command : { ...command, keys: keyCaps(key) }
  })
}
