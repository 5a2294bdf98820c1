import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { KeptThreads } from '../../../main/jobs/kept-threads'
import { removableFolder } from '../../support/folders'

const folder = removableFolder()
let file = ''
let threads: KeptThreads

beforeAll(() => {
  file = path.join(folder.path, 'worker.cjs')
  writeFileSync(file, "const { parentPort } = require('node:worker_threads')\nparentPort.on('message', (message) => { if (message === 'fail') throw new Error('failed'); parentPort.postMessage(message) })\n")
})
afterEach(() => threads.close())
afterAll(folder.remove)

function answer(worker: Worker, message: string): Promise<unknown> {
  return new Promise((resolve) => {
    worker.once('message', resolve)
    worker.postMessage(message)
  })
}

test('a thread that is done waits for the next work, and goes on as before', async () => {
  threads = new KeptThreads(file, 1)
  expect(threads.areReady).toBe(false)
  const first = threads.take()
  expect(await answer(first, 'one')).toBe('one')
  void threads.giveBack(first, false)
  expect(threads.areReady).toBe(true)
  const second = threads.take()
  expect(second).toBe(first)
  expect(await answer(second, 'two')).toBe('two')
  void threads.giveBack(second, false)
})

test('a thread that read everything is ended, and a new one waits', async () => {
  threads = new KeptThreads(file, 1)
  const first = threads.take()
  await answer(first, 'one')
  void threads.giveBack(first, true)
  await new Promise((resolve) => first.once('exit', resolve))
  const second = threads.take()
  expect(second).not.toBe(first)
  expect(await answer(second, 'two')).toBe('two')
  void threads.giveBack(second, false)
})

test('no more wait than asked for', async () => {
  threads = new KeptThreads(file, 1)
  const [first, second] = [threads.take(), threads.take()]
  void threads.giveBack(first, false)
  void threads.giveBack(second, false)
  await new Promise((resolve) => second.once('exit', resolve))
  expect(threads.take()).toBe(first)
  expect(threads.areReady).toBe(false)
  void threads.giveBack(first, false)
})

test('a thread that dies while it waits is not handed out', async () => {
  threads = new KeptThreads(file, 1)
  const worker = threads.take()
  await answer(worker, 'one')
  void threads.giveBack(worker, false)
  const died = new Promise((resolve) => worker.once('exit', resolve))
  worker.postMessage('fail')
  await died
  expect(threads.areReady).toBe(false)
})

test('where none is kept, each work has a thread of its own', async () => {
  threads = new KeptThreads(file, 0)
  const worker = threads.take()
  await answer(worker, 'one')
  void threads.giveBack(worker, false)
  expect(threads.areReady).toBe(false)
})
