import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../../shared/app-error'
import { mirrorReader } from '../mirror/views/open-views'
import { LensData } from './lens-data'
import { LensDesk } from './lens-desk'
import type { FromLens, LensWorkerData, ToLens } from './lens-thread'

/*
 * The thread that runs expressions over everybody, with a connection of its own, so that the view process goes on answering pages. A
 * newer question is seen in shared memory: a thread that is in the middle of a loop hears no messages.
 */

const port = parentPort
if (port) {
  const { latest, steps, nativeBinding } = workerData as LensWorkerData
  const desk = new LensDesk()
  const reader = mirrorReader((mirror) => new LensData(mirror), nativeBinding)
  const waiting: ToLens[] = []
  let busy = false

  const answer = async (asked: ToLens): Promise<unknown> => {
    Atomics.store(steps, 0, 0)
    const data = reader.views(asked.project.mirror)
    const step = (): boolean => {
      Atomics.add(steps, 0, 1)
      return asked.name === 'lens.measure' && Atomics.load(latest, 0) !== asked.id
    }
    return asked.name === 'lens.people' ? desk.people(data, asked.project, asked.input, step) : desk.measure(data, asked.project, asked.input, step)
  }
  const work = async (): Promise<void> => {
    busy = true
    for (let asked = waiting.shift(); asked; asked = waiting.shift()) {
      try {
        port.postMessage({ id: asked.id, value: await answer(asked) } satisfies FromLens)
      } catch (thrown) {
        port.postMessage({ id: asked.id, error: toErrorReply(thrown) } satisfies FromLens)
      }
    }
    busy = false
    setImmediate(goOn)
  }
  /** Between questions, what an answer did not wait for. */
  const goOn = (): void => {
    if (!busy && !desk.goOn()) setImmediate(goOn)
  }
  port.on('message', (asked: ToLens) => {
    waiting.push(asked)
    if (!busy) void work()
  })
}
