import type { ActionRow, PlanGroupView, ProjectState, RunView, SystemView } from '../../shared/ipc/views'
import type { JobCounts } from '../../shared/model/cycle'
import type { ActionKind, ActionStatus, AttributeChange, Cause } from '../../shared/model/plan'
import type { AttributeMapping, ProjectDocument } from '../../shared/model/project'

export interface FakeAction extends ActionRow {
  readonly groups: readonly number[]
  readonly department: string
  readonly removal?: { readonly cause: string; readonly groups: number; readonly reports: number; readonly last: readonly string[] }
}

export interface FakeData {
  readonly project: ProjectState
  readonly systems: readonly SystemView[]
  readonly actions: readonly FakeAction[]
  readonly groups: readonly PlanGroupView[]
  readonly runs: readonly RunView[]
  readonly people: readonly { readonly anchor: string; readonly display: string; readonly attributes: Readonly<Record<string, string>> }[]
}

/**
 * A plausible project and run, whose counts are counted from its rows. Runs inside the page as text, so it is closed in itself:
 * nothing but types may come from outside.
 */
export function fakeData(): FakeData {
  const given = ['Zofia', 'Aoife', 'Bartosz', 'Chidi', 'Demet', 'Eirik', 'Fang', 'Grace', 'Håkon', 'Ingrid', 'José', 'Khai', 'Łukasz', 'Małgorzata', 'Niamh', 'Oluwaseun', 'Páll', 'Quentin', 'Rhiannon', 'Søren']
  const family = ['Wójcik-Andersen', 'Ní Bhriain', 'Żółkiewski', 'Okonkwo', 'Yıldız', 'Bjørnstad', 'Wang', 'O’Malley', 'Sørlie', 'Solheim', 'García Núñez', 'Nguyễn', 'Kowalczyk', 'Dąbrowska', 'Ó Súilleabháin', 'Adebayo', 'Þórsson', 'Mbeki', 'Llewellyn', 'Kristiansen', 'Maj']
  const departments = ['Emergency', 'Surgery', 'Facilities', 'Nursing Pool', 'Outpatients', 'Radiology', 'Pharmacy', 'Cardiology', 'Oncology', 'Maternity', 'Paediatrics', 'IT']
  const plain = (text: string): string => text.normalize('NFD').replace(/[^A-Za-z-]/gu, '').toLowerCase()
  const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? ''
  const people = Array.from({ length: 5000 }, (_, index) => {
    const first = pick(given, index * 7 + Math.floor(index / 20))
    const last = pick(family, index * 11 + Math.floor(index / 9))
    const anchor = String(100_000 + index)
    return {
      anchor, display: `${first} ${last}`,
      attributes: {
        WorkerID: anchor, LegalFirstName: first, LegalLastName: last, Department: `${String(4000 + (index % 12) * 10)} ${pick(departments, index * 5)}`, Title: index % 3 === 0 ? 'Staff Nurse' : 'Clerk',
        WorkerType: index % 40 === 0 ? 'Agency' : 'Employee', Company: 'Northwind Hospital Group', Site: pick(['Leeds', 'Gdańsk', 'Bergen', 'Galway'], index * 3), HireDate: '2019-03-16', WorkEmail: `${plain(first)}.${plain(last)}@northwind.example`,
      },
    }
  })

  const always = (target: string, source: string): AttributeMapping => ({ type: 'Direct', target, source })
  const expression = (target: string, text: string): AttributeMapping => ({ type: 'Expression', target, expression: text })
  const mappings = (mail: string, department: AttributeMapping): AttributeMapping[] => [
    { type: 'Direct', target: 'employeeID', source: 'WorkerID', matchingPriority: 1 },
    expression('userPrincipalName', 'Join("@", NormalizeDiacritics(StripSpaces(Join(".", [LegalFirstName], [LegalLastName]))), "northwind.example")'),
    { type: 'Expression', target: 'sAMAccountName', expression: 'SelectUniqueValue(Left(ToLower([LegalLastName]), 20))', apply: 'ObjectAddOnly' },
    expression('mail', `Join("@", [Alias], "${mail}")`), department, always('title', 'Title'), always('givenName', 'LegalFirstName'), always('sn', 'LegalLastName'),
    expression('displayName', 'Join(" ", [LegalFirstName], [LegalLastName])'), always('company', 'Company'), always('physicalDeliveryOfficeName', 'Site'),
    expression('accountDisabled', 'Switch([Active], "True", "1", "False")'), { type: 'Constant', target: 'c', value: 'GB' }, always('manager', 'ManagerID'),
  ]
  const documentOf = (mail: string, department: AttributeMapping, agency: boolean): ProjectDocument => ({
    formatVersion: '1.0', name: 'Northwind Hospital Group', sample: true, seed: 1, defaultDomain: 'northwind.example',
    systems: [
      { id: 'workday', name: 'Workday', product: 'workday', settings: { kind: 'delimited', paths: ['workers.csv'], anchor: 'WorkerID', objectType: 'worker' } },
      { id: 'ad', name: 'Active Directory', product: 'activeDirectory', settings: { kind: 'ldif', paths: ['directory.ldif'] } },
      { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'delimited', paths: ['entra.csv'], anchor: 'id', objectType: 'user' } },
    ],
    jobs: [
      {
        id: 'hr-to-ad', service: 'Workday', source: 'workday', target: 'ad', guards: { deletions: { enabled: true, value: 100 } },
        objectMappings: [{ id: 'workers', sourceType: 'worker', targetType: 'user', ...(agency && { scope: { groups: [{ clauses: [{ attribute: 'WorkerType', operator: 'NOT EQUALS', value: 'Agency' }] }] } }), attributeMappings: mappings(mail, department) }],
      },
      { id: 'ad-to-entra', service: 'CloudSync', source: 'ad', target: 'entra', objectMappings: [{ id: 'users', sourceType: 'user', targetType: 'user', attributeMappings: [always('displayName', 'displayName'), always('jobTitle', 'title')] }] },
    ],
  })
  const saved = documentOf('northwind.example', always('department', 'Department'), false)
  const document = documentOf('nwhg.example', expression('department', 'Mid([Department], 6, 64)'), true)
  const versions = [5, 6, 7].map((version) => ({ version, savedAt: `2026-11-${String(12 + version)}T09:00:00Z`, note: version === 7 ? 'Rehire rules' : 'Review' }))
  const project: ProjectState = { folder: '/home/alex/rehearsal/Northwind', saved, document, version: 7, hash: 'c0ffee', draft: { savedAt: '2026-11-21T08:12:00Z', basedOn: 7 }, versions }

  const groups: { -readonly [Key in keyof PlanGroupView]: PlanGroupView[Key] }[] = []
  const actions: FakeAction[] = []
  const group = (job: string, kind: ActionKind, status: ActionStatus, cause: Cause, words: { title: string; shape: string; causeText: string }): number =>
    groups.push({ id: groups.length, job, kind, status, cause, objects: 0, values: 0, ...words }) - 1
  const mapping = (id: string): Cause => ({ type: 'mapping', id })
  const J = 'hr-to-ad'
  const G = {
    agency: group(J, 'disable', 'held', { type: 'scope', id: 'workers' }, { title: 'Leaves scope', shape: 'WorkerType is Agency', causeText: 'Scope, clause 1' }),
    terminated: group(J, 'disable', 'held', mapping('accountDisabled'), { title: 'Terminated', shape: 'False → True', causeText: 'accountDisabled' }),
    company: group(J, 'update', 'failed', mapping('company'), { title: 'Company name is too long', shape: '65 to 71 characters; 64 fit', causeText: 'company' }),
    name: group(J, 'create', 'failed', mapping('sAMAccountName'), { title: 'Account name is exhausted', shape: 'All 4 candidates are taken', causeText: 'sAMAccountName' }),
    cn: group(J, 'create', 'failed', mapping('displayName'), { title: 'Name is missing', shape: 'cn is required, its source is empty', causeText: 'displayName' }),
    ambiguous: group(J, 'skip', 'failed', { type: 'match', id: 'employeeID' }, { title: 'Ambiguous', shape: '2 accounts for one person', causeText: 'Rules 1 to 3' }),
    fresh: group(J, 'create', 'planned', { type: 'match', id: 'none' }, { title: 'New account', shape: 'Hired on or before 21 Nov 2026', causeText: 'No match' }),
    later: group(J, 'create', 'planned', { type: 'match', id: 'none' }, { title: 'New account, hired later', shape: 'Hired 22 Nov – 5 Dec, starts disabled', causeText: 'No match' }),
    rehired: group(J, 'enable', 'planned', mapping('accountDisabled'), { title: 'Rehired, same worker ID', shape: 'True → False', causeText: 'accountDisabled' }),
    mail: group(J, 'update', 'planned', mapping('mail'), { title: 'mail changes domain', shape: '@northwind.example → @nwhg.example', causeText: 'mail' }),
    department: group(J, 'update', 'planned', mapping('department'), { title: 'department loses its code', shape: '4410 Cardiology → Cardiology', causeText: 'department' }),
    title: group(J, 'update', 'planned', mapping('title'), { title: 'title changes', shape: 'Nurse → Staff Nurse', causeText: 'title' }),
    odd: Array.from({ length: 12 }, (_, n) => group(J, 'update', 'planned', mapping('physicalDeliveryOfficeName'), { title: 'office changes', shape: `Room ${String(n + 1)} → Leeds`, causeText: 'physicalDeliveryOfficeName' })),
    entraNew: group('ad-to-entra', 'create', 'planned', { type: 'match', id: 'none' }, { title: 'New account', shape: '', causeText: 'No match' }),
    entraTitle: group('ad-to-entra', 'update', 'planned', mapping('jobTitle'), { title: 'jobTitle changes', shape: 'Nurse → Staff Nurse', causeText: 'jobTitle' }),
    entraOff: group('ad-to-entra', 'disable', 'planned', { type: 'source', id: 'gone' }, { title: 'Left the directory', shape: '', causeText: 'Gone from Active Directory' }),
    entraDelete: group('ad-to-entra', 'delete', 'planned', { type: 'service', id: 'retention' }, { title: 'Deleted after retention', shape: '30 days have passed', causeText: 'Retention' }),
  }

  interface Made { readonly job?: string; readonly kind: ActionKind; readonly status?: ActionStatus; readonly groups: readonly number[]; readonly changes?: readonly AttributeChange[]; readonly text: string; readonly code: ActionRow['reason']['code']; readonly issue?: ActionRow['issues'][number]; readonly removal?: FakeAction['removal'] }
  function add(index: number, made: Made): void {
    const person = people[index % people.length]
    if (person === undefined) return
    const job = made.job ?? J
    const changes = made.changes ?? []
    for (const id of made.groups) {
      const target = groups[id]
      if (target !== undefined) { target.objects++; target.values += target.cause.type === 'mapping' ? 1 : changes.length }
    }
    actions.push({
      seq: actions.length, job, kind: made.kind, status: made.status ?? 'planned', groups: made.groups, department: person.attributes.Department.slice(5),
      source: { system: job === J ? 'workday' : 'ad', anchor: person.anchor, display: person.display },
      ...(made.kind !== 'create' && { target: { system: job === J ? 'ad' : 'entra', anchor: `6f9619ff-8b86-d011-b42d-${person.anchor.padStart(12, '0')}`, display: person.display } }),
      changes, reason: { code: made.code, text: made.text }, marks: made.code === 'goneFromSource' && made.kind === 'delete' ? ['final'] : [], issues: made.issue === undefined ? [] : [made.issue],
      ...(made.removal !== undefined && { removal: made.removal }),
    })
  }
  const loses = (n: number): Omit<NonNullable<FakeAction['removal']>, 'cause'> => ({ groups: 2 + (n % 6), reports: n % 17 === 3 ? 6 : 0, last: n % 29 === 5 ? ['PACS admins'] : [] })
  const createChanges = (n: number): AttributeChange[] => {
    const person = people[n]
    return [{ attribute: 'displayName', after: person?.display ?? '', mapping: 'displayName' }, { attribute: 'mail', after: person?.attributes.WorkEmail ?? '', mapping: 'mail' }, { attribute: 'sn', after: person?.attributes.LegalLastName ?? '', mapping: 'sn' }]
  }
  let at = 0
  const times = (count: number, make: (n: number, order: number) => Made): void => { for (let order = 0; order < count; order++) { const n = (at * 3989) % 5000; add(n, make(n, order)); at++ } }
  times(96, (n) => ({ kind: 'disable', status: 'held', groups: [G.agency], code: 'leftScope', text: 'The person has an account and is no longer in scope: WorkerType is Agency.', changes: [{ attribute: 'userAccountControl', before: '512', after: '514' }], removal: { cause: 'scope', ...loses(n) } }))
  times(41, (n) => ({ kind: 'disable', status: 'held', groups: [G.terminated], code: 'mappedToDisabled', text: 'The mapping of accountDisabled gives True.', changes: [{ attribute: 'accountDisabled', before: 'False', after: 'True', mapping: 'accountDisabled' }], removal: { cause: 'terminated', ...loses(n) } }))
  const failure = (code: ActionRow['issues'][number]['code'], message: string, attribute: string): ActionRow['issues'][number] => ({ code, message, attribute, severity: 'failure' })
  times(12, () => ({ kind: 'update', status: 'failed', groups: [G.company], code: 'valuesDiffer', text: '1 mapped value differs from Active Directory.', issue: failure('ValueTooLong', 'company would have 71 characters; Active Directory allows 64. Shorten the value in its mapping.', 'company') }))
  times(11, (n) => ({ kind: 'create', status: 'failed', groups: [G.name], code: 'noMatch', text: 'No account matches this person.', changes: createChanges(n), issue: failure('UniqueValueExhausted', 'All 4 candidates for sAMAccountName are taken. Add another candidate.', 'sAMAccountName') }))
  times(8, (n) => ({ kind: 'create', status: 'failed', groups: [G.cn], code: 'noMatch', text: 'No account matches this person.', changes: createChanges(n), issue: failure('MandatoryFieldsMissing', 'cn is required and its source is empty.', 'cn') }))
  times(7, () => ({ kind: 'skip', status: 'failed', groups: [G.ambiguous], code: 'ambiguous', text: 'Two accounts have this employeeID, so neither is taken.', issue: failure('DuplicateTargetEntries', 'Two accounts match employeeID.', 'employeeID') }))
  times(351, (n) => ({ kind: 'create', groups: [G.fresh], code: 'noMatch', text: 'No account matches this person, who was hired before today.', changes: createChanges(n) }))
  times(61, (n) => ({ kind: 'create', groups: [G.later], code: 'noMatch', text: 'No account matches this person. The account starts disabled.', changes: createChanges(n) }))
  times(9, () => ({ kind: 'enable', groups: [G.rehired], code: 'mappedToEnabled', text: 'The mapping of accountDisabled gives False and the account is disabled.', changes: [{ attribute: 'accountDisabled', before: 'True', after: 'False', mapping: 'accountDisabled' }] }))
  times(3902, (n, order) => {
    const person = people[n]
    const old = person?.attributes.WorkEmail ?? ''
    const changes: AttributeChange[] = []
    const ids: number[] = []
    const put = (id: number, change: AttributeChange): void => { ids.push(id); changes.push(change) }
    if (order < 3790) put(G.mail, { attribute: 'mail', before: old, after: old.replace('northwind', 'nwhg'), mapping: 'mail' })
    if (order % 6 === 0 || order >= 3860) put(G.department, { attribute: 'department', before: person?.attributes.Department ?? '', after: person?.attributes.Department.slice(5) ?? '', mapping: 'department' })
    if (order % 50 === 3 || (order >= 3790 && order < 3860)) put(G.title, { attribute: 'title', before: 'Nurse', after: 'Staff Nurse', mapping: 'title' })
    if (order < 16) put(G.odd[order % 12] ?? 0, { attribute: 'physicalDeliveryOfficeName', before: `Room ${String((order % 12) + 1)}`, after: 'Leeds', mapping: 'physicalDeliveryOfficeName' })
    return { kind: 'update', groups: ids, code: 'valuesDiffer', text: `Updated because ${changes.length === 1 ? '1 mapped value differs' : `${String(changes.length)} mapped values differ`} from Active Directory.`, changes }
  })
  const job2 = (made: Omit<Made, 'job'>): Made => ({ ...made, job: 'ad-to-entra' })
  times(60, (n) => job2({ kind: 'create', groups: [G.entraNew], code: 'noMatch', text: 'No account matches.', changes: createChanges(n) }))
  times(400, () => job2({ kind: 'update', groups: [G.entraTitle], code: 'valuesDiffer', text: '1 mapped value differs from Entra ID.', changes: [{ attribute: 'jobTitle', before: 'Nurse', after: 'Staff Nurse', mapping: 'jobTitle' }] }))
  times(12, (n) => job2({ kind: 'disable', groups: [G.entraOff], code: 'goneFromSource', text: 'The directory no longer has this person.', removal: { cause: 'gone', ...loses(n) } }))
  times(4, (n) => job2({ kind: 'delete', groups: [G.entraDelete], code: 'goneFromSource', text: 'The account was disabled 30 days ago.', removal: { cause: 'retention', ...loses(n) } }))

  const count = (job: string, kind: ActionKind): number => actions.filter((action) => action.job === job && action.kind === kind && action.status === 'planned').length
  const withStatus = (job: string, status: ActionStatus): number => actions.filter((action) => action.job === job && action.status === status).length
  const countsOf = (job: string, rest: Pick<JobCounts, 'sourceObjects' | 'outOfScope' | 'importSkipped' | 'inScope' | 'matched' | 'ambiguous' | 'unmatched' | 'goneFromSource'>, unchanged: number): JobCounts => {
    const held = withStatus(job, 'held')
    const own = actions.filter((action) => action.job === job).length
    return {
      id: job, ...rest, unchanged, failed: withStatus(job, 'failed'), issues: {}, noAction: rest.sourceObjects + rest.goneFromSource - own,
      actions: { create: count(job, 'create'), update: count(job, 'update'), disable: count(job, 'disable'), enable: count(job, 'enable'), delete: count(job, 'delete') },
      held: held === 0 ? null : { guard: 'deletions', count: held, limit: 100, actions: held },
    }
  }
  const jobs = [
    countsOf(J, { sourceObjects: 5000, outOfScope: 216, importSkipped: 2, inScope: 4782, matched: 4311, ambiguous: 7, unmatched: 464, goneFromSource: 0 }, 286),
    countsOf('ad-to-entra', { sourceObjects: 1184, outOfScope: 0, importSkipped: 0, inScope: 1184, matched: 1124, ambiguous: 0, unmatched: 60, goneFromSource: 16 }, 724),
  ]
  const older = (run: number, type: RunView['type'], now: string, scale: number): RunView => ({
    run, type, status: run === 11 ? 'cancelled' : 'done', now, seed: 1, startedAt: now, durationMs: Math.round(6100 * scale), kept: true, version: run > 12 ? 7 : 6, draft: false, configHash: 'older', held: null,
    jobs: jobs.map((job) => ({
      ...job, held: null, failed: Math.round(job.failed * scale),
      actions: { create: Math.round(job.actions.create * scale), update: Math.round(job.actions.update * scale), disable: Math.round(14 * scale) + (job.id === J ? 6 : 1), enable: 2, delete: job.id === J ? 0 : 2 },
    })),
  })
  const runs: readonly RunView[] = [
    { run: 14, type: 'initial', status: 'done', now: '2026-11-21T06:00:00Z', seed: 1, startedAt: '2026-11-21T06:00:00Z', durationMs: 6100, kept: true, version: 7, draft: true, configHash: 'c0ffee', jobs, held: jobs[0]?.held ?? null },
    older(13, 'incremental', '2026-11-20T06:00:00Z', 0.06), older(12, 'initial', '2026-11-19T16:20:00Z', 0.9), older(11, 'initial', '2026-11-19T15:02:00Z', 1), older(10, 'incremental', '2026-11-19T06:00:00Z', 0.03),
  ]
  const lastRead = { readAt: '2026-11-21T06:00:00Z', read: 5000, new: 12, changed: 40, unchanged: 4948, missing: 3, complete: true, finding: { encoding: 'windows-1252', delimiter: 'semicolon', columns: 12 }, issues: 0, sinceRun: { run: 14, reads: 1, new: 12, changed: 40, missing: 3 } }
  const systems: readonly SystemView[] = [
    { id: 'workday', name: 'Workday', kind: 'delimited', product: 'workday', roles: ['source'], types: [{ name: 'worker', count: 5000, attributes: Object.keys(people[0]?.attributes ?? {}) }], lastRead: { ...lastRead, issues: 20 } },
    { id: 'ad', name: 'Active Directory', kind: 'ldif', product: 'activeDirectory', roles: ['source', 'target'], types: [{ name: 'user', count: 5146, attributes: ['employeeID', 'mail', 'department'] }, { name: 'group', count: 212, attributes: ['cn', 'member'] }], lastRead },
    { id: 'entra', name: 'Entra ID', kind: 'delimited', product: 'entraId', roles: ['target'], types: [{ name: 'user', count: 5021, attributes: ['id', 'displayName', 'jobTitle'] }], lastRead },
  ]
  return { project, systems, actions, groups, runs, people }
}
