import type { Answers, Fake } from './fake'

type Names = 'secrets.state' | 'secrets.keep' | 'secrets.forget' | 'systems.list' | 'systems.rows' | 'systems.profile' | 'systems.issues' | 'objects.get' | 'objects.search' | 'preview.people'

/** Systems, their objects and their passwords. Runs inside the page as text. */
export function fakeSystems(fake: Fake): Answers<Names> {
  const { data, fold, page } = fake
  let kept = false
  return {
    'secrets.state': ({ system }) => ({ place: { kind: 'store', name: system }, kept }),
    'secrets.keep': () => {
      kept = true
      return null
    },
    'secrets.forget': () => {
      kept = false
      return null
    },
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
  }
}
