import type { AppState, ProjectState, Settings } from '../../shared/ipc/views'
import { COMMAND_TITLES, SCREEN_TITLES, WHY_NOT } from '../texts/shell'
import type { Navigate } from '../ui/navigation'
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
  /** Opens the palette with this in its box. */
  readonly palette: (first: string) => void
  readonly saveSettings: (settings: Partial<Settings>) => void
}

const ZOOM_STEPS = [80, 90, 100, 110, 125, 150, 175, 200]

/** Every command of the window: the menus, the palette, the keys and the application's menu run these by name. */
export function commandsOf(targets: CommandTargets): readonly AppCommand[] {
  const { project, settings, running, navigate, saveSettings } = targets
  const noProject = project === null ? WHY_NOT.noProject : undefined
  const noDraft = noProject ?? (project?.draft === undefined ? WHY_NOT.noDraft : undefined)
  const busy = noProject ?? (running ? WHY_NOT.running : undefined)
  return [
    ...BUILT_SCREENS.map((screen, index) => ({
      id: `screen.${screen}`, title: SCREEN_TITLES[screen], unavailable: noProject, run: () => { navigate(screen) },
      ...(screen === 'settings' ? { keys: ['Ctrl', ','] } : index < 9 && { keys: ['Ctrl', String(index + 1)] }),
    })),
    { id: 'rehearse', title: COMMAND_TITLES.rehearse, keys: ['F5'], unavailable: busy, run: targets.rehearse },
    { id: 'rehearseChoices', title: COMMAND_TITLES.rehearseChoices, keys: ['Ctrl', 'F5'], unavailable: noProject, run: () => { navigate('rehearse') } },
    { id: 'cancel', title: COMMAND_TITLES.cancel, keys: ['Shift', 'F5'], unavailable: running ? undefined : WHY_NOT.noWork, run: targets.cancel },
    { id: 'readSystems', title: COMMAND_TITLES.readSystems, unavailable: busy, run: targets.readSystems },
    { id: 'openSample', title: COMMAND_TITLES.openSample, run: targets.openSample },
    { id: 'openProject', title: COMMAND_TITLES.openProject, keys: ['Ctrl', 'O'], run: targets.openProject },
    ...targets.recent.map((recent) => ({ id: `recent.${recent.folder}`, title: recent.name, run: () => { targets.openRecent(recent.folder) } })),
    { id: 'closeProject', title: COMMAND_TITLES.closeProject, unavailable: noProject, run: targets.closeProject },
    { id: 'saveVersion', title: COMMAND_TITLES.saveVersion, keys: ['Ctrl', 'S'], unavailable: noDraft, run: targets.saveVersion },
    { id: 'discardDraft', title: COMMAND_TITLES.discardDraft, unavailable: noDraft, run: targets.discardDraft },
    { id: 'palette', title: COMMAND_TITLES.palette, keys: ['Ctrl', 'K'], run: () => { targets.palette('') } },
    { id: 'paletteCommands', title: COMMAND_TITLES.paletteCommands, keys: ['Ctrl', 'Shift', 'P'], run: () => { targets.palette('>') } },
    { id: 'navigation', title: COMMAND_TITLES.navigation, keys: ['Ctrl', 'B'], unavailable: noProject, run: () => { saveSettings({ navigationCollapsed: !settings.navigationCollapsed }) } },
    { id: 'zoomIn', title: COMMAND_TITLES.zoomIn, keys: ['Ctrl', '='], run: () => { saveSettings({ zoomPercent: zoomed(settings.zoomPercent, 1) }) } },
    { id: 'zoomOut', title: COMMAND_TITLES.zoomOut, keys: ['Ctrl', '-'], run: () => { saveSettings({ zoomPercent: zoomed(settings.zoomPercent, -1) }) } },
    { id: 'zoomReset', title: COMMAND_TITLES.zoomReset, keys: ['Ctrl', '0'], run: () => { saveSettings({ zoomPercent: 100 }) } },
    { id: 'themeSystem', title: COMMAND_TITLES.themeSystem, run: () => { saveSettings({ theme: 'system' }) } },
    { id: 'themeLight', title: COMMAND_TITLES.themeLight, run: () => { saveSettings({ theme: 'light' }) } },
    { id: 'themeDark', title: COMMAND_TITLES.themeDark, run: () => { saveSettings({ theme: 'dark' }) } },
    { id: 'themeHighContrast', title: COMMAND_TITLES.themeHighContrast, run: () => { saveSettings({ theme: 'highContrast' }) } },
    { id: 'densityCompact', title: COMMAND_TITLES.densityCompact, run: () => { saveSettings({ density: 'compact' }) } },
    { id: 'densityDefault', title: COMMAND_TITLES.densityDefault, run: () => { saveSettings({ density: 'default' }) } },
    { id: 'densityComfortable', title: COMMAND_TITLES.densityComfortable, run: () => { saveSettings({ density: 'comfortable' }) } },
    { id: 'tour', title: COMMAND_TITLES.tour, unavailable: noProject, run: targets.tour },
    { id: 'keys', title: COMMAND_TITLES.keys, keys: ['?'], run: targets.keys },
    { id: 'settings', title: COMMAND_TITLES.settings, unavailable: noProject, run: () => { navigate('settings') } },
    { id: 'about', title: COMMAND_TITLES.about, unavailable: noProject, run: () => { navigate('settings', { section: 'about' }) } },
  ]
}

/** The next step of the zoom in a direction, within 80 and 200 %. */
function zoomed(percent: number, direction: 1 | -1): number {
  const next = direction === 1 ? ZOOM_STEPS.find((step) => step > percent) : ZOOM_STEPS.findLast((step) => step < percent)
  return next ?? percent
}

/** The command that a key stands for. `Ctrl` is the command key on macOS. */
export function commandForKey(pressed: { readonly key: string; readonly ctrl: boolean; readonly shift: boolean; readonly alt: boolean }): string | undefined {
  if (pressed.alt) return undefined
  const key = pressed.key.toLowerCase()
  if (key === 'f5') return pressed.shift ? 'cancel' : pressed.ctrl ? 'rehearseChoices' : 'rehearse'
  if (!pressed.ctrl) return undefined
  if (pressed.shift) return key === 'p' ? 'paletteCommands' : undefined
  if (key >= '1' && key <= '9') {
    const screen = BUILT_SCREENS[Number(key) - 1]
    return screen === undefined ? undefined : `screen.${screen}`
  }
  return CONTROL_KEYS[key]
}

const CONTROL_KEYS: Readonly<Record<string, string>> = {
  k: 'palette', b: 'navigation', s: 'saveVersion', o: 'openProject', ',': 'settings', '=': 'zoomIn', '+': 'zoomIn', '-': 'zoomOut', '0': 'zoomReset',
}
