import type { InputOf } from '../../../shared/ipc/contract'
import type { LensRow, LensView } from '../../../shared/ipc/lens-views'
import type { AttributeMapping } from '../../../shared/model/project'
import type { FakeData } from '../fake-data'
import type { Answers, Fake } from './fake'

type Names = 'lens.measure' | 'lens.people' | 'tests.run'

/** The lens over an expression, and golden records. Runs inside the page as text. */
export function fakeExpression(fake: Fake): Answers<Names> {
  const { data, fold, page } = fake
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

  return {
    'lens.measure': (question) => ({ kind: 'measured', lens: measure(question) }),
    'lens.people': ({ part, bin, anchors, search = '', offset, limit, ...question }) => page(lensRows(question).filter((one) => inBar(one, question, bin) && (part === undefined || one.outcome === part || one.wrong.some((wrong) => (wrong === 'notAscii' ? 'characters' : wrong) === part)) && anchors?.includes(one.anchor) !== false && fold(`${one.display} ${one.anchor} ${String(one.after ?? '')}`).includes(fold(search))), { offset, limit }),
    'tests.run': ({ attribute = '' }) => (fake.project?.document.tests ?? []).filter((test) => attribute in test.expect).map((test) => {
      const wanted = test.expect[attribute]
      const mapping = fake.project?.document.jobs[0]?.objectMappings[0]?.attributeMappings.find((one) => one.target === attribute)
      const person = data.people.find((one) => one.anchor === test.anchor)
      const actual = mapping === undefined || person === undefined ? null : lensValue(mapping, person)
      return { test: test.id, name: test.name ?? test.anchor, job: test.job, objectMapping: test.objectMapping, anchor: test.anchor, attribute, passed: wanted === actual, expected: JSON.stringify(wanted), actual: JSON.stringify(actual) }
    }),
  }
}
