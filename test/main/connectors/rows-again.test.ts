import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readDelimited } from '../../../main/connectors/delimited/connector'
import { rowTexts } from '../../../main/packed/packed-rows'
import type { ReadEvent, RowPrints, SameRows } from '../../../shared/model/record'
import { temporaryFolder } from '../../support/folders'
import { fc } from '../../support/laws'

interface Object {
  readonly anchor: string
  readonly body: string
  readonly line: number
}

interface Found {
  readonly objects: readonly Object[]
  readonly prints: RowPrints | undefined
  /** Objects that were not read as rows. */
  readonly same: number
}

/** Reads a file in pieces of so many bytes; what is as it was is taken from `before`. */
async function read(text: string, chunkBytes: number, before?: Found): Promise<Found> {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'people.csv'), text)
  const objects: Object[] = []
  let prints: RowPrints | undefined
  let same = 0
  const again = (rows: SameRows): void => {
    for (let i = 0; i < rows.count; i++) objects.push({ ...before?.objects[rows.from + i] as Object, line: rows.line + i })
    same += rows.count
  }
  const take = (event: ReadEvent): void => {
    if (event.kind === 'prints') prints = event.prints
    if (event.kind === 'same') event.same.forEach(again)
    if (event.kind !== 'records') return
    const bodies = rowTexts(event.bodies)
    for (let i = 0; i <= event.anchors.length; i++) {
      event.same?.filter((rows) => rows.before === i).forEach(again)
      if (i < event.anchors.length) objects.push({ anchor: event.anchors[i] as string, body: bodies[i] as string, line: event.lines[i] as number })
    }
  }
  const settings = { kind: 'delimited' as const, paths: ['people.csv'], anchor: 'id' }
  for await (const event of readDelimited({ settings, folder, known: {}, signal: new AbortController().signal, chunkBytes, printed: true, ...(before?.prints ? { prints: before.prints } : {}) })) take(event)
  return { objects, prints, same }
}

const RUNS = Number(process.env.REHEARSAL_LAW_RUNS ?? '8') * 5

const row = (id: number): string => `${id},Person ${id},${'Nurse '.repeat(id % 4)}`
const people = (ids: readonly number[]): string => ['id,name,title', ...ids.map(row)].map((line) => `${line}\n`).join('')
const ids = Array.from({ length: 120 }, (_, i) => i + 1)

const changes = fc.array(fc.oneof(
  fc.record({ kind: fc.constant('change' as const), at: fc.nat(119), many: fc.nat(12) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(119), many: fc.nat(30) }),
  fc.record({ kind: fc.constant('add' as const), at: fc.nat(119), many: fc.nat(12) }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(119), many: fc.nat(60) }),
), { maxLength: 4 })

test('rows that are found again are those that reading everything gives, wherever they moved and however the text is cut', async () => {
  await fc.assert(fc.asyncProperty(changes, fc.integer({ min: 7, max: 900 }), async (edits, chunkBytes) => {
    let now = ids.map(row)
    let next = 1000
    for (const { kind, at, many } of edits) {
      const taken = now.slice(at, at + many)
      const rest = [...now.slice(0, at), ...now.slice(at + many)]
      if (kind === 'change') now = now.map((line, i) => (i >= at && i < at + many ? line.replace('Person', 'Somebody') : line))
      if (kind === 'remove') now = rest
      if (kind === 'add') now = [...now.slice(0, at), ...taken.map(() => row(next++)), ...now.slice(at)]
      if (kind === 'move') now = [...rest.slice(0, rest.length >> 1), ...taken, ...rest.slice(rest.length >> 1)]
    }
    const before = await read(people(ids), chunkBytes)
    const text = ['id,name,title', ...now].map((line) => `${line}\n`).join('')
    const [again, whole] = [await read(text, chunkBytes, before), await read(text, 4096)]
    expect(again.objects).toEqual(whole.objects)
    expect([...again.prints?.objects ?? []]).toEqual([...whole.prints?.objects ?? []])
    expect([...again.prints?.starts ?? []]).toEqual([...whole.prints?.starts ?? []])
    expect(Buffer.from(again.prints?.bytes ?? []).toString()).toBe(text)
  }), { numRuns: RUNS })
})

test.each([
  { because: 'one person changed', now: people(ids).replace('Person 60,', 'Somebody,'), read: 1 },
  { because: 'one is gone', now: people(ids.filter((id) => id !== 60)), read: 0 },
  { because: 'one was added', now: people([...ids.slice(0, 60), 500, ...ids.slice(60)]), read: 1 },
  { because: 'many are gone, so that somebody known is looked for', now: people(ids.filter((id) => id < 30 || id > 80)), read: 17 },
  { because: 'others stand in front of everybody', now: people([...Array.from({ length: 40 }, (_, i) => 900 + i), ...ids]), read: 48 },
])('few rows are read where $because', async ({ now, read: most }) => {
  const before = await read(people(ids), 4096)
  const again = await read(now, 4096, before)
  expect(again.objects.length - again.same).toBeLessThanOrEqual(most)
})
