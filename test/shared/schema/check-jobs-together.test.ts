import { describe, expect, test } from 'vitest'
import type { ConnectedSystem, Job, ObjectMapping } from '../../../shared/model/project'
import { checkProject } from '../../../shared/schema/check-project'
import type { KnownAttributes } from '../../../shared/schema/project-to-schema'
import { direct, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'

const hr = (id: string): ConnectedSystem => ({ id, name: id, settings: { kind: 'delimited', paths: [`${id}.csv`], anchor: 'id', objectType: 'worker' } })
const users = (more: Partial<ObjectMapping> = {}, title = direct('title', 'title')): ObjectMapping => objectMapping([direct('number', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), title], more)
const by = (id: string, more: Partial<ObjectMapping> = {}, over: Partial<Job> = {}): Job => job([users(more)], { id, source: id, ...over })
const country = (value: string): Partial<ObjectMapping> => ({ scope: scope([['country', 'EQUALS', value]]) })

function found(systems: readonly ConnectedSystem[], jobs: readonly Job[], known?: KnownAttributes): readonly string[] {
  return checkProject(projectOf(systems, jobs), known).filter(({ code, source }) => ['S04', 'S11'].includes(code) || source === 'ours').map(({ code, severity, path }) => `${code} ${severity} ${path}`)
}

describe('two jobs that own one attribute', () => {
  const two = [by('one'), by('two')]
  test('are named, with both places', () => {
    const [diagnostic] = checkProject(projectOf([hr('one'), hr('two'), targetSystem()], two)).filter(({ code }) => code === 'S11')
    expect(diagnostic).toMatchObject({ severity: 'warning', path: 'jobs[1].objectMappings[0].attributeMappings[0].target' })
    expect(diagnostic?.message).toBe('two and one (jobs[0].objectMappings[0].attributeMappings[0].target) both write employeeID, title of user objects of Directory, and the last job wins. Declare a precedence at the system, or give the jobs scopes that share nobody.')
  })
  test.each<{ readonly name: string; readonly systems?: readonly ConnectedSystem[]; readonly jobs: readonly Job[] }>([
    { name: 'a precedence of both', systems: [targetSystem({ precedence: { user: { '*': ['one', 'two'] } } })], jobs: two },
    { name: 'scopes of one source that share nobody', jobs: [by('one', country('SE')), by('two', country('NO'), { source: 'one' })] },
    { name: 'other object types', jobs: [by('one'), by('two', { targetType: 'contact' })] },
    { name: 'a mapping that is switched off', jobs: [by('one'), by('two', { enabled: false })] },
    { name: 'another target', systems: [targetSystem(), targetSystem({ id: 'ad2' })], jobs: [by('one'), by('two', {}, { target: 'ad2' })] },
  ])('are no matter with $name', ({ systems = [targetSystem()], jobs }) => {
    expect(found([hr('one'), hr('two'), ...systems], jobs)).toEqual([])
  })
  test('with scopes of two sources may still share somebody', () => {
    expect(found([hr('one'), hr('two'), targetSystem()], [by('one', country('SE')), by('two', country('NO'))])).toEqual(['S11 warning jobs[1].objectMappings[0].attributeMappings[0].target'])
  })
})

describe('the order of jobs', () => {
  const cloud: ConnectedSystem = { id: 'cloud', name: 'Cloud', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
  const toCloud = job([objectMapping([direct('employeeID', 'employeeId', { matchingPriority: 1 })], { sourceType: 'user' })], { id: 'ad-to-cloud', source: 'ad', target: 'cloud' })
  const back = (target: string): Job => job([objectMapping([direct('employeeId', 'number', { matchingPriority: 1 }), direct('mail', target)], { sourceType: 'user', targetType: 'worker' })], { id: 'back', source: 'cloud', target: 'one' })
  const systems = [hr('one'), targetSystem(), cloud]

  test('is a step too early for a job that reads what a later one writes', () => {
    expect(found(systems, [toCloud, by('one')])).toEqual(['S04 warning jobs[0].source'])
    expect(found(systems, [by('one'), toCloud])).toEqual([])
  })
  test('may go round', () => {
    expect(found(systems, [by('one'), toCloud, back('email')])).toEqual(['S04 info jobs[2].target'])
  })
  test('must not bring back what it read', () => {
    expect(found(systems, [by('one'), toCloud, back('title')])).toEqual(['S04 warning jobs[2].target'])
  })

  const served = (jobs: readonly Job[], ...services: readonly Job['service'][]): Job[] => jobs.map((one, i) => ({ ...one, service: services[i] as Job['service'] }))
  const mailToCloud = { ...toCloud, objectMappings: [objectMapping([direct('employeeID', 'employeeId', { matchingPriority: 1 }), direct('mail', 'mail')], { sourceType: 'user' })] }
  const isWarned = (jobs: readonly Job[]): readonly string[] => found(systems, jobs).filter((one) => one.includes('warning'))
  test.each([
    { services: ['Workday', 'CloudSync', 'Application'] as const, because: 'each stands further from HR' },
    { services: ['Workday', 'Application', 'Application'] as const, because: 'the way round passes HR' },
  ])('does not decide who writes back where services do: $because', ({ services }) => {
    const [inbound, outbound, wrong, right] = [...served([by('one'), mailToCloud, back('title')], ...services), ...served([back('email')], services[2])] as [Job, Job, Job, Job]
    for (const order of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]) {
      expect(isWarned(order.map((i) => [inbound, outbound, wrong][i] as Job))).toEqual([`S04 warning jobs[${order.indexOf(2)}].target`])
      expect(isWarned(order.map((i) => [inbound, outbound, right][i] as Job))).toEqual([])
    }
  })
})

test('a source that was never read is named where others were', () => {
  const attributes = { worker: ['id', 'number', 'name', 'title'] }
  const systems = [hr('one'), hr('two'), targetSystem(), targetSystem({ id: 'ad2' })]
  const jobs = [by('one'), by('two', {}, { target: 'ad2' })]
  expect(found(systems, jobs, {})).toEqual([])
  expect(found(systems, jobs, { one: attributes })).toEqual(['S04 warning jobs[1].source'])
  expect(found(systems, jobs, { one: attributes, two: attributes })).toEqual([])
})

test.each([
  { order: ['one', 'nobody'], expected: ['S04 error systems[2].precedence.user.title[1]'] },
  { order: ['two', 'one'], expected: [] },
  { order: ['one', 'two'], expected: [] },
])('a precedence $order is checked', ({ order, expected }) => {
  const system = targetSystem({ precedence: { user: { title: order } } })
  expect(found([hr('one'), hr('two'), system], [by('one'), by('two')]).filter((d) => !d.startsWith('S11'))).toEqual(expected)
})

test('a precedence for objects that a job does not write is said to have no effect', () => {
  const system = targetSystem({ precedence: { users: { '*': ['one', 'two'] } } })
  const found = checkProject(projectOf([hr('one'), hr('two'), system], [by('one'), by('two')]), undefined).filter(({ path }) => path.startsWith('systems[2].precedence'))
  expect(found.map(({ code, severity, path, message }) => [code, severity, path, message])).toEqual(['one', 'two'].map((id, i) => ['S10', 'warning', `systems[2].precedence.users.*[${i}]`, `${id} has no mapping for users objects, so its place in the order has no effect.`]))
})
