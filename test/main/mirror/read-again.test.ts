import { fc } from '../../support/laws'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ImportResult } from '../../../main/jobs/run-import'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, rehearsedProject } from '../../support/mirror'
import { projectOf, sourceSystem } from '../../support/project'

const document = projectOf([sourceSystem()], [])
const RUNS = Number(process.env.REHEARSAL_LAW_RUNS ?? '8') * 5

const cell = fc.constantFrom('Ann', 'Åse', '"Berg, Ida"', '"two\nlines"', '', 'Bo "Bo" Bo', ' ', 'x'.repeat(300))
const line = fc.tuple(fc.integer({ min: 1, max: 60 }), cell, cell).map(([id, name, title]) => `${id},${name},${title}`)
const odd = fc.constantFrom('', ',Nobody,', '7', '8,a,b,c', '"9')
const plain = Array.from({ length: 60 }, (_, i) => `${i + 1},Person ${i + 1},Nurse`)

type Edit = (rows: readonly string[]) => readonly string[]
const place = fc.nat(59)
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, line).map(([at, text]): Edit => (rows) => rows.map((row, i) => (i === at ? text : row))),
  fc.tuple(place, fc.nat(9)).map(([at, many]): Edit => (rows) => [...rows.slice(0, at), ...rows.slice(at + many)]),
  fc.tuple(place, line).map(([at, text]): Edit => (rows) => [...rows.slice(0, at), text, ...rows.slice(at)]),
  fc.tuple(place, odd).map(([at, text]): Edit => (rows) => [...rows.slice(0, at), text, ...rows.slice(at)]),
  fc.tuple(place, place).map(([from, to]): Edit => (rows) => { const rest = rows.filter((_, i) => i !== from); return [...rest.slice(0, to), ...rows.slice(from, from + 1), ...rest.slice(to)] }),
)

/** What a read says and leaves behind, but for its numbers. */
function left(project: RehearsedProject, [result]: readonly ImportResult[]): unknown {
  const table = project.session.tables('hr').get('worker')
  const { db } = project.session.mirror
  const lines = new Map<number, number>()
  const blob = db.prepare<[], Buffer>('SELECT entries FROM read_origin').pluck().get()
  const entries = blob ? new Int32Array(new Uint8Array(blob).buffer) : new Int32Array()
  for (let i = 0; i < entries.length; i += 3) lines.set(entries[i] as number, entries[i + 1] as number)
  return {
    result, anchors: table?.anchors, bodies: [...table?.bodies ?? []], hashes: table?.hashes, lines: table?.ids.map((id) => lines.get(id)),
    held: db.prepare('SELECT anchor, body, hash FROM object WHERE to_read IS NULL ORDER BY anchor').all(),
  }
}

test('a read that looks for the rows of before says and leaves what reading everything does', async () => {
  const folder = temporaryFolder()
  let n = 0
  await fc.assert(fc.asyncProperty(fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), async (days, newline, ended) => {
    const [looking, whole] = [rehearsedProject(path.join(folder, `${n}a`)), rehearsedProject(path.join(folder, `${n++}b`))]
    try {
      let rows: readonly string[] = plain
      for (const [at, day] of [[], ...days].entries()) {
        rows = day.reduce((so, change) => change(so), rows)
        const text = ['id,name,title', ...rows].join(newline) + (ended[at] === true ? newline : '')
        const both: unknown[] = []
        for (const project of [looking, whole]) {
          project.write('people.csv', text)
          if (project === whole) project.reopen()
          both.push(left(project, await project.import(document)))
        }
        expect(both[0]).toEqual(both[1])
      }
    } finally {
      looking.close()
      whole.close()
    }
  }), { numRuns: RUNS })
}, 120_000 + RUNS * 1000)

test.each(['\n', '\r\n', '\r'])('a last row that ended without %j and goes on now is read again', async (newline) => {
  const project = rehearsedProject(temporaryFolder())
  try {
    for (const end of ['60,Ann', `60,Ann${newline === '\r' ? '\r' : ''}`, '60,Anna', `60,Anna${newline}61,Bo${newline}`, `60,Anna${newline}61,Bo${newline}${newline}62,Cy`]) {
      project.write('people.csv', ['id,name', ...plain.slice(0, 59).map((row) => row.slice(0, row.lastIndexOf(','))), end].join(newline))
      await project.import(document)
      const table = project.session.tables('hr').get('worker')
      const names = end.split(/[\r\n]+/).filter((row) => row !== '').map((row) => row.split(',')[1])
      expect(table?.anchors).toHaveLength(59 + names.length)
      expect([...table?.bodies ?? []].filter((body) => !body.includes('Person')).map((body) => body.split('\u001f')[1])).toEqual(names)
    }
  } finally {
    project.close()
  }
})

test('rows that are the same are not read as rows', async () => {
  const project = rehearsedProject(temporaryFolder())
  const text = (rows: readonly string[]): string => ['id,name,title', ...rows].map((row) => `${row}\n`).join('')
  try {
    project.write('people.csv', text(plain))
    await project.import(document)
    const held = project.session.prints.get('hr')
    expect(held?.prints.objects.filter((object) => object >= 0)).toHaveLength(60)
    project.write('people.csv', text(plain.map((row, i) => (i === 30 ? '31,Another,Nurse' : row))))
    const [result] = await project.import(document)
    expect(result).toMatchObject({ changed: 1, unchanged: 59, new: 0, missing: 0 })
    expect(project.session.prints.get('hr')?.order).toEqual(held?.order)
  } finally {
    project.close()
  }
})
