import path from 'node:path'
import { expect, test } from 'vitest'
import { readInline } from '../../../main/jobs/read-systems'
import { runCycle } from '../../../main/jobs/run-cycle'
import { Session } from '../../../main/jobs/session'
import { openMirror } from '../../../main/mirror/open-mirror'
import { rehearsalTables } from '../../../main/mirror/rehearsal-tables'
import { writeInline } from '../../../main/mirror/run-writes'
import { temporaryFolder } from '../../support/folders'
import { NOW, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { constant, direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), constant('OU=Staff,DC=x', 'parentDistinguishedName'),
])])])

/** A session whose runs are written over a connection of their own, as the writing thread does it. */
function twoConnections(folder: string): Session {
  const file = path.join(folder, '.rehearsal', 'mirror.sqlite')
  return new Session(folder, openMirror(file), readInline, () => {
    const other = openMirror(file)
    const writer = writeInline(other.db)
    return { ...writer, close: () => Promise.resolve(other.close()) }
  })
}

function write(folder: string): void {
  const project = rehearsedProject(folder)
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann' }, { id: '2', name: 'Bo' }]))
  project.write('directory.ldif', ldifOf([{ dn: 'OU=Staff,DC=x', objectClass: 'organizationalUnit' }, { dn: 'CN=Ann,OU=Staff,DC=x', objectClass: 'user', cn: 'Ann', employeeID: '1' }]))
  project.close()
}

const request = { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW } as const

test('a session keeps what it holds when its own writing thread wrote, and the next cycle sees the rehearsed state', async () => {
  const folder = temporaryFolder()
  write(folder)
  const session = twoConnections(folder)
  const first = await runCycle(session, request, quietly)
  expect(first.summary).toMatchObject({ create: 1, failed: 0 })
  const held = session.tables('hr')
  const second = await runCycle(session, { ...request, type: 'initial' }, quietly)
  expect(second.summary).toMatchObject({ create: 0, update: 0, failed: 0 })
  expect(session.tables('hr')).toBe(held)
  session.close()
})

test('a session reads anew what another process changed', async () => {
  const folder = temporaryFolder()
  write(folder)
  const session = twoConnections(folder)
  await runCycle(session, request, quietly)
  expect(session.links('hr-to-ad/users').size).toBe(2)
  const other = openMirror(path.join(folder, '.rehearsal', 'mirror.sqlite'))
  const tables = rehearsalTables(other.db)
  tables.endLink(tables.currentRun(), tables.links('hr-to-ad/users').get('2')?.id ?? 0)
  other.close()
  session.beginWork()()
  expect([...session.links('hr-to-ad/users').keys()]).toEqual(['1'])
  session.close()
})
