import type { InputOf } from '../../../shared/ipc/contract'
import type { SystemTestView } from '../../../shared/ipc/system-views'
import type { SystemView } from '../../../shared/ipc/views'
import type { Answers, Fake } from './fake'

type Names = 'systems.test' | 'systems.endTest' | 'systems.add' | 'systems.undoAdd' | 'secrets.state' | 'secrets.keep' | 'secrets.forget' | 'secrets.list' | 'secrets.forgetEntry' | 'systems.list' | 'systems.rows' | 'systems.profile' | 'systems.issues' | 'objects.get' | 'objects.search' | 'preview.people'

/** Systems, their objects and their passwords. Runs inside the page as text. */
export function fakeSystems(fake: Fake): Answers<Names> {
  const { data, fold, page, refuse } = fake
  let kept = false
  let remembered = [{ name: 'ad', url: 'ldaps://dc.northwind.example', bindDn: 'cn=reader,ou=service accounts,dc=northwind,dc=example', startTls: false }, { name: 'phones', url: 'ldap://phones.northwind.example', bindDn: '', startTls: true }]
  const added: SystemView[] = []
  const names = ['EmployeeID', 'FirstName', 'LastName', 'CostCentre', 'Contract', 'Starts', 'Ends', 'Mail', 'Phone', 'Site']
  /** A file of contractors, and a directory that answers where it is called `dc.`, signed in or not. */
  const tested = (input: InputOf<'systems.test'>): SystemTestView => {
    if ('system' in input) return { steps: [{ layer: 'file', status: 'ok', text: 'workers.csv can be read: 2.1 MB.' }, { layer: 'format', status: 'ok', text: 'It is delimited text in UTF-8, separated by semicolons.' }, { layer: 'header', status: 'ok', text: 'A header names 12 columns.' }, { layer: 'sample', status: 'warning', text: 'Read the first 1,000 rows. 20 remarks, the first at workers.csv line 120: The row has 13 cells, the header 12.' }] }
    const sample = names.map((name, at) => ({ name, type: at === 5 || at === 6 ? 'dateTime' : 'string', multiValued: false, anchor: at === 0, filled: 611 - at * 7, distinct: at === 0 ? 611 : 40 + at * 9, distinctIsLowerBound: false, maxLength: 12, samples: data.people.slice(at, at + 3).map((person) => (at === 0 ? `C-${person.anchor}` : person.display)), top: [] }))
    if (input.place.kind === 'files') {
      return {
        steps: [{ layer: 'file', status: 'ok', text: 'contractors.csv can be read: 61.4 kB.' }, { layer: 'format', status: 'ok', text: 'It is delimited text in UTF-8, separated by semicolons.' }, { layer: 'header', status: 'ok', text: 'A header names 10 columns.' }, { layer: 'sample', status: 'warning', text: 'Read all 611 rows. 2 remarks, the first at contractors.csv line 19: The row has 9 cells, the header 10.' }],
        found: {
          system: { id: 'contractors', name: 'contractors', settings: { kind: 'delimited', paths: input.place.paths, delimiter: ';', encoding: 'utf-8', quote: '"', header: true, anchor: 'EmployeeID', ...input.place.rules }, display: ['FirstName', 'LastName'] },
          anchorWhy: 'filled and different in every row', types: [{ name: 'row', count: 611, attributes: names, profile: sample }], complete: true,
          finding: { encoding: 'utf-8', delimiter: ';', quote: '"', header: true, columns: 10, rows: 611, files: 1 },
        },
      }
    }
    const { place } = input
    const passed: SystemTestView['steps'] = [
      { layer: 'name', status: 'ok', text: `${new URL(place.url).hostname} has the address 10.1.0.4.` }, { layer: 'port', status: 'ok', text: 'dc.northwind.example:636 accepts connections.' },
      { layer: 'tls', status: 'ok', text: 'The connection can be encrypted with ldaps.' },
      { layer: 'certificate', status: 'ok', text: 'The certificate of dc.northwind.example, issued by Northwind CA, valid to Nov 21 06:00:00 2027 GMT, SHA-256 fingerprint 5B:0C:41:9A:D2:77:18:E0:5B:0C:41:9A:D2:77:18:E0:5B:0C:41:9A:D2:77:18:E0:5B:0C:41:9A:D2:77:18:E0, is accepted.' },
    ]
    if (input.secret !== 'right') return { steps: [...passed, { layer: 'bind', status: 'failed', text: 'dc.northwind.example:636 refused the sign-in of "cn=reader,dc=northwind,dc=example": the name or the password is wrong.' }, { layer: 'base', status: 'skipped', text: 'Not tried, because of what failed before.' }, { layer: 'sample', status: 'skipped', text: 'Not tried, because of what failed before.' }] }
    const attributes = ['dn', 'cn', 'sAMAccountName', 'userPrincipalName', 'objectGUID', 'memberOf']
    const profile = sample.slice(0, 6).map((one, at) => ({ ...one, name: attributes[at] ?? '', type: 'string', anchor: at === 4, filled: 788, distinct: at === 5 ? 40 : 788 }))
    return {
      steps: [...passed, { layer: 'bind', status: 'ok', text: '"cn=reader,dc=northwind,dc=example" is signed in.' }, { layer: 'base', status: 'ok', text: '"dc=northwind,dc=example" is there (Active Directory).' }, { layer: 'sample', status: 'ok', text: 'Read the first 1,000 entries in 2 pages of at most 500: 212 group, 788 user.' }],
      found: { system: { id: 'ad', name: 'Active Directory', product: 'activeDirectory', settings: { ...place, baseDn: 'dc=northwind,dc=example' }, display: ['cn'] }, types: [{ name: 'user', count: 788, attributes, profile }, { name: 'group', count: 212, attributes, profile }], complete: false, finding: { server: 'Active Directory', anchor: 'objectGUID', pages: 2, pageSize: 500, entries: 1000 } },
    }
  }
  return {
    'systems.test': (input) => tested(input),
    'systems.endTest': () => null,
    'systems.add': ({ system, job }) => {
      const project = fake.project ?? refuse('No project is open.')
      const id = system.name.toLowerCase().replace(/[^a-z0-9]+/gu, '-')
      fake.project = { ...project, document: { ...project.document, systems: [...project.document.systems, { id, ...system }] }, draft: { savedAt: '2026-11-21T07:00:00Z', basedOn: 7 } }
      added.push({ id, name: system.name, kind: system.settings.kind, roles: [], types: [] })
      return { project: fake.project, system: id, decisions: job === undefined ? [] : [`Identifies people of ${system.name} by EmployeeID: filled and different in every row.`, 'Matches EmployeeID to employeeID: 402 values are the same.', 'Maps FirstName to givenName and LastName to sn.'] }
    },
    'systems.undoAdd': ({ system }) => {
      const project = fake.project ?? refuse('No project is open.')
      fake.project = { ...project, document: { ...project.document, systems: project.document.systems.filter((one) => one.id !== system) } }
      return fake.project
    },
    'secrets.state': ({ system }) => (system === undefined ? { kept: false } : { place: { kind: 'store', name: system }, kept }),
    'secrets.keep': () => {
      kept = true
      return null
    },
    'secrets.forget': () => {
      kept = false
      return null
    },
    'secrets.list': () => remembered,
    'secrets.forgetEntry': ({ url }) => {
      remembered = remembered.filter((one) => one.url !== url)
      return null
    },
    'systems.list': () => [...data.systems, ...added],
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
  }
}
