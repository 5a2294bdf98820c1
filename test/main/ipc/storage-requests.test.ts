import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { storageRequests } from '../../../main/ipc/storage-requests'
import type { JobHost } from '../../../main/jobs/job-host'
import type { PurgeQuestion } from '../../../main/jobs/job-questions'
import { removeMirror } from '../../../main/jobs/remove-mirror'
import { createProject } from '../../../main/project/project-file'
import { projectSession } from '../../../main/project-session'
import { temporaryFolder } from '../../support/folders'

async function opened() {
  const folder = path.join(temporaryFolder(), 'project')
  await createProject(folder, { formatVersion: '1.0', name: 'Hospital', jobs: [], systems: [] }, { note: 'First', savedAt: '2026-11-01T00:00:00Z' })
  const session = projectSession({ onChange: () => undefined })
  onTestFinished(() => session.close())
  await session.open(folder)
  const events: string[] = []
  const jobs = {
    ask: async (name: string, question: unknown) => {
      events.push(name)
      await removeMirror((question as PurgeQuestion).project.mirror)
    },
  } as unknown as JobHost
  return { folder, events, requests: storageRequests({ session, jobs, views: { stop: () => { events.push('stop views') } }, onPurged: () => { events.push('purged') } }) }
}

test('the mirror is measured and removed with all that lies beside it, and the configuration stays', async () => {
  const { folder, events, requests } = await opened()
  const mirror = path.join(folder, '.rehearsal')
  expect(await requests['project.storage']({})).toEqual({ folder: mirror, bytes: 0 })
  mkdirSync(mirror)
  writeFileSync(path.join(mirror, 'mirror.sqlite'), 'x'.repeat(4000))
  writeFileSync(path.join(mirror, 'mirror.sqlite-wal'), 'x'.repeat(96))
  expect(await requests['project.storage']({})).toEqual({ folder: mirror, bytes: 4096 })
  expect(await requests['project.purge']({})).toBeNull()
  expect(events).toEqual(['purge', 'stop views', 'purged'])
  expect([existsSync(mirror), existsSync(path.join(folder, 'rehearsal.json'))]).toEqual([false, true])
  expect(await requests['project.storage']({})).toEqual({ folder: mirror, bytes: 0 })
})
