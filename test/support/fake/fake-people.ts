import type { PersonView } from '../../../shared/ipc/person-views'
import type { ScopeAnswer, ScopeRow } from '../../../shared/ipc/scope-views'
import type { GatedFlow } from '../../../shared/model/gate'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'
import type { FakeData } from '../fake-data'
import type { Answers, Fake } from './fake'

type Names = 'scope.measure' | 'scope.people' | 'person.find' | 'person.get' | 'person.onDemand'

/** Scope over everybody, and one person through a job. Runs inside the page as text. */
export function fakePeople(fake: Fake): Answers<Names> {
  const { data, fold, page, refuse, whole } = fake
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
  const savedScope = (): ScopingFilter | null => fake.project?.saved.jobs[0]?.objectMappings[0]?.scope ?? null
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
    const scope = fake.project?.document.jobs[0]?.objectMappings[0]?.scope ?? null
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
      ...(run !== undefined && run < (fake.runs[0]?.run ?? 0) && { movedOn: { source: true, target: false, runs: fake.runs.map((one) => one.run).filter((one) => one > run).sort((x, y) => x - y) } }),
      history: fake.runs.map((one) => ({ run: one.run, now: one.now, kind: action.kind, status: action.status, text: action.reason.text, changes: action.changes.length, seq: found.seq })),
      hops: [
        {
          job: 'hr-to-ad', objectMapping: 'workers', system: 'ad', source: { system: 'workday', type: 'worker', anchor, display: person.display }, target: object('ad', `guid-${anchor}`, person.display),
          made: [{ attribute: 'mail', value: mail, mapping: 'Join("@", [Alias], "nwhg.example")', from: ['Alias'] }, { attribute: 'title', value: person.attributes['Title'] ?? '', mapping: '[Title]', from: ['Title'], kept: { gate: 'outranked', gives: 'Registered nurse', job: 'ad-to-entra' } }], notMapped: ['HireDate', 'WorkerType'], blanked: [{ attribute: 'manager', value: null, mapping: '[ManagerID]', from: ['ManagerID'] }],
        },
        { job: 'ad-to-entra', objectMapping: 'users', system: 'entra', source: object('ad', `guid-${anchor}`, person.display), missing: 'noLink', said: { run: 14, kind: 'create', status: 'failed', text: 'userPrincipalName is already taken by Ida Jor.' }, made: [], notMapped: ['mail'], blanked: [] },
      ],
    }
  }

  return {
    'scope.measure': ({ scope }) => scopeAnswer(scope),
    'scope.people': ({ scope, part, clause, anchors, search = '', ...at }) => page(data.people.map((person) => scopeRow(scope, person)).filter((one) => (anchors === undefined || anchors.includes(one.anchor)) && fold(`${one.display} ${one.anchor}`).includes(fold(search)) && (clause !== undefined
      ? (one.groups[clause.group]?.[clause.clause]?.verdict === 'passes') === (clause.which === 'alone') : part === undefined || (part === 'in' || part === 'out' ? one.now === part : part === 'fallOut' ? one.now === 'out' && one.saved === 'in' : one.now === 'in' && one.saved === 'out'))), at),
    'person.find': ({ anchor }) => (data.people.some((person) => person.anchor === anchor) ? [{ job: 'hr-to-ad', objectMapping: 'workers', anchor, display: data.people.find((person) => person.anchor === anchor)?.display ?? '', system: 'workday' }] : []),
    'person.get': ({ run, job, anchor }) => personOf(run, job, anchor),
    'person.onDemand': ({ job, anchor }) => personOf(undefined, job, anchor).trace,
  }
}
