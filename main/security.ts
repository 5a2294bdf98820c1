import { app, session } from 'electron'
import { isAppUrl } from './ipc/sender'

/** Every web page there will ever be is our own: it opens nothing, goes nowhere, embeds nothing. */
export function lockPages(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => { if (!isReload(event.url, contents.getURL())) event.preventDefault() })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => { if (!event.isMainFrame) event.preventDefault() })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/**
 * No name resolves and no address is reached: nothing that Chromium does can leave the machine. To be called before the application is
 * ready.
 */
export function lockNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  // What fetches nothing needs no process of its own, 12 MB of memory, which Chromium does not sandbox on Linux anyway.
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2')
}

/** No permission, no download, no device. To be called when the application is ready. */
export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((contents, permission, decide) => decide(mayUse(permission, contents.getURL())))
  defaultSession.setPermissionCheckHandler((_, permission, origin) => mayUse(permission, origin))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.on('will-download', (event) => event.preventDefault())
  defaultSession.setSpellCheckerEnabled(false)
}

/** Copying text out of a table is all that a page may ask the system for. */
function mayUse(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(url)
}

function isReload(url: string, current: string): boolean {
  return url === current && isAppUrl(url)
}
