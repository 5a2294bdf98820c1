import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toErrorReply } from '../../shared/app-error'
import { mirrorReader } from '../mirror/views/open-views'
import { PeopleDesk } from './people-desk'
import type { FromPeople, ToPeople } from './people-thread'

/*
 * The thread that looks at single people and at everybody's scope, with a connection of its own, so that the view process goes on
 * answering pages. One question at a time; of the scope's counts only the newest is worth answering.
 */

const port = parentPort
if (port) {
  const { nativeBinding } = workerData as { readonly nativeBinding: string | undefined }
  const reader = mirrorReader((mirror) => new PeopleDesk(mirror), nativeBinding)
  const waiting: ToPeople[] = []
  let busy = false

  const answer = (asked: ToPeople): unknown => {
    if (asked.name === 'scope.measure' && waiting.some(({ name }) => name === 'scope.measure')) return { kind: 'superseded' }
    const desk = reader.views(asked.project.mirror)
    if (!desk) {
      const { systems } = asked.project.document
      if (asked.name === 'scope.measure') return { kind: 'unread', system: systems[0]?.id ?? '', name: systems[0]?.name ?? '' }
      throw new AppError('nothingRead', 'Nothing has been read yet. Read all systems first.')
    }
    switch (asked.name) {
      case 'scope.measure': return desk.measureScope(asked.project, asked.input)
      case 'scope.people': return desk.scopePeople(asked.project, asked.input)
      case 'trace': return desk.trace(asked.input)
      case 'follow': return desk.follow(asked.input)
      case 'find': return desk.find(asked.project.document, asked.input)
    }
  }
  const work = async (): Promise<void> => {
    busy = true
    for (let asked = waiting.shift(); asked; asked = waiting.shift()) {
      await new Promise((resolve) => { setImmediate(resolve) }) // what came meanwhile is let in first
      try {
        port.postMessage({ id: asked.id, value: await answer(asked) } satisfies FromPeople)
      } catch (thrown) {
        port.postMessage({ id: asked.id, error: toErrorReply(thrown) } satisfies FromPeople)
      }
    }
    busy = false
  }
  port.on('message', (asked: ToPeople) => {
    waiting.push(asked)
    if (!busy) void work()
  })
}
