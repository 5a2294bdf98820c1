import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProject } from '../../main/project/project-file'
import { projectSession } from '../../main/project-session'
import type { ProjectState } from '../../shared/ipc/views'
import type { ProjectDocument } from '../../shared/model/project'
import { temporaryFolder } from '../support/folders'

const document: ProjectDocument = { formatVersion: '1.0', name: 'Small hospital', systems: [], jobs: [] }

async function opened() {
  const folder = path.join(temporaryFolder(), 'project')
  await createProject(folder, document, { note: 'First', savedAt: '2026-11-01T00:00:00Z' })
  const changes: (ProjectState | null)[] = []
  let wake: () => void = () => undefined
  const session = projectSession({ onChange: (state) => { changes.push(state); wake() }, settleMs: 20 })
  onTestFinished(() => session.close())
  const state = await session.open(folder)
  const changed = async () => {
    while (changes.length === 0) await new Promise<void>((resolve) => { wake = resolve })
    return changes[0]
  }
  return { folder, session, state, changes, changed }
}

test('an open project shows what is saved, with its version', async () => {
  const { folder, state } = await opened()
  expect(state).toMatchObject({ folder, version: 1, saved: { name: 'Small hospital' }, document: { name: 'Small hospital' } })
  expect(state).not.toHaveProperty('draft')
})

test('edits are a draft over the version they began with, until they are saved as the next one', async () => {
  const { session, state } = await opened()
  const edited = await session.saveDraft({ ...document, name: 'Renamed' })
  expect(edited).toMatchObject({ saved: { name: 'Small hospital' }, document: { name: 'Renamed' }, draft: { basedOn: 1 } })
  expect(session.context('draft')).toMatchObject({ draft: true, document: { name: 'Renamed' }, version: 1, configHash: edited.hash })
  expect(edited.hash).not.toBe(state.hash)
  expect(session.context('saved')).toMatchObject({ draft: false, version: 1, document: { name: 'Small hospital' } })
  const saved = await session.saveVersion('A better name')
  expect(saved).toMatchObject({ version: 2, saved: { name: 'Renamed' }, versions: [{ version: 1 }, { version: 2, note: 'A better name' }] })
  expect(saved).not.toHaveProperty('draft')
})

test('a discarded draft leaves what was saved', async () => {
  const { session } = await opened()
  await session.saveDraft({ ...document, name: 'Renamed' })
  expect(await session.discardDraft()).toMatchObject({ document: { name: 'Small hospital' } })
})

test('a file that somebody else changes is read again and told', async () => {
  const { folder, changed } = await opened()
  const file = path.join(folder, 'rehearsal.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Small hospital', 'By hand'))
  expect(await changed()).toMatchObject({ saved: { name: 'By hand' } })
})

test('our own saves are not told as changes', async () => {
  const { session, changes } = await opened()
  await session.saveDraft({ ...document, name: 'Renamed' })
  await session.saveVersion('')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(changes).toEqual([])
})

test('a project whose file is gone is closed, and that is told', async () => {
  const { folder, session, changed } = await opened()
  rmSync(path.join(folder, 'rehearsal.json'))
  expect(await changed()).toBeNull()
  expect(session.state()).toBeNull()
  expect(() => session.context('draft')).toThrow(expect.objectContaining({ code: 'projectMissing' }))
})

test('a saved version becomes the draft, and what is saved stays as it is', async () => {
  const { session } = await opened()
  await session.saveDraft({ ...document, name: 'Renamed' })
  await session.saveVersion('A better name')
  await session.saveDraft({ ...document, name: 'Another' })
  expect(await session.restoreVersion(1)).toMatchObject({ version: 2, saved: { name: 'Renamed' }, document: { name: 'Small hospital' }, draft: { basedOn: 2 } })
  await expect(session.restoreVersion(9)).rejects.toMatchObject({ code: 'fileMissing' })
})
