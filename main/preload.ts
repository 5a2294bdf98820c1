import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { AppEvent, RehearsalBridge } from '../shared/ipc/contract'
import { DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from './ipc/channels'

/** The only way out of the window: to ask, to hand over what was dropped, to listen. Main checks everything that comes through. */
const bridge: RehearsalBridge = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input) as ReturnType<RehearsalBridge['request']>,
  // A file that a page made up has no path, so a page can name none that was not dropped.
  drop: (files) => ipcRenderer.invoke(DROP_CHANNEL, files.map((file) => webUtils.getPathForFile(file as File))) as ReturnType<RehearsalBridge['drop']>,
  onEvent: (listener) => {
    const relay = (_: unknown, event: AppEvent) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, relay)
    return () => void ipcRenderer.off(EVENT_CHANNEL, relay)
  },
}

contextBridge.exposeInMainWorld('rehearsal', bridge)
