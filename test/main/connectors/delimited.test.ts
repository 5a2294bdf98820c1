import { readFileSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { delimitedConnector, readDelimited } from '../../../main/connectors/delimited/connector'
import { ByteRowScanner, cellsOf } from '../../../main/connectors/delimited/byte-rows'
import { RowScanner, type RowDialect, type RowSink } from '../../../main/connectors/delimited/rows'
import { AppError } from '../../../shared/app-error'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { DelimitedSettings } from '../../../shared/model/project'
import { skipNow } from '../../support/skip'
import { collect, folderWith, plain, readText, type ReadAll } from './read'

interface Vector {
  readonly because: string
  readonly text: string
  readonly settings?: Partial<DelimitedSettings>
  readonly rows?: readonly Record<string, AttributeValue>[]
  /** Instead of rows, for one row with names that a plain object cannot have. */
  readonly entries?: readonly (readonly [string, string])[]
  readonly anchors?: readonly string[]
  readonly issues?: readonly string[]
  readonly complete?: boolean
  /** The text holds line ends that are data. */
  readonly keepLineEnds?: boolean
}

const vectors = JSON.parse(readFileSync(new URL('../../vectors/delimited/rows.json', import.meta.url), 'utf8')) as readonly Vector[]

const writings: readonly (readonly [string, (text: string) => string | Uint8Array])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['CR', (text) => text.replaceAll('\n', '\r')],
  ['a byte-order mark', (text) => `\ufeff${text}`],
  ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
]

describe.each(writings)('a file with %s', (name, write) => {
  test.each(vectors.filter((vector) => !vector.keepLineEnds || !name.startsWith('CR')))('$because', async (vector) => {
    const read = await readText(write(vector.text), vector.settings)
    if (vector.entries) expect([...read.objects[0]?.values ?? []]).toEqual(vector.entries)
    else expect(read.objects.map(plain)).toEqual(vector.rows)
    expect(read.issues.map((issue) => issue.code)).toEqual(vector.issues ?? [])
    expect(read.end.complete).toBe(vector.complete ?? true)
    if (vector.anchors) expect(read.objects.map((object) => object.anchor)).toEqual(vector.anchors)
  })
})

test.each(vectors)('every length of the pieces gives the same: $because', async (vector) => {
  const whole = await readText(vector.text, vector.settings)
  for (const chunkBytes of [1, 2, 3, 5, 7, 16]) expect(summary(await readText(vector.text, { ...vector.settings, chunkBytes }))).toEqual(summary(whole))
})

function summary(read: ReadAll): unknown {
  return { objects: read.objects.map((object) => ({ ...object, values: [...object.values] })), issues: read.issues, complete: read.end.complete }
}

interface PiecesVector extends Partial<RowDialect> {
  readonly because: string
  readonly text: string
  /** Line, then cells; an issue as its code and line; last whether the reader is trusted and whether the last row ended. */
  readonly seen: readonly unknown[]
}

const piecesVectors = JSON.parse(readFileSync(new URL('../../vectors/delimited/pieces.json', import.meta.url), 'utf8')) as readonly PiecesVector[]

test.each(piecesVectors)('where pieces end: $because', ({ text, seen, delimiter = ',', quote = '"', rowEnd }) => {
  const dialect = { delimiter, quote, rowEnd }
  for (let at = 1; at <= text.length; at++) {
    const everyAt = Array.from({ length: Math.ceil(text.length / at) }, (_, i) => text.slice(i * at, i * at + at))
    for (const pieces of [[text.slice(0, at), text.slice(at)], everyAt]) {
      expect(scan(pieces, dialect), `cut at ${at}`).toEqual(seen)
      expect(scanBytes(pieces, dialect), `bytes cut at ${at}`).toEqual(seen)
    }
  }
})

test.each(piecesVectors)('where a window of the text ends: $because', ({ text, delimiter = ',', quote = '"', rowEnd }) => {
  const dialect = { delimiter, quote, rowEnd }
  for (let at = 0; at <= text.length; at++) {
    // The first row leaves so much of the first window.
    const whole = `${'x'.repeat((1 << 14) - at - 1)}\n${text}`
    expect(scanBytes([whole], dialect), `cut at ${at}`).toEqual(scan([whole], dialect))
  }
})

test('how a file is written is guessed from the same text, whatever the pieces', async () => {
  const text = `id,name\n${Array.from({ length: 8000 }, (_, i) => `${i},name ${i}\n`).join('')}${"x,'a, b'\n'y',c\n'z',d\n".repeat(5)}`
  const whole = await readText(text)
  expect(whole.end.finding.quote).toBe("'")
  for (const chunkBytes of [4096, 65_536]) expect(summary(await readText(text, { chunkBytes }))).toEqual(summary(whole))
})

describe('laws', () => {
  const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', ' ', 'a', 'é', '\t', '|', '+', '😀'), maxLength: 8 }))
    .filter((text) => text.trim() !== '' && !text.includes('\0') && text === text.trim())
  const table = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([columns, rows]) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }))
  const dialect = fc.record({ delimiter: fc.constantFrom(',', ';', '\t', '|', '+|', '||'), newline: fc.constantFrom('\n', '\r\n', '\r'), quoteAll: fc.boolean(), final: fc.boolean() })

  test('what is written with any delimiter is read back', async () => {
    await fc.assert(fc.asyncProperty(table, dialect, fc.integer({ min: 1, max: 64 }), async (rows, { delimiter, newline, quoteAll, final }, chunkBytes) => {
      const names = rows[0]?.map((_, i) => `name${i}`) ?? []
      const quoted = (text: string): string => (quoteAll || /["\r\n]/.test(text) || text.includes(delimiter) || delimiter.includes(text[0] as string) || delimiter.includes(text.at(-1) as string) ? `"${text.replaceAll('"', '""')}"` : text)
      const text = [names, ...rows].map((cells) => cells.map(quoted).join(delimiter)).join(newline) + (final ? newline : '')
      const read = await readText(text, { delimiter, quote: '"', header: true, chunkBytes, encoding: 'utf-8' })
      expect(read.issues).toEqual([])
      expect(read.objects.map((object) => [...object.values.values()])).toEqual(rows)
    }), { numRuns: 150 })
  })

  test('where pieces end changes nothing, whatever the text', () => {
    const unit = fc.constantFrom('"', ',', '\n', '\r', ' ', '\t', 'a', 'b', 'é', '&', '|', '&|', '||', '",', '"\n', ' '.repeat(12))
    const noise = fc.oneof(fc.string({ unit, maxLength: 40 }), fc.string({ unit, maxLength: 200, size: 'max' }))
    const cuts = fc.oneof(fc.array(fc.integer({ min: 1, max: 39 }), { minLength: 1, maxLength: 3 }), fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }))
    const written = fc.record({
      delimiter: fc.constantFrom(',', ',', '\t', ' ', '||', ' |', '&'), quote: fc.constantFrom('"', '"', 'a', ''),
      rowEnd: fc.constantFrom(undefined, undefined, '&|', '|', '\n', '\r', '\r\n', '|\r'),
    })
    fc.assert(fc.property(noise, cuts, written, (text, at, dialect) => {
      const ends = [...new Set([0, ...at])].sort((a, b) => a - b)
      const pieces = ends.map((end, i) => text.slice(end, ends[i + 1]))
      const whole = scan([text], dialect)
      expect(scan(pieces, dialect)).toEqual(whole)
      expect(scanBytes([text], dialect)).toEqual(whole)
      expect(scanBytes(pieces, dialect)).toEqual(whole)
    }), { numRuns: 2000 })
  })

  test('the order of columns changes no hash, and neither does what the mirror knows', async () => {
    const one = await readText('id,name,city\n1,Ada,\n2,"A ""B""",x\n')
    const other = await readText('city,id,name\n,1,Ada\nx,2,"A ""B"""\n', { anchor: 'id' })
    const known = await readText('name,id,city\nAda,1,\n"A ""B""",2,x\n', { known: { row: ['left', 'city', 'id'] } })
    const separated = await readText('id+|name+|city\n1+|Ada+|\n2+|A "B"+|x\n')
    for (const read of [other, known, separated]) expect(read.objects.map((object) => object.hash)).toEqual(one.objects.map((object) => object.hash))
    expect(known.objects.map(plain)).toEqual(one.objects.map(plain))
  })
})

interface Scanner<Piece, Sink> {
  readonly trusted: boolean
  readonly lastRowEnded: boolean
  push(piece: Piece, last: boolean, sink: Sink): boolean
}

function scan(pieces: readonly string[], dialect: RowDialect): unknown[] {
  return everything(new RowScanner(dialect), pieces, sinkTo)
}

function scanBytes(pieces: readonly string[], dialect: RowDialect): unknown[] {
  return everything(new ByteRowScanner(dialect), pieces.map((piece) => Buffer.from(piece)), (seen) => ({
    ...sinkTo(seen),
    bytes: (row, line) => { seen.push([line, ...cellsOf(row)]); return false },
  }))
}

function sinkTo(seen: unknown[]): RowSink {
  return {
    row: (cells, line) => { seen.push([line, ...cells]); return false },
    issue: (code, line) => { seen.push([code, line]) },
  }
}

function everything<Piece, Sink>(scanner: Scanner<Piece, Sink>, pieces: readonly Piece[], sinkFor: (seen: unknown[]) => Sink): unknown[] {
  const seen: unknown[] = []
  pieces.forEach((piece, i) => scanner.push(piece, i === pieces.length - 1, sinkFor(seen)))
  return [...seen, scanner.trusted, scanner.lastRowEnded]
}

describe('encodings', () => {
  test.each([
    { because: 'Windows-1252 with its own quotation marks', bytes: Buffer.from('id,name\n1,M\xfcller \x80 \x93x\x94\n', 'latin1'), name: 'Müller € “x”', encoding: 'windows-1252' },
    { because: 'UTF-8 without a mark', bytes: Buffer.from('id,name\n1,Müller\n'), name: 'Müller', encoding: 'utf-8' },
    { because: 'UTF-16 LE without a mark', bytes: Buffer.from('id,name\n1,Müller\n', 'utf16le'), name: 'Müller', encoding: 'utf-16le' },
    { because: 'UTF-16 BE without a mark', bytes: Buffer.from('id,name\n1,Müller\n', 'utf16le').swap16(), name: 'Müller', encoding: 'utf-16be' },
    { because: 'accents that stand alone, as macOS writes them, stay as they are', bytes: Buffer.from('id,name\n1,Mu\u0308ller\n'), name: 'Mu\u0308ller', encoding: 'utf-8' },
  ])('$because', async ({ bytes, name, encoding }) => {
    for (const chunkBytes of [1, 3, 1024]) {
      const read = await readText(bytes, { chunkBytes })
      expect(plain(read.objects[0])).toEqual({ id: '1', name })
      expect(read.end.finding.encoding).toBe(encoding)
      expect(read.issues).toEqual([])
    }
  })

  test('the first letter that is not ASCII decides, however late it comes', async () => {
    const ascii = Array.from({ length: 20_000 }, (_, i) => `${i},name ${i}\n`).join('')
    const read = await readText(Buffer.from(`id,name\n${ascii}x,M\xfcller\n`, 'latin1'), { chunkBytes: 4096 })
    expect(plain(read.objects.at(-1))).toEqual({ id: 'x', name: 'Müller' })
  })

  test('bytes that are no UTF-8 in a UTF-8 file are an issue with their line', async () => {
    const read = await readText(Buffer.concat([Buffer.from('id,name\n1,Müller\n2,Jürgen\n3,Zoë\n4,Bj\u00f6rn\n5,'), Buffer.from([0xff]), Buffer.from('x\n')]))
    expect(read.issues.map((issue) => [issue.code, issue.origin])).toEqual([['invalidCharacter', 'people.csv line 6'], ['encodingDoubtful', expect.stringContaining('people.csv')]])
    expect(plain(read.objects[4])).toEqual({ id: '5', name: '\ufffdx' })
  })

  test('a file that ends in the middle of a character is incomplete', async () => {
    const bytes = Buffer.from('id,name\n1,Müller\n2,Zoë')
    const read = await readText(bytes.subarray(0, bytes.length - 1), { encoding: 'utf-8' })
    expect(read.end.complete).toBe(false)
    expect(read.issues.map((issue) => issue.code)).toContain('fileTruncated')
  })

  test('UTF-32 is refused with what to do', async () => {
    await expect(readText(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).rejects.toMatchObject({ code: 'encodingInvalid' })
  })
})

describe('bad input', () => {
  test('issues name the physical line on which a row starts', async () => {
    const read = await readText('id,note\n1,"two\nlines"\n2,a,b\n\n3,"x\ny\nz",c,d\n')
    expect(read.issues.map((issue) => issue.origin)).toEqual(['people.csv line 4', 'people.csv line 6'])
    expect(read.objects.map((object) => object.line)).toEqual([2, 4, 6])
  })

  test('a cell of ten megabytes is cut and said', async () => {
    for (const quote of ['', '"']) {
      const read = await readText(`id,note,city\n1,${quote}${'x'.repeat(10_000_000)}${quote},a\n2,y,b\n`)
      expect(read.issues.map((issue) => [issue.code, issue.origin])).toEqual([['cellTooLong', 'people.csv line 2']])
      expect((plain(read.objects[0]).note as string).length).toBe(1 << 20)
      expect(plain(read.objects[1])).toEqual({ id: '2', note: 'y', city: 'b' })
      expect(read.end.complete).toBe(true)
    }
  })

  test('an open quote at the start of a large file costs one line, not the file', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},name ${i}\n`).join('')
    const read = await readText(`id,name\nx,"open\n${rows}`)
    expect(read.objects).toHaveLength(50_000)
    expect(read.issues.map((issue) => [issue.code, issue.origin])).toEqual([['quoteUnclosed', 'people.csv line 2']])
    expect(read.end.complete).toBe(false)
  })

  test('a file of zero bytes alone, or of no text, does not crash', async () => {
    expect((await readText(Buffer.alloc(100_000))).objects).toEqual([])
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff))
    expect((await readText(noise)).end.kind).toBe('end')
  })

  test.each([
    { because: 'is not there', make: async () => ['missing.csv', await folderWith({})] as const, code: 'fileMissing' },
    { because: 'is a folder', make: async () => { const folder = await folderWith({}); await mkdir(join(folder, 'sub')); return ['sub', folder] as const }, code: 'fileUnreadable' },
    { because: 'is below a file', make: async () => ['people.csv/x', await folderWith({ 'people.csv': 'id\n1\n' })] as const, code: 'fileMissing' },
    { because: 'has no such column', make: async () => ['people.csv', await folderWith({ 'people.csv': 'a,b\n1,2\n' })] as const, code: 'anchorUnknown' },
  ])('a file that $because is refused in one sentence', async ({ make, code }) => {
    const [path, folder] = await make()
    const reading = collect(delimitedConnector.read({ settings: { kind: 'delimited', paths: [path], anchor: 'id' }, folder, known: {}, signal: new AbortController().signal }))
    await expect(reading).rejects.toMatchObject({ code, message: expect.stringMatching(/^The file .*[.]$/) })
  })

  test('a file that may not be read is refused', async (context) => {
    if (process.platform === 'win32' || process.getuid?.() === 0) skipNow(context, 'this account may read every file')
    const folder = await folderWith({ 'people.csv': 'id\n1\n' })
    await chmod(join(folder, 'people.csv'), 0)
    await expect(collect(readDelimited({ settings: { kind: 'delimited', paths: ['people.csv'] }, folder, known: {}, signal: new AbortController().signal }))).rejects.toMatchObject({ code: 'fileUnreadable' })
  })

  test('an aborted signal ends the reading as cancelled', async () => {
    const folder = await folderWith({ 'people.csv': `id,name\n${Array.from({ length: 100_000 }, (_, i) => `${i},name ${i}\n`).join('')}` })
    const abort = new AbortController()
    let records = 0
    const reading = async (): Promise<void> => {
      for await (const event of readDelimited({ settings: { kind: 'delimited', paths: ['people.csv'] }, folder, known: {}, signal: abort.signal, chunkBytes: 4096 * 64 })) {
        if (event.kind === 'records') {
          records++
          abort.abort()
        }
      }
    }
    await expect(reading()).rejects.toSatisfy((error) => error instanceof AppError && error.code === 'cancelled')
    expect(records).toBeLessThan(10)
  })
})

describe('several files', () => {
  test('are pages of one read; another order of columns is told by name', async () => {
    const folder = await folderWith({ 'a.csv': 'id,name\n1,Ada\n', 'b.csv': 'name,id,city\nAlan,2,London\n', 'c.csv': 'id;name\n3;Grace\n' })
    const read = await collect(readDelimited({ settings: { kind: 'delimited', paths: ['a.csv', 'b.csv', 'c.csv'], anchor: 'id' }, folder, known: {}, signal: new AbortController().signal }))
    expect(read.objects.map((object) => ({ ...plain(object), file: object.file, anchor: object.anchor }))).toEqual([
      { id: '1', name: 'Ada', file: 0, anchor: '1' },
      { id: '2', name: 'Alan', city: 'London', file: 1, anchor: '2' },
      { id: '3', name: 'Grace', file: 2, anchor: '3' },
    ])
    expect(read.end).toMatchObject({ complete: true, finding: { rows: 3, files: 3 }, told: { row: ['id', 'name'] } })
  })

  test('an incomplete page makes the read incomplete, and the others are read', async () => {
    const folder = await folderWith({ 'a.csv': 'id,name\n1,"Ada\n', 'b.csv': 'id,name\n2,Alan\n' })
    const read = await collect(readDelimited({ settings: { kind: 'delimited', paths: ['a.csv', 'b.csv'], anchor: 'id' }, folder, known: {}, signal: new AbortController().signal }))
    expect(read.objects.map((object) => object.anchor)).toEqual(['2'])
    expect(read.end.complete).toBe(false)
  })

  test('a limit stops the reading, which is then incomplete', async () => {
    const read = await readText('id\n1\n2\n3\n', { limit: 2 })
    expect(read.objects).toHaveLength(2)
    expect(read.end.complete).toBe(false)
  })
})

test('attributes that hold lists are announced', async () => {
  const read = await readText('id,groups\n1,a\n2,a;b\n', { delimiter: ',', multiValued: { groups: ';' } })
  expect([...read.multiValued]).toEqual(['groups'])
})
