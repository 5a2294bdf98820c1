import { utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { hashContent, hasOtherSize } from '../../../main/connectors/content-hash'
import { readSystem } from '../../../main/connectors/registry'
import { readInline } from '../../../main/jobs/read-systems'
import type { ConnectorSettings } from '../../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../../shared/model/record'
import { temporaryFolder } from '../../support/folders'

const { signal } = new AbortController()
const rows = 'id,name\n1,Ann\n2,Åse\n'

async function read(settings: ConnectorSettings, folder: string): Promise<ReadEvent[]> {
  const events: ReadEvent[] = []
  for await (const event of readSystem({ settings, folder, known: {}, signal, printed: true })) events.push(event)
  return events
}

test.each<{ readonly of: string; readonly settings: ConnectorSettings; readonly files: Readonly<Record<string, string | Buffer>> }>([
  { of: 'rows', settings: { kind: 'delimited', paths: ['a.csv'], anchor: 'id' }, files: { 'a.csv': rows } },
  { of: 'rows behind a byte-order mark', settings: { kind: 'delimited', paths: ['a.csv'], anchor: 'id' }, files: { 'a.csv': `\ufeff${rows}` } },
  { of: 'rows in UTF-16', settings: { kind: 'delimited', paths: ['a.csv'], anchor: 'id' }, files: { 'a.csv': Buffer.from(`\ufeff${rows}`, 'utf16le') } },
  { of: 'several pages', settings: { kind: 'delimited', paths: ['a.csv', 'b.csv'], anchor: 'id' }, files: { 'a.csv': rows, 'b.csv': 'id,name\n3,Cy\n' } },
  { of: 'entries', settings: { kind: 'ldif', paths: ['a.ldif'] }, files: { 'a.ldif': 'dn: cn=Ann,dc=x\nobjectClass: person\ncn: Ann\nentryUUID: 1\n' } },
  { of: 'saved answers', settings: { kind: 'scim-json', paths: ['a.json'] }, files: { 'a.json': JSON.stringify({ Resources: [{ id: '1', userName: 'ann' }] }) } },
])('a read of $of ends with the hash that its files have', async ({ settings, files }) => {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const end = (await read(settings, folder)).at(-1)
  expect(end).toMatchObject({ kind: 'end', complete: true, contentHash: await hashContent(settings, folder, signal) })
})

test('a file of the same size and date is read again where another byte stands in it, one of another size without being hashed first', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'a.csv')
  const settings: ConnectorSettings = { kind: 'delimited', paths: ['a.csv'], anchor: 'id' }
  const write = (text: string): void => {
    writeFileSync(file, text)
    utimesSync(file, 1, 1)
  }
  write(rows)
  const events = await read(settings, folder)
  const prints = (events.find((event) => event.kind === 'prints') as { readonly prints: RowPrints }).prints
  const heldHash = await hashContent(settings, folder, signal)
  const again = async (): Promise<boolean> => (await readInline({ settings, folder, known: {}, heldHash, prints, signal })).events !== undefined
  expect([await again(), await hasOtherSize(settings, folder, prints)]).toEqual([false, false])
  write(rows.replace('Ann', 'Ans'))
  expect([await again(), await hasOtherSize(settings, folder, prints)]).toEqual([true, false])
  write(`${rows}3,Cy\n`)
  expect([await again(), await hasOtherSize(settings, folder, prints)]).toEqual([true, true])
})
