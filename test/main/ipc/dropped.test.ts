import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeDropped } from '../../../main/ipc/dropped'
import type { ProjectState } from '../../../shared/ipc/views'

let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehearsal-dropped-'))
  await mkdir(at('project'))
  for (const name of ['workers.csv', 'DIRECTORY.LDIF', 'users.json', 'logo.png', 'workers.xlsx', 'project/rehearsal.json']) await writeFile(at(name), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function drop(paths: unknown, work?: string) {
  const chosenFiles = new Set<string>()
  const opened: string[] = []
  const jobs = { current: () => (work === undefined ? undefined : { work: 1, name: 'import' as const, text: work }) }
  const open = (path: string) => {
    opened.push(path)
    return Promise.resolve({ folder: path } as ProjectState)
  }
  return { chosenFiles, opened, answer: takeDropped(paths, { jobs, open, chosenFiles }) }
}

test('exports may be read from then on, whatever the case of their names', async () => {
  const { answer, chosenFiles, opened } = drop([at('workers.csv'), at('DIRECTORY.LDIF'), at('users.json')])
  expect(await answer).toEqual({ kind: 'files', files: [at('workers.csv'), at('DIRECTORY.LDIF'), at('users.json')] })
  expect([...chosenFiles]).toEqual([at('workers.csv'), at('DIRECTORY.LDIF'), at('users.json')])
  expect(opened).toEqual([])
})

test.each(['project', 'project/rehearsal.json'])('%s opens the project', async (name) => {
  const { answer, chosenFiles, opened } = drop([at(name)])
  expect(await answer).toEqual({ kind: 'project', project: { folder: at('project') } })
  expect([opened, chosenFiles.size]).toEqual([[at('project')], 0])
})

test.each([
  ['a picture', ['logo.png'], /^logo\.png is no export that can be dropped; drop delimited text .* LDIF .* JSON .*, or the folder of a project\.$/],
  ['an Excel workbook beside an export', ['workers.csv', 'workers.xlsx'], /^workers\.xlsx is no export/],
  ['a folder beside an export', ['workers.csv', 'project'], /drop the folder alone, or exports alone/],
  ['two folders', ['project', '.'], /drop the folder alone/],
  ['a file that is gone', ['gone.csv'], /^gone\.csv cannot be read: it was moved/],
])('%s is refused in one sentence, and nothing may be read', async (_, names, sentence) => {
  const { answer, chosenFiles, opened } = drop(names.map(at))
  await expect(answer).rejects.toThrow(sentence)
  expect([opened, chosenFiles.size]).toEqual([[], 0])
})

test.each([[['']], [[]], ['x'], [undefined], [[7]], [Array.from({ length: 101 }, () => '/x.csv')]])('what names no file, %j, is refused', async (paths) => {
  await expect(drop(paths).answer).rejects.toMatchObject({ code: 'refused' })
})

test('no project is opened while work is under way in another, and exports are taken all the same', async () => {
  await expect(drop([at('project')], 'Rehearsing').answer).rejects.toMatchObject({ code: 'jobRunning' })
  expect(await drop([at('workers.csv')], 'Rehearsing').answer).toMatchObject({ kind: 'files' })
})
