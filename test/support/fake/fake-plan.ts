import type { InputOf } from '../../../shared/ipc/contract'
import type { FacetAttribute, FacetKey } from '../../../shared/ipc/facet-views'
import type { FakeAction } from '../fake-data'
import type { Answers, Fake } from './fake'

type Names = 'runs.list' | 'plan.groups' | 'plan.actions' | 'plan.facets' | 'plan.breakdown' | 'plan.facetAttributes' | 'plan.action' | 'plan.compare' | 'plan.compareRows' | 'plan.save'

/** Runs, their plans by group, person and facet, and two of them compared. Runs inside the page as text. */
export function fakePlan(fake: Fake): Answers<Names> {
  const { data, fold, has, page, planned, refuse, row } = fake
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

  return {
    'runs.list': () => fake.runs,
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
      const side = (run: number) => ({ run, now: fake.runs.find((one) => one.run === run)?.now ?? '', seed: 1, summary: { create: planned('create'), update: planned('update') - run, disable: planned('disable'), enable: 9, delete: 4, failed: 38, held: run === b ? 137 : 41 } })
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
    'plan.save': ({ format }) => ({ file: `/home/alex/plan.${format}` }),
  }
}
