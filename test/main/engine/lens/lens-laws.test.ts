import { fc } from '../../../support/laws'
import { expect, test } from 'vitest'
import type { AttributeBag } from '../../../../shared/model/attribute'
import type { ActionIssueCode, ProvisioningAction } from '../../../../shared/model/plan'
import type { AttributeMapping } from '../../../../shared/model/project'
import { HAPPENS, WRONG } from '../../../../main/engine/lens/run-flow'
import { constant, direct, expression, scope } from '../../../support/project'
import { planMapping, type Situation } from '../plan-mapping'
import { type Lens, lensOf } from './lens-of'

const values = fc.constantFrom('ann', 'Ann', 'bea', 'ann2', 'bad|name', 'x'.repeat(21), 'Åse', '')
const person = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', ''), name: fc.constantFrom('Ann', 'Bea', 'Cai'), login: values, title: values, scope: fc.constantFrom('in', 'in', 'in', 'out') })
const account = fc.record({ employeeID: fc.constantFrom('1', '2', '3', '4', '5', '6', '9'), sAMAccountName: values, title: values, description: values })

const edits: readonly AttributeMapping[] = [
  direct('login', 'sAMAccountName'),
  direct('login', 'sAMAccountName', { apply: 'ObjectAddOnly', default: 'nobody' }),
  expression('SelectUniqueValue([login], Append([login], "2"), Append([login], "3"))', 'sAMAccountName'),
  expression('ToLower([login])', 'sAMAccountName', { default: 'nobody' }),
  direct('title', 'title', { flowNullValues: true }),
  direct('title', 'title', { apply: 'AttributeAddOnly', default: 'Nurse' }),
  direct('title', 'description', { apply: 'ValueAddOnly' }),
  constant('Nurse', 'title'),
  { type: 'None', target: 'title', default: 'Nurse' },
  expression('IIF([title]="ann", IgnoreAttributeFlow, [title])', 'title'),
  expression('IIF([title]="ann", IgnoreObjectFlow, [title])', 'title'),
  expression('FormatDateTime([title], , "yyyy-MM-dd", "yyyy")', 'title'),
  expression('IgnoreFlowIfNullOrEmpty([title])', 'title'),
]

const situation: fc.Arbitrary<Situation> = fc.record({
  people: fc.array(person, { maxLength: 8 }), accounts: fc.array(account, { maxLength: 6 }), linked: fc.boolean(), flowTypes: fc.constantFrom<('Add' | 'Update')[] | undefined>(undefined, ['Update'], ['Add']),
}).map(({ people, accounts, linked, flowTypes }): Situation => ({
  source: Object.fromEntries(people.map((one, i) => [`p${i}`, filled(one)])),
  target: Object.fromEntries(accounts.map((one, i) => [`t${i}`, filled(one)])),
  sourceSystem: { attributes: { title: { flowNullValues: true } } },
  mapping: { scope: scope([['scope', 'EQUALS', 'in']]), ...(flowTypes ? { flowTypes } : {}) },
  links: linked && people.length > 0 ? { p0: accounts.length > 0 ? 't0' : 'gone' } : {},
  mappings: [],
}))

/** As a read leaves it: a blank cell is an absent attribute. */
function filled(bag: Readonly<Record<string, string>>): AttributeBag {
  return Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== ''))
}

const MATCHING = direct('id', 'employeeID', { matchingPriority: 1 })
const NAME = expression('Append("Account of ", [name])', 'cn')

test('a lens says of one attribute what a cycle plans for it', async () => {
  await fc.assert(fc.asyncProperty(situation, fc.constantFrom(...edits), async (given, edited) => {
    const mappings = [MATCHING, NAME, edited]
    const lens = await lensOf({ ...given, mappings: [MATCHING, NAME] }, edited)
    const all = await planMapping({ ...given, mappings })
    const planned = all.planned.filter(({ match }) => match !== 'outOfScope' && match !== 'skipped').map(({ action }) => [action.source?.anchor as string, action] as const)
    expect(anchors(lens, 'all')).toEqual(planned.map(([anchor]) => anchor))
    expect(anchors(lens, 'changes')).toEqual(planned.filter(([, action]) => action.kind !== 'create' && changeOf(action, edited)).map(([anchor]) => anchor))
    expect(anchors(lens, 'newAccount')).toEqual(planned.filter(([, action]) => action.kind === 'create').map(([anchor]) => anchor))
    expect(anchors(lens, 'unknown')).toEqual(planned.filter(([, { reason }]) => ['ambiguous', 'duplicateSources', 'targetGone'].includes(reason.code)).map(([anchor]) => anchor))
    expect(anchors(lens, 'tooLong')).toEqual(failing(planned, edited, 'ValueTooLong'))
    expect(anchors(lens, 'fails')).toEqual(failing(planned, edited, 'ExpressionFailed', 'UniqueValueExhausted', 'CandidateMissing', 'SchemaPropertyCanOnlyAcceptValue'))
    expect([...lens.run.collisions.keys()].map((at) => anchorAt(lens, at))).toEqual(failing(planned, edited, 'EntryConflict'))
    expect(anchors(lens, 'characters')).toEqual(expect.arrayContaining(failing(planned, edited, 'InvalidCharacters')))
    expect(anchors(lens, 'blank')).toEqual(expect.arrayContaining(failing(planned, edited, 'MandatoryFieldsMissing', 'InvalidAttributeSyntax')))
    for (const [anchor, action] of planned) {
      const change = changeOf(action, edited)
      if (change && edited.apply !== 'ValueAddOnly') expect(lens.run.values[people(lens).indexOf(anchor)]).toEqual(change.after ?? (edited.target === 'title' ? null : undefined))
    }
  }), { numRuns: 600 })
})

test('the parts of what happens sum to everybody, of either comparison', async () => {
  await fc.assert(fc.asyncProperty(situation, fc.constantFrom(...edits), fc.constantFrom<AttributeMapping | 'nothing' | undefined>(undefined, 'nothing', ...edits), async (given, edited, saved) => {
    const { view } = await lensOf({ ...given, mappings: [MATCHING] }, edited, saved)
    expect(Object.values(view.happens).reduce((sum, part) => sum + part, 0)).toBe(view.people)
    expect(view.evaluated).toBe(view.people)
  }), { numRuns: 200 })
})

test('every number lists as many people as it counts', async () => {
  await fc.assert(fc.asyncProperty(situation, fc.constantFrom(...edits), async (given, edited) => {
    const lens = await lensOf({ ...given, mappings: [MATCHING] }, edited)
    const { collidingValues: _, ...wrong } = lens.view.wrong
    for (const [part, count] of Object.entries({ ...lens.view.happens, ...wrong })) expect(lens.people(part as keyof typeof wrong)).toHaveLength(count)
  }), { numRuns: 200 })
})

test('every value stands in one bar of the histogram, which lists those whom it counts', async () => {
  await fc.assert(fc.asyncProperty(situation, fc.constantFrom(...edits), async (given, edited) => {
    const lens = await lensOf({ ...given, mappings: [MATCHING] }, edited)
    const { bins } = lens.view.histogram
    const listed = bins.map((_, at) => lens.people(at).map(({ anchor }) => anchor))
    expect(listed.map(({ length }) => length)).toEqual(bins.map(({ count }) => count))
    expect(listed.flat().sort()).toEqual(people(lens).filter((_, at) => (lens.run.values[at]?.length ?? 0) > 0).sort())
    expect(lens.people(bins.length)).toEqual([])
  }), { numRuns: 200 })
})

test('a mapping against itself changes nobody', async () => {
  await fc.assert(fc.asyncProperty(situation, fc.constantFrom(...edits), async (given, edited) => {
    const { view } = await lensOf({ ...given, mappings: [MATCHING] }, edited, edited)
    expect(view.happens).toEqual({ changes: 0, same: view.people, newAccount: 0, unknown: 0 })
  }), { numRuns: 100 })
})

function people(lens: Lens): string[] {
  const { rows, input } = lens.run.population
  return [...rows].map((row) => input.source.anchors[row] as string)
}

function anchorAt(lens: Lens, person: number): string {
  return people(lens)[person] as string
}

function anchors(lens: Lens, part: keyof typeof HAPPENS | keyof typeof WRONG | 'all'): string[] {
  const { happens, wrong } = lens.run
  return people(lens).filter((_, person) => part === 'all' || (part in HAPPENS
    ? happens[person] === HAPPENS[part as keyof typeof HAPPENS]
    : ((wrong[person] as number) & WRONG[part as keyof typeof WRONG]) !== 0))
}

function changeOf(action: ProvisioningAction, { target }: AttributeMapping): ProvisioningAction['changes'][number] | undefined {
  return action.changes.find(({ attribute }) => attribute === target)
}

function failing(planned: readonly (readonly [string, ProvisioningAction])[], { target }: AttributeMapping, ...codes: readonly ActionIssueCode[]): string[] {
  return planned.filter(([, { issues }]) => issues.some(({ code, attribute }) => attribute === target && codes.includes(code))).map(([anchor]) => anchor)
}
