import { createWriteStream } from 'node:fs'
import { readDelimited } from '../connectors/delimited/connector'
import { unpackCells } from '../../shared/model/packed'
import type { Cell } from '../../shared/model/attribute'
import { rowTexts } from '../packed/packed-rows'
import { plainMappings } from '../sample/benchmark-mappings'

export interface BareLoopResult {
  readonly creates: number
  readonly updates: number
}

/**
 * What the benchmark's cycle is held against: both files with the project's own reader, the targets in a `Map`, the 30 mappings as
 * plain functions, a comparison and the actions as NDJSON. No SQLite, scope, links, hashes or issues, and no more memory than it wants.
 */
export async function bareLoop(folder: string, out: string): Promise<BareLoopResult> {
  const targets = new Map<string, Cell[]>()
  const accounts = await readRows(folder, 'directory.csv', 'objectGUID', (row, names) => {
    const key = row[names.indexOf('employeeID')]
    if (typeof key === 'string') targets.set(key, row)
  })
  const file = createWriteStream(out, { highWaterMark: 1 << 20 })
  let mappings: ReturnType<typeof plainMappings> | undefined
  let positions: readonly number[] = []
  let buffered: string[] = []
  let creates = 0
  let updates = 0
  const people: Promise<void>[] = []
  await readRows(folder, 'workers.csv', 'Worker_ID', (row, names) => {
    if (!mappings) {
      mappings = plainMappings(names)
      positions = mappings.map((mapping) => accounts.indexOf(mapping.target))
    }
    const values = mappings.map((mapping) => mapping.value(row as readonly (string | null)[]))
    const target = targets.get(row[0] as string)
    const changes: { attribute: string; before?: unknown; after: string }[] = []
    for (let i = 0; i < values.length; i++) {
      const after = values[i] as string | null
      if (after === null) continue
      const attribute = (mappings[i] as { target: string }).target
      if (!target) {
        changes.push({ attribute, after })
        continue
      }
      const before = target[positions[i] as number]
      if (before !== after && !(typeof before === 'string' && before.toLowerCase() === after.toLowerCase())) changes.push({ attribute, before, after })
    }
    if (changes.length === 0) return
    if (target) updates++
    else creates++
    buffered.push(JSON.stringify({ kind: target ? 'update' : 'create', source: row[0], changes }))
    if (buffered.length >= 2000) {
      const text = `${buffered.join('\n')}\n`
      buffered = []
      if (!file.write(text)) people.push(new Promise((resolve) => { file.once('drain', resolve) }))
    }
  })
  await Promise.all(people)
  await new Promise<void>((resolve) => { file.end(buffered.length > 0 ? `${buffered.join('\n')}\n` : '', resolve) })
  return { creates, updates }
}

async function readRows(folder: string, path: string, anchor: string, take: (row: Cell[], names: readonly string[]) => void): Promise<readonly string[]> {
  const names: string[] = []
  for await (const event of readDelimited({ settings: { kind: 'delimited', paths: [path], anchor }, folder, known: {}, signal: new AbortController().signal, hashes: false })) {
    if (event.kind === 'attributes') names.push(...event.names)
    else if (event.kind === 'records') for (const body of rowTexts(event.bodies)) take(unpackCells(body), names)
  }
  return names
}
