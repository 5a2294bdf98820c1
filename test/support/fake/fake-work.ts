import type { AppState, ForecastView, Settings, WorkProgressView } from '../../../shared/ipc/views'
import type { ReplanView } from '../../../shared/ipc/replan-views'
import type { Answers, Fake } from './fake'
import type { FakeAction } from '../fake-data'

type Names = 'app.state' | 'app.saveSettings' | 'project.openSample' | 'project.choose' | 'project.openRecent' | 'project.close' | 'project.chooseFiles' | 'project.createFromFiles' | 'project.createFromTemplate' | 'project.saveDraft' | 'project.discardDraft' | 'project.restoreVersion' | 'project.saveVersion' | 'project.storage' | 'project.purge' | 'work.import' | 'work.rehearse' | 'work.forecast' | 'work.cancel' | 'replan.difference' | 'replan.people' | 'replan.cancel' | 'forecast.latest'

/** Settings, the project, and works with their progress. Runs inside the page as text. */
export function fakeWork(fake: Fake): Answers<Names> {
  const { data, options, emit, has, page, refuse, whole } = fake
  const { draft: _, ...noDraft } = data.project
  let forecast: ForecastView | null = null
  let mirrorBytes = 47_400_000
  /** Some hires and leavers a day, many at the end of the year, where the guard trips. */
  const makeForecast = (days: number, full: boolean): ForecastView => {
    const person = (day: number, index: number, kind: 'create' | 'enable' | 'disable', status: 'planned' | 'held') => ({
      job: 'hr-to-ad', kind, status, anchor: String(100_000 + day * 20 + index), display: data.people[(day * 20 + index) % data.people.length]?.display ?? '',
      reason: kind === 'disable' ? 'The mappings turn the account off: accountDisabled is True.' : 'The mappings turn the account on: accountDisabled is False.',
    })
    const byDay = Array.from({ length: days + 1 }, (_one, day) => {
      const date = new Date(Date.parse('2026-11-21T06:00:00Z') + day * 86_400_000).toISOString()
      const weekend = [0, 6].includes(new Date(date).getUTCDay())
      const trips = day === 40
      const [create, enable, disable] = day === 0 ? [412, 9, 0] : trips ? [0, 0, 118] : weekend ? [0, 0, 0] : [day % 4, day % 3, day % 5 === 0 ? 4 : 0]
      const people = [...Array.from({ length: Math.min(create, 20) }, (_p, i) => ({ ...person(day, i, 'create', 'planned'), ...(!full && day > 0 && day % 13 === 0 ? { daysLate: 9 } : {}) })), ...Array.from({ length: disable }, (_p, i) => person(day, i, 'disable', trips ? 'held' : 'planned'))]
      return { day, date: date.slice(0, 10), now: date.replace('.000Z', 'Z'), create, update: day === 0 ? 3902 : 0, enable, disable: trips ? 0 : disable, delete: 0, held: trips ? disable : 0, failed: day === 0 ? 38 : 0, guards: trips ? [{ job: 'hr-to-ad', guard: 'deletions' as const, count: 118, limit: 100, actions: 118 }] : [], people }
    })
    return {
      madeAt: '2026-11-21T07:10:00Z', stale: false,
      forecast: {
        from: '2026-11-21T06:00:00Z', days, full, timeZone: 'Europe/Stockholm', dayBounds: [{ job: 'hr-to-ad', timeZone: 'America/Los_Angeles', hoursAhead: 0 }], seed: 1, byDay,
        firstTrip: days >= 40 ? { day: 40, date: '2026-12-31', job: 'hr-to-ad', guard: 'deletions', count: 118, limit: 100 } : null,
        ...(days >= 40 ? { disabled: [{ job: 'hr-to-ad', day: 28, date: '2026-12-19', givenUp: 38 }] } : {}),
        ...(full ? {} : { late: { create: 2, enable: 0, disable: 14, delete: 0, people: Array.from({ length: 16 }, (_p, i) => person(90, i, i < 2 ? 'create' : 'disable', 'planned')) } }),
      },
    }
  }
  const timers = new Map<number, ReturnType<typeof setInterval>>()
  let works = 0
  const requireProject = () => fake.project ?? refuse('No project is open.')

  function rehearse(keep: boolean, draft: boolean, { released = false, backfill = false }: { readonly released?: boolean | undefined; readonly backfill?: boolean | undefined } = {}): { readonly work: number } {
    const work = ++works
    const total = 6200
    const started = Date.now()
    const ms = options.rehearsalMs ?? 1500
    emit({ kind: 'workStarted', work, name: 'rehearse', text: `Run ${String((fake.runs[0]?.run ?? 0) + 1)}` })
    const timer = setInterval(() => {
      const share = Math.min(1, (Date.now() - started) / ms)
      const [step, job] = share < 0.2 ? ['stage', 0] as const : share < 0.6 ? ['plan', 0] as const : share < 0.65 ? ['save', 0] as const : share < 0.95 ? ['plan', 1] as const : ['save', 1] as const
      const upTo = job === 0 ? Math.min(1, share / 0.6) : Math.min(1, (share - 0.65) / 0.3)
      const most = job === 0 ? { create: 412, update: 3902, enable: 9, failed: 38, held: 137 } : { create: 60, update: 400, enable: 0, failed: 0, held: 0 }
      const so = (count: number): number => Math.round(count * upTo)
      const planned = { create: so(most.create), update: so(most.update), disable: step === 'plan' ? so(most.held) : 0, enable: so(most.enable), delete: 0, failed: so(most.failed), held: step === 'save' ? most.held : 0 }
      const read = job === 0 ? 5000 : 5412
      const [evaluated, mapped] = [Math.min(1, upTo * 3), Math.max(0, (upTo - 0.35) / 0.65)].map((part) => Math.round(read * part)) as [number, number]
      const settled = evaluated === read ? { inScope: Math.round(read * 0.956), outOfScope: Math.round(read * 0.044), matched: Math.round(read * 0.86), ambiguous: 7 } : { inScope: 0, outOfScope: 0, matched: 0, ambiguous: 0 }
      const steps = { read, made: job === 0 ? 0 : 412, lookedAt: evaluated === read ? read : 0, evaluated, ...settled, mapped, resolved: Math.round(mapped * 0.9), waiting: step === 'plan' ? Math.round(mapped * 0.04) : 0, decided: mapped }
      const progress: WorkProgressView = { step, ...(step === 'plan' ? { done: mapped, total: read } : { done: Math.round(total * share), total }), unit: 'objects', label: job === 0 ? 'Workday → Active Directory' : 'Active Directory → Entra ID', secondsLeft: Math.max(1, Math.ceil((ms * (1 - share)) / 1000)), ...(step !== 'stage' && { planned, steps, ...(step === 'save' && { durationMs: 1300 }), job: job === 0 ? 'hr-to-ad' : 'ad-to-entra' }) }
      emit({ kind: 'workProgress', work, progress })
      if (share < 1) return
      clearInterval(timer)
      const base = data.runs[0]
      if (base !== undefined) fake.runs = [{ ...base, run: (fake.runs[0]?.run ?? 0) + 1, kept: keep, draft, ...(backfill && { backfilled: true as const }), ...(released && { released, held: null, jobs: base.jobs.map((job) => ({ ...job, held: null, ...(job.held !== null && { released: [job.held] }), actions: { ...job.actions, disable: job.actions.disable + (job.held?.actions ?? 0) } })) }) }, ...fake.runs]
      emit({ kind: 'workFinished', work, outcome: { kind: 'rehearsed', run: fake.runs[0]?.run ?? 1, durationMs: ms, text: `Run ${String(fake.runs[0]?.run ?? 1)} finished in ${(ms / 1000).toFixed(1)} s` } })
    }, 100)
    timers.set(work, timer)
    return { work }
  }

  /** Each edit makes the held agency staff leave scope who were updated before. */
  const changedByEdit = data.actions.filter((action) => action.removal?.cause === 'scope')
  const replanRow = (action: FakeAction) => ({
    seq: action.seq, after: whole(action),
    before: { ...whole(action), kind: 'skip' as const, status: 'planned' as const, changes: [], reason: { code: 'unchanged' as const, text: 'The target already holds every mapped value.' } },
  })
  function replanned(): ReplanView {
    const jobs = fake.runs[0]?.jobs ?? []
    const before = jobs.map((job, at) => (at === 0 ? { ...job, held: null, noAction: job.noAction + changedByEdit.length } : job))
    return {
      hash: 'draft', run: fake.runs[0]?.run ?? 0, before, after: jobs, counts: [], people: changedByEdit.length, durationMs: 210,
      trips: [{ job: 'hr-to-ad', guard: 'deletions', count: 137, limit: 100, actions: 137 }],
    }
  }

  return {
    'app.state': (): AppState => ({ version: '0.1.0', platform: 'linux', engines: { Electron: '33.2.1', Chromium: '130.0.6723.137', Node: '20.18.1' }, settings: fake.settings, recent: options.state === 'start' ? [] : [{ folder: '/home/alex/rehearsal/Northwind', name: 'Northwind Hospital Group', openedAt: '2026-11-21T07:00:00Z' }], project: fake.project, frame: 'system' }),
    'app.saveSettings': (change) => (fake.settings = { ...fake.settings, ...change } as Settings),
    'project.openSample': () => { fake.project = { ...noDraft, document: data.project.saved }; return fake.project },
    'project.choose': () => null,
    'project.openRecent': () => { fake.project = data.project; return fake.project },
    'project.storage': () => ({ folder: '/home/alex/rehearsal/Northwind/.rehearsal', bytes: mirrorBytes }),
    'project.purge': () => {
      mirrorBytes = 0
      return null
    },
    'project.close': () => { fake.project = null; return null },
    'project.chooseFiles': ({ side }) => [{ source: '/home/alex/people.csv', target: '/home/alex/directory.ldif', system: '/home/alex/contractors.csv', authority: '/home/alex/northwind-ca.pem' }[side]],
    'project.createFromFiles': () => ({ project: data.project, decisions: ['workers.csv: WorkerID identifies a person, because it is filled and unique in all 5,000 rows.', 'employeeID matches WorkerID: 4,311 values are the same.'] }),
    'project.createFromTemplate': () => { fake.project = { ...noDraft, document: data.project.saved }; return fake.project },
    'project.saveDraft': ({ document }) => (fake.project = { ...requireProject(), document, draft: { savedAt: new Date().toISOString(), basedOn: 7 } }),
    'project.discardDraft': () => { fake.project = { ...noDraft, document: data.project.saved }; return fake.project },
    'project.restoreVersion': () => (fake.project = { ...requireProject(), document: data.project.saved, draft: { savedAt: new Date().toISOString(), basedOn: 7 } }),
    'project.saveVersion': ({ note }) => (fake.project = { ...noDraft, saved: requireProject().document, document: requireProject().document, version: 8, versions: [...data.project.versions, { version: 8, savedAt: new Date().toISOString(), note }] }),
    'work.import': () => rehearse(true, false),
    'work.rehearse': ({ keep, configuration, released, backfill }) => rehearse(keep, configuration === 'draft', { released, backfill }),
    'work.forecast': ({ days, full }) => {
      const work = ++works
      emit({ kind: 'workStarted', work, name: 'forecast', text: 'Looking ahead' })
      const made = makeForecast(days, full)
      const half = made.forecast.byDay.slice(0, Math.ceil(days / 2) + 1).map(({ people, guards, ...day }) => ({ ...day, heldUp: 0, heldDown: people.filter(({ status }) => status === 'held').length, trips: guards.length > 0 }))
      setTimeout(() => { emit({ kind: 'workProgress', work, progress: { step: 'plan', done: half.length, total: days + 1, unit: 'days', label: 'Forecast', days: half } }) }, 50)
      setTimeout(() => {
        forecast = made
        emit({ kind: 'workFinished', work, outcome: { kind: 'forecast', durationMs: 2100, text: `Forecast of ${String(days)} days: a guard trips on 31 Dec 2026` } })
      }, options.forecastMs ?? 300)
      return { work }
    },
    'work.cancel': ({ work }) => {
      clearInterval(timers.get(work))
      emit({ kind: 'workFinished', work, outcome: { kind: 'cancelled', text: `Run ${String((fake.runs[0]?.run ?? 0) + 1)} cancelled; nothing was changed` } })
      return null
    },
    'replan.difference': () => ({ kind: 'difference', view: replanned() }),
    'replan.people': ({ search, ...at }) => page(changedByEdit.filter((action) => has(action, search)).map(replanRow), at),
    'replan.cancel': () => null,
    'forecast.latest': () => forecast,
  }
}
