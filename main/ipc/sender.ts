/** The page of the application. Nothing else is ever loaded. */
export const APP_ORIGIN = 'app://rehearsal'

/** The part of Electron's frame that says who is asking. */
export interface SenderFrame {
  readonly url: string
  /** null in a main frame. */
  readonly parent: unknown
}

/** Whether a request comes from the main frame of our own window, and that frame shows our own page. */
export function isOurs(sender: { readonly frame: SenderFrame | null; readonly contentsId: number }, ourContentsId: number | undefined): boolean {
  if (sender.frame === null || sender.contentsId !== ourContentsId || sender.frame.parent !== null) return false
  return isAppUrl(sender.frame.url)
}

/** Compared as parsed: `app://rehearsal.example/` begins with the same letters. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === 'app:' && host === 'rehearsal' && username === '' && password === ''
}
