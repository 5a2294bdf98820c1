import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readDelimited } from '../../../main/connectors/delimited/connector'
import type { UnanchoredDelimitedSettings } from '../../../main/connectors/delimited/file-reading'
import { readLdif } from '../../../main/connectors/ldif/connector'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { Issue } from '../../../shared/model/issue'
import { unpackCells } from '../../../shared/model/packed'
import type { LdifSettings } from '../../../shared/model/project'
import type { EndEvent, ReadEvent } from '../../../shared/model/record'
import { rowTexts } from '../../../main/packed/packed-rows'

/** One object as it was read. `values` is a map, because attributes may be called anything. */
export interface ReadObject {
  readonly type: string
  readonly anchor: string
  readonly line: number
  readonly hash: string
  readonly file: number
  readonly values: ReadonlyMap<string, AttributeValue>
}

export interface ReadAll {
  readonly objects: readonly ReadObject[]
  readonly issues: readonly Issue[]
  readonly end: EndEvent
  readonly multiValued: ReadonlySet<string>
}

/** Everything that a connector said, unpacked. Fails when it does not keep to the order of events. */
export async function collect(events: AsyncIterable<ReadEvent>, known: Readonly<Record<string, readonly string[]>> = {}): Promise<ReadAll> {
  const names = new Map<string, string[]>(Object.entries(known).map(([type, list]) => [type, [...list]]))
  const objects: ReadObject[] = []
  const issues: Issue[] = []
  const multiValued = new Set<string>()
  let end: EndEvent | undefined
  for await (const event of events) {
    if (end) throw new Error('an event after the end')
    switch (event.kind) {
      case 'attributes':
        names.set(event.type, [...names.get(event.type) ?? [], ...event.names])
        for (const name of event.multiValued ?? []) multiValued.add(name)
        break
      case 'records': {
        const attributes = names.get(event.type) ?? []
        rowTexts(event.bodies).forEach((body, i) => {
          const values = new Map<string, AttributeValue>()
          unpackCells(body).forEach((cell, position) => {
            const name = attributes[position]
            if (cell === null) return
            if (name === undefined) throw new Error('a value without an announced attribute')
            values.set(name, cell)
          })
          objects.push({ type: event.type, anchor: event.anchors[i] as string, line: event.lines[i] as number, hash: event.hashes[i] as string, file: event.file, values })
        })
        break
      }
      case 'issue': issues.push(event.issue); break
      case 'end': end = event; break
      case 'prints':
      case 'same':
      case 'progress': break
    }
  }
  if (!end) throw new Error('no end')
  return { objects, issues, end, multiValued }
}

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A folder with these files in it, removed after the tests. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'connectors-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

type Options = Partial<UnanchoredDelimitedSettings> & { readonly chunkBytes?: number; readonly limit?: number; readonly known?: Readonly<Record<string, readonly string[]>> }

/** Reads one delimited file that holds this content. */
export async function readText(content: string | Uint8Array, { chunkBytes, limit, known = {}, ...settings }: Options = {}): Promise<ReadAll> {
  const folder = await folderWith({ 'people.csv': content })
  return collect(readDelimited({
    settings: { kind: 'delimited', paths: ['people.csv'], ...settings }, folder, known, signal: new AbortController().signal,
    ...(chunkBytes === undefined ? {} : { chunkBytes }), ...(limit === undefined ? {} : { limit }),
  }), known)
}

/** Reads one LDIF file that holds this content. */
export async function readEntries(content: string | Uint8Array, { chunkBytes, limit, ...settings }: Partial<LdifSettings> & { readonly chunkBytes?: number; readonly limit?: number } = {}): Promise<ReadAll> {
  const folder = await folderWith({ 'people.ldif': content })
  return collect(readLdif({
    settings: { kind: 'ldif', paths: ['people.ldif'], ...settings }, folder, known: {}, signal: new AbortController().signal,
    ...(chunkBytes === undefined ? {} : { chunkBytes }), ...(limit === undefined ? {} : { limit }),
  }))
}

/** The values of an object as a plain object, for comparing; only for attributes with harmless names. */
export function plain(object: ReadObject | undefined): Record<string, AttributeValue> {
  return Object.fromEntries(object?.values ?? [])
}
