import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { checkPlace, writeChunks, writeWholeFile } from '../../../main/exporters/text-chunks'
import { temporaryFolder } from '../../support/folders'

describe('a text that is written in pieces', () => {
  const long = 'a'.repeat(400_000)
  const whole = (chunks: readonly (string | Uint8Array)[]): Buffer => Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))

  test.each<[string, readonly (string | Uint8Array)[]]>([
    ['nothing', []],
    ['small pieces, some of them empty', ['', 'one', '', 'ł two 😀']],
    ['more than is written at a time', [long, long, long, 'end']],
    ['text and UTF-8 in turn', ['{', Buffer.from('ł two 😀'), '', Buffer.alloc(0), ',\n', Buffer.from(long), long, Buffer.from(long), Buffer.from(long), '}']],
    ['UTF-8 that is longer than what is written at a time', ['start', Buffer.from('ł'.repeat(1_200_000)), Buffer.from('end')]],
    ['a piece that is longer than what is written at a time', ['start', `${'ł'.repeat(349_520)}${'😀'.repeat(300_000)}`, 'end']],
  ])('stands whole in its file: %s', async (_, chunks) => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.json')
    await writeWholeFile(file, 'the plan', chunks)
    expect(readFileSync(file).equals(whole(chunks))).toBe(true)
    expect(readdirSync(folder)).toEqual(['plan.json'])
  })

  test('stands whole in a stream that takes its time', async () => {
    const chunks = ['{', Buffer.from(long), long, Buffer.from('ł'.repeat(1_200_000)), '}']
    const taken: Buffer[] = []
    const slow = new Writable({ write: (chunk: Buffer, _, done) => void setImmediate(() => { taken.push(chunk); done() }) })
    await writeChunks(slow, chunks)
    await finished(slow.end())
    expect(Buffer.concat(taken).equals(whole(chunks))).toBe(true)
  })

  test('leaves the file of before where a piece cannot be made', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.json')
    writeFileSync(file, 'before')
    await expect(writeWholeFile(file, 'the plan', failing())).rejects.toThrow('cannot be made')
    expect(readFileSync(file, 'utf8')).toBe('before')
    expect(readdirSync(folder)).toEqual(['plan.json'])

    function* failing(): Generator<string> {
      yield 'half'
      throw new Error('cannot be made')
    }
  })

  test('says what could not be written, and where', async () => {
    const file = path.join(temporaryFolder(), 'nowhere', 'plan.json')
    await expect(writeWholeFile(file, 'the plan', ['text'])).rejects.toMatchObject({ code: 'fileWriteFailed', message: expect.stringContaining(`The plan could not be written to ${file} (ENOENT)`) })
    await expect(checkPlace(file, 'the plan')).rejects.toMatchObject({ code: 'fileWriteFailed' })
  })

  test('asks whether there is a place for it, and leaves nothing there', async () => {
    const folder = temporaryFolder()
    await checkPlace(path.join(folder, 'plan.json'), 'the plan')
    expect(readdirSync(folder)).toEqual([])
  })
})
