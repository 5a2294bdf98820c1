import { fromErrorReply, toErrorReply } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'
import type { StoreEntry } from '../../shared/model/password-place'
import type { FromChild, ToChild } from './messages'

/** The way to whoever started this process. */
export interface Port {
  readonly post: (message: FromChild) => void
  readonly onMessage: (listener: (message: ToChild) => void) => void
}

export interface Question {
  readonly name: string
  readonly input: unknown
  readonly signal: AbortSignal
  readonly onProgress: (progress: WorkProgress) => void
  /** A password out of the operating system's store, as `SecretStore.secret` of the window's main process. */
  readonly stored: (entry: StoreEntry) => Promise<string | undefined>
}

/** Answers what is asked over the port, several at a time where `answer` waits. Whatever it throws becomes a failure as data. */
export function serve(port: Port, answer: (question: Question) => unknown): void {
  const running = new Map<number, AbortController>()
  const wanted = new Map<number, (reply: Extract<ToChild, { kind: 'secret' }>) => void>()
  let lastWant = 0

  function askForSecret(id: number, entry: StoreEntry): Promise<string | undefined> {
    const want = ++lastWant
    return new Promise((resolve, reject) => {
      wanted.set(want, ({ secret, error }) => {
        wanted.delete(want)
        if (error) reject(fromErrorReply(error))
        else resolve(secret)
      })
      port.post({ kind: 'wantSecret', id, want, entry })
    })
  }

  async function run({ id, name, input }: Extract<ToChild, { kind: 'ask' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const onProgress = (progress: WorkProgress) => port.post({ kind: 'progress', id, progress })
    try {
      const value = await answer({ name, input, signal: controller.signal, onProgress, stored: (entry) => askForSecret(id, entry) })
      port.post({ kind: 'value', id, value })
    } catch (thrown) {
      const error = toErrorReply(thrown)
      const stack = error.code === 'bug' && thrown instanceof Error ? thrown.stack : undefined
      port.post({ kind: 'failure', id, error, ...(stack === undefined ? {} : { stack }) })
    } finally {
      running.delete(id)
    }
  }

  port.onMessage((message) => {
    switch (message.kind) {
      case 'ask': return void run(message)
      case 'cancel': return running.get(message.id)?.abort()
      case 'secret': return wanted.get(message.want)?.(message)
    }
  })
}

interface ElectronParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The parent there is: Electron's, or a Node that forked us. A child whose parent is gone ends. */
export function parentPort(): Port {
  const electron = (process as { parentPort?: ElectronParentPort }).parentPort
  if (electron) {
    return {
      post: (message) => electron.postMessage(message),
      onMessage: (listener) => electron.on('message', ({ data }) => listener(data as ToChild)),
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToChild)),
  }
}
