import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeWholeFile } from '../../../main/exporters/text-chunks'
import { temporaryFolder } from '../../support/folders'

describe('a text that is written in pieces', () => {
  const long = 'a'.repeat(400_000)

  test.each<[string, readonly string[]]>([
    ['nothing', []],
    ['small pieces, some of them empty', ['', 'one', '', 'ł two 😀']],
    ['more than is written at a time', [long, long, long, 'end']],
    ['a piece that is longer than what is written at a time', ['start', `${'ł'.repeat(349_520)}${'😀'.repeat(300_000)}`, 'end']],
  ])('stands whole in its file: %s', async (_, chunks) => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'plan.json')
    await writeWholeFile(file, 'the plan', chunks)
    expect(readFileSync(file, 'utf8') === chunks.join('')).toBe(true)
    expect(readdirSync(folder)).toEqual(['plan.json'])
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
  })
})
