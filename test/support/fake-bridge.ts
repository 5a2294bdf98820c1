import type { AppEvent, InputOf, OutputOf, Reply, RequestName } from '../../shared/ipc/contract'
import type { FacetAttribute, FacetKey } from '../../shared/ipc/facet-views'
import type { LensRow, LensView } from '../../shared/ipc/lens-views'
import type { LogRow } from '../../shared/ipc/log-views'
import type { AppState, ForecastView, ProblemView, Settings, WorkProgressView } from '../../shared/ipc/views'
import type { NearPair, NearVerdict } from '../../shared/ipc/near-views'
import type { ReplanView } from '../../shared/ipc/replan-views'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { PersonView } from '../../shared/ipc/person-views'
import type { ScopeAnswer, ScopeRow } from '../../shared/ipc/scope-views'
import type { GatedFlow } from '../../shared/model/gate'
import type { AttributeMapping, FilterClause, ScopingFilter } from '../../shared/model/project'
import { fakeData, type FakeAction, type FakeData } from './fake-data'

export interface FakeOptions {
  /** `start`: no project; `firstRun`: the sample, read and never rehearsed; `rehearsed`: with runs and a draft. */
  readonly state: 'start' | 'firstRun' | 'rehearsed'
  readonly theme?: Settings['theme']
  readonly tour?: Settings['tour']
  /** Requests that fail. */
  readonly failing?: readonly RequestName[]
  /** Milliseconds of a forecast, the second half of whose days comes at once. */
  readonly forecastMs?: number
  /** Milliseconds of a rehearsal. */
  readonly rehearsalMs?: number
}

/** A script that sets `window.rehearsal` to a stub with generated data: what preload and main are for a window in a browser. */
export function fakeBridge(options: FakeOptions): string {
  return `(${install.toString()})((${fakeData.toString()})(), ${JSON.stringify(options)})`
}

/** Runs inside the page as text: nothing but types may come from outside. */
function install(data: FakeData, options: FakeOptions): void {
  type Answers = { readonly [N in RequestName]: (input: InputOf<N>) => OutputOf<N> }
  const listeners = new Set<(event: AppEvent) => void>()
  const emit = (event: AppEvent): void => { for (const listener of listeners) listener(event) }
  let settings: Settings = { theme: options.theme ?? 'light', density: 'default', zoomPercent: 100, navigationCollapsed: false, paneWidth: 336, lastScreen: 'overview', tour: options.tour ?? (options.state === 'firstRun' ? 'open' : 'left') }
  const { draft: _, ...noDraft } = data.project
  let project = options.state === 'start' ? null : options.state === 'firstRun' ? { ...noDraft, document: data.project.saved } : data.project
  let runs = options.state === 'rehearsed' ? data.runs : []
  let forecast: ForecastView | null = null
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
      const people = [...Array.from({ length: Math.min(create, 20) }, (_p, i) => person(day, i, 'create', 'planned')), ...Array.from({ length: disable }, (_p, i) => person(day, i, 'disable', trips ? 'held' : 'planned'))]
      return { day, date: date.slice(0, 10), now: date.replace('.000Z', 'Z'), create, update: day === 0 ? 3902 : 0, enable, disable: trips ? 0 : disable, delete: 0, held: trips ? disable : 0, failed: day === 0 ? 38 : 0, guards: trips ? [{ job: 'hr-to-ad', guard: 'deletions' as const, count: 118, limit: 100, actions: 118 }] : [], people }
    })
    return {
      madeAt: '2026-11-21T07:10:00Z', stale: false,
      forecast: {
        from: '2026-11-21T06:00:00Z', days, full, timeZone: 'Europe/Stockholm', dayBounds: [{ job: 'hr-to-ad', timeZone: 'America/Los_Angeles', hoursAhead: 0 }], seed: 1, byDay,
        firstTrip: days >= 40 ? { day: 40, date: '2026-12-31', job: 'hr-to-ad', guard: 'deletions', count: 118, limit: 100 } : null,
        ...(full ? {} : { late: { create: 2, enable: 0, disable: 14, delete: 0, people: Array.from({ length: 16 }, (_p, i) => person(90, i, i < 2 ? 'create' : 'disable', 'planned')) } }),
      },
    }
  }
  const verdicts = new Map<string, NearVerdict>()
  const timers = new Map<number, ReturnType<typeof setInterval>>()
  let works = 0

  const refuse = (message: string): never => { throw new Error(message) }
  const page = <Row>(rows: readonly Row[], { offset, limit }: { readonly offset: number; readonly limit: number }) => ({ total: rows.length, offset, rows: rows.slice(offset, offset + limit) })
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const has = (action: FakeAction, search: string | undefined): boolean => search === undefined || search === '' || fold(`${action.source?.display ?? ''} ${action.source?.anchor ?? ''} ${action.changes.map((change) => String(change.after ?? '')).join(' ')}`).includes(fold(search))
  const row = ({ groups: _groups, department: _department, removal: _removal, ...rest }: FakeAction) => rest
  const keysOf = (action: FakeAction, { of, name }: FacetAttribute): FacetKey[] => {
    if (of === 'action' && name === 'guard') return action.status === 'held' ? ['=deletions'] : ['blank']
    if (of === 'action' && name === 'mark') return action.marks.length === 0 ? ['blank'] : action.marks.map((mark): FacetKey => `=${mark}`)
    if (of === 'action' && name === 'cause') return action.groups.map((id): FacetKey => `=${data.groups[id]?.causeText ?? ''}`)
    if (of === 'action') return name === 'kind' ? [`=${action.kind}`] : name === 'status' ? [`=${action.status}`] : action.changes.length === 0 ? ['blank'] : action.changes.map((change): FacetKey => `=${change.attribute}`)
    const value = data.people.find((person) => person.anchor === action.source?.anchor)?.attributes[name]
    return value === undefined || (name === 'Site' && action.seq % 41 === 3) ? ['blank'] : [`=${value}`]
  }
  const asOf = ({ job, group, kinds, statuses, sections, search, where }: Omit<InputOf<'plan.actions'>, 'sort' | 'offset' | 'limit'>): FakeAction[] => data.actions.filter((action) =>
    (job === undefined || action.job === job) && (group === undefined || action.groups.includes(group)) && (kinds === undefined || kinds.includes(action.kind))
    && (statuses === undefined || statuses.includes(action.status)) && (sections === undefined || sections.some((one) => one === action.status || (action.status === 'planned' && one === action.kind))) && has(action, search)
    && (where ?? []).every((choice) => choice.values.length === 0 || keysOf(action, choice).some((key) => choice.values.includes(key))))
  const sortedBy = (actions: FakeAction[], sort: InputOf<'plan.actions'>['sort']): FakeAction[] => {
    if (sort === undefined) return actions
    const of = (action: FakeAction): string | number => (sort.by === 'changes' ? action.changes.length : sort.by === 'kind' ? action.kind : fold(sort.by === 'person' ? action.source?.display ?? '' : action.target?.display ?? ''))
    return actions.toSorted((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0) * (sort.descending ? -1 : 1))
  }
  const logRow = ({ seq, job, kind, status, source, target, issues }: FakeAction): LogRow => ({
    seq, job, time: '2026-11-21T06:00:00Z', targetSystem: 'Active Directory', kind, planStatus: status, action: status === 'held' ? 'stageddelete' : kind === 'skip' ? 'other' : kind === 'enable' ? 'update' : kind,
    status: status === 'failed' ? 'failure' : status === 'held' || kind === 'skip' ? 'skipped' : issues.length > 0 ? 'warning' : 'success', ...(status === 'held' ? { code: 'TooManyDeletes' } : issues[0] !== undefined && { code: issues[0].code }),
    sourceName: source?.display ?? '', sourceId: source?.anchor ?? '', targetName: target?.display ?? '',
  })
  const removals = data.actions.filter((action) => action.removal !== undefined)
  const causes: Readonly<Record<string, string>> = { scope: 'Agency staff leave scope', terminated: 'Terminated in Workday', gone: 'Gone from Active Directory', retention: 'Deleted after retention' }
  const byValue = (action: FakeAction, by: string | undefined): string => (by === undefined || by === 'Department' ? action.department : data.people.find((person) => person.anchor === action.source?.anchor)?.attributes[by] ?? '')
  const planned = (kind: FakeAction['kind']): number => removals.filter((action) => action.kind === kind && action.status === 'planned').length
  const requireProject = () => project ?? refuse('No project is open.')

  function rehearse(keep: boolean, draft: boolean, { released = false, backfill = false }: { readonly released?: boolean | undefined; readonly backfill?: boolean | undefined } = {}): { readonly work: number } {
    const work = ++works
    const total = 6200
    const started = Date.now()
    const ms = options.rehearsalMs ?? 1500
    emit({ kind: 'workStarted', work, text: `Run ${String((runs[0]?.run ?? 0) + 1)}` })
    const timer = setInterval(() => {
      const share = Math.min(1, (Date.now() - started) / ms)
      const [step, job] = share < 0.2 ? ['stage', 0] as const : share < 0.6 ? ['plan', 0] as const : share < 0.65 ? ['save', 0] as const : share < 0.95 ? ['plan', 1] as const : ['save', 1] as const
      const upTo = job === 0 ? Math.min(1, share / 0.6) : Math.min(1, (share - 0.65) / 0.3)
      const most = job === 0 ? { create: 412, update: 3902, enable: 9, failed: 38, held: 137 } : { create: 60, update: 400, enable: 0, failed: 0, held: 0 }
      const so = (count: number): number => Math.round(count * upTo)
      const planned = { create: so(most.create), update: so(most.update), disable: step === 'plan' ? so(most.held) : 0, enable: so(most.enable), delete: 0, failed: so(most.failed), held: step === 'save' ? most.held : 0 }
      const progress: WorkProgressView = { step, done: Math.round(total * share), total, unit: 'objects', label: job === 0 ? 'Workday → Active Directory' : 'Active Directory → Entra ID', secondsLeft: Math.max(1, Math.ceil((ms * (1 - share)) / 1000)), ...(step !== 'stage' && { planned, job: job === 0 ? 'hr-to-ad' : 'ad-to-entra' }) }
      emit({ kind: 'workProgress', work, progress })
      if (share < 1) return
      clearInterval(timer)
      const base = data.runs[0]
      if (base !== undefined) runs = [{ ...base, run: (runs[0]?.run ?? 0) + 1, kept: keep, draft, ...(backfill && { backfilled: true as const }), ...(released && { released, held: null, jobs: base.jobs.map((job) => ({ ...job, held: null, ...(job.held !== null && { released: [job.held] }), actions: { ...job.actions, disable: job.actions.disable + (job.held?.actions ?? 0) } })) }) }, ...runs]
      emit({ kind: 'workFinished', work, outcome: { kind: 'rehearsed', run: runs[0]?.run ?? 1, durationMs: ms, text: `Run ${String(runs[0]?.run ?? 1)} finished in ${(ms / 1000).toFixed(1)} s` } })
    }, 100)
    timers.set(work, timer)
    return { work }
  }

  const problems: readonly ProblemView[] = [
    { id: 'ValueTooLong company', section: 'failures', severity: 'error', code: 'ValueTooLong', sentence: 'company has more than 64 characters for 12 people', place: 'Mapping company', fix: 'Shorten it with Left in the mapping.', count: 12, job: 'hr-to-ad', system: 'ad', mapping: 'company' },
    { id: 'UniqueValueExhausted', section: 'failures', severity: 'error', code: 'UniqueValueExhausted', sentence: 'No candidate for sAMAccountName is free for 11 people', place: 'Mapping sAMAccountName', fix: 'Add another candidate.', count: 11, job: 'hr-to-ad', system: 'ad', mapping: 'sAMAccountName' },
    { id: 'DuplicateTargetEntries', section: 'matching', severity: 'error', code: 'DuplicateTargetEntries', sentence: '7 people match two accounts', place: 'Matching', fix: 'Give one of the accounts another employeeID.', count: 7, job: 'hr-to-ad', system: 'ad' },
    { id: 'ReferenceOutOfScope', section: 'failures', severity: 'warning', code: 'ReferenceOutOfScope', sentence: '22 people would keep an old manager', place: 'Mapping manager', fix: 'Their manager leaves scope, so the reference is not repaired.', count: 22, job: 'hr-to-ad', system: 'ad', mapping: 'manager' },
    { id: 'raggedRow', section: 'data', severity: 'warning', code: 'raggedRow', sentence: '20 rows have too many cells', place: 'workers.csv', fix: 'Quote the values that hold a semicolon.', count: 20, system: 'workday' },
  ]

  /** What the stub takes a mapping to give: the mail address, with the domain and the case that the text names. */
  function lensValue(mapping: AttributeMapping, { attributes }: FakeData['people'][number]): string | null {
    if (mapping.type !== 'Expression') return attributes[mapping.type === 'Direct' ? mapping.source : 'Title'] ?? null
    const domain = /"@?([a-z]+\.example)"/u.exec(mapping.expression.replace(/"@northwind\.example", , ,/u, ''))?.[1] ?? 'northwind.example'
    const value = (attributes['WorkEmail'] ?? '').replace('northwind.example', domain)
    return mapping.expression.includes('ToUpper') ? value.toUpperCase() : value
  }
  function lensRows({ attribute }: Omit<InputOf<'lens.measure'>, 'job' | 'mapping'>): readonly LensRow[] {
    return data.people.map((person, index): LensRow => {
      const after = lensValue(attribute, person)
      const before = person.attributes['WorkEmail'] ?? null
      const fails = attribute.type === 'Expression' && attribute.expression.includes('[Title])') && index % 3 === 0
      const collides = (index + 100) % 180 < 2
      return {
        anchor: person.anchor, display: person.display, ...(Number(person.anchor) % 4 !== 3 && { before }), ...(!fails && { after }),
        outcome: Number(person.anchor) % 4 === 3 ? 'newAccount' : index % 700 === 4 ? 'unknown' : after === before ? 'same' : 'changes',
        wrong: [...(fails ? ['fails' as const] : []), ...(collides ? ['collides' as const] : []), ...(index % 1000 === 390 ? ['notAscii' as const] : [])],
        ...(collides && { note: `${person.display} and one other get this value.` }), ...(index % 1000 === 390 && { note: 'о is outside ASCII.' }), ...(fails && { note: 'Staff Nurse is no number.' }),
      }
    })
  }
  function inBar({ after }: LensRow, question: InputOf<'lens.measure'>, bin: number | undefined): boolean {
    if (bin === undefined) return true
    const { of, bins } = measure(question).histogram
    return typeof after === 'string' && bins[bin]?.label === (of === 'value' ? after : String(after.length))
  }
  function measure(question: InputOf<'lens.measure'>): LensView {
    const rows = lensRows(question)
    const happens = (outcome: LensRow['outcome']): number => rows.filter((one) => one.outcome === outcome).length
    const wrong = (what: LensRow['wrong'][number]): number => rows.filter((one) => one.wrong.includes(what)).length
    const lengths = new Map<number, number>()
    for (const one of rows) if (typeof one.after === 'string') lengths.set(one.after.length, (lengths.get(one.after.length) ?? 0) + 1)
    const shortest = Math.min(...lengths.keys())
    const byValue = question.attribute.target === 'title'
    return {
      against: question.against, people: rows.length, evaluated: rows.length,
      happens: { changes: happens('changes'), same: happens('same'), newAccount: happens('newAccount'), unknown: happens('unknown') },
      wrong: { collides: wrong('collides'), collidingValues: wrong('collides') / 2, characters: wrong('notAscii'), blank: 0, tooLong: 0, fails: wrong('fails') }, charactersText: 'characters outside ASCII',
      histogram: byValue ? { of: 'value', bins: [{ label: 'Clerk', count: 3333 }, { label: 'Staff Nurse', count: 1667 }] } : { of: 'length', limit: question.attribute.target === 'mail' ? 256 : 40, bins: Array.from({ length: 20 }, (_one, index) => ({ label: String(shortest + index), count: lengths.get(shortest + index) ?? 0 })) },
      oddest: [
        { anchor: '100390', display: data.people[390]?.display ?? '', value: 'олена.коваль@nwhg.example', why: 'only one in Cyrillic' }, { anchor: '100012', display: data.people[12]?.display ?? '', value: 'x@nwhg.example', why: 'shortest' },
        { anchor: '100077', display: data.people[77]?.display ?? '', value: 'mariadelosangeles.fernandez-gutierrez@nwhg.example', why: 'longest' }, { anchor: '100090', display: data.people[90]?.display ?? '', value: '.kowalska@nwhg.example', why: 'starts with a dot' },
      ],
      failures: wrong('fails') === 0 ? [] : [{ code: 'TypeMismatch', message: 'Staff Nurse is no number.', people: wrong('fails') }], durationMs: 14,
    }
  }

  /** A run compared with itself is the same; else what is held is new, and a few people are in one run only or come out otherwise. */
  const comparedAs = (action: (typeof data.actions)[number], a: number, b: number): 'onlyA' | 'onlyB' | 'same' | 'differs' => {
    if (a === b) return 'same'
    if (action.status === 'held' && action.seq % 3 > 0) return 'onlyB'
    if (action.kind === 'update' && action.seq % 61 === 7) return 'onlyA'
    return action.kind === 'create' && action.seq % 25 === 3 ? 'differs' : 'same'
  }
  const inPart = (group: number, part: string | undefined, a: number, b: number) => data.actions.filter((action) => action.groups.includes(group)).filter((action) => {
    const outcome = comparedAs(action, a, b)
    return part === undefined || outcome === part || (part === 'both' && (outcome === 'same' || outcome === 'differs'))
  })

  /** Each edit makes the held agency staff leave scope who were updated before. */
  const changedByEdit = data.actions.filter((action) => action.removal?.cause === 'scope')
  const whole = ({ groups: _groups, department: _department, removal: _removal, seq: _seq, ...action }: FakeAction): ProvisioningAction => ({ ...action, objectMapping: 'workers', objectType: 'user' })
  const replanRow = (action: FakeAction) => ({
    seq: action.seq, after: whole(action),
    before: { ...whole(action), kind: 'skip' as const, status: 'planned' as const, changes: [], reason: { code: 'unchanged' as const, text: 'The target already holds every mapped value.' } },
  })
  function replanned(): ReplanView {
    const jobs = runs[0]?.jobs ?? []
    const before = jobs.map((job, at) => (at === 0 ? { ...job, held: null, noAction: job.noAction + changedByEdit.length } : job))
    return {
      hash: 'draft', run: runs[0]?.run ?? 0, before, after: jobs, counts: [], people: changedByEdit.length, durationMs: 210,
      trips: [{ job: 'hr-to-ad', guard: 'deletions', count: 137, limit: 100, actions: 137 }],
    }
  }

  type FakePerson = FakeData['people'][number]
  const passes = ({ operator, value = '' }: FilterClause, held: string): boolean => {
    switch (operator) {
      case 'IS NULL': return held === ''
      case 'IS NOT NULL': return held !== ''
      case 'NOT EQUALS': return held !== '' && held !== value
      case 'REGEX MATCH': return new RegExp(`^(?:${value})$`, 'u').test(held)
      default: return held === value
    }
  }
  const verdictsOf = (scope: ScopingFilter | null, { attributes }: FakePerson) => (scope?.groups ?? []).map((group) => group.clauses.map((clause) => {
    const value = attributes[clause.attribute] ?? ''
    return { value: value === '' ? null : value, verdict: passes(clause, value) ? 'passes' as const : 'fails' as const }
  }))
  const isIn = (groups: ReturnType<typeof verdictsOf>): boolean => groups.length === 0 || groups.some((group) => group.every(({ verdict }) => verdict === 'passes'))
  const savedScope = (): ScopingFilter | null => project?.saved.jobs[0]?.objectMappings[0]?.scope ?? null
  function scopeRow(scope: ScopingFilter | null, person: FakePerson): ScopeRow {
    const groups = verdictsOf(scope, person)
    const [now, saved] = [isIn(groups), isIn(verdictsOf(savedScope(), person))]
    const account = Number(person.anchor) % 4 !== 3
    return {
      anchor: person.anchor, display: person.display, now: now ? 'in' : 'out', saved: saved ? 'in' : 'out', groups, inputFilterGroups: [], ...(account && { account: person.display }),
      fate: now ? { kind: account ? 'update' : 'create', status: 'planned', text: account ? 'The mappings give other values than the target holds.' : 'No object in the target matches; a new one is created.' } : account ? { kind: 'disable', status: 'planned', text: 'The person is no longer in scope: WorkerType NOT EQUALS Agency.' } : { kind: 'skip', status: 'planned', text: 'The object is out of scope.' },
    }
  }
  function scopeAnswer(scope: ScopingFilter | null): ScopeAnswer {
    const bad = scope?.groups.flatMap((group, g) => group.clauses.flatMap((clause, c) => {
      if (!clause.operator.endsWith('REGEX MATCH')) return []
      try {
        new RegExp(clause.value ?? '', 'u').test('')
        return []
      } catch {
        return [{ collection: 'groups' as const, group: g, clause: c, severity: 'error' as const, message: `${JSON.stringify(clause.value)} is no regular expression: a bracket is not closed.` }]
      }
    })) ?? []
    if (bad.length > 0) return { kind: 'invalid', problems: bad }
    const rows = data.people.map((person) => scopeRow(scope, person))
    const count = (counts: (row: ScopeRow) => boolean): number => rows.filter(counts).length
    const problems = (scope?.groups ?? []).flatMap((group, g) => group.clauses.flatMap((clause, c) => (clause.attribute === 'HireDate' ? [{ collection: 'groups' as const, group: g, clause: c, severity: 'error' as const, message: 'HireDate is a date, which scoping filters cannot compare.' }] : [])))
    return {
      kind: 'measured', problems,
      view: {
        people: rows.length, in: count((row) => row.now === 'in'), out: count((row) => row.now === 'out'), outWithAccount: count((row) => row.now === 'out' && row.account !== undefined), undecided: 0, dropped: 0,
        groups: (scope?.groups ?? []).map((group, g) => ({
          passes: count((row) => row.groups[g]?.every(({ verdict }) => verdict === 'passes') === true),
          clauses: group.clauses.map((_clause, c) => ({
            alone: count((row) => row.groups[g]?.[c]?.verdict === 'passes'), only: count((row) => row.now === 'out' && row.groups[g]?.every(({ verdict }, at) => (verdict === 'fails') === (at === c)) === true), blank: count((row) => row.groups[g]?.[c]?.value === null),
          })),
        })),
        inputFilterGroups: [], fallOut: count((row) => row.now === 'out' && row.saved === 'in'), fallOutWithAccount: 0, comeIn: count((row) => row.now === 'in' && row.saved === 'out'), durationMs: 12,
      },
    }
  }
  function personOf(run: number | undefined, job: string, anchor: string): PersonView {
    const person = data.people.find((one) => one.anchor === anchor) ?? refuse(`The source of this job has no object with the anchor ${anchor}. Look for it by another name, or read the system again.`)
    const found = data.actions.find((action) => action.source?.anchor === anchor && action.job === 'hr-to-ad') ?? data.actions[0] ?? refuse('There is no action.')
    const action = whole(found)
    const scope = project?.document.jobs[0]?.objectMappings[0]?.scope ?? null
    const mail = person.attributes['WorkEmail'] ?? ''
    const flow = (attribute: string, gate: GatedFlow['gate'], wanted: string | null, current: string | null): GatedFlow => ({ attribute, gate, wanted, current })
    const object = (system: string, id: string, display: string) => ({ system, type: 'user', anchor: id, display })
    return {
      trace: {
        job, objectMapping: 'workers', sourceType: 'worker', targetType: 'user', anchor, display: person.display, origin: `workers.csv line ${String(Number(anchor) - 99_998)}`, attributes: person.attributes, attributeCount: 28,
        scope: { inScope: action.reason.code !== 'leftScope', groups: verdictsOf(scope, person).map((group, g) => ({ clauses: group.map((one, c) => { const clause = scope?.groups[g]?.clauses[c]; return { ...one, text: `${clause?.attribute ?? ''} ${clause?.operator ?? ''} ${clause?.value ?? ''}` } }) })) },
        match: action.kind === 'create' ? 'unmatched' : action.reason.code === 'leftScope' ? 'outOfScope' : 'matched',
        rules: [{ attribute: 'employeeID', priority: 1, outcome: action.kind === 'create' ? 'none' : 'hit', value: anchor }, { attribute: 'mail', priority: 2, outcome: action.kind === 'create' ? 'none' : 'notTried' }],
        action, ...(action.target?.anchor !== undefined && { account: { anchor: action.target.anchor, display: action.target.display } }), now: '2026-11-21T06:00:00Z', seed: 1,
        flows: [
          flow('mail', 'written', mail.replace('northwind', 'nwhg'), mail), flow('title', 'equal', person.attributes['Title'] ?? '', person.attributes['Title'] ?? ''), flow('displayName', 'equalButCase', person.display, person.display.toUpperCase()),
          flow('telephoneNumber', 'nullFlowOff', null, '55 01 20 44'), flow('sAMAccountName', 'onlyOnCreation', 'zwojcik2', 'zwojcik'), flow('company', 'equal', 'Northwind Hospital Group', 'Northwind Hospital Group'), flow('manager', 'reference', '100045', 'CN=Ingrid Solheim,OU=Emergency,DC=nwhg,DC=example'),
        ],
      },
      ...(run !== undefined && { planned: action }),
      ...(run !== undefined && run < (runs[0]?.run ?? 0) && { movedOn: { source: true, target: false, runs: runs.map((one) => one.run).filter((one) => one > run).sort((x, y) => x - y) } }),
      history: runs.map((one) => ({ run: one.run, now: one.now, kind: action.kind, status: action.status, text: action.reason.text, changes: action.changes.length, seq: found.seq })),
      hops: [
        {
          job: 'hr-to-ad', objectMapping: 'workers', system: 'ad', source: { system: 'workday', type: 'worker', anchor, display: person.display }, target: object('ad', `guid-${anchor}`, person.display),
          made: [{ attribute: 'mail', value: mail, mapping: 'Join("@", [Alias], "nwhg.example")', from: ['Alias'] }, { attribute: 'title', value: person.attributes['Title'] ?? '', mapping: '[Title]', from: ['Title'] }], notMapped: ['HireDate', 'WorkerType'], blanked: [{ attribute: 'manager', value: null, mapping: '[ManagerID]', from: ['ManagerID'] }],
        },
        { job: 'ad-to-entra', objectMapping: 'users', system: 'entra', source: object('ad', `guid-${anchor}`, person.display), missing: 'noLink', made: [], notMapped: ['mail'], blanked: [] },
      ],
    }
  }

  const answers: Answers = {
    'app.state': (): AppState => ({ version: '0.1.0', platform: 'linux', settings, recent: options.state === 'start' ? [] : [{ folder: '/home/alex/rehearsal/Northwind', name: 'Northwind Hospital Group', openedAt: '2026-11-21T07:00:00Z' }], project, frame: 'system' }),
    'app.saveSettings': (change) => (settings = { ...settings, ...change } as Settings),
    'project.openSample': () => { project = { ...noDraft, document: data.project.saved }; return project },
    'project.choose': () => null,
    'project.openRecent': () => { project = data.project; return project },
    'project.close': () => { project = null; return null },
    'project.chooseFiles': ({ side }) => [side === 'source' ? '/home/alex/people.csv' : '/home/alex/directory.ldif'],
    'project.createFromFiles': () => ({ project: data.project, decisions: ['workers.csv: WorkerID identifies a person, because it is filled and unique in all 5,000 rows.', 'employeeID matches WorkerID: 4,311 values are the same.'] }),
    'project.saveDraft': ({ document }) => (project = { ...requireProject(), document, draft: { savedAt: new Date().toISOString(), basedOn: 7 } }),
    'project.discardDraft': () => { project = { ...noDraft, document: data.project.saved }; return project },
    'project.saveVersion': ({ note }) => (project = { ...noDraft, saved: requireProject().document, document: requireProject().document, version: 8, versions: [...data.project.versions, { version: 8, savedAt: new Date().toISOString(), note }] }),
    'work.import': () => rehearse(true, false),
    'work.rehearse': ({ keep, configuration, released, backfill }) => rehearse(keep, configuration === 'draft', { released, backfill }),
    'work.forecast': ({ days, full }) => {
      const work = ++works
      emit({ kind: 'workStarted', work, text: 'Looking ahead' })
      const made = makeForecast(days, full)
      const half = made.forecast.byDay.slice(0, Math.ceil(days / 2) + 1).map(({ people, guards, ...day }) => ({ ...day, heldUp: 0, heldDown: people.filter(({ status }) => status === 'held').length, trips: guards.length > 0 }))
      setTimeout(() => { emit({ kind: 'workProgress', work, progress: { step: 'plan', done: half.length, total: days + 1, unit: 'days', label: 'Forecast', days: half } }) }, 50)
      setTimeout(() => {
        forecast = made
        emit({ kind: 'workFinished', work, outcome: { kind: 'forecast', durationMs: 2100, text: `Forecast of ${String(days)} days: a guard trips on 2026-12-31` } })
      }, options.forecastMs ?? 300)
      return { work }
    },
    'work.cancel': ({ work }) => {
      clearInterval(timers.get(work))
      emit({ kind: 'workFinished', work, outcome: { kind: 'cancelled', text: `Run ${String((runs[0]?.run ?? 0) + 1)} cancelled; nothing was changed` } })
      return null
    },
    'replan.difference': () => ({ kind: 'difference', view: replanned() }),
    'replan.people': ({ search, ...at }) => page(changedByEdit.filter((action) => has(action, search)).map(replanRow), at),
    'replan.cancel': () => null,
    'secrets.state': () => ({ kept: false }),
    'secrets.keep': () => null,
    'secrets.forget': () => null,
    'systems.list': () => data.systems,
    'systems.rows': ({ type, search = '', ...at }) => {
      const attributes = data.systems.flatMap((system) => system.types).find((one) => one.name === type)?.attributes ?? []
      const rows = data.people.filter((person) => fold(`${person.display} ${person.anchor}`).includes(fold(search)))
      return { attributes, ...page(rows.map((person) => ({ anchor: person.anchor, display: person.display, origin: `workers.csv line ${String(Number(person.anchor) - 99_998)}`, cells: attributes.map((name) => person.attributes[name] ?? null) })), at) }
    },
    'systems.profile': ({ type }) => (data.systems.flatMap((system) => system.types).find((one) => one.name === type)?.attributes ?? []).map((name, index) => ({
      name, type: 'String', multiValued: false, anchor: index === 0, filled: 5000 - index * 11, distinct: index === 0 ? 5000 : 12 + index * 40, distinctIsLowerBound: false, maxLength: 12 + index * 3,
      samples: data.people.slice(0, 3).map((person) => person.attributes[name] ?? ''), top: [{ value: data.people[0]?.attributes[name] ?? '', count: 611 }],
    })),
    'systems.issues': (at) => page(Array.from({ length: 20 }, (_one, index) => ({ code: 'raggedRow' as const, origin: `workers.csv line ${String(120 + index * 31)}`, message: 'The row has 13 cells, the header 12.' })), at),
    'objects.get': ({ anchor, system, type }) => {
      const person = data.people.find((one) => one.anchor === anchor) ?? data.people[0]
      return { system, type, anchor, display: person?.display ?? '', origin: 'workers.csv line 2', attributes: person?.attributes ?? {} }
    },
    'objects.search': ({ query, limit }) => data.people.filter((person) => fold(`${person.display} ${person.anchor}`).includes(fold(query))).slice(0, limit)
      .map((person) => ({ system: 'workday', type: 'worker', anchor: person.anchor, display: person.display, origin: 'workers.csv', attributes: person.attributes })),
    'preview.people': ({ limit, query = '', anchors }) => data.people
      .filter((person) => (anchors === undefined ? fold(`${person.display} ${person.anchor}`).includes(fold(query)) : anchors.includes(person.anchor)))
      .sort((a, b) => (anchors === undefined ? 0 : anchors.indexOf(a.anchor) - anchors.indexOf(b.anchor))).slice(0, limit)
      .map(({ anchor, display, attributes }) => ({
        anchor, display, attributes,
        // One in four has no account.
        ...(Number(anchor) % 4 !== 3 && { target: { employeeID: anchor, cn: display, mail: attributes['WorkEmail'] ?? '', userPrincipalName: attributes['WorkEmail'] ?? '', department: attributes['Department'] ?? '', displayName: display, userAccountControl: '512', company: attributes['Company'] ?? '' } }),
      })),
    'lens.measure': (question) => ({ kind: 'measured', lens: measure(question) }),
    'lens.people': ({ part, bin, anchors, search = '', offset, limit, ...question }) => page(lensRows(question).filter((one) => inBar(one, question, bin) && (part === undefined || one.outcome === part || one.wrong.some((wrong) => (wrong === 'notAscii' ? 'characters' : wrong) === part)) && anchors?.includes(one.anchor) !== false && fold(`${one.display} ${one.anchor} ${String(one.after ?? '')}`).includes(fold(search))), { offset, limit }),
    'scope.measure': ({ scope }) => scopeAnswer(scope),
    'scope.people': ({ scope, part, clause, anchors, search = '', ...at }) => page(data.people.map((person) => scopeRow(scope, person)).filter((one) => (anchors === undefined || anchors.includes(one.anchor)) && fold(`${one.display} ${one.anchor}`).includes(fold(search)) && (clause !== undefined
      ? (one.groups[clause.group]?.[clause.clause]?.verdict === 'passes') === (clause.which === 'alone') : part === undefined || (part === 'in' || part === 'out' ? one.now === part : part === 'fallOut' ? one.now === 'out' && one.saved === 'in' : one.now === 'in' && one.saved === 'out'))), at),
    'person.find': ({ anchor }) => (data.people.some((person) => person.anchor === anchor) ? [{ job: 'hr-to-ad', objectMapping: 'workers', anchor, display: data.people.find((person) => person.anchor === anchor)?.display ?? '', system: 'workday' }] : []),
    'person.get': ({ run, job, anchor }) => personOf(run, job, anchor),
    'person.onDemand': ({ job, anchor }) => personOf(undefined, job, anchor).trace,
    'tests.run': ({ attribute = '' }) => (project?.document.tests ?? []).filter((test) => attribute in test.expect).map((test) => {
      const wanted = test.expect[attribute]
      const mapping = project?.document.jobs[0]?.objectMappings[0]?.attributeMappings.find((one) => one.target === attribute)
      const person = data.people.find((one) => one.anchor === test.anchor)
      const actual = mapping === undefined || person === undefined ? null : lensValue(mapping, person)
      return { test: test.id, name: test.name ?? test.anchor, job: test.job, objectMapping: test.objectMapping, anchor: test.anchor, attribute, passed: wanted === actual, expected: JSON.stringify(wanted), actual: JSON.stringify(actual) }
    }),
    'runs.list': () => runs,
    'plan.groups': ({ job }) => data.groups.filter((group) => job === undefined || group.job === job),
    'plan.actions': ({ sort, ...asked }) => page(sortedBy(asOf(asked), sort).map(row), asked),
    'plan.facets': ({ attributes, limit, ...asked }) => attributes.map((attribute) => {
      const own = asOf({ ...asked, where: asked.where?.filter((choice) => !(choice.of === attribute.of && choice.name === attribute.name)) })
      const counts = new Map<FacetKey, number>()
      for (const action of own) for (const key of keysOf(action, attribute)) counts.set(key, (counts.get(key) ?? 0) + 1)
      const values = [...counts].sort((a, b) => b[1] - a[1]).map(([key, count]) => ({ key, count }))
      return { ...attribute, values: values.slice(0, limit), different: values.length, total: own.length }
    }),
    'plan.breakdown': ({ by, limit, ...asked }) => {
      const sectionOf = ({ kind, status }: FakeAction): 'held' | 'failed' | 'delete' | 'disable' | 'create' | 'enable' | 'update' | undefined => (status === 'planned' ? (kind === 'skip' ? undefined : kind) : status)
      const own = asOf(asked).filter((action) => sectionOf(action) !== undefined)
      const found = new Map<FacetKey, { held: number; failed: number; delete: number; disable: number; create: number; enable: number; update: number }>()
      for (const action of own) {
        for (const key of keysOf(action, by)) {
          const counts = found.get(key) ?? { held: 0, failed: 0, delete: 0, disable: 0, create: 0, enable: 0, update: 0 }
          counts[sectionOf(action) ?? 'update']++
          found.set(key, counts)
        }
      }
      const rows = [...found].map(([key, counts]) => ({ key, counts, people: Object.values(counts).reduce((sum, count) => sum + count, 0) })).sort((a, b) => b.people - a.people)
      return { ...by, rows: rows.slice(0, limit), different: rows.length, people: own.length }
    },
    'plan.facetAttributes': () => [...Object.keys(data.people[0]?.attributes ?? {}).map((name) => ({ of: 'source' as const, name })), ...['cn', 'department', 'mail'].map((name) => ({ of: 'target' as const, name }))],
    'plan.action': ({ seq }) => {
      const action = data.actions[seq] ?? refuse(`Run 14 has no action ${String(seq)}.`)
      const person = data.people.find((one) => one.anchor === action.source?.anchor)
      return { ...row(action), objectType: 'user', causes: action.groups.flatMap((id) => data.groups[id]?.cause ?? []), sourceOrigin: `workers.csv line ${String(seq + 2)}`, sourceAttributes: person?.attributes ?? {}, unchanged: [{ attribute: 'givenName', value: person?.attributes['LegalFirstName'] ?? '' }, { attribute: 'company', value: 'Northwind Hospital Group' }] }
    },
    'plan.compare': ({ a, b }) => {
      const people = { onlyA: 0, onlyB: 0, same: 0, differs: 0 }
      for (const action of data.actions) people[comparedAs(action, a, b)]++
      const groups = data.groups.map(({ id, job, kind, status, cause, shape, title, causeText }) => {
        const count = (part: string): number => inPart(id, part, a, b).length
        return { id, job, kind, status, cause, shape, title, causeText, onlyA: count('onlyA'), both: count('both'), onlyB: count('onlyB') }
      }).sort((one, other) => Number(other.onlyA + other.onlyB > 0) - Number(one.onlyA + one.onlyB > 0))
      const side = (run: number) => ({ run, now: runs.find((one) => one.run === run)?.now ?? '', seed: 1, summary: { create: planned('create'), update: planned('update') - run, disable: planned('disable'), enable: 9, delete: 4, failed: 38, held: run === b ? 137 : 41 } })
      return { a: side(a), b: side(b), sameConfiguration: a === b, sameData: true, people, groups }
    },
    'plan.compareRows': ({ a, b, group, part, search, ...at }) => page((group === undefined ? data.actions.filter((action) => (part === undefined ? comparedAs(action, a, b) !== 'same' : comparedAs(action, a, b) === part)) : inPart(group, part, a, b))
      .filter((action) => has(action, search)).map((action) => {
        const outcome = comparedAs(action, a, b)
        const before = { ...row(action), kind: 'update' as const, status: 'planned' as const, changes: [{ attribute: 'title', before: 'Nurse', after: 'Senior Nurse', mapping: 'title' }], reason: { code: 'valuesDiffer' as const, text: '1 mapped value differs from Active Directory.' }, issues: [] }
        return {
          job: action.job, anchor: action.source?.anchor ?? '', display: action.source?.display ?? '', outcome,
          ...(outcome !== 'onlyB' && { a: outcome === 'differs' ? before : row(action) }), ...(outcome !== 'onlyA' && { b: row(action) }),
        }
      }), at),
    'matching.counts': ({ job }) => {
      const counts = runs[0]?.jobs.find((one) => one.id === job)
      return { tabs: { matched: counts?.matched ?? 0, ambiguous: counts?.ambiguous ?? 0, onlySource: counts?.unmatched ?? 0, onlyTarget: 724, duplicates: 3, skipped: counts?.outOfScope ?? 0 }, rules: [{ attribute: 'employeeID', priority: 1, decided: 4200 }, { attribute: 'mail', priority: 2, decided: 111 }], linked: 0, source: counts?.sourceObjects ?? 0, target: 5146 }
    },
    'matching.rows': ({ tab, search = '', ...at }) => page(data.people.filter((person) => fold(person.display).includes(fold(search))).slice(0, tab === 'ambiguous' ? 7 : tab === 'duplicates' ? 3 : 464).map((person) => ({
      source: { system: 'workday', anchor: person.anchor, display: person.display }, on: 'employeeID', value: person.anchor,
      ...(tab === 'ambiguous' ? { candidates: [1, 2].map((n) => ({ system: 'ad', anchor: `cn=${person.display} ${String(n)}`, display: `${person.display} ${String(n)}` })) } : { target: { system: 'ad', anchor: person.anchor, display: person.display } }),
    })), at),
    'matching.near': () => {
      const pairs = data.people.slice(20, 31).map((person, index): NearPair => ({
        source: { system: 'workday', anchor: person.anchor, display: person.display }, target: { system: 'ad', anchor: `near-${person.anchor}`, display: fold(person.display).replace(/(^|[ -])[a-z]/gu, (letter) => letter.toUpperCase()) },
        score: Math.round((0.95 - index * 0.02) * 100) / 100, parts: [{ what: 'names', weight: Math.round((0.75 - index * 0.02) * 100) / 100 }, { what: 'hint', value: person.attributes['Department'] ?? '', weight: 0.1 }, { what: 'hint', value: person.attributes['Title'] ?? '', weight: 0.1 }],
        ...(index % 2 === 0 && { runnerUp: { target: { system: 'ad', anchor: 'other', display: 'Hanne Berg' }, score: 0.61 } }), whyNot: [`employeeID: “${person.anchor}” is looked for, and the account has no value.`],
        backfill: { attribute: 'employeeID', value: person.anchor }, verdict: verdicts.get(person.anchor) ?? null,
      }))
      const count = (verdict: NearPair['verdict']): number => pairs.filter((pair) => pair.verdict === verdict).length
      return { pairs, todo: count(null), accepted: count('accepted'), rejected: count('rejected') }
    },
    'matching.decide': ({ source, verdict }) => {
      if (verdict === null) verdicts.delete(source)
      else verdicts.set(source, verdict)
      return null
    },
    'matching.saveBackfill': ({ job }) => ({ file: `${job}-backfill.csv` }),
    'impact.summary': ({ by }) => {
      const values = new Map<string, { disable: number; delete: number }>()
      for (const action of removals) {
        const value = values.get(byValue(action, by)) ?? { disable: 0, delete: 0 }
        value[action.kind === 'delete' ? 'delete' : 'disable']++
        values.set(byValue(action, by), value)
      }
      const held = removals.filter((action) => action.status === 'held').length
      return {
        disables: planned('disable'), deletes: planned('delete'), held, failed: 0, hold: data.runs[0]?.held ?? null, by: by ?? 'Department', attributes: ['Department', 'Site', 'WorkerType', 'Title'],
        causes: Object.entries(causes).map(([key, text]) => ({ key, job: key === 'retention' || key === 'gone' ? 'ad-to-entra' : 'hr-to-ad', text, kind: key === 'retention' ? 'delete' as const : 'disable' as const, count: removals.filter((action) => action.removal?.cause === key).length })),
        values: [...values].map(([value, counts]) => ({ value, ...counts })),
        guards: [
          { id: 'hr-to-ad/0', job: 'hr-to-ad', guard: 'deletions' as const, count: held, limit: 100, enabled: true }, { id: 'hr-to-ad/2', job: 'hr-to-ad', guard: 'slice' as const, count: 41, limit: 30, of: 118, percent: 25, slice: { attribute: 'Department', value: 'Nursing Pool' }, enabled: true },
          { id: 'hr-to-ad/1', job: 'hr-to-ad', guard: 'share' as const, count: held, limit: 221, of: 4407, percent: 5, enabled: true }, { id: 'hr-to-ad/3', job: 'hr-to-ad', guard: 'blanks' as const, count: 12, limit: 200, enabled: true },
          { id: 'ad-to-entra/0', job: 'ad-to-entra', guard: 'deletions' as const, count: planned('disable') + planned('delete'), limit: 500, enabled: true }, { id: 'hr-to-ad/4', job: 'hr-to-ad', guard: 'protected' as const, count: 0, limit: 1, enabled: true },
        ],
      }
    },
    'impact.rows': ({ by, cause, value, search, ...at }) => page(removals.filter((action) => (cause === undefined || action.removal?.cause === cause) && (value === undefined || byValue(action, by) === value) && has(action, search)).map((action) => ({
      seq: action.seq, kind: action.kind === 'delete' ? 'delete' as const : 'disable' as const, status: action.status, ...(action.source !== undefined && { source: action.source }), by: byValue(action, by),
      cause: action.reason.text, loses: { groups: action.removal?.groups ?? 0, reports: action.removal?.reports ?? 0, lastMemberOf: action.removal?.last ?? [] },
    })), at),
    'forecast.latest': () => forecast,
    'log.entries': ({ job, statuses = [], actions = [], code, search, ...at }) => {
      const all = data.actions.filter((action) => job === undefined || action.job === job).map(logRow)
      const rows = all.filter((one) => (statuses.length === 0 || statuses.includes(one.status)) && (actions.length === 0 || actions.includes(one.action)) && (code === undefined || one.code === code) && fold(`${one.sourceName} ${one.sourceId} ${one.targetName}`).includes(fold(search ?? '')))
      const count = (status: LogRow['status']): number => all.filter((one) => one.status === status).length
      const codes = [...new Set(all.flatMap((one) => one.code ?? []))].map((one) => ({ code: one, count: all.filter((entry) => entry.code === one).length }))
      return { ...page(rows, at), counts: { success: count('success'), warning: count('warning'), failure: count('failure'), skipped: count('skipped') }, codes }
    },
    'log.entry': ({ seq }) => {
      const action = data.actions[seq] ?? refuse(`Run 14 has no entry ${String(seq)}.`)
      const { status, action: provisioningAction } = logRow(action)
      const [issue] = action.issues
      return {
        id: `entry-${String(seq)}`, activityDateTime: '2026-11-21T06:00:00Z', jobId: action.job, cycleId: 'cycle-14', changeId: `change-${String(seq)}`, provisioningAction, durationInMilliseconds: 0,
        initiatedBy: { id: '', displayName: 'Rehearsal', initiatorType: 'application' as const }, sourceSystem: { id: 'workday', displayName: 'Workday', details: {} }, targetSystem: { id: 'ad', displayName: 'Active Directory', details: {} },
        sourceIdentity: { id: action.source?.anchor ?? '', displayName: action.source?.display ?? '', identityType: 'worker', details: {} }, targetIdentity: { id: action.target?.anchor ?? '', displayName: action.target?.display ?? '', identityType: 'user', details: {} },
        provisioningSteps: [
          { name: 'EntryImportAdd', provisioningStepType: 'import', status: 'success', description: 'The object was read from the source.', details: {} },
          { name: 'EntrySynchronizationScoping', provisioningStepType: 'scoping', status: 'success', description: 'The object is in scope.', details: { ScopeEvaluationResult: 'True' } },
          { name: 'EntrySynchronizationUpdate', provisioningStepType: 'matching', status: 'success', description: 'The link of an earlier cycle is used.', details: {} },
          { name: 'EntrySynchronizationUpdate', provisioningStepType: 'processing', status, description: issue?.message ?? action.reason.text, details: {} },
        ],
        modifiedProperties: action.changes.map((change) => ({ displayName: change.attribute, oldValue: change.before === undefined ? null : String(change.before), newValue: change.after === undefined ? null : String(change.after) })),
        provisioningStatusInfo: { status, errorInformation: issue === undefined ? null : { errorCode: issue.code, reason: issue.message, additionalDetails: null, errorCategory: 'nonServiceFailure' as const, recommendedAction: 'Correct it at the source.' } },
      }
    },
    'log.save': ({ format }) => ({ file: `/home/alex/provisioning-log.${format === 'json' ? 'json' : 'ndjson'}` }),
    'problems.list': ({ run }) => (run === undefined ? problems.filter((problem) => problem.section === 'data') : problems),
    'problems.rows': ({ id, ...at }) => page(data.actions.filter((action) => action.issues.length > 0 && id.includes(action.issues[0]?.code ?? '-')).map((action) => ({ origin: action.source?.anchor ?? '', ...(action.source?.anchor !== undefined && { anchor: action.source.anchor }), display: action.source?.display ?? '', message: action.issues[0]?.message ?? '', seq: action.seq })), at),
    'export.check': ({ job, format }) => ({ job, format, valid: true, errors: 0, warnings: 1, diagnostics: [{ code: 'anchorMissing', severity: 'warning' as const, path: '/synchronizationRules/0', message: 'The rule has no group of its own.' }], text: JSON.stringify({ id: job, version: 'Date:2026-11-21T06:00:00Z', synchronizationRules: [] }, null, 2) }),
    'export.save': () => ({ file: '/home/alex/synchronization-schema.json' }),
    'plan.save': ({ format }) => ({ file: `/home/alex/plan.${format}` }),
  }

  async function answer<N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>> {
    await new Promise((resolve) => { setTimeout(resolve, 5) })
    if (options.failing?.includes(name) === true) return { ok: false, error: { code: 'mirrorCorrupt', message: 'The mirror of this project does not read. Read all systems again.', context: {} } }
    try {
      return { ok: true, value: answers[name](input) }
    } catch (error) {
      return { ok: false, error: { code: 'refused', message: error instanceof Error ? error.message : String(error), context: {} } }
    }
  }
  Object.defineProperty(window, 'rehearsal', {
    value: {
      request: (name: RequestName, input: never) => answer(name, input),
      onEvent: (listener: (event: AppEvent) => void) => { listeners.add(listener); return () => listeners.delete(listener) },
    },
  })
}
