import { contextBridge, ipcRenderer } from 'electron'
import type { AppEvent, RehearsalBridge } from '../shared/ipc/contract'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './ipc/channels'

/** The only way out of the window: one way to ask, one way to listen. Main checks everything that comes through. */
const bridge: RehearsalBridge = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input) as ReturnType<RehearsalBridge['request']>,
  onEvent: (listener) => {
    const relay = (_: unknown, event: AppEvent) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, relay)
    return () => void ipcRenderer.off(EVENT_CHANNEL, relay)
  },
}

contextBridge.exposeInMainWorld('rehearsal', bridge)
