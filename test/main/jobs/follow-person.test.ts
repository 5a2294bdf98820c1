import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followPerson } from '../../../main/jobs/follow-person'
import { type SampleManifest, writeSample } from '../../../main/sample/write-sample'
import type { PersonHop } from '../../../shared/ipc/person-views'
import { removableFolder } from '../../support/folders'
import { quietly, type RehearsedProject, rehearsedProject } from '../../support/mirror'

const folder = removableFolder()
let project: RehearsedProject
let manifest: SampleManifest
beforeAll(async () => {
  project = rehearsedProject(folder.path)
  manifest = await writeSample(project.folder, { people: 1500, chain: true })
  await project.cycle(manifest.document, { now: manifest.clock })
}, 120_000)
afterAll(() => {
  project.close()
  folder.remove()
})

const follow = (anchor: string): Promise<readonly PersonHop[]> => followPerson({ session: project.session, document: manifest.document, job: manifest.document.jobs[0]?.id ?? '', anchor, now: manifest.clock, seed: 1, work: quietly })

test('people are followed from the source through every later system, each hop from the object of the one before', async () => {
  const jobs = manifest.document.jobs
  const links = [...project.session.links(`${jobs[0]?.id ?? ''}/${jobs[0]?.objectMappings[0]?.id ?? ''}`)].filter(([, { state }]) => state === 'active').map(([anchor]) => anchor)
  let whole = 0
  for (const anchor of links.slice(0, 40)) {
    const hops = await follow(anchor)
    expect(hops[0]).toMatchObject({ job: jobs[0]?.id, source: { anchor } })
    for (const [at, hop] of hops.entries()) {
      const before = hops[at - 1]
      if (before) expect(hop.source).toMatchObject({ system: before.target?.system, anchor: before.target?.anchor })
      expect(hop.target === undefined).toBe(hop.missing !== undefined)
      const read = new Set([...hop.made, ...hop.blanked].flatMap(({ from }) => from))
      expect(hop.notMapped.filter((name) => read.has(name))).toEqual([])
    }
    if (hops.length === jobs.length && hops.every(({ target }) => target !== undefined)) whole++
  }
  expect(whole).toBeGreaterThan(0)
}, 120_000)

test('each value names the mapping that made it and the attributes that it came from', async () => {
  const [anchor = ''] = [...project.session.links(`${manifest.document.jobs[0]?.id ?? ''}/${manifest.document.jobs[0]?.objectMappings[0]?.id ?? ''}`).keys()]
  const [first] = await follow(anchor)
  const key = manifest.document.jobs[0]?.objectMappings[0]?.attributeMappings.find((mapping) => mapping.matchingPriority === 1)
  const made = first?.made.find(({ attribute }) => attribute === key?.target)
  expect(made).toMatchObject({ mapping: '[Employee_ID]', from: ['Employee_ID'], value: expect.stringMatching(/^\d{6}$/) })
  expect(await follow('nobody at all')).toEqual([])
})

test('a process that has nothing in memory reads the person alone and says the same, also once a rehearsed account is real', async () => {
  const key = `${manifest.document.jobs[0]?.id ?? ''}/${manifest.document.jobs[0]?.objectMappings[0]?.id ?? ''}`
  const anchors = ['nobody at all', ...[...project.session.links(key).keys()].filter((_, i) => i % 100 === 0), ...[...project.session.tables(manifest.document.jobs[0]?.source ?? '').values()].flatMap((table) => table.anchors.slice(0, 10))]
  const systems = manifest.document.systems.map(({ id }) => id)
  const both = async (): Promise<void> => {
    const whole: (readonly PersonHop[])[] = []
    for (const anchor of anchors) whole.push(await follow(anchor))
    expect(systems.every((id) => project.session.hasTables(id))).toBe(true)
    project.reopen()
    for (const [i, anchor] of anchors.entries()) expect(await follow(anchor)).toEqual(whole[i])
  }
  await both()
  expect(systems.filter((id) => project.session.hasTables(id))).toEqual([])
  // Read again, the target may hold what was rehearsed: then all of it has to be looked at.
  const target = manifest.document.systems.find(({ id }) => id === manifest.document.jobs[0]?.target)
  const file = target?.settings.kind === 'ldif' ? target.settings.paths[0] ?? '' : ''
  appendFileSync(path.join(project.folder, file), '\n')
  appendFileSync(path.join(project.folder, file), '# read again\n')
  await project.import(manifest.document)
  await both()
  expect(project.session.hasTables(target?.id ?? '')).toBe(true)
}, 120_000)
