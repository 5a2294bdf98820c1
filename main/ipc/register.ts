import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { AppError, toErrorReply } from '../../shared/app-error'
import type { AppEvent, Dropped, Reply } from '../../shared/ipc/contract'
import { answerRequest, asReply, type Handlers } from './answer'
import { DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from './channels'
import { isOurs } from './sender'

interface Options {
  readonly handlers: Handlers
  /** Takes the paths of what was dropped, which are checked there. */
  readonly onDrop: (paths: unknown) => Promise<Dropped>
  /** Our window's contents; undefined while there is no window. */
  readonly contents: () => WebContents | undefined
  /** Somebody is at the window. */
  readonly onRequest: () => void
  readonly onBug: (error: unknown) => void
}

/** Answers requests and drops. Whoever is not our window learns nothing. */
export function registerRequests({ handlers, onDrop, contents, onRequest, onBug }: Options): void {
  function fromWindow(event: IpcMainInvokeEvent, answer: () => Promise<Reply<unknown>>): Promise<Reply<unknown>> | Reply<unknown> {
    if (!isOurs({ frame: event.senderFrame, contentsId: event.sender.id }, contents()?.id)) {
      return { ok: false, error: toErrorReply(new AppError('refused', 'This request comes from somewhere else than the window.')) }
    }
    onRequest()
    return answer()
  }

  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown) => fromWindow(event, () => answerRequest(handlers, { name, input }, onBug)))
  ipcMain.handle(DROP_CHANNEL, (event, paths: unknown) => fromWindow(event, () => asReply(() => onDrop(paths), onBug)))
}

/** Tells the page of an event, where there still is one. */
export function sendEvent(contents: WebContents | undefined, event: AppEvent): void {
  if (contents && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, event)
}
