import { Worker } from 'node:worker_threads'

/** Threads that nobody asked for so long are ended: each holds some megabytes. */
const KEPT_MS = 5 * 60_000

/**
 * The threads that read systems, or write a mirror. A session that stays open keeps a few for its next work, since to start one takes a fifth of the time that an
 * incremental cycle may. One that looked through a whole system is full of what it saw, so another waits in its place.
 */
export class KeptThreads {
  readonly #file: string
  readonly #most: number
  readonly #data: unknown
  readonly #waiting: Worker[] = []
  #end: NodeJS.Timeout | undefined

  /** `most`: how many wait for the next work. `data`: what each is started with. */
  constructor(file: string, most: number, data?: unknown) {
    this.#file = file
    this.#most = most
    this.#data = data
  }

  /** Whether a thread waits. */
  get areReady(): boolean {
    return this.#waiting.length > 0
  }

  /** One that waits, or a new one. */
  take(): Worker {
    const worker = this.#waiting.pop() ?? this.#start()
    worker.removeAllListeners()
    worker.ref()
    return worker
  }

  /** Takes back a thread that is done; resolves when it has ended, where it is not kept. `spent`: it looked through everything. */
  async giveBack(worker: Worker, spent: boolean): Promise<void> {
    worker.removeAllListeners()
    const kept = this.#waiting.length < this.#most
    if (kept) this.#keep(spent ? this.#start() : worker)
    if (!kept || spent) await worker.terminate()
  }

  /** Ends those that wait. */
  close(): void {
    clearTimeout(this.#end)
    for (const worker of this.#waiting.splice(0)) void worker.terminate()
  }

  #start(): Worker {
    return new Worker(this.#file, { workerData: this.#data })
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
