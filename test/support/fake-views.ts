import type { InputOf, OutputOf, Reply, RequestName } from '../../shared/ipc/contract'
import type { AppState, AttributeProfileView, ExportCheck, MatchingRow, ProblemView, SystemView } from '../../shared/ipc/views'
import { fakeData, type FakeData } from './fake-data'

export interface FakeViews {
  /** What `export.check` says of each job. */
  readonly exports: Readonly<Record<string, ExportCheck>>
  /** A system that was never read. */
  readonly neverRead?: string
  /** A system that is a live directory, read with a password. */
  readonly live?: string
  /** A system whose last read brought nobody and was not believed. */
  readonly doubted?: string
  readonly noProblems?: boolean
}

/** A script that runs after the fake bridge and gives its answers about systems, matches, problems and exports the depth that these screens show. */
export function fakeViews(views: FakeViews): string {
  return `(${install.toString()})((${fakeData.toString()})(), ${JSON.stringify(views)})`
}

/** Runs inside the page as text: nothing but types may come from outside. */
function install(data: FakeData, views: FakeViews): void {
  type Answers = { readonly [N in RequestName]?: (input: InputOf<N>) => OutputOf<N> | undefined }
  type Bridge = { request: (name: RequestName, input: never) => Promise<Reply<unknown>> }
  const bridge = (window as unknown as { readonly rehearsal: Bridge }).rehearsal
  const base = bridge.request
  const page = <Row>(rows: readonly Row[], { offset, limit }: { readonly offset: number; readonly limit: number }) => ({ total: rows.length, offset, rows: rows.slice(offset, offset + limit) })
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

  /** The account of a person as the directory holds it: older, without codes, sometimes spelled differently. */
  const accountOf = (anchor: string): Record<string, string | string[]> => {
    const [id = '', variant] = anchor.split('#')
    const person = data.people.find((one) => one.anchor === id)
    const values = person?.attributes ?? {}
    const plain = fold(person?.display ?? '').replace(/[^a-z]+/gu, '.')
    return {
      objectGUID: `6f9619ff-8b86-d011-b42d-${id.padStart(12, '0')}`, employeeID: id, displayName: variant === '2' ? fold(person?.display ?? '').replace(/(^|[ -])[a-z]/gu, (letter) => letter.toUpperCase()) : person?.display ?? '',
      givenName: values['LegalFirstName'] ?? '', sn: values['LegalLastName'] ?? '', mail: `${plain}${variant ?? ''}@northwind.example`, department: variant === '2' ? 'Outpatients' : values['Department'] ?? '',
      title: values['Title'] ?? '', company: 'Northwind Hospital Group', userAccountControl: variant === '2' ? '514' : '512', whenCreated: variant === '2' ? '20110302091500.0Z' : '20190316060000.0Z',
      sAMAccountName: `${plain.slice(0, 18)}${variant ?? ''}`, memberOf: ['CN=All staff,OU=Groups,DC=northwind,DC=example', 'CN=VPN,OU=Groups,DC=northwind,DC=example'],
    }
  }
  const accountAttributes = Object.keys(accountOf('100000'))
  const systems: readonly SystemView[] = data.systems.map((system) => {
    const { lastRead, ...rest } = system
    if (system.id === views.neverRead || lastRead === undefined) return { ...rest, types: [] }
    if (system.id === views.doubted) {
      const doubted = system.types.reduce((sum, { count }) => sum + count, 0)
      return { ...system, lastRead: { ...lastRead, read: 0, new: 0, changed: 0, unchanged: 0, missing: 0, complete: false, finding: { ...lastRead.finding, doubted } } }
    }
    const finding = system.kind === 'delimited' ? { encoding: 'windows-1252', delimiter: ';', quote: '"', newline: 'crlf', header: true, columns: 10, rows: lastRead.read, files: 1 } : { encoding: 'utf-8', entries: 5358, types: 'group, user', files: 1 }
    const count = rest.types.reduce((sum, type) => sum + type.count, 0)
    return { ...rest, types: rest.types.map((type) => (system.id === 'ad' && type.name === 'user' ? { ...type, attributes: accountAttributes } : type)), lastRead: { ...lastRead, read: count, unchanged: count - 52, finding } }
  })
  const profile = (name: string, values: readonly string[], anchor: boolean): AttributeProfileView => {
    const counts = new Map<string, number>()
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    const top = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]).slice(0, 10).map(([value, count]) => ({ value, count }))
    return {
      name, type: /^\d{4}-/u.test(values[0] ?? '') ? 'dateTime' : /^\d+$/u.test(values[0] ?? '') ? 'integer' : 'string', multiValued: name === 'memberOf', anchor, filled: values.length, distinct: counts.size, distinctIsLowerBound: false,
      maxLength: values.reduce((most, value) => Math.max(most, value.length), 0), samples: [...counts.keys()].slice(0, 5), top,
    }
  }
  const nameless = (index: number): boolean => index % 137 === 11
  const row = (anchor: string, tab: string): MatchingRow => {
    const person = data.people.find((one) => one.anchor === anchor)
    const display = person?.display ?? ''
    const source = { system: 'workday', anchor, display }
    const dn = (variant: string): string => `CN=${display}${variant},OU=Staff,DC=northwind,DC=example`
    if (tab === 'matched') return { source, target: { system: 'ad', anchor, display: dn('') }, on: 'employeeID', value: anchor }
    if (tab === 'ambiguous') return { source, on: 'employeeID', value: anchor, candidates: ['1', '2'].map((variant) => ({ system: 'ad', anchor: `${anchor}#${variant}`, display: dn(` ${variant}`) })), note: `2 accounts have employeeID ${anchor}.` }
    if (tab === 'onlyTarget') {
      const at = data.people.findIndex((one) => one.anchor === anchor)
      const [kind, note] = at < 402 ? ['service' as const, `sAMAccountName “svc-lab-${anchor}” has the word “svc”, as names of services and shared accounts do.`]
        : at < 408 ? ['protected' as const, `The job protects it, as ${anchor}.`] : at < 612 ? ['disabled' as const, 'It was turned off already when it was read.']
          : at < 685 ? ['near' as const, `It looks like ${display}, who has no account: score 0.91.`] : ['other' as const, 'It has no value in employeeID and no sign-in noted.']
      return { target: { system: 'ad', anchor, display: dn('') }, kind, note }
    }
    if (tab === 'duplicates') return { source, on: 'employeeID', value: anchor, candidates: [{ system: 'workday', anchor: String(Number(anchor) + 1), display: data.people[Number(anchor) - 99_999]?.display ?? '' }], note: 'Two people have the same employeeID.' }
    return { source, note: tab === 'skipped' ? 'No matching attribute has a value, so the import is skipped.' : 'No object in the target matches; a new one is created.' }
  }
  const sizes: Readonly<Record<string, number>> = { matched: 4311, ambiguous: 7, onlySource: 464, onlyTarget: 724, duplicates: 0, skipped: 2 }
  const problem = (section: ProblemView['section'], severity: ProblemView['severity'], code: string, rest: Omit<ProblemView, 'id' | 'section' | 'severity' | 'code'>): ProblemView => ({ id: `${rest.job ?? 'workday'}/${code}/${rest.mapping ?? ''}`, section, severity, code, ...(rest.job !== undefined && { system: 'ad' }), ...rest })
  const job = 'hr-to-ad'
  const problems: readonly ProblemView[] = [
    problem('failures', 'error', 'ValueTooLong', { sentence: 'company would be 71 characters long; Active Directory allows 64.', place: 'hr-to-ad › company', fix: 'Shorten it at the source or cut it with Mid().', count: 12, job, mapping: 'company' }),
    problem('failures', 'error', 'UniqueValueExhausted', { sentence: 'Every candidate that SelectUniqueValue gives for sAMAccountName is taken.', place: 'hr-to-ad › sAMAccountName', fix: 'Add a candidate that cannot collide.', count: 11, job, mapping: 'sAMAccountName' }),
    problem('failures', 'error', 'MandatoryFieldsMissing', { sentence: 'cn is required and no mapping feeds it.', place: 'hr-to-ad › cn', fix: 'Fill it at the source, or give the mapping a default.', count: 8, job, mapping: 'cn' }),
    problem('matching', 'error', 'DuplicateTargetEntries', { sentence: '2 objects in Active Directory have employeeID “100017”.', place: 'hr-to-ad › employeeID', fix: 'Give all but one of them another employeeID.', count: 7, job, mapping: 'employeeID' }),
    problem('configuration', 'error', 'S18', { sentence: 'employeeID and mail both have matching priority 1.', place: 'jobs[0].objectMappings[0]', fix: 'Give one of them another priority.', count: 0, job }),
    problem('failures', 'warning', 'ReferenceOutOfScope', { sentence: 'The manager is not provisioned, so the reference stays as it is.', place: 'hr-to-ad › manager', fix: 'Take the manager into scope, or leave it.', count: 22, job, mapping: 'manager' }),
    problem('configuration', 'warning', 'S20', { sentence: 'userPrincipalName is made unique on every cycle, so names may change.', place: 'jobs[0].objectMappings[0].attributeMappings[1]', fix: 'Apply it only during creation.', count: 0, job, mapping: 'userPrincipalName' }),
    problem('data', 'warning', 'raggedRow', { sentence: 'The row has 13 cells, the header 12.', place: 'Workday', system: 'workday', fix: 'Quote the values that hold a semicolon.', count: 20 }),
  ]

  const answers: Answers = {
    'systems.list': () => systems,
    'systems.profile': ({ system, type }) => {
      if (system === 'ad' && type === 'user') return accountAttributes.map((name) => profile(name, data.people.flatMap((person) => { const value = accountOf(person.anchor)[name]; return value === undefined ? [] : [String(value)] }).slice(0, 400), name === 'objectGUID'))
      if (system !== 'workday') return undefined
      return Object.keys(data.people[0]?.attributes ?? {}).map((name, column) => profile(name, data.people.flatMap((person, index) => (column === 9 && nameless(index) ? [] : [person.attributes[name] ?? ''])), name === 'WorkerID'))
    },
    'systems.rows': ({ system, type, search = '', ...at }) => {
      if (system !== 'ad' || type !== 'user') return undefined
      const rows = data.people.filter((person) => fold(`${person.display} ${person.anchor}`).includes(fold(search)))
      const { total, offset, rows: shown } = page(rows, at)
      return { attributes: accountAttributes, total, offset, rows: shown.map((person) => ({ anchor: String(accountOf(person.anchor)['objectGUID']), display: person.display, origin: `CN=${person.display},OU=Staff,DC=northwind,DC=example`, cells: accountAttributes.map((name) => accountOf(person.anchor)[name] ?? null) })) }
    },
    'objects.get': ({ system, type, anchor }) => {
      if (system !== 'ad') return undefined
      const account = accountOf(anchor)
      return { system, type, anchor, display: String(account['displayName']), origin: `CN=${String(account['displayName'])},OU=Staff,DC=northwind,DC=example`, attributes: account }
    },
    'matching.rows': ({ tab, kind, search = '', ...at }) => page(data.people.filter((person, index) => index < (sizes[tab] ?? 0) && (kind === undefined || row(person.anchor, tab).kind === kind) && fold(`${person.display} ${person.anchor}`).includes(fold(search))).map((person) => row(person.anchor, tab)), at),
    'matching.counts': ({ job: of }) => (of === job ? {
      tabs: { matched: 4311, ambiguous: 7, onlySource: 464, onlyTarget: 724, duplicates: 0, skipped: 2 }, linked: 0, source: 5000, target: 5146,
      rules: [{ attribute: 'employeeID', priority: 1, decided: 3968 }, { attribute: 'mail', priority: 2, decided: 287 }, { attribute: 'sAMAccountName', priority: 3, decided: 56 }],
    } : undefined),
    'problems.list': ({ run }) => (views.noProblems === true ? [] : run === undefined ? problems.filter((one) => one.section === 'data' || one.section === 'configuration') : problems),
    'problems.rows': ({ id, ...at }) => {
      const found = problems.find((one) => one.id === id)
      return page(data.people.slice(0, found?.count ?? 0).map((person, index) => (found?.section === 'data'
        ? { origin: `workers.csv line ${String(120 + index * 31)}`, display: '', message: `${found.sentence} ${found.fix}` }
        : { origin: person.anchor, display: person.display, message: found?.sentence ?? '', seq: 137 + index })), at)
    },
    'export.check': ({ job: of }) => views.exports[of],
  }
  const withDirectory = ({ project, ...state }: AppState): AppState => ({
    ...state,
    project: project && {
      ...project,
      document: { ...project.document, systems: project.document.systems.map((system) => (system.id === views.live ? { ...system, settings: { kind: 'ldap', url: 'ldaps://dc.northwind.example', baseDn: 'dc=northwind', bindDn: 'cn=reader', passwordFrom: `store:${system.id}` } } : system)) },
    },
  })
  bridge.request = async (name, input) => {
    const reply = await base(name, input)
    if (!reply.ok) return reply
    if (name === 'app.state') return { ok: true, value: withDirectory(reply.value as AppState) }
    const own = (answers as Readonly<Record<string, ((asked: never) => unknown) | undefined>>)[name]?.(input)
    return own === undefined ? reply : { ok: true, value: own }
  }
}
