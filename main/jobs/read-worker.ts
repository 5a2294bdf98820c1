import { parentPort } from 'node:worker_threads'
import { toErrorReply } from '../../shared/app-error'
import type { ReadEvent } from '../../shared/model/record'
import { readSystem } from '../connectors/registry'
import { type FromReader, READ_AHEAD, type ToReader, hashContent } from './read-systems'

/*
 * The reading thread: one system, then it is ended. It parses, packs and hashes while the job's thread stages.
 */

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
    const contentHash = await hashContent(request.settings, request.folder, controller.signal)
    const same = contentHash !== undefined && contentHash === request.heldHash
    post({ kind: 'content', contentHash, same })
    if (same) return
    let gathered: ReadEvent[] = []
    for await (const event of readSystem({ ...request, signal: controller.signal })) {
      gathered.push(event)
      if (event.kind !== 'records' && event.kind !== 'end' && gathered.length < 200) continue
      post({ kind: 'events', events: gathered })
      gathered = []
      onTheWay++
      while (onTheWay >= READ_AHEAD) await new Promise<void>((resolve) => { taken = resolve })
    }
    if (gathered.length > 0) post({ kind: 'events', events: gathered })
    post({ kind: 'done' })
  }
}
