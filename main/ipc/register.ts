import { ipcMain, type WebContents } from 'electron'
import { AppError, toErrorReply } from '../../shared/app-error'
import type { AppEvent } from '../../shared/ipc/contract'
import { answerRequest, type Handlers } from './answer'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from './channels'
import { isOurs } from './sender'

interface Options {
  readonly handlers: Handlers
  /** Our window's contents; undefined while there is no window. */
  readonly contents: () => WebContents | undefined
  /** Somebody is at the window. */
  readonly onRequest: () => void
  readonly onBug: (error: unknown) => void
}

/** Answers the one channel there is. Whoever is not our window learns nothing. */
export function registerRequests({ handlers, contents, onRequest, onBug }: Options): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown) => {
    if (!isOurs({ frame: event.senderFrame, contentsId: event.sender.id }, contents()?.id)) {
      return { ok: false, error: toErrorReply(new AppError('refused', 'This request comes from somewhere else than the window.')) }
    }
    onRequest()
    return answerRequest(handlers, { name, input }, onBug)
  })
}

export function sendEvent(contents: WebContents | undefined, event: AppEvent): void {
  if (contents && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, event)
}
