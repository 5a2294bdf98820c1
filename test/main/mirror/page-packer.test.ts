import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ActionRecord, PackedPage, PageHead } from '../../../main/mirror/action-page'
import { actionPages } from '../../../main/mirror/action-pages'
import { openMirror } from '../../../main/mirror/open-mirror'
import { plannedOn } from '../../../main/mirror/open-page'
import { PagePacker } from '../../../main/mirror/page-packer'
import { reason } from '../../../shared/model/explain'
import { temporaryFolder } from '../../support/folders'

const HEAD: PageHead = { job: 'hr-to-ad', objectMapping: 'people', objectType: 'user', sourceSystem: 'hr', targetSystem: 'ad' }

/** An action whose name is in its body; without a body, one of which the names say all. */
function record(seq: number, name: string, body = JSON.stringify({ seq, name })): ActionRecord {
  return { seq, job: 0, kind: body === '' ? 'skip' : 'update', status: 'planned', match: 'matched', reason: body === '' ? 'unchanged' : 'valuesDiffer', sourceAnchor: `W${seq}`, sourceDisplay: name, targetDisplay: `CN=${name}`, targetAnchor: `t${seq}`, body }
}

function packed(...pages: readonly (readonly ActionRecord[])[]): readonly PackedPage[] {
  const packer = new PagePacker(0)
  for (const page of pages) {
    for (const action of page) packer.add(action)
    packer.endPage(HEAD)
  }
  return packer.take()
}

/** What is read of the pages after they were written as those of run 1. */
function read(pages: readonly PackedPage[]) {
  const mirror = openMirror(path.join(temporaryFolder(), 'mirror.sqlite'))
  onTestFinished(() => mirror.close())
  const all = actionPages(mirror.db)
  for (const page of pages) all.add(1, page)
  return all.open(1)
}

const UNCHANGED = (seq: number, name: string) => JSON.stringify({
  job: 'hr-to-ad', objectMapping: 'people', objectType: 'user', kind: 'skip', status: 'planned', source: { system: 'hr', anchor: `W${seq}`, display: name },
  target: { system: 'ad', anchor: `t${seq}`, display: `CN=${name}` }, changes: [], reason: reason('unchanged'), marks: [], issues: [],
})

describe.each<[string, readonly (readonly ActionRecord[])[]]>([
  ['names that Latin-1 has, and has not', [[record(0, 'Ann'), record(1, 'Åse Østby'), record(2, 'Růžička 😀')]]],
  ['nothing but people who are as they should be', [[record(0, 'Ann', '')], [record(1, 'Růžička', ''), record(2, 'Åse', '')]]],
  ['both, on pages of their own and together', [[record(0, 'Ann', ''), record(1, 'Růžička')], [record(2, 'Bea'), record(3, 'Åse', '')], [record(4, 'Cy', '')]]],
  ['bodies that are longer than the room made for them', [[record(0, 'Ann'), record(1, 'ž'.repeat(400_000))], [record(2, 'x'.repeat(700_000)), record(3, '😀'.repeat(300_000)), record(4, 'Cy', '')]]],
])('a run whose pages hold %s', (_, pages) => {
  const records = pages.flat()
  const bodyOf = ({ body, seq, sourceDisplay }: ActionRecord): string => (body === '' ? UNCHANGED(seq, sourceDisplay) : body)

  test('gives each action as it was planned, as text and as UTF-8', () => {
    const actions = read(packed(...pages))
    expect(records.map(({ seq }) => actions.body(seq) === bodyOf(records[seq] as ActionRecord))).toEqual(records.map(() => true))
    expect(records.map(({ seq }) => Buffer.from(actions.encodedBody(seq)).equals(Buffer.from(bodyOf(records[seq] as ActionRecord))))).toEqual(records.map(() => true))
    expect([...actions.names()].flatMap((page) => [...page.lines()]).map(({ sourceDisplay }) => sourceDisplay)).toEqual(records.map(({ sourceDisplay }) => sourceDisplay))
  })

  test('gives the same before it is written', () => {
    const planned = packed(...pages).flatMap(plannedOn)
    expect(planned.map(({ key }) => key)).toEqual(records.map(({ seq }) => `hr-to-ad/people/W${seq}`))
    expect(planned.map(({ body, seq }) => body === bodyOf(records[seq] as ActionRecord))).toEqual(records.map(() => true))
  })
})

test('pages may be handed to another thread, and the packer goes on', () => {
  const packer = new PagePacker(7)
  packer.add(record(0, 'Růžička'))
  packer.endPage(HEAD)
  packer.addPatches(HEAD, 'mail', [{ facts: '1 0 update planned matched valuesDiffer', change: '{"attribute":"mail"}' }, { facts: '2 0 skip planned matched unchanged', change: '' }])
  const first = packer.take()
  const handed = structuredClone(first, { transfer: first.flatMap(({ names, bodies }) => [names.buffer, bodies.buffer]).filter((buffer, i, all) => all.indexOf(buffer) === i) as ArrayBuffer[] })
  packer.add(record(3, 'Åse'))
  packer.endPage(HEAD)
  packer.endPage(HEAD)

  expect(handed.map(({ number, facts, names, bodies }) => [number, facts, Buffer.from(names).toString(), Buffer.from(bodies).toString()])).toEqual([
    [7, '0 0 update planned matched valuesDiffer', 'Růžička\u001fW0\u001fCN=Růžička\u001ft0', '{"seq":0,"name":"Růžička"}'],
    [8, '1 0 update planned matched valuesDiffer\n2 0 skip planned matched unchanged', '', '{"attribute":"mail"}\n'],
  ])
  expect(packer.take().map(({ number, bodies }) => [number, Buffer.from(bodies).toString()])).toEqual([[9, '{"seq":3,"name":"Åse"}']])
  expect(packer.take()).toEqual([])
})

test('a name of several lines stands on one', () => {
  const actions = read(packed([record(0, 'two\nlines\u001fand a cell'), record(1, 'Bea', '')]))
  expect([...actions.names()].flatMap((page) => [...page.lines()]).map(({ sourceDisplay, source }) => [sourceDisplay, source])).toEqual([['two lines and a cell', 'W0'], ['Bea', 'W1']])
  expect(actions.body(0)).toBe('{"seq":0,"name":"two\\nlines\\u001fand a cell"}')
})
