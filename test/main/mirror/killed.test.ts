import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readsTable } from '../../../main/mirror/reads-table'
import type { ProjectDocument } from '../../../shared/model/project'
import { type Bundle, bundle } from '../../support/bundle'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const KILLS = Number(process.env.REHEARSAL_KILLS ?? '25')
const PEOPLE = 1200

const document: ProjectDocument = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'sAMAccountName'), direct('name', 'cn'), direct('title', 'title'), expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName'),
])], { guards: { deletions: { enabled: false, value: 1 } } })])

const person = (i: number, title: string) => ({ id: String(i), name: `Person ${i}`, title, ward: i % 2 === 0 ? 'Ward' : 'Lab' })
const days = [
  csvOf(Array.from({ length: PEOPLE }, (_, i) => person(i, 'Nurse'))),
  csvOf(Array.from({ length: PEOPLE }, (_, i) => person(i + 50, i % 3 === 0 ? 'Doctor' : 'Nurse'))),
] as const
const directory = ldifOf(['Ward', 'Lab'].map((ou) => ({ dn: `OU=${ou},DC=x`, objectClass: 'organizationalUnit', ou }))
  .concat(Array.from({ length: PEOPLE / 2 }, (_, i) => ({ dn: `CN=Person ${i},OU=Ward,DC=x`, objectClass: 'user', ou: 'Ward', objectGUID: `g${i}`, cn: `Person ${i}`, employeeID: String(i), sAMAccountName: String(i), title: 'Clerk' }))))

function prepare(folder: string): RehearsedProject {
  const project = rehearsedProject(folder)
  project.write('people.csv', days[0])
  project.write('directory.ldif', directory)
  return project
}

/** What the mirror holds as far as anybody can see it: objects by read, links, and what rehearsals made. */
function held({ session }: RehearsedProject): { readonly people: string; readonly state: string } {
  const table = session.tables('hr').get('worker')
  const users = session.tables('ad').get('user')
  const links = [...session.links('hr-to-ad/users')].map(([source, link]) => `${source}>${link.target} ${link.state}`).sort()
  const made = users ? [...session.rehearsed(users.typeId)].map(([anchor, object]) => `${anchor} ${object.kind} ${object.body}`).sort() : []
  return { people: JSON.stringify([table?.anchors, table?.bodies]), state: JSON.stringify([links, made]) }
}

let programs: Bundle
beforeAll(async () => { programs = await bundle({ work: path.join(__dirname, 'work-forever.ts') }) }, 60_000)
afterAll(() => programs.remove())

describe('a mirror whose process is killed at any instant', () => {
  test(`is as before or as after, ${KILLS} times`, async () => {
    // What each file's objects look like when nobody is killed.
    const whole = prepare(path.join(temporaryFolder(), 'whole'))
    const people = new Map<string, number>()
    for (const [day, text] of days.entries()) {
      whole.write('people.csv', text)
      await whole.cycle(document)
      const { anchors } = whole.session.tables('hr').get('worker') as { anchors: readonly string[] }
      people.set(JSON.stringify(anchors), day)
    }
    whole.close()

    const folder = path.join(temporaryFolder(), 'killed')
    prepare(folder).close()
    writeFileSync(path.join(folder, 'document.json'), JSON.stringify(document))
    days.forEach((text, i) => { writeFileSync(path.join(folder, `day-${i + 1}.csv`), text) })
    let interrupted = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const child = spawn(process.execPath, [path.join(programs.folder, 'work.cjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      await wait(Math.random() * 900)
      child.kill('SIGKILL')
      await once(child, 'exit')

      const project = rehearsedProject(folder)
      const { db } = project.session.mirror
      interrupted += (db.prepare(`SELECT (SELECT count(*) FROM unfinished_read) + (SELECT count(*) FROM run WHERE status = 'running') AS n`).get() as { n: number }).n > 0 ? 1 : 0
      const seen = held(project) // as a reader sees it, before anything was cleaned up
      project.session.beginWork()()
      project.reopen()
      expect(held(project)).toEqual(seen)
      expect(db.open).toBe(false)

      const now = project.session.mirror.db
      expect(now.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(now.prepare(`SELECT count(*) AS n FROM run WHERE status = 'running'`).get()).toEqual({ n: 0 })
      const read = readsTable(now).current('hr')
      const table = project.session.tables('hr').get('worker')
      if (read) {
        expect(people.has(JSON.stringify(table?.anchors))).toBe(true)
        expect(table?.anchors).toHaveLength(read.read)
      }
      // Every anchor once, and no row of a generation that never became current.
      expect(now.prepare('SELECT count(*) - count(DISTINCT type_id || char(0) || anchor) AS twice FROM object').get()).toEqual({ twice: 0 })
      expect(now.prepare('SELECT count(*) - count(DISTINCT mapping_key || char(0) || source_anchor) AS twice FROM link WHERE to_run IS NULL').get()).toEqual({ twice: 0 })
      expect(now.prepare('SELECT count(*) - count(DISTINCT type_id || char(0) || anchor) AS twice FROM rehearsed_object WHERE to_run IS NULL').get()).toEqual({ twice: 0 })
      // And it can be worked on: a cycle that ends, and then leaves nothing to do.
      project.write('people.csv', days[kill % 2] as string)
      await project.cycle(document, { type: 'initial' })
      const after = await project.cycle(document, { type: 'initial', keep: false })
      expect(after.summary).toEqual({ create: 0, update: 0, disable: 0, enable: 0, delete: 0, failed: 0, held: 0 })
      project.close()
    }
    console.info(`${interrupted} of ${KILLS} kills left work unfinished`)
    expect(interrupted).toBeGreaterThan(0)
  }, 60_000 + KILLS * 6000)
})
