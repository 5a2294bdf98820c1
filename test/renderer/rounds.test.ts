import { describe, expect, test } from 'vitest'
import { jobSteps } from '../../renderer/features/rehearse/job-steps'
import { busiestJobs, settledIn, valueByRound } from '../../renderer/features/rehearse/round-rows'
import { runState } from '../../renderer/features/rehearse/run-state'
import { shownRun } from '../../renderer/session'
import { REHEARSE } from '../../renderer/texts/rehearse'
import { newestRun, roundsOf, wholeRunBefore } from '../../renderer/ui/rounds'
import type { RunView, WorkProgressView } from '../../shared/ipc/views'
import { fakeData } from '../support/fake-data'

const jobs = [{ id: 'hr-to-ad' }, { id: 'ad-to-hr' }]
const planned = (create: number, held = 0) => ({ create, update: 0, disable: 0, enable: 0, delete: 0, failed: 0, held })
const stage = (label: string, done: number): WorkProgressView => ({ step: 'stage', done, unit: 'objects', label })
const plan = (job: string, done: number, create: number): WorkProgressView => ({ step: 'plan', done, total: 10, unit: 'people', label: job, job, planned: planned(create) })
const save = (job: string, create: number, held: number): WorkProgressView => ({ step: 'save', done: 10, unit: 'people', label: job, job, planned: planned(create, held) })

describe('a run under way', () => {
  test('has its jobs waiting until each begins, and says what guards hold once they have spoken', () => {
    const { jobs: states, round, earlier } = runState([stage('HR', 10), plan('hr-to-ad', 10, 3), save('hr-to-ad', 1, 2), plan('ad-to-hr', 4, 5)], jobs)
    expect(states).toEqual([
      { id: 'hr-to-ad', state: 'done', done: 10, planned: planned(1, 2) }, { id: 'ad-to-hr', state: 'running', done: 4, total: 10, planned: planned(5) },
    ])
    expect([round, earlier]).toEqual([undefined, []])
    expect(runState([plan('ad-to-hr', 1, 0)], jobs).jobs.map(({ state }) => state)).toEqual(['done', 'running'])
    expect(runState([stage('HR', 3)], jobs).jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  })

  test('says of each step of a job what it has come to: two passes over the objects, of which each settles several steps', () => {
    const steps = { read: 5803, made: 445, lookedAt: 5803, evaluated: 5803, inScope: 5183, outOfScope: 620, matched: 4738, ambiguous: 3, mapped: 3581, resolved: 2100, waiting: 120, decided: 3461 }
    const said = (job: Parameters<typeof jobSteps>[0]): string[] => jobSteps(job, 24).map(({ id, state, text, note }) => [id, state, text, ...(note === undefined ? [] : [note])].join(' '))
    expect(said({ state: 'running', total: 5803, steps })).toEqual([
      'read done 5,803 445 made by this run', 'scope done 5,183 in scope 620 out', 'match done 4,738 matched 3 ambiguous', 'map running 3,581 of 5,803', 'references running 2,100 resolved 120 wait', 'decide running 3,461 decided',
    ])
    expect(said({ state: 'running', total: 5803, steps: { ...steps, evaluated: 1200, inScope: 0, outOfScope: 0, matched: 0, ambiguous: 0, mapped: 0, resolved: 0, waiting: 0, decided: 0 } }).slice(1)).toEqual([
      'scope running 1,200 of 5,803', 'match running 1,200 of 5,803', 'map waiting waiting', 'references waiting waiting', 'decide waiting waiting',
    ])
    expect(said({ state: 'done', planned: planned(311, 9), steps: { ...steps, mapped: 5803, resolved: 0, waiting: 0, decided: 5803 } }).slice(3)).toEqual(['map done 24 mappings', 'references done none', 'decide done 320 actions'])
    expect(said({ state: 'waiting' })).toHaveLength(6)
  })

  test('names the systems that it reads', () => {
    expect(runState([{ step: 'read', done: 100, unit: 'bytes', label: 'HR' }, stage('HR', 7), { step: 'read', done: 5, unit: 'bytes', label: 'AD' }], jobs).systems).toEqual([{ name: 'HR', objects: 7, reading: false }, { name: 'AD', objects: 0, reading: true }])
    expect(runState([], jobs).systems).toEqual([])
  })

  test('starts its jobs anew in a later round, and keeps what the rounds before planned', () => {
    const first = [plan('hr-to-ad', 10, 3), save('hr-to-ad', 3, 0), save('ad-to-hr', 2, 1)].map((step) => ({ ...step, round: 1 }))
    const state = runState([...first, { ...plan('hr-to-ad', 1, 1), round: 2 }], jobs)
    expect(state.round).toBe(2)
    expect(state.earlier).toEqual([{ round: 1, planned: planned(5, 1) }])
    expect(state.jobs.map((job) => job.state)).toEqual(['running', 'waiting'])
  })
})

describe('the rounds of a repeated cycle', () => {
  const [base] = fakeData().runs
  if (base === undefined) throw new Error('the data has a run')
  const { round: _, ...plain } = base
  const run = (number: number, more: Partial<RunView> = {}): RunView => ({ ...plain, run: number, ...more })
  const runs = [run(4, { round: { of: 2, number: 3 }, status: 'cancelled' }), run(3, { round: { of: 2, number: 2 } }), run(2), run(1)]

  test('count as one: the newest run is the first round, and any can be picked', () => {
    expect(newestRun(runs)?.run).toBe(2)
    expect(shownRun(runs, undefined)?.run).toBe(2)
    expect(shownRun(runs, 3)?.run).toBe(3)
    expect(shownRun(runs, 4)?.run).toBe(2)
    expect(roundsOf(runs, run(2)).map((one) => one.run)).toEqual([2, 3, 4])
    expect(roundsOf(runs, run(1)).map((one) => one.run)).toEqual([1])
  })

  test('name the jobs that still changed something, the busiest first', () => {
    const counts = (id: string, create: number) => ({ id, actions: { create, update: 0, disable: 0, enable: 0, delete: 0 } })
    expect(busiestJobs([counts('a', 1), counts('b', 0), counts('c', 9)])).toEqual({ shown: [{ id: 'c', planned: 9 }, { id: 'a', planned: 1 }], more: 0 })
    expect(busiestJobs(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => counts(id, 1))).more).toBe(2)
  })

  test('count a value as settled where it changed last, and not while it goes back and forth', () => {
    const oscillation = { from: 1, to: 2, values: 4, examples: [] }
    expect([1, 2, 3].map((round) => settledIn({ rounds: 3, settledAfter: 2, settled: [5, 1] }, round))).toEqual([5, 1, 0])
    expect([1, 2].map((round) => settledIn({ rounds: 2, settled: [3, 5], oscillation }, round))).toEqual([3, 1])
    expect([1, 2].map((round) => settledIn({ rounds: 2, settled: [3, 5] }, round))).toEqual([3, undefined])
  })

  test('say what a value was set to in each, and how they ended', () => {
    const value = { changes: [{ round: 1, job: 'a', value: 'x' }, { round: 1, job: 'b', value: 'y' }, { round: 3, job: 'a', value: null }] }
    expect([1, 2, 3].map((round) => valueByRound(value, round)?.value)).toEqual(['y', undefined, null])
    expect(REHEARSE.ended({ rounds: 3, settledAfter: 2, settled: [5, 1] })).toBe('Settled after round 2: round 3 changed nothing.')
    expect(REHEARSE.ended({ rounds: 4, settled: [], oscillation: { from: 2, to: 4, values: 1, examples: [] } })).toBe('1 value goes back and forth between rounds 2 and 4.')
    expect(REHEARSE.ended({ rounds: 10, settled: [] })).toBe('Not settled in 10 rounds: values change in every one.')
  })
})

test('of a run that looked at some, the newest before it that looked at everybody is found', () => {
  const run = (number: number, type: RunView['type'], more: Partial<RunView> = {}) => ({ run: number, type, status: 'done' as const, ...more })
  const runs = [run(6, 'initial'), run(5, 'incremental'), run(4, 'initial', { status: 'cancelled' }), run(3, 'initial', { round: { of: 2, number: 2 } }), run(2, 'initial'), run(1, 'initial')]
  expect([wholeRunBefore(runs, { run: 5 })?.run, wholeRunBefore(runs, { run: 2 })?.run, wholeRunBefore(runs, { run: 1 })]).toEqual([2, 1, undefined])
})
