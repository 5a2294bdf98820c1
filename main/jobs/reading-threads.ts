import { Worker } from 'node:worker_threads'

/** Threads that nobody asked for so long are ended: each holds some megabytes. */
const KEPT_MS = 5 * 60_000

/**
 * The threads that read systems. A session that stays open keeps a few for its next read, since to start one takes a fifth of the time that an
 * incremental cycle may. One that looked through a whole system is full of what it saw, so another waits in its place.
 */
export class ReadingThreads {
  readonly #file: string
  readonly #most: number
  readonly #waiting: Worker[] = []
  #end: NodeJS.Timeout | undefined

  /** `most`: how many wait for the next read. */
  constructor(file: string, most: number) {
    this.#file = file
    this.#most = most
  }

  /** Whether a thread waits. */
  get areReady(): boolean {
    return this.#waiting.length > 0
  }

  /** One that waits, or a new one. */
  take(): Worker {
    const worker = this.#waiting.pop() ?? new Worker(this.#file)
    worker.removeAllListeners()
    worker.ref()
    return worker
  }

  /** Takes back a thread that is done. `spent`: it looked through everything. */
  giveBack(worker: Worker, spent: boolean): void {
    worker.removeAllListeners()
    const kept = this.#waiting.length < this.#most
    if (!kept || spent) void worker.terminate()
    if (kept) this.#keep(spent ? new Worker(this.#file) : worker)
  }

  /** Ends those that wait. */
  close(): void {
    clearTimeout(this.#end)
    for (const worker of this.#waiting.splice(0)) void worker.terminate()
  }

  #keep(worker: Worker): void {
    worker.on('error', () => this.#drop(worker))
    worker.on('exit', () => this.#drop(worker))
    worker.unref()
    this.#waiting.push(worker)
    clearTimeout(this.#end)
    this.#end = setTimeout(() => this.close(), KEPT_MS)
    this.#end.unref()
  }

  #drop(worker: Worker): void {
    const at = this.#waiting.indexOf(worker)
    if (at >= 0) this.#waiting.splice(at, 1)
  }
}
