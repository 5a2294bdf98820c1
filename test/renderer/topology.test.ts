import { expect, test } from 'vitest'
import { jobs, systems } from '../../main/sample/templates/hybrid-advanced/jobs'
import { crossings, layoutTopology, neighbourCell, type TopologyLayout } from '../../renderer/features/overview/topology-layout'
import { drawLines, type Box } from '../../renderer/features/overview/topology-paths'
import type { Job } from '../../shared/model/project'
import { objectMapping, projectOf, sourceSystem } from '../support/project'

type Pair = readonly [string, string]

/** Jobs `a-b` between systems by their letters. */
function projectWith(pairs: readonly Pair[], more: readonly string[] = []) {
  const ids = [...new Set([...pairs.flat(), ...more])]
  return projectOf(ids.map((id) => ({ ...sourceSystem(), id, name: id })), pairs.map(([source, target]): Job => ({ id: `${source}-${target}`, service: 'Application', source, target, objectMappings: [objectMapping([])] })))
}

const cells = ({ columns }: TopologyLayout): readonly (readonly string[])[] => columns.map((column) => column.map(({ kind, id }) => (kind === 'lane' ? `(${id})` : id)))

test.each<{ readonly pairs: readonly Pair[]; readonly more?: readonly string[]; readonly columns: readonly (readonly string[])[]; readonly because: string }>([
  { pairs: [['hr', 'ad'], ['ad', 'entra'], ['entra', 'app']], columns: [['hr'], ['hr-ad'], ['ad'], ['ad-entra'], ['entra'], ['entra-app'], ['app']], because: 'a chain is a line' },
  { pairs: [['hr', 'ad'], ['old', 'ad'], ['ad', 'entra']], columns: [['hr', 'old'], ['hr-ad', 'old-ad'], ['ad'], ['ad-entra'], ['entra']], because: 'several HR systems feed one directory' },
  { pairs: [['hr', 'ad'], ['ad', 'entra'], ['entra', 'hr']], columns: [['hr'], ['hr-ad', '(entra-hr)'], ['ad', '(entra-hr)'], ['ad-entra', 'entra-hr'], ['entra']], because: 'a write-back moves nothing and passes what is between' },
  { pairs: [['hr', 'ad'], ['ad', 'entra'], ['hr', 'entra']], columns: [['hr'], ['hr-ad', 'hr-entra'], ['ad', '(hr-entra)'], ['ad-entra', '(hr-entra)'], ['entra']], because: 'a job over a layer gets a lane there' },
  { pairs: [['hr', 'ad'], ['ad', 'entra'], ['sql', 'entra']], columns: [['hr'], ['hr-ad'], ['ad', 'sql'], ['ad-entra', 'sql-entra'], ['entra']], because: 'what nothing feeds stands just before what it feeds' },
  { pairs: [['hr', 'ad']], more: ['alone'], columns: [['hr', 'alone'], ['hr-ad'], ['ad']], because: 'a system without a job stands below' },
  { pairs: [['ad', 'ad']], columns: [['ad'], ['ad-ad']], because: 'a job into its own source stands beside it' },
  { pairs: [], more: ['one'], columns: [['one']], because: 'a project may have no job yet' },
])('$because', ({ pairs, more, columns }) => {
  expect(cells(layoutTopology(projectWith(pairs, more)))).toEqual(columns)
})

test('the order within columns has no more crossings than it must', () => {
  const { columns, lines } = layoutTopology(projectWith([['hr', 'ad'], ['old', 'ldap'], ['old', 'ad'], ['hr', 'ldap'], ['ldap', 'phone'], ['ad', 'entra']]))
  const joined = new Map<string, Set<string>>()
  for (const { path } of lines) for (const [at, key] of path.entries()) for (const other of [path[at - 1], path[at + 1]]) if (other !== undefined) joined.set(key, (joined.get(key) ?? new Set()).add(other))
  expect(crossings(columns, joined)).toBe(1)
})

test('hybrid advanced has four layers of systems, and what comes back from Entra ID goes back', () => {
  const layout = layoutTopology({ systems: systems({ entra: ['users.json'], intranet: ['users.json'] }), jobs: jobs(100) })
  expect(cells(layout).filter((_, at) => at % 2 === 0).map((column) => [...column].sort())).toEqual([['hcm', 'workday'], ['ad-amer', 'ad-emea'], ['entra'], ['badges', 'intranet', 'phonebook']])
  expect(layout.lines.filter(({ back }) => back).map(({ job }) => job)).toEqual(['guests-to-emea', 'groups-to-emea'])
  expect(layoutTopology({ systems: systems({ entra: ['users.json'], intranet: ['users.json'] }), jobs: jobs(100) })).toEqual(layout)
})

test('arrow keys go along lines and within columns', () => {
  const layout = layoutTopology(projectWith([['hr', 'ad'], ['old', 'ldap'], ['ad', 'entra']]))
  expect(neighbourCell(layout, 'system old', 'right')).toBe('job old-ldap')
  expect(neighbourCell(layout, 'job old-ldap', 'right')).toBe('system ldap')
  expect(neighbourCell(layout, 'system ad', 'down')).toBe('system ldap')
  expect(neighbourCell(layout, 'system ad', 'left')).toBe('job hr-ad')
  expect(neighbourCell(layout, 'system hr', 'left')).toBeUndefined()
  expect(neighbourCell(layout, 'system hr', 'up')).toBeUndefined()
})

test('lines leave and arrive at the sides of cards, spread where several meet, and pass their lanes', () => {
  const { columns, lines } = layoutTopology(projectWith([['hr', 'ad'], ['old', 'ad'], ['ad', 'entra'], ['hr', 'entra']]))
  const boxes = new Map(columns.flatMap((column, at) => column.map(({ key }, place): readonly [string, Box] => [key, { x: at * 100, y: place * 50, width: 60, height: 40 }])))
  const drawn = drawLines(lines, boxes)
  const of = (job: string): readonly string[] => drawn.find((line) => line.job === job)?.segments.map(({ d }) => d) ?? []
  expect(of('ad-entra')[0]).toMatch(/^M260 \d/u)
  expect(of('hr-ad')[1]?.endsWith(' 20')).toBe(false)
  expect(of('hr-ad')[1]).not.toBe(of('old-ad')[1])
  expect(of('hr-entra')).toHaveLength(4)
  expect(of('hr-entra')[2]).toMatch(/^M200 [\d.]+ L260 /u)
  expect(drawn.find((line) => line.job === 'hr-entra')?.segments.map(({ arrow }) => arrow)).toEqual([true, false, false, true])
  expect(drawLines(lines, new Map([...boxes].filter(([key]) => key !== 'system entra'))).map(({ job }) => job)).toEqual(['hr-ad', 'old-ad'])
})

test('a job that goes back arrives from the right', () => {
  const { lines } = layoutTopology(projectWith([['hr', 'ad'], ['ad', 'hr']]))
  const boxes = new Map<string, Box>([['system hr', { x: 0, y: 0, width: 60, height: 40 }], ['job hr-ad', { x: 100, y: 0, width: 60, height: 40 }], ['job ad-hr', { x: 100, y: 60, width: 60, height: 40 }], ['system ad', { x: 200, y: 0, width: 60, height: 40 }]])
  const back = drawLines(lines, boxes).find((line) => line.back)
  expect(back?.job).toBe('ad-hr')
  expect(back?.segments[0]?.d).toMatch(/^M200 /u)
  expect(back?.segments[1]?.d).toMatch(/ 66 [\d.]+$/u)
})
