import type { AppEvent, Dropped, InputOf, OutputOf, RehearsalBridge, Reply, RequestName } from '../shared/ipc/contract'

declare global {
  interface Window {
    readonly rehearsal: RehearsalBridge
  }
}

/** A request that was answered with an error. The message is a sentence for the person. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly code: string,
    message: string,
    readonly context: Readonly<Record<string, string | number | boolean>>,
  ) {
    super(message)
  }
}

/** Asks the other side. Throws `RequestError` where it refused or failed. */
export async function request<N extends RequestName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return valueOf(await window.rehearsal.request(name, input)) as OutputOf<N>
}

/** Hands over what was dropped on the window. Throws `RequestError` where it cannot be taken. */
export async function handOver(files: readonly File[]): Promise<Dropped> {
  return valueOf(await window.rehearsal.drop(files))
}

function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new RequestError(reply.error.code, reply.error.message, reply.error.context)
  return reply.value
}

/** Calls the listener for every event; the answer ends that. */
export function onEvent(listener: (event: AppEvent) => void): () => void {
  return window.rehearsal.onEvent(listener)
}
