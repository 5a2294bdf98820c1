import { app, BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import type { AppState } from '../shared/ipc/views'
import { APP_ORIGIN } from './ipc/sender'
import type { SettingsStore, WindowPlacement } from './settings'
import { windowColours } from './theme'

interface Options {
  readonly settings: SettingsStore
  readonly preload: string
  readonly frame: AppState['frame']
  /** The page is gone for good: it crashed. */
  readonly onCrash: (reason: string) => void
}

/** Who draws the frame: the application everywhere, unless the person prefers the system's on Linux (`--system-frame`). */
export function chooseFrame(): AppState['frame'] {
  if (process.platform === 'darwin') return 'inset'
  return process.platform === 'linux' && app.commandLine.hasSwitch('system-frame') ? 'system' : 'overlay'
}

/** Opens the window where it was, hidden until its first frame is painted. */
export function openWindow({ settings, preload, frame, onCrash }: Options): BrowserWindow {
  const { maximized, ...placement } = visiblePlacement(settings.placement())
  const colours = windowColours(settings.settings(), nativeTheme.shouldUseDarkColors)
  const window = new BrowserWindow({
    ...placement,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Rehearsal',
    backgroundColor: colours.page,
    ...frameOptions(frame, colours.overlay),
    webPreferences: {
      preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false,
      navigateOnDragDrop: false, safeDialogs: true, devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.webContents.on('dom-ready', () => applyAppearance(window, { settings, frame }))
  window.webContents.on('render-process-gone', (_, { reason }) => {
    onCrash(reason)
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  if (!app.isPackaged) openDevToolsByKey(window)
  rememberPlacement(window, settings)
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** Theme and zoom as the settings say, with the title bar following. To be called again when they, or the system's theme, change. */
export function applyAppearance(window: BrowserWindow, { settings, frame }: Pick<Options, 'settings' | 'frame'>): void {
  const { theme, zoomPercent } = settings.settings()
  nativeTheme.themeSource = theme === 'highContrast' ? 'dark' : theme
  if (window.isDestroyed()) return
  const { page, overlay } = windowColours(settings.settings(), nativeTheme.shouldUseDarkColors)
  window.setBackgroundColor(page)
  if (frame === 'overlay') window.setTitleBarOverlay(overlay)
  window.webContents.setZoomFactor(zoomPercent / 100)
}

function frameOptions(frame: AppState['frame'], overlay: { color: string; symbolColor: string; height: number }): BrowserWindowConstructorOptions {
  switch (frame) {
    case 'inset': return { titleBarStyle: 'hiddenInset' }
    case 'overlay': return { titleBarStyle: 'hidden', titleBarOverlay: overlay }
    case 'system': return { autoHideMenuBar: true }
  }
}

/** The place as remembered, unless no screen shows it any more. */
function visiblePlacement(placement: WindowPlacement): WindowPlacement {
  const { x, y, width, height } = placement
  if (x === undefined || y === undefined) return placement
  const shown = screen.getAllDisplays().some(({ workArea }) =>
    x + width > workArea.x + 100 && x < workArea.x + workArea.width - 100 && y >= workArea.y - 20 && y < workArea.y + workArea.height - 100)
  return shown ? placement : { width, height, maximized: placement.maximized }
}

function rememberPlacement(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    settings.savePlacement({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  }
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event as 'resize', later)
  window.on('close', save)
}

function openDevToolsByKey(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'F12') window.webContents.toggleDevTools()
  })
}
