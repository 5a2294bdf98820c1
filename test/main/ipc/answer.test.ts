import { describe, expect, test } from 'vitest'
import { answerRequest, type Handlers } from '../../../main/ipc/answer'
import { AppError } from '../../../shared/app-error'
import { contract, type RequestName } from '../../../shared/ipc/contract'

/** Handlers that only say what reached them. */
function handlers(overrides: Partial<Record<RequestName, (input: unknown) => unknown>> = {}): Handlers {
  const names = Object.keys(contract) as RequestName[]
  return Object.fromEntries(names.map((name) => [name, overrides[name] ?? ((input: unknown) => ({ name, input }))])) as unknown as Handlers
}

const answer = (name: unknown, input: unknown, overrides?: Parameters<typeof handlers>[0], bugs: unknown[] = []) =>
  answerRequest(handlers(overrides), { name, input }, (error) => bugs.push(error))

test('a request of the contract with a right input is answered as data', async () => {
  expect(await answer('work.cancel', { work: 3 })).toEqual({ ok: true, value: { name: 'work.cancel', input: { work: 3 } } })
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'app.State', 'app.state ', 'project.delete', 7, null, undefined, {}, ['app.state'], { toString: () => 'app.state' }])(
  'the name %j is refused', async (name) => {
    expect(await answer(name, {})).toMatchObject({ ok: false, error: { code: 'refused' } })
  })

describe('an input that the schema does not admit is refused, with the path', () => {
  test.each([
    ['plan.actions', { run: 'x', offset: 0, limit: 1 }, 'run'],
    ['plan.actions', { run: 1, offset: 0, limit: 501 }, 'limit'],
    ['plan.actions', { run: 1, offset: -1, limit: 1 }, 'offset'],
    ['plan.actions', { run: 1, offset: 0, limit: 1, kinds: ['create', 'drop'] }, 'kinds.1'],
    ['systems.rows', { system: '', type: 'row', offset: 0, limit: 1 }, 'system'],
    ['app.saveSettings', { zoomPercent: 1000 }, 'zoomPercent'],
    ['project.saveDraft', { document: { formatVersion: '1.0', name: 'x', systems: [{ id: '../x' }], jobs: [] } }, 'document.systems.0.id'],
    ['work.rehearse', { configuration: 'draft', keep: 'yes' }, 'keep'],
  ])('%s %j: %s', async (name, input, path) => {
    expect(await answer(name, input)).toMatchObject({ ok: false, error: { code: 'refused', context: { request: name, path } } })
  })

  test.each([
    ['app.state', undefined], ['app.state', null], ['app.state', 'x'], ['app.state', { more: 1 }], ['runs.list', []],
    ['app.state', JSON.parse('{"__proto__": {"ok": true}}')],
    ['project.openRecent', { folder: '/x', force: true }],
  ])('%s %j', async (name, input) => {
    expect(await answer(name, input)).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})

test('what is expected to fail arrives with its code and sentence', async () => {
  const missing = () => { throw new AppError('projectMissing', 'No project is open.', { folder: '/x' }) }
  expect(await answer('project.close', {}, { 'project.close': missing })).toEqual({ ok: false, error: { code: 'projectMissing', message: 'No project is open.', context: { folder: '/x' } } })
})

test('a mistake of ours is told as a bug, without its stack, and logged', async () => {
  const bugs: unknown[] = []
  const mistake = new TypeError('x is not a function')
  const reply = await answer('project.close', {}, { 'project.close': () => Promise.reject(mistake) }, bugs)
  expect(reply).toMatchObject({ ok: false, error: { code: 'bug' } })
  expect(JSON.stringify(reply)).not.toContain('answer.test')
  expect(bugs).toEqual([mistake])
})
