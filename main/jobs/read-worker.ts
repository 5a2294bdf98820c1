import { parentPort } from 'node:worker_threads'
import { toErrorReply } from '../../shared/app-error'
import type { ReadEvent, SameRows } from '../../shared/model/record'
import { readSystem } from '../connectors/registry'
import { type FromReader, READ_AHEAD, type ToReader, isHeld } from './read-systems'

/*
 * A reading thread: one system at a time. It parses, packs and hashes while the job's thread stages.
 */

/** A message for each event would cost more than the reading. */
const OBJECTS_AT_ONCE = 1000
const EVENTS_AT_ONCE = 1000
/** Objects that are as before come as numbers alone. */
const WEIGHT_OF_SAME = 0.1

const port = parentPort
if (port) {
  const post = (message: FromReader): void => port.postMessage(message)
  const controller = new AbortController()
  let onTheWay = 0
  let taken: (() => void) | undefined

  port.on('message', (message: ToReader) => {
    switch (message.kind) {
      case 'taken':
        onTheWay--
        taken?.()
        break
      case 'cancel': controller.abort(); break
      case 'read': read(message.request).catch((error: unknown) => post({ kind: 'failed', error: toErrorReply(error) })); break
    }
  })

  const read = async (request: Extract<ToReader, { kind: 'read' }>['request']): Promise<void> => {
    const { signal } = controller
    if (await isHeld({ ...request, signal })) return post({ kind: 'held' })
    let gathered: ReadEvent[] = []
    let objects = 0
    for await (const event of readSystem({ ...request, signal })) {
      gathered.push(event)
      objects += weightOf(event)
      if (objects < OBJECTS_AT_ONCE && event.kind !== 'end' && gathered.length < EVENTS_AT_ONCE) continue
      post({ kind: 'events', events: gathered })
      gathered = []
      objects = 0
      onTheWay++
      while (onTheWay >= READ_AHEAD) await new Promise<void>((resolve) => { taken = resolve })
    }
    if (gathered.length > 0) post({ kind: 'events', events: gathered })
    post({ kind: 'done' })
  }
}

function weightOf(event: ReadEvent): number {
  switch (event.kind) {
    case 'records': return event.anchors.length + weightOfSame(event.same ?? [])
    case 'same': return weightOfSame(event.same)
    default: return 0
  }
}

function weightOfSame(same: readonly SameRows[]): number {
  return same.reduce((sum, { count }) => sum + count, 0) * WEIGHT_OF_SAME
}
